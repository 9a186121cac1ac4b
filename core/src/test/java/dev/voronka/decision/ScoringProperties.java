package dev.voronka.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.decision.Qualification.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of scoring, whatever the points and the settings. */
class ScoringProperties {

    private static final List<String> GROUPS = List.of("", "fit", "engagement", "other");

    @Provide
    Arbitrary<List<Contribution>> points() {
        return Combinators.combine(
                        Arbitraries.integers().between(-60, 60),
                        Arbitraries.of(GROUPS),
                        Arbitraries.integers().between(1, 9))
                .as((points, group, reason) -> new Contribution("причина " + reason, points, group))
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<Scoring> settings() {
        var limits = Arbitraries.integers().between(-80, 80);
        return Combinators.combine(limits, limits, Arbitraries.of(GROUPS), limits, limits, limits)
                .as((a, b, group, c, d, fit) -> {
                    var some = Scoring.standard()
                            .bands(Math.min(a, b), Math.max(a, b))
                            .leastFit(fit);
                    var held = some.limit(group, Math.min(c, d), Math.max(c, d)).limit("fit", 40);
                    return fit % 2 == 0 ? held : held.limitTotal(Math.min(a, d), Math.max(a, d));
                });
    }

    private static ScoreSheet sheet(Scoring settings, List<Contribution> points) {
        var sheet = settings.sheet();
        points.forEach(c -> sheet.add(c.points(), c.reason(), c.group()));
        return sheet;
    }

    @Property
    @Label("contributions with the limits that cut them off add up to the score")
    void contributions_add_up_to_the_score(
            @ForAll("settings") Scoring settings, @ForAll("points") List<Contribution> points) {
        var judged = sheet(settings, points).judged();

        assertThat(judged.contributions().stream()
                        .mapToInt(Contribution::points)
                        .sum())
                .isEqualTo(judged.score());
        assertThat(judged.contributions().subList(0, points.size())).isEqualTo(points);
    }

    @Property
    @Label("in which order points come does not matter")
    void order_does_not_matter(
            @ForAll("settings") Scoring settings, @ForAll("points") List<Contribution> points, @ForAll long seed) {
        var shuffled = new ArrayList<>(points);
        Collections.shuffle(shuffled, new Random(seed));

        var one = sheet(settings, points).judged();
        var other = sheet(settings, shuffled).judged();

        assertThat(other.contributions()).containsExactlyInAnyOrderElementsOf(one.contributions());
        assertThat(other)
                .usingRecursiveComparison()
                .ignoringFields("contributions")
                .isEqualTo(one);
    }

    @Property
    @Label("a stop always makes a lead no target")
    void a_stop_always_makes_a_lead_no_target(
            @ForAll("settings") Scoring settings,
            @ForAll("points") List<Contribution> points,
            @ForAll Verdict verdict) {
        var sheet = sheet(settings, points).stop("конкурент");

        assertThat(sheet.judged().verdict()).isEqualTo(Verdict.NOT_TARGET);
        assertThat(sheet.judged(verdict).verdict()).isEqualTo(Verdict.NOT_TARGET);
    }

    @Property
    @Label("more points of a group never make a lead worse")
    void more_points_never_make_a_lead_worse(
            @ForAll("settings") Scoring settings, @ForAll("points") List<Contribution> points) {
        var one = sheet(settings, points).judged();
        var more = sheet(settings, points).add(7, "ещё", "fit").judged();

        assertThat(more.score()).isGreaterThanOrEqualTo(one.score());
        assertThat(more.verdict()).isLessThanOrEqualTo(one.verdict());
    }
}
