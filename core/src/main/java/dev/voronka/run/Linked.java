package dev.voronka.run;

import dev.voronka.Card;
import dev.voronka.Origin;
import dev.voronka.store.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cards that a card is linked with.
 *
 * @param origin the move that opened it; null if it was opened by hand
 * @param children the cards that its own moves have opened, oldest first
 * @param pending what other cards have told it and it has not taken yet, and cards that it will open later
 */
public record Linked(@Nullable Origin origin, List<Card<?>> children, List<Signal> pending) {

    /** Keeps unmodifiable copies. */
    public Linked {
        children = List.copyOf(children);
        pending = List.copyOf(pending);
    }
}
