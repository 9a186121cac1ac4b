package dev.voronka.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.Texts;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.Ruling;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.explain.Explained.Heard;
import dev.voronka.rules.explain.Explained.Looked;
import dev.voronka.rules.explain.Explained.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Why a rule has not fired. */
class WhyNotTest {

    private static final RuleWords RUSSIAN = RuleWords.in(Texts.RUSSIAN, Titles.standard());

    @Test
    void the_value_that_was_there_is_told_beside_the_one_that_was_wanted() {
        var missed = explained(lead("msk", 850_000, Map.of()), "Lead(region == \"msk\", budget >= 1000000)")
                .nearest(5)
                .get(0);

        assertThat(missed.conditions()).extracting(Looked::holds).containsExactly(true, false);
        assertThat(missed.failed())
                .extracting(c -> plain(c.said()))
                .containsExactly("бюджет 850 000, нужно не меньше 1 000 000");
        assertThat(missed.failed().get(0).gap()).isEqualByComparingTo("150000");
        assertThat(missed.distance()).isEqualTo(0.15);
        assertThat(missed.file() + ":" + missed.line()).isEqualTo("score.drl:2");
    }

    @Test
    void what_was_not_answered_is_told_as_such() {
        assertThat(failed(
                        lead("", 0, Map.of()),
                        "Lead(answers[\"deadline\"] == \"month\", region == \"msk\", answers[\"need\"] == true)"))
                .containsExactly(
                        "на вопрос «Когда нужно?» не ответили, нужно «в этом месяце»",
                        "регион: неизвестно, нужно msk",
                        "на вопрос «Что нужно?» не ответили, нужно любой ответ");
        assertThat(failed(
                        lead("spb", 0, Map.of("deadline", "later")),
                        "Lead(answers[\"deadline\"] == \"month\", region in (\"msk\", \"kzn\"))"))
                .containsExactly(
                        "на вопрос «Когда нужно?» ответили «позже», нужно «в этом месяце»",
                        "регион — spb, нужно msk или kzn");
    }

    @Test
    void the_nearest_rule_comes_first_and_numbers_decide_between_equals() {
        var book = RuleBook.of(Map.of("score.drl", """
                package voronka.score
                rule "далеко" when Lead(budget >= 5000000) then score.add(1, "x"); end
                rule "две" when Lead(budget >= 1000000, region == "spb") then score.add(1, "x"); end
                rule "близко" when Lead(budget >= 1000000) then score.add(1, "x"); end
                rule "да" when Lead(budget > 0) then score.add(1, "x"); end
                rule "выключено" enabled false when Lead(budget > 0) then score.add(1, "x"); end
                """));

        var explained = WhyNot.of(book, Judging.standard(), RUSSIAN).facts(lead("msk", 900_000, Map.of()));

        assertThat(explained.nearest(10)).extracting(Heard::rule).containsExactly("близко", "далеко", "две");
        assertThat(explained.nearest(1)).hasSize(1);
        assertThat(explained.fired()).extracting(Heard::rule).containsExactly("да");
        assertThat(explained.rules())
                .extracting(Heard::state)
                .containsExactly(State.FIRED, State.MISSED, State.MISSED, State.MISSED, State.OFF);
    }

    @Test
    void of_what_is_joined_by_or_the_nearest_way_is_told() {
        var missed = explained(
                        lead("msk", 900_000, Map.of()),
                        "(Lead(budget >= 1000000) or Lead(region == \"spb\", source == \"site\"))")
                .nearest(1)
                .get(0);

        assertThat(missed.failed()).singleElement().satisfies(c -> {
            assertThat(plain(c.said())).isEqualTo("бюджет 900 000, нужно не меньше 1 000 000");
            assertThat(c.others()).isTrue();
        });
        assertThat(failed(
                        lead("msk", 900_000, Map.of()),
                        "Lead(budget >= 5000000 || (budget >= 1000000 && source == \"\"))"))
                .containsExactly("бюджет 900 000, нужно не меньше 1 000 000");
    }

    @Test
    void a_rule_about_candidates_names_the_one_who_comes_nearest() {
        var book = RuleBook.of(Map.of("route.drl", """
                package voronka.route
                rule "регион"
                when
                    Card($r : region)
                    $who : Candidate(territories contains $r, openCards <= 3, skills contains "1c")
                then
                    route.prefer($who.id(), 5, "x");
                end
                rule "никого свободнее"
                when
                    $who : Candidate(team == "a")
                    not Candidate(openCards < $who.openCards)
                then
                    route.prefer($who.id(), 5, "x");
                end
                rule "есть из b"
                when
                    Card()
                    exists Candidate(team == "b")
                then
                    route.queue("b", "x");
                end
                """));
        var question = new RoutingRules.Question(
                "deal",
                "",
                "NEW",
                "REP",
                "",
                "msk",
                "",
                BigDecimal.ZERO,
                0,
                List.of(
                        new RoutingRules.Candidate("e1", "", Set.of("1c"), Set.of("spb"), 1, 0),
                        new RoutingRules.Candidate("e2", "a", Set.of("1c"), Set.of("msk"), 5, 0)));

        var nearest =
                WhyNot.of(book, Judging.standard(), RUSSIAN).facts(question).nearest(3);

        assertThat(nearest).extracting(Heard::rule).containsExactly("регион", "никого свободнее", "есть из b");
        assertThat(nearest)
                .extracting(h ->
                        h.failed().get(0).about() + ": " + h.failed().get(0).said())
                .containsExactly(
                        "e2: открытых карточек 5, нужно не больше 3",
                        ": нет кандидата, у которого открытых карточек < открытых карточек кандидата ($who) — не выполнено: e1",
                        ": есть хоть один из кандидатов, у которого команда — b — таких нет; ближе всех e1: команда: неизвестно, нужно b");
    }

    @Test
    void without_any_candidate_that_is_what_is_told() {
        var book = RuleBook.of(
                Map.of(
                        "route.drl",
                        "package voronka.route\nrule \"r\" when $w : Candidate(openCards < 3) then route.veto($w.id(), \"x\"); end\n"));
        var nobody = new RoutingRules.Question("deal", "", "NEW", "REP", "", "", "", BigDecimal.ZERO, 0, List.of());

        var missed = WhyNot.of(book, Judging.standard(), RUSSIAN)
                .facts(nobody)
                .nearest(1)
                .get(0);

        assertThat(missed.failed()).extracting(Looked::said).containsExactly("нет ни одного кандидата");
    }

    @Test
    void days_count_from_the_day_of_the_decision() {
        var book = book("Lead(answers[\"callAgainOn\"] <= 30)");
        var answered = lead("", 0, Map.of("callAgainOn", LocalDate.parse("2025-03-31")));

        var whyNot = WhyNot.of(book, Judging.standard(), RUSSIAN);

        assertThat(whyNot.decision(logged(answered, "2025-03-01T22:30:00Z")).fired())
                .hasSize(1);
        assertThat(whyNot.decision(logged(answered, "2025-02-27T09:00:00Z"))
                        .nearest(1)
                        .get(0)
                        .failed())
                .extracting(Looked::said)
                .containsExactly("дней до даты в ответе на вопрос «Когда позвонить снова?» 32, нужно не больше 30");
    }

    @Test
    void a_verdict_rule_that_held_behind_a_stop_or_another_one_was_outweighed() {
        var score = "package voronka.score\nrule \"стоп\" when Lead(region == \"kzn\") then score.stop(\"x\"); end\n";
        var verdict = """
                package voronka.verdict
                rule "первое" when Total(score >= 0) then verdict.set(Verdict.NURTURE, "x"); end
                rule "второе" when Lead(budget >= 0) then verdict.set(Verdict.QUALIFIED, "x"); end
                """;
        var whyNot =
                WhyNot.of(RuleBook.of(Map.of("score.drl", score, "verdict.drl", verdict)), Judging.standard(), RUSSIAN);

        assertThat(whyNot.facts(lead("kzn", 1, Map.of())).rules())
                .extracting(h -> h.rule() + " " + h.state())
                .containsExactly("стоп FIRED", "первое OUTWEIGHED", "второе OUTWEIGHED");
        assertThat(whyNot.facts(lead("msk", 1, Map.of())).rules())
                .extracting(h -> h.rule() + " " + h.state())
                .containsExactly("стоп MISSED", "первое FIRED", "второе OUTWEIGHED");
    }

    @Test
    void facts_that_no_port_is_asked_with_or_that_cannot_be_read_are_refused() {
        var whyNot = WhyNot.of(book("Lead()"), Judging.standard(), RUSSIAN);

        assertThatThrownBy(() -> whyNot.facts("lead"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("String");
        assertThatThrownBy(() -> whyNot.decision(logged(null, "2025-03-01T09:00:00Z")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("qualify");
    }

    private static LoggedDecision logged(Object facts, String at) {
        return new LoggedDecision(
                "k",
                CardId.parse("00000000-0000-7000-8000-000000000001"),
                "incoming-lead",
                3,
                "",
                Ruling.QUALIFY,
                Instant.parse(at),
                "b",
                false,
                facts,
                "{}",
                null,
                "{}",
                List.of());
    }

    private static LeadFacts lead(String region, long budget, Map<String, Object> answers) {
        return new LeadFacts("", region, BigDecimal.valueOf(budget), new TreeMap<>(answers));
    }

    private static RuleBook book(String when) {
        return RuleBook.of(Map.of(
                "score.drl",
                "package voronka.score\nrule \"r\"\nwhen\n  " + when + "\nthen\n  score.add(1, \"x\");\nend\n"));
    }

    private static Explained explained(LeadFacts lead, String when) {
        return WhyNot.of(book(when), Judging.standard(), RUSSIAN).facts(lead);
    }

    private static List<String> failed(LeadFacts lead, String when) {
        return explained(lead, when).nearest(1).get(0).failed().stream()
                .map(c -> plain(c.said()))
                .toList();
    }

    private static String plain(String said) {
        return said.replace('\u00A0', ' ');
    }
}
