package dev.voronka.process.incominglead;

import dev.voronka.Personal;
import java.time.Instant;

/**
 * A try to reach the person.
 *
 * @param at when
 * @param reached whether somebody answered
 * @param note what was said
 */
public record ContactAttempt(
        Instant at, boolean reached, @Personal String note) {}
