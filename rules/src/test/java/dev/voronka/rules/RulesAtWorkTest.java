package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Money;
import dev.voronka.PortFailed;
import dev.voronka.Role;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.DecisionQuery;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator.Measure;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.Ruling;
import dev.voronka.decision.Scoring;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.rules.drools.RuleFailed;
import dev.voronka.run.Voronka;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rules behind the ports of a sales department. */
class RulesAtWorkTest {

    private static final Employee MARIA = Employee.of("Мария", Role.QUALIFIER);

    @Test
    void a_lead_is_judged_by_the_rules_and_the_log_tells_by_which() {
        var desk = RuleDesk.builder().book(RuleBook.starter()).build();
        var voronka = voronka(desk);

        var card = judged(voronka, "month");

        assertThat(card.stage().name()).isEqualTo("ROUTING");
        assertThat(card.data().score()).isEqualTo(75);
        assertThat(voronka.decisions().page(DecisionQuery.all().kind(Ruling.QUALIFY)))
                .singleElement()
                .satisfies(logged -> {
                    assertThat(logged.book()).isEqualTo(desk.book().version());
                    assertThat(logged.fired().stream()
                                    .mapToInt(Ruling.Fired::points)
                                    .sum())
                            .isEqualTo(75);
                    // What was logged, judged anew by the same book, gives the same.
                    var again = desk.qualifier()
                            .orElseThrow()
                            .answer(logged.facts(LeadFacts.class).orElseThrow());
                    assertThat(again.withoutRuling()).isEqualTo(logged.answer());
                });
    }

    @Test
    void a_rule_that_throws_leaves_the_card_untouched() {
        var desk = RuleDesk.builder()
                .book(
                        RuleBook.trusted(
                                Map.of(
                                        "s.drl",
                                        "package voronka.score\nrule \"Бросает\" when Lead(budget > 0) then Integer.parseInt(\"x\"); end\n")))
                .build();
        var voronka = voronka(desk);
        var lead = taken(voronka);

        assertThatThrownBy(() -> answered(voronka, lead, "month"))
                .isInstanceOf(PortFailed.class)
                .hasCauseInstanceOf(RuleFailed.class);

        var after = voronka.funnel(IncomingLead.PROCESS).card(lead);
        assertThat(after.stage().name()).isEqualTo("QUALIFICATION");
        assertThat(after.data().answers().answers()).isEmpty();
    }

    @Test
    void limits_of_the_scoring_hold_for_rules_and_are_said_in_the_contributions() {
        var judging = Judging.standard().scoring(Scoring.standard().limit("fit", 30));

        var judged = BookDecisions.of(RuleBook.starter(), judging)
                .qualifier()
                .orElseThrow()
                .answer(Books.lead("", "", 2_000_000, Map.of("authority", "self")));

        assertThat(judged.fit()).isEqualTo(30);
        assertThat(judged.contributions().stream().mapToInt(c -> c.points()).sum())
                .isEqualTo(judged.score());
        assertThat(judged.ruling().orElseThrow().fired().stream()
                        .mapToInt(Ruling.Fired::points)
                        .sum())
                .isEqualTo(50);
    }

    @Test
    void answers_of_another_type_than_the_questionnaire_says_are_left_out_and_the_rules_hold() {
        var judged = BookDecisions.of(RuleBook.starter(), Judging.standard())
                .qualifier()
                .orElseThrow()
                .answer(Books.lead(
                        "", "", 50_000, Map.of("authority", 7, "deadline", true, "need", "склад", "unknown", "x")));

        assertThat(judged.score()).isEqualTo(25);
    }

    @Test
    void a_book_of_verdicts_alone_sees_the_plain_score() {
        var book = RuleBook.of(Map.of("v.drl", """
                package voronka.verdict
                rule "Выше"
                when
                    Total(score >= 40, missing > 3)
                then
                    verdict.set(Verdict.QUALIFIED, "от сорока");
                end
                """));

        var judged = BookDecisions.of(book, Judging.standard())
                .qualifier()
                .orElseThrow()
                .answer(Books.lead("", "", 200_000, Map.of("authority", "self")));

        assertThat(judged.score()).isEqualTo(40);
        assertThat(judged.verdict()).isEqualTo(dev.voronka.decision.Qualification.Verdict.QUALIFIED);
    }

    @Test
    void a_card_is_taken_away_once_and_its_former_owner_is_told_by_name() {
        var book = RuleBook.of(Map.of("e.drl", """
                package voronka.escalate
                rule "Первое"
                    salience 5
                when
                    Card(process == "deal")
                then
                    escalate.reassign("HEAD", "а");
                    escalate.notify("OWNER", "забрали");
                end
                rule "Второе"
                when
                    Overdue(hoursLate >= 3)
                then
                    escalate.reassign("STAGE", "б");
                    escalate.raise("DIRECTOR", "в");
                end
                """));

        var answer = BookDecisions.of(book, Judging.standard())
                .escalator()
                .orElseThrow()
                .answer(late("e1"));

        assertThat(answer.measures())
                .containsExactly(
                        Measure.reassign(Role.HEAD),
                        Measure.tell("e1", "escalated", "забрали"),
                        Measure.raise(Role.DIRECTOR, "escalated", "в"),
                        Measure.note("deadline-breached"));
        assertThat(answer.ruling().orElseThrow().fired())
                .extracting(Ruling.Fired::rule)
                .containsExactly("Первое", "Первое", "Второе");
    }

    @Test
    void rules_of_one_salience_ask_side_by_side_and_a_role_is_asked_once() {
        var book = RuleBook.of(Map.of("a.drl", """
                package voronka.approve
                rule "Потом"
                    salience 1
                when
                    Request(amount > 0)
                then
                    approve.require("CEO", "а");
                    approve.require("HEAD", "а");
                end
                rule "Сначала"
                    salience 2
                when
                    Request(amount > 0)
                then
                    approve.require("HEAD", "б");
                    approve.require("LEGAL", "б");
                end
                """));

        var required = BookDecisions.of(book, Judging.standard())
                .approvals()
                .orElseThrow()
                .answer(ApprovalPolicy.Asked.of("contract", null, Money.roubles(1), Map.of()));

        assertThat(required.steps())
                .extracting(s -> s.lines().stream().map(l -> l.role().code()).toList())
                .containsExactly(java.util.List.of("HEAD", "LEGAL"), java.util.List.of("CEO"));
        assertThat(required.steps().get(0).lines().get(1).sections()).containsExactly("liability", "rights", "subject");
    }

    private static Escalation late(String owner) {
        return new Escalation(
                "deal",
                "",
                "NEW",
                "REP",
                "ladder.breach",
                Escalation.Kind.BREACH,
                "",
                "",
                owner,
                "",
                "",
                BigDecimal.ZERO,
                Duration.ZERO,
                Duration.ofMinutes(200),
                0,
                new TreeMap<>());
    }

    private static Voronka voronka(RuleDesk desk) {
        return Voronka.builder()
                .people(Directory.of(MARIA, Employee.of("Олег", Role.REP)))
                .decisions(desk)
                .build();
    }

    private static Card<LeadData> judged(Voronka voronka, String deadline) {
        var lead = taken(voronka);
        answered(voronka, lead, deadline);
        return voronka.funnel(IncomingLead.PROCESS).card(lead);
    }

    private static CardId taken(Voronka voronka) {
        var leads = voronka.funnel(IncomingLead.PROCESS);
        var site = Actor.system("сайт");
        var card = leads.open(
                LeadData.of("Серверная", Channel.WEBSITE, "Нужна серверная").phones("8 916 123-45-67"), site);
        leads.fire(card.id(), new IncomingLead.Intake(), site);
        return card.id();
    }

    private static void answered(Voronka voronka, CardId lead, String deadline) {
        voronka.funnel(IncomingLead.PROCESS)
                .fire(
                        lead,
                        IncomingLead.SubmitQuestionnaire.of(
                                1,
                                Map.of(
                                        "need",
                                        "серверная",
                                        "budget",
                                        new BigDecimal("2.5E6"),
                                        "authority",
                                        "unknown",
                                        "deadline",
                                        deadline)),
                        MARIA.actor());
    }
}
