package dev.voronka.run;

import dev.voronka.delivery.Observer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a piece of work over and over, on a thread of its own between a start and a stop. */
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** How long it waits at most after a failure. */
    private static final Duration LONGEST_TROUBLE = Duration.ofSeconds(30);

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

    private record Shift(Thread thread, CountDownLatch end) {}

    private final String name;
    private final Duration every;
    private final Observer observer;
    private final Runnable work;
    private @Nullable Shift shift;

    /** Of this name, such as {@code sweep}, which its thread and its measurements have. */
    Sweeper(String name, Duration every, Observer observer, Runnable work) {
        this.name = "voronka-" + name;
        this.every = every;
        this.observer = observer;
        this.work = work;
    }

    synchronized void start() {
        if (shift == null) {
            var end = new CountDownLatch(1);
            var thread = new Thread(() -> sweep(end), name);
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
            LOG.warn("{} does not come to its end; it goes on without being waited for.", name);
        }
    }

    private void sweep(CountDownLatch end) {
        var pause = every;
        try {
            while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = isSwept(pause) ? every : longer(pause);
            }
        } catch (InterruptedException gone) {
            LOG.info("{} was interrupted; it stands still until it is started again.", name);
        }
    }

    private boolean isSwept(Duration pause) {
        var measured = observer.begins(name.replace('-', '.'), Map.of());
        try {
            work.run();
            measured.ends("swept", null);
            return true;
        } catch (Throwable broken) {
            // Whatever it is, even an Error: a thread that ended here would end all timers unseen.
            measured.ends("failed", broken);
            LOG.error("{} failed; it is tried again in {}.", name, longer(pause), broken);
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
