package dev.voronka.run;

import dev.voronka.store.Daily;
import dev.voronka.store.DailyRun;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does daily work on one thread, where cards are kept in the heap. Thread-safe. */
final class OneThread implements DailyRun {

    private static final Logger LOG = LoggerFactory.getLogger(OneThread.class);

    private final List<Daily> all;
    private final Clock clock;
    private final Map<String, Instant> next = new HashMap<>();
    private @Nullable ScheduledExecutorService thread;
    private @Nullable Thread worker;

    OneThread(List<Daily> all, Clock clock) {
        this.all = List.copyOf(all);
        this.clock = clock;
        this.all.forEach(d -> next.put(d.name(), after(d, clock.instant())));
    }

    private static Instant after(Daily daily, Instant now) {
        var here = now.atZone(daily.zone());
        var today = here.with(daily.at());
        return (today.isAfter(here) ? today : here.plusDays(1).with(daily.at())).toInstant();
    }

    /** Does what is due; how much that was. */
    synchronized int tick() {
        var done = 0;
        var now = clock.instant();
        for (var daily : all) {
            var due = next.get(daily.name());
            if (due != null && !due.isAfter(now)) {
                next.put(daily.name(), after(daily, now));
                done++;
                try {
                    daily.work().run();
                } catch (RuntimeException broken) {
                    LOG.error("{} has failed; it is tried again at its next time.", daily.name(), broken);
                }
            }
        }
        return done;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            var made = Executors.newSingleThreadScheduledExecutor(work -> {
                var named = new Thread(work, "voronka-daily");
                named.setDaemon(true);
                worker = named;
                return named;
            });
            var unused = made.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.MINUTES);
            thread = made;
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService ending;
        Thread last;
        synchronized (this) {
            ending = thread;
            last = worker;
            thread = null;
            worker = null;
        }
        if (ending == null) {
            return;
        }
        ending.shutdown();
        try {
            if (!ending.awaitTermination(1, TimeUnit.MINUTES)) {
                ending.shutdownNow();
            }
            if (last != null) {
                // The pool says that it has ended a moment before its thread has.
                last.join(TimeUnit.MINUTES.toMillis(1));
            }
        } catch (InterruptedException hurried) {
            ending.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
