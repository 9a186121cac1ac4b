package dev.voronka.bitrix.client;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/** Pauses that double and are never the same, so that many callers do not come back at once. Between 1 s and 30 s. */
final class Backoff {

    private static final IntervalFunction PAUSES =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofSeconds(2), 2.0, 0.5, Duration.ofSeconds(30));

    private final Sleeper sleeper;

    Backoff(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** @param attempt how many went wrong, from 1 */
    static Duration after(int attempt) {
        return Duration.ofMillis(PAUSES.apply(Math.max(1, attempt)));
    }

    void pause(int attempt) throws InterruptedException {
        sleeper.sleep(after(attempt));
    }
}
