package dev.voronka.examples.quickstart;

import static dev.voronka.Texts.RUSSIAN;
import static java.time.DayOfWeek.MONDAY;
import static java.time.LocalTime.NOON;
import static java.time.temporal.TemporalAdjusters.next;

import dev.voronka.Actor;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;

/** A lead is qualified, routed to a seller and turned into a meeting. */
public final class Quickstart {
    public static void main(String[] args) {
        var maria = Employee.of("Мария", Role.QUALIFIER);
        var oleg = Employee.of("Олег", Role.REP).skilled("it");
        var voronka = Voronka.builder().people(Directory.of(maria, oleg)).build();
        var leads = voronka.funnel(IncomingLead.PROCESS);
        var site = Actor.system("сайт");
        var request = LeadData.of("Серверная для склада", Channel.WEBSITE, "Нужна серверная под ключ");
        var lead = leads.open(request.phones("8 916 123-45-67").direction("it"), site);
        say(leads, leads.fire(lead.id(), new IncomingLead.Intake(), site));
        Map<String, Object> answers = new HashMap<>(Map.of("need", "серверная", "budget", new BigDecimal("2.5E6")));
        say(leads, leads.fire(lead.id(), IncomingLead.SubmitQuestionnaire.of(1, answers), maria.actor()));
        answers.putAll(Map.of("authority", "self", "deadline", "month"));
        say(leads, leads.fire(lead.id(), IncomingLead.SubmitQuestionnaire.of(1, answers), maria.actor()));
        say(leads, leads.fire(lead.id(), new IncomingLead.Accept(), oleg.actor()));
        var meetings = voronka.funnel(Meeting.PROCESS);
        var meeting = meetings.open(new Meeting.Data("показать прототип", "c1"), oleg.actor());
        var today = ZonedDateTime.now(ZoneId.of("Europe/Moscow"));
        var noon = new Meeting.Schedule(today.with(next(MONDAY)).with(NOON), Duration.ofHours(1), "офис");
        say(meetings, meetings.fire(meeting.id(), noon, oleg.actor()));
    }

    private static <D> void say(Funnel<?, D> funnel, Outcome<D> outcome) {
        var now = "теперь «" + funnel.title(outcome.card().stage(), RUSSIAN) + "», ведёт ";
        var said = outcome.<String>fold(
                moved -> now + moved.card().owner(),
                stayed -> "без перехода",
                refused -> "отказано: " + String.join("; ", refused.reasons(RUSSIAN)),
                other -> "сейчас ждём: " + other.expected(RUSSIAN),
                stale -> "карточку уже изменил " + stale.by());
        System.out.println(funnel.process().title(RUSSIAN) + ": " + said);
    }
}
