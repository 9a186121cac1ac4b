package dev.voronka.rules;

import dev.voronka.decision.AmountMatrix;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.LineOfCommand;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.Scoring;
import dev.voronka.decision.WeightedQualifier;
import dev.voronka.rules.drools.Limits;
import java.time.Clock;
import java.time.ZoneId;

/**
 * How a book is applied.
 *
 * @param vocabulary what its rules may name
 * @param scoring how points become a score, and a verdict where no verdict rule holds
 * @param qualifier scores leads for a book that has verdict rules only
 * @param escalator what a rung leads to that ends a card: rules cannot do that
 * @param approvals whose sections an approver looks at
 * @param limits of one decision
 * @param clock today, from which dates are counted
 */
public record Judging(
        Vocabulary vocabulary,
        Scoring scoring,
        Qualifier qualifier,
        Escalator escalator,
        ApprovalPolicy approvals,
        Limits limits,
        Clock clock) {

    /** The standard vocabulary and plain defaults, by the system clock in Moscow's zone. */
    public static Judging standard() {
        return new Judging(
                Vocabulary.STANDARD,
                Scoring.standard(),
                WeightedQualifier.standard(),
                new LineOfCommand(),
                AmountMatrix.standard(),
                Limits.STANDARD,
                Clock.system(ZoneId.of("Europe/Moscow")));
    }

    /** The same with another vocabulary. */
    public Judging vocabulary(Vocabulary other) {
        return new Judging(other, scoring, qualifier, escalator, approvals, limits, clock);
    }

    /** The same within other limits. */
    public Judging limits(Limits other) {
        return new Judging(vocabulary, scoring, qualifier, escalator, approvals, other, clock);
    }

    /** The same by another clock, in whose zone days are counted. */
    public Judging clock(Clock other) {
        return new Judging(vocabulary, scoring, qualifier, escalator, approvals, limits, other);
    }

    /** The same by another scoring. */
    public Judging scoring(Scoring other) {
        return new Judging(vocabulary, other, qualifier, escalator, approvals, limits, clock);
    }
}
