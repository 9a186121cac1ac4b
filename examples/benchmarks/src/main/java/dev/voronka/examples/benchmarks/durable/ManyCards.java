package dev.voronka.examples.benchmarks.durable;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Role;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Voronka;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A virtual machine with a small heap on a database with a million cards: lets the due ones go off, moves some at random,
 * reads pages and counts. Prints what it did; dies if the heap does not do.
 */
final class ManyCards {

    private ManyCards() {}

    /** Argument: JDBC address. */
    public static void main(String[] args) {
        try (var source = Server.pool(args[0], "postgres", "", 4)) {
            var voronka =
                    Voronka.builder().process(Lead.PROCESS).dataSource(source).build();
            var leads = voronka.funnel(Lead.PROCESS);
            var began = System.nanoTime();
            var gone = voronka.fireDue();
            var seconds = (System.nanoTime() - began) / 1e9;
            System.out.println("SWEPT " + gone + " " + Math.round(gone / seconds));
            var rep = Actor.employee("e17", Role.REP);
            var ids = new JdbcTemplate(source)
                    .queryForList(
                            "SELECT id FROM vk_card WHERE stage = 'NEW' ORDER BY id LIMIT 2000", java.util.UUID.class);
            var random = new Random(1);
            for (var i = 0; i < 1000; i++) {
                leads.fire(new CardId(ids.get(random.nextInt(ids.size()))), Lead.ANSWER, rep);
            }
            var cards = leads.counts(CardQuery.all()).stream()
                    .mapToLong(c -> c.cards())
                    .sum();
            System.out.println("CARDS " + cards);
            System.out.println("HEAP "
                    + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax() / (1 << 20));
        }
    }
}
