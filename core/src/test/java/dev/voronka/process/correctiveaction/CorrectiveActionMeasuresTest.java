package dev.voronka.process.correctiveaction;

import static dev.voronka.process.correctiveaction.Actions.HEAD;
import static dev.voronka.process.correctiveaction.Actions.METRIC;
import static dev.voronka.process.correctiveaction.Actions.OTHER_HEAD;
import static dev.voronka.process.correctiveaction.Actions.QUALITY;
import static dev.voronka.process.correctiveaction.Actions.SELLER;
import static dev.voronka.process.correctiveaction.Actions.TRAINING;
import static dev.voronka.process.correctiveaction.Actions.day;
import static dev.voronka.process.correctiveaction.Actions.december;
import static dev.voronka.process.correctiveaction.Actions.plan;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.IMPLEMENTATION;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.NOT_IMPLEMENTED;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.REANALYSIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.FailGroup;
import dev.voronka.process.Bed;
import dev.voronka.process.correctiveaction.CorrectiveAction.Approve;
import dev.voronka.process.correctiveaction.CorrectiveAction.PostponeMeasure;
import dev.voronka.process.correctiveaction.CorrectiveAction.ReportMeasureDone;
import dev.voronka.process.correctiveaction.CorrectiveAction.WaiveMeasure;
import org.junit.jupiter.api.Test;

/** How measures are carried out, waived, postponed, reminded of and given up. */
class CorrectiveActionMeasuresTest {

    private static final ReportMeasureDone FIRST_DONE = new ReportMeasureDone(1, "приказ 17");
    private static final ReportMeasureDone SECOND_DONE = new ReportMeasureDone(2, "ведомость");
    private static final WaiveMeasure WAIVED = new WaiveMeasure(1, "Порядок уже есть");

    private final Actions on = new Actions();

    // Done, waived, postponed

    @Test
    void a_measure_is_done_with_evidence() {
        var card = on.running();

        assertThat(on.refused(card, new ReportMeasureDone(1, " "), SELLER, "evidence-is-given"))
                .isEqualTo("нет подтверждения");

        var done = on.take(card, FIRST_DONE, SELLER);
        assertThat(done.stage()).isEqualTo(IMPLEMENTATION);
        assertThat(done.data().plan().measures().get(0).result())
                .isEqualTo(new Measure.Result(true, "приказ 17", "e17", on.bed.clock.instant()));
        assertThat(done.data().plan().measures().get(1).isOpen()).isTrue();
        assertThat(done.data().windowEnd()).isNull();
    }

    @Test
    void the_last_measure_begins_the_watch() {
        var card = on.watched();

        assertThat(card.stage()).isEqualTo(REANALYSIS);
        assertThat(card.data().windowEnd()).isEqualTo(december(23, 10, 0));
        on.said(
                card,
                "tell Owner[]: Все меры «Проигрыши по цене» завершены, показатель " + METRIC
                        + " наблюдаем до 23.12.2026");
        assertThat(card.due()).contains(december(25, 10, 0).toInstant());
    }

    @Test
    void a_measure_that_is_not_planned_is_neither_done_nor_waived_nor_postponed() {
        var card = on.running();

        assertThat(on.refused(card, new ReportMeasureDone(3, "есть"), SELLER, "measure-is-planned"))
                .isEqualTo("в плане нет меры с таким номером");
        on.refused(card, new ReportMeasureDone(0, "есть"), SELLER, "measure-is-planned");
        on.refused(card, new WaiveMeasure(3, "не нужна"), HEAD, "measure-is-planned");
        on.refused(card, new PostponeMeasure(3, day(12, 9), "рано"), HEAD, "measure-is-planned");
    }

    @Test
    void a_measure_is_settled_once() {
        var card = on.take(on.running(), FIRST_DONE, SELLER);

        assertThat(on.refused(card, FIRST_DONE, SELLER, "measure-is-open")).isEqualTo("мера уже выполнена или снята");
        on.refused(card, WAIVED, HEAD, "measure-is-open");
        on.refused(card, new PostponeMeasure(1, day(12, 9), "рано"), HEAD, "measure-is-open");
    }

    @Test
    void the_head_waives_a_measure_and_its_owner_is_told() {
        var card = on.running();

        var waived = on.take(card, WAIVED, HEAD);

        assertThat(waived.stage()).isEqualTo(IMPLEMENTATION);
        assertThat(waived.data().plan().measures().get(0).result().done()).isFalse();
        on.said(card, "tell Employee[id=e17]: Мера «Ввести порядок скидок» снята: Порядок уже есть");
    }

    @Test
    void the_last_measure_may_be_the_one_that_is_waived() {
        var card = on.take(on.running(), SECOND_DONE, HEAD);

        assertThat(on.take(card, WAIVED, HEAD).stage()).isEqualTo(REANALYSIS);
    }

    @Test
    void only_a_head_waives_and_postpones_and_says_why() {
        var card = on.running();

        on.refused(card, WAIVED, QUALITY, "actor-has-the-right");
        on.refused(card, new PostponeMeasure(1, day(12, 9), "рано"), SELLER, "actor-has-the-right");
        assertThat(on.refused(card, new WaiveMeasure(1, ""), HEAD, "change-is-explained"))
                .isEqualTo("не сказано, почему меняется план");
        on.refused(card, new PostponeMeasure(1, day(12, 9), " "), HEAD, "change-is-explained");
    }

    @Test
    void nobody_waives_or_postpones_what_is_planned_by_himself() {
        var card = on.take(on.analysed(), plan(TRAINING), HEAD);
        on.take(card, new Approve(""), OTHER_HEAD);

        on.refused(card, WAIVED, HEAD, "not-own-request");
        on.refused(card, new PostponeMeasure(1, day(12, 9), "рано"), HEAD, "not-own-request");

        assertThat(on.take(card, WAIVED, OTHER_HEAD).stage()).isEqualTo(REANALYSIS);
    }

    @Test
    void a_postponed_measure_moves_the_plan() {
        var card = on.running();
        assertThat(card.due()).contains(december(5, 0, 0).toInstant());
        assertThat(on.refused(card, new PostponeMeasure(1, day(11, 23), "рано"), HEAD, "new-date-is-ahead"))
                .isEqualTo("новый срок не в будущем");

        var later = on.take(card, new PostponeMeasure(1, day(12, 10), "Ждём юристов"), HEAD);

        assertThat(later.due()).contains(december(11, 0, 0).toInstant());
        on.said(card, "tell Employee[id=e17]: Новый срок меры «Ввести порядок скидок» — 10.12.2026");
        on.bed.at(december(8, 12, 0));
        assertThat(on.rang(card, "plan-overdue")).isZero();
    }

    // Reminders

    @Test
    void owners_are_reminded_a_working_day_before_the_first_measures() {
        var card = on.running();
        on.bed.at(december(1, 0, 0).minusDays(1).withHour(8).withMinute(59));
        assertThat(on.rang(card, "measures-come-due")).isZero();

        on.bed.at(december(1, 0, 0).minusDays(1).withHour(9));

        assertThat(on.rang(card, "measures-come-due")).isEqualTo(1);
        assertThat(on.told(card))
                .containsExactly("tell Employee[id=e17]: Срок меры «Ввести порядок скидок» — 01.12.2026");
        assertThat(on.stage(card)).isEqualTo(IMPLEMENTATION);
    }

    @Test
    void owners_of_all_that_is_open_are_reminded_before_the_last_measures() {
        var card = on.running();

        on.bed.at(december(3, 9, 0));

        assertThat(on.rang(card, "plan-comes-due")).isEqualTo(1);
        assertThat(on.told(card))
                .containsExactly(
                        "tell Employee[id=e17]: Срок меры «Ввести порядок скидок» — 01.12.2026",
                        "tell Employee[id=e2]: Срок меры «Обучить продавцов» — 04.12.2026");
    }

    @Test
    void nobody_is_reminded_of_what_is_done() {
        var card = on.take(on.running(), FIRST_DONE, SELLER);

        on.bed.at(december(3, 9, 0));

        assertThat(on.rang(card, "measures-come-due")).isZero();
        assertThat(on.told(card)).containsExactly("tell Employee[id=e2]: Срок меры «Обучить продавцов» — 04.12.2026");
    }

    @Test
    void nobody_is_reminded_when_the_plan_is_over() {
        var card = on.running();

        on.bed.at(december(5, 0, 0));

        assertThat(on.rang(card, "measures-come-due")).isZero();
        assertThat(on.rang(card, "plan-comes-due")).isZero();
        assertThat(on.bed.funnel.attempts(card.id()))
                .filteredOn(a -> a.actor().equals(Actor.TIMER))
                .flatExtracting(a -> a.reasons())
                .extracting("guard")
                .containsOnly("plan-is-still-running");
        assertThat(on.rang(card, "plan-overdue")).isEqualTo(1);
    }

    // Overdue

    @Test
    void owner_and_head_are_told_of_an_overdue_plan() {
        var card = on.running();
        on.bed.at(december(4, 23, 59));
        assertThat(on.rang(card, "plan-overdue")).isZero();

        on.bed.at(december(5, 0, 0));

        var overdue = "План мер «Проигрыши по цене» просрочен, не завершено: Ввести порядок скидок, Обучить продавцов";
        assertThat(on.told(card)).containsExactly("tell Owner[]: " + overdue, "tell Holder[role=HEAD]: " + overdue);
        assertThat(on.stage(card)).isEqualTo(IMPLEMENTATION);
    }

    @Test
    void a_plan_that_is_overdue_for_five_working_days_has_failed() {
        var card = on.running();
        on.bed.at(december(5, 0, 0));
        on.bed.at(december(10, 12, 0));
        assertThat(on.stage(card)).isEqualTo(IMPLEMENTATION);

        on.bed.at(december(12, 0, 0));

        assertThat(on.stage(card)).isEqualTo(NOT_IMPLEMENTED);
        on.said(
                card,
                "tell Holder[role=HEAD]: Меры «Проигрыши по цене» не реализованы в срок: Ввести порядок скидок, Обучить"
                        + " продавцов");
        assertThat(on.rang(card, "plan-given-up")).isEqualTo(1);
        assertThat(on.now(card).failure().group()).isEqualTo(FailGroup.INTERNAL);
    }

    @Test
    void a_plan_fails_as_not_implemented_only_when_its_last_date_is_over() {
        var card = on.running();
        var fail = new Fail(NOT_IMPLEMENTED, "Не успели");

        assertThat(on.refused(card, fail, QUALITY, "plan-is-overdue")).isEqualTo("последний срок плана ещё не прошёл");

        on.bed.at(december(5, 0, 0));
        assertThat(on.take(card, fail, QUALITY).stage()).isEqualTo(NOT_IMPLEMENTED);
    }

    @Test
    void a_plan_of_one_date_reminds_once() {
        var card = on.take(on.analysed(), plan(TRAINING), QUALITY);
        on.take(card, new Approve(""), HEAD);

        on.bed.at(december(3, 9, 0));

        assertThat(on.rang(card, "measures-come-due")).isZero();
        assertThat(on.rang(card, "plan-comes-due")).isEqualTo(1);
        assertThat(on.now(card).data().planEnd()).isEqualTo(december(5, 0, 0).withZoneSameInstant(Bed.MOSCOW));
    }
}
