package dev.voronka.examples.quickstart;

import dev.voronka.Card;
import dev.voronka.Texts;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.run.CardQuery;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What lies in the store: all cards, of this run and of those before. */
final class Archive {

    private static final CardQuery EVERY = CardQuery.all().limit(Integer.MAX_VALUE);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final Office office;

    Archive(Office office) {
        this.office = office;
    }

    /** How many cards there are. */
    int size() {
        return office.funnels.values().stream()
                .flatMap(f -> f.counts(EVERY).stream())
                .mapToInt(c -> Math.toIntExact(c.cards()))
                .sum();
    }

    /** The day of the last move, in Moscow. */
    LocalDate lastDay() {
        var last = Instant.EPOCH;
        for (var funnel : office.funnels.values()) {
            for (var card : funnel.cards(EVERY)) {
                last = card.visit().enteredAt().isAfter(last) ? card.visit().enteredAt() : last;
            }
        }
        return last.atZone(HandClock.MOSCOW).toLocalDate();
    }

    /** The lead with which the story begins. */
    Card<LeadData> lead() {
        return office.funnel(IncomingLead.PROCESS).cards(EVERY).stream()
                .filter(c -> c.header().title().equals(Story.TITLE))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The folder has cards, but not those of this program. Name another one: -Dvoronka.data=…"));
    }

    /** Tells what the run before has left: how many cards where, and whether the story's deal is as it was. */
    void tell(PrintStream out) {
        out.printf("Прошлый запуск оставил карточек: %d, последний день %s%n", size(), DAY.format(lastDay()));
        office.funnels.values().forEach(funnel -> {
            var process = funnel.process();
            var stages = new TreeMap<String, Long>();
            funnel.counts(EVERY).forEach(c -> stages.merge(c.stage(), c.cards(), Long::sum));
            var told = process.stages().stream()
                    .filter(s -> stages.containsKey(s.stage().name()))
                    .map(s -> "«" + process.title(s.stage(), Texts.RUSSIAN) + "» "
                            + stages.get(s.stage().name()))
                    .toList();
            out.println("    " + process.title(Texts.RUSSIAN) + ": " + String.join(", ", told));
        });
        var deals = office.funnel(Deal.PROCESS);
        office.children(lead(), Deal.PROCESS)
                .forEach(deal -> out.printf(
                        "Сделка «%s»: «%s», ходов в истории %d, %s%n",
                        deal.header().title(),
                        office.title(deal.process(), deal.stage()),
                        deals.history(deal.id()).size(),
                        deals.tampered(deal.id()).isEmpty() ? "история цела" : "история испорчена"));
        out.println();
    }

    /** How many cards of each process have ended in which stage. */
    Map<String, Map<String, Integer>> ended() {
        var ended = new LinkedHashMap<String, Map<String, Integer>>();
        for (var process : office.department.processes()) {
            var stages = new TreeMap<String, Integer>();
            for (Card<?> card : office.funnel(process.code()).cards(EVERY)) {
                if (card.isEnded()) {
                    stages.merge("«" + office.title(card.process(), card.stage()) + "»", 1, Integer::sum);
                }
            }
            ended.put(process.title(Texts.RUSSIAN), stages);
        }
        return ended;
    }
}
