package dev.voronka.calendar;

import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Region, company and person over the country. 12 June 2026 is a Friday and a holiday. */
class CalendarLayerTest {
    private static final OfficeHours COUNTRY = OfficeHours.russian().following(ProductionCalendar.russia());
    private static final LocalDate HOLIDAY = LocalDate.of(2026, 6, 12);
    private static final LocalDate EVE = LocalDate.of(2026, 6, 11);
    private static final LocalDate MONDAY = LocalDate.of(2026, 6, 15);
    private static final LocalDate SATURDAY = LocalDate.of(2026, 6, 20);
    private static final CalendarLayer EMPTY = CalendarLayer.empty();

    @Test
    void a_region_has_days_off_of_its_own() {
        OfficeHours region = COUNTRY.with(EMPTY.withDaysOff(List.of(MONDAY)));

        assertThat(worked(region, MONDAY)).isZero();
        assertThat(worked(region, MONDAY.plusDays(1))).isEqualTo(Duration.ofHours(8));
        assertThat(worked(region, HOLIDAY)).isZero();
    }

    @Test
    void a_company_works_on_a_holiday_and_on_a_saturday_and_closes_earlier_on_another_day() {
        OfficeHours company = COUNTRY.with(EMPTY.withWorkingDays(List.of(HOLIDAY, SATURDAY)))
                .with(EMPTY.withShortDays(List.of(MONDAY)));

        assertThat(worked(company, HOLIDAY)).isEqualTo(Duration.ofHours(8));
        assertThat(worked(company, SATURDAY)).isEqualTo(Duration.ofHours(8));
        assertThat(worked(company, MONDAY)).isEqualTo(Duration.ofHours(7));
    }

    @Test
    void the_later_layer_wins() {
        CalendarLayer off = EMPTY.withDaysOff(List.of(MONDAY));
        CalendarLayer worked = EMPTY.withWorkingDays(List.of(MONDAY));
        CalendarLayer shortened = EMPTY.withShortDays(List.of(MONDAY));

        assertThat(worked(COUNTRY.with(off).with(worked), MONDAY)).isEqualTo(Duration.ofHours(8));
        assertThat(worked(COUNTRY.with(worked).with(off), MONDAY)).isZero();
        assertThat(worked(COUNTRY.with(off).with(worked).with(shortened), MONDAY))
                .isEqualTo(Duration.ofHours(7));
        assertThat(worked(COUNTRY.with(off).withWorkingDays(List.of(MONDAY)), MONDAY))
                .isEqualTo(Duration.ofHours(8));
        assertThat(worked(COUNTRY.withWorkingDays(List.of(MONDAY)).with(off), MONDAY))
                .isZero();
    }

    @Test
    void what_is_said_last_within_a_layer_holds() {
        CalendarLayer layer = EMPTY.withDaysOff(List.of(MONDAY)).withShortDays(List.of(MONDAY));

        assertThat(worked(COUNTRY.with(layer), MONDAY)).isEqualTo(Duration.ofHours(7));
    }

    @Test
    void a_short_day_of_the_country_is_worked_in_full_where_the_company_says_so() {
        assertThat(worked(COUNTRY, EVE)).isEqualTo(Duration.ofHours(7));
        assertThat(worked(COUNTRY.withWorkingDays(List.of(EVE)), EVE)).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void summer_hours_keep_the_days_off_and_the_short_days_below() {
        CalendarLayer summer = EMPTY.withHours(
                LocalDate.of(2026, 6, 1), LocalDate.of(2026, 8, 31), LocalTime.of(8, 0), LocalTime.of(14, 0));
        OfficeHours company = COUNTRY.with(summer);

        assertThat(worked(company, MONDAY)).isEqualTo(Duration.ofHours(6));
        assertThat(worked(company, EVE)).isEqualTo(Duration.ofHours(5));
        assertThat(worked(company, HOLIDAY)).isZero();
        assertThat(worked(company, SATURDAY)).isZero();
        assertThat(worked(company, LocalDate.of(2026, 9, 1))).isEqualTo(Duration.ofHours(8));
        assertThat(worked(company.withWorkingDays(List.of(SATURDAY)), SATURDAY)).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void a_saturday_may_be_worked_with_hours_of_its_own() {
        CalendarLayer fair = EMPTY.withWorkingDays(List.of(SATURDAY))
                .withHours(
                        SATURDAY,
                        SATURDAY,
                        LocalTime.of(10, 0),
                        LocalTime.of(12, 0),
                        LocalTime.of(12, 30),
                        LocalTime.of(15, 0));

        OfficeHours company = COUNTRY.with(fair);

        assertThat(company.plus(at("2026-06-19T17:00"), workingHours(4))).isEqualTo(at("2026-06-20T13:30"));
        assertThat(worked(company, SATURDAY)).isEqualTo(Duration.ofMinutes(270));
    }

    @Test
    void a_person_who_is_away_works_from_the_first_day_back() {
        CalendarLayer away = EMPTY.withAbsence(MONDAY, MONDAY.plusDays(10));
        OfficeHours person =
                COUNTRY.with(EMPTY.withWorkingDays(List.of(SATURDAY))).with(away);

        assertThat(person.plus(at("2026-06-11T16:00"), workingHours(2))).isEqualTo(at("2026-06-26T10:00"));
        assertThat(person.plus(at("2026-06-11T11:00"), workingDays(1))).isEqualTo(at("2026-06-26T11:00"));
        assertThat(worked(person, SATURDAY)).isZero();
    }

    @Test
    void a_person_away_for_a_morning_has_other_hours_that_day() {
        OfficeHours person = COUNTRY.with(EMPTY.withHours(MONDAY, MONDAY, LocalTime.of(14, 0), LocalTime.of(18, 0)));

        assertThat(person.plus(at("2026-06-15T09:00"), workingHours(1))).isEqualTo(at("2026-06-15T15:00"));
    }

    @Test
    void layers_laid_one_by_one_are_the_same_as_one_layer_that_says_it_all() {
        CalendarLayer first = EMPTY.withDaysOff(List.of(MONDAY));
        CalendarLayer second = EMPTY.withHours(SATURDAY, SATURDAY, LocalTime.of(10, 0), LocalTime.of(15, 0));
        CalendarLayer both = EMPTY.withDaysOff(List.of(MONDAY))
                .withHours(SATURDAY, SATURDAY, LocalTime.of(10, 0), LocalTime.of(15, 0));

        assertThat(COUNTRY.with(first).with(second))
                .isEqualTo(COUNTRY.with(both))
                .hasSameHashCodeAs(COUNTRY.with(both))
                .isNotEqualTo(COUNTRY.with(first));
        assertThat(COUNTRY.with(EMPTY)).isEqualTo(COUNTRY);
    }

    @Test
    void a_message_tells_how_many_dates_are_named_but_not_when_a_person_is_away() {
        OfficeHours person = COUNTRY.with(EMPTY.withAbsence(MONDAY, SATURDAY));

        assertThat(person.toString())
                .startsWith("weekdays [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] and 6 named dates, 09:00-13:00,"
                        + " 14:00-18:00, production calendar of [2018,")
                .endsWith("provisional [2027], Europe/Moscow")
                .doesNotContain("2026-06");
        assertThat(EMPTY.withAbsence(MONDAY, SATURDAY)).hasToString("layer of 6 named dates");
    }

    @Test
    void a_time_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> EMPTY.withAbsence(SATURDAY, MONDAY))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("2026-06-20 to 2026-06-15");
        assertThatThrownBy(() -> EMPTY.withAbsence(MONDAY, MONDAY.plusYears(11)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> EMPTY.withHours(MONDAY, MONDAY, LocalTime.of(18, 0), LocalTime.of(9, 0)))
                .isInstanceOf(InvalidInput.class);
    }

    private static Duration worked(OfficeHours calendar, LocalDate date) {
        return calendar.between(at(date + "T00:00"), at(date.plusDays(1) + "T00:00"));
    }

    private static Instant at(String moscow) {
        return LocalDateTime.parse(moscow).atZone(ZoneId.of("Europe/Moscow")).toInstant();
    }
}
