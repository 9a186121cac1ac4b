package dev.voronka.process.meeting;

import static dev.voronka.process.meeting.Meeting.Stage.REPORT;
import static dev.voronka.process.meeting.Meeting.Stage.SUCCESS;
import static dev.voronka.process.meeting.Meetings.COLLEAGUE;
import static dev.voronka.process.meeting.Meetings.DIRECTOR;
import static dev.voronka.process.meeting.Meetings.HEAD;
import static dev.voronka.process.meeting.Meetings.SELLER;
import static dev.voronka.process.meeting.Meetings.SHOW;
import static dev.voronka.process.meeting.Meetings.TOLD;
import static dev.voronka.process.meeting.Meetings.WEDNESDAY_ELEVEN;
import static dev.voronka.process.meeting.Meetings.november;
import static dev.voronka.process.meeting.Meetings.report;
import static dev.voronka.process.meeting.Meetings.reportWithoutFollowUps;
import static dev.voronka.process.meeting.Meetings.scheduleFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Addressee;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.Fields;
import dev.voronka.Role;
import dev.voronka.process.meeting.Meeting.AllowLateReport;
import dev.voronka.process.meeting.Meeting.ConfirmByClient;
import dev.voronka.process.meeting.Meeting.Data;
import dev.voronka.process.meeting.Meeting.FollowUp;
import dev.voronka.process.meeting.Meeting.SubmitReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report on a meeting, and what follows from it. */
class MeetingReportTest {

    private static final FollowUp SEND_OFFER = FollowUp.of("Прислать ТКП");
    private static final FollowUp ASK_FOR_PRICE = FollowUp.of("Узнать цену доставки");

    private final Meetings on = new Meetings();

    @Test
    void a_meeting_with_a_report_is_a_success() {
        var card = on.take(on.ended(), report(ASK_FOR_PRICE, SEND_OFFER), SELLER);

        assertThat(card.stage()).isEqualTo(SUCCESS);
        assertThat(card.data().report())
                .isEqualTo(new Meeting.Report(TOLD, List.of(ASK_FOR_PRICE), List.of(SEND_OFFER)));
        on.said(card, "comment: e17: «Отчёт» → «Успех» (Сдать отчёт)");
    }

    @Test
    void a_report_says_in_twenty_characters_or_more_what_was_discussed() {
        var card = on.ended();

        assertThat(on.refused(card, saying("Девятнадцать знаков"), SELLER, "discussion-is-told"))
                .isEqualTo("что обсудили: нужно не меньше 20 знаков");
        on.refused(card, saying("   Девятнадцать знаков   "), SELLER, "discussion-is-told");
        on.take(card, saying("Ровно двадцать знаков"), SELLER);
    }

    @Test
    void a_report_names_a_follow_up_inside_and_one_outside() {
        var card = on.ended();
        var blank = FollowUp.of(" ");

        assertThat(on.refused(card, new SubmitReport(TOLD, List.of(), List.of()), SELLER, "follow-ups-are-named"))
                .isEqualTo("не заполнен фоллоуап (или «не требуется»): внутренний, внешний");
        assertThat(on.refused(card, report(blank, SEND_OFFER), SELLER, "follow-ups-are-named"))
                .isEqualTo("не заполнен фоллоуап (или «не требуется»): внутренний");
        assertThat(on.refused(card, report(ASK_FOR_PRICE, blank), SELLER, "follow-ups-are-named"))
                .isEqualTo("не заполнен фоллоуап (или «не требуется»): внешний");
        on.take(card, report(ASK_FOR_PRICE, FollowUp.NOT_NEEDED), SELLER);
    }

    @Test
    void a_follow_up_without_words_is_refused_beside_one_that_is_named() {
        var report = new SubmitReport(TOLD, List.of(ASK_FOR_PRICE, FollowUp.of(" ")), List.of(SEND_OFFER));

        assertThat(on.refused(on.ended(), report, SELLER, "follow-ups-are-named"))
                .isEqualTo("не заполнен фоллоуап (или «не требуется»): внутренний");
    }

    // Who writes it

    @Test
    void only_who_answers_for_the_result_reports() {
        var card = on.newMeeting(SHOW.reportedBy("e18"));
        on.take(card, scheduleFor(WEDNESDAY_ELEVEN), SELLER);
        on.take(card, new ConfirmByClient(), SELLER);
        on.bed.at(november(25, 12, 0));

        for (var other : List.of(SELLER, HEAD, DIRECTOR)) {
            assertThat(on.refused(card, reportWithoutFollowUps(), other, "actor-has-the-right"))
                    .isEqualTo("это может только: ответственный за итог");
            on.hasNoted(card, other, "submit-report", "actor-has-the-right");
        }
        assertThat(on.take(card, reportWithoutFollowUps(), COLLEAGUE).stage()).isEqualTo(SUCCESS);
    }

    @Test
    void a_meeting_that_was_handed_over_is_reported_by_its_new_owner() {
        var card = on.ended();
        on.take(card, new CommonTrigger.Reassign("e18"), SELLER);

        on.refused(card, reportWithoutFollowUps(), SELLER, "actor-has-the-right");

        assertThat(on.take(card, reportWithoutFollowUps(), COLLEAGUE).stage()).isEqualTo(SUCCESS);
    }

    @Test
    void who_acts_as_the_one_who_answers_for_results_may_report_too() {
        var standIn = Actor.employee("e30", Role.RESULT_OWNER);

        assertThat(on.take(on.ended(), reportWithoutFollowUps(), standIn).stage())
                .isEqualTo(SUCCESS);
    }

    @Test
    void the_report_is_asked_from_whoever_is_to_write_it() {
        var card = on.newMeeting(SHOW.reportedBy("e18"));
        on.take(card, scheduleFor(WEDNESDAY_ELEVEN), SELLER);
        on.take(card, new ConfirmByClient(), SELLER);

        on.bed.at(november(25, 12, 0));

        on.said(card, "task Employee[id=e18]: Напишите отчёт о встрече «Показ станка»");
    }

    @Test
    void only_a_head_allows_a_late_report() {
        var card = on.ended();

        for (var other : List.of(SELLER, DIRECTOR)) {
            assertThat(on.refused(card, new AllowLateReport(), other, "actor-has-the-right"))
                    .isEqualTo("это может только: руководитель продаж");
            on.hasNoted(card, other, "allow-late-report", "actor-has-the-right");
        }
        on.take(card, new AllowLateReport(), HEAD);

        assertThat(on.stage(card)).isEqualTo(REPORT);
        assertThat(on.bed.now(card).data().lateReportAllowed()).isTrue();
    }

    // Follow-ups

    @Test
    void each_follow_up_becomes_a_task_of_the_owner_or_of_whoever_is_named() {
        var dated = new FollowUp("Прислать ТКП", "e18", LocalDate.of(2026, 11, 30));

        var card = on.take(on.ended(), report(ASK_FOR_PRICE, dated), SELLER);

        on.said(card, "task Owner[]: Узнать цену доставки");
        on.said(card, "task Employee[id=e18]: Прислать ТКП");
        assertThat(tasks(card))
                .extracting(Effect.Task::to)
                .containsExactly(new Addressee.Owner(), new Addressee.Employee("e18"));
        assertThat(tasks(card))
                .extracting(Effect.Task::due)
                .containsExactly(null, Instant.parse("2026-11-30T21:00:00Z")); // midnight in Moscow
    }

    @Test
    void a_follow_up_is_due_at_the_end_of_its_day_at_the_place_of_the_meeting() {
        var vladivostok = ZoneId.of("Asia/Vladivostok");
        var card = on.ended(ZonedDateTime.of(2026, 11, 26, 10, 0, 0, 0, vladivostok));
        var dated = new FollowUp("Прислать ТКП", null, LocalDate.of(2026, 11, 30));

        on.take(card, report(FollowUp.NOT_NEEDED, dated), SELLER);

        assertThat(tasks(card)).extracting(Effect.Task::due).containsExactly(Instant.parse("2026-11-30T14:00:00Z"));
    }

    @Test
    void a_day_on_which_clocks_are_set_forward_ends_an_hour_sooner() {
        var card = on.ended(ZonedDateTime.of(2027, 3, 26, 10, 0, 0, 0, ZoneId.of("Europe/Berlin")));
        var saturday = new FollowUp("Узнать цену доставки", null, LocalDate.of(2027, 3, 27));
        var sunday = new FollowUp("Прислать ТКП", null, LocalDate.of(2027, 3, 28));

        on.take(card, report(saturday, sunday), SELLER);

        assertThat(tasks(card))
                .extracting(Effect.Task::due)
                .containsExactly(Instant.parse("2027-03-27T23:00:00Z"), Instant.parse("2027-03-28T22:00:00Z"));
    }

    @Test
    void a_follow_up_that_is_not_needed_is_no_task() {
        var card = on.take(on.ended(), report(FollowUp.NOT_NEEDED, SEND_OFFER), SELLER);

        assertThat(tasks(card))
                .singleElement()
                .extracting(t -> t.message().args())
                .isEqualTo(List.of("Прислать ТКП"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"не требуется", "Не требуется", " НЕ ТРЕБУЕТСЯ ", "not needed", "Not needed"})
    void that_nothing_is_needed_is_understood_however_it_is_written(String said) {
        var byHand = new FollowUp(said, "e18", LocalDate.of(2026, 11, 30));

        var card = on.take(on.ended(), report(FollowUp.of(said), byHand), SELLER);

        assertThat(tasks(card)).isEmpty();
    }

    // As the CRM reports it

    @Test
    void a_report_is_filled_in_in_the_crm_line_by_line() {
        var card = on.ended();

        on.take(
                card,
                reportedAs(Map.of(
                        "discussed",
                        " " + TOLD + "\n",
                        "internalFollowUp",
                        "Узнать цену доставки\n\n  Проверить склад  \r\n",
                        "externalFollowUp",
                        "Не требуется")),
                SELLER);

        assertThat(on.bed.now(card).data().report())
                .isEqualTo(new Meeting.Report(
                        TOLD, List.of(ASK_FOR_PRICE, FollowUp.of("Проверить склад")), List.of(FollowUp.NOT_NEEDED)));
        on.said(card, "task Owner[]: Узнать цену доставки");
        on.said(card, "task Owner[]: Проверить склад");
        assertThat(tasks(card)).hasSize(2);
    }

    @Test
    void a_report_that_is_empty_in_the_crm_is_refused_for_all_that_is_missing() {
        var card = on.ended();

        var outcome = on.bed.fire(card, reportedAs(Map.of("discussed", "  ", "externalFollowUp", "\n")), SELLER);

        assertThat(on.bed.refusal(outcome)).containsExactly("discussion-is-told", "follow-ups-are-named");
        assertThat(on.bed.now(card)).isEqualTo(card);
    }

    private static SubmitReport saying(String discussed) {
        return new SubmitReport(discussed, List.of(FollowUp.NOT_NEEDED), List.of(FollowUp.NOT_NEEDED));
    }

    private static Meeting.Trigger reportedAs(Map<String, String> fields) {
        var row = Meeting.PROCESS.row(REPORT, "submit-report").orElseThrow();
        return (Meeting.Trigger) row.report(Fields.of(fields)).orElseThrow();
    }

    private List<Effect.Task> tasks(Card<Data> card) {
        return on.ownEffects(card).stream()
                .filter(Effect.Task.class::isInstance)
                .map(Effect.Task.class::cast)
                .toList();
    }
}
