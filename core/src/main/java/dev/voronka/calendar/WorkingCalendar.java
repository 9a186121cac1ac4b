package dev.voronka.calendar;

import dev.voronka.InvalidInput;
import dev.voronka.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.util.Collections;
import java.util.SortedSet;

/**
 * Says when people work, and reckons with the time in which they do. Moments go in and come out as {@link Instant};
 * dates, weekdays and clock times in between are read in {@link #zone()}. A calendar never changes, so any number of
 * threads may use it at once.
 *
 * <h2>Units</h2>
 *
 * <ul>
 *   <li><b>minutes and hours</b> pass only while people work. Counted from outside working hours they begin at the next
 *       opening. Time that is used up exactly at a closing ends at that closing, not at the next opening; counted
 *       backwards, exactly at an opening, not at the closing before. They are time that passes, not readings of a clock:
 *       a working night in which clocks are set back is an hour longer.
 *   <li><b>days</b> are working dates: the nth working date after the date of {@code from}, at the same clock time, but
 *       not before that date's opening and not after its closing. A clock time within lunch stays. A date on which
 *       nobody works counts as the evening of the working date before it, so its nth working date ends at closing: one
 *       working day after Saturday 11:00 is Monday 18:00, as it is after Friday 20:00. Backwards it counts as the
 *       morning of the working date after it: one working day before Saturday 11:00 is Friday 09:00.
 *   <li><b>calendar days</b> are dates, worked or not, at the same clock time.
 * </ul>
 *
 * <p>A clock time that is skipped when clocks are set forward stands for the moment they are set; one that comes twice
 * stands for its first time.
 *
 * <h2>Laws</h2>
 *
 * <p>For moments {@code a}, {@code b} and times {@code d}, {@code e} of zero or more:
 *
 * <ul>
 *   <li>{@code between(a, plus(a, d))} is {@code d}, and {@code plus(plus(a, d), e)} is {@code plus(a, d.plus(e))}
 *   <li>{@code between(a, b)} plus {@code between(b, c)} is {@code between(a, c)}
 *   <li>if {@code a} is not after {@code b}, then {@code plus(a, d)} is not after {@code plus(b, d)}; so with
 *       {@code minus}, and in every unit, days too. Days alone leave this law for a {@code from} in the hour that comes
 *       twice when clocks are set back, where the same clock time is the same for both
 *   <li>if {@code a} is working time, {@code minus(plus(a, d), d)} is {@code a}; in days this need not be so
 * </ul>
 *
 * <h2>Reach</h2>
 *
 * <p>A calendar reckons with moments in the years 1 to 9999 and reaches 100 years from where it starts. What lies
 * further away, or cannot be reached because too few days are worked, is refused with {@link InvalidInput}.
 */
public interface WorkingCalendar {

    /**
     * The moment at which {@code time}, counted from {@code from}, is over.
     *
     * @throws InvalidInput if that is out of reach
     */
    Instant plus(Instant from, WorkingTime time);

    /**
     * The moment from which {@code time} lasts until {@code from}.
     *
     * @throws InvalidInput if that is out of reach
     */
    Instant minus(Instant from, WorkingTime time);

    /**
     * The moment at which so much working time, counted from {@code from}, is over.
     *
     * @param workingTime to the nanosecond; zero gives {@code from} itself, worked or not; negative counts backwards
     * @throws InvalidInput if that is out of reach
     */
    Instant plus(Instant from, Duration workingTime);

    /**
     * The working time that passes between two moments: zero or more if {@code to} is not before {@code from},
     * otherwise the same as between {@code to} and {@code from}, but negative.
     *
     * @throws InvalidInput if they are more than 100 years apart
     */
    Duration between(Instant from, Instant to);

    /** Whether people work at this moment. At an opening they do, at a closing no longer. */
    boolean isWorkingTime(Instant moment);

    /**
     * The years, of those from one moment to another, both included and in either order, whose days off are not decreed
     * yet: a deadline there may move when they are. Empty if all are certain, or the calendar makes no claim on public
     * holidays, as it is unless a calendar says otherwise.
     *
     * <p>For a health page: {@code calendar.provisionalYears(now, now.plus(Duration.ofDays(365)))}.
     */
    default SortedSet<Year> provisionalYears(Instant from, Instant to) {
        return Collections.emptySortedSet();
    }

    /** Whether the days off of this moment's year are not decreed yet. */
    default boolean isProvisional(Instant moment) {
        return !provisionalYears(moment, moment).isEmpty();
    }

    /** The zone in which dates, weekdays and clock times are read. */
    ZoneId zone();
}
