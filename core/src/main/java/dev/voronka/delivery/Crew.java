package dev.voronka.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that work in the background, from a start to a stop. */
final class Crew {

    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

    /** How long an interrupted call may take to notice. */
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final Deliveries deliveries;
    private final DeliverySettings settings;
    private final List<Worker> workers = new ArrayList<>();
    private volatile boolean leaving;

    Crew(Deliveries deliveries, DeliverySettings settings) {
        this.deliveries = deliveries;
        this.settings = settings;
        for (var code : deliveries.handlers()) {
            for (var i = 1; i <= settings.workers(); i++) {
                workers.add(new Worker(this, deliveries, code, i));
            }
        }
        workers.forEach(w -> w.thread().start());
    }

    boolean isLeaving() {
        return leaving;
    }

    boolean isComplete() {
        return workers.stream().allMatch(w -> w.thread().isAlive());
    }

    void leave() {
        leaving = true;
        workers.forEach(Worker::wake);
        deliveries.handlers().forEach(code -> deliveries.bell(code).ring());
        if (!areGone(settings.stopWithin())) {
            workers.forEach(Worker::interruptCall);
            if (!areGone(LAST_WORD)) {
                LOG.warn("A handler does not come back; what it had is taken up again once its lease is over.");
            }
        }
    }

    /** A handler may stop the delivery from within its own call; it does not wait for itself. */
    private boolean areGone(Duration within) {
        var end = System.nanoTime() + within.toNanos();
        try {
            for (var worker : workers) {
                var thread = worker.thread();
                if (thread != Thread.currentThread()) {
                    var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    thread.join(Math.max(1, left));
                    if (thread.isAlive()) {
                        return false;
                    }
                }
            }
            return true;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
