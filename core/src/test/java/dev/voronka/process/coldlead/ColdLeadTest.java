package dev.voronka.process.coldlead;

import static dev.voronka.process.coldlead.ColdLead.PROCESS;
import static dev.voronka.process.coldlead.ColdLeads.ANNA;
import static dev.voronka.process.coldlead.ColdLeads.BORIS;
import static dev.voronka.process.coldlead.ColdLeads.DMITRY;
import static dev.voronka.process.coldlead.ColdLeads.IGOR;
import static dev.voronka.process.coldlead.ColdLeads.LIST;
import static dev.voronka.process.coldlead.ColdLeads.MEETING_CARD;
import static dev.voronka.process.coldlead.ColdLeads.NEXT_WEEK;
import static dev.voronka.process.coldlead.ColdLeads.PETR;
import static dev.voronka.process.coldlead.ColdLeads.november;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.Fields;
import dev.voronka.Texts;
import dev.voronka.process.coldlead.ColdLead.ConfirmInterest;
import dev.voronka.process.coldlead.ColdLead.Data;
import dev.voronka.process.coldlead.ColdLead.DecisionMaker;
import dev.voronka.process.coldlead.ColdLead.ForbidCalls;
import dev.voronka.process.coldlead.ColdLead.GiveConsent;
import dev.voronka.process.coldlead.ColdLead.LogInteraction;
import dev.voronka.process.coldlead.ColdLead.LogNoAnswer;
import dev.voronka.process.coldlead.ColdLead.MeetingFailed;
import dev.voronka.process.coldlead.ColdLead.MeetingHeld;
import dev.voronka.process.coldlead.ColdLead.PutOff;
import dev.voronka.process.coldlead.ColdLead.Reach;
import dev.voronka.process.coldlead.ColdLead.Stage;
import dev.voronka.process.coldlead.ColdLead.Take;
import dev.voronka.process.coldlead.Talks.Channel;
import dev.voronka.process.coldlead.Talks.Interaction;
import dev.voronka.process.coldlead.Tries.Attempt;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The way of a cold lead, stage by stage: taken, called, talked to, met, and the ways in which it is lost. */
class ColdLeadTest {

    private static final LogNoAnswer NO_ANSWER = new LogNoAnswer("не берут трубку");

    private final ColdLeads leads = new ColdLeads();

    // Новый

    @Test
    void the_stages_are_called_as_the_customer_calls_them() {
        assertThat(PROCESS.title(Texts.RUSSIAN)).isEqualTo("Холодные лиды");
        assertThat(PROCESS.mainPath().stream().map(s -> PROCESS.title(s, Texts.RUSSIAN)))
                .containsExactly("Новый", "Контакт", "Взаимодействие", "Встреча", "Успех");
    }

    @Test
    void a_line_of_a_list_is_new_and_should_be_taken_within_two_working_days() {
        var lead = leads.bed.open(leads.lead("acme"), LIST);

        assertThat(lead.stage()).isEqualTo(Stage.NEW);
        assertThat(lead.owner()).isNull();
        assertThat(leads.due(lead)).isEqualTo(november(25, 10, 0));
        assertThat(lead.header().title()).isEqualTo("Склад на Лесной");
        assertThat(lead.header().company()).isEqualTo("acme");
        assertThat(lead.header().direction()).isEqualTo("shelves");
        assertThat(lead.header().contacts()).containsExactly(ContactRef.of("client-7"));
        assertThat(lead.header().reach()).containsExactly("tel:+791600000100");
        assertThat(lead.data().listId()).isEqualTo("expo-2026");
        assertThat(lead.data().segment()).isEqualTo("склады");
    }

    @Test
    void a_line_without_company_and_direction_has_none_to_be_found_by() {
        var lead = leads.bed.open(Data.of("Склад", "", ContactRef.NONE, Set.of()), LIST);

        assertThat(lead.header().company()).isNull();
        assertThat(lead.header().direction()).isNull();
        assertThat(lead.header().contacts()).isEmpty();
    }

    @Test
    void what_a_lead_prints_in_a_log_tells_nothing_of_the_person() {
        assertThat(leads.lead()).hasToString("ColdLead.Data[Склад на Лесной, 0 tries]");
    }

    @Test
    void who_takes_a_lead_owns_it_and_is_told_to_call() {
        var lead = leads.isNew();

        var taken = leads.take(lead, new Take(), ANNA);

        assertThat(taken.stage()).isEqualTo(Stage.CONTACT);
        assertThat(taken.owner()).isEqualTo("anna");
        assertThat(leads.due(taken)).isEqualTo(november(30, 10, 0));
        assertThat(leads.bed.lastMessages(lead)).contains("task Employee[id=anna]: Позвоните: Склад на Лесной");
    }

    @Test
    void a_program_does_not_take_a_lead() {
        var lead = leads.isNew();

        var said = leads.refused(lead, new Take(), LIST, "actor-has-the-right");

        assertThat(said.get(0)).contains("продавец").contains("руководитель продаж");
    }

    @Test
    void a_head_takes_a_lead_to_call_it_himself() {
        var taken = leads.take(leads.isNew(), new Take(), IGOR);

        assertThat(taken.owner()).isEqualTo("igor");
    }

    @Test
    void a_lead_without_consent_is_not_taken_until_the_consent_is_there() {
        var lead = leads.bed.open(Data.of("Склад", "", ContactRef.NONE, Set.of("tel:+79160000001")), LIST);

        var said = leads.refused(lead, new Take(), ANNA, "consent-given");
        leads.take(lead, new GiveConsent(), ANNA);
        var taken = leads.take(lead, new Take(), ANNA);

        assertThat(said).containsExactly("нет согласия на обращение");
        assertThat(taken.data().consentAt()).isEqualTo(leads.bed.clock.instant());
    }

    @Test
    void a_lead_of_a_company_with_an_open_deal_is_not_taken_and_the_deal_is_named() {
        var deal = new CardId(new UUID(0, 9));
        leads.openDeals.add(deal);
        var lead = leads.bed.open(leads.lead("acme"), LIST);
        var other = leads.bed.open(leads.lead("globex"), LIST);

        var said = leads.refused(lead, new Take(), ANNA, "company-has-no-open-deal");

        assertThat(said).containsExactly("с компанией уже идёт сделка: " + deal);
        assertThat(leads.take(other, new Take(), ANNA).stage()).isEqualTo(Stage.CONTACT);
    }

    // Запрет звонков

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "CONTACT", "INTERACTION", "MEETING"})
    void a_person_may_forbid_calls_on_every_stage_and_nobody_calls_that_phone_again(Stage stage) {
        var lead = leads.in(stage);
        var same = leads.bed.open(
                Data.of("Тот же телефон", "", ContactRef.NONE, lead.data().reach())
                        .consentGiven(leads.bed.clock.instant()),
                LIST);

        var notNoted = leads.refused(lead, new ForbidCalls(" "), ANNA, "words-are-noted");
        var ended = leads.take(lead, new ForbidCalls("больше не звоните"), ANNA);
        var said = leads.refused(same, new Take(), ANNA, "calls-are-allowed");

        assertThat(notNoted).containsExactly("не записано, что сказал человек");
        assertThat(ended.stage()).isEqualTo(Stage.DO_NOT_CALL);
        assertThat(ended.data().endedBecause()).isEqualTo("больше не звоните");
        assertThat(ended.data().consentAt()).isNull();
        assertThat(said).containsExactly("на этот телефон, почту или компанию действует запрет звонков");
    }

    @Test
    void a_company_that_forbade_calls_is_not_called_by_another_phone_either() {
        var lead = leads.take(leads.bed.open(leads.lead("acme"), LIST), new Take(), ANNA);
        var colleague = leads.take(leads.bed.open(leads.lead("acme"), LIST), new Take(), BORIS);
        var third = leads.bed.open(leads.lead("acme"), LIST);

        leads.take(lead, new ForbidCalls("уберите нас из базы"), ANNA);

        leads.refused(third, new Take(), ANNA, "calls-are-allowed");
        leads.refused(colleague, NO_ANSWER, BORIS, "we-may-call");
        leads.refused(colleague, PETR, BORIS, "we-may-call");
    }

    @Test
    void calls_stay_forbidden_whatever_the_director_says() {
        var lead = leads.take(leads.inContact(), new ForbidCalls("больше не звоните"), ANNA);

        var outcome = leads.bed.fire(lead, new Reopen(), DMITRY);

        assertThat(outcome.isTaken()).isFalse();
        assertThat(outcome.message()).contains("reopen is expected only in");
    }

    // Контакт

    @Test
    void a_try_in_vain_is_kept_and_the_next_one_is_a_task_for_the_next_working_day() {
        var lead = leads.inContact();

        var tried = leads.take(lead, NO_ANSWER, ANNA);

        assertThat(tried.stage()).isEqualTo(Stage.CONTACT);
        assertThat(tried.data().tries().made()).isEqualTo(1);
        assertThat(tried.data().tries().log())
                .containsExactly(new Attempt(november(23, 10, 0).toInstant(), false, "не берут трубку"));
        assertThat(leads.bed.lastMessages(lead))
                .contains("task Owner[]: Позвоните ещё раз, в другой час: Склад на Лесной");
        assertThat(leads.bed.lastEffects(lead))
                .filteredOn(Effect.Task.class::isInstance)
                .extracting(e -> ((Effect.Task) e).due())
                .containsExactly(november(24, 9, 0).toInstant());
    }

    @Test
    void tries_are_one_two_and_then_three_working_days_apart_and_weekends_do_not_count() {
        var lead = leads.inContact();

        leads.take(lead, NO_ANSWER, ANNA);
        assertThat(leads.bed.now(lead).data().tries().next()).isEqualTo(november(24, 9, 0));
        leads.tryInVain(lead, 1);
        assertThat(leads.bed.now(lead).data().tries().next()).isEqualTo(november(26, 9, 0));
        leads.tryInVain(lead, 1);
        assertThat(leads.bed.now(lead).data().tries().next())
                .isEqualTo(november(30, 9, 0).plusDays(1));
        leads.tryInVain(lead, 1);
        assertThat(leads.bed.now(lead).data().tries().next())
                .isEqualTo(november(30, 9, 0).plusDays(4));
        leads.tryInVain(lead, 1);
        assertThat(leads.bed.now(lead).data().tries().next())
                .isEqualTo(november(30, 9, 0).plusDays(9));
    }

    @Test
    void a_try_before_its_time_is_refused_and_the_day_is_named() {
        var lead = leads.inContact();
        leads.take(lead, NO_ANSWER, ANNA);
        leads.bed.at(november(24, 8, 59));

        var said = leads.refused(lead, NO_ANSWER, ANNA, "time-of-try-has-come");
        leads.refused(lead, PETR, ANNA, "time-of-try-has-come");
        leads.bed.at(november(24, 9, 0));

        assertThat(said).containsExactly("следующая попытка не раньше 24.11.2026");
        assertThat(leads.take(lead, NO_ANSWER, ANNA).data().tries().made()).isEqualTo(2);
    }

    @Test
    void a_try_at_the_hour_of_the_last_one_is_refused() {
        var lead = leads.inContact();
        leads.take(lead, NO_ANSWER, ANNA);
        leads.bed.at(november(24, 10, 59));

        var said = leads.refused(lead, NO_ANSWER, ANNA, "hour-is-another");
        leads.refused(lead, PETR, ANNA, "hour-is-another");
        leads.bed.at(november(24, 11, 0));

        assertThat(said).containsExactly("прошлая попытка была в тот же час, выберите другой");
        assertThat(leads.take(lead, PETR, ANNA).stage()).isEqualTo(Stage.INTERACTION);
    }

    @Test
    void nobody_is_called_a_seventh_time_and_the_owner_is_told_to_decide() {
        var lead = leads.inContact();
        leads.tryInVain(lead, 6);
        assertThat(leads.bed.lastMessages(lead))
                .contains("task Owner[]: Шесть попыток не удались, решите судьбу лида: Склад на Лесной");
        leads.waitForNextTry(lead);

        var said = leads.refused(lead, NO_ANSWER, ANNA, "tries-are-left");
        leads.refused(lead, PETR, ANNA, "tries-are-left");

        assertThat(said).containsExactly("все 6 попыток сделаны");
    }

    @Test
    void who_calls_us_back_is_reached_at_any_time() {
        var lead = leads.inContact();
        leads.tryInVain(lead, 6);

        var reached = leads.take(lead, new Reach("Пётр Ильин", "директор склада", true), ANNA);

        assertThat(reached.stage()).isEqualTo(Stage.INTERACTION);
    }

    @Test
    void nobody_is_called_whose_consent_is_gone() {
        var lead = leads.inContact();
        var without =
                Data.of("Склад на Лесной", "", ContactRef.NONE, lead.data().reach());
        leads.take(lead, new Amend(without), ANNA);

        var said = leads.refused(lead, NO_ANSWER, ANNA, "we-may-call");
        leads.take(lead, new GiveConsent(), ANNA);

        assertThat(said).containsExactly("звонить нельзя: нет согласия или действует запрет звонков");
        assertThat(leads.take(lead, NO_ANSWER, ANNA).data().tries().made()).isEqualTo(1);
    }

    @Test
    void the_one_who_decides_is_reached_and_known_by_name_and_role() {
        var lead = leads.inContact();

        var reached = leads.take(lead, PETR, ANNA);

        assertThat(reached.stage()).isEqualTo(Stage.INTERACTION);
        assertThat(reached.data().decisionMaker()).isEqualTo(new DecisionMaker("Пётр Ильин", "директор склада"));
        assertThat(reached.data().tries().log())
                .containsExactly(new Attempt(november(23, 10, 0).toInstant(), true, ""));
        assertThat(leads.due(reached)).isEqualTo(november(30, 10, 0).plusDays(7));
    }

    @ParameterizedTest
    @CsvSource({"'', директор, имя", "Пётр, ' ', роль", "'', '', 'имя, роль'"})
    void what_is_not_known_of_who_decides_is_named(String name, String role, String missing) {
        var lead = leads.inContact();

        var said = leads.refused(lead, new Reach(name, role, false), ANNA, "decision-maker-is-known");

        assertThat(said).containsExactly("не известно о ЛПР: " + missing);
    }

    @Test
    void a_lead_is_unreachable_after_four_tries_and_not_after_three() {
        var lead = leads.inContact();
        var unreachable = new Fail(Stage.UNREACHABLE, "не отвечают");
        leads.tryInVain(lead, 3);

        var said = leads.refused(lead, unreachable, ANNA, "tries-are-enough");
        leads.tryInVain(lead, 1);
        var ended = leads.take(lead, unreachable, ANNA);

        assertThat(said).containsExactly("нужно не меньше 4 попыток, пока 3");
        assertThat(ended.stage()).isEqualTo(Stage.UNREACHABLE);
    }

    @Test
    void an_unreachable_lead_that_is_reopened_is_tried_afresh_and_its_old_tries_are_kept() {
        var lead = leads.inContact();
        leads.tryInVain(lead, 6);
        leads.take(lead, new Fail(Stage.UNREACHABLE, "не отвечают"), ANNA);

        var back = leads.take(lead, new Reopen(), IGOR);

        assertThat(back.stage()).isEqualTo(Stage.CONTACT);
        assertThat(back.data().tries().made()).isZero();
        assertThat(leads.take(lead, NO_ANSWER, ANNA).data().tries().log()).hasSize(7);
    }

    @Test
    void a_card_that_is_dragged_on_in_the_crm_reaches_who_the_fields_name() {
        var fields = Fields.of(Map.of("decisionMaker", "Пётр Ильин", "role", "директор склада", "theyCalled", "Да"));

        assertThat(Reach.from(fields)).isEqualTo(new Reach("Пётр Ильин", "директор склада", true));
        assertThat(Reach.from(Fields.of(Map.of()))).isEqualTo(new Reach("", "", false));
    }

    // Взаимодействие

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"INTERACTION", "MEETING"})
    void contacts_and_objections_are_kept_and_an_objection_only_once(Stage stage) {
        var lead = leads.in(stage);
        var at = leads.bed.clock.instant();

        leads.take(lead, new LogInteraction(Channel.PHONE, "просил письмо", List.of("дорого")), ANNA);
        leads.take(lead, new LogInteraction(Channel.EMAIL, "прочитал", List.of("дорого", "не срочно")), ANNA);
        var said = leads.refused(lead, new LogInteraction(Channel.MESSENGER, " ", List.of()), ANNA, "outcome-is-told");

        var talks = leads.bed.now(lead).data().talks();
        assertThat(talks.log())
                .containsExactly(
                        new Interaction(at, Channel.PHONE, "просил письмо"),
                        new Interaction(at, Channel.EMAIL, "прочитал"));
        assertThat(talks.objections()).containsExactly("дорого", "не срочно");
        assertThat(said).containsExactly("не сказано, чем закончился контакт");
    }

    @Test
    void interest_with_a_meeting_leads_to_the_meeting_and_the_next_step_is_a_task() {
        var lead = leads.inInteraction();

        var meets = leads.take(lead, new ConfirmInterest("стеллажи на 500 мест", NEXT_WEEK, true), ANNA);

        assertThat(meets.stage()).isEqualTo(Stage.MEETING);
        assertThat(meets.data().need()).isEqualTo("стеллажи на 500 мест");
        assertThat(meets.data().talks().nextStep()).isEqualTo(NEXT_WEEK);
        assertThat(leads.due(meets)).isEqualTo(november(30, 10, 0).plusDays(7));
        assertThat(leads.bed.lastMessages(lead))
                .contains("task Owner[]: Следующий шаг, Склад на Лесной: стеллажи на 500 мест");
    }

    @Test
    void interest_without_a_meeting_is_a_success() {
        var lead = leads.inInteraction();

        var won = leads.take(lead, new ConfirmInterest("стеллажи на 500 мест", NEXT_WEEK, false), ANNA);

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
        assertThat(won.due()).isEmpty();
    }

    @Test
    void interest_needs_a_need_and_a_next_step_that_is_not_past() {
        var lead = leads.inInteraction();
        var yesterday = LocalDate.of(2026, 11, 22);

        var noNeed = leads.refused(lead, new ConfirmInterest(" ", NEXT_WEEK, true), ANNA, "need-is-recorded");
        var noStep = leads.refused(lead, new ConfirmInterest("стеллажи", null, true), ANNA, "next-step-is-set");
        leads.refused(lead, new ConfirmInterest("стеллажи", yesterday, true), ANNA, "next-step-is-set");
        var today = leads.take(lead, new ConfirmInterest("стеллажи", yesterday.plusDays(1), true), ANNA);

        assertThat(noNeed).containsExactly("не записана потребность");
        assertThat(noStep).containsExactly("день следующего шага не указан или прошёл");
        assertThat(today.stage()).isEqualTo(Stage.MEETING);
    }

    @ParameterizedTest
    @CsvSource({"2026-12-01, Y, true", "01.12.2026, да, true", "01.12.2026, нет, false"})
    void interest_is_read_from_the_fields_of_the_crm(String day, String meeting, boolean wanted) {
        var fields = Fields.of(Map.of("need", "стеллажи", "nextStep", day, "meeting", meeting));

        assertThat(ConfirmInterest.from(fields)).isEqualTo(new ConfirmInterest("стеллажи", NEXT_WEEK, wanted));
    }

    @Test
    void a_day_that_nobody_can_read_is_no_day() {
        var fields = Fields.of(Map.of("nextStep", "скоро"));

        assertThat(ConfirmInterest.from(fields)).isEqualTo(new ConfirmInterest("", null, false));
    }

    // Встреча

    @Test
    void a_meeting_that_was_held_makes_the_lead_a_success() {
        var lead = leads.inMeeting();

        var won = leads.take(lead, new MeetingHeld(MEETING_CARD), Actor.LINK);

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
    }

    @Test
    void how_a_meeting_ended_is_reported_by_its_card_and_by_no_person() {
        var lead = leads.inMeeting();

        leads.refused(lead, new MeetingHeld(MEETING_CARD), ANNA, "only-a-program");
        leads.refused(lead, new MeetingFailed(MEETING_CARD, "не пришли"), IGOR, "only-a-program");

        assertThat(leads.bed.now(lead).stage()).isEqualTo(Stage.MEETING);
    }

    @Test
    void a_lead_comes_back_from_two_failed_meetings_and_is_refused_after_the_third() {
        var lead = leads.inMeeting();

        assertThat(leads.meetingFails(lead).stage()).isEqualTo(Stage.INTERACTION);
        assertThat(leads.bed.lastMessages(lead))
                .contains("tell Owner[]: Встреча не удалась, Склад на Лесной: клиент не пришёл");
        leads.toMeeting(lead);
        assertThat(leads.meetingFails(lead).stage()).isEqualTo(Stage.INTERACTION);
        leads.toMeeting(lead);
        var lost = leads.meetingFails(lead);

        assertThat(lost.stage()).isEqualTo(Stage.REFUSED);
        assertThat(lost.failure()).satisfies(f -> assertThat(f.group()).isEqualTo(FailGroup.OTHER));
    }

    @Test
    void meetings_do_not_fail_for_ever_even_if_somebody_amends_their_number_away() {
        var lead = leads.inMeeting();
        for (var i = 0; i < 5; i++) {
            leads.take(lead, new Amend(leads.bed.now(lead).data().workedAfresh()), ANNA);
            leads.meetingFails(lead);
            leads.toMeeting(lead);
        }
        leads.take(lead, new Amend(leads.bed.now(lead).data().workedAfresh()), ANNA);

        var said = leads.refused(lead, new MeetingFailed(MEETING_CARD, "не пришли"), Actor.LINK, "at-most");

        assertThat(said).containsExactly("не больше 5 раз");
    }

    // Не сейчас

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"CONTACT", "INTERACTION", "MEETING"})
    void a_lead_is_put_off_until_a_day_and_wakes_up_in_its_morning(Stage stage) {
        var lead = leads.in(stage);

        var later = leads.take(lead, new PutOff(LocalDate.of(2026, 12, 14), "бюджет в декабре"), ANNA);
        var before = leads.bed.at(november(30, 8, 59).plusDays(14));
        var then = leads.bed.at(november(30, 9, 0).plusDays(14));

        assertThat(later.stage()).isEqualTo(Stage.LATER);
        assertThat(later.data().endedBecause()).isEqualTo("бюджет в декабре");
        assertThat(before).isZero();
        assertThat(then).isEqualTo(1);
        assertThat(leads.bed.now(lead).stage()).isEqualTo(Stage.LATER);
        assertThat(leads.bed.lastMessages(lead))
                .contains(
                        "tell Owner[]: Пора вернуться к лиду Склад на Лесной, он был отложен: бюджет в декабре",
                        "task Holder[role=HEAD]: Пора вернуться, откройте лид снова: Склад на Лесной");
    }

    @Test
    void a_lead_that_woke_up_is_reopened_and_called_afresh() {
        var lead = leads.inMeeting();
        leads.take(lead, new PutOff(LocalDate.of(2026, 12, 14), "бюджет в декабре"), ANNA);
        leads.bed.at(november(30, 9, 0).plusDays(14));

        var back = leads.take(lead, new Reopen(), IGOR);

        assertThat(back.stage()).isEqualTo(Stage.CONTACT);
        assertThat(back.data().callbackAt()).isNull();
        assertThat(back.data().endedBecause()).isEmpty();
        assertThat(leads.take(lead, PETR, ANNA).stage()).isEqualTo(Stage.INTERACTION);
    }

    @Test
    void a_lead_is_put_off_to_tomorrow_at_the_soonest_and_for_a_reason() {
        var lead = leads.inContact();
        var today = LocalDate.of(2026, 11, 23);

        var notAhead = leads.refused(lead, new PutOff(today, "занят"), ANNA, "callback-is-ahead");
        var noReason = leads.refused(lead, new PutOff(today.plusDays(1), " "), ANNA, "put-off-is-reasoned");

        assertThat(notAhead).containsExactly("вернуться можно не раньше завтрашнего дня");
        assertThat(noReason).containsExactly("не сказано, почему лид отложен");
        assertThat(leads.take(lead, new PutOff(today.plusDays(1), "занят"), ANNA)
                        .stage())
                .isEqualTo(Stage.LATER);
    }

    @Test
    void a_lead_is_not_put_off_for_longer_than_it_can_be_reopened() {
        var lead = leads.inContact();
        var longest = LocalDate.of(2026, 11, 23).plusDays(80);

        var said = leads.refused(lead, new PutOff(longest.plusDays(1), "в новом году"), ANNA, "callback-is-near");
        leads.take(lead, new PutOff(longest, "в новом году"), ANNA);
        leads.bed.at(longest.atTime(9, 0).atZone(ColdLead.ZONE));

        assertThat(said.get(0)).startsWith("лид откладывают не больше чем на 80 дней");
        assertThat(leads.take(lead, new Reopen(), IGOR).stage()).isEqualTo(Stage.CONTACT);
    }
}
