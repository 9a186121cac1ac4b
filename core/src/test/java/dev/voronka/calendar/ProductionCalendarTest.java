package dev.voronka.calendar;

import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Russia's tables, the office that follows them, newer tables, the years nobody knows yet. */
class ProductionCalendarTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final ProductionCalendar RUSSIA = ProductionCalendar.russia();
    private static final OfficeHours OFFICE = OfficeHours.russian().following(RUSSIA);

    /** Source of the numbers: the yearly production calendars, hours of a 40-hour week. */
    @ParameterizedTest(name = "{0} has {1} working days and {2} hours")
    @CsvSource({
        "2018, 247, 1970",
        "2019, 247, 1970",
        "2020, 219, 1749",
        "2021, 240, 1917",
        "2022, 247, 1973",
        "2023, 247, 1973",
        "2024, 248, 1979",
        "2025, 247, 1972",
        "2026, 247, 1972"
    })
    void a_year_has_its_working_days_and_hours(int year, int days, int hours) {
        List<DayKind> kinds = datesOf(year).map(RUSSIA::kind).toList();
        long full = kinds.stream().filter(DayKind.WORKING::equals).count();
        long shortened = kinds.stream().filter(DayKind.SHORT::equals).count();

        assertThat(full + shortened).isEqualTo(days);
        assertThat(full * 8 + shortened * 7).isEqualTo(hours);
        assertThat(OFFICE.between(at(year + "-01-01T00:00"), at(year + 1 + "-01-01T00:00")))
                .isEqualTo(Duration.ofHours(hours));
        assertThat(RUSSIA.provisional(Year.of(year))).isFalse();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(nullValues = "-", textBlock = """
            2026-01-09, OFF, 2026-01-03
            2026-03-09, OFF, 2026-03-08
            2026-02-23, OFF, -
            2026-05-08, SHORT, -
            2026-05-09, OFF, -
            2026-05-16, OFF, -
            2026-05-18, WORKING, -
            2025-11-01, SHORT, -
            2024-12-28, WORKING, -
            2024-04-29, OFF, 2024-04-27
            2020-06-24, OFF, -
            2030-01-01, WORKING, -
            2017-01-07, OFF, -
            """)
    void a_date_is_of_a_kind_and_may_be_moved_from_another(LocalDate date, DayKind kind, LocalDate movedFrom) {
        assertThat(RUSSIA.kind(date)).isEqualTo(kind);
        assertThat(RUSSIA.movedFrom(date).orElse(null)).isEqualTo(movedFrom);
    }

    @Test
    void the_year_without_a_decree_has_what_the_labour_code_says() {
        List<LocalDate> off = datesOf(2027)
                .filter(date -> date.getDayOfWeek().getValue() <= 5 && RUSSIA.kind(date) == DayKind.OFF)
                .toList();
        List<LocalDate> shortened =
                datesOf(2027).filter(date -> RUSSIA.kind(date) == DayKind.SHORT).toList();

        assertThat(off)
                .map(date -> date.toString().substring(5))
                .containsExactly(
                        "01-01", "01-04", "01-05", "01-06", "01-07", "01-08", "02-23", "03-08", "05-03", "05-10",
                        "06-14", "11-04");
        assertThat(shortened)
                .map(date -> date.toString().substring(5))
                .containsExactly("02-22", "04-30", "06-11", "11-03", "12-31");
        assertThat(RUSSIA.movedFrom(LocalDate.of(2027, 5, 10))).contains(LocalDate.of(2027, 5, 9));
    }

    @Test
    void the_years_that_are_known_are_told_and_the_others_are_provisional() {
        assertThat(RUSSIA.years())
                .map(Year::getValue)
                .containsExactly(2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027);
        assertThat(RUSSIA.provisional(Year.of(2017))).isTrue();
        assertThat(RUSSIA.provisional(Year.of(2026))).isFalse();
        assertThat(RUSSIA.provisional(Year.of(2027))).isTrue();
        assertThat(RUSSIA.provisional(Year.of(2028))).isTrue();
        assertThat(RUSSIA)
                .hasToString("production calendar of [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,"
                        + " 2027], provisional [2027]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            2 hours after Friday 17:00 pass over a Monday off       | 2026-02-20T17:00 | 2 | 2026-02-24T10:00
            a short day ends an hour earlier                        | 2026-04-30T16:00 | 2 | 2026-05-04T10:00
            a Saturday may be worked and short                      | 2025-10-31T17:00 | 9 | 2025-11-05T10:00
            a Saturday may be worked in full                        | 2024-12-28T17:00 | 2 | 2025-01-09T10:00
            the new year's holidays are passed over                 | 2025-12-30T17:30 | 1 | 2026-01-12T09:30
            """)
    void an_office_that_follows_it_reckons_so(String sentence, String from, int hours, String expected) {
        assertThat(OFFICE.plus(at(from), workingHours(hours))).as(sentence).isEqualTo(at(expected));
        assertThat(OFFICE.minus(at(expected), workingHours(hours))).as(sentence).isEqualTo(at(from));
    }

    @Test
    void a_working_day_later_is_cut_to_the_closing_of_a_short_day() {
        Instant due = OFFICE.plus(at("2026-05-07T17:40"), workingDays(1));

        assertThat(due).isEqualTo(at("2026-05-08T17:00"));
    }

    @Test
    void an_office_without_it_works_on_public_holidays_as_before() {
        assertThat(OfficeHours.russian().isWorkingTime(at("2026-02-23T10:00"))).isTrue();
        assertThat(OFFICE.isWorkingTime(at("2026-02-23T10:00"))).isFalse();
        assertThat(OFFICE).isNotEqualTo(OfficeHours.russian());
    }

    @Test
    void named_dates_lie_over_it_whenever_they_are_said() {
        List<LocalDate> holiday = List.of(LocalDate.of(2026, 2, 23));
        List<LocalDate> shortDay = List.of(LocalDate.of(2026, 4, 30));

        OfficeHours one = OFFICE.withWorkingDays(holiday).withWorkingDays(shortDay);
        OfficeHours other = OfficeHours.russian()
                .withWorkingDays(shortDay)
                .withWorkingDays(holiday)
                .following(RUSSIA);

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.isWorkingTime(at("2026-02-23T10:00"))).isTrue();
        assertThat(one.isWorkingTime(at("2026-04-30T17:30"))).isTrue();
    }

    @Test
    void an_office_that_works_on_saturdays_has_public_holidays_off_and_takes_other_saturdays_by_its_own_week() {
        OfficeHours shop = OFFICE.withWeekdays(EnumSet.range(DayOfWeek.TUESDAY, DayOfWeek.SATURDAY));

        assertThat(shop.isWorkingTime(at("2026-05-09T10:00"))).isFalse();
        assertThat(shop.isWorkingTime(at("2026-05-16T10:00"))).isTrue();
        assertThat(shop.isWorkingTime(at("2026-05-18T10:00"))).isFalse();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            09:00-18:00              | 2026-04-30T16:59 | 2026-04-30T17:00
            09:00-17:30, 18:00-18:30 | 2026-04-30T16:59 | 2026-04-30T17:00
            09:00-17:30, 18:00-19:00 | 2026-04-30T17:29 | 2026-04-30T18:00
            09:00-24:00              | 2026-04-30T22:59 | 2026-04-30T23:00
            09:00-17:50, 18:10-24:00 | 2026-04-30T22:59 | 2026-04-30T23:00
            """)
    void the_last_working_hour_of_a_short_day_is_free(String hours, String worked, String free) {
        List<LocalTime> times = Stream.of(hours.split("[-, ]+"))
                .map(time -> time.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(time))
                .toList();
        OfficeHours office = times.size() == 2
                ? OFFICE.withHours(times.get(0), times.get(1))
                : OFFICE.withHours(times.get(0), times.get(1), times.get(2), times.get(3));

        assertThat(office.isWorkingTime(at(worked))).isTrue();
        assertThat(office.isWorkingTime(at(free))).isFalse();
    }

    @Test
    void who_works_an_hour_or_less_is_free_on_a_short_day() {
        OfficeHours consultations = OFFICE.withHours(LocalTime.of(9, 0), LocalTime.of(10, 0));

        assertThat(consultations.plus(at("2026-04-29T10:00"), workingDays(1))).isEqualTo(at("2026-05-04T10:00"));
    }

    @Test
    void a_year_that_is_not_decreed_is_told_of_what_is_reckoned_there() {
        Instant october = at("2026-10-01T10:00");
        Instant newYear = at("2027-01-01T00:00");

        assertThat(OFFICE.provisionalYears(october, newYear.minusNanos(1))).isEmpty();
        assertThat(OFFICE.provisionalYears(october, newYear)).containsExactly(Year.of(2027));
        assertThat(OFFICE.provisionalYears(at("2029-01-01T00:00"), october))
                .containsExactly(Year.of(2027), Year.of(2028), Year.of(2029));
        assertThat(OFFICE.isProvisional(october)).isFalse();
        assertThat(OFFICE.isProvisional(newYear)).isTrue();
        assertThat(OFFICE.withZone(RussianZone.KAMCHATKA.zone()).isProvisional(newYear.minusSeconds(3600)))
                .isTrue();
    }

    @Test
    void a_calendar_that_claims_nothing_of_holidays_has_no_provisional_year() {
        assertThat(OfficeHours.russian().provisionalYears(at("2026-10-01T10:00"), at("2029-01-01T00:00")))
                .isEmpty();
        assertThat(OfficeHours.russian().isProvisional(at("2029-01-01T00:00"))).isFalse();
    }

    @Test
    void a_moment_that_stands_for_never_is_of_a_provisional_year() {
        assertThat(OFFICE.isProvisional(Instant.MAX)).isTrue();
        assertThat(OFFICE.isProvisional(Instant.MIN)).isTrue();
        assertThat(OFFICE.provisionalYears(Instant.MIN, Instant.MAX))
                .contains(Year.of(1), Year.of(9999), Year.of(2027))
                .doesNotContain(Year.of(2026));
    }

    @Test
    void a_newer_table_in_a_file_replaces_its_year_only(@TempDir Path folder) throws IOException {
        Path file = write(
                folder,
                "\uFEFFdate,kind,moved_from\n# by decree\n\n2027-02-23,off\n"
                        + "2027-02-22, off ,2027-01-02\r\n2027-02-20,working,\n2027-02-24,short");

        ProductionCalendar newer = RUSSIA.with(ProductionCalendar.read(file));

        assertThat(newer.provisional(Year.of(2027))).isFalse();
        assertThat(newer.kind(LocalDate.of(2027, 2, 22))).isEqualTo(DayKind.OFF);
        assertThat(newer.movedFrom(LocalDate.of(2027, 2, 22))).contains(LocalDate.of(2027, 1, 2));
        assertThat(newer.kind(LocalDate.of(2027, 2, 20))).isEqualTo(DayKind.WORKING);
        assertThat(newer.kind(LocalDate.of(2027, 2, 24))).isEqualTo(DayKind.SHORT);
        assertThat(newer.kind(LocalDate.of(2027, 3, 8))).isEqualTo(DayKind.WORKING);
        assertThat(newer.kind(LocalDate.of(2026, 2, 23))).isEqualTo(DayKind.OFF);
        assertThat(newer.years()).isEqualTo(RUSSIA.years());
    }

    @Test
    void a_table_in_code_replaces_its_year_only() {
        ProductionYear table = ProductionYear.of(2028)
                .withDaysOff(List.of(LocalDate.of(2028, 2, 23), LocalDate.of(2028, 2, 21)))
                .withMovedDay(LocalDate.of(2028, 2, 24), LocalDate.of(2028, 1, 1))
                .withShortDays(List.of(LocalDate.of(2028, 2, 22)))
                .withWorkingDays(List.of(LocalDate.of(2028, 2, 21)));

        ProductionCalendar newer = RUSSIA.with(table);

        assertThat(newer.kind(LocalDate.of(2028, 2, 21))).isEqualTo(DayKind.WORKING);
        assertThat(newer.kind(LocalDate.of(2028, 2, 22))).isEqualTo(DayKind.SHORT);
        assertThat(newer.kind(LocalDate.of(2028, 2, 23))).isEqualTo(DayKind.OFF);
        assertThat(newer.movedFrom(LocalDate.of(2028, 2, 24))).contains(LocalDate.of(2028, 1, 1));
        assertThat(newer.provisional(Year.of(2028))).isFalse();
        assertThat(newer.with(table.asProvisional()).provisional(Year.of(2028))).isTrue();
        assertThat(newer.kind(LocalDate.of(2027, 2, 23))).isEqualTo(DayKind.OFF);
        assertThat(RUSSIA.provisional(Year.of(2028))).isTrue();
    }

    @Test
    void one_date_of_a_table_can_be_corrected() {
        LocalDate snow = LocalDate.of(2026, 2, 25);
        ProductionYear table = RUSSIA.table(Year.of(2026)).orElseThrow();

        ProductionCalendar corrected = RUSSIA.with(table.withDaysOff(List.of(snow)));

        assertThat(corrected.kind(snow)).isEqualTo(DayKind.OFF);
        assertThat(corrected.kind(LocalDate.of(2026, 2, 23))).isEqualTo(DayKind.OFF);
        assertThat(RUSSIA.table(Year.of(2030))).isEmpty();
        assertThat(RUSSIA.with(table))
                .isEqualTo(RUSSIA)
                .hasSameHashCodeAs(RUSSIA)
                .isNotEqualTo(corrected);
    }

    @Test
    void a_calendar_without_tables_is_monday_to_friday() {
        ProductionCalendar none = ProductionCalendar.of();

        assertThat(none.kind(LocalDate.of(2026, 2, 23))).isEqualTo(DayKind.WORKING);
        assertThat(none.kind(LocalDate.of(2026, 2, 22))).isEqualTo(DayKind.OFF);
        assertThat(none.years()).isEmpty();
        assertThat(none.provisional(Year.of(2026))).isTrue();
    }

    @Test
    void tables_that_cannot_be_are_refused() {
        ProductionYear table = ProductionYear.of(2028);
        LocalDate other = LocalDate.of(2029, 1, 1);

        assertThatThrownBy(() -> table.withDaysOff(List.of(other)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Put it into the table of 2029");
        assertThatThrownBy(() -> table.withMovedDay(LocalDate.of(2028, 1, 3), LocalDate.of(2028, 1, 3)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("moved from itself");
        assertThatThrownBy(() -> ProductionCalendar.of(table, table.asProvisional()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("2028 has two");
        assertThatThrownBy(() -> ProductionYear.of(0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> ProductionYear.of(10_000)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-02-23",
                "2027-02-23,holiday",
                "2027-02-23,",
                "23.02.2027,off",
                "2027-02-30,off",
                "2027-02-22,off",
                "2027-02-23,off,2027",
                "2027-02-23,off,2027-02-23",
                "2027-02-23,short,2027-02-20",
                "2027-02-23,off,,",
                "provisional,2027",
                "2027,provisional,2028-01-01",
                "0000-01-01,off",
                "+12027-02-23,off",
                "date,kind,moved_from"
            })
    void a_line_that_cannot_be_is_refused_with_its_number(String line, @TempDir Path folder) throws IOException {
        Path file = write(folder, "2027-02-22,off\n" + line + "\n");

        assertThatThrownBy(() -> ProductionCalendar.read(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("calendar.csv:2: \"" + line + "\" is not a line of a production calendar")
                .hasMessageContaining("Write date,kind");
    }

    @Test
    void a_file_that_cannot_be_read_is_refused(@TempDir Path folder) throws IOException {
        Path empty = write(folder, "# nothing\n");
        Path elsewhere = folder.resolve("nowhere.csv");
        Path windows = Files.write(folder.resolve("windows.csv"), "# день\n".getBytes("windows-1251"));

        assertThatThrownBy(() -> ProductionCalendar.read(empty))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("names no date");
        assertThatThrownBy(() -> ProductionCalendar.read(elsewhere))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nowhere.csv cannot be read (NoSuchFileException)");
        assertThatThrownBy(() -> ProductionCalendar.read(windows))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("windows.csv is not UTF-8");
    }

    @ParameterizedTest
    @EnumSource
    void an_office_in_each_zone_of_russia_opens_at_nine_by_its_own_clock(RussianZone zone) {
        OfficeHours office = OFFICE.withZone(zone.zone());
        Instant nine =
                LocalDateTime.parse("2026-02-24T09:00").atZone(zone.zone()).toInstant();

        assertThat(office.isWorkingTime(nine.minusNanos(1))).isFalse();
        assertThat(office.isWorkingTime(nine)).isTrue();
        assertThat(office.plus(nine.minus(Duration.ofDays(1)), workingHours(8)))
                .isEqualTo(nine.plus(Duration.ofHours(9)));
    }

    @Test
    void the_zones_of_russia_go_from_an_hour_behind_moscow_to_nine_ahead() {
        LocalDateTime noon = LocalDateTime.parse("2026-02-24T12:00");
        Instant inMoscow = noon.atZone(RussianZone.MOSCOW.zone()).toInstant();
        List<Long> ahead = new ArrayList<>();
        for (RussianZone zone : RussianZone.values()) {
            ahead.add(Duration.between(noon.atZone(zone.zone()).toInstant(), inMoscow)
                    .toHours());
        }

        assertThat(ahead).containsExactly(-1L, 0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(RussianZone.values())
                .extracting(zone -> zone.zone().getId())
                .containsExactly(
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
                        "Asia/Kamchatka");
    }

    private static Stream<LocalDate> datesOf(int year) {
        return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1));
    }

    private static Path write(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("calendar.csv"), text, StandardCharsets.UTF_8);
    }

    private static Instant at(String moscow) {
        return LocalDateTime.parse(moscow).atZone(MOSCOW).toInstant();
    }
}
