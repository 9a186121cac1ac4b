package dev.voronka.rules.analysis;

import dev.voronka.rules.analysis.Finding.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Rules of which the first that holds counts, and that never are the first. */
final class Shadows {

    /** In more pieces than these nothing is proven. */
    private static final int MOST_PIECES = 64;

    private Shadows() {}

    /** The rules that never count, by their order. */
    static Set<Integer> check(Chapter chapter, Notes notes) {
        var deciding = chapter.proven().stream()
                .filter(r -> r.isLive() && chapter.isFirstHit(r))
                .toList();
        var neighbours = new Neighbours(deciding);
        var shadowed = new HashSet<Integer>();
        for (var rule : deciding) {
            if (notes.pace().isOver() || notes.isFull(Finding.Kind.SHADOWED, chapter.kind())) {
                return shadowed;
            }
            var before = neighbours.before(rule);
            var by = shadowing(rule, before);
            if (!by.isEmpty()) {
                shadowed.add(rule.order());
                told(chapter, rule, by, notes);
            }
        }
        return shadowed;
    }

    /** The rules before that leave nothing to this one; none if they leave something or that cannot be told. */
    static List<Reading> shadowing(Reading rule, List<Reading> before) {
        var near = before.stream().filter(rule::meets).toList();
        for (var other : near) {
            if (rule.implies(other)) {
                return List.of(other);
            }
        }
        var by = new LinkedHashSet<Reading>();
        var left = rule.cases();
        for (var other : near) {
            for (var one : other.cases()) {
                var less = new ArrayList<Case>();
                for (var piece : left) {
                    if (piece.losesTo(one)) {
                        by.add(other);
                        less.addAll(piece.minus(one));
                    } else {
                        less.add(piece);
                    }
                }
                left = less;
                if (left.size() > MOST_PIECES) {
                    return List.of();
                }
            }
            if (left.isEmpty()) {
                return List.copyOf(by);
            }
        }
        return List.of();
    }

    private static void told(Chapter chapter, Reading rule, List<Reading> by, Notes notes) {
        var verdict = chapter.kind() == dev.voronka.rules.gate.Kind.VERDICT;
        var witness = new Sampler(chapter.provenPlaces())
                .find(
                        rule.cases().get(0),
                        facts -> Chapter.holds(rule, facts) && by.stream().anyMatch(b -> Chapter.holds(b, facts)));
        var rules = new ArrayList<Reading>();
        rules.add(rule);
        rules.addAll(by);
        notes.add(
                Finding.Kind.SHADOWED,
                Severity.SURE,
                chapter.kind(),
                rules,
                new Bilingual("The rule ", "Правило ")
                        .plus(Words.name(rule))
                        .plus(
                                verdict
                                        ? new Bilingual(
                                                " never decides: wherever it holds, ",
                                                " никогда не решает: всегда, когда оно подходит, раньше решает ")
                                        : new Bilingual(
                                                " never names anybody: wherever it holds, ",
                                                " никого не назначает: всегда, когда оно подходит, раньше назначает "))
                        .plus(Words.placed(by))
                        .plus(
                                verdict
                                        ? new Bilingual(" decides before it.", ".")
                                        : new Bilingual(" names somebody before it.", ".")),
                new Bilingual(
                        "Put it before, give it a higher salience, or delete it.",
                        "Поставьте его раньше, дайте ему salience больше или удалите."),
                witness);
    }
}
