package dev.voronka.process.correctiveaction;

import static dev.voronka.process.correctiveaction.Actions.LATE_OFFERS;
import static dev.voronka.process.correctiveaction.Actions.METRIC;
import static dev.voronka.process.correctiveaction.Actions.NO_DISCOUNTS;
import static dev.voronka.process.correctiveaction.Actions.QUALITY;
import static dev.voronka.process.correctiveaction.Actions.SETTLED;
import static dev.voronka.process.correctiveaction.Actions.analysis;
import static dev.voronka.process.correctiveaction.Actions.december;
import static dev.voronka.process.correctiveaction.Actions.refuted;
import static dev.voronka.process.correctiveaction.Actions.review;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.ANALYSIS;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.DEVELOPMENT;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.INEFFECTIVE;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.REANALYSIS;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Card;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.FailGroup;
import dev.voronka.Fields;
import dev.voronka.approval.ApprovalSheet.Status;
import dev.voronka.lookup.Metrics;
import dev.voronka.people.Directory;
import dev.voronka.process.Bed;
import dev.voronka.process.correctiveaction.CorrectiveAction.Data;
import dev.voronka.process.correctiveaction.CorrectiveAction.ReviewEffect;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether the measures have helped, and whether that lasts. */
class CorrectiveActionReviewTest {

    private static final BigDecimal PARTLY = new BigDecimal("7");
    private static final BigDecimal MET = new BigDecimal("4");

    private final Actions on = new Actions();

    @Test
    void a_window_that_is_over_asks_for_a_review() {
        var card = on.watched();
        on.bed.at(december(23, 9, 59));
        assertThat(on.rang(card, "window-ended")).isZero();

        on.bed.at(december(23, 10, 0));

        assertThat(on.told(card))
                .containsExactly(
                        "task Owner[]: Окно наблюдения закончилось: оцените результат «Проигрыши по цене», показатель "
                                + METRIC);
        assertThat(on.rang(card, "window-ended")).isEqualTo(1);
        assertThat(on.stage(card)).isEqualTo(REANALYSIS);
    }

    @Test
    void nothing_is_reviewed_before_the_window_is_over() {
        var card = on.watched();
        on.measured = MET;

        assertThat(on.refused(card, review(), QUALITY, "window-is-over"))
                .isEqualTo("окно наблюдения ещё не закончилось");
    }

    @Test
    void the_metric_is_read_for_the_window_and_beats_what_is_entered_by_hand() {
        var card = on.windowOver();
        on.measured = MET;
        on.asked.clear();

        var cured = on.take(card, new ReviewEffect(BigDecimal.TEN, "мой подсчёт", false, SETTLED), QUALITY);

        assertThat(on.asked)
                .containsOnly(Metrics.of(
                        METRIC, Bed.MONDAY_TEN.toInstant(), december(23, 10, 0).toInstant()));
        assertThat(cured.data().proof().reviews()).extracting(Review::figure).containsExactly(MET);
        on.said(card, "tell Owner[]: Цель «Проигрыши по цене» достигнута: " + METRIC + " = 4 при цели 4");
    }

    @Test
    void where_nobody_measures_the_figure_is_entered_with_evidence() {
        var card = on.windowOver();

        assertThat(on.refused(card, review(), QUALITY, "figure-is-known"))
                .isEqualTo("этот показатель никто не измеряет: введите значение и откуда оно");
        on.refused(card, new ReviewEffect(MET, " ", false, SETTLED), QUALITY, "figure-is-known");
        on.refused(card, new ReviewEffect(null, "отчёт", false, SETTLED), QUALITY, "figure-is-known");

        assertThat(on.take(card, new ReviewEffect(MET, "отчёт", false, SETTLED), QUALITY)
                        .stage())
                .isEqualTo(SUCCESS);
    }

    @Test
    void a_success_has_its_checklist_done() {
        var card = on.windowOver();
        on.measured = MET;

        assertThat(on.refused(card, new ReviewEffect(null, "", false, Checklist.OPEN), QUALITY, "checklist-is-done"))
                .isEqualTo("цель достигнута, но не закрыты вопросы: обновлён ли стандарт или почему это не нужно,"
                        + " сотрудники оповещены");
        assertThat(on.refused(
                        card, new ReviewEffect(null, "", false, Checklist.updated(" ")), QUALITY, "checklist-is-done"))
                .isEqualTo("цель достигнута, но не закрыты вопросы: номер изменения стандарта");

        var cured = on.take(card, new ReviewEffect(null, "", false, Checklist.notNeeded("разовый случай")), QUALITY);
        assertThat(cured.stage()).isEqualTo(SUCCESS);
        assertThat(cured.data().changeId()).isEmpty();
    }

    @Test
    void what_is_not_cured_needs_no_checklist() {
        var card = on.windowOver();
        on.measured = PARTLY;

        assertThat(on.take(card, new ReviewEffect(null, "", false, Checklist.OPEN), QUALITY)
                        .stage())
                .isEqualTo(DEVELOPMENT);
    }

    @Test
    void what_is_partly_better_needs_other_measures_for_the_same_causes() {
        var card = on.windowOver();
        on.measured = PARTLY;

        var back = on.take(card, review(), QUALITY);

        assertThat(back.stage()).isEqualTo(DEVELOPMENT);
        assertThat(back.data().analysis().rootCauses()).containsExactly(NO_DISCOUNTS);
        assertThat(back.data().plan().approval().status()).isEqualTo(Status.NOT_NEEDED);
        assertThat(back.data().windowEnd()).isNull();
        assertThat(back.data().cycles()).isEqualTo(1);
        on.said(
                card,
                "tell Owner[]: «Проигрыши по цене»: лучше только отчасти, " + METRIC
                        + " = 7 при цели 4; нужны другие меры");
    }

    @Test
    void the_same_plan_is_approved_anew_in_the_next_round() {
        var card = on.windowOver();
        on.measured = PARTLY;
        on.take(card, review(), QUALITY);

        on.triedAgain(card);

        assertThat(on.stage(card)).isEqualTo(REANALYSIS);
        on.measured = MET;
        assertThat(on.take(card, review(), QUALITY).data().cycles()).isEqualTo(2);
    }

    @Test
    void a_cause_that_is_refuted_needs_a_new_analysis() {
        var card = on.windowOver();
        on.measured = PARTLY;

        var back = on.take(card, refuted(), QUALITY);

        assertThat(back.stage()).isEqualTo(ANALYSIS);
        assertThat(back.data().analysis().rootCauses()).isEmpty();
        assertThat(back.data().analysis().refuted()).containsExactly(NO_DISCOUNTS);
        on.said(
                card,
                "tell Owner[]: «Проигрыши по цене»: причина оказалась другой, " + METRIC
                        + " = 7 при цели 4; нужен новый анализ");
    }

    @Test
    void what_is_no_better_at_all_had_another_cause() {
        var card = on.windowOver();
        on.measured = BigDecimal.TEN;

        assertThat(on.take(card, review(), QUALITY).stage()).isEqualTo(ANALYSIS);

        on.take(card, analysis(LATE_OFFERS), QUALITY);
        on.triedAgain(card);
        on.measured = MET;
        assertThat(on.take(card, review(), QUALITY).stage()).isEqualTo(SUCCESS);
    }

    @Test
    void a_met_target_counts_more_than_a_doubt_about_the_cause() {
        var card = on.windowOver();
        on.measured = MET;

        assertThat(on.take(card, refuted(), QUALITY).stage()).isEqualTo(SUCCESS);
    }

    @Test
    void after_three_rounds_the_measures_are_ineffective() {
        var card = on.windowOver();
        on.measured = PARTLY;
        for (var round = 1; round < 3; round++) {
            assertThat(on.take(card, review(), QUALITY).stage()).isEqualTo(DEVELOPMENT);
            on.triedAgain(card);
        }

        var failed = on.take(card, review(), QUALITY);

        assertThat(failed.stage()).isEqualTo(INEFFECTIVE);
        assertThat(failed.failure().group()).isEqualTo(FailGroup.INTERNAL);
        assertThat(failed.data().cycles()).isEqualTo(3);
        on.said(card, "tell Holder[role=HEAD]: Меры «Проигрыши по цене» неэффективны, все попытки исчерпаны");
    }

    @Test
    void the_third_round_may_still_succeed() {
        var card = on.windowOver();
        on.measured = PARTLY;
        for (var round = 1; round < 3; round++) {
            on.take(card, review(), QUALITY);
            on.triedAgain(card);
        }
        on.measured = MET;

        assertThat(on.take(card, review(), QUALITY).stage()).isEqualTo(SUCCESS);
    }

    @Test
    void rounds_that_are_amended_away_count_all_the_same() {
        var card = on.windowOver();
        on.measured = PARTLY;
        for (var round = 1; round <= 3; round++) {
            var d = on.take(card, review(), QUALITY).data();
            on.take(card, new Amend(withoutReviews(d)), QUALITY);
            on.triedAgain(card);
        }

        assertThat(on.refused(card, review(), QUALITY, "at-most")).isEqualTo("не больше 3 раз");
    }

    @Test
    void a_person_reviews_by_the_fields_of_the_crm() {
        var filled = ReviewEffect.from(Fields.of(Map.of(
                "figure", "1 234,50",
                "evidence", "отчёт",
                "causeRefuted", "Да",
                "changeId", "overlay-17",
                "peopleTold", "Y")));
        var odd = ReviewEffect.from(Fields.of(Map.of("figure", "мало", "whyNot", "разово", "causeRefuted", "нет")));

        assertThat(filled).isEqualTo(new ReviewEffect(new BigDecimal("1234.50"), "отчёт", true, SETTLED));
        assertThat(odd).isEqualTo(new ReviewEffect(null, "", false, new Checklist(false, "", "разово", false)));
    }

    // After the success

    @Test
    void a_success_is_looked_back_on_after_ninety_days_and_nobody_is_told_if_it_lasts() {
        var card = on.succeeded();
        assertThat(card.due()).isEmpty();
        on.bed.at(december(23, 9, 59).plusDays(90));
        assertThat(on.rang(card, "watch-ended")).isZero();
        on.asked.clear();

        var then = december(23, 10, 0).plusDays(90);
        on.bed.at(then);

        assertThat(on.rang(card, "watch-ended")).isEqualTo(1);
        assertThat(on.asked).containsOnly(Metrics.of(METRIC, then.minusDays(30).toInstant(), then.toInstant()));
        assertThat(on.told(card)).isEmpty();
        assertThat(on.stage(card)).isEqualTo(SUCCESS);
        on.bed.at(then.plusDays(90));
        assertThat(on.rang(card, "watch-ended")).isEqualTo(1);
    }

    @Test
    void quality_is_told_if_the_problem_has_come_back() {
        var card = on.succeeded();
        on.measured = new BigDecimal("9.50");

        on.bed.at(december(23, 10, 0).plusDays(90));

        assertThat(on.told(card))
                .containsExactly("tell Holder[role=QUALITY]: Проблема «Проигрыши по цене» повторилась: " + METRIC
                        + " = 9.5 при цели 4");
    }

    @Test
    void quality_looks_by_hand_where_nobody_measures() {
        var card = on.succeeded();
        on.measured = null;

        on.bed.at(december(23, 10, 0).plusDays(90));

        assertThat(on.told(card))
                .containsExactly(
                        "tell Holder[role=QUALITY]: Не повторилась ли проблема «Проигрыши по цене»? Показатель "
                                + METRIC + " никто не измеряет, проверьте вручную");
    }

    @Test
    void fails_of_deals_are_counted_by_voronka_itself() {
        var own = new Bed<>(CorrectiveAction.PROCESS, Directory.of());
        Card<Data> card = own.open(Actions.LOST_BY_PRICE, QUALITY);
        own.fire(card, analysis(NO_DISCOUNTS), QUALITY).orThrow();
        own.fire(card, Actions.plan(Actions.RULE), QUALITY).orThrow();
        own.fire(card, new CorrectiveAction.Approve(""), Actions.HEAD).orThrow();
        own.fire(card, new CorrectiveAction.ReportMeasureDone(1, "приказ"), QUALITY)
                .orThrow();
        own.at(december(23, 10, 0));

        var cured = own.fire(card, review(), QUALITY).orThrow();

        assertThat(cured.stage()).isEqualTo(SUCCESS);
        assertThat(cured.data().proof().reviews().get(0).figure()).isEqualByComparingTo("0");
    }

    private static Data withoutReviews(Data d) {
        return new Data(
                d.origin(),
                d.metric(),
                d.title(),
                d.cases(),
                d.severity(),
                d.analysis(),
                d.plan(),
                new Proof(null, List.of(), Checklist.OPEN));
    }
}
