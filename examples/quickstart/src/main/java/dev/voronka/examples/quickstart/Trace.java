package dev.voronka.examples.quickstart;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Move;
import dev.voronka.StageKind;
import dev.voronka.Texts;
import java.io.PrintStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells what happened, in Russian. */
final class Trace {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("dd.MM.yy HH:mm");

    private record Line(Card<?> card, Move move) {}

    private final Office office;
    private final PrintStream out;

    Trace(Office office, PrintStream out) {
        this.office = office;
        this.out = out;
    }

    /** All moves of a card and of the cards that are linked with it, in order of time. */
    void of(Card<?> root) {
        var lines = new ArrayList<Line>();
        collect(root, lines);
        lines.sort(Comparator.<Line, Instant>comparing(l -> l.move().at()).thenComparing(Trace::afterIts));
        var numbers = new TreeMap<String, Integer>();
        for (var line : lines) {
            var id = line.card().id().toString();
            numbers.putIfAbsent(id, numbers.size() + 1);
            out.printf("%s  №%-2d %-38s %s%n", at(line.move()), numbers.get(id), process(line.card()), told(line));
        }
        out.println();
        tree(office.now(root), 0, numbers);
    }

    /** At the same moment the cause comes first: a move by hand, the card that it opens, what a link tells, and so on. */
    private static int afterIts(Line line) {
        var opens = line.move().from() == null && line.card().origin() != null;
        return (line.move().actor().equals(Actor.LINK) ? 2 : 0) + (opens ? 1 : 0);
    }

    private void collect(Card<?> card, List<Line> lines) {
        var funnel = office.funnel(card.process());
        funnel.history(card.id()).forEach(m -> lines.add(new Line(card, m)));
        funnel.links(card.id()).children().forEach(c -> collect(c, lines));
    }

    private void tree(Card<?> card, int depth, Map<String, Integer> numbers) {
        out.printf(
                "%s№%d %s: «%s», %s%n",
                "    ".repeat(depth),
                numbers.get(card.id().toString()),
                process(card),
                office.title(card.process(), card.stage()),
                card.owner() == null ? "ещё ничья" : "ведёт " + card.owner());
        var links = office.funnel(card.process()).links(card.id());
        links.pending().forEach(s -> out.println("    ".repeat(depth + 1) + "ждёт: " + s.link()));
        links.children().forEach(c -> tree(c, depth + 1, numbers));
    }

    private static String at(Move move) {
        return WHEN.format(move.at().atZone(HandClock.MOSCOW));
    }

    private String process(Card<?> card) {
        return office.funnel(card.process()).process().title(Texts.RUSSIAN);
    }

    private String told(Line line) {
        var move = line.move();
        var texts = office.funnel(move.process()).process().texts();
        var what = texts.text("trigger." + move.trigger(), Texts.RUSSIAN);
        var stage = office.title(move.process(), move.to());
        var from = move.from();
        var way = from == null || from.is(move.to())
                ? "«" + stage + "»"
                : "«" + office.title(move.process(), from) + "» → «" + stage + "»";
        var why = move.payload() instanceof CommonTrigger.Fail fail ? ": " + fail.comment() : "";
        return way + "  " + what + why + " (" + who(move.actor(), texts) + ")";
    }

    private static String who(Actor actor, Texts texts) {
        return actor.equals(Actor.TIMER) || actor.equals(Actor.LINK)
                ? texts.text("actor." + actor.id(), Texts.RUSSIAN).toLowerCase(Texts.RUSSIAN)
                : actor.id();
    }

    /** Open cards by stage and employee: who holds how many cards where. */
    void table() {
        var counts = new TreeMap<String, Map<String, Integer>>();
        var employees = new TreeSet<String>();
        var rows = new ArrayList<String>();
        for (var process : office.department.processes()) {
            for (var stage : process.stages()) {
                if (stage.kind() == StageKind.INITIAL || stage.kind() == StageKind.ACTIVE) {
                    rows.add(row(process.title(Texts.RUSSIAN), process.title(stage.stage(), Texts.RUSSIAN)));
                }
            }
            for (var card : office.open(process.code())) {
                var owner = card.owner() == null ? "ничья" : card.owner();
                employees.add(owner);
                counts.computeIfAbsent(
                                row(process.title(Texts.RUSSIAN), office.title(card.process(), card.stage())),
                                r -> new TreeMap<>())
                        .merge(owner, 1, Integer::sum);
            }
        }
        out.printf("%-62s", "Процесс и стадия");
        employees.forEach(e -> out.printf(" %10s", e));
        out.printf(" %10s%n", "всего");
        for (var row : rows) {
            var cells = counts.get(row);
            if (cells != null) {
                out.print(row);
                employees.forEach(e ->
                        out.printf(" %10s", cells.containsKey(e) ? cells.get(e).toString() : "·"));
                out.printf(" %10d%n", cells.values().stream().mapToInt(n -> n).sum());
            }
        }
    }

    private static String row(String process, String stage) {
        return String.format("%-62s", process + ": " + stage);
    }

    /** How the cards of each process ended. */
    void ends(Map<String, Map<String, Integer>> ended) {
        ended.forEach((process, stages) -> out.println(process + ": "
                + String.join(
                        ", ",
                        stages.entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue())
                                .toList())));
    }
}
