package dev.voronka.store;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Reason;
import java.time.Instant;
import java.util.List;

/**
 * An attempt that was refused and is worth a line.
 *
 * @param card on which card
 * @param at when
 * @param actor who
 * @param trigger the stored name of what was tried
 * @param reasons why it was refused
 */
public record Attempt(CardId card, Instant at, Actor actor, String trigger, List<Reason> reasons) {
    /** Keeps an unmodifiable copy. */
    public Attempt {
        reasons = List.copyOf(reasons);
    }
}
