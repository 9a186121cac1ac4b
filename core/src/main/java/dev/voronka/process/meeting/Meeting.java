package dev.voronka.process.meeting;

import static dev.voronka.FailGroup.FIT;
import static dev.voronka.FailGroup.INTERNAL;
import static dev.voronka.FailGroup.NO_RESPONSE;
import static dev.voronka.FailGroup.TIMING;
import static dev.voronka.When.after;
import static dev.voronka.When.at;
import static dev.voronka.When.before;
import static dev.voronka.WorkingTime.calendarDays;
import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingHours;
import static dev.voronka.process.meeting.Meeting.Stage.CANCELLED_BY_CLIENT;
import static dev.voronka.process.meeting.Meeting.Stage.CANCELLED_BY_US;
import static dev.voronka.process.meeting.Meeting.Stage.CONFIRMED;
import static dev.voronka.process.meeting.Meeting.Stage.GOAL_NOT_REACHED;
import static dev.voronka.process.meeting.Meeting.Stage.NEW;
import static dev.voronka.process.meeting.Meeting.Stage.NOT_CONFIRMED;
import static dev.voronka.process.meeting.Meeting.Stage.NO_SHOW;
import static dev.voronka.process.meeting.Meeting.Stage.REPORT;
import static dev.voronka.process.meeting.Meeting.Stage.REPORT_MISSING;
import static dev.voronka.process.meeting.Meeting.Stage.SCHEDULED;
import static dev.voronka.process.meeting.Meeting.Stage.SUCCESS;

import dev.voronka.Addressee;
import dev.voronka.Code;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Fields;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Message;
import dev.voronka.Personal;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Situation;
import dev.voronka.TextRef;
import dev.voronka.TimeSpan;
import dev.voronka.WorkingTime;
import dev.voronka.lookup.BusyTimes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Встречи: from a goal to a report with follow-ups. Source: processes.md, 4. */
public final class Meeting {

    /** The stages of a meeting. */
    public enum Stage implements dev.voronka.Stage {
        /** Новая: what for and with whom is being written. */
        NEW,
        /** Запланирована: date and time are set, the client has not confirmed. */
        SCHEDULED,
        /** Подтверждена: the client has confirmed. */
        CONFIRMED,
        /** Отчёт: the meeting is over and its report is due. */
        REPORT,
        /** Успех. */
        SUCCESS,
        /** Отменена клиентом. */
        CANCELLED_BY_CLIENT,
        /** Отменена нами. */
        CANCELLED_BY_US,
        /** Клиент не пришёл. */
        NO_SHOW,
        /** Не подтверждена. */
        NOT_CONFIRMED,
        /** Нет отчёта. */
        REPORT_MISSING,
        /** Цель не достигнута. */
        GOAL_NOT_REACHED
    }

    /** What happens to a meeting. */
    public sealed interface Trigger extends dev.voronka.Trigger {}

    /** What sets or changes the time of a meeting. */
    public sealed interface SetsStart extends Trigger {
        /** When it begins, in the zone of its place. */
        ZonedDateTime start();

        /** How long it will take, given what the card says so far. */
        default Duration lengthOn(Data data) {
            return data.length();
        }
    }

    /** Sets date, time and place. */
    @Code("schedule")
    public record Schedule(ZonedDateTime start, Duration length, String place) implements SetsStart {
        @Override
        public Duration lengthOn(Data data) {
            return length;
        }

        /** Refuses a length that is not positive. */
        public Schedule {
            requirePositive(length);
        }
    }

    /** The client says that date and time suit. */
    @Code("confirm")
    public record ConfirmByClient() implements Trigger {}

    /** Moves the meeting to another time; the client must confirm again. */
    @Code("reschedule")
    public record Reschedule(ZonedDateTime start) implements SetsStart {}

    /** Takes the date back; another one is still to be found. */
    @Code("clear-date")
    public record ClearDate() implements Trigger {}

    /** A working day is left and the client has not confirmed. */
    @Code("confirmation-due")
    public record ConfirmationDue() implements Trigger {}

    /** Two working hours are left and the client has not confirmed. */
    @Code("confirmation-late")
    public record ConfirmationLate() implements Trigger {}

    /** A day is left. */
    @Code("day-before")
    public record DayBefore() implements Trigger {}

    /** An hour is left. */
    @Code("hour-before")
    public record HourBefore() implements Trigger {}

    /** The time of the meeting is over. */
    @Code("meeting-ended")
    public record MeetingEnded() implements Trigger {}

    /** Notes something that happened at the meeting. */
    @Code("note-event")
    public record NoteEvent(String what) implements Trigger {}

    /** Says what was discussed and what is to be done, inside and outside. */
    @Code("submit-report")
    public record SubmitReport(String discussed, List<FollowUp> internal, List<FollowUp> external) implements Trigger {

        /** Keeps unmodifiable copies. */
        public SubmitReport {
            internal = List.copyOf(internal);
            external = List.copyOf(external);
        }

        /** The report as a person has filled it in in the CRM: a line for each follow-up, or «не требуется». */
        public static SubmitReport from(Fields fields) {
            return new SubmitReport(
                    fields.text("discussed").orElse(""),
                    fields.lines("internalFollowUp").stream().map(FollowUp::of).toList(),
                    fields.lines("externalFollowUp").stream().map(FollowUp::of).toList());
        }

        /** A task for each follow-up that is needed, due at the end of its day in this zone. */
        public List<Effect> tasks(ZoneId zone) {
            return Stream.concat(internal.stream(), external.stream())
                    .filter(FollowUp::isNeeded)
                    .map(followUp -> followUp.task(zone))
                    .toList();
        }
    }

    /** The head does not want this meeting to fail for want of a report. */
    @Code("allow-late-report")
    public record AllowLateReport() implements Trigger {}

    /** Five working days have passed without a report. */
    @Code("report-still-missing")
    public record ReportStillMissing() implements Trigger {}

    /**
     * Something to be done after the meeting.
     *
     * @param what to do; «не требуется» if nothing is
     * @param employee who does it; null for the card's owner
     * @param due by when, in the zone of the meeting's place; null if there is no date
     */
    public record FollowUp(
            String what,
            @Nullable String employee,
            @Nullable LocalDate due) {

        /** Says that nothing needs to be done. */
        public static final FollowUp NOT_NEEDED = new FollowUp("не требуется", null, null);

        /** For the card's owner, without a date; the text «не требуется» or "not needed" is {@link #NOT_NEEDED}. */
        public static FollowUp of(String what) {
            var said = what.strip();
            return saysNotNeeded(said) ? NOT_NEEDED : new FollowUp(said, null, null);
        }

        /** Whether there is something to do. */
        public boolean isNeeded() {
            return !saysNotNeeded(what);
        }

        private static boolean saysNotNeeded(String text) {
            var said = text.strip();
            return said.equalsIgnoreCase(NOT_NEEDED.what) || said.equalsIgnoreCase("not needed");
        }

        private Effect task(ZoneId zone) {
            var message = Message.of("meeting.follow-up", what);
            var to = employee == null ? new Addressee.Owner() : new Addressee.Employee(employee);
            return new Effect.Task(
                    to,
                    message,
                    due == null ? null : due.plusDays(1).atStartOfDay(zone).toInstant());
        }
    }

    /** What was discussed and what follows. */
    public record Report(String discussed, List<FollowUp> internal, List<FollowUp> external) {}

    /**
     * The meeting's card.
     *
     * @param goal what it is for
     * @param agenda points to be spoken of
     * @param contact with whom
     * @param start in the zone of its place; null until a date is agreed
     * @param length how long
     * @param place where, an address or a link
     * @param ours our participants besides the owner, by id
     * @param resultOwner who writes the report; null for the card's owner
     * @param plan what we want to show and say
     * @param events what happened
     * @param report null until it is submitted
     * @param lateReportAllowed whether the head has allowed a late report
     */
    public record Data(
            String goal,
            List<String> agenda,
            @Personal ContactRef contact,
            @Nullable ZonedDateTime start,
            Duration length,
            String place,
            List<String> ours,
            @Nullable String resultOwner,
            List<String> plan,
            List<String> events,
            @Nullable Report report,
            boolean lateReportAllowed) {

        /** Refuses a length that is not positive; keeps unmodifiable copies. */
        public Data {
            requirePositive(length);
            agenda = List.copyOf(agenda);
            ours = List.copyOf(ours);
            plan = List.copyOf(plan);
            events = List.copyOf(events);
        }

        /** A meeting to be: what for and with whom. */
        public Data(String goal, ContactRef contact) {
            this(
                    goal,
                    List.of(),
                    contact,
                    null,
                    Duration.ofHours(1),
                    "",
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    null,
                    false);
        }

        /** A meeting to be: what for, and the id of the contact with whom. */
        public Data(String goal, String contact) {
            this(goal, ContactRef.of(contact));
        }

        /** The same with somebody who writes the report. */
        public Data reportedBy(String employee) {
            return with(start, length, place, employee, events, report, lateReportAllowed);
        }

        /** When it is over, in the zone of its place; null until a date is agreed. */
        public @Nullable ZonedDateTime end() {
            return start == null ? null : start.plus(length);
        }

        ZoneId zone() {
            return start == null ? MOSCOW : start.getZone();
        }

        @Nullable
        TimeSpan span() {
            return start == null
                    ? null
                    : new TimeSpan(start.toInstant(), start.plus(length).toInstant());
        }

        Data scheduled(Schedule t) {
            return with(t.start(), t.length(), t.place(), resultOwner, events, report, lateReportAllowed);
        }

        Data movedTo(Reschedule t) {
            return with(t.start(), length, place, resultOwner, events, report, lateReportAllowed);
        }

        Data dateCleared() {
            return with(null, length, place, resultOwner, events, report, lateReportAllowed);
        }

        Data noted(NoteEvent t) {
            var more = new ArrayList<>(events);
            more.add(t.what());
            return with(start, length, place, resultOwner, more, report, lateReportAllowed);
        }

        Data reported(SubmitReport t) {
            var written = new Report(t.discussed(), t.internal(), t.external());
            return with(start, length, place, resultOwner, events, written, lateReportAllowed);
        }

        Data allowedLate() {
            return with(start, length, place, resultOwner, events, report, true);
        }

        private Data with(
                @Nullable ZonedDateTime newStart,
                Duration newLength,
                String newPlace,
                @Nullable String newResultOwner,
                List<String> newEvents,
                @Nullable Report newReport,
                boolean newLate) {
            return new Data(
                    goal,
                    agenda,
                    contact,
                    newStart,
                    newLength,
                    newPlace,
                    ours,
                    newResultOwner,
                    plan,
                    newEvents,
                    newReport,
                    newLate);
        }

        String startTold() {
            return start == null ? "" : DAY_AND_TIME.format(start);
        }
    }

    /** How often a meeting may be moved. Source: processes.md, 4. */
    static final int MOVES = 3;

    /** How many characters a report on what was discussed must have. Source: a proposal, to be set by each company. */
    static final int LEAST_REPORT = 20;

    /** When a client may be visited, by the clock of the place. Source: a proposal, to be set by each company. */
    static final LocalTime VISITS_FROM = LocalTime.of(8, 0);

    /** When a visit must be over, by the clock of the place. Source: a proposal, to be set by each company. */
    static final LocalTime VISITS_TO = LocalTime.of(20, 0);

    /** How long a report may be missing before the meeting fails. Source: processes.md, 4. */
    static final WorkingTime REPORT_IS_MISSED = workingDays(5);

    /** Where a meeting without a start is taken to be. Source: design.md, 9. */
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

    static final Guard<Data, Object> GOAL_IS_FILLED =
            Guard.onData("goal-is-filled", d -> !d.goal().isBlank());
    static final Guard<Data, Object> CONTACT_IS_FILLED =
            Guard.onData("contact-is-filled", d -> d.contact().isKnown());
    static final Guard<Data, SetsStart> STARTS_IN_FUTURE =
            Guard.of("starts-in-future", s -> s.trigger().start().toInstant().isAfter(s.now()));
    static final Guard<Data, SetsStart> WITHIN_VISITING_HOURS = Guard.of(
            "within-visiting-hours",
            s -> isVisitingTime(s.trigger().start(), s.trigger().lengthOn(s.data())));
    static final Guard<Data, SetsStart> OWNER_IS_FREE =
            Guard.listing("owner-is-free", s -> s.answer(BusyTimes.class).clashes());
    static final Guard<Data, Object> IS_STILL_AHEAD = Guard.of("is-still-ahead", Meeting::isStillAhead);
    static final Guard<Data, NoteEvent> EVENT_IS_TOLD =
            Guard.of("event-is-told", s -> !s.trigger().what().isBlank());
    static final Guard<Data, SubmitReport> DISCUSSION_IS_TOLD = Guard.listing(
            "discussion-is-told",
            s -> s.trigger().discussed().strip().length() >= LEAST_REPORT ? List.of() : List.of(LEAST_REPORT));
    static final Guard<Data, SubmitReport> FOLLOW_UPS_ARE_NAMED =
            Guard.listing("follow-ups-are-named", s -> unnamedFollowUps(s.trigger()));
    static final Guard<Data, Object> LATE_REPORT_IS_NOT_ALLOWED =
            Guard.onData("late-report-is-not-allowed", d -> !d.lateReportAllowed());

    // The definition keeps its own layout, so that it reads like the description of the process.
    // spotless:off
    /** The process. */
    public static final SalesProcess<Trigger, Data> PROCESS = SalesProcess.named(
                    "meeting", Stage.class, Trigger.class, Data.class)
            .header(d -> Header.of(d.goal(), d.contact()).busy(d.span()))
            .held(Role.RESULT_OWNER, c -> c.data().resultOwner() == null ? c.owner() : c.data().resultOwner())
            .startsIn(NEW)
            .mainPath(NEW, SCHEDULED, CONFIRMED, REPORT, SUCCESS)
            .stage(NEW, s -> s.ownedBy(Role.REP)
                    .within(workingDays(1))
                    .mayFail(CANCELLED_BY_CLIENT, CANCELLED_BY_US)
                    .on(Schedule.class)
                        .consult(BusyTimes.class, Meeting::busyTimes)
                        .when(GOAL_IS_FILLED, CONTACT_IS_FILLED, STARTS_IN_FUTURE, WITHIN_VISITING_HOURS, OWNER_IS_FREE)
                        .set(Data::scheduled)
                        .emit(m -> Effect.write(m.data().contact(), "meeting.invitation", m.data().startTold(), m.data().place()))
                        .emit(Meeting::appointment)
                        .goTo(SCHEDULED))
            .stage(SCHEDULED, s -> s.ownedBy(Role.REP)
                    .within(before(workingDays(1), Data::start))
                    .mayFail(CANCELLED_BY_CLIENT, CANCELLED_BY_US, NOT_CONFIRMED)
                    .on(ConfirmByClient.class)
                        .goTo(CONFIRMED)
                    .on(Reschedule.class)
                        .consult(BusyTimes.class, Meeting::busyTimes)
                        .when(STARTS_IN_FUTURE, WITHIN_VISITING_HOURS, OWNER_IS_FREE)
                        .atMost(MOVES)
                        .set(Data::movedTo)
                        .emit(m -> Effect.write(m.data().contact(), "meeting.moved", m.data().startTold()))
                        .emit(Meeting::appointment)
                        .goTo(SCHEDULED)
                    .on(ClearDate.class)
                        .set(Data::dateCleared)
                        .emit(m -> Effect.write(m.data().contact(), "meeting.date-cleared"))
                        .goTo(NEW)
                    .fires(ConfirmationDue::new, before(workingDays(1), Data::start))
                    .on(ConfirmationDue.class)
                        .when(IS_STILL_AHEAD)
                        .emit(m -> Effect.task("meeting.confirm", m.data().goal()))
                        .stay()
                    .fires(ConfirmationLate::new, before(workingHours(2), Data::start))
                    .on(ConfirmationLate.class)
                        .when(IS_STILL_AHEAD)
                        .emit(m -> Effect.tell(Role.HEAD, "meeting.unconfirmed", m.data().goal()))
                        .stay())
            .stage(CONFIRMED, s -> s.ownedBy(Role.REP)
                    .within(at(Data::end))
                    .mayFail(CANCELLED_BY_CLIENT, CANCELLED_BY_US, NO_SHOW)
                    .on(Reschedule.class)
                        .consult(BusyTimes.class, Meeting::busyTimes)
                        .when(STARTS_IN_FUTURE, WITHIN_VISITING_HOURS, OWNER_IS_FREE)
                        .atMost(MOVES)
                        .set(Data::movedTo)
                        .emit(m -> Effect.write(m.data().contact(), "meeting.moved", m.data().startTold()))
                        .emit(Meeting::appointment)
                        .goTo(SCHEDULED)
                    .on(ClearDate.class)
                        .set(Data::dateCleared)
                        .emit(m -> Effect.write(m.data().contact(), "meeting.date-cleared"))
                        .goTo(NEW)
                    .on(NoteEvent.class)
                        .when(EVENT_IS_TOLD)
                        .set(Data::noted)
                        .stay()
                    .fires(DayBefore::new, before(calendarDays(1), Data::start))
                    .on(DayBefore.class)
                        .when(IS_STILL_AHEAD)
                        .emit(m -> Effect.write(m.data().contact(), "meeting.reminder", m.data().startTold()))
                        .stay()
                    .fires(HourBefore::new, before(Duration.ofHours(1), Data::start))
                    .on(HourBefore.class)
                        .when(IS_STILL_AHEAD)
                        .emit(m -> Effect.tellOwner("meeting.in-an-hour", m.data().goal()))
                        .stay()
                    .fires(MeetingEnded::new, at(Data::end))
                    .on(MeetingEnded.class)
                        .emit(m -> reportIsDue(m.data()))
                        .goTo(REPORT))
            .stage(REPORT, s -> s.ownedBy(Role.RESULT_OWNER)
                    .within(workingDays(1))
                    .mayFail(NO_SHOW, GOAL_NOT_REACHED)
                    .on(NoteEvent.class)
                        .when(EVENT_IS_TOLD)
                        .set(Data::noted)
                        .stay()
                    .on(SubmitReport.class)
                        .by(Role.RESULT_OWNER)
                        .when(DISCUSSION_IS_TOLD, FOLLOW_UPS_ARE_NAMED)
                        .set(Data::reported)
                        .emitAll(m -> m.trigger().tasks(m.data().zone()))
                        .reportedAs(SubmitReport::from)
                        .goTo(SUCCESS)
                    .on(AllowLateReport.class)
                        .by(Role.HEAD)
                        .set(Data::allowedLate)
                        .stay()
                    .fires(ReportStillMissing::new, after(REPORT_IS_MISSED))
                    .on(ReportStillMissing.class)
                        .when(LATE_REPORT_IS_NOT_ALLOWED)
                        .emit(m -> Effect.tell(Role.HEAD, "meeting.report-missing", m.data().goal()))
                        .goTo(REPORT_MISSING))
            .succeedsIn(SUCCESS)
            .failsIn(TIMING, CANCELLED_BY_CLIENT)
            .failsIn(INTERNAL, CANCELLED_BY_US, REPORT_MISSING)
            .failsIn(NO_RESPONSE, NO_SHOW, NOT_CONFIRMED)
            .failsIn(FIT, GOAL_NOT_REACHED)
            .reopensInto(NEW, Data::dateCleared, CANCELLED_BY_CLIENT, CANCELLED_BY_US, NO_SHOW)
            .build();
    // spotless:on

    private Meeting() {}

    private static void requirePositive(Duration length) {
        if (length.isNegative() || length.isZero()) {
            throw new InvalidInput("A meeting's length must be positive, but is " + length + ".");
        }
    }

    private static BusyTimes.Asked busyTimes(Situation<Data, ? extends SetsStart> m) {
        return BusyTimes.of(m.card().owner(), m.trigger().start(), m.trigger().lengthOn(m.data()))
                .except(m.card().id());
    }

    private static Effect reportIsDue(Data data) {
        var writer = data.resultOwner();
        return writer == null
                ? Effect.task("meeting.report-due", data.goal())
                : Effect.task(writer, null, "meeting.report-due", data.goal());
    }

    private static Effect appointment(Situation<Data, ? extends SetsStart> m) {
        return new Effect.Appointment(
                new Addressee.Owner(),
                Message.of("meeting.appointment", m.data().goal()),
                m.trigger().start(),
                m.data().length(),
                m.data().place());
    }

    private static boolean isStillAhead(Situation<Data, Object> m) {
        var start = m.data().start();
        return start != null && m.now().isBefore(start.toInstant());
    }

    private static boolean isVisitingTime(ZonedDateTime start, Duration length) {
        var end = start.plus(length);
        return start.getDayOfWeek() != DayOfWeek.SUNDAY
                && !start.toLocalTime().isBefore(VISITS_FROM)
                && end.toLocalDate().equals(start.toLocalDate())
                && !end.toLocalTime().isAfter(VISITS_TO);
    }

    private static List<TextRef> unnamedFollowUps(SubmitReport report) {
        var unnamed = new ArrayList<TextRef>();
        if (lacksWords(report.internal())) {
            unnamed.add(new TextRef("follow-up.internal"));
        }
        if (lacksWords(report.external())) {
            unnamed.add(new TextRef("follow-up.external"));
        }
        return unnamed;
    }

    private static boolean lacksWords(List<FollowUp> followUps) {
        return followUps.isEmpty() || followUps.stream().anyMatch(f -> f.what().isBlank());
    }
}
