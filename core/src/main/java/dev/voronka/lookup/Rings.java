package dev.voronka.lookup;

import dev.voronka.Port;
import org.jspecify.annotations.Nullable;

/** The port that knows how a ring of people stands. Answered from our own store. */
public interface Rings extends Port<Rings.Asked, Rings.Standing> {

    /** How does the ring with this name stand? */
    record Asked(String ring) {}

    /**
     * How it stands.
     *
     * @param turns how many turns it has made
     * @param last who had the last turn; null if nobody yet
     */
    record Standing(long turns, @Nullable String last) {}
}
