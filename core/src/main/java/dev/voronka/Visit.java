package dev.voronka;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a card in a stage.
 *
 * @param enteredAt when it began
 * @param alarms what is still to go off in this stay
 * @param rung codes of the timers and of the rungs of the ladder ({@code ladder.…}) that went off in this stay
 * @param hold the hold that the card is on, or null
 * @param begunBy the number of the move that began it
 */
public record Visit(
        Instant enteredAt,
        List<Alarm> alarms,
        SortedSet<String> rung,
        @Nullable Hold hold,
        long begunBy) {

    /**
     * A card put aside.
     *
     * @param since when
     * @param until when it wakes up
     */
    public record Hold(Instant since, Instant until) {}

    /** Keeps unmodifiable copies. */
    public Visit {
        alarms = List.copyOf(alarms);
        rung = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(rung));
    }

    /** A visit that began with the opening of the card. */
    public Visit(Instant enteredAt, List<Alarm> alarms, SortedSet<String> rung, @Nullable Hold hold) {
        this(enteredAt, alarms, rung, hold, 1);
    }

    /** By when the stage should be left; empty in an end, and while the data does not name the date. */
    public Optional<Instant> due() {
        return alarm(Alarm.DEADLINE).map(Alarm::at);
    }

    /** The alarm or mark with this code. */
    public Optional<Alarm> alarm(String code) {
        for (var alarm : alarms) {
            if (alarm.code().equals(code)) {
                return Optional.of(alarm);
            }
        }
        return Optional.empty();
    }

    /** The same with other alarms and with other codes of what went off. */
    public Visit with(List<Alarm> others, Set<String> gone) {
        return new Visit(enteredAt, others, new TreeSet<>(gone), hold, begunBy);
    }

    /** When the process itself next wants the card: a timer or the end of the hold. */
    public Optional<Instant> nextTimer() {
        return hold != null ? Optional.of(hold.until()) : firstTimer().map(Alarm::at);
    }

    /** The timer that goes off first; of equal ones the first by code. */
    public Optional<Alarm> firstTimer() {
        return alarms.stream()
                .filter(c -> !c.code().equals(Alarm.DEADLINE) && !c.isMark())
                .min(java.util.Comparator.comparing(Alarm::at).thenComparing(Alarm::code));
    }
}
