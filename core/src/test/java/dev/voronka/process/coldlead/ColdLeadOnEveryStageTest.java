package dev.voronka.process.coldlead;

import static dev.voronka.process.coldlead.ColdLead.PROCESS;
import static dev.voronka.process.coldlead.ColdLeads.ANNA;
import static dev.voronka.process.coldlead.ColdLeads.DMITRY;
import static dev.voronka.process.coldlead.ColdLeads.IGOR;
import static dev.voronka.process.coldlead.ColdLeads.OLGA;
import static dev.voronka.process.coldlead.ColdLeads.november;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.voronka.process.coldlead.ColdLead.Data;
import dev.voronka.process.coldlead.ColdLead.ForbidCalls;
import dev.voronka.process.coldlead.ColdLead.PutOff;
import dev.voronka.process.coldlead.ColdLead.Stage;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every cold lead can do on every stage: fail, be reopened, rest, change hands, be amended. */
class ColdLeadOnEveryStageTest {

    private final ColdLeads leads = new ColdLeads();

    @ParameterizedTest
    @CsvSource({
        "NEW,         WRONG_DATA,        DATA,         Неверные данные",
        "NEW,         NOT_TARGET,        FIT,          Нецелевой",
        "CONTACT,     WRONG_DATA,        DATA,         Неверные данные",
        "CONTACT,     NO_DECISION_MAKER, NO_AUTHORITY, Нет выхода на ЛПР",
        "CONTACT,     REFUSED,           OTHER,        Отказ",
        "CONTACT,     NOT_TARGET,        FIT,          Нецелевой",
        "CONTACT,     UNREACHABLE,       NO_RESPONSE,  Недозвон",
        "INTERACTION, WRONG_DATA,        DATA,         Неверные данные",
        "INTERACTION, NO_DECISION_MAKER, NO_AUTHORITY, Нет выхода на ЛПР",
        "INTERACTION, REFUSED,           OTHER,        Отказ",
        "INTERACTION, NOT_TARGET,        FIT,          Нецелевой",
        "MEETING,     NO_DECISION_MAKER, NO_AUTHORITY, Нет выхода на ЛПР",
        "MEETING,     REFUSED,           OTHER,        Отказ",
        "MEETING,     NOT_TARGET,        FIT,          Нецелевой"
    })
    void a_cold_lead_is_lost_with_a_comment_and_its_tasks_are_taken_back(
            Stage stage, Stage fail, FailGroup group, String title) {
        var lead = mayFail(leads.in(stage), fail);
        var at = leads.bed.clock.instant();

        leads.refused(lead, new Fail(fail, " "), ANNA, "comment-is-filled");
        var lost = leads.take(lead, new Fail(fail, "так вышло"), ANNA);

        assertThat(lost.failure()).isEqualTo(new FailReason(fail, group, "так вышло", at));
        assertThat(lost.due()).isEmpty();
        assertThat(leads.bed.lastEffects(lost)).contains(new Effect.CancelTasks());
        assertThat(leads.bed.lastMessages(lost))
                .contains("comment: anna: «" + PROCESS.title(stage, Texts.RUSSIAN) + "» → «" + title
                        + "» (Провалить: так вышло)");
    }

    @Test
    void forbidden_calls_and_not_now_have_their_own_groups() {
        var forbidden = leads.take(leads.inContact(), new ForbidCalls("не звоните"), ANNA);
        var later = leads.take(leads.inContact(), new PutOff(LocalDate.of(2026, 12, 14), "занят"), ANNA);

        assertThat(forbidden.failure()).satisfies(f -> assertThat(f.group()).isEqualTo(FailGroup.LEGAL));
        assertThat(later.failure()).satisfies(f -> assertThat(f.group()).isEqualTo(FailGroup.TIMING));
    }

    @ParameterizedTest
    @CsvSource({
        "NEW, REFUSED",
        "NEW, UNREACHABLE",
        "CONTACT, DO_NOT_CALL",
        "CONTACT, LATER",
        "INTERACTION, UNREACHABLE",
        "MEETING, WRONG_DATA"
    })
    void a_cold_lead_is_not_lost_in_a_way_that_its_stage_does_not_know(Stage stage, Stage fail) {
        var lead = leads.in(stage);

        var outcome = leads.bed.fire(lead, new Fail(fail, "так вышло"), ANNA);

        assertThat(outcome.isTaken()).isFalse();
        assertThat(leads.bed.now(lead)).isEqualTo(lead);
    }

    private Card<Data> mayFail(Card<Data> lead, Stage fail) {
        if (fail == Stage.UNREACHABLE) {
            leads.tryInVain(lead, 4);
        }
        return leads.bed.now(lead);
    }

    // Открыть снова

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"UNREACHABLE", "NO_DECISION_MAKER", "LATER"})
    void the_head_of_its_owner_brings_a_lead_back_and_nobody_else_does(Stage fail) {
        var lead = lost(fail);

        leads.refused(lead, new Reopen(), ANNA, "actor-has-the-right");
        var said = leads.refused(lead, new Reopen(), OLGA, "actor-heads-the-owner");
        var back = leads.take(lead, new Reopen(), IGOR);

        assertThat(said).containsExactly("это может только руководитель ответственного");
        assertThat(back.stage()).isEqualTo(Stage.CONTACT);
        assertThat(back.failure()).isNull();
        assertThat(back.owner()).isEqualTo("anna");
    }

    private Card<Data> lost(Stage fail) {
        var lead = mayFail(leads.inContact(), fail);
        return fail == Stage.LATER
                ? leads.take(lead, new PutOff(LocalDate.of(2026, 12, 14), "занят"), ANNA)
                : leads.take(lead, new Fail(fail, "так вышло"), ANNA);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"WRONG_DATA", "REFUSED", "NOT_TARGET"})
    void other_lost_leads_are_not_reopened_by_anybody(Stage fail) {
        var lead = lost(fail);

        var outcome = leads.bed.fire(lead, new Reopen(), DMITRY);

        assertThat(outcome.message()).contains("reopen is expected only in");
        assertThat(leads.bed.now(lead).stage()).isEqualTo(fail);
    }

    @Test
    void a_lead_is_reopened_within_ninety_days() {
        var lead = lost(Stage.NO_DECISION_MAKER);
        leads.bed.later(Duration.ofDays(90).plusSeconds(1));
        leads.refused(lead, new Reopen(), IGOR, "failed-not-long-ago");

        leads.bed.clock.advance(Duration.ofSeconds(-1));

        assertThat(leads.take(lead, new Reopen(), DMITRY).stage()).isEqualTo(Stage.CONTACT);
    }

    @Test
    void a_lead_is_reopened_twice_and_not_a_third_time() {
        var lead = lost(Stage.NO_DECISION_MAKER);
        for (var i = 0; i < 2; i++) {
            leads.take(lead, new Reopen(), IGOR);
            leads.take(lead, new Fail(Stage.NO_DECISION_MAKER, "секретарь не соединяет"), ANNA);
        }

        var said = leads.refused(lead, new Reopen(), IGOR, "at-most");

        assertThat(said).containsExactly("не больше 2 раз");
    }

    // Отложить, передать, исправить

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "CONTACT", "INTERACTION", "MEETING"})
    void a_lead_rests_until_a_moment_and_its_deadline_stands_still_meanwhile(Stage stage) {
        var lead = leads.in(stage);
        var notOnHold = leads.refused(lead, new Resume(), ANNA, "card-is-on-hold");
        var notAhead = leads.refused(lead, new Hold(leads.bed.clock.instant()), ANNA, "hold-ends-in-future");

        leads.take(lead, new Hold(november(25, 10, 0).toInstant()), ANNA);
        leads.refused(lead, new ForbidCalls("не звоните"), ANNA, "card-is-not-on-hold");
        assertThat(leads.bed.at(november(25, 10, 0))).isEqualTo(1);

        assertThat(notOnHold).containsExactly("карточка не отложена");
        assertThat(notAhead).containsExactly("отложить можно только на будущее");
        assertThat(leads.bed.now(lead).isOnHold()).isFalse();
        assertThat(leads.bed.now(lead).stage()).isEqualTo(stage);
        assertThat(leads.due(lead)).isAfter(lead.due().orElseThrow().atZone(ColdLead.ZONE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "CONTACT", "INTERACTION", "MEETING"})
    void a_lead_is_taken_up_again_by_hand(Stage stage) {
        var lead = leads.in(stage);

        leads.take(lead, new Hold(november(25, 10, 0).toInstant()), ANNA);
        leads.take(lead, new Resume(), ANNA);

        assertThat(leads.bed.now(lead).isOnHold()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "CONTACT", "INTERACTION", "MEETING"})
    void a_lead_is_handed_to_somebody_who_is_told(Stage stage) {
        var lead = leads.in(stage);

        var handed = leads.take(lead, new Reassign("boris"), IGOR);

        assertThat(handed.owner()).isEqualTo("boris");
        assertThat(handed.due()).isEqualTo(lead.due());
        assertThat(leads.bed.lastMessages(lead))
                .contains("tell Employee[id=boris]: Вам передана карточка: Склад на Лесной");
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "CONTACT", "INTERACTION", "MEETING"})
    void a_lead_is_amended_without_being_moved(Stage stage) {
        var lead = leads.in(stage);
        var better = lead.data().list("fair-2026").segment("заводы").direction("doors");

        var amended = leads.take(lead, new Amend(better), ANNA);

        assertThat(amended.data()).isEqualTo(better);
        assertThat(amended.stage()).isEqualTo(stage);
        assertThat(amended.header().direction()).isEqualTo("doors");
    }
}
