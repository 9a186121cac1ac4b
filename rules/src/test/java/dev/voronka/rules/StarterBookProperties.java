package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Addressee;
import dev.voronka.Money;
import dev.voronka.decision.AmountMatrix;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator.Answer;
import dev.voronka.decision.Escalator.Measure;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.LineOfCommand;
import dev.voronka.decision.WeightedQualifier;
import dev.voronka.rules.example.Examples;
import dev.voronka.rules.gate.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The book that ships with voronka does what the plain defaults do. */
class StarterBookProperties {

    private static final BookDecisions BOOK = BookDecisions.of(RuleBook.starter(), Judging.standard());
    private static final List<String> PROCESSES = List.of(
            "incoming-lead",
            "cold-lead",
            "partner",
            "meeting",
            "purchase-request",
            "proposal",
            "contract",
            "deal",
            "reactivation",
            "corrective-action",
            "eleventh");

    @Property(tries = 2000)
    void leads_get_the_score_and_the_verdict_of_the_standard_weights(@ForAll("leads") LeadFacts lead) {
        var byRules = BOOK.qualifier().orElseThrow().answer(lead);
        var plain = WeightedQualifier.standard().answer(lead);

        assertThat(byRules.score()).isEqualTo(plain.score());
        assertThat(byRules.verdict()).isEqualTo(plain.verdict());
        assertThat(byRules.contributions().stream().mapToInt(c -> c.points()).sum())
                .isEqualTo(byRules.score());
    }

    @Property(tries = 2000)
    void the_same_people_approve_in_the_same_order_as_by_the_standard_matrix(
            @ForAll("requests") ApprovalPolicy.Asked asked) {
        var byRules = BOOK.approvals().orElseThrow().answer(asked);
        var plain = AmountMatrix.standard().answer(asked);

        assertThat(steps(byRules)).isEqualTo(steps(plain));
    }

    @Property(tries = 2000)
    void a_rung_tells_and_moves_what_the_line_of_command_does(@ForAll("late") Escalation card) {
        var byRules = BOOK.escalator().orElseThrow().answer(card);
        var plain = new LineOfCommand().answer(card);

        assertThat(whom(card, byRules)).isEqualTo(whom(card, plain));
    }

    @Example
    void all_its_examples_come_out_as_expected() {
        var book = BOOK.book();

        var report = Examples.tried(
                book.examples(),
                BOOK,
                Vocabulary.STANDARD.questionnaire(),
                Vocabulary.STANDARD.figures(),
                Judging.standard().clock());

        assertThat(report.problems()).isEmpty();
        assertThat(report.tried()).hasSize(22);
        assertThat(report.table(Locale.forLanguageTag("ru")))
                .contains("score.examples.csv:2 Крупный и срочный")
                .contains("верно")
                .contains("Бюджет от миллиона, Решает сам");
    }

    @Example
    void it_speaks_of_all_kinds_and_of_all_ten_processes() {
        assertThat(BOOK.book().kinds()).containsExactly(Kind.values());
        for (var process : PROCESSES.subList(0, 10)) {
            assertThat(BOOK.book().files().values()).anyMatch(text -> text.contains(process));
        }
    }

    private static List<Set<String>> steps(ApprovalPolicy.Required required) {
        return required.steps().stream()
                .map(s -> (Set<String>) new TreeSet<>(s.lines().stream()
                        .map(l -> l.role().code() + l.sections())
                        .toList()))
                .toList();
    }

    /** Who is told or asked, and what moves the card, without the words. The head who owns a card is told twice by rules: they do not know who is the head. */
    private static Set<String> whom(Escalation card, Answer answer) {
        var said = new TreeSet<String>();
        for (var measure : answer.measures()) {
            if (measure instanceof Measure.Tell tell) {
                said.add("tell " + named(card, tell.to()));
            } else if (measure instanceof Measure.Raise raise) {
                said.add("raise " + raise.to());
            } else {
                said.add(measure.toString());
            }
        }
        if (card.kind() == Escalation.Kind.BREACH
                && card.isOwned()
                && card.owner().equals(card.head())) {
            said.remove("tell HEAD");
        }
        return said;
    }

    private static String named(Escalation card, Addressee to) {
        if (to instanceof Addressee.Holder holder) {
            return holder.role().code();
        }
        return to instanceof Addressee.Employee employee ? employee.id() : card.owner();
    }

    @Provide
    Arbitrary<LeadFacts> leads() {
        var budgets = Arbitraries.of("0", "9999.99", "10000", "99999.99", "100000", "999999.99", "1000000.00", "2.5E6")
                .map(BigDecimal::new);
        var authority = Arbitraries.of("self", "knows", "unknown", "");
        var need = Arbitraries.of("серверная", "");
        var deadline = Arbitraries.of("month", "quarter", "later", "");
        return Combinators.combine(budgets, authority, need, deadline).as((b, a, n, d) -> {
            var answers = new TreeMap<String, Object>();
            put(answers, "authority", a);
            put(answers, "need", n);
            put(answers, "deadline", d);
            return new LeadFacts("site", "msk", b, answers);
        });
    }

    private static void put(Map<String, Object> answers, String code, String answer) {
        if (!answer.isEmpty()) {
            answers.put(code, answer);
        }
    }

    @Provide
    Arbitrary<ApprovalPolicy.Asked> requests() {
        var processes = Arbitraries.of(PROCESSES);
        var directions = Arbitraries.of("services", "goods", "");
        var amounts = Arbitraries.of(
                0L, 1L, 100_000_00L, 100_000_01L, 1_000_000_00L, 1_000_000_01L, 3_000_000_01L, 10_000_000_01L);
        var currencies = Arbitraries.of("RUB", "RUB", "USD", "");
        var figures = Arbitraries.of("", "9.99", "10", "10.01", "14.99", "15", "15.01", "24.99", "25");
        return Combinators.combine(processes, directions, amounts, currencies, figures, figures)
                .as((p, d, a, c, discount, margin) -> {
                    var facts = new TreeMap<String, BigDecimal>();
                    if (!discount.isEmpty()) {
                        facts.put("discount", new BigDecimal(discount));
                    }
                    if (!margin.isEmpty()) {
                        facts.put("margin", new BigDecimal(margin));
                    }
                    return new ApprovalPolicy.Asked(
                            p, d.isEmpty() ? null : d, c.isEmpty() ? null : new Money(a, c), facts);
                });
    }

    @Provide
    Arbitrary<Escalation> late() {
        return Combinators.combine(
                        Arbitraries.of(PROCESSES),
                        Arbitraries.of(Escalation.Kind.values()),
                        Arbitraries.of("", "e1", "h1"),
                        Arbitraries.of("", "h1"))
                .as((process, kind, owner, head) -> new Escalation(
                        process,
                        "",
                        "NEW",
                        "REP",
                        "ladder.x",
                        kind,
                        kind == Escalation.Kind.FAIL ? "SPAM" : "",
                        "",
                        owner,
                        head,
                        "",
                        BigDecimal.TEN,
                        Duration.ZERO,
                        Duration.ofHours(3),
                        1,
                        new TreeMap<>()));
    }
}
