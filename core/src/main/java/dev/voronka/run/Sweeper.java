package dev.voronka.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets what is due go off, every second, on a thread of its own between a start and a stop. */
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** How long it waits at most after a failure. */
    private static final Duration LONGEST_TROUBLE = Duration.ofSeconds(30);

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

    private record Shift(Thread thread, CountDownLatch end) {}

    private final Voronka voronka;
    private final Host host;
    private @Nullable Shift shift;

    Sweeper(Voronka voronka, Host host) {
        this.voronka = voronka;
        this.host = host;
    }

    synchronized void start() {
        if (shift == null) {
            var end = new CountDownLatch(1);
            var thread = new Thread(() -> sweep(end), "voronka-sweep");
            thread.setDaemon(true);
            thread.start();
            shift = new Shift(thread, end);
        }
    }

    /** Lets a sweep that is under way end, but does not wait for ever. */
    void stop() {
        Shift leaving;
        synchronized (this) {
            leaving = shift;
            shift = null;
        }
        if (leaving == null) {
            return;
        }
        leaving.end().countDown();
        try {
            if (leaving.thread() != Thread.currentThread()) {
                leaving.thread().join(STOPS_WITHIN.toMillis());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (leaving.thread().isAlive() && leaving.thread() != Thread.currentThread()) {
            LOG.warn("The sweep does not come to its end; it goes on without being waited for.");
        }
    }

    private void sweep(CountDownLatch end) {
        var pause = EVERY;
        try {
            while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = isSwept(pause) ? EVERY : longer(pause);
            }
        } catch (InterruptedException gone) {
            LOG.info("The sweep was interrupted; timers stand still until it is started again.");
        }
    }

    private boolean isSwept(Duration pause) {
        var measured = host.observer().begins("voronka.sweep", Map.of());
        try {
            if (voronka.fireDue() > 0) {
                host.deliveries().wake();
            }
            measured.ends("swept", null);
            return true;
        } catch (Throwable broken) {
            // Whatever it is, even an Error: a thread that ended here would end all timers unseen.
            measured.ends("failed", broken);
            LOG.error("The sweep failed; it is tried again in {}.", longer(pause), broken);
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_TROUBLE) < 0 ? twice : LONGEST_TROUBLE;
    }

    /** Whether its thread is at work. */
    synchronized boolean isRunning() {
        return shift != null && shift.thread().isAlive();
    }
}
