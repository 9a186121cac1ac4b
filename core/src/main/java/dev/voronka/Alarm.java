package dev.voronka;

import java.time.Instant;

/**
 * An alarm clock that runs while the card is in its stage, or a mark that a hold has left behind.
 *
 * @param code {@link #DEADLINE}, the code of the trigger that the timer fires, {@link #ENTRY} or {@link #LATENESS}
 * @param at when it goes off
 * @param fromEntry whether it counts from the entry into the stage, so that a hold stops it; otherwise it follows a
 *     date in the data
 */
public record Alarm(String code, Instant at, boolean fromEntry) {
    /** The code of the clock that tells by when the stage should be left. */
    public static final String DEADLINE = "deadline";

    /** The code of the mark from which the time spent in the stage counts: the entry, moved by the holds since. */
    public static final String ENTRY = "ladder.entry";

    /** The code of the mark from which lateness counts: the deadline, moved by holds that went beyond it. */
    public static final String LATENESS = "ladder.late";

    /** Whether it is a mark, which never goes off. */
    public boolean isMark() {
        return code.equals(ENTRY) || code.equals(LATENESS);
    }
}
