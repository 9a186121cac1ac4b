package dev.voronka.examples.benchmarks.durable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL that writes through as one in production does. */
final class Server implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final HikariDataSource source;

    private Server(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        this.source = pool(address(), "postgres", "", 8);
    }

    /** With synchronous commit on or off; full page writes off make the log of transactions countable. */
    static Server started(boolean synchronous, boolean fullPages) throws IOException {
        return new Server(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", synchronous ? "on" : "off")
                .setServerConfig("full_page_writes", fullPages ? "on" : "off")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("checkpoint_timeout", "30min")
                .start());
    }

    static HikariDataSource h2(Path folder) {
        return pool("jdbc:h2:file:" + folder.resolve("bench"), "sa", "", 8);
    }

    static HikariDataSource pool(String url, String user, String password, int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    String address() {
        return postgres.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
    }

    HikariDataSource source() {
        return source;
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(source);
    }

    @Override
    public void close() throws IOException {
        source.close();
        postgres.close();
    }
}
