package dev.voronka.readme;

import static dev.voronka.Texts.RUSSIAN;

import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Voronka;

/** The lines that docs/operations.md shows. */
final class OperationLines {

    private OperationLines() {}

    static void run(Voronka voronka) {
        // spotless:off
        // readme:begin
        var health = voronka.health();                      // never throws; OK, WARN or DOWN
        health.problems(RUSSIAN).forEach(System.out::println);

        var deliveries = voronka.deliveries();
        deliveries.dead(100).forEach(deliveries::retry);    // dead letters, once their cause is cured
        deliveries.pause("webhook");                        // an outside system is away; what waits, waits
        deliveries.resume("webhook");

        var meetings = voronka.funnel(Meeting.PROCESS);
        var query = CardQuery.open().ownedBy("e17").limit(50);
        var page = meetings.page(query);
        var rest = page.next().map(key -> meetings.page(query.after(key)));
        meetings.counts(CardQuery.open()).forEach(n -> System.out.println(n.stage() + " " + n.owner() + " " + n.cards()));
        // readme:end
        // spotless:on
        rest.ifPresent(more -> System.out.println(more.cards().size()));
    }
}
