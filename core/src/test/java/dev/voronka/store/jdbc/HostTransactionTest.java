package dev.voronka.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.CommonTrigger;
import dev.voronka.Role;
import dev.voronka.engine.Engines;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Funnel;
import dev.voronka.run.KeyReused;
import dev.voronka.run.Terms;
import dev.voronka.run.Voronka;
import dev.voronka.store.StoreFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves within a transaction of the host. */
class HostTransactionTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);

    private HikariDataSource source;
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private Funnel<Meeting.Trigger, Meeting.Data> meetings;

    private void on(Databases.Kind kind) {
        source = kind.database();
        jdbc = new JdbcTemplate(source);
        jdbc.execute("CREATE TABLE hosts (said varchar(100))");
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        meetings = Voronka.builder()
                .dataSource(source)
                .clock(new MovableClock(Bed.MONDAY_TEN))
                .engine(Engines.TABLE)
                .build()
                .funnel(Meeting.PROCESS);
    }

    @ParameterizedTest
    @MethodSource("dev.voronka.store.jdbc.Databases#tried")
    void what_the_host_takes_back_is_gone_with_the_move(Databases.Kind kind) {
        on(kind);

        transaction.executeWithoutResult(status -> {
            jdbc.update("INSERT INTO hosts VALUES ('order 1')");
            var card = meetings.open(new Meeting.Data("показать прототип", "c1"), REP);
            assertThat(meetings.card(card.id()).version())
                    .as("the host sees it")
                    .isEqualTo(1);
            status.setRollbackOnly();
        });

        assertThat(meetings.cards(CardQuery.all())).isEmpty();
        assertThat(Databases.dump(source)).noneMatch(row -> row.startsWith("vk_move"));
        assertThat(jdbc.queryForList("SELECT * FROM hosts")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.voronka.store.jdbc.Databases#tried")
    void what_the_host_commits_is_there_with_the_move(Databases.Kind kind) {
        on(kind);

        transaction.executeWithoutResult(status -> {
            jdbc.update("INSERT INTO hosts VALUES ('order 1')");
            meetings.open(new Meeting.Data("показать прототип", "c1"), REP);
        });

        assertThat(meetings.cards(CardQuery.all())).hasSize(1);
        assertThat(jdbc.queryForList("SELECT * FROM hosts")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("dev.voronka.store.jdbc.Databases#tried")
    void a_key_that_is_taken_costs_the_host_nothing_of_its_transaction(Databases.Kind kind) {
        on(kind);
        var first = meetings.open(new Meeting.Data("показать прототип", "c1"), REP, Terms.NONE.key("web-1"));

        transaction.executeWithoutResult(status -> {
            jdbc.update("INSERT INTO hosts VALUES ('order 1')");
            var again = meetings.open(new Meeting.Data("показать прототип", "c1"), REP, Terms.NONE.key("web-1"));
            assertThat(again.id()).isEqualTo(first.id());
            assertThatThrownBy(() -> meetings.open(new Meeting.Data("другое", "c2"), REP, Terms.NONE.key("web-1")))
                    .isInstanceOf(KeyReused.class);
            jdbc.update("INSERT INTO hosts VALUES ('order 2')");
        });

        assertThat(meetings.cards(CardQuery.all())).hasSize(1);
        assertThat(jdbc.queryForList("SELECT * FROM hosts")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("dev.voronka.store.jdbc.Databases#tried")
    void a_transaction_of_the_host_whose_time_is_over_is_said_as_such(Databases.Kind kind) {
        on(kind);
        var card = meetings.open(new Meeting.Data("показать прототип", "c1"), REP);
        transaction.setTimeout(60);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    timeIsOver();
                    meetings.card(card.id());
                }))
                .isInstanceOfSatisfying(
                        StoreFailed.class, f -> assertThat(f.isWorthRepeating()).isTrue())
                .hasMessageContaining("time limit");
    }

    /** Of the transaction in this thread. */
    private void timeIsOver() {
        var holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(source);
        holder.setTimeoutInMillis(-1);
    }

    @ParameterizedTest
    @MethodSource("dev.voronka.store.jdbc.Databases#tried")
    void a_data_source_that_knows_transactions_itself_is_seen_through(Databases.Kind kind) {
        on(kind);
        var store = JdbcCardStore.on(new TransactionAwareDataSourceProxy(source));

        assertThat(store.isInHostsTransaction()).isFalse();
        transaction.executeWithoutResult(
                status -> assertThat(store.isInHostsTransaction()).isTrue());
    }

    /** MariaDB's are in {@link MariaHostTransactionTest}. */
    @Test
    void a_deadlock_on_H2_takes_back_all_of_the_hosts_transaction_which_is_committed_no_more() throws SQLException {
        on(Databases.Kind.H2);
        var cards = Stream.of("c1", "c2")
                .map(c -> meetings.open(new Meeting.Data("показать прототип", c), REP)
                        .id())
                .toList();
        var watched = CommonTrigger.Amend.watchers(Set.of("e1"));
        var thread = Executors.newSingleThreadExecutor();
        try (var other = source.getConnection();
                var work = other.createStatement()) {
            other.setAutoCommit(false);
            work.execute("UPDATE vk_card SET title = 'mine' WHERE id = '" + cards.get(1) + "'");

            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                        jdbc.update("INSERT INTO hosts VALUES ('first half')");
                        meetings.fire(cards.get(0), watched, REP);
                        var waiting = thread.submit(() ->
                                work.execute("UPDATE vk_card SET title = 'mine' WHERE id = '" + cards.get(0) + "'"));
                        await().until(() -> new JdbcTemplate(source)
                                        .queryForObject(
                                                "SELECT count(*) FROM information_schema.sessions WHERE blocker_id IS NOT"
                                                        + " NULL",
                                                Integer.class)
                                == 1);
                        assertThatThrownBy(() -> meetings.fire(cards.get(1), watched, REP))
                                .isInstanceOf(StoreFailed.class)
                                .hasMessageContaining("the whole of your transaction");
                        assertThat(waiting).succeedsWithin(Duration.ofMinutes(1));
                        jdbc.update("INSERT INTO hosts VALUES ('second half')");
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            other.rollback();
        }
        thread.shutdown();

        assertThat(jdbc.queryForList("SELECT * FROM hosts")).isEmpty();
        assertThat(cards).allSatisfy(c -> assertThat(meetings.history(c)).hasSize(1));
    }

    @AfterEach
    void the_database_goes() {
        source.close();
    }
}
