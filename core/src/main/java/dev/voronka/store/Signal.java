package dev.voronka.store;

import dev.voronka.CardId;
import dev.voronka.Reason;
import dev.voronka.Trigger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a move of one card does to other cards once it is written: a trigger for another card, or a card that is to be
 * opened later. Stored with the move in one transaction, and done at least once under its {@link #key()}.
 *
 * @param from the card whose move it is
 * @param move the number of the move
 * @param index its place among the move's signals, from 0
 * @param link the code of the link that makes it
 * @param to the card that is told; for an opening the card {@code from} itself
 * @param trigger what it is told; null for an opening
 * @param due when at the earliest
 * @param state how far it is
 * @param why the reasons why it was refused last; empty otherwise
 */
public record Signal(
        CardId from,
        long move,
        int index,
        String link,
        CardId to,
        @Nullable Trigger trigger,
        Instant due,
        State state,
        List<Reason> why) {

    /** How far a signal is. */
    public enum State {
        /** Not tried yet. */
        NEW,
        /** The other card refused it; it is tried again after each of that card's moves. */
        REFUSED,
        /** Done. */
        DONE,
        /** No longer wanted: the other card has ended, or waits for it no more. */
        MOOT
    }

    /** Keeps an unmodifiable copy. */
    public Signal {
        why = List.copyOf(why);
    }

    /** The key by which a repetition is known. */
    public String key() {
        return "link/" + from + "/" + move + "/" + index;
    }

    /** Whether it is still to be done. */
    public boolean isPending() {
        return state == State.NEW || state == State.REFUSED;
    }

    /** The same in another state. */
    public Signal now(State other, List<Reason> reasons) {
        return new Signal(from, move, index, link, to, trigger, due, other, reasons);
    }
}
