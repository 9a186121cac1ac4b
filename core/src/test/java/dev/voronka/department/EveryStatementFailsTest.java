package dev.voronka.department;

import static dev.voronka.department.Shop.ORDER;
import static dev.voronka.department.Shop.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Role;
import dev.voronka.engine.Engines;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.run.Funnel;
import dev.voronka.run.Terms;
import dev.voronka.run.Voronka;
import dev.voronka.store.StoreFailed;
import dev.voronka.store.jdbc.Databases;
import dev.voronka.store.jdbc.FaultyDatabase;
import dev.voronka.store.jdbc.FaultyDatabase.Fault;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A move that opens a linked card is written all or nothing, at whatever statement the database fails. */
class EveryStatementFailsTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);
    private static final Terms KEY = Terms.NONE.key("web-42");

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private HikariDataSource real;

    static Stream<Arguments> databases() {
        return Stream.of(
                        Arguments.of("H2", (Supplier<HikariDataSource>) Databases::h2InMemory),
                        Arguments.of("PostgreSQL", (Supplier<HikariDataSource>) Databases::postgres))
                .flatMap(a -> Stream.of(Fault.values()).map(f -> Arguments.of(a.get()[0], a.get()[1], f)));
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("databases")
    void a_fault_at_any_statement_leaves_all_or_nothing_and_the_same_request_can_be_repeated(
            String name, Supplier<HikariDataSource> database, Fault fault) {
        real = database.get();
        var faulty = new FaultyDatabase(real);
        var orders = orders(faulty);
        faulty.mend();
        begin(orders, orders.open(new Shop.Data("a chair", true), REP).id());
        var calls = faulty.asked();
        assertThat(calls).as("the faults reach the whole move").isGreaterThan(5);

        var failed = 0;
        for (var call = 1; call <= calls; call++) {
            var card = orders.open(new Shop.Data("chair " + call, true), REP).id();
            var before = Databases.dump(real);

            faulty.failAt(call, fault);
            var refused = catching(() -> begin(orders, card));
            faulty.mend();

            var after = Databases.dump(real);
            if (refused != null) {
                failed++;
                assertThat(refused).isInstanceOf(StoreFailed.class);
                assertThat(((StoreFailed) refused).isWorthRepeating()).isTrue();
                var lostAnswerOfCommit = fault == Fault.AFTER && after.size() != before.size();
                assertThat(after.size() - before.size())
                        .as("call %d of %d: nothing, or the whole move", call, calls)
                        .isIn(lostAnswerOfCommit ? wholeMove(before.size(), after.size()) : 0);
            }
            begin(orders, card);
            assertThat(orders.history(card)).hasSize(2);
            assertThat(orders.links(card).children()).hasSize(1);
            assertThat(orders.card(card).version()).isEqualTo(2);
            assertThat(orders.tampered(card)).isEmpty();
        }
        System.out.println(name + ", " + fault + ": " + calls + " calls a move, " + failed + " of them failed it");
        assertThat(failed).isGreaterThan(4);
    }

    /** The rows that a whole move adds: two moves, a card, two parcels and a key. */
    private static int wholeMove(int before, int after) {
        return after - before == 6 ? 6 : -1;
    }

    private static void begin(Funnel<Shop.Trigger, Shop.Data> orders, CardId card) {
        assertThat(orders.fire(card, new Shop.Begin(), REP, KEY).isTaken()).isTrue();
    }

    private Funnel<Shop.Trigger, Shop.Data> orders(FaultyDatabase faulty) {
        var department = Department.of(ORDER, TASK)
                .when(ORDER)
                .enters(Shop.Place.WAIT)
                .open(TASK, order -> order.data().title())
                .andWait(won -> new Shop.Won(won.id()), lost -> new Shop.Lost(lost.id()))
                .and()
                .build();
        return Voronka.builder()
                .department(department)
                .dataSource(faulty.source())
                .clock(clock)
                .engine(Engines.TABLE)
                .build()
                .funnel(ORDER);
    }

    private static Throwable catching(Runnable work) {
        try {
            work.run();
            return null;
        } catch (RuntimeException broken) {
            return broken;
        }
    }

    @AfterEach
    void the_database_goes() {
        real.close();
    }
}
