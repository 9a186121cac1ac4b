package dev.voronka.rules.drools;

import dev.voronka.InvalidInput;
import java.time.Duration;

/**
 * How much one decision may take. Once it is passed, the decision ends in {@link RuleStopped}.
 *
 * @param firings how often rules may fire in all
 * @param time how long it may take; looked at before each firing
 */
public record Limits(int firings, Duration time) {

    /** 100,000 firings, two seconds. */
    public static final Limits STANDARD = new Limits(100_000, Duration.ofSeconds(2));

    /** Refuses limits within which nothing could be decided. */
    public Limits {
        if (firings < 1 || time.isNegative() || time.isZero()) {
            throw new InvalidInput("A decision needs at least one firing and some time, but may take " + firings
                    + " firings and " + time + ".");
        }
    }
}
