package dev.voronka.process.meeting;

import static dev.voronka.process.meeting.Meeting.Stage.CANCELLED_BY_CLIENT;
import static dev.voronka.process.meeting.Meeting.Stage.CONFIRMED;
import static dev.voronka.process.meeting.Meeting.Stage.NEW;
import static dev.voronka.process.meeting.Meeting.Stage.SCHEDULED;
import static dev.voronka.process.meeting.Meetings.AN_HOUR;
import static dev.voronka.process.meeting.Meetings.CLIENT;
import static dev.voronka.process.meeting.Meetings.COLLEAGUE;
import static dev.voronka.process.meeting.Meetings.MONDAY_TEN;
import static dev.voronka.process.meeting.Meetings.SELLER;
import static dev.voronka.process.meeting.Meetings.SHOW;
import static dev.voronka.process.meeting.Meetings.THURSDAY_NOON;
import static dev.voronka.process.meeting.Meetings.WEDNESDAY_ELEVEN;
import static dev.voronka.process.meeting.Meetings.november;
import static dev.voronka.process.meeting.Meetings.scheduleFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Addressee;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Message;
import dev.voronka.Texts;
import dev.voronka.process.Bed;
import dev.voronka.process.meeting.Meeting.ClearDate;
import dev.voronka.process.meeting.Meeting.ConfirmByClient;
import dev.voronka.process.meeting.Meeting.Data;
import dev.voronka.process.meeting.Meeting.NoteEvent;
import dev.voronka.process.meeting.Meeting.Reschedule;
import dev.voronka.process.meeting.Meeting.Schedule;
import dev.voronka.process.meeting.Meeting.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a meeting gets its date, is confirmed, moved and held. The report: {@link MeetingReportTest}. */
class MeetingTest {

    private static final ZoneId VLADIVOSTOK = ZoneId.of("Asia/Vladivostok");
    private static final ZoneId KAMCHATKA = ZoneId.of("Asia/Kamchatka");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Meetings on = new Meetings();

    @Test
    void whoever_opens_a_meeting_owns_it() {
        var card = on.newMeeting();

        assertThat(card.stage()).isEqualTo(NEW);
        assertThat(card.owner()).isEqualTo("e17");
        assertThat(card.header().title()).isEqualTo("Показ станка");
        assertThat(card.header().contacts()).containsExactly(CLIENT);
        assertThat(card.header().busy()).isNull();
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tested
    void a_meeting_without_data_is_not_opened() {
        assertThatThrownBy(() -> on.bed.open(null, SELLER))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("data of a new card of meeting is null");
    }

    // New

    @Test
    void a_meeting_with_a_date_is_scheduled_and_the_client_is_invited() {
        var card = on.scheduled();

        assertThat(card.stage()).isEqualTo(SCHEDULED);
        assertThat(card.data().start()).isEqualTo(WEDNESDAY_ELEVEN);
        assertThat(card.data().end()).isEqualTo(november(25, 12, 0));
        assertThat(card.data().place()).isEqualTo("Тверская, 1");
        on.said(card, "write c4: Приглашаем вас на встречу 25.11.2026 11:00, Тверская, 1");
        on.said(card, "comment: e17: «Новая» → «Запланирована» (Назначить)");
        assertThat(on.ownEffects(card))
                .contains(new Effect.Appointment(
                        new Addressee.Owner(),
                        Message.of("meeting.appointment", "Показ станка"),
                        WEDNESDAY_ELEVEN,
                        AN_HOUR,
                        "Тверская, 1"));
        assertThat(on.bed.funnel.process().texts().text("message.meeting.appointment", Texts.RUSSIAN, "Показ станка"))
                .isEqualTo("Встреча: Показ станка");
    }

    @Test
    void a_meeting_without_a_goal_gets_no_date() {
        var card = on.newMeeting(new Data(" ", CLIENT));

        assertThat(on.refused(card, scheduleFor(WEDNESDAY_ELEVEN), SELLER, "goal-is-filled"))
                .isEqualTo("не заполнена цель");
    }

    @Test
    void a_meeting_without_a_contact_gets_no_date() {
        var card = on.newMeeting(new Data("Показ станка", ContactRef.NONE));

        assertThat(on.refused(card, scheduleFor(WEDNESDAY_ELEVEN), SELLER, "contact-is-filled"))
                .isEqualTo("не заполнен контакт");
    }

    @Test
    void a_meeting_is_not_scheduled_for_the_past_nor_for_this_very_moment() {
        var card = on.newMeeting();

        assertThat(on.refused(card, scheduleFor(november(23, 9, 59)), SELLER, "starts-in-future"))
                .isEqualTo("начало в прошлом");
        on.refused(card, scheduleFor(MONDAY_TEN), SELLER, "starts-in-future");
        on.take(card, scheduleFor(november(23, 10, 1)), SELLER);
    }

    @Test
    void a_meeting_that_lasts_no_time_cannot_even_be_asked_for() {
        assertThatThrownBy(() -> new Schedule(WEDNESDAY_ELEVEN, Duration.ZERO, "Тверская, 1"))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Schedule(WEDNESDAY_ELEVEN, AN_HOUR.negated(), "Тверская, 1"))
                .isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "2026-11-25T07:59, PT1H, false",
        "2026-11-25T08:00, PT1H, true",
        "2026-11-25T19:00, PT1H, true",
        "2026-11-25T19:00, PT1H1M, false",
        "2026-11-25T20:00, PT1H, false",
        "2026-11-25T10:00, PT24H, false", // ends within visiting hours, but on another day
        "2026-11-28T10:00, PT1H, true", // a Saturday
        "2026-11-29T10:00, PT1H, false" // a Sunday
    })
    void clients_are_visited_from_Monday_to_Saturday_between_eight_and_eight(
            String start, Duration length, boolean visited) {
        var card = on.newMeeting();
        var schedule = new Schedule(ZonedDateTime.parse(start + "+03:00[Europe/Moscow]"), length, "Тверская, 1");

        if (visited) {
            assertThat(on.take(card, schedule, SELLER).stage()).isEqualTo(SCHEDULED);
        } else {
            assertThat(on.refused(card, schedule, SELLER, "within-visiting-hours"))
                    .isEqualTo("вне часов визитов (понедельник–суббота, 08:00–20:00 по времени места)");
        }
    }

    @Test
    void visiting_hours_are_those_of_the_place() {
        var tenInTheMorningThere = ZonedDateTime.of(2026, 11, 26, 10, 0, 0, 0, VLADIVOSTOK);
        var tenInTheEveningThere = november(26, 15, 0).withZoneSameInstant(VLADIVOSTOK);
        var sundayThereAndSaturdayHere = november(28, 23, 30).withZoneSameInstant(KAMCHATKA);
        var mondayThereAndSundayHere = november(29, 23, 30).withZoneSameInstant(KAMCHATKA);
        var card = on.newMeeting();

        on.refused(card, scheduleFor(tenInTheEveningThere), SELLER, "within-visiting-hours");
        on.refused(card, scheduleFor(sundayThereAndSaturdayHere), SELLER, "within-visiting-hours");
        on.scheduled(mondayThereAndSundayHere);
        on.take(card, scheduleFor(tenInTheMorningThere), SELLER);

        on.said(card, "write c4: Приглашаем вас на встречу 26.11.2026 10:00, Тверская, 1");
        assertThat(on.ownEffects(card))
                .filteredOn(Effect.Appointment.class::isInstance)
                .singleElement()
                .extracting("start")
                .isEqualTo(tenInTheMorningThere);
        assertThat(on.bed.now(card).header().busy().from()).isEqualTo(Instant.parse("2026-11-26T00:00:00Z"));
    }

    @Test
    void a_meeting_abroad_keeps_its_clock_time_when_clocks_are_set_forward_there() {
        on.bed.at(ZonedDateTime.of(2027, 3, 26, 9, 0, 0, 0, Bed.MOSCOW)); // a Friday; Berlin changes on Sunday

        var before = on.scheduled(ZonedDateTime.of(2027, 3, 27, 8, 0, 0, 0, BERLIN));
        var after = on.scheduled(ZonedDateTime.of(2027, 3, 29, 8, 0, 0, 0, BERLIN));

        on.said(before, "write c4: Приглашаем вас на встречу 27.03.2027 08:00, Тверская, 1");
        on.said(after, "write c4: Приглашаем вас на встречу 29.03.2027 08:00, Тверская, 1");
        assertThat(before.header().busy().from()).isEqualTo(Instant.parse("2027-03-27T07:00:00Z"));
        assertThat(after.header().busy().from()).isEqualTo(Instant.parse("2027-03-29T06:00:00Z"));
    }

    @Test
    void a_busy_seller_gets_no_second_meeting_and_hears_what_the_first_one_is() {
        on.scheduled();
        var second = on.newMeeting(new Data("Переговоры", CLIENT));

        assertThat(on.refused(second, scheduleFor(november(25, 11, 30)), SELLER, "owner-is-free"))
                .isEqualTo("сотрудник занят: Показ станка, 25.11 11:00–12:00");
        on.take(second, scheduleFor(november(25, 12, 0)), SELLER); // as soon as the first one is over
        on.refused(on.newMeeting(), scheduleFor(november(25, 12, 59)), SELLER, "owner-is-free");
    }

    @Test
    void the_length_of_a_meeting_counts_when_it_is_asked_whether_the_seller_is_free() {
        on.scheduled();
        var card = on.newMeeting();
        var start = november(25, 9, 30);

        on.refused(card, new Schedule(start, Duration.ofHours(2), "Тверская, 1"), SELLER, "owner-is-free");
        on.take(card, new Schedule(start, Duration.ofMinutes(90), "Тверская, 1"), SELLER);
    }

    @Test
    void meetings_of_colleagues_and_cancelled_meetings_do_not_clash() {
        var cancelled = on.scheduled();
        on.take(cancelled, new CommonTrigger.Fail(CANCELLED_BY_CLIENT, "Заболел"), SELLER);
        var colleagues = on.bed.open(SHOW, COLLEAGUE);
        on.take(colleagues, scheduleFor(WEDNESDAY_ELEVEN), COLLEAGUE);

        assertThat(on.scheduled().stage()).isEqualTo(SCHEDULED);
    }

    @Test
    void a_moved_meeting_leaves_its_time_free_and_does_not_clash_with_itself() {
        var card = on.scheduled();

        on.take(card, new Reschedule(november(25, 11, 30)), SELLER);
        on.take(card, new Reschedule(THURSDAY_NOON), SELLER);

        assertThat(on.scheduled().stage()).isEqualTo(SCHEDULED);
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        on.scheduled();
        var card = on.newMeeting(new Data("", ContactRef.NONE));
        on.bed.at(november(25, 21, 30));
        var late = new Schedule(november(25, 11, 0), Duration.ofHours(10), "Тверская, 1");

        var outcome = on.bed.fire(card, late, SELLER);

        assertThat(on.bed.refusal(outcome))
                .containsExactly(
                        "goal-is-filled",
                        "contact-is-filled",
                        "starts-in-future",
                        "within-visiting-hours",
                        "owner-is-free");
    }

    // Scheduled

    @Test
    void a_meeting_that_the_client_confirms_is_confirmed() {
        var card = on.confirmed();

        assertThat(card.stage()).isEqualTo(CONFIRMED);
        on.said(card, "comment: e17: «Запланирована» → «Подтверждена» (Клиент подтвердил)");
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEDULED", "CONFIRMED"})
    void a_moved_meeting_is_to_be_confirmed_again_and_the_client_is_told(Stage stage) {
        var card = on.in(stage);

        on.take(card, new Reschedule(THURSDAY_NOON), SELLER);

        assertThat(on.stage(card)).isEqualTo(SCHEDULED);
        assertThat(on.bed.now(card).data().start()).isEqualTo(THURSDAY_NOON);
        on.said(card, "write c4: Встреча перенесена на 26.11.2026 12:00");
        assertThat(on.ownEffects(card))
                .contains(new Effect.Appointment(
                        new Addressee.Owner(),
                        Message.of("meeting.appointment", "Показ станка"),
                        THURSDAY_NOON,
                        AN_HOUR,
                        "Тверская, 1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEDULED", "CONFIRMED"})
    void a_meeting_is_moved_only_to_a_time_that_suits(Stage stage) {
        var card = on.in(stage);
        on.scheduled(THURSDAY_NOON);

        on.refused(card, new Reschedule(november(23, 9, 0)), SELLER, "starts-in-future");
        on.refused(card, new Reschedule(november(25, 19, 30)), SELLER, "within-visiting-hours");
        assertThat(on.refused(card, new Reschedule(november(26, 11, 1)), SELLER, "owner-is-free"))
                .isEqualTo("сотрудник занят: Показ станка, 26.11 12:00–13:00");
    }

    @Test
    void a_meeting_is_moved_three_times_at_most_whether_it_was_confirmed_or_not() {
        var card = on.moved(on.confirmed(), 1);
        on.take(card, new ConfirmByClient(), SELLER);
        on.moved(card, 2);

        assertThat(on.refused(card, new Reschedule(november(27, 11, 0)), SELLER, "at-most"))
                .isEqualTo("не больше 3 раз");
        on.take(card, new ConfirmByClient(), SELLER);
        on.refused(card, new Reschedule(november(27, 11, 0)), SELLER, "at-most");
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEDULED", "CONFIRMED"})
    void a_meeting_whose_date_is_cleared_is_new_again_and_its_time_is_free(Stage stage) {
        var card = on.in(stage);

        on.take(card, new ClearDate(), SELLER);

        assertThat(on.stage(card)).isEqualTo(NEW);
        assertThat(on.bed.now(card).data().start()).isNull();
        assertThat(on.bed.now(card).header().busy()).isNull();
        on.said(card, "write c4: Дата встречи снята, мы предложим другую");
        assertThat(on.scheduled().stage()).isEqualTo(SCHEDULED);
    }

    @Test
    void a_date_is_cleared_five_times_at_most_whether_it_was_confirmed_or_not() {
        var card = on.clearedAndScheduled(on.confirmed(), 5);

        assertThat(on.refused(card, new ClearDate(), SELLER, "at-most")).isEqualTo("не больше 5 раз");
        on.take(card, new ConfirmByClient(), SELLER);
        on.refused(card, new ClearDate(), SELLER, "at-most");
    }

    // Confirmed, and after the meeting

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "REPORT"})
    void what_happens_at_a_meeting_is_noted_in_order(Stage stage) {
        var card = on.in(stage);

        on.take(card, new NoteEvent("Пришёл директор"), SELLER);
        on.take(card, new NoteEvent("Показали станок"), COLLEAGUE);

        assertThat(on.stage(card)).isEqualTo(stage);
        assertThat(on.bed.now(card).data().events()).containsExactly("Пришёл директор", "Показали станок");
        assertThat(on.refused(card, new NoteEvent(" "), SELLER, "event-is-told"))
                .isEqualTo("не сказано, что произошло");
    }
}
