package dev.voronka.boot;

import dev.voronka.run.Voronka;
import org.springframework.context.SmartLifecycle;

/** Begins the background work with the application and ends it with it. */
final class BackgroundWork implements SmartLifecycle {

    /** Before the web server takes requests, and until it has answered the last one: it has 2048 less than the default. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private final Voronka voronka;
    private volatile boolean running;

    BackgroundWork(Voronka voronka) {
        this.voronka = voronka;
    }

    @Override
    public void start() {
        voronka.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        voronka.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
