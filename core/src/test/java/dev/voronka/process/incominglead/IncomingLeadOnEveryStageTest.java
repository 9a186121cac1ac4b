package dev.voronka.process.incominglead;

import static dev.voronka.process.incominglead.IncomingLead.PROCESS;
import static dev.voronka.process.incominglead.Leads.ANNA;
import static dev.voronka.process.incominglead.Leads.DMITRY;
import static dev.voronka.process.incominglead.Leads.FORM;
import static dev.voronka.process.incominglead.Leads.IGOR;
import static dev.voronka.process.incominglead.Leads.LIDIA;
import static dev.voronka.process.incominglead.Leads.OLGA;
import static dev.voronka.process.incominglead.Leads.POLINA;
import static dev.voronka.process.incominglead.Leads.answers;
import static dev.voronka.process.incominglead.Leads.monday;
import static dev.voronka.process.incominglead.Leads.november;
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
import dev.voronka.process.incominglead.IncomingLead.GiveConsent;
import dev.voronka.process.incominglead.IncomingLead.Intake;
import dev.voronka.process.incominglead.IncomingLead.LinkDuplicate;
import dev.voronka.process.incominglead.IncomingLead.Stage;
import dev.voronka.process.incominglead.IncomingLead.SubmitQuestionnaire;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every lead can do on every stage: fail, be reopened, rest, change hands, be amended. */
class IncomingLeadOnEveryStageTest {

    private final Leads leads = new Leads();

    // Провалить

    @ParameterizedTest
    @CsvSource({
        "NEW,           SPAM,        DATA,        Спам",
        "NEW,           DUPLICATE,   DUPLICATE,   Дубль",
        "NEW,           UNREACHABLE, NO_RESPONSE, Не удалось связаться",
        "NEW,           NOT_TARGET,  FIT,         Нецелевой",
        "QUALIFICATION, SPAM,        DATA,        Спам",
        "QUALIFICATION, DUPLICATE,   DUPLICATE,   Дубль",
        "QUALIFICATION, UNREACHABLE, NO_RESPONSE, Не удалось связаться",
        "QUALIFICATION, NOT_TARGET,  FIT,         Нецелевой",
        "QUALIFICATION, NO_NEED,     FIT,         Нет потребности",
        "QUALIFICATION, NO_BUDGET,   PRICE,       Нет бюджета",
        "QUALIFICATION, COMPETITOR,  COMPETITOR,  Выбрал конкурента",
        "ROUTING,       NOT_TARGET,  FIT,         Нецелевой",
        "ROUTING,       NO_NEED,     FIT,         Нет потребности",
        "ROUTING,       NO_BUDGET,   PRICE,       Нет бюджета",
        "ROUTING,       COMPETITOR,  COMPETITOR,  Выбрал конкурента"
    })
    void a_lead_is_lost_with_a_comment_and_its_tasks_are_taken_back(
            Stage stage, Stage fail, FailGroup group, String title) {
        var lead = mayFail(leads.in(stage), fail);
        var at = leads.bed.clock.instant();

        var said = leads.refused(lead, new Fail(fail, " "), POLINA, "comment-is-filled");
        var lost = leads.bed.fire(lead, new Fail(fail, "так вышло"), POLINA).orThrow();

        assertThat(said).containsExactly("не заполнен комментарий");
        assertThat(lost.stage()).isEqualTo(fail);
        assertThat(lost.failure()).isEqualTo(new FailReason(fail, group, "так вышло", at));
        assertThat(lost.due()).isEmpty();
        assertThat(leads.bed.lastEffects(lost)).contains(new Effect.CancelTasks());
        assertThat(leads.bed.lastMessages(lost))
                .contains("comment: polina: «" + PROCESS.title(stage, Texts.RUSSIAN) + "» → «" + title
                        + "» (Провалить: так вышло)");
    }

    /** The lead once the fail's own condition holds. */
    private Card<LeadData> mayFail(Card<LeadData> lead, Stage fail) {
        if (fail == Stage.UNREACHABLE) {
            leads.tryToReach(lead, 5);
        }
        if (fail == Stage.DUPLICATE) {
            leads.bed.fire(lead, new LinkDuplicate(leads.isNew().id()), POLINA).orThrow();
        }
        return leads.bed.now(lead);
    }

    @ParameterizedTest
    @CsvSource({"NEW, NO_NEED", "NEW, NO_BUDGET", "NEW, COMPETITOR", "ROUTING, SPAM", "ROUTING, UNREACHABLE"})
    void a_lead_is_not_lost_in_a_way_that_its_stage_does_not_know(Stage stage, Stage fail) {
        var lead = leads.in(stage);

        var outcome = leads.bed.fire(lead, new Fail(fail, "так вышло"), POLINA);

        assertThat(outcome.message()).contains("fail:" + fail + " is expected only in");
        assertThat(leads.bed.now(lead)).isEqualTo(lead);
    }

    @ParameterizedTest
    @CsvSource({"1000000.00, false", "1000000.01, true", "999999.99, false"})
    void the_head_is_told_of_a_lead_lost_for_more_than_a_million_roubles(BigDecimal budget, boolean told) {
        var lead = leads.inQualification();
        leads.bed
                .fire(
                        lead,
                        new SubmitQuestionnaire(answers("budget", budget, "authority", "self", "deadline", "month")),
                        POLINA)
                .orThrow();

        leads.bed.fire(lead, new Fail(Stage.COMPETITOR, "взял другого"), ANNA).orThrow();

        var toHead = leads.bed.lastMessages(lead).stream()
                .filter(m -> m.startsWith("tell"))
                .toList();
        assertThat(toHead)
                .isEqualTo(
                        told
                                ? List.of(
                                        "tell Holder[role=HEAD]: Потеряна крупная продажа: Сигнализация на склад, 1000000.01 RUB")
                                : List.of());
    }

    // Открыть снова

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NO_NEED", "NO_BUDGET"})
    void the_head_of_its_seller_brings_a_lost_lead_back_to_qualification(Stage fail) {
        var lead = lostBySeller(fail);

        var back = leads.bed.fire(lead, new Reopen(), IGOR).orThrow();

        assertThat(back.stage()).isEqualTo(Stage.QUALIFICATION);
        assertThat(back.failure()).isNull();
        assertThat(leads.due(back)).isEqualTo(november(24, 10, 0));
    }

    @Test
    void a_lead_whose_person_could_not_be_reached_is_brought_back_by_the_head_of_its_qualifier() {
        var lead = mayFail(leads.inQualification(), Stage.UNREACHABLE);
        leads.bed.fire(lead, new Fail(Stage.UNREACHABLE, "не отвечает"), POLINA).orThrow();
        leads.refused(lead, new Reopen(), IGOR, "actor-heads-the-owner");

        var back = leads.bed.fire(lead, new Reopen(), LIDIA).orThrow();

        assertThat(back.stage()).isEqualTo(Stage.QUALIFICATION);
        assertThat(back.owner()).isEqualTo("polina");
    }

    private Card<LeadData> lostBySeller(Stage fail) {
        return leads.bed
                .fire(leads.inRouting(), new Fail(fail, "так вышло"), ANNA)
                .orThrow();
    }

    @ParameterizedTest
    @CsvSource({"QUALIFICATION, UNREACHABLE", "ROUTING, NO_NEED", "ROUTING, NO_BUDGET"})
    void a_seller_does_not_reopen_a_lead_and_the_attempt_is_noted(Stage stage, Stage fail) {
        var lead = mayFail(leads.in(stage), fail);
        leads.bed.fire(lead, new Fail(fail, "так вышло"), POLINA).orThrow();

        var said = leads.refused(lead, new Reopen(), ANNA, "actor-has-the-right");

        assertThat(said.get(0)).startsWith("это может только: ").contains("руководитель продаж");
        assertThat(leads.bed.funnel.attempts(lead.id()))
                .singleElement()
                .satisfies(a -> assertThat(a.actor()).isEqualTo(ANNA));
    }

    @Test
    void another_head_does_not_reopen_a_lead_but_the_director_does() {
        var lead = lostBySeller(Stage.NO_NEED);

        var said = leads.refused(lead, new Reopen(), OLGA, "actor-heads-the-owner");
        var back = leads.bed.fire(lead, new Reopen(), DMITRY).orThrow();

        assertThat(said).containsExactly("это может только руководитель ответственного");
        assertThat(back.stage()).isEqualTo(Stage.QUALIFICATION);
    }

    @Test
    void a_lead_is_reopened_within_ninety_days() {
        var lead = lostBySeller(Stage.NO_BUDGET);
        leads.bed.later(Duration.ofDays(90).plusSeconds(1));
        var said = leads.refused(lead, new Reopen(), IGOR, "failed-not-long-ago");

        leads.bed.clock.advance(Duration.ofSeconds(-1));
        var back = leads.bed.fire(lead, new Reopen(), IGOR).orThrow();

        assertThat(said).containsExactly("после провала прошло больше 90 дней");
        assertThat(back.stage()).isEqualTo(Stage.QUALIFICATION);
    }

    @Test
    void a_lead_is_reopened_twice_and_not_a_third_time() {
        var lead = lostBySeller(Stage.NO_BUDGET);
        for (var i = 0; i < 2; i++) {
            leads.bed.fire(lead, new Reopen(), IGOR).orThrow();
            leads.bed.fire(lead, new Fail(Stage.NO_NEED, "передумал"), POLINA).orThrow();
        }

        var said = leads.refused(lead, new Reopen(), IGOR, "at-most");

        assertThat(said).containsExactly("не больше 2 раз");
    }

    @ParameterizedTest
    @CsvSource({"NEW, SPAM", "NEW, NOT_TARGET", "QUALIFICATION, COMPETITOR", "NEW, DUPLICATE"})
    void other_lost_leads_are_not_reopened_by_anybody(Stage stage, Stage fail) {
        var lead = mayFail(leads.in(stage), fail);
        leads.bed.fire(lead, new Fail(fail, "так вышло"), POLINA).orThrow();

        var outcome = leads.bed.fire(lead, new Reopen(), DMITRY);

        assertThat(outcome.isTaken()).isFalse();
        assertThat(outcome.message()).contains("reopen is expected only in");
        assertThat(leads.bed.now(lead).stage()).isEqualTo(fail);
    }

    // Отложить

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "QUALIFICATION", "ROUTING"})
    void a_lead_rests_until_a_moment_and_its_deadline_stands_still_meanwhile(Stage stage) {
        var lead = leads.in(stage);
        var left = Duration.between(monday(10, 0), leads.due(lead));

        leads.bed.fire(lead, new Hold(november(25, 10, 0).toInstant()), POLINA).orThrow();
        leads.refused(lead, new GiveConsent(), FORM, "card-is-not-on-hold");
        assertThat(leads.bed.at(november(25, 9, 59))).isZero();
        assertThat(leads.bed.at(november(25, 10, 0))).isEqualTo(1);

        assertThat(leads.bed.now(lead).isOnHold()).isFalse();
        assertThat(leads.bed.now(lead).stage()).isEqualTo(stage);
        assertThat(leads.bed.now(lead).owner()).isEqualTo(lead.owner());
        assertThat(leads.due(lead)).isEqualTo(november(25, 10, 0).plus(left));
    }

    @Test
    void a_seller_has_the_rest_of_the_half_hour_after_a_hold() {
        var lead = leads.inRouting();
        leads.bed.later(Duration.ofMinutes(10));
        leads.bed.fire(lead, new Hold(monday(17, 0).toInstant()), ANNA).orThrow();
        leads.bed.at(monday(17, 0));

        assertThat(leads.bed.at(monday(17, 19))).isZero();
        assertThat(leads.bed.at(monday(17, 20))).isEqualTo(1);

        assertThat(leads.bed.now(lead).owner()).isEqualTo("boris");
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "QUALIFICATION", "ROUTING"})
    void a_lead_is_taken_up_again_by_hand_only_if_it_rests(Stage stage) {
        var lead = leads.in(stage);
        var said = leads.refused(lead, new Resume(), POLINA, "card-is-on-hold");

        leads.bed.fire(lead, new Hold(november(25, 10, 0).toInstant()), POLINA).orThrow();
        leads.bed.fire(lead, new Resume(), POLINA).orThrow();

        assertThat(said).containsExactly("карточка не отложена");
        assertThat(leads.bed.now(lead).isOnHold()).isFalse();
        assertThat(leads.due(lead))
                .isEqualTo(lead.due().orElseThrow().atZone(monday(10, 0).getZone()));
    }

    @Test
    void a_lead_cannot_rest_until_now_or_yesterday() {
        var lead = leads.isNew();

        var said = leads.refused(lead, new Hold(monday(10, 0).toInstant()), POLINA, "hold-ends-in-future");
        leads.refused(lead, new Hold(november(22, 10, 0).toInstant()), POLINA, "hold-ends-in-future");

        assertThat(said).containsExactly("отложить можно только на будущее");
    }

    @Test
    void a_lead_at_rest_says_so_when_it_is_taken_in() {
        var lead = leads.isNew();
        leads.bed.fire(lead, new Hold(november(25, 10, 0).toInstant()), POLINA).orThrow();

        var said = leads.refused(lead, new Intake(), FORM, "card-is-not-on-hold");

        assertThat(said).containsExactly("карточка отложена");
    }

    @Test
    void a_lead_at_rest_may_be_lost() {
        var lead = leads.isNew();
        leads.bed.fire(lead, new Hold(november(25, 10, 0).toInstant()), POLINA).orThrow();

        var lost = leads.bed.fire(lead, new Fail(Stage.SPAM, "реклама"), POLINA).orThrow();

        assertThat(lost.isOnHold()).isFalse();
        assertThat(leads.bed.later(Duration.ofDays(3))).isZero();
    }

    // Передать, исправить

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "QUALIFICATION", "ROUTING"})
    void a_lead_is_handed_to_somebody_who_is_told(Stage stage) {
        var lead = leads.in(stage);

        var handed = leads.bed.fire(lead, new Reassign("gleb"), IGOR).orThrow();

        assertThat(handed.owner()).isEqualTo("gleb");
        assertThat(handed.stage()).isEqualTo(stage);
        assertThat(handed.due()).isEqualTo(lead.due());
        assertThat(leads.bed.lastMessages(lead))
                .contains("tell Employee[id=gleb]: Вам передана карточка: Сигнализация на склад");
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "QUALIFICATION", "ROUTING"})
    void a_lead_is_amended_without_being_moved(Stage stage) {
        var lead = leads.in(stage);
        var better = lead.data()
                .emails("Sklad@Example.RU")
                .companyInn("7707083893")
                .region("Тверь")
                .sourceUtm("fair")
                .direction("doors");

        var amended = leads.bed.fire(lead, new Amend(better), POLINA).orThrow();

        assertThat(amended.data()).isEqualTo(better);
        assertThat(amended.stage()).isEqualTo(stage);
        assertThat(amended.due()).isEqualTo(lead.due());
        assertThat(amended.header().company()).isEqualTo("7707083893");
        assertThat(amended.header().direction()).isEqualTo("doors");
        assertThat(amended.header().reach()).contains("mailto:sklad@example.ru");
    }

    @Test
    void watchers_are_told_of_moves_and_not_of_notes() {
        var lead = leads.isNew();
        leads.bed.fire(lead, Amend.watchers(Set.of("olga")), POLINA).orThrow();

        leads.bed.fire(lead, new GiveConsent(), FORM).orThrow();
        assertThat(leads.bed.lastEffects(lead)).noneMatch(Effect.Tell.class::isInstance);
        leads.bed.fire(lead, new Intake(), FORM).orThrow();

        assertThat(leads.bed.lastMessages(lead))
                .contains("tell Employee[id=olga]: form: «Новый» → «Квалификация» (Принять)");
    }
}
