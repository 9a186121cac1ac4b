package dev.voronka.store;

import dev.voronka.CardId;
import org.jspecify.annotations.Nullable;

/**
 * A card's record in another system.
 *
 * @param card the card
 * @param system the other system's code
 * @param id the record's id there
 * @param stage the stage last written there; null before anything was
 * @param operation what the other system knows that writing by; null before anything was written
 */
public record ExternalRef(
        CardId card,
        String system,
        String id,
        @Nullable String stage,
        @Nullable String operation) {

    /** A record to which nothing was written yet. */
    public static ExternalRef of(CardId card, String system, String id) {
        return new ExternalRef(card, system, id, null, null);
    }
}
