package dev.voronka.examples.benchmarks.durable;

import dev.voronka.Actor;
import dev.voronka.Role;
import dev.voronka.run.Voronka;
import java.lang.management.ManagementFactory;

/** A fresh virtual machine: prints how many milliseconds it took from its start to its first durable move. */
final class StartNode {

    private StartNode() {}

    /** Argument: JDBC address. */
    public static void main(String[] args) {
        try (var source = Server.pool(args[0], args[0].startsWith("jdbc:h2") ? "sa" : "postgres", "", 2)) {
            var leads = Voronka.builder().dataSource(source).build().funnel(Lead.PROCESS);
            var rep = Actor.employee("e17", Role.REP);
            var card = leads.open(Lead.Data.of(1), rep);
            leads.fire(card.id(), Lead.ANSWER, rep).orThrow();
            var now = System.currentTimeMillis();
            System.out.println(
                    "MS " + (now - ManagementFactory.getRuntimeMXBean().getStartTime()));
        }
    }
}
