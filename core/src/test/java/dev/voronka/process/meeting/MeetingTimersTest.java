package dev.voronka.process.meeting;

import static dev.voronka.process.meeting.Meeting.Stage.CONFIRMED;
import static dev.voronka.process.meeting.Meeting.Stage.REPORT;
import static dev.voronka.process.meeting.Meeting.Stage.REPORT_MISSING;
import static dev.voronka.process.meeting.Meeting.Stage.SCHEDULED;
import static dev.voronka.process.meeting.Meetings.HEAD;
import static dev.voronka.process.meeting.Meetings.SELLER;
import static dev.voronka.process.meeting.Meetings.THURSDAY_NOON;
import static dev.voronka.process.meeting.Meetings.december;
import static dev.voronka.process.meeting.Meetings.november;
import static dev.voronka.process.meeting.Meetings.reportWithoutFollowUps;
import static dev.voronka.process.meeting.Meetings.triggerOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger;
import dev.voronka.FailGroup;
import dev.voronka.Row;
import dev.voronka.process.meeting.Meeting.AllowLateReport;
import dev.voronka.process.meeting.Meeting.ClearDate;
import dev.voronka.process.meeting.Meeting.ConfirmByClient;
import dev.voronka.process.meeting.Meeting.Data;
import dev.voronka.process.meeting.Meeting.Reschedule;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** By when a meeting should go on, and what the clock does about it. Holds: {@link MeetingHoldTest}. */
class MeetingTimersTest {

    private final Meetings on = new Meetings();

    // Deadlines

    @Test
    void a_new_meeting_gets_its_date_within_a_working_day() {
        on.isDue(on.newMeeting(), november(24, 10, 0));

        on.bed.at(november(27, 17, 0));
        on.isDue(on.newMeeting(), november(30, 17, 0)); // from Friday to Monday
    }

    @Test
    void a_scheduled_meeting_is_confirmed_a_working_day_before_it_starts() {
        on.isDue(on.scheduled(), november(24, 11, 0));
        on.isDue(on.scheduled(november(30, 11, 0)), november(27, 11, 0)); // a Monday's on Friday
        on.isDue(on.scheduled(november(28, 11, 0)), november(27, 9, 0)); // a Saturday's when Friday begins
        on.isDue(on.scheduled(november(25, 19, 0)), november(24, 18, 0)); // an evening's when the office closes
    }

    @Test
    void a_meeting_within_a_working_day_is_confirmed_by_its_start() {
        on.isDue(on.scheduled(november(24, 9, 0)), november(24, 9, 0));
    }

    @Test
    void a_confirmed_meeting_is_due_when_it_ends() {
        on.isDue(on.confirmed(), november(25, 12, 0));
    }

    @Test
    void a_report_is_due_a_working_day_after_the_meeting() {
        on.isDue(on.ended(), november(26, 12, 0));

        on.isDue(on.ended(november(27, 15, 0)), november(30, 16, 0)); // over the weekend
    }

    @Test
    void a_moved_meeting_is_due_by_its_new_start() {
        var card = on.confirmed();

        on.take(card, new Reschedule(THURSDAY_NOON), SELLER);
        on.isDue(card, november(25, 12, 0));

        on.take(card, new ClearDate(), SELLER);
        on.isDue(card, november(24, 10, 0)); // a working day for another date
    }

    @Test
    void an_ended_meeting_is_due_no_more() {
        var card = on.take(on.ended(), reportWithoutFollowUps(), SELLER);

        assertThat(card.due()).isEmpty();
        assertThat(on.reminders(card)).isEmpty();
        assertThat(on.bed.later(Duration.ofDays(30))).isZero();
    }

    // Scheduled

    @Test
    void the_seller_is_to_confirm_a_working_day_before_the_start() {
        var card = on.scheduled();

        assertThat(on.bed.at(november(24, 10, 59))).isZero();
        assertThat(on.bed.at(november(24, 11, 0))).isEqualTo(1);

        on.said(card, "task Owner[]: Подтвердите с клиентом встречу «Показ станка»");
        on.rangOnce(card, "confirmation-due", SCHEDULED);
    }

    @Test
    void the_head_is_told_when_two_working_hours_are_left_and_nothing_is_confirmed() {
        var card = on.scheduled(november(25, 14, 30));
        on.bed.at(november(25, 11, 29));
        assertThat(on.rang(card, "confirmation-late")).isZero();

        assertThat(on.bed.at(november(25, 11, 30))).isEqualTo(1); // lunch from 13:00 to 14:00 does not count

        on.said(
                card,
                "tell Holder[role=HEAD]: Встреча «Показ станка» начнётся меньше чем через два рабочих часа и не"
                        + " подтверждена");
        on.rangOnce(card, "confirmation-late", SCHEDULED);
    }

    @Test
    void a_meeting_that_is_confirmed_in_time_asks_nobody_to_confirm() {
        var card = on.confirmed();

        on.bed.at(november(25, 10, 59));

        assertThat(on.rang(card, "confirmation-due")).isZero();
        assertThat(on.rang(card, "confirmation-late")).isZero();
    }

    @Test
    void reminders_whose_moment_has_passed_are_not_given() {
        assertThat(on.reminders(on.scheduled())).containsExactly("confirmation-due", "confirmation-late");
        assertThat(on.reminders(on.scheduled(november(23, 15, 0)))).containsExactly("confirmation-late");
        assertThat(on.reminders(on.scheduled(november(23, 11, 30)))).isEmpty();

        assertThat(on.reminders(on.confirmed(THURSDAY_NOON)))
                .containsExactly("day-before", "hour-before", "meeting-ended");
        assertThat(on.reminders(on.confirmed(november(23, 17, 0)))).containsExactly("hour-before", "meeting-ended");
        assertThat(on.reminders(on.confirmed(november(23, 10, 30)))).containsExactly("meeting-ended");
    }

    @Test
    void a_moved_meeting_is_reminded_of_anew() {
        var card = on.scheduled();
        on.bed.at(november(24, 11, 0));

        on.take(card, new Reschedule(THURSDAY_NOON), SELLER);
        assertThat(on.bed.at(november(25, 11, 59))).isZero();
        assertThat(on.bed.at(november(25, 12, 0))).isEqualTo(1);

        assertThat(on.rang(card, "confirmation-due")).isEqualTo(2);
    }

    // Confirmed

    @Test
    void the_client_is_reminded_a_day_before() {
        var card = on.confirmed();

        assertThat(on.bed.at(november(24, 10, 59))).isZero();
        assertThat(on.bed.at(november(24, 11, 0))).isEqualTo(1);

        on.said(card, "write c4: Напоминаем о встрече 25.11.2026 11:00");
        on.rangOnce(card, "day-before", CONFIRMED);
    }

    @Test
    void a_day_before_a_monday_is_a_sunday() {
        var card = on.confirmed(november(30, 11, 0));

        assertThat(on.bed.at(november(29, 11, 0))).isEqualTo(1);

        on.said(card, "write c4: Напоминаем о встрече 30.11.2026 11:00");
    }

    @Test
    void the_seller_is_told_an_hour_before() {
        var card = on.confirmed();
        on.bed.at(november(25, 9, 59));
        assertThat(on.rang(card, "hour-before")).isZero();

        assertThat(on.bed.at(november(25, 10, 0))).isEqualTo(1);

        on.said(card, "tell Owner[]: Встреча «Показ станка» через час");
        on.rangOnce(card, "hour-before", CONFIRMED);
    }

    @Test
    void a_meeting_that_is_over_waits_for_its_report() {
        var card = on.confirmed();
        on.bed.at(november(25, 11, 59));
        assertThat(on.stage(card)).isEqualTo(CONFIRMED);

        assertThat(on.bed.at(november(25, 12, 0))).isEqualTo(1);

        on.said(card, "task Owner[]: Напишите отчёт о встрече «Показ станка»");
        on.rangOnce(card, "meeting-ended", REPORT);
    }

    @Test
    void a_meeting_that_is_confirmed_after_its_end_waits_for_its_report_at_once() {
        var card = on.scheduled();
        on.bed.at(november(25, 13, 0));

        on.take(card, new ConfirmByClient(), SELLER);
        on.bed.later(Duration.ZERO);

        assertThat(on.stage(card)).isEqualTo(REPORT);
        assertThat(on.rang(card, "day-before")).isZero();
    }

    // Report

    @Test
    void a_meeting_without_a_report_for_five_working_days_fails_and_the_head_is_told() {
        var card = on.ended();

        assertThat(on.bed.at(december(2, 11, 59))).isZero();
        assertThat(on.bed.at(december(2, 12, 0))).isEqualTo(1);

        on.said(card, "tell Holder[role=HEAD]: Нет отчёта о встрече «Показ станка»");
        on.rangOnce(card, "report-still-missing", REPORT_MISSING);
        assertThat(on.bed.now(card).failure().group()).isEqualTo(FailGroup.INTERNAL);
    }

    @Test
    void a_late_report_that_the_head_has_allowed_does_not_fail_the_meeting() {
        var card = on.take(on.ended(), new AllowLateReport(), HEAD);

        on.bed.at(december(2, 12, 0));

        assertThat(on.stage(card)).isEqualTo(REPORT);
        assertThat(on.bed.now(card).version()).isEqualTo(card.version());
        on.hasNoted(card, Actor.TIMER, "report-still-missing", "late-report-is-not-allowed");
        assertThat(on.bed.later(Duration.ofDays(30))).isZero();
        assertThat(on.take(card, reportWithoutFollowUps(), SELLER).stage()).isEqualTo(Meeting.Stage.SUCCESS);
    }

    // Every timer

    static Stream<Named<Row<Data>>> timers() {
        return Meeting.PROCESS.rows().stream()
                .filter(Row::clockOnly)
                .map(r -> Named.of(r.from().name() + "/" + r.event(), r));
    }

    @ParameterizedTest
    @MethodSource("timers")
    void nobody_but_the_clock_says_that_a_moment_has_come(Row<Data> row) {
        var card = on.in(row.from());

        assertThat(on.refused(card, triggerOf(row), HEAD, "only-the-clock"))
                .isEqualTo("об этом сообщает только таймер");

        on.hasNoted(card, HEAD, row.event(), "only-the-clock");
    }

    @ParameterizedTest
    @MethodSource("timers")
    void on_hold_the_clock_says_nothing(Row<Data> row) {
        var card = on.in(row.from());
        on.take(card, new CommonTrigger.Hold(december(22, 10, 0).toInstant()), SELLER);

        assertThat(on.bed.at(december(22, 9, 59))).isZero();

        assertThat(on.rang(card, row.event())).isZero();
        assertThat(on.stage(card)).isEqualTo(row.from());
    }
}
