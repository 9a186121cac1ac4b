package dev.voronka.store;

import dev.voronka.Card;
import dev.voronka.CardId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port behind which cards are kept. Implementations are thread-safe; a commit is all or nothing, and what a commit
 * has answered {@link CommitResult#DONE} to is there.
 */
public interface CardStore {

    /** What this store can do beyond the least. */
    StoreCapabilities capabilities();

    /** Writes one move, if nothing stands against it. */
    CommitResult commit(Commit commit);

    /** Writes many moves in one transaction; one that something stands against does not hinder the others. */
    List<CommitResult> commitAll(List<Commit> commits);

    /** The card and the head of its chain. */
    Optional<StoredCard> load(CardId card);

    /** What a key was first used for. */
    Optional<Remembered> remembered(RequestKey key);

    /** A card's history, oldest first; empty if there is no such card. */
    List<HistoryLine> history(CardId card);

    /** A card's effects, oldest first. */
    List<StoredEffect> effects(CardId card);

    /** Notes an attempt that was refused for lack of a right. Beside the history: no version, no chain. */
    void note(Attempt attempt);

    /** A card's refused attempts, oldest first. */
    List<Attempt> attempts(CardId card);

    /**
     * Takes a timer that was refused off the card's alarms and notes the attempt; the version stays.
     *
     * @param seen the card as it must still be
     * @return whether the card still was as seen
     */
    boolean rung(Card<?> seen, Card<?> after, Attempt attempt);

    /** Cards of one process that meet the criteria, those due first before those due later or never, then by id. */
    List<Card<?>> find(Criteria criteria);

    /** Cards that moves of this card have opened, oldest first. */
    List<Card<?>> children(CardId parent);

    /** Signals that are still to be done to this card, oldest first; openings that wait for their time included. */
    List<Signal> pending(CardId to);

    /**
     * Signals that are still to be done and due at this moment, at most so many: those not tried yet before those that
     * were refused, of each the oldest first.
     */
    List<Signal> pendingAt(Instant now, int limit);

    /** Keeps the new state of a signal, unless that is settled already. */
    void settle(Signal signal);

    /** How many turns a ring has made and who had the last one. */
    RingState ring(String name);
}
