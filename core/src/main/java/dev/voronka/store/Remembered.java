package dev.voronka.store;

import dev.voronka.Outcome;

/**
 * What a key was used for.
 *
 * @param fingerprint of the request, to tell a repetition from another request
 * @param outcome what came of it
 */
public record Remembered(String fingerprint, Outcome<?> outcome) {}
