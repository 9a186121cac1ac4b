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
 * @param note what whoever keeps the two alike has seen there, as text that only it reads; may tell of persons; null if
 *     it has seen nothing yet
 */
public record ExternalRef(
        CardId card,
        String system,
        String id,
        @Nullable String stage,
        @Nullable String operation,
        @Nullable String note) {

    /** The note of a record whose person was taken out of the card: what stands there is not to come back. */
    public static final String ERASED = "erased";

    /** A record of which nothing is noted. */
    public ExternalRef(CardId card, String system, String id, @Nullable String stage, @Nullable String operation) {
        this(card, system, id, stage, operation, null);
    }

    /** A record to which nothing was written yet. */
    public static ExternalRef of(CardId card, String system, String id) {
        return new ExternalRef(card, system, id, null, null);
    }

    /** The same after this stage was written there by this operation. */
    public ExternalRef written(String newStage, String by) {
        return new ExternalRef(card, system, id, newStage, by, note);
    }

    /** The same with another note. */
    public ExternalRef noting(@Nullable String other) {
        return new ExternalRef(card, system, id, stage, operation, other);
    }
}
