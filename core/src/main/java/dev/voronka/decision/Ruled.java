package dev.voronka.decision;

import java.util.Optional;

/** An answer that rules may have given. Its ruling is written to the log of decisions with the move. */
public interface Ruled {
    /** How rules came to it; empty if none were asked. */
    Optional<Ruling> ruling();
}
