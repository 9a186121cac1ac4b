package dev.voronka.store;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.SalesProcess;
import dev.voronka.decision.BookShelf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The port behind which cards are kept. Implementations are thread-safe; a commit is all or nothing, and what a commit
 * has answered {@link CommitResult#DONE} to is there. Where the store is broken or cannot be reached, every call may
 * throw a {@link StoreFailed}, which says whether repeating it can help.
 */
public interface CardStore {

    /** How many cards one look for those that cannot be worked with reads. */
    int LOOKED_AT = 500;

    /** What this store can do beyond the least. */
    StoreCapabilities capabilities();

    /** Tells the store what the values of a process are, before any of its cards is written or read. */
    default void knows(SalesProcess<?, ?> process) {}

    /** Tells the store of an effect of the host's own, before one is written or read. */
    default void knowsEffect(Class<? extends Effect> effect) {}

    /** Whether what this thread writes now belongs to a transaction of the host, who may still take it back. */
    default boolean isInHostsTransaction() {
        return false;
    }

    /** Writes one move, if nothing stands against it. */
    CommitResult commit(Commit commit);

    /** Writes many moves in one transaction; one that something stands against does not hinder the others. */
    List<CommitResult> commitAll(List<Commit> commits);

    /** The card and the head of its chain. */
    Optional<StoredCard> load(CardId card);

    /** The cards with these ids that there are, in no order. */
    List<StoredCard> loadAll(List<CardId> cards);

    /** What a key was first used for. */
    Optional<Remembered> remembered(RequestKey key);

    /** A card's history, oldest first; empty if there is no such card. */
    List<HistoryLine> history(CardId card);

    /** What waits to be carried out. */
    Outbox outbox();

    /** A card's effects that wait to be carried out, oldest first, each once whoever is to carry it out. */
    List<StoredEffect> effects(CardId card);

    /** Notes an attempt that was refused for lack of a right. Beside the history: no version, no chain. */
    void note(Attempt attempt);

    /** A card's refused attempts, oldest first. */
    List<Attempt> attempts(CardId card);

    /**
     * Takes up cards whose next clock is due, the longest overdue first. Until a moment no other node gets them, unless
     * they are changed meanwhile.
     *
     * @param processes codes of the processes whose cards are looked for
     * @param now clocks due at this moment
     * @param until when they are given up as lost
     * @param limit at most so many
     */
    List<StoredCard> takeDue(Set<String> processes, Instant now, Instant until, int limit);

    /** When the clock goes off that is due first, of the cards of these processes; empty if none has a clock. */
    Optional<Instant> oldestDue(Set<String> processes);

    /**
     * Writes what a clock has done without a move, if the card still is as seen: of the same version, with the same
     * clocks gone off.
     *
     * @return whether it was written
     */
    boolean rung(Rung rung);

    /**
     * Writes what clocks of many cards have done, if that can be in one transaction; one that something stands against
     * does not hinder the others.
     *
     * @return for each whether it was written
     */
    default List<Boolean> rungAll(List<Rung> rungs) {
        return rungs.stream().map(this::rung).toList();
    }

    /** A card's log of deadlines, oldest first. */
    List<RungLine> rungs(CardId card);

    /** Cards that meet the criteria, those due first before those due later or never, then by id. */
    List<Card<?>> find(Criteria criteria);

    /** How many cards meet the criteria, by process, stage and owner, in that order; limit and place are ignored. */
    List<StageCount> count(Criteria criteria);

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

    /**
     * Keeps a card's record in another system, in place of what was kept about that record before.
     *
     * @throws dev.voronka.InvalidInput if the record belongs to another card, or the card has another record there
     */
    void attach(ExternalRef ref);

    /** A card's records in other systems, by system. */
    List<ExternalRef> externals(CardId card);

    /**
     * Cards' records in another system, by id of the record.
     *
     * @param after those behind this id only; null for the first
     * @param limit at most so many
     */
    List<ExternalRef> externals(String system, @Nullable String after, int limit);

    /** Forgets that a card has this record; does nothing if it has another one or none. */
    void detach(ExternalRef ref);

    /** What is to be remembered about the changes of other systems. */
    Feed feed();

    /** What rules have decided; written with the moves and rungs. */
    DecisionLog decisions();

    /** The rule books of all nodes. */
    BookShelf books();

    /** All histories as they are kept, for checking; anchors; removal of what has been kept long enough. */
    Ledger ledger();

    /**
     * Cards that know a person by one of these names, or have known one by it, in no order; see {@link
     * dev.voronka.lookup.Person#knownAs()}.
     */
    List<CardId> knowing(Set<String> knownAs);

    /** Takes a person out of a card, its history and all that is kept of it, all or nothing. */
    Erasure.Done erase(Erasure erasure);

    /**
     * What came of looking through some cards.
     *
     * @param found those that cannot be worked with here
     * @param last the last one that was looked at; null if no card is behind it
     */
    record Looked(List<Quarantined> found, @Nullable CardId last) {
        /** Keeps an unmodifiable copy. */
        public Looked {
            found = List.copyOf(found);
        }
    }

    /**
     * Looks, by id, for cards that cannot be worked with here: of an unknown process or stage, or with data that cannot be
     * read. A store that keeps cards as objects has none.
     *
     * @param after those behind this card only; null for the first
     * @param cards how many are looked at, at most
     */
    default Looked look(@Nullable CardId after, int cards) {
        return new Looked(List.of(), null);
    }

    /**
     * The cards that {@link #look} finds among all.
     *
     * @param limit at most so many
     */
    default List<Quarantined> quarantined(int limit) {
        var found = new ArrayList<Quarantined>();
        @Nullable CardId last = null;
        do {
            var looked = look(last, LOOKED_AT);
            found.addAll(looked.found());
            last = looked.last();
        } while (last != null && found.size() < limit);
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    /**
     * Cards of a process whose data does not fit it any more, by id. A store that keeps the data itself as objects has
     * none, as the compiler has fitted them; one that outlives the process writes it down, and says which do not fit.
     *
     * @param after those behind this card only; null for the first
     * @param limit at most so many
     */
    default List<RawCard> unfit(String process, @Nullable CardId after, int limit) {
        if (capabilities().durable()) {
            throw new UnsupportedOperationException("This store outlives the process, but does not tell which cards of "
                    + process + " fit it no more, so they cannot be converted. Its author writes unfit and rewrite.");
        }
        return List.of();
    }

    /**
     * Puts other data into a card that could not be read, if it still is of that version. It stays of that version: what
     * changes is how the card is written, not what happened to it.
     *
     * @param data of the process's data type
     * @return whether it was written
     */
    default boolean rewrite(RawCard seen, Object data) {
        return false;
    }
}
