package dev.voronka.rules.analysis;

import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree.Action;
import dev.voronka.rules.gate.RuleTree.Expr.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules with the same conditions, and points that are given twice for the same. */
final class Doubles {

    private static final int MOST_PAIRS = 2_000;

    private static final Bilingual ONE_IS_ENOUGH = new Bilingual("Delete one of them.", "Удалите одно из них.");

    /** Points for a reason within a group. */
    private record Reason(String group, String text, boolean positive) {}

    private Doubles() {}

    static void check(Chapter chapter, Notes notes) {
        var same = new LinkedHashMap<String, List<Reading>>();
        for (var rule : chapter.proven()) {
            // Of two rules of which the first counts, the second is told as one that never decides.
            if (rule.isLive() && !chapter.isFirstHit(rule)) {
                same.computeIfAbsent(rule.key(), k -> new ArrayList<>()).add(rule);
            }
        }
        same.values().stream().filter(s -> s.size() > 1).forEach(s -> sameConditions(chapter, s, notes));
        if (chapter.kind() == Kind.SCORE) {
            sameReason(chapter, notes);
        }
    }

    private static void sameConditions(Chapter chapter, List<Reading> rules, Notes notes) {
        var first = rules.get(0);
        var twins =
                rules.stream().filter(r -> actions(r).equals(actions(first))).toList();
        var both = new Bilingual("The rules ", "Правила ").plus(Words.placed(rules));
        if (twins.size() > 1) {
            notes.add(
                    Finding.Kind.SAME_CONDITIONS,
                    Severity.SURE,
                    chapter.kind(),
                    twins,
                    new Bilingual("The rules ", "Правила ")
                            .plus(Words.placed(twins))
                            .plus(new Bilingual(
                                    " hold under the same conditions and do the same.",
                                    " подходят при одних и тех же условиях и делают одно и то же.")),
                    ONE_IS_ENOUGH,
                    null);
        } else if (chapter.kind() == Kind.SCORE && inOneGroup(rules)) {
            notes.add(
                    Finding.Kind.DOUBLE_COUNT,
                    Severity.LIKELY,
                    chapter.kind(),
                    rules,
                    both.plus(new Bilingual(
                                    " give points to the same group under the same conditions, together ",
                                    " дают баллы в одну группу при одних и тех же условиях, вместе "))
                            .plus(points(rules))
                            .plus(Bilingual.same(".")),
                    new Bilingual("Join them into one rule.", "Соедините их в одно правило."),
                    null);
        } else {
            notes.add(
                    Finding.Kind.SAME_CONDITIONS,
                    Severity.NOTE,
                    chapter.kind(),
                    rules,
                    both.plus(new Bilingual(
                            " hold under the same conditions.", " подходят при одних и тех же условиях.")),
                    new Bilingual("They may be joined into one rule.", "Их можно соединить в одно правило."),
                    null);
        }
    }

    /** What a rule does, as it is written, but for variables of its own. */
    private static List<String> actions(Reading rule) {
        return rule.rule().actions().stream()
                .map(a -> a.method() + a.arguments().stream().map(Spelled::expr).toList())
                .toList();
    }

    private static boolean inOneGroup(List<Reading> rules) {
        var groups = rules.stream()
                .map(r -> r.rule().actions().stream()
                        .filter(a -> a.method().equals("add"))
                        .map(Points::group)
                        .toList())
                .toList();
        return groups.stream().allMatch(g -> g.stream().anyMatch(groups.get(0)::contains));
    }

    private static Bilingual points(List<Reading> rules) {
        var said = new ArrayList<Bilingual>();
        for (var rule : rules) {
            for (var action : rule.rule().actions()) {
                if (action.method().equals("add")) {
                    said.add(
                            action.arguments().get(0) instanceof Literal l && l.value() instanceof BigDecimal n
                                    ? Words.number(n)
                                    : Bilingual.same("?"));
                }
            }
        }
        return Words.joined(said, Bilingual.same(" + "));
    }

    private static void sameReason(Chapter chapter, Notes notes) {
        Map<Reason, List<Reading>> byReason = new LinkedHashMap<>();
        for (var rule : chapter.usual()) {
            for (var action : rule.rule().actions()) {
                var reason = rule.isLive() ? reason(action) : null;
                if (reason != null) {
                    var rules = byReason.computeIfAbsent(reason, r -> new ArrayList<>());
                    if (!rules.contains(rule)) {
                        rules.add(rule);
                    }
                }
            }
        }
        var sampler = new Sampler(chapter.usualPlaces());
        var pairs = 0;
        for (var same : byReason.entrySet()) {
            var rules = same.getValue();
            for (var i = 0; i < rules.size(); i++) {
                for (var j = i + 1; j < rules.size(); j++) {
                    if (pairs > MOST_PAIRS || notes.pace().isOver()) {
                        return;
                    }
                    pairs++;
                    var witness = rules.get(i).key().equals(rules.get(j).key())
                            ? null
                            : both(rules.get(i), rules.get(j), sampler);
                    if (witness != null) {
                        toldReason(chapter, same.getKey(), List.of(rules.get(i), rules.get(j)), witness, notes);
                    }
                }
            }
        }
    }

    private static @Nullable Reason reason(Action action) {
        return action.method().equals("add")
                        && action.arguments().get(0) instanceof Literal l
                        && l.value() instanceof BigDecimal n
                        && n.signum() != 0
                        && action.arguments().get(1) instanceof Literal t
                        && t.value() instanceof String text
                ? new Reason(Points.group(action), text, n.signum() > 0)
                : null;
    }

    /** Facts for which both hold; null if none were found. */
    static @Nullable Witness both(Reading one, Reading other, Sampler sampler) {
        for (var a : one.cases()) {
            for (var b : other.cases()) {
                var both = a.meets(b) ? a.and(b) : null;
                var witness = both == null
                        ? null
                        : sampler.find(both, facts -> Chapter.holds(one, facts) && Chapter.holds(other, facts));
                if (witness != null) {
                    return witness;
                }
            }
        }
        return null;
    }

    private static void toldReason(Chapter chapter, Reason reason, List<Reading> rules, Witness witness, Notes notes) {
        notes.add(
                Finding.Kind.DOUBLE_COUNT,
                Severity.LIKELY,
                chapter.kind(),
                rules,
                new Bilingual("The rules ", "Правила ")
                        .plus(Words.placed(rules))
                        .plus(new Bilingual(
                                " may fire together and give points for the same reason, \"" + reason.text() + "\": ",
                                " могут сработать вместе и дать баллы за одно и то же, «" + reason.text() + "»: "))
                        .plus(points(rules))
                        .plus(Bilingual.same(".")),
                new Bilingual(
                        "Make their conditions exclude each other, or give other reasons.",
                        "Сделайте так, чтобы они не подходили вместе, или назовите разные причины."),
                witness);
    }
}
