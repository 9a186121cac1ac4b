package dev.voronka.process.meeting;

import static dev.voronka.process.meeting.Meeting.Stage.CANCELLED_BY_CLIENT;
import static dev.voronka.process.meeting.Meeting.Stage.NEW;
import static dev.voronka.process.meeting.Meeting.Stage.NO_SHOW;
import static dev.voronka.process.meeting.Meeting.Stage.SCHEDULED;
import static dev.voronka.process.meeting.Meetings.COLLEAGUE;
import static dev.voronka.process.meeting.Meetings.DIRECTOR;
import static dev.voronka.process.meeting.Meetings.HEAD;
import static dev.voronka.process.meeting.Meetings.MONDAY_TEN;
import static dev.voronka.process.meeting.Meetings.OTHER_HEAD;
import static dev.voronka.process.meeting.Meetings.SELLER;
import static dev.voronka.process.meeting.Meetings.THURSDAY_NOON;
import static dev.voronka.process.meeting.Meetings.WEDNESDAY_ELEVEN;
import static dev.voronka.process.meeting.Meetings.actorOf;
import static dev.voronka.process.meeting.Meetings.december;
import static dev.voronka.process.meeting.Meetings.november;
import static dev.voronka.process.meeting.Meetings.scheduleFor;
import static dev.voronka.process.meeting.Meetings.triggerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Hold;
import dev.voronka.CommonTrigger.Reassign;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.CommonTrigger.Resume;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Outcome;
import dev.voronka.Row;
import dev.voronka.Stage;
import dev.voronka.process.meeting.Meeting.ConfirmByClient;
import dev.voronka.process.meeting.Meeting.Data;
import dev.voronka.process.meeting.Meeting.NoteEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What can happen to a meeting in every stage: it fails, is put aside, handed over, amended, opened again. */
class MeetingCommonTest {

    private final Meetings on = new Meetings();

    static Stream<Named<Row<Data>>> ownRows() {
        return rows(r -> !r.common());
    }

    static Stream<Named<Row<Data>>> fails() {
        return rows(r -> r.payload() == Fail.class);
    }

    static Stream<Named<Row<Data>>> reopenings() {
        return rows(r -> r.payload() == Reopen.class);
    }

    static Stream<Named<Stage>> openStages() {
        return Meeting.PROCESS.stages().stream()
                .filter(s -> !s.kind().isEnd())
                .map(s -> Named.of(s.stage().name(), s.stage()));
    }

    // Fails

    @ParameterizedTest
    @MethodSource("fails")
    void a_meeting_fails_with_a_reason_and_its_open_tasks_are_taken_back(Row<Data> row) {
        var card = on.in(row.from());
        var fail = failOf(row);

        var failed = on.take(card, new Fail(fail, "Клиент заболел"), SELLER);

        assertThat(failed.stage()).isEqualTo(fail);
        assertThat(failed.isEnded()).isTrue();
        assertThat(failed.due()).isEmpty();
        assertThat(failed.failure().comment()).isEqualTo("Клиент заболел");
        assertThat(on.ownEffects(card)).containsExactly(new Effect.CancelTasks());
        assertThat(on.bed.lastMessages(card)).anyMatch(m -> m.endsWith("(Провалить: Клиент заболел)"));
        assertThat(on.bed.later(Duration.ofDays(30))).isZero();
    }

    @ParameterizedTest
    @MethodSource("fails")
    void a_meeting_does_not_fail_without_a_word(Row<Data> row) {
        var card = on.in(row.from());

        assertThat(on.refused(card, new Fail(failOf(row), " "), SELLER, "comment-is-filled"))
                .isEqualTo("не заполнен комментарий");
    }

    @Test
    void a_meeting_that_is_not_confirmed_yet_has_nobody_who_did_not_come() {
        var card = on.scheduled();

        var outcome = on.bed.fire(card, new Fail(NO_SHOW, "Не пришёл"), SELLER);

        assertThat(outcome).isInstanceOf(Outcome.NotExpected.class);
        assertThat(on.bed.now(card)).isEqualTo(card);
    }

    // Hold and resume

    @ParameterizedTest
    @MethodSource("openStages")
    void a_meeting_is_put_aside_and_taken_up_again(Stage stage) {
        var card = on.in(stage);
        var until = december(22, 10, 0).toInstant();

        var held = on.take(card, new Hold(until), SELLER);
        assertThat(held.isOnHold()).isTrue();
        assertThat(held.visit().hold().until()).isEqualTo(until);

        var resumed = on.take(card, new Resume(), SELLER);
        assertThat(resumed.isOnHold()).isFalse();
        assertThat(resumed.stage()).isEqualTo(stage);
        assertThat(resumed.due()).isEqualTo(card.due());
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_meeting_is_put_aside_only_until_a_moment_that_is_still_to_come(Stage stage) {
        var card = on.in(stage);

        assertThat(on.refused(card, new Hold(on.bed.clock.instant()), SELLER, "hold-ends-in-future"))
                .isEqualTo("отложить можно только на будущее");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_meeting_that_was_not_put_aside_is_not_taken_up_again(Stage stage) {
        assertThat(on.refused(on.in(stage), new Resume(), SELLER, "card-is-on-hold"))
                .isEqualTo("карточка не отложена");
    }

    @ParameterizedTest
    @MethodSource("ownRows")
    void a_meeting_that_is_put_aside_goes_nowhere(Row<Data> row) {
        var card = on.in(row.from());
        on.take(card, new Hold(december(22, 10, 0).toInstant()), SELLER);

        assertThat(on.refused(card, triggerOf(row), actorOf(row), "card-is-not-on-hold"))
                .isEqualTo("карточка отложена");
    }

    @Test
    void a_meeting_that_is_put_aside_may_still_fail() {
        var card = on.take(on.scheduled(), new Hold(THURSDAY_NOON.toInstant()), SELLER);

        assertThat(on.take(card, new Fail(CANCELLED_BY_CLIENT, "Заболел"), SELLER)
                        .isOnHold())
                .isFalse();
    }

    // Reassign

    @ParameterizedTest
    @MethodSource("openStages")
    void a_meeting_is_handed_over_and_its_new_owner_is_told(Stage stage) {
        var card = on.in(stage);

        var handed = on.take(card, new Reassign("e18"), HEAD);

        assertThat(handed.owner()).isEqualTo("e18");
        assertThat(handed.stage()).isEqualTo(stage);
        assertThat(handed.due()).isEqualTo(card.due());
        on.said(card, "tell Employee[id=e18]: Вам передана карточка: Показ станка");
    }

    @Test
    void a_meeting_is_not_handed_to_somebody_unknown() {
        var card = on.newMeeting();

        assertThatThrownBy(() -> on.bed.fire(card, new Reassign("e99"), HEAD)).isInstanceOf(InvalidInput.class);

        assertThat(on.bed.now(card)).isEqualTo(card);
    }

    @Test
    void a_meeting_that_is_handed_over_takes_the_time_of_its_new_owner() {
        on.take(on.scheduled(), new Reassign("e18"), HEAD);
        var colleagues = on.bed.open(Meetings.SHOW, COLLEAGUE);

        on.refused(colleagues, scheduleFor(WEDNESDAY_ELEVEN), COLLEAGUE, "owner-is-free");
        assertThat(on.scheduled().stage()).isEqualTo(SCHEDULED);
    }

    // Amend and watchers

    @ParameterizedTest
    @MethodSource("openStages")
    void what_a_meeting_says_is_amended_without_moving_it(Stage stage) {
        var card = on.in(stage);
        var agenda = withAgenda(card.data(), "Показать станок", "Назвать цену");

        var amended = on.take(card, new Amend(agenda), SELLER);

        assertThat(amended.data().agenda()).containsExactly("Показать станок", "Назвать цену");
        assertThat(amended.stage()).isEqualTo(stage);
        assertThat(amended.visit()).isEqualTo(card.visit());
    }

    @Test
    void watchers_are_told_when_a_meeting_moves_but_not_of_every_note() {
        var card = on.scheduled();
        on.take(card, Amend.watchers(Set.of("e2", "e18")), SELLER);

        on.take(card, new ConfirmByClient(), SELLER);
        var told = "e17: «Запланирована» → «Подтверждена» (Клиент подтвердил)";
        on.said(card, "tell Employee[id=e2]: " + told);
        on.said(card, "tell Employee[id=e18]: " + told);

        on.take(card, new NoteEvent("Клиент спросил о цене"), SELLER);
        assertThat(on.ownEffects(card)).isEmpty();

        on.bed.at(november(25, 12, 0));
        on.said(card, "tell Employee[id=e2]: Таймер: «Подтверждена» → «Отчёт» (Встреча закончилась)");
    }

    // Reopen

    @ParameterizedTest
    @MethodSource("reopenings")
    void a_cancelled_meeting_is_opened_again_by_the_owners_head(Row<Data> row) {
        var card = on.failed(row.from());

        var reopened = on.take(card, new Reopen(), HEAD);

        assertThat(reopened.stage()).isEqualTo(NEW);
        assertThat(reopened.failure()).isNull();
        assertThat(reopened.header().busy())
                .as("the old date no longer takes the owner's time")
                .isNull();
        assertThat(reopened.due()).contains(november(24, 10, 0).toInstant());
        assertThat(on.take(card, scheduleFor(THURSDAY_NOON), SELLER).stage()).isEqualTo(SCHEDULED);
    }

    @ParameterizedTest
    @MethodSource("reopenings")
    void nobody_but_heads_and_directors_opens_a_meeting_again(Row<Data> row) {
        var card = on.failed(row.from());

        assertThat(on.refused(card, new Reopen(), SELLER, "actor-has-the-right"))
                .isEqualTo("это может только: руководитель продаж, руководитель квалификации, директор по продажам");

        on.hasNoted(card, SELLER, "reopen", "actor-has-the-right");
    }

    @ParameterizedTest
    @MethodSource("reopenings")
    void the_head_of_somebody_else_does_not_open_a_meeting_again_but_a_director_does(Row<Data> row) {
        var card = on.failed(row.from());

        assertThat(on.refused(card, new Reopen(), OTHER_HEAD, "actor-heads-the-owner"))
                .isEqualTo("это может только руководитель ответственного");

        assertThat(on.take(card, new Reopen(), DIRECTOR).stage()).isEqualTo(NEW);
    }

    @Test
    void a_meeting_is_opened_again_by_the_head_of_its_present_owner() {
        var card = on.scheduled();
        on.take(card, new Reassign("e18"), HEAD);
        on.take(card, new Fail(CANCELLED_BY_CLIENT, "Заболел"), COLLEAGUE);

        on.refused(card, new Reopen(), HEAD, "actor-heads-the-owner");

        assertThat(on.take(card, new Reopen(), OTHER_HEAD).stage()).isEqualTo(NEW);
    }

    @Test
    void a_meeting_is_opened_again_within_ninety_days() {
        var card = on.failed(CANCELLED_BY_CLIENT);
        on.bed.at(MONDAY_TEN.plusDays(90).plusSeconds(1));

        assertThat(on.refused(card, new Reopen(), HEAD, "failed-not-long-ago"))
                .isEqualTo("после провала прошло больше 90 дней");

        on.bed.at(MONDAY_TEN.plusDays(90));
        assertThat(on.take(card, new Reopen(), HEAD).stage()).isEqualTo(NEW);
    }

    @Test
    void a_meeting_is_opened_again_twice_at_most() {
        var card = on.failed(CANCELLED_BY_CLIENT);
        for (var i = 0; i < 2; i++) {
            on.take(card, new Reopen(), HEAD);
            on.take(card, new Fail(CANCELLED_BY_CLIENT, "Снова заболел"), SELLER);
        }

        assertThat(on.refused(card, new Reopen(), HEAD, "at-most")).isEqualTo("не больше 2 раз");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_CONFIRMED", "GOAL_NOT_REACHED"})
    void a_fail_that_is_final_is_not_opened_again(Meeting.Stage fail) {
        var card = on.failed(fail);

        assertThat(on.bed.fire(card, new Reopen(), DIRECTOR)).isInstanceOf(Outcome.NotExpected.class);
        assertThat(on.bed.now(card)).isEqualTo(card);
    }

    private static Stream<Named<Row<Data>>> rows(java.util.function.Predicate<Row<Data>> which) {
        return Meeting.PROCESS.rows().stream()
                .filter(which)
                .map(r -> Named.of(r.from().name() + "/" + r.event(), r));
    }

    private static Stage failOf(Row<Data> row) {
        return row.branches().get(0).to();
    }

    private static Data withAgenda(Data d, String... agenda) {
        return new Data(
                d.goal(),
                List.of(agenda),
                d.contact(),
                d.start(),
                d.length(),
                d.place(),
                d.ours(),
                d.resultOwner(),
                d.plan(),
                d.events(),
                d.report(),
                d.lateReportAllowed());
    }
}
