package dev.voronka.store;

import dev.voronka.Code;
import dev.voronka.Effect;

/**
 * An effect that waits to be carried out and cannot be read any more, so that it can be shown. Nobody can carry it out.
 *
 * @param code its stored name
 * @param json what is kept of it; may tell of persons
 */
@Code("unread")
public record UnreadEffect(String code, String json) implements Effect {

    /** Without what is kept, which may tell of persons: fit for logs. */
    @Override
    public String toString() {
        return "UnreadEffect[" + code + "]";
    }
}
