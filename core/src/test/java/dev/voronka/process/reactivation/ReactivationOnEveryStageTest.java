package dev.voronka.process.reactivation;

import static dev.voronka.process.reactivation.Reactivation.PROCESS;
import static dev.voronka.process.reactivation.Reactivations.ANNA;
import static dev.voronka.process.reactivation.Reactivations.DMITRY;
import static dev.voronka.process.reactivation.Reactivations.IGOR;
import static dev.voronka.process.reactivation.Reactivations.OLGA;
import static dev.voronka.process.reactivation.Reactivations.november;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Hold;
import dev.voronka.CommonTrigger.Reassign;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.CommonTrigger.Resume;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.FailReason;
import dev.voronka.Texts;
import dev.voronka.process.reactivation.Reactivation.Complain;
import dev.voronka.process.reactivation.Reactivation.Data;
import dev.voronka.process.reactivation.Reactivation.DealLost;
import dev.voronka.process.reactivation.Reactivation.LogAttempt;
import dev.voronka.process.reactivation.Reactivation.NoNeedUntil;
import dev.voronka.process.reactivation.Reactivation.OptOut;
import dev.voronka.process.reactivation.Reactivation.Stage;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every re-initiation can do on every stage: fail, be reopened, rest, change hands, be amended. */
class ReactivationOnEveryStageTest {

    private static final NoNeedUntil NO_NEED = new NoNeedUntil(LocalDate.of(2027, 6, 1), "всё есть");

    private final Reactivations on = new Reactivations();

    @ParameterizedTest
    @CsvSource({
        "NEW,     LOST_TO_COMPETITOR, COMPETITOR,  Ушёл к конкуренту",
        "NEW,     COMPANY_CLOSED,     DATA,        Компания закрыта",
        "REVIEW,  LOST_TO_COMPETITOR, COMPETITOR,  Ушёл к конкуренту",
        "REVIEW,  COMPANY_CLOSED,     DATA,        Компания закрыта",
        "CONTACT, LOST_TO_COMPETITOR, COMPETITOR,  Ушёл к конкуренту",
        "CONTACT, COMPANY_CLOSED,     DATA,        Компания закрыта",
        "CONTACT, UNREACHABLE,        NO_RESPONSE, Не удалось связаться",
        "OFFER,   LOST_TO_COMPETITOR, COMPETITOR,  Ушёл к конкуренту",
        "OFFER,   COMPANY_CLOSED,     DATA,        Компания закрыта"
    })
    void a_card_is_lost_with_a_comment_and_its_tasks_are_taken_back(
            Stage stage, Stage fail, FailGroup group, String title) {
        var card = mayFail(on.in(stage), fail);
        var at = on.bed.clock.instant();

        on.refused(card, new Fail(fail, " "), ANNA, "comment-is-filled");
        var lost = on.take(card, new Fail(fail, "так вышло"), ANNA);

        assertThat(lost.failure()).isEqualTo(new FailReason(fail, group, "так вышло", at));
        assertThat(lost.due()).isEmpty();
        assertThat(on.bed.lastEffects(lost)).contains(new Effect.CancelTasks());
        assertThat(on.bed.lastMessages(lost))
                .contains("comment: anna: «" + PROCESS.title(stage, Texts.RUSSIAN) + "» → «" + title
                        + "» (Провалить: так вышло)");
    }

    @Test
    void the_other_fails_have_their_own_groups() {
        var optedOut = on.take(on.inContact(), new OptOut("не пишите"), ANNA);
        var noNeed = on.take(on.inContact(), NO_NEED, ANNA);
        var dissatisfied = on.take(on.inContact(), new Complain("упал стеллаж"), ANNA);
        var lost = on.take(on.withDeal(), new DealLost(Reactivations.DEAL, "дорого"), Actor.LINK);

        assertThat(optedOut.failure()).satisfies(f -> assertThat(f.group()).isEqualTo(FailGroup.LEGAL));
        assertThat(noNeed.failure()).satisfies(f -> assertThat(f.group()).isEqualTo(FailGroup.FIT));
        assertThat(dissatisfied.failure()).satisfies(f -> assertThat(f.group()).isEqualTo(FailGroup.INTERNAL));
        assertThat(lost.failure()).satisfies(f -> assertThat(f.group()).isEqualTo(FailGroup.OTHER));
    }

    @ParameterizedTest
    @CsvSource({
        "NEW, UNREACHABLE",
        "NEW, NO_NEED",
        "REVIEW, DISSATISFIED",
        "CONTACT, OPT_OUT",
        "CONTACT, NO_NEED",
        "OFFER, UNREACHABLE",
        "OFFER, DEAL_LOST"
    })
    void a_card_is_not_lost_in_a_way_that_its_stage_does_not_know(Stage stage, Stage fail) {
        var card = on.in(stage);

        var outcome = on.bed.fire(card, new Fail(fail, "так вышло"), ANNA);

        assertThat(outcome.isTaken()).isFalse();
        assertThat(on.bed.now(card)).isEqualTo(card);
    }

    private Card<Data> mayFail(Card<Data> card, Stage fail) {
        if (fail == Stage.UNREACHABLE) {
            for (var i = 0; i < 4; i++) {
                on.take(card, new LogAttempt("не берёт трубку"), ANNA);
            }
        }
        return on.bed.now(card);
    }

    // Открыть снова

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"UNREACHABLE", "NO_NEED"})
    void the_head_of_its_owner_brings_a_card_back_and_nobody_else_does(Stage fail) {
        var card = lost(fail);

        on.refused(card, new Reopen(), ANNA, "actor-has-the-right");
        var said = on.refused(card, new Reopen(), OLGA, "actor-heads-the-owner");
        var back = on.take(card, new Reopen(), IGOR);

        assertThat(said).containsExactly("это может только руководитель ответственного");
        assertThat(back.stage()).isEqualTo(Stage.REVIEW);
        assertThat(back.failure()).isNull();
        assertThat(back.owner()).isEqualTo("anna");
    }

    private Card<Data> lost(Stage fail) {
        var card = mayFail(on.inContact(), fail);
        return fail == Stage.NO_NEED ? on.take(card, NO_NEED, ANNA) : on.take(card, new Fail(fail, "так вышло"), ANNA);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"LOST_TO_COMPETITOR", "COMPANY_CLOSED"})
    void other_lost_cards_are_not_reopened_by_anybody(Stage fail) {
        var card = lost(fail);

        var outcome = on.bed.fire(card, new Reopen(), DMITRY);

        assertThat(outcome.message()).contains("reopen is expected only in");
        assertThat(on.bed.now(card).stage()).isEqualTo(fail);
    }

    @Test
    void a_card_is_reopened_within_ninety_days() {
        var card = lost(Stage.NO_NEED);
        on.bed.later(Duration.ofDays(90).plusSeconds(1));
        on.refused(card, new Reopen(), IGOR, "failed-not-long-ago");

        on.bed.clock.advance(Duration.ofSeconds(-1));

        assertThat(on.take(card, new Reopen(), DMITRY).stage()).isEqualTo(Stage.REVIEW);
    }

    @Test
    void a_card_is_reopened_twice_and_not_a_third_time() {
        var card = lost(Stage.NO_NEED);
        for (var i = 0; i < 2; i++) {
            on.take(card, new Reopen(), IGOR);
            on.take(card, Reactivations.REVIEWED, ANNA);
            on.take(card, new NoNeedUntil(LocalDate.of(2027, 6, 1), "всё есть"), ANNA);
        }

        var said = on.refused(card, new Reopen(), IGOR, "at-most");

        assertThat(said).containsExactly("не больше 2 раз");
    }

    // Отложить, передать, исправить

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "REVIEW", "CONTACT", "OFFER"})
    void a_card_rests_until_a_moment_and_its_deadline_stands_still_meanwhile(Stage stage) {
        var card = on.in(stage);
        var notOnHold = on.refused(card, new Resume(), ANNA, "card-is-on-hold");
        var notAhead = on.refused(card, new Hold(on.bed.clock.instant()), ANNA, "hold-ends-in-future");

        on.take(card, new Hold(november(25, 10, 0).toInstant()), ANNA);
        on.refused(card, new OptOut("не пишите"), ANNA, "card-is-not-on-hold");
        assertThat(on.bed.at(november(25, 10, 0))).isEqualTo(1);

        assertThat(notOnHold).containsExactly("карточка не отложена");
        assertThat(notAhead).containsExactly("отложить можно только на будущее");
        assertThat(on.bed.now(card).isOnHold()).isFalse();
        assertThat(on.bed.now(card).stage()).isEqualTo(stage);
        assertThat(on.due(card)).isAfter(card.due().orElseThrow().atZone(Reactivation.ZONE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "REVIEW", "CONTACT", "OFFER"})
    void a_card_is_taken_up_again_by_hand(Stage stage) {
        var card = on.in(stage);

        on.take(card, new Hold(november(25, 10, 0).toInstant()), ANNA);
        on.take(card, new Resume(), ANNA);

        assertThat(on.bed.now(card).isOnHold()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "REVIEW", "CONTACT", "OFFER"})
    void a_card_is_handed_to_somebody_who_is_told(Stage stage) {
        var card = on.in(stage);

        var handed = on.take(card, new Reassign("olga"), IGOR);

        assertThat(handed.owner()).isEqualTo("olga");
        assertThat(handed.due()).isEqualTo(card.due());
        assertThat(on.bed.lastMessages(card)).contains("tell Employee[id=olga]: Вам передана карточка: ООО Ромашка");
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "REVIEW", "CONTACT", "OFFER"})
    void a_card_is_amended_without_being_moved(Stage stage) {
        var card = on.in(stage);
        var better = card.data().campaign("winter-2027").segment("заводы").direction("doors");

        var amended = on.take(card, new Amend(better), ANNA);

        assertThat(amended.data()).isEqualTo(better);
        assertThat(amended.stage()).isEqualTo(stage);
        assertThat(amended.header().direction()).isEqualTo("doors");
    }
}
