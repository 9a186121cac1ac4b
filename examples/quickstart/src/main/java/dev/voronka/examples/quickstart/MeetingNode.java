package dev.voronka.examples.quickstart;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.Effect;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.delivery.Delivery;
import dev.voronka.delivery.DeliverySettings;
import dev.voronka.delivery.EffectHandler;
import dev.voronka.engine.Engines;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One of {@link TwoNodes}: opens meetings, agrees on their dates, confirms and moves them, its own and those of the other
 * node. Says {@code MOVED card/number} for each move that it was told is taken and {@code SENT key} for each effect that it
 * carries out. Ends when its standard input does, so that no node outlives the program that has started it.
 */
final class MeetingNode {

    private final String employee;
    private final Funnel<Meeting.Trigger, Meeting.Data> meetings;
    private final Random random;
    private int opened;
    private volatile boolean enough;

    private MeetingNode(String employee, Funnel<Meeting.Trigger, Meeting.Data> meetings) {
        this.employee = employee;
        this.meetings = meetings;
        this.random = new Random(employee.hashCode());
    }

    /** Connections to the database. */
    static HikariDataSource pool(String address) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(address);
        pool.setUsername("postgres");
        pool.setPassword("postgres");
        pool.setMaximumPoolSize(8);
        return pool;
    }

    static Voronka voronka(DataSource database, String name, Consumer<Delivery> post) {
        return Voronka.builder()
                .dataSource(database)
                .process(Meeting.PROCESS)
                .engine(Engines.TABLE)
                .people(Directory.of(Employee.of("Анна", Role.REP), Employee.of("Борис", Role.REP)))
                // What a killed node had in hand is taken over by the other one after the lease.
                .delivery(DeliverySettings.standard().lease(Duration.ofSeconds(3)))
                .handler(new Post(name, post))
                .build();
    }

    /** Would send letters; here it only says so. */
    private record Post(String name, Consumer<Delivery> post) implements EffectHandler {

        @Override
        public String code() {
            return "post";
        }

        @Override
        public boolean takes(Effect effect) {
            return true;
        }

        @Override
        public void deliver(Delivery delivery) {
            post.accept(delivery);
        }
    }

    /** The argument is the JDBC address; the first line that it reads is its name and its employee's. */
    public static void main(String[] args) throws IOException {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var names = Objects.requireNonNull(orders.readLine()).split(" ", -1);
        try (var database = pool(args[0]);
                var voronka = voronka(
                        database,
                        names[0],
                        d -> say("SENT", d.key(), whose(d.card().orElse(null), names[1])))) {
            var node = new MeetingNode(names[1], voronka.funnel(Meeting.PROCESS));
            voronka.start();
            var worker = new Thread(node::work, "works");
            worker.setDaemon(true);
            worker.start();
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                node.enough = true;
            }
            node.enough = true;
        }
    }

    private void work() {
        while (!enough) {
            var actor = Actor.employee(employee, Role.REP);
            var meeting = meetings.open(new Meeting.Data("показать прототип", employee + opened), actor);
            moved(meeting);
            // Nobody can be at two meetings at once: each begins an hour after the one before.
            var start = ZonedDateTime.now(HandClock.MOSCOW).plusDays(7).plusHours(opened++);
            fire(meeting, new Meeting.Schedule(start, Duration.ofMinutes(30), "офис"), actor);
            var scheduled =
                    meetings.cards(CardQuery.inStage(Meeting.Stage.SCHEDULED).limit(50));
            if (!scheduled.isEmpty()) {
                fire(scheduled.get(random.nextInt(scheduled.size())), new Meeting.ConfirmByClient(), actor);
            }
        }
    }

    /** Another node may have been faster: then the trigger is not expected any more, and nothing happens. */
    private void fire(Card<Meeting.Data> card, Meeting.Trigger trigger, Actor actor) {
        if (meetings.fire(card.id(), trigger, actor) instanceof Outcome.Moved<Meeting.Data> moved) {
            moved(moved.card());
        }
    }

    private void moved(Card<Meeting.Data> card) {
        say("MOVED", card.id() + "/" + card.version(), whose(card, employee));
    }

    private static String whose(@Nullable Card<?> card, String employee) {
        return card == null || employee.equals(card.owner()) ? "own" : "other";
    }

    private static void say(String what, String key, String whose) {
        var line = (what + " " + key + " " + whose + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (System.out) {
            System.out.write(line, 0, line.length);
            System.out.flush();
        }
    }
}
