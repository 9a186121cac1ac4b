package dev.voronka.delivery.webhook;

import dev.voronka.Effect;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, as JSON.
 *
 * @param key by which a repetition is known
 * @param card the card's id
 * @param process the code of its process; null if it is gone
 * @param stage the stored name of its stage now; null if it is gone
 * @param version its version now; 0 if it is gone
 * @param move the number of the move that made the effect
 * @param attempt from 1
 * @param sentAt when
 * @param effect what must happen
 * @param text what the effect says; null if it says nothing
 * @param language in which it is said; null if it says nothing
 */
record Body(
        String key,
        String card,
        @Nullable String process,
        @Nullable String stage,
        long version,
        long move,
        int attempt,
        Instant sentAt,
        What effect,
        @Nullable String text,
        @Nullable Locale language) {

    /**
     * The effect.
     *
     * @param code its stored name
     * @param value its components
     */
    record What(String code, Effect value) {}
}
