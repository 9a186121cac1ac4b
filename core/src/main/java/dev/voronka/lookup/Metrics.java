package dev.voronka.lookup;

import dev.voronka.Port;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The port that reads a figure of the department. Our own answer knows {@code fails:<process>:<STAGE>}, the number of
 * cards that failed so within the window; the host may answer for others.
 */
public interface Metrics extends Port<Metrics.Asked, Metrics.Reading> {

    /**
     * What was the figure?
     *
     * @param metric its id
     * @param from the beginning of the window
     * @param to its end
     */
    record Asked(String metric, Instant from, Instant to) {}

    /**
     * What it was.
     *
     * @param value in the metric's own unit; null if nobody measures it
     */
    record Reading(@Nullable BigDecimal value) {}

    /** Asks about a window. */
    static Asked of(String metric, Instant from, Instant to) {
        return new Asked(metric, from, to);
    }
}
