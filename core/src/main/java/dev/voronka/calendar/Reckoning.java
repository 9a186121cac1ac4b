package dev.voronka.calendar;

import dev.voronka.InvalidInput;
import dev.voronka.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.function.Function;

/**
 * The arithmetic of a {@link WorkingCalendar}, date by date, whatever the hours of a date come from.
 *
 * <p>It holds because local times are turned into moments in one way only, and in that way a later local time is never
 * an earlier moment; so stretches of work never overlap, whatever the clocks do.
 */
final class Reckoning {
    private static final int REACH_DAYS = 36_525;
    private static final Duration REACH = Duration.ofDays(REACH_DAYS);
    private static final long FIRST = LocalDate.of(1, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    private static final long LAST = LocalDate.of(10_000, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);

    private final ZoneId zone;
    private final ZoneRules rules;
    private final Function<LocalDate, DayHours> hours;

    /** @param hours of every date; its {@code toString} describes the calendar in messages */
    Reckoning(ZoneId zone, Function<LocalDate, DayHours> hours) {
        this.zone = zone;
        this.rules = zone.getRules();
        this.hours = hours;
    }

    Instant plus(Instant from, WorkingTime time) {
        return switch (time.unit()) {
            case MINUTES -> plus(from, Duration.ofMinutes(time.amount()));
            case HOURS -> plus(from, Duration.ofHours(time.amount()));
            case DAYS -> workingDates(from, time, 1);
            case CALENDAR_DAYS -> calendarDates(from, time, 1);
        };
    }

    Instant minus(Instant from, WorkingTime time) {
        return switch (time.unit()) {
            case MINUTES -> plus(from, Duration.ofMinutes(-(long) time.amount()));
            case HOURS -> plus(from, Duration.ofHours(-(long) time.amount()));
            case DAYS -> workingDates(from, time, -1);
            case CALENDAR_DAYS -> calendarDates(from, time, -1);
        };
    }

    Instant plus(Instant from, Duration time) {
        if (time.compareTo(REACH) > 0 || time.compareTo(REACH.negated()) < 0) {
            throw outOfReach(time, from);
        }
        if (time.isZero()) {
            return from;
        }
        return time.isNegative() ? earlier(from, time.negated()) : later(from, time);
    }

    private Instant later(Instant from, Duration time) {
        Duration left = time;
        LocalDate date = dateOf(from);
        for (int day = 0; day <= REACH_DAYS; day++, date = date.plusDays(1)) {
            List<DayHours.Stretch> stretches = hours.apply(date).stretches();
            for (int i = 0; i < stretches.size(); i++) {
                Instant closes = moment(stretches.get(i).closesOn(date));
                if (closes.isAfter(from)) {
                    Instant begins = later(moment(stretches.get(i).opensOn(date)), from);
                    Duration open = Duration.between(begins, closes);
                    if (left.compareTo(open) <= 0) {
                        return begins.plus(left);
                    }
                    left = left.minus(open);
                }
            }
        }
        throw outOfReach(time, from);
    }

    private Instant earlier(Instant from, Duration time) {
        Duration left = time;
        LocalDate date = dateOf(from);
        for (int day = 0; day <= REACH_DAYS; day++, date = date.minusDays(1)) {
            List<DayHours.Stretch> stretches = hours.apply(date).stretches();
            for (int i = stretches.size() - 1; i >= 0; i--) {
                Instant opens = moment(stretches.get(i).opensOn(date));
                if (opens.isBefore(from)) {
                    Instant ends = earlier(moment(stretches.get(i).closesOn(date)), from);
                    Duration open = Duration.between(opens, ends);
                    if (left.compareTo(open) <= 0) {
                        return ends.minus(left);
                    }
                    left = left.minus(open);
                }
            }
        }
        throw outOfReach(time.negated(), from);
    }

    Duration between(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return between(to, from).negated();
        }
        LocalDate date = dateOf(from);
        LocalDate last = dateOf(to);
        if (Duration.between(from, to).compareTo(REACH) > 0) {
            throw new InvalidInput("Working time is counted over 100 years at most, but not from " + from + " to " + to
                    + ". Check both moments.");
        }
        Duration sum = Duration.ZERO;
        for (; !date.isAfter(last); date = date.plusDays(1)) {
            List<DayHours.Stretch> stretches = hours.apply(date).stretches();
            for (int i = 0; i < stretches.size(); i++) {
                Instant begins = later(moment(stretches.get(i).opensOn(date)), from);
                Instant ends = earlier(moment(stretches.get(i).closesOn(date)), to);
                if (ends.isAfter(begins)) {
                    sum = sum.plus(Duration.between(begins, ends));
                }
            }
        }
        return sum;
    }

    boolean isWorkingTime(Instant moment) {
        LocalDate date = dateOf(moment);
        for (DayHours.Stretch stretch : hours.apply(date).stretches()) {
            if (!moment.isBefore(moment(stretch.opensOn(date))) && moment.isBefore(moment(stretch.closesOn(date)))) {
                return true;
            }
        }
        return false;
    }

    /** @param direction 1 for later dates, -1 for earlier ones */
    private Instant workingDates(Instant from, WorkingTime time, int direction) {
        LocalDateTime reading = reading(from);
        LocalDate start = reading.toLocalDate();
        LocalDate date = start;
        int left = time.amount();
        for (int day = 0; day < REACH_DAYS; day++) {
            date = date.plusDays(direction);
            DayHours worked = hours.apply(date);
            if (worked.worked() && --left == 0) {
                if (hours.apply(start).worked()) {
                    return moment(worked.within(date, reading.toLocalTime()));
                }
                return moment(direction > 0 ? worked.closing(date) : worked.opening(date));
            }
        }
        throw outOfReach((direction < 0 ? "-" : "") + time, from);
    }

    private Instant calendarDates(Instant from, WorkingTime time, int direction) {
        if (time.amount() > REACH_DAYS) {
            throw outOfReach((direction < 0 ? "-" : "") + time, from);
        }
        return moment(reading(from).plusDays((long) direction * time.amount()));
    }

    /**
     * The date whose hours apply. It is what the calendar on the wall says, except where clocks are set back over
     * midnight and the old date comes a second time: its hours are past by then.
     */
    private LocalDate dateOf(Instant moment) {
        LocalDate date = reading(moment).toLocalDate();
        LocalDate next = date.plusDays(1);
        return moment.isBefore(moment(next.atStartOfDay())) ? date : next;
    }

    private LocalDateTime reading(Instant moment) {
        long second = moment.getEpochSecond();
        if (second < FIRST || second >= LAST) {
            throw new InvalidInput("A calendar reckons with moments in the years 1 to 9999, but not with " + moment
                    + ". Where there is no moment, ask nothing of the calendar.");
        }
        return LocalDateTime.ofInstant(moment, zone);
    }

    /** The year on the wall; of a moment that cannot be reckoned with, the nearest one that can, or the one after. */
    int yearOf(Instant moment) {
        long second = Math.max(FIRST, Math.min(LAST, moment.getEpochSecond()));
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), zone).getYear();
    }

    private Instant moment(LocalDateTime local) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (!offsets.isEmpty()) {
            return local.toInstant(offsets.get(0));
        }
        // A skipped time. java.time would move it on by the gap and so past times that come later.
        ZoneOffsetTransition gap = rules.getTransition(local);
        return gap.getInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private InvalidInput outOfReach(Object time, Instant from) {
        return new InvalidInput(
                "Working time " + time + " from " + from + " is not over within 100 years, in a calendar" + " of "
                        + hours + ", " + zone + ". Give less time, or a calendar with more working days.");
    }
}
