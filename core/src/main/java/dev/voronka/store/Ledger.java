package dev.voronka.store;

import dev.voronka.CardId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The port through which a store shows all histories as they are kept, for checking, and keeps anchors of their heads.
 * Reads page by page, whatever the number of cards. Thread-safe.
 */
public interface Ledger {

    /**
     * The head of a card's history, as the card itself has it.
     *
     * @param card which
     * @param process the code of its process
     * @param number the number of its last line
     * @param digest of its last line, hexadecimal
     */
    record Head(CardId card, String process, long number, String digest) {}

    /**
     * A note of the heads of all histories that have grown since the anchor before, chained to that.
     *
     * @param number from 1
     * @param at when it was made
     * @param cards how many heads it notes
     * @param digest of the anchor before, of these columns and of the heads, hexadecimal
     */
    record Anchor(long number, Instant at, long cards, String digest) {}

    /**
     * A head as an anchor has noted it, beside what is there now.
     *
     * @param card which
     * @param number the number of the line that was the last then
     * @param digest of that line, as the anchor has it
     * @param now the digest that this line has now; null if the line is gone
     * @param cardIsThere whether the card is still there
     */
    record Noted(
            CardId card,
            long number,
            String digest,
            @Nullable String now,
            boolean cardIsThere) {}

    /**
     * A card that was removed because it had been kept long enough.
     *
     * @param card which
     * @param process the code of its process
     * @param number of its last line
     * @param at when it was removed
     * @param head the digest of its last line, hexadecimal
     * @param seal a digest of all that, hexadecimal
     */
    record Gone(CardId card, String process, long number, Instant at, String head, String seal) {}

    /**
     * Heads in an order of the store's own.
     *
     * @param after the last card of the page before; null for the first page
     */
    List<Head> heads(@Nullable CardId after, int limit);

    /** The lines of these cards, all of one card after the other, each card's by number. */
    void lines(List<CardId> cards, Consumer<ChainLink> each);

    /** The head of one card; empty if there is no such card. */
    Optional<Head> head(CardId card);

    /**
     * Cards that have lines of history, but are not there, in an order of the store's own.
     *
     * @param after the last card of the page before; null for the first page
     */
    List<CardId> orphans(@Nullable CardId after, int limit);

    /**
     * Makes an anchor, all or nothing: the heads of the histories that have grown since the last one. If none has, there
     * is nothing to note and the last one is given back; so nodes that anchor at once make one anchor together.
     *
     * @param next folds a head into the digest so far, which begins as the last anchor's
     * @param seal makes the anchor of its number, the count of heads and the digest so far
     */
    Anchor anchor(Fold next, Seal seal);

    /** Folds a head into a digest. */
    @FunctionalInterface
    interface Fold {
        /** The next digest. */
        String fold(String soFar, CardId card, long number, String digest);
    }

    /** Makes an anchor. */
    @FunctionalInterface
    interface Seal {
        /** The anchor of this number over so many heads. */
        Anchor seal(long number, long cards, String soFar);
    }

    /** Anchors after this number, by number. */
    List<Anchor> anchors(long after, int limit);

    /** What an anchor has noted, after this place, in its order; places count from 1. */
    List<Noted> noted(long anchor, long after, int limit);

    /** Those of these cards that were removed because they had been kept long enough. */
    List<Gone> gone(Set<CardId> cards);

    /**
     * Ended cards of a process that entered their end before a moment, in an order of the store's own.
     *
     * @param erased whether cards are left out that were erased since they ended
     * @param after the last card of the page before; null for the first page
     */
    List<CardId> expired(String process, Instant enteredBefore, boolean erased, @Nullable CardId after, int limit);

    /**
     * Removes a card with all that is kept of it, if it still has this head; a card that still is to open others later is
     * not removed.
     *
     * @param gone makes the note that stays, of the head
     */
    boolean remove(CardId card, Function<Head, Gone> gone);

    /** Notes that these do not want to be written to or called; digests of what they are known as. */
    void withdraw(Set<String> digests, Instant at, String actor);

    /** Takes such notes back. */
    void restore(Set<String> digests);

    /** Since when the first of these does not want to be written to or called; empty if none of them is noted. */
    Optional<Instant> withdrawn(Set<String> digests);
}
