package dev.voronka.run;

import dev.voronka.store.Commit;
import dev.voronka.store.Rung;

/** What is to be written because a clock of a card is due. */
sealed interface Todo {

    /**
     * A move.
     *
     * @param commit the move
     * @param hasSignals whether something was still to be done to the card by other cards
     */
    record Moves(Commit commit, boolean hasSignals) implements Todo {}

    /**
     * Something without a move.
     *
     * @param rung what
     * @param counts whether a clock went off, rather than was set right
     */
    record Notes(Rung rung, boolean counts) implements Todo {}
}
