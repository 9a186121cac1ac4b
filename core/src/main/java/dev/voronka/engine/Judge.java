package dev.voronka.engine;

import dev.voronka.Branch;
import dev.voronka.Row;

/**
 * Answers an engine's questions about one trigger on one card. It never throws: what crashes is kept, and from then on
 * every answer is no and the run's result is worthless.
 *
 * @param <D> the data of the card
 */
public interface Judge<D> {

    /** Whether the row may be taken; asked once, before its branches. */
    boolean row(Row<D> row);

    /** Whether this branch, which has a guard, is the one; asked in the order written until one is. */
    boolean branch(Row<D> row, Branch<D> branch);
}
