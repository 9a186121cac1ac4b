package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Role;
import dev.voronka.calendar.Calendars;
import dev.voronka.calendar.CompanyCalendars;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.calendar.ProductionCalendar;
import dev.voronka.calendar.RussianZone;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** By whose calendar a deadline is reckoned: that of the card's owner after the move. */
class DeadlineCalendarsTest {

    private static final Actor HEAD = Actor.employee("head", Role.HEAD);
    private static final OfficeHours KAMCHATKA =
            OfficeHours.in(RussianZone.KAMCHATKA.zone()).following(ProductionCalendar.russia());
    private static final CompanyCalendars CALENDARS = Calendars.russian().withTeam("kamchatka", KAMCHATKA);
    private static final Employee IN_MOSCOW = Employee.of("msk", Role.REP);
    private static final Employee IN_KAMCHATKA = Employee.of("kam", Role.REP).team("kamchatka");

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);

    @Test
    void a_card_of_an_owner_in_kamchatka_is_due_by_kamchatka_hours() {
        var leads = leads(Directory.of(IN_MOSCOW, IN_KAMCHATKA));

        var moscow = lead(leads, "msk");
        var kamchatka = lead(leads, "kam");

        // Monday 10:00 in Moscow is 19:00 in Kamchatka: the fifteen working minutes run tomorrow there.
        assertThat(moscow.due()).contains(moscow(2026, 11, 23, 10, 15));
        assertThat(kamchatka.due()).contains(moscow(2026, 11, 24, 0, 15));
    }

    @Test
    void a_card_of_nobody_is_due_by_the_companys_hours() {
        var card =
                leads(Directory.of(IN_KAMCHATKA)).open(LeadData.of("Сайт", Channel.WEBSITE, ""), Actor.system("site"));

        assertThat(card.owner()).isNull();
        assertThat(card.due()).contains(moscow(2026, 11, 23, 10, 15));
    }

    @Test
    void a_public_holiday_is_not_worked_if_nothing_is_said() {
        clock.set(moscow(2026, 6, 11, 17, 0));

        var card = meeting(Voronka.builder().clock(clock).build(), "msk");

        // Friday 12 June is the Day of Russia.
        assertThat(card.due()).contains(moscow(2026, 6, 15, 17, 0));
    }

    @Test
    void a_calendar_of_the_hosts_own_holds_instead() {
        clock.set(moscow(2026, 6, 11, 15, 0));

        var card = meeting(
                Voronka.builder().clock(clock).calendar(OfficeHours.russian()).build(), "msk");

        assertThat(card.due()).contains(moscow(2026, 6, 12, 15, 0));
    }

    @Test
    void a_deadline_does_not_fall_into_the_owners_absence_that_the_directory_knows() {
        var away = IN_MOSCOW.away(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 27));
        var voronka = Voronka.builder().clock(clock).people(Directory.of(away, IN_KAMCHATKA));

        assertThat(meeting(voronka.build(), "msk").due()).contains(moscow(2026, 11, 30, 10, 0));
        assertThat(meeting(voronka.calendar(OfficeHours.russian()).build(), "msk")
                        .due())
                .contains(moscow(2026, 11, 30, 10, 0));
        assertThat(meeting(voronka.build(), "kam").due()).contains(moscow(2026, 11, 24, 10, 0));
    }

    @Test
    void an_absence_that_becomes_known_holds_for_the_next_deadline_and_for_whoever_gets_the_card() {
        var people = new Personnel(IN_MOSCOW, Employee.of("other", Role.REP));
        var meetings = meetings(Voronka.builder().clock(clock).people(people).build());
        var card = meetings.open(new Meeting.Data("показать прототип", "c1"), Actor.employee("other", Role.REP));

        people.employees.set(0, IN_MOSCOW.away(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 24)));

        assertThat(reassigned(meetings, card, "msk").due()).contains(moscow(2026, 11, 25, 10, 0));
    }

    @Test
    void an_absence_of_a_hundred_years_is_looked_at_for_ten() {
        clock.set(moscow(2040, 6, 14, 10, 0));
        var gone = IN_MOSCOW.away(LocalDate.of(2020, 1, 1), LocalDate.MAX);

        assertThat(meeting(
                                Voronka.builder()
                                        .clock(clock)
                                        .people(Directory.of(gone))
                                        .build(),
                                "msk")
                        .due())
                .contains(moscow(2040, 6, 15, 10, 0));
    }

    @Test
    void what_the_host_says_of_teams_and_absences_holds_instead_of_the_directory() {
        var people = Directory.of(IN_KAMCHATKA.away(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 27)));
        var own = CALENDARS.withTeams(employee -> null).withLayers(employee -> null);

        var card = meeting(
                Voronka.builder().clock(clock).people(people).calendars(own).build(), "kam");

        assertThat(card.due()).contains(moscow(2026, 11, 24, 10, 0));
    }

    @Test
    void a_card_that_is_reassigned_across_zones_is_due_so_long_after_the_entry_in_the_new_owners_hours() {
        var leads = leads(Directory.of(IN_MOSCOW, IN_KAMCHATKA));
        var card = lead(leads, "msk");
        clock.advance(Duration.ofMinutes(10));

        var there = reassigned(leads, card, "kam");
        var back = reassigned(leads, card, "msk");

        assertThat(there.due()).contains(moscow(2026, 11, 24, 0, 15));
        assertThat(back.due()).isEqualTo(card.due());
    }

    @Test
    void a_hold_that_was_served_counts_for_the_new_owner_too() {
        var leads = leads(Directory.of(IN_MOSCOW, IN_KAMCHATKA));
        var card = lead(leads, "msk");
        clock.advance(Duration.ofMinutes(10));
        leads.fire(card.id(), new CommonTrigger.Hold(clock.instant().plusSeconds(86_400)), HEAD);
        clock.advance(Duration.ofMinutes(30));
        leads.fire(card.id(), new CommonTrigger.Resume(), HEAD);

        var held = leads.card(card.id());
        var there = reassigned(leads, card, "kam");
        var back = reassigned(leads, card, "msk");

        assertThat(held.due()).contains(moscow(2026, 11, 23, 10, 45));
        assertThat(there.due()).contains(moscow(2026, 11, 24, 0, 45));
        assertThat(back.due()).isEqualTo(held.due());
    }

    @Test
    void a_card_that_changes_hands_while_it_is_on_hold_wakes_up_in_the_new_owners_hours() {
        var leads = leads(Directory.of(IN_MOSCOW, IN_KAMCHATKA));
        var card = lead(leads, "msk");
        leads.fire(card.id(), new CommonTrigger.Hold(moscow(2026, 11, 24, 12, 0)), HEAD);

        reassigned(leads, card, "kam");
        clock.set(moscow(2026, 11, 25, 3, 0));
        leads.fire(card.id(), new CommonTrigger.Resume(), HEAD);

        assertThat(leads.card(card.id()).due()).contains(moscow(2026, 11, 25, 3, 15));
    }

    @Test
    void years_that_are_not_decreed_yet_are_seen() {
        clock.set(moscow(2030, 6, 10, 10, 0));
        var voronka = Voronka.builder().clock(clock).build();

        assertThat(voronka.host().provisional().used()).isEmpty();
        meeting(voronka, "msk");

        assertThat(voronka.host().provisional().used()).containsExactly(Year.of(2030));
        assertThat(voronka.health().provisionalYears()).containsExactly(2030);
    }

    /** A directory in which something changes. */
    private static final class Personnel implements Directory {
        private final List<Employee> employees;

        Personnel(Employee... employees) {
            this.employees = new ArrayList<>(List.of(employees));
        }

        @Override
        public Optional<Employee> find(String id) {
            return employees.stream().filter(e -> e.id().equals(id)).findFirst();
        }

        @Override
        public Collection<Employee> all() {
            return employees;
        }
    }

    private Funnel<IncomingLead.Trigger, LeadData> leads(Directory people) {
        return Voronka.builder()
                .clock(clock)
                .people(people)
                .calendars(CALENDARS)
                .build()
                .funnel(IncomingLead.PROCESS);
    }

    private static Funnel<Meeting.Trigger, Meeting.Data> meetings(Voronka voronka) {
        return voronka.funnel(Meeting.PROCESS);
    }

    private static Card<LeadData> lead(Funnel<?, LeadData> leads, String owner) {
        return leads.open(LeadData.of("Сайт", Channel.WEBSITE, ""), Actor.employee(owner, Role.REP));
    }

    private static Card<Meeting.Data> meeting(Voronka voronka, String owner) {
        return meetings(voronka).open(new Meeting.Data("показать прототип", "c1"), Actor.employee(owner, Role.REP));
    }

    private static <D> Card<D> reassigned(Funnel<?, D> funnel, Card<D> card, String to) {
        var outcome = funnel.fire(card.id(), new CommonTrigger.Reassign(to), HEAD);
        assertThat(outcome.isTaken()).as(outcome.message()).isTrue();
        return funnel.card(card.id());
    }

    private static Instant moscow(int year, int month, int day, int hour, int minute) {
        return ZonedDateTime.of(year, month, day, hour, minute, 0, 0, Bed.MOSCOW)
                .toInstant();
    }
}
