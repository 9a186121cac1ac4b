package dev.voronka.process.meeting;

import static dev.voronka.process.meeting.Meeting.Stage.CONFIRMED;
import static dev.voronka.process.meeting.Meeting.Stage.NEW;
import static dev.voronka.process.meeting.Meeting.Stage.REPORT;
import static dev.voronka.process.meeting.Meeting.Stage.REPORT_MISSING;
import static dev.voronka.process.meeting.Meeting.Stage.SCHEDULED;
import static dev.voronka.process.meeting.Meetings.SELLER;
import static dev.voronka.process.meeting.Meetings.SHOW;
import static dev.voronka.process.meeting.Meetings.THURSDAY_NOON;
import static dev.voronka.process.meeting.Meetings.december;
import static dev.voronka.process.meeting.Meetings.november;
import static dev.voronka.process.meeting.Meetings.scheduleFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger;
import dev.voronka.process.meeting.Meeting.NoteEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a hold and an amendment move what the clock does about a meeting, and what is no use once it has begun. */
class MeetingHoldTest {

    private final Meetings on = new Meetings();

    // Hold

    @Test
    void a_hold_stops_the_time_for_finding_a_date() {
        var card = on.newMeeting();
        on.take(card, new CommonTrigger.Hold(november(24, 10, 0).toInstant()), SELLER);

        assertThat(on.bed.at(november(24, 10, 0))).isEqualTo(1);

        assertThat(on.stage(card)).isEqualTo(NEW);
        assertThat(on.bed.now(card).isOnHold()).isFalse();
        on.isDue(card, november(25, 10, 0));
        assertThat(on.rang(card, "resume")).isEqualTo(1);
    }

    @Test
    void a_hold_that_is_taken_back_early_gives_back_only_its_own_time() {
        var card = on.newMeeting();
        on.take(card, new CommonTrigger.Hold(november(27, 10, 0).toInstant()), SELLER);
        on.bed.at(november(23, 15, 0));

        on.take(card, new CommonTrigger.Resume(), SELLER);

        on.isDue(card, november(24, 15, 0)); // four working hours later than without a hold: lunch does not count
    }

    @Test
    void a_hold_stops_the_time_for_a_report() {
        var card = on.ended();
        on.take(card, new CommonTrigger.Hold(november(27, 12, 0).toInstant()), SELLER);

        on.bed.at(november(27, 12, 0));
        on.isDue(card, november(30, 12, 0));

        assertThat(on.bed.at(december(4, 11, 59))).isZero();
        on.bed.at(december(4, 12, 0));
        assertThat(on.stage(card)).isEqualTo(REPORT_MISSING);
    }

    @Test
    void a_hold_does_not_move_what_hangs_on_the_start() {
        var scheduled = on.scheduled();
        var confirmed = on.confirmed(THURSDAY_NOON);
        on.take(scheduled, new CommonTrigger.Hold(november(24, 10, 0).toInstant()), SELLER);
        on.take(confirmed, new CommonTrigger.Hold(november(24, 10, 0).toInstant()), SELLER);

        on.bed.at(november(24, 10, 0));

        on.isDue(scheduled, november(24, 11, 0));
        on.isDue(confirmed, november(26, 13, 0));
        on.bed.at(november(24, 11, 0));
        assertThat(on.rang(scheduled, "confirmation-due")).isEqualTo(1);
    }

    @Test
    void a_meeting_that_ended_while_on_hold_waits_for_its_report_afterwards() {
        var card = on.confirmed();
        on.take(card, new CommonTrigger.Hold(THURSDAY_NOON.toInstant()), SELLER);

        on.bed.at(THURSDAY_NOON);

        assertThat(on.stage(card)).isEqualTo(REPORT);
        on.isDue(card, november(27, 12, 0));
    }

    // Amendments

    @Test
    void a_note_or_an_amendment_does_not_move_what_is_due() {
        var card = on.confirmed();
        on.bed.at(november(24, 12, 0));

        on.take(card, new NoteEvent("Клиент спросил о цене"), SELLER);

        on.isDue(card, november(25, 12, 0));
        assertThat(on.reminders(card)).containsExactly("hour-before", "meeting-ended");
        on.bed.at(november(24, 13, 0));
        on.rangOnce(card, "day-before", CONFIRMED);
    }

    @Test
    void a_start_that_is_amended_moves_what_is_due() {
        var card = on.scheduled();
        var later = SHOW.scheduled(scheduleFor(november(27, 11, 0)));

        on.take(card, new CommonTrigger.Amend(later), SELLER);

        on.isDue(card, november(26, 11, 0));
        assertThat(on.bed.at(november(24, 11, 0))).isZero();
        assertThat(on.bed.at(november(26, 11, 0))).isEqualTo(1);
    }

    @Test
    void a_meeting_that_is_late_to_be_confirmed_stays_late_when_it_is_amended() {
        var card = on.scheduled();
        on.bed.at(november(24, 12, 0));

        on.take(card, new CommonTrigger.Amend(card.data().reportedBy("e18")), SELLER);

        on.isDue(card, november(24, 11, 0));
    }

    @Test
    void a_reminder_that_is_due_this_very_minute_survives_an_amendment() {
        var card = on.confirmed();
        on.bed.clock.set(november(24, 11, 1).toInstant()); // nobody has asked yet what is due

        on.take(card, new NoteEvent("Клиент спросил о цене"), SELLER);
        on.bed.later(Duration.ZERO);

        on.rangOnce(card, "day-before", CONFIRMED);
    }

    // A meeting that is over

    @Test
    void nobody_is_asked_to_confirm_a_meeting_that_has_begun() {
        var card = on.take(
                on.scheduled(), new CommonTrigger.Hold(november(25, 11, 0).toInstant()), SELLER);

        on.bed.at(november(25, 11, 0));

        assertThat(on.rang(card, "confirmation-due")).isZero();
        assertThat(on.rang(card, "confirmation-late")).isZero();
        on.hasNoted(card, Actor.TIMER, "confirmation-late", "is-still-ahead");
    }

    @Test
    void nobody_is_reminded_of_a_meeting_that_has_begun() {
        var card = on.take(on.confirmed(), new CommonTrigger.Hold(THURSDAY_NOON.toInstant()), SELLER);

        on.bed.at(THURSDAY_NOON);

        assertThat(on.rang(card, "day-before")).isZero();
        assertThat(on.rang(card, "hour-before")).isZero();
        on.hasNoted(card, Actor.TIMER, "hour-before", "is-still-ahead");
        assertThat(on.stage(card)).isEqualTo(REPORT);
    }

    @Test
    void a_reminder_that_a_hold_has_put_off_is_given_while_the_meeting_is_ahead() {
        var card = on.take(
                on.scheduled(), new CommonTrigger.Hold(november(24, 15, 0).toInstant()), SELLER);

        on.bed.at(november(24, 15, 0));

        on.rangOnce(card, "confirmation-due", SCHEDULED);
    }
}
