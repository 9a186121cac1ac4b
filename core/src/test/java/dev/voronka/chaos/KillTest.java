package dev.voronka.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.store.jdbc.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A node dies by {@code kill -9} at random points under load. Profile {@code chaos} kills 50 + 50 times. */
class KillTest {

    private static final int KILLS = Integer.getInteger("voronka.kills", 5);
    private static final int CARDS = 40;
    private static final long SEED = Long.getLong("voronka.seed", new Random().nextInt(1_000_000));

    @TempDir
    Path folder;

    @Test
    void on_postgres_nothing_acknowledged_is_lost_and_the_other_node_carries_on() throws InterruptedException {
        try (var source = Databases.postgres()) {
            var jdbc = new JdbcTemplate(source);
            Node.Sender.prepare(jdbc);
            try (var here = Node.voronka(source, "here")) {
                Books.opened(here, CARDS);
                here.start();
                var books = new Books(here, jdbc);
                var random = random("PostgreSQL");
                var acknowledged = new HashSet<String>();
                for (var kill = 1; kill <= KILLS; kill++) {
                    acknowledged.addAll(killedUnderLoad(source.getJdbcUrl(), kill, random));
                    books.areRight(acknowledged);
                    await().atMost(Duration.ofMinutes(1)).until(() -> books.waiting() == 0);
                }
                var moves = books.areRight(acknowledged);
                var twice = books.wereSent(moves);
                tell("PostgreSQL", acknowledged.size(), moves, twice);
            }
        }
    }

    @Test
    void on_an_h2_file_nothing_acknowledged_is_lost() throws InterruptedException {
        var url = "jdbc:h2:file:" + folder.resolve("voronka");
        try (var source = Databases.h2File(folder)) {
            Node.Sender.prepare(new JdbcTemplate(source));
            Books.opened(Node.voronka(source, "here"), CARDS);
        }
        var random = random("H2 file");
        var acknowledged = new HashSet<String>();
        for (var kill = 1; kill <= KILLS; kill++) {
            acknowledged.addAll(killedUnderLoad(url, kill, random));
            try (var source = Databases.h2File(folder)) {
                looksRight(source, acknowledged, kill == KILLS);
            }
        }
    }

    private static void looksRight(HikariDataSource source, Set<String> acknowledged, boolean last) {
        try (var here = Node.voronka(source, "here")) {
            var books = new Books(here, new JdbcTemplate(source));
            var moves = books.areRight(acknowledged);
            here.start();
            await().atMost(Duration.ofMinutes(1)).until(() -> books.waiting() == 0);
            if (last) {
                tell("H2 file", acknowledged.size(), moves, books.wereSent(moves));
            }
        }
    }

    private static Set<String> killedUnderLoad(String url, int kill, Random random) throws InterruptedException {
        var node = new NodeProcess(url, "n" + kill, 4, 1_000_000, random.nextInt(1_000_000));
        node.awaitReady();
        var most = 1 + random.nextInt(400);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(1 + random.nextInt(20)))
                .until(() -> node.acknowledged() >= most);
        var acknowledged = new HashSet<>(node.kill());
        assertThat(acknowledged).isNotEmpty();
        assertThat(node.hasEnded()).isFalse();
        return acknowledged;
    }

    private static Random random(String where) {
        System.out.println("kills on " + where + ": -Dvoronka.seed=" + SEED);
        return new Random(SEED);
    }

    private static void tell(String where, int acknowledged, long moves, long twice) {
        System.out.println(where + ": " + KILLS + " kills, " + acknowledged + " moves acknowledged, " + moves
                + " written, " + twice + " effects carried out more than once, each under the same key");
    }
}
