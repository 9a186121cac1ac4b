package dev.voronka.examples.benchmarks.durable;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Role;
import dev.voronka.engine.Engines;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** voronka on a database. */
final class Durable implements Contestant {

    private static final Actor REP = Actor.employee("e17", Role.REP);

    private final Funnel<Lead.Trigger, Lead.Data> leads;

    Durable(DataSource source, Engines engine) {
        this.leads = Voronka.builder().dataSource(source).engine(engine).build().funnel(Lead.PROCESS);
    }

    @Override
    public List<UUID> open(int cards) {
        return leads.openAll(IntStream.range(0, cards).mapToObj(Lead.Data::of).toList(), REP).stream()
                .map(c -> c.id().value())
                .toList();
    }

    @Override
    public void move(UUID card, int step) {
        leads.fire(new CardId(card), Lead.MOVES.get(step), REP).orThrow();
    }

    @Override
    public void moveAll(List<UUID> cards, int step) {
        leads.fireAll(cards.stream().map(CardId::new).toList(), Lead.MOVES.get(step), REP)
                .forEach(o -> o.orThrow());
    }
}
