package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.Role;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.store.Ledger;
import dev.voronka.store.jdbc.Databases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nodes without db-scheduler all anchor at four in the morning. */
class AnchorsOfNodesTest {

    private static final Actor REP = Actor.employee("e1", Role.REP);
    private static final int NODES = 4;
    private static final int DAYS = 15;

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void nodes_that_anchor_at_once_make_one_anchor_together(String dialect) throws Exception {
        try (var source = Databases.empty(dialect)) {
            var nodes = new ArrayList<Voronka>();
            for (var i = 0; i < NODES; i++) {
                nodes.add(node(source));
            }
            var meetings = nodes.get(0).funnel(Meeting.PROCESS);
            for (var day = 1; day <= DAYS; day++) {
                meetings.open(new Meeting.Data("показать", "c1"), REP);
                clock.advance(Duration.ofDays(1));

                var made = atOnce(nodes);

                assertThat(made).as("one anchor, whoever made it").hasSize(1);
                assertThat(made.iterator().next().number()).isEqualTo(day);
                assertThat(made.iterator().next().cards()).isEqualTo(1);
            }

            var jdbc = new JdbcTemplate(source);
            assertThat(jdbc.queryForObject("SELECT count(*) FROM vk_anchor", Integer.class))
                    .isEqualTo(DAYS);
            assertThat(jdbc.queryForObject("SELECT count(*) FROM vk_anchor_head", Integer.class))
                    .as("each head once")
                    .isEqualTo(DAYS);
            assertThat(nodes.get(0).verifyHistory().isWhole()).isTrue();
        }
    }

    private Voronka node(HikariDataSource source) {
        return Voronka.builder()
                .clock(clock)
                .dataSource(source)
                .process(Meeting.PROCESS)
                .build();
    }

    private static Set<Ledger.Anchor> atOnce(List<Voronka> nodes) throws Exception {
        var start = new CyclicBarrier(nodes.size());
        var threads = Executors.newFixedThreadPool(nodes.size());
        try {
            var made = new HashSet<Ledger.Anchor>();
            for (var result : threads.invokeAll(nodes.stream()
                    .<Callable<Ledger.Anchor>>map(n -> () -> {
                        start.await();
                        return n.anchorHistory();
                    })
                    .toList())) {
                made.add(result.get());
            }
            return made;
        } finally {
            threads.shutdown();
        }
    }
}
