package dev.voronka.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.WorkingTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * The laws of {@link WorkingCalendar}, in Russia's eleven zones, where clocks are set twice a year, and anywhere; with
 * and without Russia's production calendar, with layers over it.
 */
class OfficeHoursProperties {
    private static final List<String> ZONES = List.of(
            "Europe/Kaliningrad",
            "Europe/Moscow",
            "Europe/Samara",
            "Asia/Yekaterinburg",
            "Asia/Omsk",
            "Asia/Krasnoyarsk",
            "Asia/Irkutsk",
            "Asia/Yakutsk",
            "Asia/Vladivostok",
            "Asia/Magadan",
            "Asia/Kamchatka",
            "Europe/Berlin",
            "America/New_York");

    private static final LocalDateTime FIRST = LocalDateTime.of(2005, 1, 1, 0, 0);

    @Property
    void the_time_between_a_moment_and_so_much_later_is_so_much(
            @ForAll("calendars") OfficeHours calendar, @ForAll("moments") Instant a, @ForAll("times") Duration d) {
        assertThat(calendar.between(a, calendar.plus(a, d))).isEqualTo(d);
    }

    @Property
    void the_time_between_so_much_earlier_and_a_moment_is_so_much(
            @ForAll("calendars") OfficeHours calendar, @ForAll("moments") Instant a, @ForAll("times") Duration d) {
        assertThat(calendar.between(calendar.plus(a, d.negated()), a)).isEqualTo(d);
    }

    @Property
    void minutes_and_hours_are_time(
            @ForAll("calendars") OfficeHours calendar,
            @ForAll("moments") Instant a,
            @ForAll @IntRange(min = 1, max = 300) int n) {
        WorkingTime minutes = WorkingTime.workingMinutes(n);
        WorkingTime hours = WorkingTime.workingHours(n);

        assertThat(calendar.between(a, calendar.plus(a, minutes))).isEqualTo(Duration.ofMinutes(n));
        assertThat(calendar.between(calendar.minus(a, minutes), a)).isEqualTo(Duration.ofMinutes(n));
        assertThat(calendar.between(a, calendar.plus(a, hours))).isEqualTo(Duration.ofHours(n));
        assertThat(calendar.between(calendar.minus(a, hours), a)).isEqualTo(Duration.ofHours(n));
    }

    @Property
    void a_time_in_two_parts_is_the_same_time(
            @ForAll("calendars") OfficeHours calendar,
            @ForAll("moments") Instant a,
            @ForAll("times") Duration d,
            @ForAll("times") Duration e) {
        assertThat(calendar.plus(calendar.plus(a, d), e)).isEqualTo(calendar.plus(a, d.plus(e)));
        assertThat(calendar.plus(calendar.plus(a, d.negated()), e.negated()))
                .isEqualTo(calendar.plus(a, d.plus(e).negated()));
    }

    @Property
    void time_between_adds_up_in_either_direction(
            @ForAll("calendars") OfficeHours calendar,
            @ForAll("moments") Instant a,
            @ForAll("times") Duration toB,
            @ForAll("times") Duration toC) {
        Instant b = a.plus(toB);
        Instant c = a.minus(toC);

        assertThat(calendar.between(a, b).plus(calendar.between(b, c))).isEqualTo(calendar.between(a, c));
        assertThat(calendar.between(b, a)).isEqualTo(calendar.between(a, b).negated());
    }

    @Property
    void what_begins_later_ends_no_earlier(
            @ForAll("calendars") OfficeHours calendar,
            @ForAll("moments") Instant a,
            @ForAll("times") Duration apart,
            @ForAll("times") Duration d) {
        Instant b = a.plus(apart);

        assertThat(calendar.plus(a, d)).isBeforeOrEqualTo(calendar.plus(b, d));
        assertThat(calendar.plus(a, d.negated())).isBeforeOrEqualTo(calendar.plus(b, d.negated()));
    }

    @Property
    void what_takes_longer_ends_later(
            @ForAll("calendars") OfficeHours calendar,
            @ForAll("moments") Instant a,
            @ForAll("times") Duration d,
            @ForAll @IntRange(min = 1, max = 100_000) int more) {
        assertThat(calendar.plus(a, d)).isBefore(calendar.plus(a, d.plusMillis(more)));
    }

    @Property
    void time_ends_in_working_hours_at_the_earliest_moment_that_has_it(
            @ForAll("calendars") OfficeHours calendar, @ForAll("moments") Instant a, @ForAll("times") Duration d) {
        Instant end = calendar.plus(a, d.plusNanos(1));

        assertThat(calendar.isWorkingTime(end.minusNanos(1))).isTrue();
    }

    @Property
    void backwards_time_begins_in_working_hours(
            @ForAll("calendars") OfficeHours calendar, @ForAll("moments") Instant a, @ForAll("times") Duration d) {
        Instant begin = calendar.plus(a, d.plusNanos(1).negated());

        assertThat(calendar.isWorkingTime(begin)).isTrue();
    }

    @Property
    void from_working_time_there_and_back_is_where_one_was(
            @ForAll("calendars") OfficeHours calendar,
            @ForAll("moments") Instant any,
            @ForAll("times") Duration toWork,
            @ForAll @IntRange(min = 1, max = 10_000) int n) {
        Instant end = calendar.plus(any, toWork.plusNanos(1));
        Instant begin = end.minusNanos(1);
        WorkingTime minutes = WorkingTime.workingMinutes(n);

        assertThat(calendar.minus(calendar.plus(begin, minutes), minutes)).isEqualTo(begin);
        assertThat(calendar.plus(calendar.minus(end, minutes), minutes)).isEqualTo(end);
    }

    @Property
    void what_begins_later_ends_no_earlier_in_days(
            @ForAll("calendars") OfficeHours calendar,
            @ForAll("moments") Instant a,
            @ForAll("times") Duration apart,
            @ForAll @IntRange(min = 1, max = 30) int n) {
        Instant b = a.plus(apart);
        Assume.that(hasItsOwnClockTime(a, calendar.zone()) && hasItsOwnClockTime(b, calendar.zone()));

        for (WorkingTime days : List.of(WorkingTime.workingDays(n), WorkingTime.calendarDays(n))) {
            assertThat(calendar.plus(a, days)).isBeforeOrEqualTo(calendar.plus(b, days));
            assertThat(calendar.minus(a, days)).isBeforeOrEqualTo(calendar.minus(b, days));
        }
    }

    private static boolean hasItsOwnClockTime(Instant moment, ZoneId zone) {
        return zone.getRules()
                        .getValidOffsets(LocalDateTime.ofInstant(moment, zone))
                        .size()
                == 1;
    }

    @Property
    void office_days_are_monotone_even_from_the_hour_that_comes_twice(
            @ForAll("dayCalendars") OfficeHours calendar,
            @ForAll("moments") Instant a,
            @ForAll("times") Duration apart,
            @ForAll @IntRange(min = 1, max = 30) int n) {
        Instant b = a.plus(apart);
        WorkingTime days = WorkingTime.workingDays(n);

        assertThat(calendar.plus(a, days)).isBeforeOrEqualTo(calendar.plus(b, days));
        assertThat(calendar.minus(a, days)).isBeforeOrEqualTo(calendar.minus(b, days));
    }

    @Property
    void more_days_end_later(
            @ForAll("dayCalendars") OfficeHours calendar,
            @ForAll("moments") Instant a,
            @ForAll @IntRange(min = 1, max = 30) int n) {
        WorkingTime days = WorkingTime.workingDays(n);
        WorkingTime more = WorkingTime.workingDays(n + 1);

        assertThat(a).isBefore(calendar.plus(a, days));
        assertThat(calendar.plus(a, days)).isBefore(calendar.plus(a, more));
        assertThat(a).isAfter(calendar.minus(a, days));
        assertThat(calendar.minus(a, days)).isAfter(calendar.minus(a, more));
    }

    @Property
    void a_calendar_day_keeps_the_clock_time(
            @ForAll("dayCalendars") OfficeHours calendar,
            @ForAll("dates") LocalDate date,
            @ForAll @IntRange(min = 3, max = 23) int hour,
            @ForAll @IntRange(min = 1, max = 1000) int n) {
        ZonedDateTime from = date.atTime(hour, 15).atZone(calendar.zone());
        WorkingTime days = WorkingTime.calendarDays(n);

        assertThat(calendar.plus(from.toInstant(), days))
                .isEqualTo(from.plusDays(n).toInstant());
        assertThat(calendar.minus(from.toInstant(), days))
                .isEqualTo(from.minusDays(n).toInstant());
    }

    @Property(tries = 300)
    void counting_minute_by_minute_comes_to_the_same(
            @ForAll("dates") LocalDate date,
            @ForAll("zones") ZoneId zone,
            @ForAll("namedDates") Set<LocalDate> off,
            @ForAll @IntRange(min = 0, max = 4 * 24 * 60) int minutes) {
        OfficeHours calendar = OfficeHours.in(zone).withDaysOff(off);
        Instant from = date.atTime(10, 7).atZone(zone).toInstant();
        Instant to = from.plus(Duration.ofMinutes(minutes));

        long counted = 0;
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
            boolean worked = workedByTheClock(at.atZone(zone), off);
            assertThat(calendar.isWorkingTime(at)).isEqualTo(worked);
            counted += worked ? 1 : 0;
        }

        assertThat(calendar.between(from, to)).isEqualTo(Duration.ofMinutes(counted));
    }

    @Property(tries = 300)
    void russian_hours_counted_minute_by_minute_come_to_the_same(
            @ForAll("dates") LocalDate date,
            @ForAll("zones") ZoneId zone,
            @ForAll("namedDates") Set<LocalDate> away,
            @ForAll @IntRange(min = 0, max = 4 * 24 * 60) int minutes) {
        ProductionCalendar russia = ProductionCalendar.russia();
        OfficeHours calendar = OfficeHours.in(zone)
                .following(russia)
                .with(CalendarLayer.empty().withDaysOff(away));
        Instant from = date.atTime(10, 7).atZone(zone).toInstant();
        Instant to = from.plus(Duration.ofMinutes(minutes));

        long counted = 0;
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
            ZonedDateTime clock = at.atZone(zone);
            DayKind kind = away.contains(clock.toLocalDate()) ? DayKind.OFF : russia.kind(clock.toLocalDate());
            int hour = clock.getHour();
            boolean worked = kind != DayKind.OFF && hour >= 9 && hour < (kind == DayKind.SHORT ? 17 : 18) && hour != 13;
            assertThat(calendar.isWorkingTime(at)).isEqualTo(worked);
            counted += worked ? 1 : 0;
        }

        assertThat(calendar.between(from, to)).isEqualTo(Duration.ofMinutes(counted));
    }

    @Property
    void the_layer_said_last_decides_about_its_dates_and_leaves_the_others_alone(
            @ForAll("calendars") OfficeHours below,
            @ForAll("namedDates") Set<LocalDate> off,
            @ForAll("namedDates") Set<LocalDate> worked,
            @ForAll("dates") LocalDate any) {
        OfficeHours above = below.with(CalendarLayer.empty().withDaysOff(off).withWorkingDays(worked));

        for (LocalDate date : worked) {
            assertThat(timeOn(above, date)).isGreaterThanOrEqualTo(timeOn(below, date));
        }
        off.stream()
                .filter(date -> !worked.contains(date))
                .forEach(date -> assertThat(timeOn(above, date)).isZero());
        if (!off.contains(any) && !worked.contains(any)) {
            assertThat(timeOn(above, any)).isEqualTo(timeOn(below, any));
        }
    }

    private static Duration timeOn(OfficeHours calendar, LocalDate date) {
        return calendar.between(
                date.atStartOfDay(calendar.zone()).toInstant(),
                date.plusDays(1).atStartOfDay(calendar.zone()).toInstant());
    }

    private static boolean workedByTheClock(ZonedDateTime at, Set<LocalDate> off) {
        int hour = at.getHour();
        return at.getDayOfWeek().getValue() <= 5
                && !off.contains(at.toLocalDate())
                && hour >= 9
                && hour < 18
                && hour != 13;
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES).map(ZoneId::of);
    }

    /** With any hours, round the clock and nights with set clocks among them, mostly in our zones. */
    @Provide
    Arbitrary<OfficeHours> calendars() {
        Arbitrary<ZoneId> anywhere =
                Arbitraries.of(new TreeSet<>(ZoneId.getAvailableZoneIds())).map(ZoneId::of);
        return calendars(Arbitraries.frequencyOf(Tuple.of(2, zones()), Tuple.of(1, anywhere)), hours(0));
    }

    /** That open at 03:00 at the earliest, when no hour comes twice any more. */
    @Provide
    Arbitrary<OfficeHours> dayCalendars() {
        return calendars(zones(), hours(3 * 60));
    }

    private Arbitrary<OfficeHours> calendars(Arbitrary<ZoneId> zones, Arbitrary<List<LocalTime>> hours) {
        Arbitrary<Set<DayOfWeek>> weekdays =
                Arbitraries.of(DayOfWeek.values()).set().ofMinSize(1).ofMaxSize(7);
        return Combinators.combine(zones, hours, weekdays, namedDates(), namedDates(), production(), layers(hours))
                .as((zone, times, days, off, worked, production, layers) -> {
                    OfficeHours rest = OfficeHours.in(zone)
                            .withWeekdays(days)
                            .withDaysOff(off)
                            .withWorkingDays(worked);
                    rest = production.map(rest::following).orElse(rest);
                    for (CalendarLayer layer : layers) {
                        rest = rest.with(layer);
                    }
                    return times.size() == 2
                            ? rest.withHours(times.get(0), times.get(1))
                            : rest.withHours(times.get(0), times.get(1), times.get(2), times.get(3));
                });
    }

    /** Mostly Russia's; sometimes none, so that public holidays are worked. */
    private static Arbitrary<Optional<ProductionCalendar>> production() {
        return Arbitraries.frequency(
                Tuple.of(3, Optional.of(ProductionCalendar.russia())), Tuple.of(1, Optional.empty()));
    }

    /** Of a region, a company and a person: none, or up to three over each other, each with all that can be said. */
    private Arbitrary<List<CalendarLayer>> layers(Arbitrary<List<LocalTime>> hours) {
        Arbitrary<CalendarLayer> layer = Combinators.combine(
                        namedDates(),
                        namedDates(),
                        namedDates(),
                        dates(),
                        Arbitraries.integers().between(0, 20),
                        hours)
                .as((off, shortened, worked, from, days, times) -> {
                    LocalDate to = from.plusDays(days);
                    CalendarLayer all = CalendarLayer.empty()
                            .withAbsence(to, to.plusDays(days))
                            .withDaysOff(off)
                            .withShortDays(shortened)
                            .withWorkingDays(worked);
                    return times.size() == 2
                            ? all.withHours(from, to, times.get(0), times.get(1))
                            : all.withHours(from, to, times.get(0), times.get(1), times.get(2), times.get(3));
                });
        return layer.list().ofMaxSize(3);
    }

    /** Two or four times in the order of the day; the last may be midnight. */
    private Arbitrary<List<LocalTime>> hours(int earliest) {
        Arbitrary<List<LocalTime>> some = Arbitraries.integers()
                .between(earliest / 10, 24 * 6)
                .set()
                .ofSize(4)
                .map(tens -> tens.stream()
                        .sorted()
                        .map(ten -> LocalTime.of(ten / 6 % 24, ten % 6 * 10))
                        .toList());
        LocalTime opening = LocalTime.of(earliest / 60, 0);
        return Arbitraries.oneOf(
                some,
                some.map(four -> List.of(four.get(0), four.get(3))),
                Arbitraries.just(List.of(opening, LocalTime.MIDNIGHT)),
                Arbitraries.just(
                        List.of(LocalTime.of(9, 0), LocalTime.of(13, 0), LocalTime.of(14, 0), LocalTime.of(18, 0))));
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        Arbitrary<LocalDate> any = Arbitraries.integers()
                .between(0, 35 * 365)
                .map(day -> FIRST.toLocalDate().plusDays(day));
        return Arbitraries.oneOf(any, near());
    }

    /** Around the dates on which clocks were set in Russia and abroad, and around holidays. */
    private Arbitrary<LocalDate> near() {
        return Combinators.combine(
                        Arbitraries.of(
                                LocalDate.of(2009, 11, 1),
                                LocalDate.of(2010, 3, 28),
                                LocalDate.of(2010, 10, 31),
                                LocalDate.of(2011, 3, 27),
                                LocalDate.of(2014, 10, 26),
                                LocalDate.of(2016, 3, 27),
                                LocalDate.of(2016, 4, 24),
                                LocalDate.of(2020, 3, 30),
                                LocalDate.of(2024, 12, 28),
                                LocalDate.of(2025, 10, 31),
                                LocalDate.of(2025, 12, 31),
                                LocalDate.of(2026, 5, 8),
                                LocalDate.of(2027, 1, 1),
                                LocalDate.of(2026, 3, 8),
                                LocalDate.of(2026, 3, 29),
                                LocalDate.of(2026, 10, 25),
                                LocalDate.of(2026, 11, 1)),
                        Arbitraries.integers().between(-4, 4))
                .as(LocalDate::plusDays);
    }

    @Provide
    Arbitrary<Set<LocalDate>> namedDates() {
        return dates().set().ofMaxSize(8);
    }

    @Provide
    Arbitrary<Instant> moments() {
        Arbitrary<Integer> minutes = Arbitraries.integers().between(-14 * 60, 38 * 60);
        Arbitrary<Integer> nanos = Arbitraries.of(0, 0, 1, 999_999_999);
        return Combinators.combine(dates(), minutes, nanos)
                .as((date, minute, nano) -> date.atStartOfDay(ZoneId.of("UTC"))
                        .plusMinutes(minute)
                        .plusNanos(nano)
                        .toInstant());
    }

    @Provide
    Arbitrary<Duration> times() {
        Arbitrary<Duration> whole = Arbitraries.integers().between(0, 12).map(Duration::ofHours);
        Arbitrary<Duration> minutes =
                Arbitraries.integers().between(0, 60 * 8 * 10).map(Duration::ofMinutes);
        Arbitrary<Duration> fine =
                Arbitraries.longs().between(0, 400_000_000_000_000L).map(Duration::ofNanos);
        return Arbitraries.oneOf(whole, minutes, fine);
    }
}
