package dev.voronka.chaos;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.delivery.Delivery;
import dev.voronka.delivery.DeliverySettings;
import dev.voronka.delivery.EffectHandler;
import dev.voronka.engine.Engines;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Funnel;
import dev.voronka.run.Terms;
import dev.voronka.run.Voronka;
import dev.voronka.store.StoreFailed;
import dev.voronka.store.jdbc.Databases;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One node: moves cards at random and carries effects out into table {@code sent}. Says {@code READY} when it begins, then
 * {@code ACK card by} for each move that it was told is taken, and {@code END} when it has made as many as wanted.
 */
final class Node {

    static final Actor REP = Actor.employee("e17", Role.REP);

    /** Carries out by a row in a table, committed by itself: what another system would have seen. */
    record Sender(JdbcTemplate jdbc, String node) implements EffectHandler {

        static void prepare(JdbcTemplate jdbc) {
            jdbc.execute(
                    "CREATE TABLE sent (effect varchar(100), card varchar(40), count_told bigint, told varchar(200),"
                            + " node varchar(20), at timestamp(6))");
        }

        @Override
        public String code() {
            return "sender";
        }

        @Override
        public boolean takes(Effect effect) {
            return effect instanceof Counter.Bumped;
        }

        @Override
        public void deliver(Delivery delivery) {
            var bumped = (Counter.Bumped) delivery.effect();
            jdbc.update(
                    "INSERT INTO sent (effect, card, count_told, told, node, at) VALUES (?, ?, ?, ?, ?, ?)",
                    delivery.key(),
                    delivery.cardId().toString(),
                    bumped.count(),
                    bumped.by(),
                    node,
                    Timestamp.from(Instant.now()));
        }
    }

    private Node() {}

    static Voronka voronka(HikariDataSource source, String name) {
        return Voronka.builder()
                .process(Counter.PROCESS)
                .effect(Counter.Bumped.class)
                .dataSource(source)
                .engine(Engines.TABLE)
                .handler(new Sender(new JdbcTemplate(source), name))
                .delivery(DeliverySettings.standard().lease(Duration.ofSeconds(5)))
                .build();
    }

    /** Arguments: JDBC address, name, threads, moves of each thread, seed. */
    public static void main(String[] args) throws InterruptedException {
        var name = args[1];
        var threads = Integer.parseInt(args[2]);
        var moves = Integer.parseInt(args[3]);
        var random = new Random(Long.parseLong(args[4]));
        var source = Databases.pool(args[0], args[0].startsWith("jdbc:h2") ? "sa" : "postgres", "", threads + 4);
        var voronka = voronka(source, name);
        var counters = voronka.funnel(Counter.PROCESS);
        var cards =
                counters.cards(CardQuery.open()).stream().map(Card::id).sorted().toList();
        voronka.start();
        say("READY");
        var pool = Executors.newFixedThreadPool(threads);
        var work = new ArrayList<Random>();
        for (var t = 0; t < threads; t++) {
            work.add(new Random(random.nextLong()));
        }
        for (var t = 0; t < threads; t++) {
            var thread = t;
            pool.execute(() -> {
                for (var i = 0; i < moves; i++) {
                    var mine = work.get(thread);
                    // Half of the moves meet on a twentieth of the cards.
                    var card =
                            cards.get(mine.nextInt(mine.nextBoolean() ? cards.size() : Math.max(1, cards.size() / 20)));
                    bump(counters, card, name + "-" + args[4] + "-" + thread + "-" + i);
                }
            });
        }
        pool.shutdown();
        if (!pool.awaitTermination(5, TimeUnit.MINUTES)) {
            say("STUCK");
        }
        voronka.close();
        source.close();
        say("END");
    }

    /** Bumps until it is taken: somebody else may be faster, and the database may be away. */
    static void bump(Funnel<Counter.Trigger, Counter.Data> counters, CardId card, String by) {
        while (true) {
            try {
                var outcome = counters.fire(card, new Counter.Bump(by), REP, Terms.NONE.key(by));
                if (outcome.isTaken()) {
                    say("ACK " + card + " " + by);
                    return;
                }
                if (!(outcome instanceof Outcome.Stale)) {
                    throw new IllegalStateException(outcome.message());
                }
            } catch (StoreFailed away) {
                if (!away.isWorthRepeating()) {
                    throw away;
                }
            }
        }
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8), 0, line.length() + 1);
            System.out.flush();
        }
    }
}
