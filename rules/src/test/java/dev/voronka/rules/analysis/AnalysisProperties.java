package dev.voronka.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.fact.Lead;
import dev.voronka.rules.fact.Total;
import dev.voronka.rules.gate.Evaluation;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Condition.Pattern;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** What the analysis says of random books is so, says the interpreter of rules on random facts. jqwik prints the seed. */
class AnalysisProperties {

    private static final Map<String, Integer> SEEN = new TreeMap<>();
    private static final int FACTS = 150;

    @AfterContainer
    static void enough_was_seen_to_mean_something() {
        System.out.println("Analysis of random books: " + SEEN);
        for (var kind : List.of(
                "never-fires sure",
                "shadowed-rule sure",
                "repeated-condition sure",
                "same-conditions sure",
                "unreachable-verdict sure",
                "overlapping-rules likely",
                "range-gap likely",
                "value-gap likely",
                "double-count likely")) {
            assertThat(SEEN).containsKey(kind);
        }
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void what_is_said_of_a_book_of_one_kind_is_so(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        for (var kind : List.of(Kind.VERDICT, Kind.ROUTE, Kind.SCORE)) {
            var rules = AnalysisBed.rules(kind, RandomBooks.text(kind, random));

            var report = AnalysisBed.analysed(Map.of(kind, rules));

            var byName = byName(rules);
            var facts = RandomBooks.many(kind, FACTS, random);
            for (var finding : report.findings()) {
                if (finding.kind() != Finding.Kind.UNREACHABLE_VERDICT) {
                    count(finding);
                    check(finding, byName, facts);
                }
            }
        }
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void the_cases_of_a_rule_hold_when_the_rule_does(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var rules = AnalysisBed.rules(Kind.VERDICT, RandomBooks.text(Kind.VERDICT, random));
        var places = new Places(Kind.VERDICT, AnalysisBed.QUESTIONS, false, Map.of());
        for (var rule : rules) {
            var reading = Reader.read(rule, 0, places);
            if (reading.involved()) {
                continue;
            }
            for (var facts : RandomBooks.many(Kind.VERDICT, FACTS, random)) {
                var holds = !Evaluation.matches(rule, facts).isEmpty();
                var may = reading.cases().stream().anyMatch(c -> has(c, facts));
                var exact =
                        reading.cases().stream().allMatch(c -> c.box().atoms().isEmpty());
                assertThat(exact ? may == holds : may || !holds)
                        .as(rule + " " + reading.cases() + " " + facts)
                        .isTrue();
            }
        }
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void conditions_that_are_not_needed_may_all_be_deleted(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        for (var kind : List.of(Kind.VERDICT, Kind.ROUTE)) {
            var places = new Places(kind, AnalysisBed.QUESTIONS, false, Map.of());
            for (var rule : AnalysisBed.rules(kind, RandomBooks.text(kind, random))) {
                var needless = Repeats.needless(Reader.read(rule, 0, places)).stream()
                        .map(n -> n.leaf().expr())
                        .toList();
                var less = without(rule, needless);
                if (!needless.isEmpty()) {
                    for (var facts : RandomBooks.many(kind, FACTS, random)) {
                        assertThat(Evaluation.matches(less, facts))
                                .as(rule + " without " + needless)
                                .isEqualTo(Evaluation.matches(rule, facts));
                    }
                }
            }
        }
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void verdicts_out_of_reach_and_in_the_shadow_never_decide(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var score = AnalysisBed.rules(Kind.SCORE, RandomBooks.text(Kind.SCORE, random));
        var verdict = AnalysisBed.rules(Kind.VERDICT, RandomBooks.text(Kind.VERDICT, random));
        var scoring = RandomBooks.scoring(random);

        var report = AnalysisBed.analysed(Map.of(Kind.SCORE, score, Kind.VERDICT, verdict), scoring);

        var bands = new HashSet<String>();
        var byName = byName(verdict);
        for (var facts : RandomBooks.many(Kind.VERDICT, FACTS, random)) {
            var lead = (Lead) facts.get(0);
            var sheet = scoring.sheet();
            for (var rule : score) {
                var ways = Evaluation.matches(rule, List.of(lead));
                if (!ways.isEmpty()) {
                    Evaluation.actions(rule, List.of(lead)).stream()
                            .limit(rule.actions().size())
                            .forEach(d -> sheet.add(
                                    (Integer) d.arguments().get(0),
                                    "?",
                                    d.arguments().size() > 2
                                            ? (String) d.arguments().get(2)
                                            : ""));
                }
            }
            bands.add(sheet.judged().verdict().name());
            var total = new Total(sheet.score(), sheet.fit(), sheet.engagement(), ((Total) facts.get(1)).missing());
            for (var finding : report.of(Severity.SURE)) {
                if (!finding.decides().equals("verdict")) {
                    continue;
                }
                if (finding.kind() == Finding.Kind.UNREACHABLE_VERDICT) {
                    assertThat(holds(finding, 0, byName, List.of(lead, total)))
                            .as(finding + " " + lead + total)
                            .isFalse();
                } else if (finding.kind() == Finding.Kind.SHADOWED) {
                    check(finding, byName, List.of(List.of(lead, total)));
                }
            }
        }
        for (var finding : report.findings()) {
            count(finding);
            if (finding.kind() == Finding.Kind.UNREACHABLE_VERDICT
                    && finding.rules().isEmpty()) {
                assertThat(bands)
                        .as(finding.text())
                        .allSatisfy(b -> assertThat(named(finding)).doesNotContain(b));
            }
        }
    }

    private static String named(Finding bands) {
        return bands.text().substring(0, bands.text().indexOf(':'));
    }

    private static void check(Finding finding, Map<String, RuleTree> byName, List<List<Record>> facts) {
        var witness = finding.witness();
        switch (finding.kind()) {
            case NEVER_FIRES -> {
                if (finding.severity() == Severity.SURE) {
                    assertThat(facts).as(finding.toString()).noneMatch(f -> holds(finding, 0, byName, f));
                }
            }
            case SHADOWED ->
                assertThat(facts)
                        .as(finding.toString())
                        .allMatch(f -> !holds(finding, 0, byName, f) || others(finding, byName, f));
            case SAME_CONDITIONS ->
                assertThat(facts)
                        .as(finding.toString())
                        .allMatch(f -> holds(finding, 0, byName, f) == holds(finding, 1, byName, f));
            case OVERLAP -> {
                assertThat(witness).isNotNull();
                if (witness != null) {
                    assertThat(holds(finding, 0, byName, witness.facts())).isTrue();
                    assertThat(others(finding, byName, witness.facts())).isTrue();
                    if (finding.decides().equals("verdict")) {
                        assertThat(first(byName, witness.facts()))
                                .isEqualTo(finding.rules().get(0).name());
                    }
                }
            }
            case RANGE_GAP, VALUE_GAP -> {
                assertThat(witness).isNotNull();
                if (witness != null) {
                    assertThat(holds(finding, 0, byName, witness.facts())).isFalse();
                    assertThat(others(finding, byName, witness.facts())).isFalse();
                    if (finding.decides().equals("verdict")) {
                        assertThat(first(byName, witness.facts())).isEmpty();
                    }
                }
            }
            case DOUBLE_COUNT -> {
                if (witness != null) {
                    assertThat(holds(finding, 0, byName, witness.facts())).isTrue();
                    assertThat(holds(finding, 1, byName, witness.facts())).isTrue();
                }
            }
            default -> {}
        }
    }

    private static boolean holds(Finding finding, int rule, Map<String, RuleTree> byName, List<Record> facts) {
        var tree = byName.get(finding.rules().get(rule).name());
        return tree != null && !Evaluation.matches(tree, facts).isEmpty();
    }

    private static boolean others(Finding finding, Map<String, RuleTree> byName, List<Record> facts) {
        for (var i = 1; i < finding.rules().size(); i++) {
            if (holds(finding, i, byName, facts)) {
                return true;
            }
        }
        return false;
    }

    /** The rule that decides; empty if none does. */
    private static String first(Map<String, RuleTree> byName, List<Record> facts) {
        return byName.values().stream()
                .sorted(Comparator.<RuleTree>comparingInt(r -> -r.salience()).thenComparing(RuleTree::name))
                .filter(r -> !Evaluation.matches(r, facts).isEmpty())
                .map(RuleTree::name)
                .findFirst()
                .orElse("");
    }

    private static void count(Finding finding) {
        SEEN.merge(
                finding.kind().code() + " " + finding.severity().name().toLowerCase(java.util.Locale.ROOT),
                1,
                Integer::sum);
    }

    private static Map<String, RuleTree> byName(List<RuleTree> rules) {
        return rules.stream().collect(Collectors.toMap(RuleTree::name, r -> r));
    }

    /** Whether the values of the facts lie in the box; atoms are taken to hold. */
    private static boolean has(Case one, List<Record> facts) {
        for (var value : one.box().values().entrySet()) {
            var place = value.getKey();
            var fact =
                    facts.stream().filter(place.fact()::isInstance).findFirst().orElseThrow();
            Expr field = new Expr.Field("", place.field());
            var expr = place.form() == Place.Form.ENTRY ? new Expr.Entry(field, place.key()) : field;
            if (!value.getValue().has(Evaluation.value(expr, fact, Evaluation.Bindings.NONE))) {
                return false;
            }
        }
        return true;
    }

    private static RuleTree without(RuleTree rule, List<Expr> needless) {
        Set<Expr> gone = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        gone.addAll(needless);
        return new RuleTree(
                rule.name(),
                rule.emitted(),
                rule.file(),
                rule.line(),
                rule.salience(),
                rule.enabled(),
                rule.conditions().stream().map(c -> without(c, gone)).toList(),
                rule.actions());
    }

    private static Condition without(Condition condition, Set<Expr> gone) {
        if (condition instanceof Pattern p) {
            return without(p, gone);
        } else if (condition instanceof Condition.Exists e) {
            return new Condition.Exists(without(e.pattern(), gone));
        } else if (condition instanceof Condition.And a) {
            return new Condition.And(a.all().stream().map(c -> without(c, gone)).toList());
        }
        return condition;
    }

    private static Pattern without(Pattern pattern, Set<Expr> gone) {
        var kept = new ArrayList<Expr>();
        pattern.constraints().forEach(c -> kept(c, gone, kept));
        return new Pattern(pattern.binding(), pattern.fact(), pattern.bindings(), kept);
    }

    private static void kept(Expr expr, Set<Expr> gone, List<Expr> kept) {
        if (gone.contains(expr)) {
            return;
        }
        if (expr instanceof Expr.Binary b && b.operator().equals("&&")) {
            kept(b.left(), gone, kept);
            kept(b.right(), gone, kept);
        } else {
            kept.add(expr);
        }
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    }
}
