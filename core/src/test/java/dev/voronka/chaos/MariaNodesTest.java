package dev.voronka.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Card;
import dev.voronka.Outcome;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Terms;
import dev.voronka.store.StoreFailed;
import dev.voronka.store.jdbc.Databases;
import dev.voronka.store.jdbc.MariaServer;
import dev.voronka.store.jdbc.Rival;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nodes that collide on MariaDB, its deadlocks and its locks that are waited for in vain; in profile {@code mariadb}. */
class MariaNodesTest {

    private static final int CARDS = 50;
    private static final int THREADS = 8;
    private static final long SEED = Long.getLong("voronka.seed", new Random().nextInt(1_000_000));

    /** {@code innodb_snapshot_isolation} is on by default since MariaDB 11.6. */
    @ParameterizedTest
    @CsvSource({"OFF, 250", "ON, 100"})
    void two_nodes_lose_no_update_and_carry_each_effect_out_once(String snapshotIsolation, int movesOfEach)
            throws InterruptedException, ExecutionException {
        System.out.println("nodes on MariaDB: -Dvoronka.seed=" + SEED);
        try (var empty = MariaServer.database();
                var source = pool(empty, snapshotIsolation);
                var other = pool(empty, snapshotIsolation)) {
            var jdbc = new JdbcTemplate(source);
            Node.Sender.prepare(jdbc);
            try (var here = Node.voronka(source, "here");
                    var there = Node.voronka(other, "there")) {
                var cards = Books.opened(here, CARDS);
                here.start();
                there.start();
                var work = new ArrayList<Callable<Boolean>>();
                var acknowledged = new HashSet<String>();
                for (var t = 0; t < THREADS; t++) {
                    var counters = (t % 2 == 0 ? here : there).funnel(Counter.PROCESS);
                    var random = new Random(SEED + t);
                    var mine = new ArrayList<Runnable>();
                    for (var i = 0; i < movesOfEach; i++) {
                        var card = cards.get(random.nextInt(random.nextBoolean() ? CARDS : 3));
                        var by = t + "-" + i;
                        acknowledged.add(card + " " + by);
                        mine.add(() -> Node.bump(counters, card, by));
                    }
                    work.add(() -> {
                        mine.forEach(Runnable::run);
                        return true;
                    });
                }
                var threads = Executors.newFixedThreadPool(THREADS);
                for (var done : threads.invokeAll(work)) {
                    assertThat(done.get()).isTrue();
                }
                threads.shutdown();

                var books = new Books(here, jdbc);
                var moves = books.areRight(acknowledged);
                assertThat(moves).isEqualTo((long) THREADS * movesOfEach);
                await().atMost(Duration.ofMinutes(1)).until(() -> books.waiting() == 0);
                assertThat(books.wereSent(moves)).isZero();
                System.out.println(
                        "MariaDB: " + moves + " moves, " + Rival.deadlocksOf(jdbc) + " deadlocks on the server");
            }
        }
    }

    @Test
    void a_deadlock_is_settled_by_doing_the_work_anew() throws SQLException, InterruptedException, ExecutionException {
        try (var source = MariaServer.database();
                var here = Node.voronka(source, "here");
                var rival = new Rival(source)) {
            var counters = here.funnel(Counter.PROCESS);
            var cards = Books.opened(here, 2).stream().sorted().toList();
            rival.say("UPDATE vk_card SET title = 'mine' WHERE id = '" + cards.get(1) + "'");

            var thread = Executors.newSingleThreadExecutor();
            var moved = thread.submit(() -> counters.fireAll(cards, new Counter.Bump("all"), Node.REP));
            rival.awaitWaiter();
            rival.say("UPDATE vk_card SET title = 'mine' WHERE id = '" + cards.get(0) + "'");
            rival.giveUp();

            assertThat(moved.get()).hasSize(2).allMatch(Outcome::isTaken);
            thread.shutdown();
            assertThat(rival.deadlocks()).isPositive();
            for (var card : cards) {
                assertThat(counters.history(card)).hasSize(2);
                assertThat(counters.tampered(card)).isEmpty();
            }
        }
    }

    @Test
    void a_deadlock_while_cards_are_opened_together_is_settled_by_opening_all_of_them_anew()
            throws SQLException, InterruptedException, ExecutionException {
        try (var source = MariaServer.database();
                var here = Node.voronka(source, "here");
                var rival = new Rival(source)) {
            rival.say("SELECT count(*) FROM vk_move FOR UPDATE");

            var thread = Executors.newSingleThreadExecutor();
            var opened = thread.submit(() -> Books.opened(here, 3));
            rival.awaitWaiter();
            rival.say("SELECT count(*) FROM vk_card FOR UPDATE");
            rival.giveUp();

            assertThat(opened.get()).hasSize(3);
            thread.shutdown();
            assertThat(rival.deadlocks()).isPositive();
            var counters = here.funnel(Counter.PROCESS);
            assertThat(counters.cards(CardQuery.all()))
                    .extracting(Card::id)
                    .containsExactlyInAnyOrderElementsOf(opened.get());
            assertThat(opened.get())
                    .allSatisfy(card -> assertThat(counters.history(card)).hasSize(1));
        }
    }

    @Test
    void a_row_that_somebody_locks_for_too_long_is_said_and_worth_repeating() throws SQLException {
        try (var source = MariaServer.database();
                var hasty = Databases.pool(
                        source.getJdbcUrl() + "?sessionVariables=innodb_lock_wait_timeout=1", "root", "", 3);
                var here = Node.voronka(hasty, "here");
                var other = source.getConnection()) {
            var counters = here.funnel(Counter.PROCESS);
            var card = Books.opened(here, 1).get(0);
            var bump = new Counter.Bump("once");
            var terms = Terms.NONE.key("once");
            other.setAutoCommit(false);
            say(other, "UPDATE vk_card SET title = 'mine'");

            assertThatThrownBy(() -> counters.fire(card, bump, Node.REP, terms))
                    .isInstanceOfSatisfying(
                            StoreFailed.class,
                            f -> assertThat(f.isWorthRepeating()).isTrue())
                    .hasMessageContaining("another transaction");
            other.rollback();

            assertThat(counters.fire(card, bump, Node.REP, terms).isTaken()).isTrue();
            assertThat(counters.history(card)).hasSize(2);
        }
    }

    private static HikariDataSource pool(HikariDataSource database, String snapshotIsolation) {
        var set = "?sessionVariables=innodb_snapshot_isolation=" + snapshotIsolation;
        return Databases.pool(database.getJdbcUrl() + set, "root", "", 12);
    }

    private static void say(Connection connection, String statement) throws SQLException {
        try (var work = connection.createStatement()) {
            work.execute(statement);
        }
    }
}
