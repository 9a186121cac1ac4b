package dev.voronka.store;

import dev.voronka.CardId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is written to take a person out of one card: a move like any other, and what is kept of earlier moves.
 *
 * @param card which card
 * @param commit the move that takes the person out of the card; null if only what is kept beside the card and its
 *     history tells of the person
 * @param lines earlier lines of history as they are to be kept from now on
 * @param forgetting takes the person out of all else that is kept of the card
 */
public record Erasure(CardId card, @Nullable Commit commit, List<HistoryLine> lines, Forgetting forgetting) {

    /** Keeps an unmodifiable copy. */
    public Erasure {
        lines = List.copyOf(lines);
    }

    /**
     * What became of an erasure.
     *
     * @param result {@link CommitResult#CONFLICT} if the card was changed meanwhile; then nothing is written
     * @param dropped how many effects that waited for the person are gone
     * @param blotted how many other rows (remembered outcomes, waiting effects, attempts, signals) told of the person
     */
    public record Done(CommitResult result, int dropped, int blotted) {
        /** Nothing was written. */
        public static final Done CONFLICT = new Done(CommitResult.CONFLICT, 0, 0);
    }
}
