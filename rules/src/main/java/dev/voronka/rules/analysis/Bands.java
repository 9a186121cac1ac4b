package dev.voronka.rules.analysis;

import dev.voronka.decision.Qualification.Verdict;
import dev.voronka.decision.Scoring;
import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.fact.Lead;
import dev.voronka.rules.fact.Total;
import dev.voronka.rules.gate.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Verdicts that no score of the book reaches: of verdict rules, and of the bands that decide where no rule does. */
final class Bands {

    /** So many rules that ask about the lead too are judged by the scores of such leads. */
    private static final int MOST_BOXES = 200;

    private final Points points;
    private final Scoring scoring;
    private final Chapter score;
    private final Reach reach;
    private int boxes;

    Bands(Chapter score, Scoring scoring) {
        this.points = new Points(score);
        this.scoring = scoring;
        this.score = score;
        this.reach = Reach.of(points.reached(Box.ALL), scoring, points.stops());
    }

    /** What totals can be, for the places of verdict rules. */
    Map<String, Values> narrower() {
        return Map.of(
                Places.name(Total.class, "score"),
                Reach.between(reach.least().score(), reach.most().score()),
                Places.name(Total.class, "fit"),
                Reach.between(reach.least().fit(), reach.most().fit()),
                Places.name(Total.class, "engagement"),
                Reach.between(reach.least().engagement(), reach.most().engagement()));
    }

    /** Tells of rules that wait for a score that never comes; their trees are left out of what is looked at next. */
    List<Reading> check(Chapter verdict, Notes notes) {
        var unreachable = new ArrayList<Reading>();
        for (var rule : verdict.proven()) {
            if (!rule.isLive() || notes.pace().isOver()) {
                continue;
            }
            @Nullable Reach near = null;
            var isReached = false;
            for (var one : rule.cases()) {
                var here = reach(one.box());
                near = near == null ? here : near;
                isReached |= meets(here, one.box());
            }
            if (!isReached && near != null) {
                unreachable.add(rule);
                told(rule, near, notes);
            }
        }
        return unreachable;
    }

    private static boolean meets(Reach reach, Box box) {
        return reach.meets(total(box, "score"), total(box, "fit"), total(box, "engagement"));
    }

    private static Values total(Box box, String field) {
        for (var value : box.values().entrySet()) {
            if (value.getKey().fact() == Total.class && value.getKey().field().equals(field)) {
                return value.getValue();
            }
        }
        return new Values(false, Numbers.of(true, Interval.ALL));
    }

    /** The scores of leads like those that a verdict rule asks for. */
    private Reach reach(Box box) {
        if (meets(reach, box) && ++boxes <= MOST_BOXES) {
            @Nullable Box given = Box.ALL;
            for (var value : box.values().entrySet()) {
                if (value.getKey().fact() == Lead.class && given != null) {
                    given = given.with(translated(value.getKey()), value.getValue());
                }
            }
            if (given != null && !given.values().isEmpty()) {
                return Reach.of(points.reached(given), scoring, points.stops());
            }
        }
        return reach;
    }

    private Place translated(Place place) {
        return switch (place.form()) {
            case FIELD -> score.provenPlaces().field(place.fact(), place.field());
            case ENTRY -> score.provenPlaces().entry(place.fact(), place.field(), place.key());
            case ELEMENT -> score.provenPlaces().element(place.fact(), place.field(), place.key());
        };
    }

    private static void told(Reading rule, Reach reach, Notes notes) {
        var wanted = new ArrayList<Bilingual>();
        for (var field : List.of("score", "fit", "engagement")) {
            var leaf = rule.leaves().stream()
                    .filter(l -> l.place() != null
                            && l.place().fact() == Total.class
                            && l.place().field().equals(field))
                    .findFirst();
            leaf.ifPresent(l -> wanted.add(new Bilingual(
                    "\"" + Spelled.expr(l.expr()) + "\" (" + of(reach, field).en() + ")",
                    "«" + Spelled.expr(l.expr()) + "» (" + of(reach, field).ru() + ")")));
        }
        notes.add(
                Finding.Kind.UNREACHABLE_VERDICT,
                Severity.SURE,
                Kind.VERDICT,
                List.of(rule),
                new Bilingual("The rule ", "Правило ")
                        .plus(Words.name(rule))
                        .plus(new Bilingual(
                                " never decides: no lead gets such points",
                                " никогда не решает: столько баллов не получает ни один лид"))
                        .plus(
                                wanted.isEmpty()
                                        ? Bilingual.same("")
                                        : Bilingual.same(": ")
                                                .plus(Words.joined(wanted, new Bilingual(" and ", " и "))))
                        .plus(Bilingual.same(".")),
                new Bilingual(
                        "Ask for fewer points, or let score rules give more.",
                        "Снизьте порог или дайте больше баллов правилами score."),
                null);
    }

    /** {@code the score rules give from 0 to 75}. */
    private static Bilingual of(Reach reach, String field) {
        var least = value(reach.least(), field);
        var most = value(reach.most(), field);
        var named = new TreeSet<Integer>();
        reach.each().forEach(e -> named.add(value(e, field)));
        if (!named.isEmpty() && named.size() <= 6) {
            var all =
                    named.stream().map(n -> Words.number(BigDecimal.valueOf(n))).toList();
            return new Bilingual("there are ", "бывает ").plus(Words.joined(all, Bilingual.same("; ")));
        }
        return new Bilingual("there are from ", "бывает от ")
                .plus(Words.number(BigDecimal.valueOf(least)))
                .plus(new Bilingual(" to ", " до "))
                .plus(Words.number(BigDecimal.valueOf(most)));
    }

    private static int value(Reach.Score score, String field) {
        return switch (field) {
            case "score" -> score.score();
            case "fit" -> score.fit();
            default -> score.engagement();
        };
    }

    /** Tells of bands of the scoring that nobody falls into, where verdict rules leave something to them. */
    void checkBands(Chapter verdict, Notes notes) {
        if (!verdict.rules().isEmpty() && isAllDecided(verdict)) {
            return;
        }
        var missing = new ArrayList<Verdict>();
        for (var band : Verdict.values()) {
            if (!reach.bands().contains(band) && isThere(band)) {
                missing.add(band);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        var names =
                Words.joined(missing.stream().map(b -> Bilingual.same(b.name())).toList(), Bilingual.same(", "));
        notes.add(
                Finding.Kind.UNREACHABLE_VERDICT,
                Severity.SURE,
                Kind.SCORE,
                List.of(),
                new Bilingual("By its points no lead becomes ", "По баллам ни один лид не станет ")
                        .plus(names)
                        .plus(new Bilingual(": ", ": "))
                        .plus(of(reach, "score"))
                        .plus(new Bilingual(
                                " points, and the bands begin at " + scoring.nurtureFrom() + " (NURTURE) and "
                                        + scoring.qualifiedFrom() + " (QUALIFIED).",
                                " баллов, а пороги — " + scoring.nurtureFrom() + " (NURTURE) и "
                                        + scoring.qualifiedFrom() + " (QUALIFIED).")),
                new Bilingual(
                        "Change the points or the bands, or decide by verdict rules.",
                        "Измените баллы или пороги или решайте правилами verdict."),
                null);
    }

    private boolean isThere(Verdict band) {
        return band != Verdict.NURTURE || scoring.nurtureFrom() < scoring.qualifiedFrom();
    }

    private static boolean isAllDecided(Chapter verdict) {
        var all = new Reading(verdict.rules().get(0), Integer.MAX_VALUE, false, List.of(Case.ALWAYS), List.of());
        return !Shadows.shadowing(
                        all, verdict.proven().stream().filter(Reading::isLive).toList())
                .isEmpty();
    }
}
