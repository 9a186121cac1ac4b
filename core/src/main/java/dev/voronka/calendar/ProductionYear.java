package dev.voronka.calendar;

import dev.voronka.InvalidInput;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The table of one year in a {@link ProductionCalendar}: the dates on which it differs from "Monday to Friday are
 * worked". An immutable value; each {@code with} gives a new one, and what is said last about a date holds.
 *
 * <pre>{@code
 * ProductionYear year = ProductionYear.of(2028)
 *         .withDaysOff(List.of(LocalDate.of(2028, 2, 23)))
 *         .withShortDays(List.of(LocalDate.of(2028, 2, 22)));
 * }</pre>
 */
public final class ProductionYear {
    private final Year year;
    private final boolean provisional;
    private final SortedMap<LocalDate, Day> days;

    /** By day of the year, from 0; null where the table is silent. */
    private final @Nullable DayKind[] kinds;

    /**
     * What the table says of a date.
     *
     * @param kind never null
     * @param movedFrom the date instead of which this one is off; null if it stands for itself
     */
    private record Day(DayKind kind, @Nullable LocalDate movedFrom) {
        @Override
        public String toString() {
            return kind + (movedFrom == null ? "" : " for " + movedFrom);
        }
    }

    private ProductionYear(Year year, boolean provisional, SortedMap<LocalDate, Day> days) {
        this.year = year;
        this.provisional = provisional;
        this.days = days;
        this.kinds = new @Nullable DayKind[year.length()];
        days.forEach((date, day) -> kinds[date.getDayOfYear() - 1] = day.kind());
    }

    /**
     * A table that says nothing yet.
     *
     * @throws InvalidInput if the year is not within 1 to 9999
     */
    public static ProductionYear of(int year) {
        if (year < 1 || year > 9999) {
            throw new InvalidInput(
                    "A production calendar has years from 1 to 9999, but not " + year + ". Write it with four digits.");
        }
        return new ProductionYear(Year.of(year), false, Collections.emptySortedMap());
    }

    /** The same table, but marked as one that a decree may still change. */
    public ProductionYear asProvisional() {
        return new ProductionYear(year, true, days);
    }

    /**
     * Nobody works on these dates.
     *
     * @throws InvalidInput if a date is of another year
     */
    public ProductionYear withDaysOff(Collection<LocalDate> dates) {
        return with(dates, new Day(DayKind.OFF, null));
    }

    /**
     * Nobody works on a date, because another one was a holiday at a weekend, or is worked instead.
     *
     * @param off the day off
     * @param movedFrom the other date, of any year
     * @throws InvalidInput if the day off is of another year, or moved from itself
     */
    public ProductionYear withMovedDay(LocalDate off, LocalDate movedFrom) {
        if (off.equals(movedFrom)) {
            throw new InvalidInput("A day off is moved from another date, but " + off
                    + " would be moved from itself. Name the holiday that fell on a weekend.");
        }
        return with(List.of(off), new Day(DayKind.OFF, movedFrom));
    }

    /**
     * These dates are worked, also at a weekend, an hour less than usual.
     *
     * @throws InvalidInput if a date is of another year
     */
    public ProductionYear withShortDays(Collection<LocalDate> dates) {
        return with(dates, new Day(DayKind.SHORT, null));
    }

    /**
     * These dates are worked in full, also at a weekend.
     *
     * @throws InvalidInput if a date is of another year
     */
    public ProductionYear withWorkingDays(Collection<LocalDate> dates) {
        return with(dates, new Day(DayKind.WORKING, null));
    }

    private ProductionYear with(Collection<LocalDate> dates, Day day) {
        SortedMap<LocalDate, Day> all = new TreeMap<>(days);
        for (LocalDate date : dates) {
            if (date.getYear() != year.getValue()) {
                throw new InvalidInput("The table of " + year + " has dates of that year only, but not " + date
                        + ". Put it into the table of " + date.getYear() + ".");
            }
            all.put(date, day);
        }
        return new ProductionYear(year, provisional, Collections.unmodifiableSortedMap(all));
    }

    /** What a reader of files found: refuses a date that is named twice, and says what is wrong without saying where. */
    ProductionYear withRead(LocalDate date, DayKind kind, @Nullable LocalDate movedFrom) {
        if (days.containsKey(date)) {
            throw new DateTimeException(date + " is named a second time");
        }
        if (movedFrom != null && kind != DayKind.OFF) {
            throw new DateTimeException(date + " is worked, but only a day off is moved from another date");
        }
        if (date.equals(movedFrom)) {
            throw new DateTimeException(date + " is moved from itself");
        }
        return with(List.of(date), new Day(kind, movedFrom));
    }

    /** The year of the table. */
    public Year year() {
        return year;
    }

    /** Whether a decree may still change it. */
    public boolean isProvisional() {
        return provisional;
    }

    /**
     * What the table itself says of a date.
     *
     * @return null if it says nothing: then the weekday decides
     */
    @Nullable
    DayKind named(LocalDate date) {
        return kinds[date.getDayOfYear() - 1];
    }

    Optional<LocalDate> movedFrom(LocalDate date) {
        return Optional.ofNullable(days.get(date)).map(Day::movedFrom);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof ProductionYear that
                        && year.equals(that.year)
                        && provisional == that.provisional
                        && days.equals(that.days));
    }

    @Override
    public int hashCode() {
        return 31 * year.hashCode() + days.hashCode();
    }

    /** The year and what the table says of each date that it names. */
    @Override
    public String toString() {
        return year + (provisional ? ", provisional, " : ", ") + days;
    }
}
