package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.store.jdbc.Databases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is to be done daily is planned by the start, on a database once for all nodes, and no thread outlives the close. */
class JobsTest {

    @TestFactory
    Stream<DynamicTest> daily_work_is_planned_once_for_all_nodes() {
        return Stream.of("H2", "PostgreSQL")
                .map(name -> DynamicTest.dynamicTest("on " + name, () -> {
                    try (HikariDataSource source = name.equals("H2") ? Databases.h2InMemory() : Databases.postgres()) {
                        var jdbc = new JdbcTemplate(source);
                        try (var first = node(source);
                                var second = node(source)) {
                            first.start();
                            second.start();

                            await().untilAsserted(() -> assertThat(jdbc.queryForList(
                                            "SELECT task_name FROM vk_daily ORDER BY task_name", String.class))
                                    .containsExactly("voronka-anchor", "voronka-purge", "voronka-watch"));
                        }

                        assertThat(threads()).isEmpty();
                    }
                }));
    }

    private static Voronka node(HikariDataSource source) {
        return Voronka.builder()
                .dataSource(source)
                .clock(new MovableClock(Bed.MONDAY_TEN))
                .build();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(n -> n.startsWith("voronka-"))
                .toList();
    }
}
