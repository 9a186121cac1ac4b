package dev.voronka.run;

import dev.voronka.CardId;
import org.jspecify.annotations.Nullable;

/**
 * Something in the histories that voronka has not written so.
 *
 * @param kind what is wrong
 * @param card whose history; null if it is not that of one card
 * @param line the number of the line, or of the anchor; 0 if it is no single one
 * @param message which card and line, what is wrong and what to do, without personal data
 */
public record HistoryFault(Kind kind, @Nullable CardId card, long line, String message) {

    /** What can be wrong. */
    public enum Kind {
        /** A line says something else than was written, or stands in another place. */
        CHANGED_LINE,
        /** A line is gone that has others after it. */
        MISSING_LINE,
        /** The last lines are gone. */
        CUT_TAIL,
        /** The card names another last line than its history has. */
        CHANGED_HEAD,
        /** What a line said is gone, but no erasure is noted after it. */
        UNNOTED_ERASURE,
        /** A card is gone. */
        DELETED_CARD,
        /** An anchor, or what it has noted, is not as it was made. */
        CHANGED_ANCHOR
    }
}
