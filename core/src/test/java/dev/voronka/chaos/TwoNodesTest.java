package dev.voronka.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voronka.store.jdbc.Databases;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two virtual machines, eight threads, 20,000 moves on 500 cards of PostgreSQL, many of which collide. */
class TwoNodesTest {

    private static final int CARDS = 500;
    private static final int MOVES = 2_500;

    @Test
    void no_update_is_lost_and_each_effect_is_carried_out_once() throws InterruptedException {
        try (var source = Databases.postgres()) {
            var jdbc = new JdbcTemplate(source);
            Node.Sender.prepare(jdbc);
            var here = Node.voronka(source, "here");
            Books.opened(here, CARDS);
            var books = new Books(here, jdbc);

            var a = new NodeProcess(source.getJdbcUrl(), "a", 4, MOVES, 1);
            var b = new NodeProcess(source.getJdbcUrl(), "b", 4, MOVES, 2);
            var acknowledged = new HashSet<>(a.toTheEnd());
            acknowledged.addAll(b.toTheEnd());

            assertThat(a.hasEnded() && b.hasEnded()).isTrue();
            assertThat(acknowledged).hasSize(8 * MOVES);
            var moves = books.areRight(acknowledged);
            assertThat(moves).isEqualTo(8L * MOVES);
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                here.deliver();
                return books.waiting() == 0;
            });
            var twice = books.wereSent(moves);
            System.out.println("two nodes: " + moves + " moves on " + CARDS + " cards, " + twice
                    + " effects carried out more than once");
            assertThat(twice).isZero();
        }
    }
}
