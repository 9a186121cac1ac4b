package dev.voronka.store;

import dev.voronka.Card;
import dev.voronka.RingStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one move writes.
 *
 * @param card the card after it; its version is one more than the version it must still have, 1 for a new card
 * @param line the line of history
 * @param effects what must happen outside
 * @param rings turns of rings, each written only if the ring still stands as seen
 * @param key what the caller called the request; null if nothing
 * @param remembered what to remember under the key; null without a key
 */
public record Commit(
        Card<?> card,
        HistoryLine line,
        List<StoredEffect> effects,
        List<RingStep> rings,
        @Nullable RequestKey key,
        @Nullable Remembered remembered) {

    /** Keeps unmodifiable copies. */
    public Commit {
        effects = List.copyOf(effects);
        rings = List.copyOf(rings);
    }
}
