package dev.voronka.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.Role;
import dev.voronka.engine.Engines;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Funnel;
import dev.voronka.run.Terms;
import dev.voronka.run.Voronka;
import dev.voronka.store.StoreFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/** What MariaDB takes back of a host's transaction is not committed by half; in profile {@code mariadb}. */
class MariaHostTransactionTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);
    private static final CommonTrigger WATCHED = CommonTrigger.Amend.watchers(Set.of("e1"));

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final HikariDataSource all = MariaServer.database();
    private final JdbcTemplate jdbc = new JdbcTemplate(all);

    /** A host with a funnel and a table of its own. */
    private static final class Host {
        final JdbcTemplate jdbc;
        final TransactionTemplate transaction;
        final Funnel<Meeting.Trigger, Meeting.Data> meetings;
        StoreFailed told;

        Host(DataSource source, JdbcTransactionManager manager) {
            jdbc = new JdbcTemplate(source);
            jdbc.execute("CREATE TABLE IF NOT EXISTS hosts (said varchar(100)) ENGINE = InnoDB");
            transaction = new TransactionTemplate(manager);
            meetings = Voronka.builder()
                    .dataSource(source)
                    .clock(new MovableClock(Bed.MONDAY_TEN))
                    .engine(Engines.TABLE)
                    .build()
                    .funnel(Meeting.PROCESS);
        }

        Host(DataSource source) {
            this(source, new JdbcTransactionManager(source));
        }

        List<CardId> two() {
            return Stream.of("c1", "c2")
                    .map(c -> meetings.open(new Meeting.Data("показать прототип", c), REP)
                            .id())
                    .sorted()
                    .toList();
        }

        /** Writes a row and moves the first card; moves the second one too, bears that it fails, and writes a row more. */
        void work(List<CardId> cards) {
            transaction.executeWithoutResult(status -> {
                jdbc.update("INSERT INTO hosts VALUES ('first half')");
                assertThat(meetings.fire(cards.get(0), WATCHED, REP).isTaken()).isTrue();
                told = catchThrowableOfType(StoreFailed.class, () -> meetings.fire(cards.get(1), WATCHED, REP));
                jdbc.update("INSERT INTO hosts VALUES ('second half')");
            });
        }
    }

    /** The host's work, while somebody else locks both cards the other way round. */
    private void deadlocked(Host host, List<CardId> cards)
            throws SQLException, InterruptedException, ExecutionException {
        try (var rival = new Rival(all)) {
            rival.say(locking(cards.get(1)));
            var work = thread.submit(() -> host.work(cards));
            rival.awaitWaiter();
            rival.say(locking(cards.get(0)));
            rival.giveUp();
            work.get();
        }
    }

    private static String locking(CardId card) {
        return "UPDATE vk_card SET title = 'mine' WHERE id = '" + card + "'";
    }

    private void nothingIsKept(Host host, List<CardId> cards) {
        assertThat(jdbc.queryForList("SELECT said FROM hosts")).isEmpty();
        for (var card : cards) {
            assertThat(host.meetings.history(card)).hasSize(1);
            assertThat(host.meetings.card(card).version()).isEqualTo(1);
        }
    }

    @Test
    void after_a_deadlock_the_hosts_transaction_is_committed_no_more_and_can_be_done_anew() throws Exception {
        var host = new Host(all);
        var cards = host.two();

        assertThatThrownBy(() -> deadlocked(host, cards)).hasCauseInstanceOf(UnexpectedRollbackException.class);

        assertThat(host.told).hasMessageContaining("the whole of your transaction");
        assertThat(host.told.isWorthRepeating()).isTrue();
        nothingIsKept(host, cards);

        host.work(cards);
        assertThat(host.told).isNull();
        assertThat(jdbc.queryForList("SELECT said FROM hosts")).hasSize(2);
        assertThat(cards).allSatisfy(c -> assertThat(host.meetings.history(c)).hasSize(2));
    }

    @Test
    void after_a_deadlock_even_a_manager_that_does_not_look_at_the_mark_commits_nothing() throws Exception {
        var host = new Host(all, new JdbcTransactionManager(all) {
            @Override
            protected boolean shouldCommitOnGlobalRollbackOnly() {
                return true;
            }
        });
        var cards = host.two();

        assertThatThrownBy(() -> deadlocked(host, cards))
                .cause()
                .isInstanceOfSatisfying(
                        StoreFailed.class, f -> assertThat(f.isWorthRepeating()).isTrue())
                .hasMessageContaining("the whole of your transaction");

        nothingIsKept(host, cards);
    }

    @Test
    void after_a_deadlock_nothing_more_is_taken_in_that_transaction() throws Exception {
        var host = new Host(all);
        var cards = host.two();

        assertThatThrownBy(() -> host.transaction.executeWithoutResult(status -> {
                    assertThatThrownBy(() -> deadlockedWithin(host)).isInstanceOf(StoreFailed.class);
                    assertThatThrownBy(() -> host.meetings.fire(cards.get(0), WATCHED, REP))
                            .isInstanceOfSatisfying(
                                    StoreFailed.class,
                                    f -> assertThat(f.isWorthRepeating()).isTrue())
                            .hasMessageContaining("rollback-only");
                }))
                .isInstanceOf(UnexpectedRollbackException.class);

        nothingIsKept(host, cards);
    }

    /** A deadlock of the transaction that is open in this thread, while cards are opened together. */
    private void deadlockedWithin(Host host) throws SQLException {
        try (var rival = new Rival(all)) {
            rival.say("SELECT count(*) FROM vk_move FOR UPDATE");
            var turn = thread.submit(() -> {
                rival.awaitWaiter();
                rival.say("SELECT count(*) FROM vk_card FOR UPDATE");
                rival.giveUp();
                return true;
            });
            try {
                host.meetings.openAll(List.of(new Meeting.Data("ещё", "c3"), new Meeting.Data("и ещё", "c4")), REP);
            } finally {
                assertThat(turn).succeedsWithin(Duration.ofMinutes(1));
            }
        }
    }

    @Test
    void a_lock_that_is_waited_for_in_vain_costs_the_host_that_move_only() throws Exception {
        try (var hasty =
                Databases.pool(all.getJdbcUrl() + "?sessionVariables=innodb_lock_wait_timeout=1", "root", "", 3)) {
            var host = new Host(hasty);
            var cards = host.two();
            try (var rival = new Rival(all)) {
                rival.say(locking(cards.get(1)));

                host.work(cards);
            }

            assertThat(host.told.isWorthRepeating()).isTrue();
            assertThat(jdbc.queryForList("SELECT said FROM hosts")).hasSize(2);
            assertThat(host.meetings.history(cards.get(0))).hasSize(2);
            assertThat(host.meetings.history(cards.get(1))).hasSize(1);
        }
    }

    /** {@code innodb_snapshot_isolation} is on by default since MariaDB 11.6. */
    private HikariDataSource strict() {
        return Databases.pool(all.getJdbcUrl() + "?sessionVariables=innodb_snapshot_isolation=ON", "root", "", 4);
    }

    @Test
    void a_card_that_has_changed_since_the_host_looked_is_told_and_nothing_of_its_transaction_is_kept() {
        try (var strict = strict()) {
            var host = new Host(strict);
            var other = new Host(all);
            var cards = host.two();

            assertThatThrownBy(() -> host.transaction.executeWithoutResult(status -> {
                        host.jdbc.update("INSERT INTO hosts VALUES ('first half')");
                        assertThat(host.meetings.card(cards.get(0)).version()).isEqualTo(1);
                        assertThat(thread.submit(() -> other.meetings.fire(cards.get(0), WATCHED, REP)))
                                .succeedsWithin(Duration.ofMinutes(1));
                        assertThatThrownBy(() -> host.meetings.fire(cards.get(0), WATCHED, REP))
                                .isInstanceOfSatisfying(
                                        StoreFailed.class,
                                        f -> assertThat(f.isWorthRepeating()).isTrue())
                                .hasMessageContaining("the whole of your transaction");
                        host.jdbc.update("INSERT INTO hosts VALUES ('second half')");
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);

            assertThat(jdbc.queryForList("SELECT said FROM hosts")).isEmpty();
            assertThat(host.meetings.history(cards.get(0))).hasSize(2);
            host.work(cards);
            assertThat(host.meetings.history(cards.get(0))).hasSize(3);
        }
    }

    @Test
    void a_row_that_changes_while_our_own_transaction_is_open_is_written_as_it_is_now() {
        try (var strict = strict()) {
            var sql = new Sql(strict, Dialect.MARIADB);
            jdbc.execute("CREATE TABLE counted (n integer) ENGINE = InnoDB");
            jdbc.update("INSERT INTO counted VALUES (0)");
            var tries = new AtomicInteger();

            sql.write("Counting", () -> {
                tries.incrementAndGet();
                assertThat(sql.query("SELECT n FROM counted", (row, i) -> row.getInt("n")))
                        .containsExactly(0);
                assertThat(thread.submit(() -> jdbc.update("UPDATE counted SET n = 10")))
                        .succeedsWithin(Duration.ofMinutes(1));
                return sql.update("UPDATE counted SET n = n + 1");
            });

            assertThat(jdbc.queryForObject("SELECT n FROM counted", Integer.class))
                    .isEqualTo(11);
            assertThat(tries).hasValue(1);
        }
    }

    @Test
    void a_record_that_has_changed_since_last_read_has_our_own_transaction_done_anew() {
        var sql = new Sql(all, Dialect.MARIADB);
        jdbc.execute("CREATE TABLE counted (n integer) ENGINE = InnoDB");
        var tries = new AtomicInteger();

        sql.write("Counting", () -> {
            sql.update("INSERT INTO counted VALUES (1)");
            // Our own transactions read what is committed, and do not meet this error; it is told by the server on
            // demand.
            return tries.incrementAndGet() < 3 ? sql.update("SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1020") : 1;
        });

        assertThat(tries).hasValue(3);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM counted", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void a_deadlock_while_a_card_is_only_read_takes_back_all_of_the_hosts_transaction_too() throws Exception {
        var host = new Host(all);
        var cards = host.two();
        host.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);

        try (var rival = new Rival(all)) {
            rival.say(locking(cards.get(1)));
            var work = thread.submit(() -> host.transaction.executeWithoutResult(status -> {
                host.meetings.fire(cards.get(0), WATCHED, REP);
                host.told = catchThrowableOfType(StoreFailed.class, () -> host.meetings.card(cards.get(1)));
            }));
            rival.awaitWaiter();
            rival.say(locking(cards.get(0)));
            rival.giveUp();
            assertThatThrownBy(work::get).hasCauseInstanceOf(UnexpectedRollbackException.class);
        }

        assertThat(host.told).hasMessageContaining("the whole of your transaction");
        nothingIsKept(host, cards);
    }

    @Test
    void a_move_under_a_key_is_taken_once_when_the_hosts_transaction_is_done_anew() throws Exception {
        var host = new Host(all);
        var cards = host.two();
        var terms = Terms.keyed("once");

        assertThatThrownBy(() -> host.transaction.executeWithoutResult(status -> {
                    host.meetings.fire(cards.get(0), WATCHED, REP, terms);
                    assertThatThrownBy(() -> deadlockedWithin(host)).isInstanceOf(StoreFailed.class);
                }))
                .isInstanceOf(UnexpectedRollbackException.class);
        host.transaction.executeWithoutResult(status -> assertThat(
                        host.meetings.fire(cards.get(0), WATCHED, REP, terms).isTaken())
                .isTrue());

        assertThat(host.meetings.fire(cards.get(0), WATCHED, REP, terms).isTaken())
                .isTrue();
        assertThat(host.meetings.history(cards.get(0))).hasSize(2);
    }

    @AfterEach
    void the_database_goes() {
        thread.shutdown();
        all.close();
    }
}
