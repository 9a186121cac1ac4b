package dev.voronka.rules;

import dev.voronka.decision.AmountMatrix;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.LineOfCommand;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.WeightedQualifier;
import dev.voronka.rules.drools.Limits;
import java.time.Clock;
import java.time.ZoneId;

/**
 * How a book is applied.
 *
 * @param vocabulary what its rules may name
 * @param qualifier scores leads for a book that has verdict rules only
 * @param escalator what a rung leads to that ends a card: rules cannot do that
 * @param approvals whose sections an approver looks at
 * @param limits of one decision
 * @param clock today, from which dates are counted
 */
public record Judging(
        Vocabulary vocabulary,
        Qualifier qualifier,
        Escalator escalator,
        ApprovalPolicy approvals,
        Limits limits,
        Clock clock) {

    /** The standard vocabulary and plain defaults, by the system clock in Moscow's zone. */
    public static Judging standard() {
        return new Judging(
                Vocabulary.STANDARD,
                WeightedQualifier.standard(),
                new LineOfCommand(),
                AmountMatrix.standard(),
                Limits.STANDARD,
                Clock.system(ZoneId.of("Europe/Moscow")));
    }

    /** The same with another vocabulary. */
    public Judging vocabulary(Vocabulary other) {
        return new Judging(other, qualifier, escalator, approvals, limits, clock);
    }

    /** The same within other limits. */
    public Judging limits(Limits other) {
        return new Judging(vocabulary, qualifier, escalator, approvals, other, clock);
    }

    /** The same by another clock, in whose zone days are counted. */
    public Judging clock(Clock other) {
        return new Judging(vocabulary, qualifier, escalator, approvals, limits, other);
    }
}
