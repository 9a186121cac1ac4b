package dev.voronka.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves within a transaction of the host. */
class HostTransactionTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);

    private HikariDataSource source;
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private Funnel<Meeting.Trigger, Meeting.Data> meetings;

    private void on(boolean postgres) {
        source = postgres ? Databases.postgres() : Databases.h2InMemory();
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
    @ValueSource(booleans = {true, false})
    void what_the_host_takes_back_is_gone_with_the_move(boolean postgres) {
        on(postgres);

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
    @ValueSource(booleans = {true, false})
    void what_the_host_commits_is_there_with_the_move(boolean postgres) {
        on(postgres);

        transaction.executeWithoutResult(status -> {
            jdbc.update("INSERT INTO hosts VALUES ('order 1')");
            meetings.open(new Meeting.Data("показать прототип", "c1"), REP);
        });

        assertThat(meetings.cards(CardQuery.all())).hasSize(1);
        assertThat(jdbc.queryForList("SELECT * FROM hosts")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_key_that_is_taken_costs_the_host_nothing_of_its_transaction(boolean postgres) {
        on(postgres);
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
    @ValueSource(booleans = {true, false})
    void a_transaction_of_the_host_whose_time_is_over_is_said_as_such(boolean postgres) {
        on(postgres);
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
    @ValueSource(booleans = {true, false})
    void the_hosts_transaction_is_seen_through_a_proxy_of_its_data_source(boolean postgres) {
        on(postgres);
        var store = JdbcCardStore.on(new TransactionAwareDataSourceProxy(source));

        assertThat(store.isInHostsTransaction()).isFalse();
        assertThat(transaction.<Boolean>execute(status -> store.isInHostsTransaction()))
                .isTrue();
    }

    @AfterEach
    void the_database_goes() {
        source.close();
    }
}
