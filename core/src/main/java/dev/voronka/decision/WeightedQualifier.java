package dev.voronka.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Judges a lead by weights: each reason that holds adds its points. Immutable and thread-safe.
 *
 * <p>The standard weights follow BANT (budget, authority, need, timing), 25 points each. Source: a proposal, to be set
 * by each company.
 */
public final class WeightedQualifier implements Qualifier {

    /** From so many points on a lead is sold to. Source: a proposal, to be set by each company. */
    public static final int QUALIFIED_FROM = 50;

    /** From so many points on a lead is kept in touch with. Source: a proposal, to be set by each company. */
    public static final int NURTURE_FROM = 25;

    private record Weight(String reason, int points, Predicate<LeadFacts> holds) {}

    private static final BigDecimal BIG_BUDGET = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal TOO_SMALL_BUDGET = BigDecimal.valueOf(10_000);
    private static final BigDecimal SOME_BUDGET = BigDecimal.valueOf(100_000);

    private final List<Weight> weights;

    private WeightedQualifier(List<Weight> weights) {
        this.weights = List.copyOf(weights);
    }

    /** No weights at all: every lead scores 0. */
    public static WeightedQualifier empty() {
        return new WeightedQualifier(List.of());
    }

    /** The standard weights for the standard questionnaire of incoming leads. */
    public static WeightedQualifier standard() {
        return empty().weight("бюджет от миллиона рублей", 25, f -> f.budget().compareTo(BIG_BUDGET) >= 0)
                .weight(
                        "бюджет от ста тысяч рублей",
                        15,
                        f -> f.budget().compareTo(SOME_BUDGET) >= 0
                                && f.budget().compareTo(BIG_BUDGET) < 0)
                .weight(
                        "бюджет меньше десяти тысяч рублей",
                        -25,
                        f -> f.budget().compareTo(TOO_SMALL_BUDGET) < 0)
                .weight("решает сам", 25, f -> "self".equals(f.answers().get("authority")))
                .weight("знает, кто решает", 10, f -> "knows".equals(f.answers().get("authority")))
                .weight("потребность описана", 25, f -> f.answers().get("need") instanceof String)
                .weight(
                        "покупает в этом месяце",
                        25,
                        f -> "month".equals(f.answers().get("deadline")))
                .weight(
                        "покупает в этом квартале",
                        15,
                        f -> "quarter".equals(f.answers().get("deadline")));
    }

    /** The same with one more reason. */
    public WeightedQualifier weight(String reason, int points, Predicate<LeadFacts> holds) {
        var more = new ArrayList<>(weights);
        more.add(new Weight(reason, points, holds));
        return new WeightedQualifier(more);
    }

    @Override
    public Qualification answer(LeadFacts facts) {
        var contributions = weights.stream()
                .filter(w -> w.holds().test(facts))
                .map(w -> new Contribution(w.reason(), w.points()))
                .toList();
        var score = contributions.stream().mapToInt(Contribution::points).sum();
        return new Qualification(score, verdict(score), contributions);
    }

    private static Qualification.Verdict verdict(int score) {
        if (score >= QUALIFIED_FROM) {
            return Qualification.Verdict.QUALIFIED;
        }
        return score >= NURTURE_FROM ? Qualification.Verdict.NURTURE : Qualification.Verdict.NOT_TARGET;
    }
}
