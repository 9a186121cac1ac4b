package dev.voronka;

import java.util.Optional;

/**
 * An answer that moves a ring on. The step is written with the move if the ring still stands as it was seen; otherwise
 * the question is asked again.
 */
public interface StepsRing {
    /** The step, or empty if this answer moves nothing. */
    Optional<RingStep> ringStep();
}
