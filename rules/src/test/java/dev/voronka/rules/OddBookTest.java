package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.decision.Escalation;
import dev.voronka.rules.Publication.Published;
import dev.voronka.rules.analysis.Finding;
import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is odd in a book is told, and keeps no book out. */
class OddBookTest {

    private static final String VERDICTS = """
            package voronka.verdict
            rule "Общее" when Total(score >= 25) then verdict.set(NURTURE, "а"); end
            rule "Частное" when Total(score >= 50) then verdict.set(QUALIFIED, "б"); end
            rule "Остальные" when Lead() then verdict.set(NOT_TARGET, "в"); end
            """;

    @Test
    void what_is_certain_is_a_warning_when_the_book_comes_into_force() {
        var desk = RuleDesk.builder().book(RuleBook.starter()).build();

        var outcome = desk.publish(desk.book().version(), Map.of("verdict.drl", VERDICTS));

        assertThat(outcome).isInstanceOf(Published.class);
        assertThat(desk.warnings())
                .singleElement()
                .satisfies(w -> assertThat(w.said(Locale.forLanguageTag("ru")))
                        .isEqualTo("verdict.drl:3 правило «Частное»: никогда не решает: всегда, когда оно"
                                + " подходит, раньше решает «Общее» (verdict.drl:2). Например: баллы 50. Поставьте его"
                                + " раньше, дайте ему salience больше или удалите."));
        assertThat(((Published) outcome).warnings())
                .extracting(Problem::code)
                .containsExactly(Finding.Kind.SHADOWED.code());
    }

    @Test
    void the_book_that_ships_with_voronka_has_nothing_that_is_certainly_odd() {
        var report = RuleBook.starter().analysed(Judging.standard());

        assertThat(report.complete()).isTrue();
        assertThat(report.of(Severity.SURE)).isEmpty();
        assertThat(report.of(Severity.LIKELY)).extracting(Finding::kind).containsOnly(Finding.Kind.VALUE_GAP);
    }

    @Test
    void a_trusted_book_cannot_be_looked_through() {
        var report = RuleBook.trusted(Map.of("verdict.drl", "package voronka.verdict\n"))
                .analysed(Judging.standard());

        assertThat(report.findings()).isEmpty();
        assertThat(report.complete()).isFalse();
    }

    /** If this fails, rules are told more than before: correct {@code Places} of the analysis. */
    @Test
    void nobody_tells_escalation_rules_of_region_and_score_nor_routing_rules_of_the_owner() {
        var book = BookDecisions.of(RuleBook.of(Map.of("escalate.drl", """
                        package voronka.escalate
                        rule "Пусто"
                        when Card(region == "", source == "", skill == "", score == 0)
                        then escalate.notify("HEAD", "а"); end
                        """, "route.drl", """
                        package voronka.route
                        rule "Ничья" when Card(owner == "") then route.queue("q", "а"); end
                        """)), Judging.standard());

        assertThat(book.said(Kind.ESCALATE, List.of())).isEmpty();
        var escalated = book.escalator()
                .orElseThrow()
                .answer(new Escalation(
                        "deal",
                        "d",
                        "s",
                        "HEAD",
                        "ladder.head",
                        Escalation.Kind.HEAD,
                        "f",
                        "c",
                        "e1",
                        "h",
                        "t",
                        BigDecimal.TEN,
                        Duration.ZERO,
                        Duration.ofHours(3),
                        1,
                        new TreeMap<>()));
        var routed = book.routing().advise(Books.question(Books.candidate("e1", Set.of(), 1)));

        assertThat(escalated.measures()).hasSize(1);
        assertThat(routed.queue()).isNotNull();
    }
}
