package dev.voronka.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.Ruled;
import dev.voronka.decision.Ruling;
import dev.voronka.rules.BookDecisions;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.explain.Explained.Heard;
import dev.voronka.rules.explain.Explained.State;
import dev.voronka.rules.explain.Nearness.Seen;
import dev.voronka.rules.fact.Lead;
import dev.voronka.rules.gate.Evaluation;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What is told about rules that did not fire agrees with what Drools did. jqwik prints the seed of a failure. */
class WhyNotProperties {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-27T09:00:00Z"), ZoneId.of("Europe/Moscow"));
    private static final Judging JUDGING = Judging.standard().clock(NOW);
    private static final RuleWords WORDS = RuleWords.in(Locale.forLanguageTag("ru"), Titles.standard());

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void a_rule_holds_by_why_not_exactly_if_drools_fired_it(@ForAll long seed) {
        var random = new RandomRules(seed);
        for (var kind : List.of(Kind.SCORE, Kind.ROUTE, Kind.ESCALATE, Kind.APPROVE)) {
            var book = RuleBook.of(Map.of(kind.code() + ".drl", random.file(kind, 12)));
            for (var i = 0; i < 12; i++) {
                var asked = random.asked(kind, LocalDate.now(NOW));

                var explained = WhyNot.of(book, JUDGING, WORDS).facts(asked);

                assertThat(rules(explained, State.FIRED)).isEqualTo(fired(book, asked));
                assertThat(rules(explained, State.OUTWEIGHED)).isEmpty();
                assertThat(explained.rules()).hasSize(12).allSatisfy(WhyNotProperties::tellsWhy);
            }
        }
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void of_verdict_rules_that_hold_the_first_fired_and_the_others_were_outweighed(@ForAll long seed) {
        var random = new RandomRules(seed);
        var book = RuleBook.of(Map.of(
                "score.drl",
                random.file(Kind.SCORE, 8),
                "verdict.drl",
                random.file(Kind.VERDICT, 8).replace("\"r", "\"v")));
        for (var i = 0; i < 15; i++) {
            var asked = random.asked(Kind.VERDICT, LocalDate.now(NOW));

            var explained = WhyNot.of(book, JUDGING, WORDS).facts(asked);

            assertThat(rules(explained, State.FIRED)).isEqualTo(fired(book, asked));
            assertThat(explained.rules()).hasSize(16).allSatisfy(WhyNotProperties::tellsWhy);
            var held = explained.rules().stream()
                    .filter(h -> h.kind() == Kind.VERDICT && h.failed().isEmpty())
                    .toList();
            assertThat(held.stream().filter(h -> h.state() == State.FIRED)).hasSize(held.isEmpty() ? 0 : 1);
        }
    }

    @Example
    void making_the_only_failed_comparison_true_makes_the_rule_fire() {
        var turned = 0;
        for (var seed = 1; seed <= 20; seed++) {
            var random = new RandomRules(seed);
            var book = RuleBook.of(Map.of("score.drl", random.file(Kind.SCORE, 30)));
            var decisions = BookDecisions.of(book, JUDGING);
            for (var i = 0; i < 10; i++) {
                var lead = (LeadFacts) random.asked(Kind.SCORE, LocalDate.now(NOW));
                for (var rule : book.rules(Kind.SCORE)) {
                    var facts = decisions.facts(Kind.SCORE, lead);
                    var failed = Nearness.of(rule, facts).stream()
                            .filter(s -> !s.holds())
                            .toList();
                    var mended = failed.size() == 1 ? mended((Lead) facts.get(0), rule, failed.get(0)) : null;
                    if (mended != null) {
                        turned++;
                        assertThat(Evaluation.matches(rule, List.of(mended)))
                                .as("seed %s, %s, %s made to %s", seed, rule, failed.get(0), mended)
                                .isNotEmpty();
                    }
                }
            }
        }
        assertThat(turned).isGreaterThan(300);
    }

    /** The lead with the only thing changed that was said to fail; null if the rule asks about it elsewhere too. */
    private static Lead mended(Lead lead, RuleTree rule, Seen failed) {
        if (failed.expr() == null || !(failed.condition() instanceof Condition.Pattern)) {
            return null;
        }
        var asked = Comparison.of(failed.expr()).orElse(null);
        if (asked == null || rule.conditions().toString().split(Pattern.quote(name(asked.left())), -1).length != 2) {
            return null;
        }
        var value = wanted(asked);
        if (asked.left() instanceof Expr.Entry e) {
            var answers = new HashMap<>(lead.answers());
            if (value.isEmpty()) {
                answers.remove(e.key());
            } else {
                answers.put(e.key(), value.get());
            }
            return new Lead(lead.source(), lead.region(), lead.budget(), answers);
        }
        return switch (asked.left() instanceof Expr.Field f ? f.name() : "") {
            case "budget" -> new Lead(lead.source(), lead.region(), (BigDecimal) value.orElseThrow(), lead.answers());
            case "region" -> new Lead(lead.source(), (String) value.orElse(""), lead.budget(), lead.answers());
            case "source" -> new Lead((String) value.orElse(""), lead.region(), lead.budget(), lead.answers());
            default -> null;
        };
    }

    private static String name(Expr expr) {
        return expr instanceof Expr.Entry e
                ? "key=" + e.key() + "]"
                : "name=" + ((expr instanceof Expr.Field f) ? f.name() + "]" : "");
    }

    private static Optional<Object> wanted(Comparison asked) {
        var right =
                asked.right().isEmpty() ? null : ((Expr.Literal) asked.right().get(0)).value();
        return switch (asked.test()) {
            case GE, LE, EQ, IN -> Optional.ofNullable(right);
            case GT -> Optional.of(((BigDecimal) right).add(BigDecimal.ONE));
            case LT -> Optional.of(((BigDecimal) right).subtract(BigDecimal.ONE));
            case NE, NOT_IN, GIVEN -> Optional.of("other");
            case LIKE -> Optional.of("fair");
            case YES -> Optional.of(true);
            case MISSING -> Optional.empty();
            case HAS -> Optional.empty();
        };
    }

    private static void tellsWhy(Heard heard) {
        assertThat(heard.failed().isEmpty()).isEqualTo(heard.state() != State.MISSED);
        assertThat(heard.conditions()).allSatisfy(c -> {
            assertThat(c.said()).isNotBlank().doesNotContain("{", "}", "[");
            assertThat(c.asked()).isNotBlank().doesNotContain("{", "}", "[");
        });
        assertThat(heard.distance()).isBetween(0.0, (double) heard.failed().size());
    }

    private static Set<String> rules(Explained explained, State state) {
        return explained.rules().stream()
                .filter(h -> h.state() == state)
                .map(Heard::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fired(RuleBook book, Object asked) {
        var decisions = BookDecisions.of(book, JUDGING);
        Optional<Ruling> ruling;
        if (asked instanceof LeadFacts lead) {
            ruling = decisions.qualifier().orElseThrow().answer(lead).ruling();
        } else if (asked instanceof RoutingRules.Question question) {
            ruling = Optional.ofNullable(decisions.routing().advise(question).ruling());
        } else if (asked instanceof Escalation card) {
            ruling = ((Ruled) decisions.escalator().orElseThrow().answer(card)).ruling();
        } else {
            ruling = decisions
                    .approvals()
                    .orElseThrow()
                    .answer((ApprovalPolicy.Asked) asked)
                    .ruling();
        }
        return ruling.orElseThrow().fired().stream()
                .map(Ruling.Fired::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
