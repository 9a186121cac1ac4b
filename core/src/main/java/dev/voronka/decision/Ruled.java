package dev.voronka.decision;

import java.util.Optional;

/**
 * An answer that rules may have given. Its ruling is written to the log of decisions with the move or the rung that it is
 * used in, and taken off the answer before anything else sees it: what a move keeps does not repeat the ruling.
 */
public interface Ruled {

    /** How rules came to it; empty if none were asked. */
    Optional<Ruling> ruling();

    /** The same answer as a move keeps it. */
    Ruled withoutRuling();
}
