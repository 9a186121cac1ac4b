package dev.voronka.examples.quickstart;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.department.Department;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.partner.Partner;
import dev.voronka.run.Voronka;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A sales department at work: one deal through all its linked cards, then a quarter of all ten processes. Its cards are
 * kept in an H2 file; the next run finds them there and plays the next quarter.
 *
 * <p>The first argument is the seed, 2026 if there is none; the same seed plays the same quarters. The file lies in folder
 * {@code voronka-data}, or in the one that system property {@code voronka.data} names; delete the folder to begin anew.
 */
public final class TenProcesses {

    private static final LocalDate STORY = LocalDate.of(2026, 3, 2);
    private static final LocalDate QUARTER = LocalDate.of(2026, 10, 1);

    private final long seed;
    private final PrintStream out;
    private final Office office;
    private final Archive archive;

    private TenProcesses(long seed, PrintStream out, Voronka.Builder builder) {
        this.seed = seed;
        this.out = out;
        this.office = new Office(
                Department.standard(),
                new Generator(seed).people(),
                STORY.atTime(9, 0).atZone(HandClock.MOSCOW),
                builder);
        this.archive = new Archive(office);
    }

    /** Plays and prints. */
    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        play(
                args.length == 0 ? 2026 : Long.parseLong(args[0]),
                out,
                Path.of(System.getProperty("voronka.data", "voronka-data")));
    }

    /** On the H2 file in this folder, which is made if it is not there. */
    static void play(long seed, PrintStream out, Path folder) {
        try (var file = new HikariDataSource()) {
            file.setJdbcUrl("jdbc:h2:file:" + folder.toAbsolutePath().resolve("voronka") + ";TRACE_LEVEL_FILE=0");
            file.setUsername("sa");
            new TenProcesses(seed, out, Voronka.builder().dataSource(file)).play();
            // Written through at each commit, the file has grown to many times of what is in it.
            new JdbcTemplate(file).execute("SHUTDOWN COMPACT");
            out.println();
            out.println("Карточки лежат в папке " + folder
                    + ". Следующий запуск найдёт их там и сыграет следующий квартал.");
        }
    }

    /** In memory. */
    static Office play(long seed, PrintStream out) {
        var played = new TenProcesses(seed, out, Voronka.builder());
        played.play();
        return played.office;
    }

    private void play() {
        var cards = archive.size();
        var story = new Story(office, new Playbook(office.people, office.clock, new Random(seed)));
        var world = new Generator(seed + cards, cards);
        var from = QUARTER;
        if (cards == 0) {
            var lead = story.play();
            var until = lastDay(from);
            quarter(world, new Random(seed + 1), story, from, until);
            out.println("Путь одной сделки через все связанные карточки");
            out.println();
            new Trace(office, out).of(lead);
        } else {
            archive.tell(out);
            story.remember(archive.lead());
            from = archive.lastDay().plusDays(1);
            quarter(world, new Random(seed + 1 + cards), story, from, lastDay(from));
        }
        told(from, lastDay(from));
    }

    /** The end of the quarter; of the next one if this one is over in two weeks. */
    private static LocalDate lastDay(LocalDate from) {
        var inIt = from.plusWeeks(2);
        var firstMonth = (inIt.getMonthValue() - 1) / 3 * 3 + 1;
        return LocalDate.of(inIt.getYear(), firstMonth, 1).plusMonths(3).minusDays(1);
    }

    private void told(LocalDate from, LocalDate until) {
        var trace = new Trace(office, out);
        out.println();
        out.printf(
                "Квартал %s – %s: ходов %d, отказов %d (затравка %d)%n",
                from, until, office.moves, office.refusals, seed);
        out.printf(
                "Исполнено поручений: писем клиентам %d, сообщений сотрудникам %d, задач %d, встреч в календаре %d%n",
                office.post.sent("write"),
                office.post.sent("tell"),
                office.post.sent("task"),
                office.post.sent("appointment"));
        out.println();
        trace.ends(archive.ended());
        out.println();
        out.println("Открытые карточки на " + until + ": стадия × сотрудник");
        out.println();
        trace.table();
    }

    /** Every working day, at their hours, the employees do what comes next with the cards that they have. */
    private void quarter(Generator world, Random random, Story story, LocalDate from, LocalDate until) {
        var book = new Playbook(office.people, office.clock, random);
        for (var day = from; !day.isAfter(until); day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue()) {
                continue;
            }
            office.at(day, LocalTime.of(9, 5));
            arrive(world, random, day);
            for (var hour = 9; hour < 18; hour += 3) {
                office.at(day, LocalTime.of(hour, 30));
                story.goOn(day, work(world, book, random, day, hour, story));
            }
            office.voronka.watchDeadlines();
            office.deliver();
        }
    }

    private void arrive(Generator world, Random random, LocalDate day) {
        for (var i = random.nextInt(4); i > 0; i--) {
            office.open(IncomingLead.PROCESS, world.lead(office.clock.instant()), Actor.system("сайт"));
        }
        if (random.nextInt(2) == 0) {
            var seller = random.nextBoolean() ? "Олег" : "Светлана";
            office.open(
                    ColdLead.PROCESS,
                    world.coldLead(office.clock.instant()),
                    office.people.find(seller).orElseThrow().actor());
        }
        if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
            office.open(
                    Partner.PROCESS,
                    world.partner(),
                    office.people.find("Пётр").orElseThrow().actor());
        }
    }

    /** Gives the cards that the story tells of. */
    private List<Card<?>> work(Generator world, Playbook book, Random random, LocalDate day, int hour, Story story) {
        var ofStory = new ArrayList<Card<?>>();
        for (var process : office.department.processes()) {
            for (Card<?> card : office.open(process.code())) {
                if (story.tells(card)) {
                    ofStory.add(card);
                    continue;
                }
                var owner = card.owner();
                var isAway = owner != null
                        && office.people.find(owner).map(e -> e.isAwayOn(day)).orElse(false);
                if (isAway || (owner != null && hour < world.shift(owner)) || random.nextInt(3) > 0) {
                    continue;
                }
                var now = office.now(card);
                if (!now.isEnded() && !now.isOnHold()) {
                    book.next(now).ifPresent(step -> office.fire(now, step.trigger(), step.actor()));
                }
            }
        }
        return ofStory;
    }
}
