package dev.voronka.examples.quickstart;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.department.Department;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.partner.Partner;
import dev.voronka.run.CardQuery;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A sales department at work: one deal through all its linked cards, then a quarter of all ten processes. The first
 * argument is the seed, 2026 if there is none; the same seed plays the same quarter.
 */
public final class TenProcesses {

    private static final LocalDate QUARTER = LocalDate.of(2026, 10, 1);
    private static final LocalDate ITS_END = LocalDate.of(2026, 12, 31);

    private TenProcesses() {}

    /** Plays and prints. */
    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        play(args.length == 0 ? 2026 : Long.parseLong(args[0]), out);
    }

    static Office play(long seed, PrintStream out) {
        var world = new Generator(seed);
        var office = new Office(
                Department.standard(),
                world.people(),
                LocalDate.of(2026, 3, 2).atTime(9, 0).atZone(HandClock.MOSCOW));
        var story = new Story(office, new Playbook(office.people, office.clock, new Random(seed)));
        var lead = story.play();
        var moves = quarter(office, world, seed, story);
        var trace = new Trace(office, out);
        out.println("Путь одной сделки через все связанные карточки");
        out.println();
        trace.of(lead);
        out.println();
        out.printf(
                "Квартал %s – %s: ходов %d, отказов %d (затравка %d)%n",
                QUARTER, ITS_END, moves, office.refusals, seed);
        out.println();
        trace.ends(ended(office));
        out.println();
        out.println("Открытые карточки на " + ITS_END + ": стадия × сотрудник");
        out.println();
        trace.table();
        return office;
    }

    /** Every working day, at their hours, the employees do what comes next with the cards that they have. */
    private static int quarter(Office office, Generator world, long seed, Story story) {
        var random = new Random(seed + 1);
        var book = new Playbook(office.people, office.clock, random);
        for (var day = QUARTER; !day.isAfter(ITS_END); day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue()) {
                continue;
            }
            office.at(day, LocalTime.of(9, 5));
            arrive(office, world, random, day);
            for (var hour = 9; hour < 18; hour += 3) {
                office.at(day, LocalTime.of(hour, 30));
                work(office, world, book, random, day, hour);
                story.goOn(day);
            }
            office.voronka.watchDeadlines();
        }
        return office.moves;
    }

    private static void arrive(Office office, Generator world, Random random, LocalDate day) {
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

    private static void work(Office office, Generator world, Playbook book, Random random, LocalDate day, int hour) {
        for (var process : office.department.processes()) {
            for (Card<?> card : office.open(process.code())) {
                var owner = card.owner();
                var isAway = owner != null
                        && office.people.find(owner).map(e -> e.isAwayOn(day)).orElse(false);
                if (isAway || (owner != null && hour < world.shift(owner)) || random.nextInt(3) > 0) {
                    continue;
                }
                var now = office.now(card);
                if (!now.isEnded() && !now.isOnHold() && !Story.isInStory(office, now)) {
                    book.next(now).ifPresent(step -> office.fire(now, step.trigger(), step.actor()));
                }
            }
        }
    }

    private static Map<String, Map<String, Integer>> ended(Office office) {
        var ended = new LinkedHashMap<String, Map<String, Integer>>();
        for (var process : office.department.processes()) {
            var stages = new TreeMap<String, Integer>();
            for (Card<?> card :
                    office.funnel(process.code()).cards(CardQuery.all().limit(Integer.MAX_VALUE))) {
                if (card.isEnded()) {
                    stages.merge("«" + office.title(card.process(), card.stage()) + "»", 1, Integer::sum);
                }
            }
            ended.put(process.title(dev.voronka.Texts.RUSSIAN), stages);
        }
        return ended;
    }
}
