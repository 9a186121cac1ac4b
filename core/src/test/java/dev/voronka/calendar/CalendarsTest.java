package dev.voronka.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By whose calendar: the employee's, else the team's, else the company's. */
class CalendarsTest {
    private static final OfficeHours COMPANY = OfficeHours.russian().following(ProductionCalendar.russia());
    private static final OfficeHours EAST = COMPANY.withZone(RussianZone.VLADIVOSTOK.zone());
    private static final OfficeHours OWN = COMPANY.withZone(RussianZone.OMSK.zone());
    private static final CompanyCalendars CALENDARS = Calendars.company(COMPANY)
            .withTeams(Map.of("e1", "east", "e2", "east", "e3", "west")::get)
            .withTeam("east", EAST)
            .withEmployee("e2", OWN);

    @Test
    void an_employee_without_a_calendar_has_the_teams() {
        assertThat(CALENDARS.of("e1")).isEqualTo(EAST);
    }

    @Test
    void an_employee_with_a_calendar_has_that() {
        assertThat(CALENDARS.of("e2")).isEqualTo(OWN);
    }

    @Test
    void who_has_no_team_or_one_without_a_calendar_or_does_not_exist_has_the_companys() {
        assertThat(CALENDARS.of("e3")).isEqualTo(COMPANY);
        assertThat(CALENDARS.of("e4")).isEqualTo(COMPANY);
        assertThat(CALENDARS.of(null)).isEqualTo(COMPANY);
    }

    @Test
    void a_layer_lies_over_whatever_calendar_the_employee_has() {
        CalendarLayer away = CalendarLayer.empty().withAbsence(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 14));
        Calendars calendars = CALENDARS.withLayers(Map.of("e1", away, "e2", away, "e4", away)::get);

        assertThat(calendars.of("e1")).isEqualTo(EAST.with(away));
        assertThat(calendars.of("e2")).isEqualTo(OWN.with(away));
        assertThat(calendars.of("e3")).isEqualTo(COMPANY);
        assertThat(calendars.of("e4")).isEqualTo(COMPANY.with(away));
    }

    @Test
    void a_layer_is_laid_once_while_it_stays_the_same_and_anew_when_it_or_the_team_changes() {
        Map<String, CalendarLayer> absences = new HashMap<>();
        Map<String, String> teams = new HashMap<>(Map.of("e1", "west"));
        Calendars calendars = CALENDARS.withTeams(teams::get).withLayers(absences::get);
        CalendarLayer july = CalendarLayer.empty().withDaysOff(List.of(LocalDate.of(2026, 7, 1)));
        CalendarLayer august = CalendarLayer.empty().withDaysOff(List.of(LocalDate.of(2026, 8, 3)));

        absences.put("e1", july);
        WorkingCalendar first = calendars.of("e1");

        assertThat(first).isEqualTo(COMPANY.with(july)).isSameAs(calendars.of("e1"));

        absences.put("e1", august);
        assertThat(calendars.of("e1")).isEqualTo(COMPANY.with(august));

        teams.put("e1", "east");
        assertThat(calendars.of("e1")).isEqualTo(EAST.with(august));

        absences.clear();
        assertThat(calendars.of("e1")).isEqualTo(EAST);
    }

    @Test
    void who_names_nothing_has_russian_hours_and_holidays_in_moscow() {
        assertThat(Calendars.russian().of("e1")).isEqualTo(COMPANY);
        assertThat(Calendars.russian().of(null).zone()).isEqualTo(RussianZone.MOSCOW.zone());
    }

    @Test
    void one_calendar_may_be_for_all() {
        Calendars calendars = Calendars.same(EAST);

        assertThat(calendars.of("e1")).isSameAs(EAST);
        assertThat(calendars.of(null)).isSameAs(EAST);
    }
}
