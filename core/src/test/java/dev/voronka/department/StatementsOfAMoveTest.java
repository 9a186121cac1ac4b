package dev.voronka.department;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.Role;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.run.Terms;
import dev.voronka.run.Voronka;
import dev.voronka.store.jdbc.Databases;
import dev.voronka.store.jdbc.FaultyDatabase;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a move asks of the database. Source: design.md, 11. */
class StatementsOfAMoveTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);

    private HikariDataSource real;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_move_with_its_effects_is_two_trips_on_postgresql_and_four_statements_and_a_commit_elsewhere(
            boolean onPostgres) {
        real = onPostgres ? Databases.postgres() : Databases.h2InMemory();
        var database = new FaultyDatabase(real);
        var orders = Voronka.builder()
                .department(Shop.linked().build())
                .dataSource(database.source())
                .clock(new MovableClock(Bed.MONDAY_TEN))
                .build()
                .funnel(Shop.ORDER);
        var card = orders.open(new Shop.Data("a chair", true), REP);

        database.mend();
        orders.fire(card.id(), new Shop.Ask("why"), REP).orThrow();
        assertThat(database.asked())
                .as("SELECT, then UPDATE with two INSERT in one statement; or each by itself, and commit")
                .isEqualTo(onPostgres ? 2 : 5);

        database.mend();
        orders.fire(card.id(), new Shop.Ask("why"), REP, Terms.NONE.key("once")).orThrow();
        assertThat(database.asked()).as("a key is looked for and kept").isEqualTo(7);
    }

    @Test
    void a_move_is_committed_also_where_connections_do_not_commit_by_themselves() {
        real = withoutAutoCommit(Databases.postgres());
        var database = new FaultyDatabase(real);
        var voronka = Voronka.builder()
                .department(Shop.linked().build())
                .dataSource(database.source())
                .clock(new MovableClock(Bed.MONDAY_TEN))
                .build();
        var card = voronka.funnel(Shop.ORDER).open(new Shop.Data("a chair", true), REP);

        database.mend();
        voronka.funnel(Shop.ORDER).fire(card.id(), new Shop.Ask("why"), REP).orThrow();

        assertThat(database.asked()).as("SELECT, one statement, commit").isEqualTo(3);
        assertThat(voronka.funnel(Shop.ORDER).card(card.id()).version()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fifty_moves_at_once_are_four_statements_and_one_commit_too(boolean onPostgres) {
        real = onPostgres ? Databases.postgres() : Databases.h2InMemory();
        var database = new FaultyDatabase(real);
        var orders = Voronka.builder()
                .department(Shop.linked().build())
                .dataSource(database.source())
                .clock(new MovableClock(Bed.MONDAY_TEN))
                .build()
                .funnel(Shop.ORDER);
        var chairs = IntStream.range(0, 50).mapToObj(i -> new Shop.Data("chair " + i, true));
        var cards =
                orders.openAll(chairs.toList(), REP).stream().map(c -> c.id()).toList();

        database.mend();
        var outcomes = orders.fireAll(List.copyOf(cards), new Shop.Ask("why"), REP);

        assertThat(outcomes).hasSize(50).allMatch(o -> o.isTaken());
        assertThat(database.asked()).as("SELECT, three batches, commit").isEqualTo(5);
    }

    private static HikariDataSource withoutAutoCommit(HikariDataSource pool) {
        var settings = new HikariConfig();
        pool.copyStateTo(settings);
        pool.close();
        settings.setAutoCommit(false);
        return new HikariDataSource(settings);
    }

    @AfterEach
    void the_database_goes() {
        real.close();
    }
}
