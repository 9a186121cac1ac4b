package dev.voronka.examples.benchmarks.durable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.engine.Engines;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.Locale;

final class Trial {
    public static void main(String[] args) throws Exception {
        try (var server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", args[0])
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            var config = new HikariConfig();
            config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true");
            config.setUsername("postgres");
            config.setMaximumPoolSize(8);
            try (var source = new HikariDataSource(config)) {
                var raw = new RawJdbc(source, true);
                var table = new Durable(source, Engines.TABLE);
                var ssm = new Durable(source, Engines.SPRING_STATEMACHINE);
                for (var threads : new int[] {1, 4}) {
                    show(threads + " threads", new Race(threads, 600, 1, 5).run(List.of(raw, table, ssm)));
                }
                show("batch 50", new Race(1, 2000, 50, 5).run(List.of(raw, table, ssm)));
            }
        }
    }

    static void show(String what, List<Race.Told> t) {
        for (var x : t)
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f/s ratio %.2f p50 %.0f p99 %.0f%n",
                    what,
                    x.perSecond(),
                    x.perSecond() / t.get(0).perSecond(),
                    x.p50(),
                    x.p99());
    }
}
