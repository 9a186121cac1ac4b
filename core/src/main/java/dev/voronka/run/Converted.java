package dev.voronka.run;

import dev.voronka.CardId;

/**
 * What becomes of a card whose stored data does not fit its process any more.
 *
 * @param card which
 * @param stage the stored name of its stage
 * @param fate what becomes of it
 * @param why what did not fit; if it stays, what does not fit even after the conversion; without personal data
 */
public record Converted(CardId card, String stage, Fate fate, String why) {

    /** What becomes of a card. */
    public enum Fate {
        /** Its data would fit. */
        WOULD_FIT("would fit after the conversion"),
        /** Its data fits now. */
        FITS("fits now"),
        /** Its data does not fit even after the conversion. */
        STILL_UNFIT("stays as it is: even after the conversion its data does not fit"),
        /** Somebody changed it meanwhile. */
        CHANGED_MEANWHILE("was changed meanwhile; look again");

        private final String told;

        Fate(String told) {
            this.told = told;
        }
    }

    /** What becomes of it, in one English line without personal data. */
    public String message() {
        return "Card " + card + " in " + stage + " " + fate.told + " (" + why + ").";
    }
}
