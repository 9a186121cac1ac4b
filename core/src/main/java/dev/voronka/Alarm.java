package dev.voronka;

import java.time.Instant;

/**
 * An alarm clock that runs while the card is in its stage.
 *
 * @param code {@link #DEADLINE} or the code of the trigger that the timer fires
 * @param at when it goes off
 * @param fromEntry whether it counts from the entry into the stage, so that a hold stops it; otherwise it follows a
 *     date in the data
 */
public record Alarm(String code, Instant at, boolean fromEntry) {
    /** The code of the clock that tells by when the stage should be left. */
    public static final String DEADLINE = "deadline";
}
