package dev.voronka.deadline;

import dev.voronka.Alarm;
import dev.voronka.StageSpec;
import dev.voronka.TimerSpec;
import dev.voronka.Visit;
import dev.voronka.When;
import dev.voronka.calendar.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Winds the alarms of a visit. Pure.
 *
 * <p>A timer that should go off before a date, but whose moment has passed when it is wound, is left out: nobody wants
 * to be reminded of what is over. A deadline of that kind moves to the date itself.
 */
public final class Alarms {

    private Alarms() {}

    /** The alarms of a visit that begins now. */
    public static <D> List<Alarm> onEntry(StageSpec<D> stage, D data, Instant now, WorkingCalendar calendar) {
        if (stage.within() == null && stage.timers().isEmpty()) {
            return List.of();
        }
        var alarms = new ArrayList<Alarm>(1 + stage.timers().size());
        if (stage.within() != null) {
            add(alarms, Alarm.DEADLINE, stage.within(), data, now, now, List.of(), calendar);
        }
        for (var timer : stage.timers()) {
            add(alarms, timer.trigger(), timer.when(), data, now, now, List.of(), calendar);
        }
        return alarms;
    }

    /**
     * The alarms after the data has changed within a visit: those that follow its dates are wound anew. One whose moment
     * does not change stays even if that has passed, so that what is late stays late.
     */
    public static <D> List<Alarm> afterChange(
            StageSpec<D> stage, Visit visit, Set<String> rung, D data, Instant now, WorkingCalendar calendar) {
        var alarms = new ArrayList<Alarm>();
        for (var clock : visit.alarms()) {
            if (clock.fromEntry() && !rung.contains(clock.code())) {
                alarms.add(clock);
            }
        }
        followingDates(alarms, stage, visit, rung, data, now, calendar);
        keepMarks(alarms, visit);
        return alarms;
    }

    /**
     * The alarms as the calendar wants them now, after it was corrected. Those of a visit in which a hold has stopped
     * the count stay where the hold has moved them; one that follows a date is wound anew.
     */
    public static <D> List<Alarm> afterCorrection(
            StageSpec<D> stage, Visit visit, D data, Instant now, WorkingCalendar calendar) {
        if (visit.alarm(Alarm.ENTRY).isPresent()) {
            return afterChange(stage, visit, visit.rung(), data, now, calendar);
        }
        var alarms = new ArrayList<Alarm>();
        var entered = visit.enteredAt();
        if (stage.within() instanceof When.After<?>) {
            add(alarms, Alarm.DEADLINE, stage.within(), data, entered, now, visit.alarms(), calendar);
        }
        for (var timer : stage.timers()) {
            // A timer that is not wound any more was put out, or has been added to the definition meanwhile.
            if (timer.when() instanceof When.After<?>
                    && visit.alarm(timer.trigger()).isPresent()) {
                add(alarms, timer.trigger(), timer.when(), data, entered, now, visit.alarms(), calendar);
            }
        }
        followingDates(alarms, stage, visit, visit.rung(), data, now, calendar);
        keepMarks(alarms, visit);
        return alarms;
    }

    private static <D> void followingDates(
            List<Alarm> alarms,
            StageSpec<D> stage,
            Visit visit,
            Set<String> rung,
            D data,
            Instant now,
            WorkingCalendar calendar) {
        if (stage.within() != null && !(stage.within() instanceof When.After<?>)) {
            add(alarms, Alarm.DEADLINE, stage.within(), data, visit.enteredAt(), now, visit.alarms(), calendar);
        }
        for (var timer : stage.timers()) {
            if (!(timer.when() instanceof When.After<?>) && !rung.contains(timer.trigger())) {
                add(alarms, timer.trigger(), timer.when(), data, visit.enteredAt(), now, visit.alarms(), calendar);
            }
        }
    }

    /** Lateness counts anew from a deadline that has moved. */
    private static void keepMarks(List<Alarm> alarms, Visit visit) {
        visit.alarm(Alarm.ENTRY).ifPresent(alarms::add);
        visit.alarm(Alarm.LATENESS)
                .filter(m ->
                        visit.alarm(Alarm.DEADLINE).filter(alarms::contains).isPresent())
                .ifPresent(alarms::add);
    }

    /**
     * Moves the alarms that count from the entry by the working time for which the hold has stopped them, and marks from
     * when on the time spent and the lateness count then.
     *
     * @param since when the hold began
     * @param now when it ends
     */
    public static List<Alarm> afterHold(Visit visit, Instant since, Instant now, WorkingCalendar calendar) {
        var alarms = new ArrayList<Alarm>();
        for (var alarm : visit.alarms()) {
            if (!alarm.isMark()) {
                alarms.add(
                        alarm.fromEntry() && alarm.at().isAfter(since)
                                ? new Alarm(alarm.code(), calendar.plus(now, calendar.between(since, alarm.at())), true)
                                : alarm);
            }
        }
        if (alarms.stream().anyMatch(Alarm::fromEntry)) {
            var start = visit.alarm(Alarm.ENTRY).map(Alarm::at).orElse(visit.enteredAt());
            alarms.add(new Alarm(Alarm.ENTRY, before(now, calendar.between(start, since), calendar), false));
        }
        alarms.stream()
                .filter(a -> a.code().equals(Alarm.DEADLINE) && !a.at().isAfter(now))
                .findFirst()
                .ifPresent(deadline -> {
                    var from = visit.alarm(Alarm.LATENESS).map(Alarm::at).orElse(deadline.at());
                    alarms.add(new Alarm(Alarm.LATENESS, before(now, calendar.between(from, since), calendar), false));
                });
        return alarms;
    }

    private static Instant before(Instant now, Duration workingTime, WorkingCalendar calendar) {
        return workingTime.isNegative() ? now : calendar.plus(now, workingTime.negated());
    }

    /**
     * The alarms after the card has gone to somebody else in the middle of a visit, wound anew by that one's calendar.
     *
     * <p>One that counts from the entry goes off so long after the entry in the new calendar, as if the card had always
     * been the new owner's, and later by what the holds of the visit were worth: the working time of the former owner by
     * which they have moved it. So nothing is lost or won by handing a card to and fro. One that follows a date of the
     * data is reckoned from that date in the new calendar; it stays where it is if that would be over by now, lest nobody
     * be reminded.
     *
     * @param visit with its alarms as the former owner's calendar has wound them
     */
    public static <D> List<Alarm> afterHandOver(
            StageSpec<D> stage, Visit visit, D data, Instant now, WorkingCalendar former, WorkingCalendar own) {
        if (former.equals(own)) {
            return visit.alarms();
        }
        var alarms = new ArrayList<Alarm>();
        for (var alarm : visit.alarms()) {
            if (!alarm.isMark()) {
                alarms.add(when(stage, alarm)
                        .map(when -> when instanceof When.After<?> after
                                ? fromEntry(alarm, after, visit, former, own)
                                : fromDate(alarm, when, data, visit.enteredAt(), now, own))
                        .orElse(alarm));
            }
        }
        keepMarks(alarms, visit);
        var entered = visit.enteredAt();
        alarms.replaceAll(alarm -> alarm.code().equals(Alarm.ENTRY)
                ? new Alarm(Alarm.ENTRY, later(entered, former.between(entered, alarm.at()), own), false)
                : alarm);
        return alarms;
    }

    private static <D> Optional<When<? super D>> when(StageSpec<D> stage, Alarm alarm) {
        if (alarm.code().equals(Alarm.DEADLINE)) {
            return Optional.ofNullable(stage.within());
        }
        return stage.timers().stream()
                .filter(t -> t.trigger().equals(alarm.code()))
                .<When<? super D>>map(TimerSpec::when)
                .findFirst();
    }

    private static Alarm fromEntry(
            Alarm alarm, When.After<?> after, Visit visit, WorkingCalendar former, WorkingCalendar own) {
        var at = own.plus(visit.enteredAt(), after.lag());
        // Without a hold a difference only tells that the former calendar was corrected meanwhile.
        return new Alarm(
                alarm.code(),
                visit.alarm(Alarm.ENTRY).isEmpty()
                        ? at
                        : later(at, former.between(former.plus(visit.enteredAt(), after.lag()), alarm.at()), own),
                true);
    }

    /** Nothing is added to a moment outside working hours: it would become the next opening. */
    private static Instant later(Instant at, Duration held, WorkingCalendar own) {
        return held.isNegative() || held.isZero() ? at : own.plus(at, held);
    }

    private static <D> Alarm fromDate(
            Alarm alarm, When<? super D> when, D data, Instant entered, Instant now, WorkingCalendar own) {
        var at = moment(alarm.code(), when, data, entered, now, List.of(alarm), own);
        return at == null || at.isBefore(now) ? alarm : new Alarm(alarm.code(), at, false);
    }

    private static <D> void add(
            List<Alarm> alarms,
            String code,
            When<? super D> when,
            D data,
            Instant entered,
            Instant now,
            List<Alarm> wound,
            WorkingCalendar calendar) {
        var at = moment(code, when, data, entered, now, wound, calendar);
        if (at != null) {
            alarms.add(new Alarm(code, at, when instanceof When.After<?>));
        }
    }

    private static <D> @Nullable Instant moment(
            String code,
            When<? super D> when,
            D data,
            Instant entered,
            Instant now,
            List<Alarm> wound,
            WorkingCalendar calendar) {
        if (when instanceof When.After<?> after) {
            return calendar.plus(entered, after.lag());
        }
        if (when instanceof When.At<? super D> at) {
            return instant(at.moment().apply(data));
        }
        if (when instanceof When.Following<? super D> following) {
            var date = instant(following.moment().apply(data));
            return date == null ? null : calendar.plus(date, following.lag());
        }
        if (when instanceof When.Ahead<? super D> ahead) {
            var date = instant(ahead.moment().apply(data));
            return date == null ? null : ifStillAhead(code, date.minus(ahead.lead()), date, now, wound);
        }
        var before = (When.Before<? super D>) when;
        var date = instant(before.moment().apply(data));
        return date == null ? null : ifStillAhead(code, calendar.minus(date, before.lead()), date, now, wound);
    }

    private static @Nullable Instant ifStillAhead(
            String code, Instant early, Instant date, Instant now, List<Alarm> wound) {
        if (!early.isBefore(now) || wound.contains(new Alarm(code, early, false))) {
            return early;
        }
        return code.equals(Alarm.DEADLINE) ? date : null;
    }

    private static @Nullable Instant instant(@Nullable ZonedDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
