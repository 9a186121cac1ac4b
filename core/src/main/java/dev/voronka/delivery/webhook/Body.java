package dev.voronka.delivery.webhook;

import dev.voronka.Effect;
import dev.voronka.SalesProcess;
import dev.voronka.store.Codec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, as JSON, beside the effect.
 *
 * @param key by which a repetition is known
 * @param card the card's id
 * @param process the code of its process; null if it is gone
 * @param stage the stored name of its stage now; null if it is gone
 * @param version its version now; 0 if it is gone
 * @param move the number of the move that made the effect
 * @param attempt from 1
 * @param sentAt when
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
        @Nullable String text,
        @Nullable Locale language) {

    /** As JSON, the effect first: an effect may be anybody's, so it is written by its own shape. */
    byte[] json(Codec codec, Effect effect) {
        var value = codec.text(effect);
        var envelope = codec.text(this);
        var whole = "{\"effect\":{\"code\":\"" + SalesProcess.codeOf(effect) + "\",\"value\":" + value + "},"
                + envelope.substring(1);
        return whole.getBytes(StandardCharsets.UTF_8);
    }
}
