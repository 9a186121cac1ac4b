package dev.voronka.calendar;

import dev.voronka.InvalidInput;
import dev.voronka.WorkingTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The calendar of an office, made of layers. From the ground up:
 *
 * <ol>
 *   <li>the same hours on the same weekdays: {@link #withWeekdays}, {@link #withHours}
 *   <li>public holidays, moved days, short days and worked Saturdays, where a production calendar is named:
 *       {@link #following}
 *   <li>single dates and times that differ, of the region, the company, the person: {@link #with}, and for short
 *       {@link #withDaysOff}, {@link #withWorkingDays}
 * </ol>
 *
 * <p>The higher layer wins, and of two of the third kind the later one. So the order of the calls matters only where two
 * of them speak of the same date or of the same hours; {@code following} and {@code withHours} lie at the ground whenever
 * they are said. An immutable value; each call gives a new one.
 *
 * <pre>{@code
 * OfficeHours company = OfficeHours.russian().following(ProductionCalendar.russia());
 * OfficeHours kazan = company.with(CalendarLayer.empty().withDaysOff(List.of(LocalDate.of(2026, 11, 6))));
 * Instant due = kazan.plus(Instant.now(clock), workingMinutes(15));
 * }</pre>
 *
 * <p>A short day, of whatever layer, is the day's hours without the last working hour; an office that works an hour or
 * less is closed then.
 */
public final class OfficeHours implements WorkingCalendar {
    private static final DayHours NINE_TO_SIX =
            DayHours.of(LocalTime.of(9, 0), LocalTime.of(13, 0), LocalTime.of(14, 0), LocalTime.of(18, 0));
    private static final Set<DayOfWeek> MONDAY_TO_FRIDAY = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final OfficeHours RUSSIAN = in(ZoneId.of("Europe/Moscow"));

    private final ZoneId zone;
    private final OfficeRule rule;
    private final Reckoning reckoning;

    private OfficeHours(ZoneId zone, OfficeRule rule) {
        this.zone = zone;
        this.rule = rule;
        this.reckoning = new Reckoning(zone, rule);
    }

    /**
     * Monday to Friday, 09:00 to 18:00 with lunch from 13:00 to 14:00, in Europe/Moscow. Public holidays are worked
     * until it follows {@link ProductionCalendar#russia()}.
     */
    public static OfficeHours russian() {
        return RUSSIAN;
    }

    /** The hours of {@link #russian()}, read in another zone. */
    public static OfficeHours in(ZoneId zone) {
        return new OfficeHours(zone, new OfficeRule(MONDAY_TO_FRIDAY, NINE_TO_SIX, null, CalendarLayer.empty()));
    }

    /** The same weekdays, hours and dates, read in another zone. */
    public OfficeHours withZone(ZoneId other) {
        return new OfficeHours(other, rule);
    }

    /**
     * Work on these weekdays and no others.
     *
     * @param worked may be empty: then only the dates of {@link #withWorkingDays} are worked
     */
    public OfficeHours withWeekdays(Collection<DayOfWeek> worked) {
        Set<DayOfWeek> copy = EnumSet.noneOf(DayOfWeek.class);
        copy.addAll(worked);
        return new OfficeHours(zone, rule.withWeekdays(copy));
    }

    /**
     * Hours without lunch, on every date that is worked.
     *
     * @param opens to the minute
     * @param closes to the minute, after {@code opens}; midnight is the end of the date, so midnight to midnight is
     *     round the clock
     * @throws InvalidInput if the hours do not end after they begin, or not at a whole minute
     */
    public OfficeHours withHours(LocalTime opens, LocalTime closes) {
        return withHours(DayHours.of(opens, closes));
    }

    /**
     * Hours with lunch, on every date that is worked; the four times in the order of the day, to the minute.
     *
     * @param closes midnight is the end of the date
     * @throws InvalidInput if the four are not in the order of the day, or not whole minutes
     */
    public OfficeHours withHours(LocalTime opens, LocalTime lunchFrom, LocalTime lunchTo, LocalTime closes) {
        return withHours(DayHours.of(opens, lunchFrom, lunchTo, closes));
    }

    /** Nobody works on these dates either, whatever their weekday. */
    public OfficeHours withDaysOff(Collection<LocalDate> dates) {
        return with(CalendarLayer.empty().withDaysOff(dates));
    }

    /** These dates are worked too, whatever their weekday, with the usual hours. */
    public OfficeHours withWorkingDays(Collection<LocalDate> dates) {
        return with(CalendarLayer.empty().withWorkingDays(dates));
    }

    /**
     * With the public holidays, moved days, short days and worked Saturdays of a production calendar, instead of those
     * of another one. Whenever this is said, it lies below all named dates and layers. A date that its tables do not name
     * is worked by this office's own weekdays.
     */
    public OfficeHours following(ProductionCalendar calendar) {
        return new OfficeHours(zone, rule.following(calendar));
    }

    /** With a layer of a region, a company or a person over all that has been said so far. */
    public OfficeHours with(CalendarLayer layer) {
        return new OfficeHours(zone, rule.with(layer));
    }

    private OfficeHours withHours(DayHours hours) {
        return new OfficeHours(zone, rule.withHours(hours));
    }

    @Override
    public Instant plus(Instant from, WorkingTime time) {
        return reckoning.plus(from, time);
    }

    @Override
    public Instant minus(Instant from, WorkingTime time) {
        return reckoning.minus(from, time);
    }

    @Override
    public Instant plus(Instant from, Duration workingTime) {
        return reckoning.plus(from, workingTime);
    }

    @Override
    public Duration between(Instant from, Instant to) {
        return reckoning.between(from, to);
    }

    @Override
    public boolean isWorkingTime(Instant moment) {
        return reckoning.isWorkingTime(moment);
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    /** None where no production calendar is followed: then nothing is claimed of public holidays. */
    @Override
    public SortedSet<Year> provisionalYears(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return provisionalYears(to, from);
        }
        ProductionCalendar production = rule.production();
        if (production == null) {
            return Collections.emptySortedSet();
        }
        int last = reckoning.yearOf(to);
        SortedSet<Year> found = Collections.emptySortedSet();
        for (int year = reckoning.yearOf(from); year <= last; year++) {
            if (production.provisional(Year.of(year))) {
                found = found.isEmpty() ? new TreeSet<>() : found;
                found.add(Year.of(year));
            }
        }
        return Collections.unmodifiableSortedSet(found);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof OfficeHours that && zone.equals(that.zone) && rule.equals(that.rule));
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, rule);
    }

    /** The rule in words, and how many dates are named apart from it. */
    @Override
    public String toString() {
        return rule + ", " + zone;
    }
}
