package dev.voronka.run;

import dev.voronka.Message;
import dev.voronka.VoronkaException;
import dev.voronka.decision.Decisions;
import dev.voronka.store.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks how a voronka is. */
final class Checkup {

    private static final Logger LOG = LoggerFactory.getLogger(Checkup.class);

    private final Host host;
    private final Set<String> processes;
    private final Inspection inspection;
    private final Settings settings;
    private final List<Message> problems = new ArrayList<>();

    /**
     * What was said when the voronka was made.
     *
     * @param rules the rules that decide; null if none do
     * @param named the processes that ladders and retentions are for, by code
     */
    record Settings(@Nullable Decisions rules, SortedSet<String> named) {}

    Checkup(Host host, Set<String> processes, Inspection inspection, Settings settings) {
        this.host = host;
        this.processes = processes;
        this.inspection = inspection;
        this.settings = settings;
    }

    Health health() {
        var paused = host.deliveries().paused();
        var years = provisionalYears();
        try {
            return reachable(paused, years);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
            LOG.warn("The store cannot be reached.", broken);
            var told = broken instanceof VoronkaException ? broken.getMessage() : null;
            var why = told == null ? broken.getClass().getName() : told;
            problems.clear();
            problems.add(Message.of("store-down", why));
            return new Health(Health.Status.DOWN, null, 0, null, 0, paused, new TreeMap<>(), null, 0, years, problems);
        }
    }

    private Health reachable(SortedSet<String> paused, SortedSet<Integer> years) {
        var before = System.nanoTime();
        var backlog = host.deliveries().backlog();
        var roundTrip = Duration.ofNanos(System.nanoTime() - before);
        var now = host.now();
        var late = since(backlog.oldest(), now);
        var lag = since(host.store().oldestDue(processes).orElse(null), now);
        var unclaimed = host.deliveries().unclaimed(backlog);
        var quarantined = inspection.next();
        tell(backlog, late, lag, paused, unclaimed, quarantined, years);
        return new Health(
                problems.isEmpty() ? Health.Status.OK : Health.Status.WARN,
                roundTrip,
                backlog.waiting(),
                late,
                backlog.dead(),
                paused,
                unclaimed,
                lag,
                quarantined,
                years,
                problems);
    }

    private void tell(
            Backlog backlog,
            @Nullable Duration late,
            @Nullable Duration lag,
            SortedSet<String> paused,
            SortedMap<String, Long> unclaimed,
            int quarantined,
            SortedSet<Integer> years) {
        if (backlog.dead() > 0) {
            problems.add(Message.of("dead", backlog.dead()));
        }
        if (quarantined > 0) {
            problems.add(Message.of("quarantined", quarantined));
        }
        if (late != null && late.compareTo(Health.LATE) > 0) {
            problems.add(Message.of("overdue", late.toMinutes(), backlog.waiting()));
        }
        if (lag != null && lag.compareTo(Health.LATE) > 0) {
            problems.add(Message.of("sweep-late", lag.toMinutes()));
        }
        if (!unclaimed.isEmpty()) {
            problems.add(Message.of("unclaimed", String.join(", ", unclaimed.keySet())));
        }
        var rules = settings.rules();
        if (rules != null) {
            rules.rejected().ifPresent(r -> problems.add(Message.of("rules", r.inForce(), r.problems(), r.place())));
        }
        var unknown = new TreeSet<>(settings.named());
        unknown.removeAll(processes);
        if (!unknown.isEmpty()) {
            problems.add(Message.of(
                    "unknown-processes", String.join(", ", unknown), String.join(", ", new TreeSet<>(processes))));
        }
        if (!paused.isEmpty()) {
            problems.add(Message.of("paused", String.join(", ", paused)));
        }
        if (!years.isEmpty()) {
            problems.add(Message.of(
                    "provisional",
                    String.join(", ", years.stream().map(String::valueOf).toList())));
        }
    }

    private static @Nullable Duration since(@Nullable Instant then, Instant now) {
        return then == null || then.isAfter(now) ? null : Duration.between(then, now);
    }

    private SortedSet<Integer> provisionalYears() {
        return host.provisional().used().stream().map(Year::getValue).collect(Collectors.toCollection(TreeSet::new));
    }
}
