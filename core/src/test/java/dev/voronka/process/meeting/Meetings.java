package dev.voronka.process.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Alarm;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Row;
import dev.voronka.Texts;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.meeting.Meeting.ClearDate;
import dev.voronka.process.meeting.Meeting.ConfirmByClient;
import dev.voronka.process.meeting.Meeting.Data;
import dev.voronka.process.meeting.Meeting.FollowUp;
import dev.voronka.process.meeting.Meeting.NoteEvent;
import dev.voronka.process.meeting.Meeting.Reschedule;
import dev.voronka.process.meeting.Meeting.Schedule;
import dev.voronka.process.meeting.Meeting.Stage;
import dev.voronka.process.meeting.Meeting.SubmitReport;
import dev.voronka.store.Attempt;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * A seller with meetings in every stage. Today is Monday 23 November 2026, 10:00 in Moscow; the meeting is to be on
 * Wednesday from 11:00 to 12:00.
 */
final class Meetings {

    static final Actor SELLER = Actor.employee("e17", Role.REP);
    static final Actor COLLEAGUE = Actor.employee("e18", Role.REP);
    static final Actor HEAD = Actor.employee("e2", Role.HEAD);
    static final Actor OTHER_HEAD = Actor.employee("e3", Role.HEAD);
    static final Actor DIRECTOR = Actor.employee("e1", Role.DIRECTOR);

    static final ContactRef CLIENT = ContactRef.of("c4");
    static final ZonedDateTime MONDAY_TEN = Bed.MONDAY_TEN;
    static final ZonedDateTime WEDNESDAY_ELEVEN = november(25, 11, 0);
    static final ZonedDateTime THURSDAY_NOON = november(26, 12, 0);
    static final Duration AN_HOUR = Duration.ofHours(1);
    static final Data SHOW = new Data("Показ станка", CLIENT);
    static final String TOLD = "Сравнили станок с прежним, цена подходит.";

    private static final Directory PEOPLE = Directory.of(
            Employee.of("e1", Role.DIRECTOR),
            Employee.of("e2", Role.HEAD).under("e1"),
            Employee.of("e3", Role.HEAD).under("e1"),
            Employee.of("e17", Role.REP).under("e2"),
            Employee.of("e18", Role.REP).under("e3"));

    final Bed<Meeting.Trigger, Data> bed = new Bed<>(Meeting.PROCESS, PEOPLE);

    /** A moment in November 2026, in Moscow. */
    static ZonedDateTime november(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 11, day, hour, minute, 0, 0, Bed.MOSCOW);
    }

    /** A moment in December 2026, in Moscow. */
    static ZonedDateTime december(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 12, day, hour, minute, 0, 0, Bed.MOSCOW);
    }

    static Schedule scheduleFor(ZonedDateTime start) {
        return new Schedule(start, AN_HOUR, "Тверская, 1");
    }

    static SubmitReport report(FollowUp inside, FollowUp outside) {
        return new SubmitReport(TOLD, List.of(inside), List.of(outside));
    }

    static SubmitReport reportWithoutFollowUps() {
        return report(FollowUp.NOT_NEEDED, FollowUp.NOT_NEEDED);
    }

    Card<Data> newMeeting() {
        return newMeeting(SHOW);
    }

    Card<Data> newMeeting(Data data) {
        return bed.open(data, SELLER);
    }

    Card<Data> scheduled() {
        return scheduled(WEDNESDAY_ELEVEN);
    }

    Card<Data> scheduled(ZonedDateTime start) {
        return take(newMeeting(), scheduleFor(start), SELLER);
    }

    Card<Data> confirmed() {
        return confirmed(WEDNESDAY_ELEVEN);
    }

    Card<Data> confirmed(ZonedDateTime start) {
        return take(scheduled(start), new ConfirmByClient(), SELLER);
    }

    /** A meeting that is over; the clock has gone on to its end. */
    Card<Data> ended() {
        return ended(WEDNESDAY_ELEVEN);
    }

    Card<Data> ended(ZonedDateTime start) {
        var card = confirmed(start);
        bed.at(start.plus(AN_HOUR));
        return bed.now(card);
    }

    /** A meeting in a stage that is no end; for a report due the clock has gone on. */
    Card<Data> in(dev.voronka.Stage stage) {
        return switch ((Stage) stage) {
            case NEW -> newMeeting();
            case SCHEDULED -> scheduled();
            case CONFIRMED -> confirmed();
            case REPORT -> ended();
            default -> throw new AssertionError(stage + " is an end");
        };
    }

    /** A meeting that a person has failed, from the first stage that may fail so. */
    Card<Data> failed(dev.voronka.Stage fail) {
        var from = Meeting.PROCESS.rows().stream()
                .filter(r -> r.event().equals("fail:" + fail.name()))
                .findFirst()
                .orElseThrow()
                .from();
        return take(in(from), new CommonTrigger.Fail(fail, "Так вышло"), SELLER);
    }

    /** What goes through this row, if nothing hinders. */
    static Meeting.Trigger triggerOf(Row<Data> row) {
        return row.bare().map(Meeting.Trigger.class::cast).orElseGet(() -> switch (row.event()) {
            case "schedule" -> scheduleFor(WEDNESDAY_ELEVEN);
            case "reschedule" -> new Reschedule(THURSDAY_NOON);
            case "note-event" -> new NoteEvent("Показали станок");
            case "submit-report" -> reportWithoutFollowUps();
            default -> throw new AssertionError("no trigger for " + row.event());
        });
    }

    /** Who may send a trigger through this row. */
    static Actor actorOf(Row<Data> row) {
        if (row.clockOnly()) {
            return Actor.TIMER;
        }
        return row.by().contains(Role.HEAD) ? HEAD : SELLER;
    }

    Card<Data> take(Card<Data> card, Meeting.Trigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    Card<Data> take(Card<Data> card, CommonTrigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    /** Clears the date and sets it again, so many times. */
    Card<Data> clearedAndScheduled(Card<Data> card, int times) {
        for (var i = 0; i < times; i++) {
            take(take(card, new ClearDate(), SELLER), scheduleFor(WEDNESDAY_ELEVEN), SELLER);
        }
        return bed.now(card);
    }

    /** Moves a scheduled meeting between Thursday and Wednesday, so many times. */
    Card<Data> moved(Card<Data> card, int times) {
        for (var i = 0; i < times; i++) {
            take(card, new Reschedule(i % 2 == 0 ? THURSDAY_NOON : WEDNESDAY_ELEVEN), SELLER);
        }
        return bed.now(card);
    }

    /** The trigger is refused for this reason alone and leaves no trace on the card; gives the reason in Russian. */
    String refused(Card<Data> card, Meeting.Trigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    /** The common trigger is refused for this reason alone and leaves no trace on the card. */
    String refused(Card<Data> card, CommonTrigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    private String refused(Card<Data> before, Outcome<Data> outcome, String reason) {
        assertThat(bed.refusal(outcome)).containsExactly(reason);
        assertThat(bed.now(before)).isEqualTo(before);
        assertThat(bed.funnel.history(before.id())).hasSize((int) before.version());
        return outcome.fold(m -> "", s -> "", r -> r.reasons(Texts.RUSSIAN).get(0), n -> "", s -> "");
    }

    /** The card has noted who tried what in vain. */
    void hasNoted(Card<Data> card, Actor actor, String event, String reason) {
        var attempts = bed.funnel.attempts(card.id());
        assertThat(attempts).isNotEmpty();
        Attempt last = attempts.get(attempts.size() - 1);
        assertThat(last.actor()).isEqualTo(actor);
        assertThat(last.trigger()).isEqualTo(event);
        assertThat(last.reasons()).extracting("guard").containsExactly(reason);
    }

    Stage stage(Card<Data> card) {
        return (Stage) bed.now(card).stage();
    }

    /** Effects of the last move that are the process's own: neither the mirror nor the line on the card's time line. */
    List<Effect> ownEffects(Card<Data> card) {
        return bed.lastEffects(card).stream()
                .filter(e -> !(e instanceof Effect.Mirror) && !(e instanceof Effect.Comment))
                .toList();
    }

    /** The last move said this in Russian, among other things. */
    void said(Card<Data> card, String message) {
        assertThat(bed.lastMessages(card)).contains(message);
    }

    /** Timers that are still to go off, the deadline left out. */
    List<String> reminders(Card<Data> card) {
        return bed.now(card).visit().alarms().stream()
                .map(Alarm::code)
                .filter(c -> !c.equals(Alarm.DEADLINE))
                .toList();
    }

    /** How often the clock itself has fired this trigger. */
    long rang(Card<Data> card, String event) {
        return bed.funnel.history(card.id()).stream()
                .filter(m -> m.trigger().equals(event) && m.actor().equals(Actor.TIMER))
                .count();
    }

    /** By when it should go on. */
    void isDue(Card<Data> card, ZonedDateTime moment) {
        assertThat(bed.now(card).due()).contains(moment.toInstant());
    }

    /** It has gone off once in this visit, however often the clock is asked. */
    void rangOnce(Card<Data> card, String event, Stage stage) {
        assertThat(stage(card)).isEqualTo(stage);
        assertThat(bed.later(Duration.ofSeconds(1))).isZero();
        assertThat(rang(card, event)).isEqualTo(1);
    }
}
