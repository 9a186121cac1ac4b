package dev.voronka.store;

import dev.voronka.CardId;
import dev.voronka.Effect;

/**
 * An effect waiting for delivery.
 *
 * @param card whose
 * @param move the number of the move that made it
 * @param index its place among the move's effects, from 0
 * @param effect what must happen
 */
public record StoredEffect(CardId card, long move, int index, Effect effect) {
    /** The key by which a handler knows a repetition. */
    public String key() {
        return card + "/" + move + "/" + index;
    }
}
