package dev.voronka.process.correctiveaction;

import static dev.voronka.process.correctiveaction.Actions.FIRST_CASE;
import static dev.voronka.process.correctiveaction.Actions.HEAD;
import static dev.voronka.process.correctiveaction.Actions.LATE_OFFERS;
import static dev.voronka.process.correctiveaction.Actions.LOST_BY_PRICE;
import static dev.voronka.process.correctiveaction.Actions.METRIC;
import static dev.voronka.process.correctiveaction.Actions.NO_DISCOUNTS;
import static dev.voronka.process.correctiveaction.Actions.QUALITY;
import static dev.voronka.process.correctiveaction.Actions.RULE;
import static dev.voronka.process.correctiveaction.Actions.SECOND_CASE;
import static dev.voronka.process.correctiveaction.Actions.SELLER;
import static dev.voronka.process.correctiveaction.Actions.TEN_TO_FOUR;
import static dev.voronka.process.correctiveaction.Actions.TRAINING;
import static dev.voronka.process.correctiveaction.Actions.analysis;
import static dev.voronka.process.correctiveaction.Actions.day;
import static dev.voronka.process.correctiveaction.Actions.december;
import static dev.voronka.process.correctiveaction.Actions.plan;
import static dev.voronka.process.correctiveaction.Actions.review;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.ANALYSIS;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.DEVELOPMENT;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.IMPLEMENTATION;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.REANALYSIS;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Fields;
import dev.voronka.decision.AmountMatrix;
import dev.voronka.process.Bed;
import dev.voronka.process.correctiveaction.CorrectiveAction.Approve;
import dev.voronka.process.correctiveaction.CorrectiveAction.CaseAdded;
import dev.voronka.process.correctiveaction.CorrectiveAction.Data;
import dev.voronka.process.correctiveaction.CorrectiveAction.Origin;
import dev.voronka.process.correctiveaction.CorrectiveAction.ReportMeasureDone;
import dev.voronka.process.correctiveaction.CorrectiveAction.Severity;
import dev.voronka.process.correctiveaction.CorrectiveAction.SubmitAnalysis;
import dev.voronka.process.correctiveaction.CorrectiveAction.SubmitPlan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a corrective action is opened, analysed and planned. */
class CorrectiveActionTest {

    private final Actions on = new Actions();

    @Test
    void a_corrective_action_goes_from_a_bad_figure_to_a_proven_cure() {
        var card = on.opened();
        assertThat(card.stage()).isEqualTo(ANALYSIS);
        assertThat(card.header().title()).isEqualTo("Проигрыши по цене");

        assertThat(on.take(card, analysis(NO_DISCOUNTS), QUALITY).stage()).isEqualTo(DEVELOPMENT);
        on.take(card, plan(RULE, TRAINING), QUALITY);
        assertThat(on.take(card, new Approve("Согласен"), HEAD).stage()).isEqualTo(IMPLEMENTATION);
        on.take(card, new ReportMeasureDone(1, "приказ 17"), SELLER);
        assertThat(on.take(card, new ReportMeasureDone(2, "ведомость"), HEAD).stage())
                .isEqualTo(REANALYSIS);
        on.windowOver(card);
        on.measured = new BigDecimal("4");

        var cured = on.take(card, review(), QUALITY);

        assertThat(cured.stage()).isEqualTo(SUCCESS);
        assertThat(cured.data().changeId()).isEqualTo("overlay-17");
        assertThat(cured.data().cycles()).isEqualTo(1);
    }

    // Opening and cases

    @Test
    void a_complaint_opens_a_corrective_action_with_its_beginning_as_title() {
        var text = "Инженер не приехал\nи не позвонил";

        var about = Data.ofComplaint(FIRST_CASE, text, Severity.CRITICAL);
        var aboutNone = Data.ofComplaint(null, "  " + "ж".repeat(100), Severity.MINOR);

        assertThat(about.title()).isEqualTo("Инженер не приехал");
        assertThat(about.origin()).isEqualTo(Origin.COMPLAINT);
        assertThat(about.analysis().facts()).isEqualTo(text);
        assertThat(about.cases()).containsExactly(FIRST_CASE);
        assertThat(about.metric()).isEmpty();
        assertThat(aboutNone.cases()).isEmpty();
        assertThat(aboutNone.title()).hasSize(80).endsWith("ж…");
        assertThat(Data.ofComplaint(null, "ж".repeat(80), Severity.MINOR).title())
                .isEqualTo("ж".repeat(80));
        assertThat(on.bed.open(about, HEAD).stage()).isEqualTo(ANALYSIS);
    }

    @Test
    void a_card_opens_a_corrective_action_too() {
        var card = on.bed.open(Data.ofCard(FIRST_CASE, "Потеряна сделка", Severity.MAJOR), QUALITY);

        assertThat(card.data().origin()).isEqualTo(Origin.CARD);
        assertThat(card.data().cases()).containsExactly(FIRST_CASE);
        assertThat(card.data().severity()).isEqualTo(Severity.MAJOR);
    }

    @Test
    void a_figure_opens_a_corrective_action_with_the_cards_behind_it() {
        assertThat(LOST_BY_PRICE.metric()).isEqualTo(METRIC);
        assertThat(LOST_BY_PRICE.origin()).isEqualTo(Origin.METRIC);
        assertThat(LOST_BY_PRICE.changeId()).isEmpty();
        assertThat(LOST_BY_PRICE.cycles()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"ANALYSIS", "DEVELOPMENT", "IMPLEMENTATION", "REANALYSIS"})
    void a_further_case_is_added_once_while_the_action_goes_on(CorrectiveAction.Stage stage) {
        var card = on.in(stage);

        on.take(card, new CaseAdded(SECOND_CASE), Actor.LINK);
        var twice = on.take(card, new CaseAdded(SECOND_CASE), Actor.LINK);

        assertThat(twice.data().cases()).containsExactly(FIRST_CASE, SECOND_CASE);
        assertThat(twice.stage()).isEqualTo(stage);
        assertThat(on.told(card)).isEmpty();
        assertThat(on.refused(card, new CaseAdded(SECOND_CASE), QUALITY, "only-a-program"))
                .contains("связанная карточка");
    }

    // Analysis

    @Test
    void an_analysis_is_due_in_three_working_days() {
        assertThat(on.opened().due()).contains(Bed.MONDAY_TEN.plusDays(3).toInstant());
    }

    @Test
    void an_analysis_leads_to_a_plan() {
        var card = on.analysed();

        assertThat(card.data().analysis().category()).isEqualTo(Category.PROCESS);
        assertThat(card.data().analysis().rootCauses()).containsExactly(NO_DISCOUNTS);
        assertThat(card.data().analysis().impact()).isEqualTo("2 млн в месяц");
        assertThat(card.due()).contains(Bed.MONDAY_TEN.plusDays(3).toInstant());
        on.said(card, "task Owner[]: Разработайте меры: Проигрыши по цене");
    }

    @Test
    void facts_impact_and_category_are_told() {
        var nothing = new SubmitAnalysis(" ", "", null, List.of(NO_DISCOUNTS));

        assertThat(on.refused(on.opened(), nothing, QUALITY, "situation-is-described"))
                .isEqualTo("ситуация не описана: факты, последствия, категория");
    }

    @Test
    void at_least_one_root_cause_is_named() {
        assertThat(on.refused(on.opened(), analysis(), QUALITY, "cause-is-named"))
                .isEqualTo("не названа коренная причина");
        on.refused(on.opened(), analysis(NO_DISCOUNTS, new RootCause(" ", "есть")), QUALITY, "cause-is-named");
    }

    @Test
    void a_root_cause_without_evidence_is_a_guess() {
        var guess = new RootCause("жадность", " ");

        assertThat(on.refused(on.opened(), analysis(NO_DISCOUNTS, guess), QUALITY, "causes-are-proven"))
                .isEqualTo("нет доказательств причины: жадность");
    }

    @Test
    void a_cause_that_was_refuted_is_not_named_again() {
        var card = on.windowOver();
        on.measured = BigDecimal.TEN;
        on.take(card, review(), QUALITY);

        var sameAgain = new RootCause(" Нет порядка скидок", "точно");
        assertThat(on.refused(card, analysis(LATE_OFFERS, sameAgain), QUALITY, "causes-are-new"))
                .contains("причина уже была опровергнута:", "Нет порядка скидок");

        assertThat(on.take(card, analysis(LATE_OFFERS), QUALITY).stage()).isEqualTo(DEVELOPMENT);
    }

    @Test
    void a_person_reports_the_analysis_by_the_fields_of_the_crm() {
        var filled = SubmitAnalysis.from(Fields.of(Map.of(
                "facts", "факты",
                "impact", "убыток",
                "category", "people",
                "rootCause", "нет порядка | 8 из 10\nлень")));
        var empty = SubmitAnalysis.from(Fields.of(Map.of("category", "космос")));

        assertThat(filled)
                .isEqualTo(new SubmitAnalysis(
                        "факты",
                        "убыток",
                        Category.PEOPLE,
                        List.of(new RootCause("нет порядка", "8 из 10"), new RootCause("лень", ""))));
        assertThat(empty).isEqualTo(new SubmitAnalysis("", "", null, List.of()));
    }

    // Plan

    @Test
    void every_root_cause_has_a_measure() {
        var card = on.take(on.opened(), analysis(NO_DISCOUNTS, LATE_OFFERS), QUALITY);

        assertThat(on.refused(card, plan(RULE, TRAINING), QUALITY, "causes-have-measures"))
                .isEqualTo("нет меры для причины: поздние ТКП");

        on.take(card, plan(RULE, Measure.of(2, "Шаблон ТКП", "e17", day(12, 3), "быстрее")), QUALITY);
    }

    @Test
    void a_measure_has_a_cause_an_owner_a_date_and_an_expected_effect() {
        var card = on.analysed();
        var due = day(12, 1);

        assertThat(on.refused(
                        card,
                        plan(
                                RULE,
                                Measure.of(0, "что", "e17", due, "зачем"),
                                Measure.of(2, "что", "e17", due, "зачем"),
                                Measure.of(1, " ", "e17", due, "зачем"),
                                Measure.of(1, "что", "", due, "зачем"),
                                Measure.of(1, "что", "e17", null, "зачем"),
                                Measure.of(1, "что", "e17", due, " ")),
                        QUALITY,
                        "measures-are-whole"))
                .endsWith("неполные меры: 2, 3, 4, 5, 6, 7");
    }

    @Test
    void a_measure_is_due_in_future() {
        var card = on.analysed();
        var today = Measure.of(1, "что", "e17", day(11, 23), "зачем");
        var tomorrow = Measure.of(1, "что", "e17", day(11, 24), "зачем");

        assertThat(on.refused(card, plan(tomorrow, today), QUALITY, "due-dates-are-ahead"))
                .isEqualTo("срок не в будущем, меры: 2");

        on.take(card, plan(tomorrow), QUALITY);
    }

    @Test
    void metric_target_and_window_are_set() {
        var card = on.analysed();

        assertThat(on.refused(card, new SubmitPlan(List.of(RULE), Goal.NONE), QUALITY, "goal-is-set"))
                .isEqualTo("не заполнено, как оценить результат: показатель, цель, отличная от исходного значения,"
                        + " окно наблюдения");
        on.refused(
                card,
                new SubmitPlan(List.of(RULE), new Goal(METRIC, BigDecimal.TEN, new BigDecimal("10.0"), 30)),
                QUALITY,
                "goal-is-set");
    }

    @Test
    void a_plan_that_nobody_needs_to_approve_begins_at_once() {
        var free = new Actions(AmountMatrix.empty());

        var card = free.take(free.analysed(), plan(RULE, TRAINING), QUALITY);

        assertThat(card.stage()).isEqualTo(IMPLEMENTATION);
        assertThat(free.told(card))
                .containsExactly(
                        "task Employee[id=e17]: Ввести порядок скидок", "task Employee[id=e2]: Обучить продавцов");
    }

    @Test
    void lower_or_higher_is_better_as_baseline_and_target_say() {
        var up = new Goal("meetings", new BigDecimal("5"), BigDecimal.TEN, 7);

        assertThat(TEN_TO_FOUR.isMetBy(new BigDecimal("4.00"))).isTrue();
        assertThat(TEN_TO_FOUR.isMetBy(new BigDecimal("4.01"))).isFalse();
        assertThat(TEN_TO_FOUR.isNearedBy(new BigDecimal("9.9"))).isTrue();
        assertThat(TEN_TO_FOUR.isNearedBy(BigDecimal.TEN)).isFalse();
        assertThat(up.isMetBy(BigDecimal.TEN)).isTrue();
        assertThat(up.isMetBy(new BigDecimal("9"))).isFalse();
        assertThat(up.isNearedBy(new BigDecimal("6"))).isTrue();
        assertThat(up.isNearedBy(new BigDecimal("5"))).isFalse();
    }

    @Test
    void days_count_as_in_moscow() {
        var card = on.analysed();
        on.bed.at(december(1, 0, 30)); // it is still November in London

        on.refused(
                card,
                plan(Measure.of(1, "что", "e17", LocalDate.of(2026, 12, 1), "зачем")),
                QUALITY,
                "due-dates-are-ahead");
    }
}
