package dev.voronka.store;

import dev.voronka.Move;

/**
 * A move as kept, chained to the one before.
 *
 * @param move the move
 * @param link what its digest covers
 */
public record HistoryLine(Move move, ChainLink link) {

    /** The digest to which the next line is chained; hexadecimal. */
    public String digest() {
        return link.digest();
    }
}
