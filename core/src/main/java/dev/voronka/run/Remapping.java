package dev.voronka.run;

import dev.voronka.Card;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a card whose stage the process no longer has.
 *
 * @param <D> the data of the card
 * @param card as it was; after it was moved, as it is
 * @param from the stored name of the stage that is gone
 * @param to where the map leads; null if it says nothing about the stage
 * @param fate what becomes of it
 */
public record Remapping<D>(
        Card<D> card, String from, @Nullable String to, Fate fate) {

    /** What becomes of a card. */
    public enum Fate {
        /** It would be moved. */
        WOULD_MOVE("would be moved there"),
        /** It has been moved. */
        MOVED("was moved there"),
        /** The map says nothing about its stage. */
        NOT_MAPPED("stays: the map does not name its stage"),
        /** The map leads to a stage that the process does not have, in the card's direction at least. */
        NO_SUCH_STAGE("stays: the process has no such stage in the card's direction"),
        /** The map would end a card that is open, or open one that has ended. */
        END_AND_OPEN("stays: an open card goes to a stage where work goes on, a failed one to a fail"),
        /** The map leads to a stage where the card would wait for another one that nobody has opened. */
        WAITS("stays: there it would wait for another card that nobody has opened"),
        /** Somebody moved it meanwhile. */
        CHANGED_MEANWHILE("was changed meanwhile; look again");

        private final String told;

        Fate(String told) {
            this.told = told;
        }
    }

    /** What becomes of it, in one English line without personal data. */
    public String message() {
        return "Card " + card.id() + " of " + card.process() + ", " + from + (to == null ? "" : " → " + to) + ": "
                + fate.told + ".";
    }
}
