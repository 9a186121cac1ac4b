package dev.voronka.decision;

import java.util.List;

/**
 * How rules came to an answer: what is kept of a decision beside the answer itself.
 *
 * @param kind {@code score}, {@code verdict}, {@code route}, {@code escalate} or {@code approve}; {@code qualify} for score
 *     and verdict together
 * @param book the version of the rule book: a hash of its contents
 * @param facts what the rules were given, values of records without personal data
 * @param fired which rules fired and what each contributed, in order
 */
public record Ruling(String kind, String book, Object facts, List<Fired> fired) {

    /**
     * A rule that fired.
     *
     * @param rule its name
     * @param said what it did, in the words of the rule
     * @param points what it added to the score, or to the preference for an employee; 0 if neither
     * @param group the group of the points; empty for none
     */
    public record Fired(String rule, String said, int points, String group) {}

    /** Keeps an unmodifiable copy. */
    public Ruling {
        fired = List.copyOf(fired);
    }
}
