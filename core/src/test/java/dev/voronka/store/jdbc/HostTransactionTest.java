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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
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

    @AfterEach
    void the_database_goes() {
        source.close();
    }
}
