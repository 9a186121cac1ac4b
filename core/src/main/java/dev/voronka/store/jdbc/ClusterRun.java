package dev.voronka.store.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.voronka.store.Daily;
import dev.voronka.store.DailyRun;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Does once a cluster what is to be done daily, by db-scheduler. Thread-safe. */
final class ClusterRun implements DailyRun {

    /** Its own, so that nobody takes the host's tasks for tasks that nobody knows. */
    private static final String TABLE = "vk_daily";

    private static final Duration LONGEST_GOODBYE = Duration.ofMinutes(1);

    private final DataSource source;
    private final List<Daily> all;
    private final Clock clock;
    private final Duration poll;
    private @Nullable Scheduler scheduler;

    /** How often it is looked whether something is due is said by {@code poll}. */
    ClusterRun(DataSource source, List<Daily> all, Clock clock, Duration poll) {
        this.source = source;
        this.all = List.copyOf(all);
        this.clock = clock;
        this.poll = poll;
    }

    @Override
    public synchronized void start() {
        if (scheduler != null) {
            return;
        }
        var tasks = new ArrayList<RecurringTask<Void>>();
        for (var daily : all) {
            tasks.add(Tasks.recurring(daily.name(), Schedules.daily(daily.zone(), daily.at()))
                    .execute((instance, context) -> daily.work().run()));
        }
        ThreadFactory daemons = work -> {
            var thread = new Thread(work, "voronka-daily");
            thread.setDaemon(true);
            return thread;
        };
        var made = Scheduler.create(source)
                .startTasks(tasks)
                .tableName(TABLE)
                .commitWhenAutocommitDisabled(true)
                .threads(1)
                .executorService(Executors.newSingleThreadExecutor(daemons))
                .dueExecutor(Executors.newSingleThreadExecutor(daemons))
                .housekeeperExecutor(Executors.newScheduledThreadPool(2, daemons))
                .pollingInterval(poll)
                .shutdownMaxWait(LONGEST_GOODBYE)
                .alwaysPersistTimestampInUTC()
                .clock(clock::instant)
                .build();
        made.start();
        scheduler = made;
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }
}
