package dev.voronka.decision;

import java.util.List;

/**
 * How rules came to an answer: what is kept of a decision beside the answer itself.
 *
 * @param kind {@link #QUALIFY}, {@link #ROUTE}, {@link #ESCALATE} or {@link #APPROVE}; a host's own rules may have others
 * @param book the version of the rule book: a hash of its contents
 * @param facts what the rules were given, values of records without personal data: {@link LeadFacts}, {@link
 *     RoutingRules.Question}, {@link Escalation} or {@link ApprovalPolicy.Asked}, by kind
 * @param fired which rules fired and what each contributed, in order
 */
public record Ruling(String kind, String book, Object facts, List<Fired> fired) {

    /** Score and verdict of a lead; the answer is a {@link Qualification}. */
    public static final String QUALIFY = "qualify";

    /** Who gets a card; the answer is an {@link Assignment}. */
    public static final String ROUTE = "route";

    /** What a rung does; the answer is an {@link Escalator.Answer}. */
    public static final String ESCALATE = "escalate";

    /** Who must approve; the answer is an {@link ApprovalPolicy.Required}. */
    public static final String APPROVE = "approve";

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
