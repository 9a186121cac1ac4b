package dev.voronka.decision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules say about who gets a card, after the filter and the ranking: they may prefer, veto, force, or name a queue.
 * Only reads; thread-safe.
 */
public interface RoutingRules {

    /** No rules: nobody is preferred. */
    RoutingRules NONE = question -> Advice.NOTHING;

    /** What the rules say. */
    Advice advise(Question question);

    /**
     * A card and who could get it, best first. What is not known is empty or 0.
     *
     * @param candidates those who have passed the filter, best first
     */
    record Question(
            String process,
            String direction,
            String stage,
            String role,
            String skill,
            String region,
            String source,
            BigDecimal amount,
            int score,
            List<Candidate> candidates) {
        /** Keeps an unmodifiable copy. */
        public Question {
            candidates = List.copyOf(candidates);
        }
    }

    /** One who could get it. */
    record Candidate(
            String employee, String team, Set<String> skills, Set<String> territories, int openCards, int capacity) {
        /** Keeps unmodifiable copies. */
        public Candidate {
            skills = Set.copyOf(skills);
            territories = Set.copyOf(territories);
        }
    }

    /**
     * What the rules say. An unknown employee is left out by the router, and said in the explanation.
     *
     * @param says preferences and vetoes, in order
     * @param force who gets it whatever the ranking says; null if nobody is forced
     * @param queue the name of a queue that gets it instead; null if none
     * @param ruling how the rules came to it; null if none were asked
     */
    record Advice(
            List<Say> says,
            @Nullable Say force,
            @Nullable Say queue,
            @Nullable Ruling ruling) {
        /** Nothing. */
        public static final Advice NOTHING = new Advice(List.of(), null, null, null);

        /** Keeps an unmodifiable copy. */
        public Advice {
            says = List.copyOf(says);
        }
    }

    /**
     * One thing that a rule says.
     *
     * @param who an employee, or the name of a queue
     * @param points for a preference; 0 for the others
     * @param veto whether he or she must not get it
     * @param text why, in plain words
     * @param rule the name of the rule
     */
    record Say(String who, int points, boolean veto, String text, String rule) {}
}
