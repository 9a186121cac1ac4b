package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.decision.Contribution;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.Qualification;
import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.Ruling.Fired;
import dev.voronka.rules.drools.Limits;
import dev.voronka.rules.drools.NotCompiled;
import dev.voronka.rules.drools.RuleFailed;
import dev.voronka.rules.drools.RuleStopped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What compiled rules do, with texts that need no gate. */
class TrustedBookTest {

    @Test
    void points_of_all_rules_that_hold_are_summed_up_and_explain_the_score() {
        var lead = lead("site", "Москва", 1_500_000, Map.of("deadline", "month"));

        var judged = judged("""
                package voronka.score
                rule "Бюджет" when Lead(budget >= 1000000) then score.add(40, "бюджет от миллиона", "fit"); end
                rule "Срок" when Lead(answers["deadline"] == "month") then score.add(15, "в этом месяце"); end
                rule "Регион" when Lead(region == "Казань") then score.add(99, "Казань"); end
                """, lead);

        assertThat(judged.score()).isEqualTo(55);
        assertThat(judged.fit()).isEqualTo(40);
        assertThat(judged.contributions())
                .containsExactly(
                        new Contribution("бюджет от миллиона", 40, "fit"), new Contribution("в этом месяце", 15, ""));
        assertThat(judged.ruling().orElseThrow().fired())
                .containsExactly(
                        new Fired("Бюджет", "бюджет от миллиона", 40, "fit"),
                        new Fired("Срок", "в этом месяце", 15, ""));
        assertThat(judged.verdict()).isEqualTo(Qualification.Verdict.QUALIFIED);
    }

    @Test
    void a_rule_that_holds_in_two_ways_gives_its_points_once() {
        var judged = judged("""
                package voronka.score
                rule "Или" when Lead(region == "Москва") or Lead(budget > 10) then
                    score.add(10, "раз"); score.add(5, "два"); end
                """, lead("", "Москва", 100, Map.of()));

        assertThat(judged.score()).isEqualTo(15);
    }

    @Test
    void a_stop_makes_a_lead_no_target_whatever_its_points() {
        var judged = judged("""
                package voronka.score
                rule "Много" when Lead() then score.add(100, "много"); end
                rule "Стоп" when Lead(region == "закрытый") then score.stop("закрытый регион"); end
                """, lead("", "закрытый", 100, Map.of()));

        assertThat(judged.verdict()).isEqualTo(Qualification.Verdict.NOT_TARGET);
        assertThat(judged.stops()).containsExactly("закрытый регион");
    }

    @Test
    void the_first_verdict_by_salience_and_then_by_place_wins() {
        var files = Map.of(
                "a.drl",
                """
                package voronka.verdict
                rule "Первое" when Lead() then verdict.set(Verdict.NURTURE, "а"); end
                rule "Важное" salience 10 when Total(score >= 40) then verdict.set(Verdict.QUALIFIED, "б"); end
                """,
                "b.drl",
                "package voronka.verdict\nrule \"Другое\" when Lead() then verdict.set(Verdict.NOT_TARGET, \"в\"); end\n",
                "c.drl",
                "package voronka.score\nrule \"Бюджет\" when Lead(budget > 5) then score.add(40, \"г\"); end\n");
        var qualifier = decisions(files).qualifier().orElseThrow();

        var rich = qualifier.answer(lead("", "", 10, Map.of()));
        var poor = qualifier.answer(lead("", "", 1, Map.of()));

        assertThat(rich.verdict()).isEqualTo(Qualification.Verdict.QUALIFIED);
        assertThat(poor.verdict()).isEqualTo(Qualification.Verdict.NURTURE);
        assertThat(poor.ruling().orElseThrow().fired()).containsExactly(new Fired("Первое", "а", 0, ""));
    }

    @Test
    void where_no_verdict_rule_holds_the_bands_decide() {
        var files = Map.of(
                "v.drl",
                "package voronka.verdict\nrule \"Никогда\" when Total(score > 1000) then verdict.set(Verdict.NOT_TARGET, \"\"); end\n",
                "s.drl",
                "package voronka.score\nrule \"Всем\" when Lead() then score.add(30, \"всем\"); end\n");

        var judged = decisions(files).qualifier().orElseThrow().answer(lead("", "", 0, Map.of()));

        assertThat(judged.verdict()).isEqualTo(Qualification.Verdict.NURTURE);
    }

    @Test
    void of_several_who_are_forced_the_best_ranked_gets_the_card_and_a_preference_counts_once_for_each() {
        var advice = decisions(Map.of("r.drl", """
                        package voronka.route
                        rule "Свой регион" when $c : Card() $s : Candidate(territories contains $c.region)
                        then route.force($s.id(), "свой регион"); end
                        rule "Свободен" when $s : Candidate(openCards < 5) or $s : Candidate(capacity == 10)
                        then route.prefer($s.id(), 10, "свободен"); end
                        rule "Очередь" when Card() then route.queue("общая", "всем"); end
                        """))
                .routing()
                .advise(question(
                        candidate("e2", Set.of("msk"), 1),
                        candidate("e1", Set.of("msk"), 7),
                        candidate("e3", Set.of(), 2)));

        assertThat(advice.force()).isEqualTo(new RoutingRules.Say("e2", 0, false, "свой регион", "Свой регион"));
        assertThat(advice.queue()).isNull();
        assertThat(advice.says())
                .extracting(RoutingRules.Say::who, RoutingRules.Say::points)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("e1", 10),
                        org.assertj.core.groups.Tuple.tuple("e2", 10),
                        org.assertj.core.groups.Tuple.tuple("e3", 10));
    }

    @Test
    void a_rule_that_throws_is_named_and_nothing_is_decided() {
        var qualifier = decisions(
                        Map.of(
                                "s.drl",
                                "package voronka.score\nrule \"Делит\" when Lead() then score.add(1 / Integer.parseInt(\"0\"), \"\"); end\n"))
                .qualifier()
                .orElseThrow();

        assertThatThrownBy(() -> qualifier.answer(lead("", "", 0, Map.of())))
                .isInstanceOfSatisfying(
                        RuleFailed.class, e -> assertThat(e.rule()).isEqualTo("Делит"))
                .hasMessageContaining("\"Делит\" threw java.lang.ArithmeticException")
                .hasCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_decision_that_fires_too_often_is_stopped_and_the_rule_is_named() {
        var book = RuleBook.trusted(Map.of(
                "s.drl",
                "package voronka.score\nrule \"Крутит\" when $l : Lead() then score.add(1, \"\"); update($l); end\n"));
        var often = BookDecisions.of(book, Judging.standard().limits(new Limits(50, Duration.ofMinutes(1))));
        var quick =
                BookDecisions.of(book, Judging.standard().limits(new Limits(Integer.MAX_VALUE, Duration.ofMillis(20))));

        assertThatThrownBy(() -> often.qualifier().orElseThrow().answer(lead("", "", 0, Map.of())))
                .isInstanceOfSatisfying(
                        RuleStopped.class, e -> assertThat(e.rule()).isEqualTo("Крутит"))
                .hasMessageContaining("fired 50 times");
        assertThatThrownBy(() -> quick.qualifier().orElseThrow().answer(lead("", "", 0, Map.of())))
                .isInstanceOf(RuleStopped.class)
                .hasMessageContaining("took longer than PT0.02S");
    }

    @Test
    void what_the_compiler_refuses_is_told_as_such() {
        assertThatThrownBy(() ->
                        RuleBook.trusted(Map.of("s.drl", "package voronka.score\nrule \"x\" when Led() then end\n")))
                .isInstanceOf(NotCompiled.class)
                .hasMessageContaining("Led");
    }

    @Test
    void a_book_of_one_kind_leaves_the_other_ports_to_the_plain_defaults() {
        var decisions = decisions(
                Map.of("s.drl", "package voronka.score\nrule \"x\" when Lead() then score.add(1, \"\"); end\n"));

        assertThat(decisions.qualifier()).isPresent();
        assertThat(decisions.routing()).isSameAs(RoutingRules.NONE);
        assertThat(decisions.escalator()).isEmpty();
        assertThat(decisions.approvals()).isEmpty();
    }

    private static Qualification judged(String score, LeadFacts lead) {
        return decisions(Map.of("score.drl", score)).qualifier().orElseThrow().answer(lead);
    }

    private static BookDecisions decisions(Map<String, String> files) {
        return BookDecisions.of(RuleBook.trusted(files), Judging.standard());
    }

    private static LeadFacts lead(String source, String region, long budget, Map<String, Object> answers) {
        return new LeadFacts(source, region, BigDecimal.valueOf(budget), new TreeMap<>(answers));
    }

    private static RoutingRules.Question question(RoutingRules.Candidate... candidates) {
        return new RoutingRules.Question(
                "incoming-lead", "", "ROUTING", "REP", "", "msk", "", BigDecimal.ZERO, 0, List.of(candidates));
    }

    private static RoutingRules.Candidate candidate(String id, Set<String> territories, int open) {
        return new RoutingRules.Candidate(id, "", Set.of(), territories, open, 10);
    }
}
