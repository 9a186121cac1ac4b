package dev.voronka.delivery;

import dev.voronka.SalesProcess;
import dev.voronka.people.Directory;
import dev.voronka.store.CardStore;
import dev.voronka.store.ConsentGate;
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
 * @param gate stops letters to people who have withdrawn their consent
 * @param processes the processes that run here, by code
 */
public record Scene(
        CardStore store,
        Directory people,
        Clock clock,
        ConsentGate gate,
        Function<String, Optional<SalesProcess<?, ?>>> processes) {

    /** The time in microseconds, which is what databases keep. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
