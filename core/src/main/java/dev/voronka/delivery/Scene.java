package dev.voronka.delivery;

import dev.voronka.SalesProcess;
import dev.voronka.people.Directory;
import dev.voronka.store.CardStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * What deliveries are made from.
 *
 * @param store where cards and effects are kept
 * @param people who works here
 * @param clock the time
 * @param processes the processes that run here, by code
 */
public record Scene(
        CardStore store, Directory people, Clock clock, Function<String, Optional<SalesProcess<?, ?>>> processes) {

    /** The time in microseconds, which is what databases keep. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
