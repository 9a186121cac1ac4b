package dev.voronka.lookup;

import dev.voronka.CardId;
import dev.voronka.Port;
import dev.voronka.TimeSpan;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port that knows when an employee is taken. Answered from our own cards if the host gives no calendar. */
public interface BusyTimes extends Port<BusyTimes.Asked, BusyTimes.Found> {

    /**
     * Is this employee taken at that time?
     *
     * @param employee the id; null if nobody is meant, then nothing clashes
     * @param span when
     * @param except a card that does not count, such as the meeting that is being moved
     */
    record Asked(
            @Nullable String employee,
            TimeSpan span,
            @Nullable CardId except) {
        /** The same, but this card does not count. */
        public Asked except(CardId card) {
            return new Asked(employee, span, card);
        }
    }

    /**
     * What the employee does then.
     *
     * @param clashes each in a few words; empty if the time is free
     */
    record Found(List<String> clashes) {
        /** Keeps an unmodifiable copy. */
        public Found {
            clashes = List.copyOf(clashes);
        }
    }

    /** Asks about so long from a start. */
    static Asked of(@Nullable String employee, ZonedDateTime start, Duration length) {
        return new Asked(
                employee, new TimeSpan(start.toInstant(), start.toInstant().plus(length)), null);
    }
}
