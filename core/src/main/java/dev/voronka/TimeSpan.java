package dev.voronka;

import java.time.Instant;

/**
 * A stretch of time, from the first moment to before the last one.
 *
 * @param from first moment
 * @param to the moment at which it is over, after {@code from}
 */
public record TimeSpan(Instant from, Instant to) {

    /** Refuses a stretch that ends before it begins. */
    public TimeSpan {
        if (!to.isAfter(from)) {
            throw new InvalidInput("A time span must end after it begins, but it is " + from + " to " + to + ".");
        }
    }

    /** Whether both have a moment in common. */
    public boolean overlaps(TimeSpan other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }
}
