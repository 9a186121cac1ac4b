package dev.voronka.store;

import dev.voronka.CardId;
import dev.voronka.VoronkaException;
import org.jspecify.annotations.Nullable;

/**
 * A stored card that cannot be worked with here: of an unknown process, or with data that does not fit its process any
 * more. Nothing of it is lost; the other cards are not touched by it.
 */
public final class UnreadableCard extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final transient Quarantined card;

    /** With which card, what is wrong with it, and how that was found. */
    public UnreadableCard(CardId card, String process, String stage, String why, @Nullable Throwable cause) {
        super(
                "Card " + card + " of " + process + " in " + stage + " cannot be read here: " + why
                        + " Nothing of it is lost. Run the process that it belongs to, or map its data.",
                cause);
        this.card = new Quarantined(card, process, stage, why);
    }

    /** The card, for lists. */
    public Quarantined card() {
        return card;
    }
}
