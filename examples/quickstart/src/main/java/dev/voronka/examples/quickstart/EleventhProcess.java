package dev.voronka.examples.quickstart;

import dev.voronka.Actor;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.department.Department;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.meeting.Meeting;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Random;

/** {@link HandOver} beside the ten: a won deal opens it; it opens a meeting and waits for it. */
public final class EleventhProcess {

    // spotless:off
    static final Department DEPARTMENT = Department.standard().extended().process(HandOver.PROCESS)
            .when(Deal.PROCESS).enters(Deal.Stage.SUCCESS)
                .open(HandOver.PROCESS, deal -> new HandOver.Data(deal.data().title(), deal.data().contact(), ""))
            .and()
            .when(HandOver.PROCESS).enters(HandOver.Stage.PLANNED)
                .open(Meeting.PROCESS, h -> new Meeting.Data(h.data().title(), h.data().contact()))
                .andWait(held -> new HandOver.MeetingHeld(), lost -> new HandOver.MeetingFailed())
                .closing(Meeting.Stage.CANCELLED_BY_US, Meeting.Stage.GOAL_NOT_REACHED)
            .and()
            .build();
    // spotless:on

    /** Wins a deal and hands it over. */
    public static void main(String[] args) {
        var people = new ArrayList<>(new Generator(2026).people().all());
        people.add(Employee.of("Лидия", HandOver.PROJECT_LEAD));
        var start = ZonedDateTime.parse("2026-03-02T09:00+03:00[Europe/Moscow]");
        var office = new Office(DEPARTMENT, Directory.of(people), start);
        var story = new Story(office, new Playbook(office.people, office.clock, new Random(2026)));
        var deal = office.now(office.child(story.win(), Deal.PROCESS));
        var handOver = office.child(deal, HandOver.PROCESS);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("Сделка: «" + office.title("deal", deal.stage()) + "», открыта «Передача проекта»");
        if (office.fire(handOver, new HandOver.Plan("Игорь"), Actor.employee("Олег", Role.REP))
                instanceof Outcome.Refused<?> refused) {
            out.println("Олегу отказано: " + String.join("; ", refused.reasons(Texts.RUSSIAN)));
        }
        var weekLater = office.clock.inMoscow().toLocalDate().plusDays(7);
        office.at(weekLater, LocalTime.of(10, 0));
        office.must(handOver, new HandOver.Plan("Игорь, Вера"), Actor.employee("Лидия", HandOver.PROJECT_LEAD));
        office.at(weekLater, LocalTime.of(11, 0));
        story.meeting(office.child(handOver, Meeting.PROCESS));
        new Trace(office, out).of(handOver);
    }
}
