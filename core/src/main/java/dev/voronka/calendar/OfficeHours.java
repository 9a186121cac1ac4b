package dev.voronka.calendar;

import dev.voronka.InvalidInput;
import dev.voronka.WorkingTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calendar of an office: the same hours on the same weekdays, and single dates that are off or worked against the
 * rule. An immutable value; each {@code with} gives a new one, and the order in which they are called only matters
 * where two of them speak of the same date or of the same hours: the later one holds.
 *
 * <pre>{@code
 * WorkingCalendar calendar = OfficeHours.russian().withDaysOff(List.of(LocalDate.of(2026, 2, 23)));
 * Instant due = calendar.plus(Instant.now(clock), workingMinutes(15));
 * }</pre>
 */
public final class OfficeHours implements WorkingCalendar {
    private static final DayHours NINE_TO_SIX =
            DayHours.of(LocalTime.of(9, 0), LocalTime.of(13, 0), LocalTime.of(14, 0), LocalTime.of(18, 0));
    private static final Set<DayOfWeek> MONDAY_TO_FRIDAY = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final OfficeHours RUSSIAN = in(ZoneId.of("Europe/Moscow"));

    private final ZoneId zone;
    private final Rule rule;
    private final Reckoning reckoning;

    private OfficeHours(ZoneId zone, Rule rule) {
        this.zone = zone;
        this.rule = rule;
        this.reckoning = new Reckoning(zone, rule);
    }

    /**
     * Monday to Friday, 09:00 to 18:00 with lunch from 13:00 to 14:00, in Europe/Moscow. Public holidays are worked
     * until {@link #withDaysOff} names them.
     */
    public static OfficeHours russian() {
        return RUSSIAN;
    }

    /** The hours of {@link #russian()}, read in another zone. */
    public static OfficeHours in(ZoneId zone) {
        return new OfficeHours(zone, new Rule(MONDAY_TO_FRIDAY, NINE_TO_SIX, Map.of()));
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
        return new OfficeHours(zone, new Rule(copy, rule.hours, rule.workedDates));
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
        return withDates(dates, false);
    }

    /** These dates are worked too, whatever their weekday, with the usual hours. */
    public OfficeHours withWorkingDays(Collection<LocalDate> dates) {
        return withDates(dates, true);
    }

    private OfficeHours withHours(DayHours hours) {
        return new OfficeHours(zone, new Rule(rule.weekdays, hours, rule.workedDates));
    }

    private OfficeHours withDates(Collection<LocalDate> dates, boolean worked) {
        Map<LocalDate, Boolean> all = new HashMap<>(rule.workedDates);
        dates.forEach(date -> all.put(date, worked));
        return new OfficeHours(zone, new Rule(rule.weekdays, rule.hours, Map.copyOf(all)));
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OfficeHours that && zone.equals(that.zone) && rule.equals(that.rule);
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

    /**
     * What makes the hours of a date.
     *
     * @param weekdays worked, never changed; an {@link EnumSet}, for its speed and order
     * @param hours of every worked date
     * @param workedDates dates that are worked, or not, whatever their weekday
     */
    private record Rule(Set<DayOfWeek> weekdays, DayHours hours, Map<LocalDate, Boolean> workedDates)
            implements Function<LocalDate, DayHours> {

        @Override
        public DayHours apply(LocalDate date) {
            Boolean named = workedDates.get(date);
            boolean worked = named == null ? weekdays.contains(date.getDayOfWeek()) : named;
            return worked ? hours : DayHours.CLOSED;
        }

        @Override
        public String toString() {
            return "weekdays " + weekdays + " and " + workedDates.size() + " named dates, " + hours;
        }
    }
}
