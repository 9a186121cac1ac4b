package dev.voronka.examples.benchmarks.durable;

import com.sun.management.ThreadMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.Role;
import dev.voronka.delivery.Delivery;
import dev.voronka.delivery.EffectHandler;
import dev.voronka.engine.Engines;
import dev.voronka.run.Voronka;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures durable voronka against raw JDBC on the same database, in interleaved rounds, and writes a section of the file
 * named by the first argument, between two marks. Takes about twenty minutes.
 */
public final class DurableReport {

    private static final String FROM = "<!-- durable -->";
    private static final String TO = "<!-- /durable -->";
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final int CARDS = Integer.getInteger("cards", 1200);
    private static final int MANY = Integer.getInteger("many", 1_000_000);

    private final StringBuilder told = new StringBuilder();

    private DurableReport() {}

    /** Argument: the file. */
    public static void main(String[] args) throws Exception {
        var report = new DurableReport();
        report.line(
                "| work | raw JDBC, moves/s | voronka (table) | voronka (Spring Statemachine) | target | p50 / p99 of voronka (table), µs |");
        report.line("|---|---|---|---|---|---|");
        report.postgres(true);
        report.postgres(false);
        report.h2();
        report.line("");
        report.line("| counted or timed by itself | measured | target |");
        report.line("|---|---|---|");
        report.counted();
        report.starts();
        report.many();
        report.write(Path.of(args[0]));
    }

    private void line(String text, Object... values) {
        var said = values.length == 0 ? text : String.format(Locale.ROOT, text, values);
        told.append(said).append('\n');
        System.out.println(said);
    }

    private void postgres(boolean synchronous) throws Exception {
        try (var server = Server.started(synchronous, true)) {
            var all = contestants(server.source(), true);
            var name = "PostgreSQL, synchronous commit " + (synchronous ? "on" : "off");
            var target = synchronous ? "≥ 0.8 ×" : "≥ 0.7 ×";
            race(name + ", 1 thread", target, new Race(1, CARDS / 2, 1, ROUNDS), all);
            race(name + ", 4 threads", target, new Race(4, CARDS, 1, ROUNDS), all);
            race(name + ", `fireAll` of 50, 1 thread", "≥ 0.5 ×", new Race(1, CARDS * 2, 50, ROUNDS), all);
        }
    }

    private void h2() throws Exception {
        var folder = Files.createTempDirectory("voronka-bench");
        try (var source = Server.h2(folder)) {
            var all = contestants(source, false);
            race("H2 file, WRITE_DELAY=0, 1 thread", "≥ 0.3 ×", new Race(1, CARDS / 4, 1, ROUNDS), all);
        }
    }

    private static List<Contestant> contestants(HikariDataSource source, boolean postgres) throws Exception {
        var table = new Durable(source, Engines.TABLE);
        var machines = new Durable(source, Engines.SPRING_STATEMACHINE);
        return List.of(new RawJdbc(source, postgres), table, machines);
    }

    private void race(String name, String target, Race race, List<Contestant> all) throws Exception {
        var times = race.run(all);
        var raw = times.get(0).perSecond();
        line(
                "| %s | %,.0f | %,.0f = **%.2f ×** | %,.0f = %.2f × | %s | %,.0f / %,.0f |",
                name,
                raw,
                times.get(1).perSecond(),
                times.get(1).perSecond() / raw,
                times.get(2).perSecond(),
                times.get(2).perSecond() / raw,
                target,
                times.get(1).p50(),
                times.get(1).p99());
    }

    /** Bytes of log, of storage and of garbage, and how fast effects go. */
    private void counted() throws Exception {
        try (var server = Server.started(true, false)) {
            var jdbc = server.jdbc();
            var leads = new Durable(server.source(), Engines.TABLE);
            var empty = stored(jdbc);
            leads.open(10).forEach(c -> allMoves(leads, c));
            var cards = leads.open(2000);
            jdbc.execute("CHECKPOINT");
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            var me = Thread.currentThread().getId();
            var before = jdbc.queryForObject("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn", Long.class);
            var garbage = threads.getThreadAllocatedBytes(me);
            cards.forEach(c -> allMoves(leads, c));
            garbage = threads.getThreadAllocatedBytes(me) - garbage;
            var after = jdbc.queryForObject("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn", Long.class);
            var moves = cards.size() * Lead.MOVES.size();
            line(
                    "| log of transactions a move (without full page images) | %,d bytes | ≤ 1.4 KB |",
                    (after - before) / moves);
            line("| garbage a move, one thread | %,d bytes | ≤ 60 KB |", garbage / moves);
            line("| effects carried out, no-op handler, PostgreSQL | %,.0f a second | ≥ 5,000 |", delivered(server));
            jdbc.execute("TRUNCATE vk_outbox");
            for (var table : List.of("vk_card", "vk_move", "vk_outbox", "vk_person")) {
                jdbc.execute("VACUUM FULL " + table);
            }
            var bytes = stored(jdbc) - empty;
            var all = jdbc.queryForObject("SELECT count(*) FROM vk_card WHERE stage = 'DONE'", Long.class);
            var rest = jdbc.queryForObject("SELECT count(*) FROM vk_card WHERE stage <> 'DONE'", Long.class);
            line(
                    "| a finished card (6 moves) with its indexes, PostgreSQL, packed (%d finished, %d others) | %,d bytes | ≤ 3 KB |",
                    all, rest, bytes / all);
        }
    }

    /** Bytes of all tables with their indexes; empty ones take some pages too. */
    private static long stored(JdbcTemplate jdbc) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname LIKE 'vk!_%' ESCAPE '!' AND relkind = 'r'",
                Long.class));
    }

    private static void allMoves(Contestant leads, UUID card) {
        for (var step = 0; step < Lead.MOVES.size(); step++) {
            leads.move(card, step);
        }
    }

    /** Moves 10,000 cards once, then takes their effects to a handler that does nothing. */
    private static double delivered(Server server) {
        var voronka = Voronka.builder()
                .process(Lead.PROCESS)
                .dataSource(server.source())
                .engine(Engines.TABLE)
                .handler(new EffectHandler() {
                    @Override
                    public String code() {
                        return "nothing";
                    }

                    @Override
                    public boolean takes(Effect effect) {
                        return true;
                    }

                    @Override
                    public void deliver(Delivery delivery) {}
                })
                .build();
        server.jdbc().execute("TRUNCATE vk_outbox");
        var leads = voronka.funnel(Lead.PROCESS);
        var rep = Actor.employee("e17", Role.REP);
        for (var i = 0; i < 10; i++) {
            var ids = new ArrayList<CardId>();
            var data = new ArrayList<Lead.Data>();
            for (var n = 0; n < 1000; n++) {
                data.add(Lead.Data.of(n));
            }
            leads.openAll(data, rep).forEach(c -> ids.add(c.id()));
        }
        var began = System.nanoTime();
        var effects = voronka.deliver();
        var speed = effects / ((System.nanoTime() - began) / 1e9);
        server.jdbc().execute("DELETE FROM vk_move WHERE card IN (SELECT id FROM vk_card WHERE stage = 'NEW')");
        server.jdbc().execute("DELETE FROM vk_card WHERE stage = 'NEW'");
        return speed;
    }

    private void starts() throws Exception {
        try (var server = Server.started(true, true)) {
            new Durable(server.source(), Engines.TABLE);
            line(
                    "| start to first durable move, fresh virtual machine, PostgreSQL | %d ms | ≤ 1,500 ms |",
                    start(server.address()));
        }
        var folder = Files.createTempDirectory("voronka-bench");
        var url = "jdbc:h2:file:" + folder.resolve("start");
        start(url);
        line("| the same, H2 file | %d ms | ≤ 1,500 ms |", start(url));
    }

    private static long start(String url) throws Exception {
        var times = new ArrayList<Long>();
        for (var i = 0; i < 5; i++) {
            for (var said : child("-Xshare:auto", StartNode.class, url)) {
                if (said.startsWith("MS ")) {
                    times.add(Long.parseLong(said.substring(3)));
                }
            }
        }
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static List<String> child(String option, Class<?> program, String url)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var said = lines.lines().toList();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program + " died: " + said);
            }
            return said;
        }
    }

    /** A million cards, a tenth of them due, swept by a virtual machine with a heap of 64 MB. */
    private void many() throws Exception {
        try (var server = Server.started(true, true)) {
            var jdbc = server.jdbc();
            copies(jdbc, model(server, Instant.now().minus(Duration.ofDays(10))), MANY / 10);
            copies(jdbc, model(server, Instant.now()), MANY - MANY / 10);
            jdbc.execute("ANALYZE");
            for (var said : child("-Xmx64m", ManyCards.class, server.address())) {
                var words = said.split(" ");
                switch (words[0]) {
                    case "SWEPT" ->
                        line("| %s due cards among %,d swept | %s a second | ≥ 2,000 |", words[1], MANY, words[2]);
                    case "CARDS" ->
                        line(
                                "| cards in the database, swept, moved and counted by a virtual machine with a heap of 64 MB | %s | 1,000,000 |",
                                words[1]);
                    default -> {}
                }
            }
        }
    }

    /** A card opened at that moment. */
    private static UUID model(Server server, Instant opened) {
        return Voronka.builder()
                .dataSource(server.source())
                .clock(Clock.fixed(opened, ZoneOffset.UTC))
                .build()
                .funnel(Lead.PROCESS)
                .open(Lead.Data.of(1), Actor.employee("e17", Role.REP))
                .id()
                .value();
    }

    private static void copies(JdbcTemplate jdbc, UUID model, int count) {
        var columns = columns(jdbc, "vk_card", "id");
        jdbc.update(
                "INSERT INTO vk_card (id, " + columns + ") SELECT gen_random_uuid(), " + columns
                        + " FROM vk_card, generate_series(1, ?) n WHERE id = ?",
                count - 1,
                model);
        var moves = columns(jdbc, "vk_move", "card");
        jdbc.update(
                "INSERT INTO vk_move (card, " + moves + ") SELECT c.id, " + moves.replaceAll("(\\w+)", "m.$1")
                        + " FROM vk_card c, vk_move m WHERE m.card = ? AND c.id <> m.card"
                        + " AND NOT EXISTS (SELECT 1 FROM vk_move o WHERE o.card = c.id)",
                model);
    }

    private static String columns(JdbcTemplate jdbc, String table, String but) {
        return String.join(
                ", ",
                jdbc.queryForList(
                        "SELECT column_name FROM information_schema.columns WHERE table_name = ? AND column_name <> ?",
                        String.class,
                        table,
                        but));
    }

    private void write(Path file) throws IOException {
        var before = Files.exists(file) ? Files.readString(file) : "";
        var at = before.indexOf(FROM);
        var end = before.indexOf(TO);
        var kept = at < 0
                ? before
                : before.substring(0, at) + before.substring(end + TO.length()).stripLeading();
        var text = """
                %s

                ## On a database

                Written by `java -cp examples/benchmarks/target/benchmarks.jar dev.voronka.examples.benchmarks.durable.DurableReport docs/benchmarks.md`.
                Java %s, %d processors, shared and noisy; PostgreSQL 17 with `fsync` on, on the same machine. Each line is one race in interleaved
                rounds (%d after three to warm up), medians. Raw JDBC is SELECT, UPDATE with version, INSERT of the move, INSERT of one effect, commit,
                prepared, HikariCP, `reWriteBatchedInserts`. The workload: a card with 8 variables, 5 moves, the first writes 8 fields, the others 2, a guard on data.

                %s
                %s
                """.formatted(
                FROM, System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(), ROUNDS, told, TO);
        Files.writeString(file, kept.stripTrailing() + "\n\n" + text);
    }
}
