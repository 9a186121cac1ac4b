package dev.voronka.rules.fact;

/**
 * The rung of the ladder that is due on the card.
 *
 * @param rung its code, such as {@code ladder.breach}
 * @param kind REMINDER, BREACH, HEAD, REASSIGN, DIRECTOR or FAIL
 * @param hoursLeft whole working hours until the deadline; 0 once it has passed
 * @param hoursLate whole working hours since the deadline; 0 before it
 * @param reminders how many rungs and timers went off in this visit before
 */
public record Overdue(String rung, Kind kind, int hoursLeft, int hoursLate, int reminders) {
    /** What a rung is meant for. */
    public enum Kind {
        /** The deadline comes near. */
        REMINDER,
        /** The deadline has passed. */
        BREACH,
        /** The owner's head should look after it. */
        HEAD,
        /** Somebody else should get the card. */
        REASSIGN,
        /** The sales director should know. */
        DIRECTOR,
        /** The card should be given up. */
        FAIL
    }
}
