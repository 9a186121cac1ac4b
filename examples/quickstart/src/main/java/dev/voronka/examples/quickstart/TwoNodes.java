package dev.voronka.examples.quickstart;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Voronka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Two programs, each in a virtual machine of its own, work with the same cards in one PostgreSQL; one of them is killed in
 * the middle of its work. Nothing that either was told is taken gets lost, and the other carries out what both have left
 * to do.
 */
public final class TwoNodes {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final PrintStream out;
    private final HikariDataSource database;
    private final Instant end = Instant.now().plus(PATIENCE);

    private TwoNodes(PrintStream out, HikariDataSource database) {
        this.out = out;
        this.database = database;
    }

    /** Plays, prints and leaves nothing behind. */
    public static void main(String[] args) throws IOException, InterruptedException {
        play(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    static void play(PrintStream out) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("voronka-two-nodes");
        try (var server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setDataDirectory(folder.resolve("data"))
                .start()) {
            out.println("PostgreSQL запущен: в нём и лежат карточки.");
            var address = server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
            try (var database = MeetingNode.pool(address)) {
                new TwoNodes(out, database).play(address);
            }
        } finally {
            delete(folder);
        }
        out.println("PostgreSQL остановлен, его файлы удалены.");
    }

    private void play(String address) throws InterruptedException {
        // The tables are there before the nodes come, so that they do not wait for each other.
        var books = MeetingNode.voronka(database, "сверка", delivery -> {});
        try (var anna = NodeProgram.started("А", "Анна", address);
                var boris = NodeProgram.started("Б", "Борис", address)) {
            out.printf("Узлы А (процесс %d) и Б (процесс %d) начинают.%n", anna.pid(), boris.pid());
            await("the nodes have worked", () -> anna.moves() >= 150 && boris.moves() >= 150);
            told(anna);
            told(boris);

            anna.kill();
            var after = boris.moves();
            out.println();
            out.println("Узел А убит посреди работы.");
            told(anna);
            await("the other node goes on", () -> boris.moves() >= after + 150);
            out.printf("Узел Б работает дальше: ещё %d ходов.%n", boris.moves() - after);
            boris.stopMoving();
            await("all effects are carried out", () -> waiting(books) == 0);
            told(boris);
            boris.end();
            out.println();
            compare(books, anna, boris);
        }
    }

    private void told(NodeProgram node) {
        out.printf(
                "Узел %s: подтверждено ходов %d, из них с карточками другого узла %d; поручений исполнено %d, из них чужих %d%n",
                node.name(), node.moves(), node.movesOfOthers(), node.sent().size(), node.sentForOthers());
    }

    /** What the nodes were told against what lies in the database. */
    private void compare(Voronka books, NodeProgram... nodes) {
        var meetings = books.funnel(Meeting.PROCESS);
        var there = new HashSet<String>();
        var tampered = 0;
        for (var card : meetings.cards(CardQuery.all().limit(Integer.MAX_VALUE))) {
            meetings.history(card.id()).forEach(move -> there.add(card.id() + "/" + move.number()));
            tampered += meetings.tampered(card.id()).isEmpty() ? 0 : 1;
        }
        var acknowledged = new TreeSet<String>();
        var keys = new ArrayList<String>();
        for (var node : nodes) {
            acknowledged.addAll(node.acknowledged());
            keys.addAll(node.sent());
        }
        var lost = lost(acknowledged, there);
        out.printf(
                "Подтверждено ходов %d, потеряно %d; карточек с испорченной историей %d.%n",
                acknowledged.size(), lost.size(), tampered);
        out.printf(
                "Поручений ждёт %d; исполнено дважды %d (под тем же ключом, получатель узнаёт повтор).%n",
                waiting(books), keys.size() - Set.copyOf(keys).size());
        if (!lost.isEmpty() || tampered > 0) {
            throw new IllegalStateException("Moves are lost or histories broken: " + lost);
        }
    }

    private static Set<String> lost(Set<String> acknowledged, Set<String> there) {
        var lost = new TreeSet<>(acknowledged);
        lost.removeAll(there);
        return lost;
    }

    private static long waiting(Voronka books) {
        return books.deliveries().backlog().waiting();
    }

    private void await(String what, BooleanSupplier holds) throws InterruptedException {
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("In vain waited until " + what + ", for " + PATIENCE);
            }
            Thread.sleep(50);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (var path : all) {
            Files.deleteIfExists(path);
        }
    }
}
