package dev.voronka.rules.analysis;

import dev.voronka.questionnaire.Questionnaire;
import dev.voronka.rules.gate.Evaluation;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.RuleTree.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The rules of one kind, in the order in which they decide, read in two ways.
 *
 * @param kind what they decide
 * @param rules those that are switched on
 * @param off those that are not
 * @param proven read with what nothing can break
 * @param usual read with what is usual besides: amounts are not negative
 */
record Chapter(
        Kind kind,
        List<RuleTree> rules,
        List<RuleTree> off,
        Places provenPlaces,
        List<Reading> proven,
        Places usualPlaces,
        List<Reading> usual) {

    static Chapter of(Kind kind, List<RuleTree> all, Questionnaire questionnaire, Map<String, Values> narrower) {
        var on = all.stream()
                .filter(RuleTree::enabled)
                .sorted(Comparator.comparingInt(r -> -r.salience()))
                .toList();
        var proven = new Places(kind, questionnaire, false, narrower);
        var usual = new Places(kind, questionnaire, true, narrower);
        return new Chapter(
                kind,
                on,
                all.stream().filter(r -> !r.enabled()).toList(),
                proven,
                read(on, proven),
                usual,
                read(on, usual));
    }

    private static List<Reading> read(List<RuleTree> rules, Places places) {
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < rules.size(); i++) {
            readings.add(Reader.read(rules.get(i), i, places));
        }
        return readings;
    }

    /** Whether of this rule and those like it only the first that holds counts. */
    boolean isFirstHit(Reading rule) {
        return switch (kind) {
            case VERDICT -> true;
            case ROUTE -> rule.rule().actions().stream().anyMatch(Chapter::isFirstHit);
            default -> false;
        };
    }

    static boolean isFirstHit(Action action) {
        return List.of("set", "force", "queue").contains(action.method());
    }

    static boolean holds(Reading rule, List<Record> facts) {
        return !Evaluation.matches(rule.rule(), facts).isEmpty();
    }
}
