package dev.voronka.run;

import dev.voronka.store.Daily;
import dev.voronka.store.DailyRun;
import dev.voronka.store.jdbc.JdbcCardStore;
import java.time.LocalTime;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * What voronka does by itself once a day: takes away what has been kept long enough, anchors histories, looks at
 * deadlines. With a database on one node of all; in the heap on one thread. Thread-safe.
 */
final class Jobs {

    /** At night, before the anchor, which so notes what is left. */
    private static final LocalTime PURGE = LocalTime.of(2, 30);

    private static final LocalTime ANCHOR = LocalTime.of(4, 0);

    /** Before work begins. */
    private static final LocalTime WATCH = LocalTime.of(8, 0);

    private final DailyRun run;

    Jobs(Host host, Voronka voronka) {
        var zone = host.calendars().of(null).zone();
        var all = List.of(
                new Daily("voronka-purge", PURGE, zone, () -> {
                    untilDone(voronka::purge);
                    untilDone(voronka::purgeDecisions);
                }),
                new Daily("voronka-anchor", ANCHOR, zone, voronka::anchorHistory),
                new Daily("voronka-watch", WATCH, zone, voronka::watchDeadlines));
        this.run = host.store() instanceof JdbcCardStore database && isThere()
                ? database.daily(all, host.clock())
                : new OneThread(all, host.clock());
    }

    /** Without db-scheduler each node does it all; the work bears that. */
    private static boolean isThere() {
        try {
            Class.forName("com.github.kagkarlsson.scheduler.Scheduler", false, Jobs.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    private static void untilDone(IntSupplier batch) {
        while (batch.getAsInt() > 0) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** Begins; a second time does nothing. */
    void start() {
        run.start();
    }

    /** Ends, and waits for what is being done, for a minute at most. */
    void stop() {
        run.stop();
    }
}
