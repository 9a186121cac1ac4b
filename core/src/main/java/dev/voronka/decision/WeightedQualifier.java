package dev.voronka.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Judges a lead by weights: each reason that holds adds its points, and a {@link Scoring} adds them up. Immutable and
 * thread-safe.
 *
 * <p>The standard weights follow BANT (budget, authority, need, timing), 25 points each. Source: a proposal, to be set
 * by each company.
 */
public final class WeightedQualifier implements Qualifier {

    private record Weight(String reason, int points, String group, Predicate<LeadFacts> holds) {}

    private record Stop(String why, Predicate<LeadFacts> holds) {}

    private static final BigDecimal BIG_BUDGET = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal TOO_SMALL_BUDGET = BigDecimal.valueOf(10_000);
    private static final BigDecimal SOME_BUDGET = BigDecimal.valueOf(100_000);

    private final Scoring scoring;
    private final List<Weight> weights;
    private final List<Stop> stops;

    private WeightedQualifier(Scoring scoring, List<Weight> weights, List<Stop> stops) {
        this.scoring = scoring;
        this.weights = List.copyOf(weights);
        this.stops = List.copyOf(stops);
    }

    /** No weights at all: every lead scores 0. Points of no group count as fit. */
    public static WeightedQualifier empty() {
        return new WeightedQualifier(Scoring.standard().fit("", Scoring.FIT), List.of(), List.of());
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
                .weight("потребность описана", 25, f -> f.answers().containsKey("need"))
                .weight(
                        "покупает в этом месяце",
                        25,
                        f -> "month".equals(f.answers().get("deadline")))
                .weight(
                        "покупает в этом квартале",
                        15,
                        f -> "quarter".equals(f.answers().get("deadline")));
    }

    /** The same with one more reason, of no group. */
    public WeightedQualifier weight(String reason, int points, Predicate<LeadFacts> holds) {
        return weight(reason, points, "", holds);
    }

    /** The same with one more reason, whose points are of a group. */
    public WeightedQualifier weight(String reason, int points, String group, Predicate<LeadFacts> holds) {
        var more = new ArrayList<>(weights);
        more.add(new Weight(reason, points, group, holds));
        return new WeightedQualifier(scoring, more, stops);
    }

    /** The same, but a lead of which this holds is no target, whatever its points. */
    public WeightedQualifier stop(String why, Predicate<LeadFacts> holds) {
        var more = new ArrayList<>(stops);
        more.add(new Stop(why, holds));
        return new WeightedQualifier(scoring, weights, more);
    }

    /** The same, but points are added up so. */
    public WeightedQualifier scoring(Scoring how) {
        return new WeightedQualifier(how, weights, stops);
    }

    @Override
    public Qualification answer(LeadFacts facts) {
        var sheet = scoring.sheet().missing(facts.missing());
        weights.stream().filter(w -> w.holds().test(facts)).forEach(w -> sheet.add(w.points(), w.reason(), w.group()));
        stops.stream().filter(s -> s.holds().test(facts)).forEach(s -> sheet.stop(s.why()));
        return sheet.judged();
    }
}
