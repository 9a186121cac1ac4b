package dev.voronka.rules.drools;

import dev.voronka.rules.fact.Verdict;

/**
 * One thing that a rule has done.
 *
 * @param rule the name of the rule
 * @param salience of the rule
 * @param verb what it did
 * @param who an employee, a queue, a role or a {@link Verdict}; empty for points and stops
 * @param points for points and preferences; 0 for the others
 * @param text why, in the words of the rule
 * @param group of the points; empty for none
 */
public record Said(String rule, int salience, Verb verb, String who, int points, String text, String group) {

    /** What a rule may do. */
    public enum Verb {
        /** {@code score.add}. */
        ADD,
        /** {@code score.stop}. */
        STOP,
        /** {@code verdict.set}. */
        SET,
        /** {@code route.prefer}. */
        PREFER,
        /** {@code route.veto}. */
        VETO,
        /** {@code route.force}. */
        FORCE,
        /** {@code route.queue}. */
        QUEUE,
        /** {@code escalate.notify}. */
        NOTIFY,
        /** {@code escalate.reassign}. */
        REASSIGN,
        /** {@code escalate.raise}. */
        RAISE,
        /** {@code approve.require}. */
        REQUIRE
    }
}
