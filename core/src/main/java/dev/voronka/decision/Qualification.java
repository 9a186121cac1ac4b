package dev.voronka.decision;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How good a lead is.
 *
 * @param score the sum of the contributions
 * @param verdict what to do with it
 * @param contributions where the score comes from, limits included
 * @param fit how well the client suits us: a part of the score
 * @param engagement how much the client wants it: a part of the score
 * @param stops why it is no target whatever the score; empty if nothing says so
 * @param missing codes of the questions that are not answered
 * @param rules how rules came to it; null if none were asked
 */
public record Qualification(
        int score,
        Verdict verdict,
        List<Contribution> contributions,
        int fit,
        int engagement,
        List<String> stops,
        List<String> missing,
        @Nullable Ruling rules)
        implements Ruled {

    /** What to do with a lead. */
    public enum Verdict {
        /** Sell. */
        QUALIFIED,
        /** Keep in touch and ask again. */
        NURTURE,
        /** Not a client for us. */
        NOT_TARGET
    }

    /** Keeps unmodifiable copies. */
    public Qualification {
        contributions = List.copyOf(contributions);
        stops = List.copyOf(stops);
        missing = List.copyOf(missing);
    }

    /** A score and a verdict, without a word on fit and engagement. */
    public Qualification(int score, Verdict verdict, List<Contribution> contributions) {
        this(score, verdict, contributions, 0, 0, List.of(), List.of(), null);
    }

    /** The same, as rules came to it. */
    public Qualification ruled(Ruling how) {
        return new Qualification(score, verdict, contributions, fit, engagement, stops, missing, how);
    }

    @Override
    public Optional<Ruling> ruling() {
        return Optional.ofNullable(rules);
    }

    @Override
    public Qualification withoutRuling() {
        return rules == null
                ? this
                : new Qualification(score, verdict, contributions, fit, engagement, stops, missing, null);
    }
}
