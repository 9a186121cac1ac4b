package dev.voronka.department;

import dev.voronka.CardId;
import java.util.List;

/**
 * How many open cards of a process are late.
 *
 * @param process its code
 * @param open how many cards are open
 * @param late those whose deadline is over, the longest overdue first
 */
public record Lateness(String process, int open, List<CardId> late) {

    /** Keeps an unmodifiable copy. */
    public Lateness {
        late = List.copyOf(late);
    }

    /** The share of late cards in per cent, rounded down; 0 if none is open. */
    public int perCent() {
        return open == 0 ? 0 : late.size() * 100 / open;
    }
}
