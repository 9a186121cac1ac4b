package dev.voronka.process.incominglead;

import static dev.voronka.process.incominglead.Leads.ANNA;
import static dev.voronka.process.incominglead.Leads.DMITRY;
import static dev.voronka.process.incominglead.Leads.FORM;
import static dev.voronka.process.incominglead.Leads.LIDIA;
import static dev.voronka.process.incominglead.Leads.POLINA;
import static dev.voronka.process.incominglead.Leads.answers;
import static dev.voronka.process.incominglead.Leads.curious;
import static dev.voronka.process.incominglead.Leads.eager;
import static dev.voronka.process.incominglead.Leads.monday;
import static dev.voronka.process.incominglead.Leads.november;
import static dev.voronka.process.incominglead.Leads.roubles;
import static dev.voronka.process.incominglead.Leads.sheet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Money;
import dev.voronka.decision.Contribution;
import dev.voronka.decision.Qualification.Verdict;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.WeightedQualifier;
import dev.voronka.process.incominglead.IncomingLead.Intake;
import dev.voronka.process.incominglead.IncomingLead.OverrideScore;
import dev.voronka.process.incominglead.IncomingLead.Stage;
import dev.voronka.process.incominglead.IncomingLead.SubmitQuestionnaire;
import dev.voronka.questionnaire.AnswerSheet;
import dev.voronka.run.Voronka;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a lead is asked the questions and judged: the questionnaire, the score, nurture, the head's override. */
class IncomingLeadQualificationTest {

    private final Leads leads = new Leads();

    private Card<LeadData> submitted(Card<LeadData> lead, AnswerSheet answers) {
        return leads.bed.fire(lead, new SubmitQuestionnaire(answers), POLINA).orThrow();
    }

    // Опросный лист

    @Test
    void a_complete_questionnaire_of_an_eager_client_brings_the_lead_to_a_seller() {
        var lead = leads.inQualification();

        var routed = submitted(lead, eager());

        assertThat(routed.stage()).isEqualTo(Stage.ROUTING);
        assertThat(routed.owner()).isEqualTo("anna");
        assertThat(leads.due(routed)).isEqualTo(monday(10, 30));
        assertThat(leads.bed.lastMessages(lead))
                .contains("tell Employee[id=anna]: Вам лид: Сигнализация на склад. Возьмите его в течение 30 минут");
    }

    @Test
    void the_answers_tell_the_budget_who_decides_what_is_needed_and_when() {
        var routed = submitted(leads.inQualification(), eager());

        assertThat(routed.data().bant())
                .isEqualTo(new LeadData.Bant(roubles(2_000_000), "self", "сигнализация на склад", "month"));
        assertThat(routed.header().amount()).isEqualTo(Money.roubles(2_000_000));
    }

    @Test
    void every_question_without_an_answer_is_named_as_it_is_asked() {
        var lead = leads.inQualification();
        var nothing = new SubmitQuestionnaire(AnswerSheet.of(1, Map.of()));

        var said = leads.refused(lead, nothing, POLINA, "all-questions-answered");

        assertThat(said).containsExactly("нет ответа: Что нужно?, Какой бюджет, в рублях?, Кто решает?, Когда нужно?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"authority     | knows | Имя того, кто решает", "deadline      | later | Когда позвонить снова?"})
    void an_answer_brings_up_the_next_question(String question, String answer, String asked) {
        var lead = leads.inQualification();
        var sheet = answers("budget", roubles(1), "authority", "self", "deadline", "month", question, answer);

        var said = leads.refused(lead, new SubmitQuestionnaire(sheet), POLINA, "all-questions-answered");

        assertThat(said).containsExactly("нет ответа: " + asked);
    }

    @Test
    void who_has_other_offers_is_asked_whose_and_who_has_none_is_not() {
        var hasOffers = answers("budget", roubles(1), "authority", "self", "deadline", "month", "hasCompetitor", true);
        var said = leads.refused(
                leads.inQualification(), new SubmitQuestionnaire(hasOffers), POLINA, "all-questions-answered");

        var hasNone = submitted(
                leads.inQualification(),
                answers("budget", roubles(1), "authority", "self", "deadline", "month", "hasCompetitor", false));

        assertThat(said).containsExactly("нет ответа: Чьи?");
        assertThat(hasNone.stage()).isEqualTo(Stage.ROUTING);
    }

    @Test
    void all_branches_answered_are_taken() {
        var all = answers(
                "budget",
                roubles(900_000),
                "authority",
                "knows",
                "decisionMaker",
                "главный инженер",
                "deadline",
                "later",
                "callAgainOn",
                LocalDate.of(2026, 12, 14),
                "hasCompetitor",
                true,
                "competitor",
                "Ромашка");

        var routed = submitted(leads.inQualification(), all);

        assertThat(routed.data().answers()).isEqualTo(all);
        assertThat(routed.data().score()).isEqualTo(50);
        assertThat(routed.stage()).isEqualTo(Stage.ROUTING);
    }

    @Test
    void an_answer_to_a_question_that_is_not_asked_does_not_fit() {
        var lead = leads.inQualification();
        var sheet = answers(
                "budget", roubles(1), "authority", "self", "deadline", "month", "decisionMaker", "главный инженер");

        var said = leads.refused(lead, new SubmitQuestionnaire(sheet), POLINA, "answers-fit");

        assertThat(said).containsExactly("ответы не подходят к вопросам: Имя того, кто решает");
    }

    @Test
    void answers_of_another_type_or_to_no_question_do_not_fit_and_all_are_named() {
        var lead = leads.inQualification();
        var sheet = answers("need", " ", "budget", "много", "authority", "wife", "deadline", "month", "shoeSize", 43);

        var said = leads.refused(lead, new SubmitQuestionnaire(sheet), POLINA, "answers-fit");

        assertThat(said)
                .containsExactly(
                        "ответы не подходят к вопросам: Кто решает?, Какой бюджет, в рублях?, Что нужно?, shoeSize");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e30"})
    void a_budget_that_is_no_amount_of_money_does_not_fit(BigDecimal budget) {
        var lead = leads.inQualification();
        var sheet = answers("budget", budget, "authority", "self", "deadline", "month");

        var said = leads.refused(lead, new SubmitQuestionnaire(sheet), POLINA, "answers-fit");

        assertThat(said).containsExactly("ответы не подходят к вопросам: Какой бюджет, в рублях?");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void answers_to_another_version_of_the_questionnaire_are_refused(int version) {
        var lead = leads.inQualification();
        var other = sheet(version, "budget", roubles(2_000_000), "authority", "self", "deadline", "month");

        var said = leads.refused(lead, new SubmitQuestionnaire(other), POLINA, "version-is-current");

        assertThat(said).containsExactly("опросный лист устарел, сейчас действует версия 1");
    }

    // Баллы

    @Test
    void the_score_is_explained_by_its_reasons() {
        var routed = submitted(leads.inQualification(), eager());

        assertThat(routed.data().score()).isEqualTo(100);
        assertThat(routed.data().scoreBreakdown())
                .containsExactly(
                        new Contribution("бюджет от миллиона рублей", 25),
                        new Contribution("решает сам", 25),
                        new Contribution("потребность описана", 25),
                        new Contribution("покупает в этом месяце", 25));
        assertThat(routed.data().verdict()).isEqualTo(Verdict.QUALIFIED);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000, self,    month,   100, ROUTING",
        " 999999, self,    quarter,  80, ROUTING",
        " 100000, unknown, month,    65, ROUTING",
        "  99999, unknown, month,    50, ROUTING",
        "  99999, self,    quarter,  65, ROUTING",
        "  99999, unknown, quarter,  40, NEW",
        "  10000, unknown, quarter,  40, NEW",
        "   9999, unknown, quarter,  15, NOT_TARGET",
        "      0, self,    quarter,  40, NEW"
    })
    void from_fifty_points_a_lead_goes_to_a_seller_from_twenty_five_it_is_nurtured_and_below_it_is_no_target(
            long budget, String authority, String deadline, int score, Stage stage) {
        var judged = submitted(
                leads.inQualification(),
                answers("budget", roubles(budget), "authority", authority, "deadline", deadline));

        assertThat(judged.data().score()).isEqualTo(score);
        assertThat(judged.stage()).isEqualTo(stage);
    }

    @ParameterizedTest
    @CsvSource({"50, ROUTING", "49, NEW", "25, NEW", "24, NOT_TARGET", "0, NOT_TARGET", "-5, NOT_TARGET"})
    void a_company_may_judge_by_its_own_weights(int points, Stage stage) {
        var own = leadsJudgedBy(WeightedQualifier.empty().weight("свой клиент", points, f -> true));

        var judged = own.bed
                .fire(own.inQualification(), new SubmitQuestionnaire(eager()), POLINA)
                .orThrow();

        assertThat(judged.stage()).isEqualTo(stage);
        assertThat(judged.data().scoreBreakdown()).containsExactly(new Contribution("свой клиент", points));
    }

    @Test
    void a_lead_that_scores_too_little_is_no_target_and_its_loss_is_counted_so() {
        var own = leadsJudgedBy(WeightedQualifier.empty());
        var lead = own.inQualification();

        var judged =
                own.bed.fire(lead, new SubmitQuestionnaire(eager()), POLINA).orThrow();

        assertThat(judged.stage()).isEqualTo(Stage.NOT_TARGET);
        assertThat(judged.data().verdict()).isEqualTo(Verdict.NOT_TARGET);
        assertThat(judged.due()).isEmpty();
        assertThat(own.bed.lastMessages(lead))
                .contains("tell Holder[role=HEAD]: Потеряна крупная продажа: Сигнализация на склад, 2000000.00 RUB");
    }

    private static Leads leadsJudgedBy(Qualifier qualifier) {
        return new Leads(Voronka.builder().people(Leads.PEOPLE).port(Qualifier.class, qualifier));
    }

    // Прогрев

    @Test
    void a_lead_worth_nurturing_rests_until_the_day_that_the_client_names_and_is_taken_in_again() {
        var later = answers(
                "budget",
                roubles(50_000),
                "authority",
                "unknown",
                "deadline",
                "later",
                "callAgainOn",
                LocalDate.of(2026, 12, 14));
        var lead = submitted(leads.inQualification(), later);
        assertThat(lead.stage()).isEqualTo(Stage.NEW);
        assertThat(lead.data().score()).isEqualTo(25);
        assertThat(lead.isOnHold()).isTrue();
        leads.refused(lead, new Intake(), FORM, "card-is-not-on-hold");

        var tooEarly = leads.bed.at(
                ZonedDateTime.of(2026, 12, 14, 8, 59, 59, 0, monday(9, 0).getZone()));
        var inTime = leads.bed.later(Duration.ofSeconds(1));

        assertThat(tooEarly).isZero();
        assertThat(inTime).isEqualTo(1);
        assertThat(leads.bed.now(lead).isOnHold()).isFalse();
        assertThat(leads.due(lead))
                .isEqualTo(
                        ZonedDateTime.of(2026, 12, 14, 9, 15, 0, 0, monday(9, 0).getZone()));
        var again = leads.bed.fire(lead, new Intake(), FORM).orThrow();
        assertThat(again.stage()).isEqualTo(Stage.QUALIFICATION);
    }

    @Test
    void a_lead_worth_nurturing_rests_for_thirty_days_if_the_client_names_none() {
        var lead = submitted(leads.inQualification(), curious());

        var tooEarly = leads.bed.later(Duration.ofDays(30).minusSeconds(1));
        var inTime = leads.bed.later(Duration.ofSeconds(1));

        assertThat(tooEarly).isZero();
        assertThat(inTime).isEqualTo(1);
        assertThat(leads.bed.now(lead).stage()).isEqualTo(Stage.NEW);
        assertThat(leads.due(lead)).isEqualTo(monday(10, 15).plusDays(30));
    }

    @Test
    void a_lead_that_should_have_been_called_yesterday_does_not_rest() {
        var yesterday = answers(
                "budget",
                roubles(50_000),
                "authority",
                "unknown",
                "deadline",
                "later",
                "callAgainOn",
                LocalDate.of(2026, 11, 22));

        var lead = submitted(leads.inQualification(), yesterday);

        assertThat(lead.stage()).isEqualTo(Stage.NEW);
        assertThat(lead.isOnHold()).isFalse();
        assertThat(leads.due(lead)).isEqualTo(monday(10, 15));
    }

    @Test
    void a_lead_at_rest_that_calls_us_itself_is_woken_by_hand() {
        var lead = submitted(leads.inQualification(), curious());
        leads.bed.clock.set(november(26, 11, 0).toInstant());

        leads.bed.fire(lead, new CommonTrigger.Resume(), POLINA).orThrow();

        assertThat(leads.due(lead)).isEqualTo(november(26, 11, 15));
        assertThat(leads.bed.fire(lead, new Intake(), POLINA).orThrow().stage()).isEqualTo(Stage.QUALIFICATION);
    }

    @Test
    void a_lead_is_nurtured_five_times_and_not_a_sixth() {
        var lead = leads.inQualification();
        for (var i = 0; i < 5; i++) {
            submitted(lead, curious());
            leads.bed.later(Duration.ofDays(30));
            leads.bed.fire(lead, new Intake(), FORM).orThrow();
        }

        var said = leads.refused(lead, new SubmitQuestionnaire(curious()), POLINA, "at-most");

        assertThat(said).containsExactly("не больше 5 раз");
        assertThat(submitted(lead, eager()).stage()).isEqualTo(Stage.ROUTING);
    }

    // Пропустить вручную

    @Test
    void the_head_of_the_qualifiers_lets_a_lead_through_whatever_its_score() {
        var lead = leads.inQualification();

        var routed =
                leads.bed.fire(lead, new OverrideScore("старый клиент"), LIDIA).orThrow();

        assertThat(routed.stage()).isEqualTo(Stage.ROUTING);
        assertThat(routed.owner()).isEqualTo("anna");
        assertThat(routed.data().offeredTo()).containsExactly("anna");
        assertThat(leads.bed.lastMessages(lead))
                .contains("tell Employee[id=anna]: Вам лид: Сигнализация на склад. Возьмите его в течение 30 минут");
    }

    @Test
    void nobody_else_lets_a_lead_through_and_the_attempt_is_noted() {
        var lead = leads.inQualification();

        for (var actor : List.of(POLINA, ANNA, DMITRY, FORM)) {
            var said = leads.refused(lead, new OverrideScore("очень надо"), actor, "actor-has-the-right");
            assertThat(said).containsExactly("это может только: руководитель квалификации");
        }

        var attempts = leads.bed.funnel.attempts(lead.id());
        assertThat(attempts.stream().map(a -> a.actor().id() + " " + a.trigger()))
                .containsExactly(
                        "polina override-score", "anna override-score", "dmitry override-score", "form override-score");
    }

    @Test
    void an_override_needs_a_reason() {
        var lead = leads.inQualification();

        var said = leads.refused(lead, new OverrideScore(" "), LIDIA, "override-is-reasoned");

        assertThat(said).containsExactly("не сказано, почему лид пропущен вручную");
        assertThat(leads.bed.funnel.attempts(lead.id())).isEmpty();
    }
}
