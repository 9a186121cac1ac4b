package dev.voronka.rules.analysis;

import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rules that hold together and decide differently, where neither is a special case of the other and no salience says which
 * comes first. An ordinary cascade, special cases first, is none.
 */
final class Overlaps {

    private static final int MOST_TRIES = 2_000;

    /** Rules that overlap with one, and facts for the first of them. */
    private record Overlap(List<Reading> others, Witness witness) {}

    private Overlaps() {}

    static void check(Chapter chapter, Set<Integer> shadowed, Notes notes) {
        var deciding = chapter.usual().stream()
                .filter(r -> r.isLive() && chapter.isFirstHit(r) && !shadowed.contains(r.order()))
                .toList();
        var neighbours = new Neighbours(deciding);
        var sampler = new Sampler(chapter.usualPlaces());
        Map<Reading, Overlap> found = new LinkedHashMap<>();
        var tries = 0;
        for (var later : deciding) {
            for (var before : neighbours.before(later)) {
                if (tries > MOST_TRIES || notes.pace().isOver()) {
                    break;
                }
                if (before.rule().salience() != later.rule().salience()
                        || !before.meets(later)
                        || target(before).equals(target(later))
                        || before.implies(later)
                        || later.implies(before)) {
                    continue;
                }
                var witness = witness(before, later, deciding, sampler);
                tries++;
                if (witness != null) {
                    var known = found.get(before);
                    var others = new ArrayList<>(known == null ? List.<Reading>of() : known.others());
                    others.add(later);
                    found.put(before, new Overlap(others, known == null ? witness : known.witness()));
                }
            }
        }
        found.forEach((rule, overlap) -> told(chapter, rule, overlap, notes));
    }

    /** Facts for which both hold and the first of them decides; null if none were found. */
    private static @Nullable Witness witness(Reading before, Reading later, List<Reading> deciding, Sampler sampler) {
        for (var a : before.cases()) {
            for (var b : later.cases()) {
                var both = a.meets(b) ? a.and(b) : null;
                var witness = both == null
                        ? null
                        : sampler.find(
                                both,
                                facts -> Chapter.holds(before, facts)
                                        && Chapter.holds(later, facts)
                                        && deciding.stream()
                                                .filter(r -> r.order() < before.order())
                                                .noneMatch(r -> Chapter.holds(r, facts)));
                if (witness != null) {
                    return witness;
                }
            }
        }
        return null;
    }

    /** What a rule decides, in words. */
    static String target(Reading rule) {
        return rule.rule().actions().stream()
                .filter(Chapter::isFirstHit)
                .findFirst()
                .map(Overlaps::target)
                .orElse("");
    }

    private static String target(Action action) {
        var first = Spelled.expr(action.arguments().get(0));
        return action.method().equals("set") ? first : action.method() + " " + first;
    }

    private static void told(Chapter chapter, Reading rule, Overlap overlap, Notes notes) {
        var rules = new ArrayList<Reading>();
        rules.add(rule);
        rules.addAll(overlap.others());
        var decisions = overlap.others().stream()
                .map(Overlaps::target)
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
        var decides = chapter.kind() == Kind.VERDICT;
        notes.add(
                Finding.Kind.OVERLAP,
                Severity.LIKELY,
                chapter.kind(),
                rules,
                new Bilingual("The rule ", "Правило ")
                        .plus(Words.name(rule))
                        .plus(new Bilingual(
                                " (" + target(rule) + ") holds together with ",
                                " (" + target(rule) + ") подходит вместе с "))
                        .plus(Words.placed(overlap.others()))
                        .plus(new Bilingual(
                                " (" + decisions + "); it " + (decides ? "decides" : "counts")
                                        + " only because it stands before.",
                                " (" + decisions + "); " + (decides ? "решает" : "действует")
                                        + " оно только потому, что стоит раньше.")),
                new Bilingual(
                        "If that is meant, say so by salience; else narrow the conditions.",
                        "Если так и нужно, скажите это важностью (salience); иначе сузьте условия."),
                overlap.witness());
    }
}
