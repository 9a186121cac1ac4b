package dev.voronka.calendar;

import dev.voronka.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A country's production calendar for a five-day week: public holidays, days off that a decree moved, the short days
 * before holidays and the Saturdays that are worked, in one table a year. An immutable value, without hours and without
 * a zone: {@link OfficeHours#following} joins it with those.
 *
 * <p><b>Provisional years.</b> A year without a table is Monday to Friday, and provisional; so is a year whose table is
 * only what the law says before a decree has moved days. {@link #years()} and {@link #provisional} tell which; what was
 * reckoned in such a year is told by {@link WorkingCalendar#provisionalYears}. {@link #russia()} has 2018 to 2026 by
 * decree and 2027 by the Labour Code.
 *
 * <p><b>A newer table.</b> A host need not wait for a release of the library: a table from a file or from code replaces
 * the year.
 *
 * <pre>{@code
 * ProductionCalendar russia = ProductionCalendar.russia().with(ProductionCalendar.read(Path.of("calendar-2027.csv")));
 * WorkingCalendar office = OfficeHours.russian().following(russia);
 * }</pre>
 */
public final class ProductionCalendar {

    /** Read when it is first asked for. */
    private static final class Russia {
        static final ProductionCalendar CALENDAR = resource("russia.csv");
    }

    private final SortedMap<Year, ProductionYear> tables;
    private final int first;

    /** By year, from {@link #first}; null where there is no table. */
    private final @Nullable ProductionYear[] byYear;

    private ProductionCalendar(SortedMap<Year, ProductionYear> tables) {
        this.tables = tables;
        this.first = tables.isEmpty() ? 0 : tables.firstKey().getValue();
        int last = tables.isEmpty() ? -1 : tables.lastKey().getValue();
        this.byYear = new @Nullable ProductionYear[last - first + 1];
        tables.forEach((year, table) -> byYear[year.getValue() - first] = table);
    }

    /**
     * Russia's, from 2018 to 2027; 2027 is provisional. 2020 and 2021 have the days that decrees declared off during the
     * epidemic. Public holidays at weekends are days off by name too, so an office that works on Saturdays has them off
     * as well.
     *
     * <p>Sources: the government's yearly decrees; Labour Code, articles 95 (an hour less before a holiday) and 112
     * (holidays). In 2027 the holidays of May and June that fall on a weekend move to Monday; where the weekend days of
     * January move to is not known before the decree.
     */
    public static ProductionCalendar russia() {
        return Russia.CALENDAR;
    }

    /**
     * Of these tables.
     *
     * @throws InvalidInput if two of them are of the same year
     */
    public static ProductionCalendar of(ProductionYear... tables) {
        SortedMap<Year, ProductionYear> byYear = new TreeMap<>();
        for (ProductionYear table : tables) {
            if (byYear.put(table.year(), table) != null) {
                throw new InvalidInput("A production calendar has one table a year, but " + table.year()
                        + " has two. Leave one of them out, or let one replace the other with with(ProductionYear).");
            }
        }
        return new ProductionCalendar(Collections.unmodifiableSortedMap(byYear));
    }

    /**
     * The tables in a file of ours: UTF-8, one date a line, {@code date,kind} or {@code date,kind,moved_from}, where
     * kind is {@code off}, {@code short} or {@code working} and dates are like {@code 2027-02-23}. A line
     * {@code 2027,provisional} marks a year. Empty lines and lines that begin with {@code #} say nothing, and the first
     * line may be {@code date,kind,moved_from}. The file names whole years: what it does not name is Monday to Friday.
     *
     * @throws InvalidInput if it cannot be read, names no date or is wrong; with the line and what is wrong in it
     */
    public static ProductionCalendar read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new CsvTables(fileName(file)).read(in);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    /**
     * The one year in a file of the public {@code xmlcalendar} form: a {@code calendar} with its {@code year}, and days
     * with {@code d} (month and day), {@code t} (1 off, 2 an hour shorter, 3 worked at a weekend) and, for a day off
     * that was moved, {@code f}. Titles of holidays are passed over. A document type declaration is refused, and nothing
     * outside the file is read.
     *
     * @throws InvalidInput if it cannot be read or is wrong; with the line, the attribute and its value
     */
    public static ProductionCalendar readXmlCalendar(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(new XmlCalendarYear(fileName(file)).read(in));
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    /** This calendar, but with this table for its year. */
    public ProductionCalendar with(ProductionYear table) {
        SortedMap<Year, ProductionYear> all = new TreeMap<>(tables);
        all.put(table.year(), table);
        return new ProductionCalendar(Collections.unmodifiableSortedMap(all));
    }

    /** This calendar, but each year that the newer one has a table of is as the newer one says. */
    public ProductionCalendar with(ProductionCalendar newer) {
        SortedMap<Year, ProductionYear> all = new TreeMap<>(tables);
        all.putAll(newer.tables);
        return new ProductionCalendar(Collections.unmodifiableSortedMap(all));
    }

    /** The years that have a table, provisional ones among them. */
    public SortedSet<Year> years() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(tables.keySet()));
    }

    /**
     * The table of a year, say to correct one date of it: {@code calendar.with(calendar.table(year).orElseThrow()
     * .withDaysOff(List.of(date)))}.
     */
    public Optional<ProductionYear> table(Year year) {
        return Optional.ofNullable(table(year.getValue()));
    }

    /** Whether a decree may still change this year: it has no table, or one that is marked so. */
    public boolean provisional(Year year) {
        ProductionYear table = table(year.getValue());
        return table == null || table.isProvisional();
    }

    /** What a date is. What no table names is worked from Monday to Friday and off on Saturday and Sunday. */
    public DayKind kind(LocalDate date) {
        DayKind named = named(date);
        if (named != null) {
            return named;
        }
        return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? DayKind.OFF : DayKind.WORKING;
    }

    /** The holiday at a weekend, or the Saturday worked instead, that this day off was given for; where it is known. */
    public Optional<LocalDate> movedFrom(LocalDate date) {
        return Optional.ofNullable(table(date.getYear())).flatMap(table -> table.movedFrom(date));
    }

    /**
     * What the table of its year says of a date.
     *
     * @return null if it says nothing: then the weekday decides
     */
    @Nullable
    DayKind named(LocalDate date) {
        ProductionYear table = table(date.getYear());
        return table == null ? null : table.named(date);
    }

    private @Nullable ProductionYear table(int year) {
        int slot = year - first;
        return slot >= 0 && slot < byYear.length ? byYear[slot] : null;
    }

    private static ProductionCalendar resource(String name) {
        try (InputStream in = ProductionCalendar.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new InvalidInput("The production calendar " + name + " is not in the library's jar. Put the whole"
                        + " jar, resources included, on the class path.");
            }
            return new CsvTables(name).read(in);
        } catch (IOException unreadable) {
            throw new InvalidInput(
                    "The production calendar " + name + " cannot be read from the library's jar.", unreadable);
        }
    }

    private static String fileName(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static InvalidInput unreadable(Path file, IOException why) {
        return new InvalidInput(
                "The production calendar " + fileName(file) + " cannot be read ("
                        + why.getClass().getSimpleName() + "). Check that the file is there and may be read.",
                why);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof ProductionCalendar that
                        && Arrays.equals(byYear, that.byYear)
                        && first == that.first);
    }

    @Override
    public int hashCode() {
        return tables.hashCode();
    }

    /** The years that have a table, and which of them are provisional. */
    @Override
    public String toString() {
        return "production calendar of " + tables.keySet() + ", provisional "
                + tables.keySet().stream().filter(this::provisional).toList();
    }
}
