package dev.voronka.run;

import dev.voronka.CardId;
import java.util.List;

/**
 * What an erasure has done. Tells of cards, never of the person.
 *
 * @param cards cards that knew the person, or told of him or her, and do so no more
 * @param lines how many lines of history have lost their payload; their figures remain
 * @param dropped how many effects that waited to go to the person are gone
 * @param blotted how many other records (remembered outcomes, waiting effects, refused attempts, signals) were cleaned
 * @param left what could not be taken out, and why, in plain words
 */
public record ErasureReport(List<CardId> cards, int lines, int dropped, int blotted, List<String> left) {

    /** Keeps unmodifiable copies. */
    public ErasureReport {
        cards = List.copyOf(cards);
        left = List.copyOf(left);
    }

    /** Whether nothing that should be gone is left. */
    public boolean isComplete() {
        return left.isEmpty();
    }
}
