package dev.voronka.store;

import dev.voronka.CardId;
import java.time.Instant;

/**
 * One line of a card's log of deadlines.
 *
 * @param card whose
 * @param visit the number of the move that began the visit
 * @param rung the code of the rung
 * @param due when it was due
 * @param at when it was noticed
 * @param fate what became of it
 */
public record RungLine(CardId card, long visit, String rung, Instant due, Instant at, Fate fate) {

    /** What became of a rung. */
    public enum Fate {
        /** It was carried out; a move of it that was refused is among the attempts. */
        ACTED,
        /** A higher one was due too and was carried out instead. */
        SKIPPED
    }
}
