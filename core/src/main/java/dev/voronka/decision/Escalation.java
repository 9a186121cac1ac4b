package dev.voronka.decision;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about a card on which a rung of the ladder is due. No name, phone, e-mail or title; what is not known is
 * empty or 0, never null.
 *
 * @param process the code of the process
 * @param direction the line of business; empty if there is none
 * @param stage the stored name of the stage
 * @param role the code of the role that works in the stage; empty if none does
 * @param rung the code of the rung, such as {@code ladder.breach}
 * @param kind what the rung is meant for
 * @param fail the fail into which a rung of kind {@link Kind#FAIL} leads; empty for the others
 * @param comment why it fails then; empty for the others
 * @param owner the id of the card's owner; empty if nobody owns it
 * @param head the id of the owner's head; empty if the directory knows none
 * @param director the id of the sales director; empty if the directory knows none
 * @param amount what the card is worth, in roubles; 0 if that is not known or not in roubles
 * @param left the working time left until the deadline; zero once that has passed
 * @param late the working time since the deadline, holds taken out; zero before it
 * @param gone how many rungs and timers went off in this visit before
 * @param counts how often counted rows of the card were taken, by event
 */
public record Escalation(
        String process,
        String direction,
        String stage,
        String role,
        String rung,
        Kind kind,
        String fail,
        String comment,
        String owner,
        String head,
        String director,
        BigDecimal amount,
        Duration left,
        Duration late,
        int gone,
        SortedMap<String, Integer> counts) {

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

    /** Keeps an unmodifiable copy. */
    public Escalation {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Whether somebody owns the card. */
    public boolean isOwned() {
        return !owner.isEmpty();
    }
}
