package dev.voronka.calendar;

import dev.voronka.InvalidInput;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a region, a company or a person has different from the calendar below: single dates, and hours and absences from
 * one date to another. Laid over {@link OfficeHours} with {@link OfficeHours#with}; the later layer wins, and within a
 * layer what is said last.
 *
 * <p>A layer says two things of a date, each or neither: whether it is off, short or worked, and which hours it has while
 * it is worked. What it does not say is left to the layers below. So summer hours of the company do not bring back a
 * public holiday, and a short day in summer is an hour shorter than the summer hours.
 *
 * <pre>{@code
 * CalendarLayer tatarstan = CalendarLayer.empty().withDaysOff(List.of(LocalDate.of(2026, 11, 6)));
 * CalendarLayer away = CalendarLayer.empty().withAbsence(LocalDate.of(2026, 7, 13), LocalDate.of(2026, 7, 26));
 * OfficeHours hers = OfficeHours.russian().following(ProductionCalendar.russia()).with(tatarstan).with(away);
 * }</pre>
 *
 * <p>An immutable value; each {@code with} gives a new one.
 */
public final class CalendarLayer {
    private static final CalendarLayer EMPTY = new CalendarLayer(Collections.emptySortedMap());
    private static final int MOST_DAYS = 3_660;

    private final SortedMap<LocalDate, Said> dates;

    /**
     * What is said of one date.
     *
     * @param kind null if nothing is
     * @param hours while it is worked; null if nothing is said of them
     */
    record Said(@Nullable DayKind kind, @Nullable DayHours hours) {
        Said over(@Nullable Said below) {
            return below == null
                    ? this
                    : new Said(kind == null ? below.kind : kind, hours == null ? below.hours : hours);
        }
    }

    private CalendarLayer(SortedMap<LocalDate, Said> dates) {
        this.dates = dates;
    }

    /** A layer that says nothing. */
    public static CalendarLayer empty() {
        return EMPTY;
    }

    /** Nobody works on these dates. */
    public CalendarLayer withDaysOff(Collection<LocalDate> off) {
        return with(off, new Said(DayKind.OFF, null));
    }

    /** These dates are worked, whatever their weekday, with the hours that dates usually have then. */
    public CalendarLayer withWorkingDays(Collection<LocalDate> worked) {
        return with(worked, new Said(DayKind.WORKING, null));
    }

    /** These dates are worked, whatever their weekday, and the last working hour of each is free. */
    public CalendarLayer withShortDays(Collection<LocalDate> shortened) {
        return with(shortened, new Said(DayKind.SHORT, null));
    }

    /**
     * Somebody is away, for a holiday, an illness or a journey.
     *
     * @param from the first day
     * @param to the last day
     * @throws InvalidInput if it ends before it begins, or takes more than ten years
     */
    public CalendarLayer withAbsence(LocalDate from, LocalDate to) {
        return with(each(from, to), new Said(DayKind.OFF, null));
    }

    /**
     * Other hours without lunch, on the dates of this time that are worked anyway.
     *
     * @param from the first day
     * @param to the last day, {@code from} for a single date
     * @param opens to the minute
     * @param closes to the minute, after {@code opens}; midnight is the end of the date
     * @throws InvalidInput if the hours cannot be, or the time ends before it begins or takes more than ten years
     */
    public CalendarLayer withHours(LocalDate from, LocalDate to, LocalTime opens, LocalTime closes) {
        return with(each(from, to), new Said(null, DayHours.of(opens, closes)));
    }

    /**
     * Other hours with lunch, on the dates of this time that are worked anyway; the four times in the order of the day,
     * to the minute.
     *
     * @param from the first day
     * @param to the last day, {@code from} for a single date
     * @param closes midnight is the end of the date
     * @throws InvalidInput if the hours cannot be, or the time ends before it begins or takes more than ten years
     */
    public CalendarLayer withHours(
            LocalDate from, LocalDate to, LocalTime opens, LocalTime lunchFrom, LocalTime lunchTo, LocalTime closes) {
        return with(each(from, to), new Said(null, DayHours.of(opens, lunchFrom, lunchTo, closes)));
    }

    private CalendarLayer with(Collection<LocalDate> named, Said said) {
        SortedMap<LocalDate, Said> all = new TreeMap<>(dates);
        named.forEach(date -> all.put(date, said.over(all.get(date))));
        return new CalendarLayer(Collections.unmodifiableSortedMap(all));
    }

    /** Both as one layer: this one where it says something, the lower one elsewhere. */
    CalendarLayer over(CalendarLayer below) {
        if (below.dates.isEmpty()) {
            return this;
        }
        SortedMap<LocalDate, Said> all = new TreeMap<>(below.dates);
        dates.forEach((date, said) -> all.put(date, said.over(all.get(date))));
        return new CalendarLayer(Collections.unmodifiableSortedMap(all));
    }

    /** By date, never changed. */
    SortedMap<LocalDate, Said> dates() {
        return dates;
    }

    private static List<LocalDate> each(LocalDate from, LocalDate to) {
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw new InvalidInput(
                    "A layer of a calendar speaks of one to " + MOST_DAYS + " days at a time, but " + from + " to " + to
                            + " are " + days + ". Give the first day before the last, and a shorter time.");
        }
        return Stream.iterate(from, date -> date.plusDays(1)).limit(days).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof CalendarLayer that && dates.equals(that.dates));
    }

    @Override
    public int hashCode() {
        return dates.hashCode();
    }

    /** How many dates it speaks of; not which, for they may tell of a person. */
    @Override
    public String toString() {
        return "layer of " + dates.size() + " named dates";
    }
}
