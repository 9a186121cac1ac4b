package dev.voronka.process.partner;

import dev.voronka.InvalidInput;
import java.util.List;

/**
 * How good a partner is, criterion by criterion.
 *
 * @param criteria at least one, each code once
 */
public record Scorecard(List<Criterion> criteria) {

    /** What every partner is evaluated by unless the card says otherwise. Source: a proposal, to be set by each company. */
    private static final List<Criterion> STANDARD = List.of(
            Criterion.of("market", 30),
            Criterion.of("sales-force", 25),
            Criterion.of("competence", 20),
            Criterion.of("finances", 15),
            Criterion.of("reputation", 10));

    /** Refuses a scorecard without criteria or with two of one code; keeps an unmodifiable copy. */
    public Scorecard {
        criteria = List.copyOf(criteria);
        if (criteria.isEmpty()) {
            throw new InvalidInput("A scorecard needs at least one criterion, but it has none.");
        }
        if (criteria.stream().map(Criterion::code).distinct().count() < criteria.size()) {
            throw new InvalidInput("A scorecard names each criterion once, but it has "
                    + criteria.stream().map(Criterion::code).toList() + ".");
        }
    }

    /** The standard criteria without marks. */
    public static Scorecard standard() {
        return new Scorecard(STANDARD);
    }

    /** A scorecard of these criteria. */
    public static Scorecard of(Criterion... criteria) {
        return new Scorecard(List.of(criteria));
    }

    /** The weighted score in points of a hundred, rounded down; a criterion without a mark gives nothing. */
    public int score() {
        var best = criteria.stream().mapToInt(Criterion::weight).sum() * Criterion.BEST;
        return 100 * criteria.stream().mapToInt(Criterion::points).sum() / best;
    }

    static boolean isStandard(String code) {
        return STANDARD.stream().anyMatch(c -> c.code().equals(code));
    }

    boolean knows(String criterion) {
        return criteria.stream().anyMatch(c -> c.isCalled(criterion));
    }

    List<Object> told() {
        return criteria.stream().map(Criterion::told).toList();
    }

    List<Object> unrated() {
        return criteria.stream()
                .filter(c -> c.mark() == null)
                .map(Criterion::told)
                .toList();
    }

    Scorecard rated(String criterion, int mark) {
        return new Scorecard(criteria.stream()
                .map(c -> c.isCalled(criterion) ? c.marked(mark) : c)
                .toList());
    }

    Scorecard cleared() {
        return new Scorecard(criteria.stream().map(c -> c.marked(null)).toList());
    }
}
