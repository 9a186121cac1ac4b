package dev.voronka.calendar;

import static dev.voronka.WorkingTime.calendarDays;
import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingHours;
import static dev.voronka.WorkingTime.workingMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.voronka.InvalidInput;
import dev.voronka.WorkingTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** By example, in the order of the calendar's description. 6 February 2026 is a Friday. */
class OfficeHoursTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;

    /** Monday 23 February is off, and Saturday 28 February is worked. */
    private static final OfficeHours OFFICE = OfficeHours.russian()
            .withDaysOff(List.of(LocalDate.of(2026, 2, 23)))
            .withWorkingDays(List.of(LocalDate.of(2026, 2, 28)));

    private static final OfficeHours ROUND_THE_CLOCK =
            OfficeHours.in(BERLIN).withHours(MIDNIGHT, MIDNIGHT).withWeekdays(EnumSet.allOf(DayOfWeek.class));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            15 working minutes after Friday 17:50 is Monday 09:05            | 02-06T17:50 | 15 wmin | 02-09T09:05
            15 working minutes after Tuesday 10:00 is Tuesday 10:15          | 02-10T10:00 | 15 wmin | 02-10T10:15
            10 working minutes after Friday 17:50 is its closing             | 02-06T17:50 | 10 wmin | 02-06T18:00
            11 working minutes after Friday 17:50 is in the next week        | 02-06T17:50 | 11 wmin | 02-09T09:01
            15 working minutes after Friday 18:00 is Monday 09:15            | 02-06T18:00 | 15 wmin | 02-09T09:15
            15 working minutes after Saturday noon is Monday 09:15           | 02-07T12:00 | 15 wmin | 02-09T09:15
            15 working minutes after Monday 07:00 is Monday 09:15            | 02-09T07:00 | 15 wmin | 02-09T09:15
            30 working minutes after 12:45 pass over lunch                   | 02-09T12:45 | 30 wmin | 02-09T14:15
            15 working minutes after 12:45 end where lunch begins            | 02-09T12:45 | 15 wmin | 02-09T13:00
            30 working minutes from within lunch begin after it              | 02-09T13:20 | 30 wmin | 02-09T14:30
            8 working hours after an opening is the closing                  | 02-09T09:00 | 8 wh    | 02-09T18:00
            4 working hours after Wednesday 16:00 is Thursday 11:00          | 02-11T16:00 | 4 wh    | 02-12T11:00
            40 working hours after Monday 09:00 is Friday 18:00              | 02-09T09:00 | 40 wh   | 02-13T18:00
            2 working hours after Friday 17:00 pass over a Monday off        | 02-20T17:00 | 2 wh    | 02-24T10:00
            2 working hours after Friday 17:00 may end on a worked Saturday  | 02-27T17:00 | 2 wh    | 02-28T10:00
            1 working day after Tuesday 11:20 is Wednesday 11:20             | 02-10T11:20 | 1 wd    | 02-11T11:20
            1 working day after Friday 11:20 is Monday 11:20                 | 02-06T11:20 | 1 wd    | 02-09T11:20
            1 working day after Friday 20:00 is Monday at closing            | 02-06T20:00 | 1 wd    | 02-09T18:00
            1 working day after Monday 07:00 is Tuesday at opening           | 02-09T07:00 | 1 wd    | 02-10T09:00
            1 working day after Monday 13:30 is Tuesday 13:30                | 02-09T13:30 | 1 wd    | 02-10T13:30
            1 working day after Saturday 11:00 is Monday at closing          | 02-07T11:00 | 1 wd    | 02-09T18:00
            1 working day after Friday passes over a Monday off              | 02-20T11:00 | 1 wd    | 02-24T11:00
            1 working day after Friday may be a worked Saturday              | 02-27T11:00 | 1 wd    | 02-28T11:00
            1 working day after a worked Saturday is Monday                  | 02-28T11:00 | 1 wd    | 03-02T11:00
            5 working days after Friday is the next Friday                   | 02-06T11:00 | 5 wd    | 02-13T11:00
            9 working days pass over a Monday off to a worked Saturday       | 02-16T11:00 | 9 wd    | 02-28T11:00
            1 calendar day after Friday is Saturday                          | 02-06T20:00 | 1 d     | 02-07T20:00
            30 calendar days pass over everything                            | 02-06T20:00 | 30 d    | 03-08T20:00
            """)
    void so_much_later(String sentence, String from, String time, String expected) {
        Instant result = OFFICE.plus(moscow(from), time(time));

        assertThat(result).as(sentence).isEqualTo(moscow(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            15 working minutes before Monday 09:05 is Friday 17:50           | 02-09T09:05 | 15 wmin | 02-06T17:50
            15 working minutes before Monday 09:15 is its opening            | 02-09T09:15 | 15 wmin | 02-09T09:00
            15 working minutes before Monday 09:00 is Friday 17:45           | 02-09T09:00 | 15 wmin | 02-06T17:45
            15 working minutes before Sunday noon is Friday 17:45            | 02-08T12:00 | 15 wmin | 02-06T17:45
            30 working minutes before 14:15 pass over lunch                  | 02-09T14:15 | 30 wmin | 02-09T12:45
            15 working minutes before 14:15 is the end of lunch              | 02-09T14:15 | 15 wmin | 02-09T14:00
            2 working hours before 16:00 is 14:00                            | 02-10T16:00 | 2 wh    | 02-10T14:00
            2 working hours before Tuesday 10:00 pass over a Monday off      | 02-24T10:00 | 2 wh    | 02-20T17:00
            1 working day before Monday 11:20 is Friday 11:20                | 02-09T11:20 | 1 wd    | 02-06T11:20
            1 working day before Monday 20:00 is Friday at closing           | 02-09T20:00 | 1 wd    | 02-06T18:00
            1 working day before Monday 07:00 is Friday at opening           | 02-09T07:00 | 1 wd    | 02-06T09:00
            1 working day before Saturday 11:00 is Friday at opening         | 02-07T11:00 | 1 wd    | 02-06T09:00
            1 working day before Tuesday passes over a Monday off            | 02-24T11:00 | 1 wd    | 02-20T11:00
            1 calendar day before Monday is Sunday                           | 02-09T20:00 | 1 d     | 02-08T20:00
            """)
    void so_much_earlier(String sentence, String from, String time, String expected) {
        Instant result = OFFICE.minus(moscow(from), time(time));

        assertThat(result).as(sentence).isEqualTo(moscow(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a working day has 8 hours                                | 02-09T00:00 | 02-10T00:00 | PT8H
            lunch does not count                                     | 02-09T12:30 | 02-09T14:30 | PT1H
            a week has 40 hours                                      | 02-09T00:00 | 02-16T00:00 | PT40H
            a weekend has none                                       | 02-06T18:00 | 02-09T09:00 | PT0S
            a week with a Monday off and a worked Saturday has 40    | 02-23T00:00 | 03-02T00:00 | PT40H
            two moments of one stretch are as far apart as they look | 02-09T10:00 | 02-09T10:20 | PT20M
            back in time is negative                                 | 02-09T09:05 | 02-06T17:50 | PT-15M
            a moment and itself are not apart                        | 02-09T10:00 | 02-09T10:00 | PT0S
            """)
    void so_much_between(String sentence, String from, String to, Duration expected) {
        assertThat(OFFICE.between(moscow(from), moscow(to))).as(sentence).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            at the opening people work          | 02-09T09:00:00 | true
            before the opening they do not      | 02-09T08:59:59 | false
            at the closing no longer            | 02-09T18:00:00 | false
            a second before it they do          | 02-09T17:59:59 | true
            when lunch begins they do not       | 02-09T13:00:00 | false
            when lunch ends they do             | 02-09T14:00:00 | true
            on a Saturday they do not           | 02-07T10:00:00 | false
            on a worked Saturday they do        | 02-28T10:00:00 | true
            on a day off they do not            | 02-23T10:00:00 | false
            """)
    void whether_people_work(String sentence, String moment, boolean expected) {
        assertThat(OFFICE.isWorkingTime(moscow(moment))).as(sentence).isEqualTo(expected);
    }

    @Test
    void time_to_the_nanosecond_is_kept() {
        Instant from = moscow("02-06T17:59:59").plusNanos(1);

        Instant result = OFFICE.plus(from, Duration.ofSeconds(1));

        assertThat(result).isEqualTo(moscow("02-09T09:00").plusNanos(1));
    }

    @Test
    void no_time_at_all_leads_nowhere() {
        Instant night = moscow("02-07T03:00");

        assertThat(OFFICE.plus(night, Duration.ZERO)).isEqualTo(night);
    }

    @Test
    void a_negative_time_counts_backwards() {
        Instant result = OFFICE.plus(moscow("02-09T09:05"), Duration.ofMinutes(-15));

        assertThat(result).isEqualTo(moscow("02-06T17:50"));
    }

    @Test
    void the_owners_zone_decides_when_the_office_opens() {
        OfficeHours kamchatka = OFFICE.withZone(ZoneId.of("Asia/Kamchatka"));

        Instant result = kamchatka.plus(moscow("02-09T07:00"), workingHours(3));

        assertThat(result).isEqualTo(at("2026-02-10T10:00", ZoneId.of("Asia/Kamchatka")));
        assertThat(kamchatka.zone()).isEqualTo(ZoneId.of("Asia/Kamchatka"));
    }

    @Test
    void an_office_without_lunch_works_through_midday() {
        OfficeHours office = OfficeHours.russian().withHours(LocalTime.of(9, 0), LocalTime.of(18, 0));

        assertThat(office.plus(moscow("02-09T12:45"), workingMinutes(30))).isEqualTo(moscow("02-09T13:15"));
        assertThat(office.between(moscow("02-09T00:00"), moscow("02-10T00:00"))).isEqualTo(Duration.ofHours(9));
    }

    @Test
    void an_office_may_have_its_lunch_at_another_time() {
        OfficeHours office = OfficeHours.russian()
                .withHours(LocalTime.of(10, 0), LocalTime.of(12, 0), LocalTime.of(12, 30), LocalTime.of(19, 0));

        assertThat(office.plus(moscow("02-09T11:50"), workingMinutes(20))).isEqualTo(moscow("02-09T12:40"));
        assertThat(office.between(moscow("02-09T00:00"), moscow("02-10T00:00"))).isEqualTo(Duration.ofMinutes(510));
    }

    @Test
    void an_office_may_work_on_other_weekdays() {
        OfficeHours shop = OfficeHours.russian().withWeekdays(List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

        assertThat(shop.plus(moscow("02-06T11:00"), workingDays(2))).isEqualTo(moscow("02-08T18:00"));
        assertThat(shop.plus(moscow("02-08T17:30"), workingHours(1))).isEqualTo(moscow("02-14T09:30"));
    }

    @Test
    void a_person_in_shifts_works_on_named_dates_only() {
        OfficeHours shifts = OfficeHours.russian()
                .withWeekdays(List.of())
                .withWorkingDays(List.of(LocalDate.of(2026, 2, 9), LocalDate.of(2026, 2, 12)));

        assertThat(shifts.plus(moscow("02-09T17:30"), workingHours(1))).isEqualTo(moscow("02-12T09:30"));
        assertThat(shifts.minus(moscow("02-12T09:30"), workingDays(1))).isEqualTo(moscow("02-09T09:30"));
    }

    @Test
    void what_is_said_last_about_a_date_holds() {
        List<LocalDate> saturday = List.of(LocalDate.of(2026, 2, 7));

        OfficeHours off = OfficeHours.russian().withWorkingDays(saturday).withDaysOff(saturday);
        OfficeHours worked = OfficeHours.russian().withDaysOff(saturday).withWorkingDays(saturday);

        assertThat(off.isWorkingTime(moscow("02-07T10:00"))).isFalse();
        assertThat(worked.isWorkingTime(moscow("02-07T10:00"))).isTrue();
    }

    @Test
    void a_worked_saturday_keeps_the_hours_of_the_office_whatever_is_said_first() {
        LocalTime ten = LocalTime.of(10, 0);
        LocalTime noon = LocalTime.NOON;
        List<LocalDate> saturday = List.of(LocalDate.of(2026, 2, 7));

        OfficeHours one = OfficeHours.russian().withWorkingDays(saturday).withHours(ten, noon);
        OfficeHours other = OfficeHours.russian().withHours(ten, noon).withWorkingDays(saturday);

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(OfficeHours.russian());
        assertThat(one.between(moscow("02-07T00:00"), moscow("02-08T00:00"))).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void a_calendar_is_told_apart_by_its_zone() {
        assertThat(OfficeHours.in(MOSCOW)).isEqualTo(OfficeHours.russian()).isNotEqualTo(OfficeHours.in(BERLIN));
    }

    @Test
    void round_the_clock_every_hour_counts() {
        Instant from = at("2026-02-06T17:50", BERLIN);

        assertThat(ROUND_THE_CLOCK.plus(from, workingHours(100))).isEqualTo(from.plus(Duration.ofHours(100)));
        assertThat(ROUND_THE_CLOCK.minus(from, workingHours(100))).isEqualTo(from.minus(Duration.ofHours(100)));
        assertThat(ROUND_THE_CLOCK.isWorkingTime(at("2026-02-07T00:00", BERLIN)))
                .isTrue();
    }

    @Test
    void a_night_in_which_clocks_are_set_back_has_an_hour_more_and_one_in_which_they_are_set_forward_an_hour_less() {
        Duration autumn = ROUND_THE_CLOCK.between(at("2026-10-25T00:00", BERLIN), at("2026-10-26T00:00", BERLIN));
        Duration spring = ROUND_THE_CLOCK.between(at("2026-03-29T00:00", BERLIN), at("2026-03-30T00:00", BERLIN));

        assertThat(autumn).isEqualTo(Duration.ofHours(25));
        assertThat(spring).isEqualTo(Duration.ofHours(23));
    }

    @Test
    void a_working_day_keeps_its_clock_time_when_the_clocks_are_set_forward() {
        Instant friday = at("2026-03-27T11:00", BERLIN);

        Instant monday = OfficeHours.in(BERLIN).plus(friday, workingDays(1));

        assertThat(monday).isEqualTo(at("2026-03-30T11:00", BERLIN));
        assertThat(Duration.between(friday, monday)).isEqualTo(Duration.ofHours(71));
    }

    @Test
    void a_clock_time_that_is_skipped_stands_for_the_moment_the_clocks_are_set() {
        Instant from = at("2026-03-28T02:30", BERLIN);

        assertThat(ROUND_THE_CLOCK.plus(from, workingDays(1))).isEqualTo(at("2026-03-29T03:00", BERLIN));
        assertThat(ROUND_THE_CLOCK.plus(from, calendarDays(1))).isEqualTo(at("2026-03-29T03:00", BERLIN));
    }

    @Test
    void a_clock_time_that_comes_twice_stands_for_its_first_time() {
        Instant from = at("2026-10-24T02:30", BERLIN);

        assertThat(ROUND_THE_CLOCK.plus(from, calendarDays(1))).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void an_office_works_on_when_clocks_are_set_back_over_midnight() {
        // In Newfoundland on 1 November 2009 at 00:01 clocks went back to 23:01 of 31 October.
        OfficeHours office = ROUND_THE_CLOCK
                .withZone(ZoneId.of("America/St_Johns"))
                .withDaysOff(List.of(LocalDate.of(2009, 10, 31)));
        Instant secondEvening = Instant.parse("2009-11-01T03:00:00Z");

        assertThat(office.isWorkingTime(secondEvening)).isTrue();
        assertThat(office.minus(secondEvening, workingMinutes(20))).isEqualTo(secondEvening.minusSeconds(1200));
        assertThat(office.plus(secondEvening, workingMinutes(20))).isEqualTo(secondEvening.plusSeconds(1200));
    }

    @Test
    void a_date_that_an_island_skipped_has_no_working_time() {
        // Samoa went from 29 to 31 December 2011.
        ZoneId apia = ZoneId.of("Pacific/Apia");

        Duration between = OfficeHours.in(apia).between(at("2011-12-29T17:00", apia), at("2011-12-31T09:00", apia));

        assertThat(between).isEqualTo(Duration.ofHours(1));
    }

    static Stream<WorkingTime> a_calendar_in_which_nobody_works_refuses_instead_of_searching_for_ever() {
        return Stream.of(workingMinutes(1), workingHours(1), workingDays(1));
    }

    @ParameterizedTest
    @MethodSource
    void a_calendar_in_which_nobody_works_refuses_instead_of_searching_for_ever(WorkingTime time) {
        OfficeHours nobody = OfficeHours.russian().withWeekdays(List.of());
        Instant from = moscow("02-06T17:50");

        assertThatThrownBy(() -> nobody.plus(from, time))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("from 2026-02-06T14:50:00Z is not over within 100 years")
                .hasMessageContaining("weekdays [] and 0 named dates, 09:00-13:00, 14:00-18:00, Europe/Moscow");
        assertThatThrownBy(() -> nobody.minus(from, time)).isInstanceOf(InvalidInput.class);
        assertThat(nobody.between(from, from.plus(Duration.ofDays(30)))).isZero();
        assertThat(nobody.plus(from, calendarDays(1))).isEqualTo(moscow("02-07T17:50"));
    }

    static Stream<WorkingTime> an_amount_beyond_100_years_is_refused_at_once() {
        int most = Integer.MAX_VALUE;
        return Stream.of(workingMinutes(most), workingHours(most), workingDays(most), calendarDays(most));
    }

    @ParameterizedTest
    @MethodSource
    void an_amount_beyond_100_years_is_refused_at_once(WorkingTime time) {
        Instant from = moscow("02-06T17:50");

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThatThrownBy(() -> OFFICE.plus(from, time)).isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() -> OFFICE.minus(from, time)).isInstanceOf(InvalidInput.class);
        });
    }

    @Test
    void durations_beyond_everything_are_refused() {
        Instant from = moscow("02-06T17:50");

        for (long seconds : List.of(Long.MIN_VALUE, Long.MAX_VALUE)) {
            assertThatThrownBy(() -> OFFICE.plus(from, Duration.ofSeconds(seconds)))
                    .isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void a_century_is_within_reach_and_more_is_not() {
        Instant from = at("2026-02-06T11:00", MOSCOW);
        Instant centuryOn = at("2126-02-06T11:00", MOSCOW);

        assertThat(OFFICE.plus(from, calendarDays(36_525))).isEqualTo(at("2126-02-07T11:00", MOSCOW));
        assertThatThrownBy(() -> OFFICE.plus(from, calendarDays(36_526))).isInstanceOf(InvalidInput.class);
        assertThat(OFFICE.plus(from, OFFICE.between(from, centuryOn))).isEqualTo(centuryOn);
        assertThatThrownBy(() -> OFFICE.between(from, at("2126-02-08T11:00", MOSCOW)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("over 100 years at most");
    }

    static Stream<Instant> a_moment_that_stands_for_never_is_refused() {
        return Stream.of(Instant.MIN, Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource
    void a_moment_that_stands_for_never_is_refused(Instant never) {
        Instant from = moscow("02-06T17:50");

        assertThatThrownBy(() -> OFFICE.between(from, never))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("years 1 to 9999");
        assertThatThrownBy(() -> OFFICE.isWorkingTime(never)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> OFFICE.plus(never, workingHours(1))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> OFFICE.minus(never, workingDays(1))).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            closing before opening            | 18:00    | -     | -     | 09:00
            closing at the opening            | 09:00    | -     | -     | 09:00
            seconds                           | 09:00:30 | -     | -     | 18:00
            lunch that ends before it begins  | 09:00    | 14:00 | 13:00 | 18:00
            lunch that takes no time          | 09:00    | 13:00 | 13:00 | 18:00
            lunch before the opening          | 09:00    | 08:00 | 08:30 | 18:00
            lunch after the closing           | 09:00    | 13:00 | 19:00 | 18:00
            lunch past midnight               | 09:00    | 00:00 | 14:00 | 18:00
            """)
    void hours_that_cannot_be_are_refused(
            String what, LocalTime opens, LocalTime lunchFrom, LocalTime lunchTo, LocalTime closes) {
        OfficeHours office = OfficeHours.russian();

        assertThatThrownBy(() -> {
                    if (lunchFrom == null) {
                        office.withHours(opens, closes);
                    } else {
                        office.withHours(opens, lunchFrom, lunchTo, closes);
                    }
                })
                .as(what)
                .isInstanceOf(InvalidInput.class);
    }

    private static WorkingTime time(String told) {
        int space = told.indexOf(' ');
        int amount = Integer.parseInt(told.substring(0, space));
        return switch (told.substring(space + 1)) {
            case "wmin" -> workingMinutes(amount);
            case "wh" -> workingHours(amount);
            case "wd" -> workingDays(amount);
            case "d" -> calendarDays(amount);
            default -> throw new IllegalArgumentException(told);
        };
    }

    private static Instant moscow(String in2026) {
        return at("2026-" + in2026, MOSCOW);
    }

    private static Instant at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }
}
