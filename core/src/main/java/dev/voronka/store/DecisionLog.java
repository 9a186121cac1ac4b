package dev.voronka.store;

import dev.voronka.decision.DecisionQuery;
import java.time.Instant;
import java.util.List;

/**
 * The port through which a store shows what rules have decided. It is written with the moves and rungs that the decisions
 * belong to. Thread-safe.
 */
public interface DecisionLog {

    /**
     * Lines that the query wants, oldest first, of one moment in the order in which they were written; at most as many as
     * its limit says.
     */
    List<DecisionLine> page(DecisionQuery query);

    /**
     * Removes lines that are older than a moment.
     *
     * @param limit at most so many
     * @return how many
     */
    int drop(Instant before, int limit);
}
