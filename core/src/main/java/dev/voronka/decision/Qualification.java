package dev.voronka.decision;

import java.util.List;

/**
 * How good a lead is.
 *
 * @param score the sum of the contributions
 * @param verdict what to do with it
 * @param contributions where the score comes from
 */
public record Qualification(int score, Verdict verdict, List<Contribution> contributions) {

    /** What to do with a lead. */
    public enum Verdict {
        /** Sell. */
        QUALIFIED,
        /** Keep in touch and ask again. */
        NURTURE,
        /** Not a client for us. */
        NOT_TARGET
    }

    /** Keeps an unmodifiable copy. */
    public Qualification {
        contributions = List.copyOf(contributions);
    }
}
