package dev.voronka.store;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be kept about records of other systems, whatever keeps it. */
public final class ExternalRefs {

    private ExternalRefs() {}

    /**
     * Refuses what does not fit what is kept already.
     *
     * @param ref what shall be kept
     * @param belongsTo the card that the record belongs to so far; null if to none
     * @param others the records that the card has so far
     * @throws InvalidInput if the record belongs to another card, or the card has another record in that system
     */
    public static void check(ExternalRef ref, @Nullable CardId belongsTo, List<ExternalRef> others) {
        if (belongsTo != null && !belongsTo.equals(ref.card())) {
            throw new InvalidInput("Record " + ref.id() + " of " + ref.system() + " belongs to card " + belongsTo
                    + ", so it cannot be attached to card " + ref.card() + ".");
        }
        others.stream()
                .filter(o -> o.system().equals(ref.system()) && !o.id().equals(ref.id()))
                .findFirst()
                .ifPresent(o -> {
                    throw new InvalidInput("Card " + ref.card() + " is record " + o.id() + " of " + ref.system()
                            + " already, so it cannot be record " + ref.id() + " too.");
                });
    }
}
