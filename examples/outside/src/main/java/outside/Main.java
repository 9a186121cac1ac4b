package outside;

import static dev.voronka.Texts.RUSSIAN;
import static java.time.DayOfWeek.MONDAY;
import static java.time.LocalTime.NOON;
import static java.time.temporal.TemporalAdjusters.next;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Voronka;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.function.Consumer;

/** A stranger's program: the lines that README.md shows, with nothing but voronka-core on the class path. */
public final class Main {

    public static void main(String[] args) {
        // readme:begin
        var meetings = Voronka.inMemory().funnel(Meeting.PROCESS);
        var rep = Actor.employee("e17", Role.REP);
        Consumer<Outcome<Meeting.Data>> say = outcome -> System.out.println(outcome.<String>fold(
                moved -> "теперь: " + meetings.title(moved.card().stage(), RUSSIAN),
                stayed -> "без перехода",
                refused -> String.join("; ", refused.reasons(RUSSIAN)),
                other -> "сейчас ждём: " + other.expected(RUSSIAN),
                stale -> "карточку уже изменил " + stale.by()));

        var card = meetings.open(new Meeting.Data("", "c1"), rep);
        var past = ZonedDateTime.parse("2020-01-06T10:00+03:00[Europe/Moscow]");
        say.accept(meetings.fire(card.id(), new Meeting.Schedule(past, Duration.ofHours(1), "офис"), rep));
        say.accept(meetings.fire(card.id(), new CommonTrigger.Amend(new Meeting.Data("показать прототип", "c1")), rep));
        var monday = ZonedDateTime.now(past.getZone()).with(next(MONDAY)).with(NOON);
        say.accept(meetings.fire(card.id(), new Meeting.Schedule(monday, Duration.ofHours(1), "офис"), rep));
        // readme:end
    }
}
