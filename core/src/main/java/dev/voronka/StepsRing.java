package dev.voronka;

import java.util.List;
import java.util.Optional;

/**
 * An answer that moves a ring on. The step is written with the move if the ring still stands as it was seen; otherwise
 * the question is asked again.
 */
public interface StepsRing {
    /** The step, or empty if this answer moves nothing. */
    Optional<RingStep> ringStep();

    /** All steps, where an answer moves more than one ring; each of another ring. */
    default List<RingStep> ringSteps() {
        return ringStep().stream().toList();
    }
}
