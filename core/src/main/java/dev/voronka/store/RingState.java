package dev.voronka.store;

import org.jspecify.annotations.Nullable;

/**
 * How a ring stands.
 *
 * @param turns how many turns it has made, 0 at first
 * @param last who had the last one; null at first
 */
public record RingState(long turns, @Nullable String last) {
    /** A ring that nobody has used yet. */
    public static final RingState NEW = new RingState(0, null);
}
