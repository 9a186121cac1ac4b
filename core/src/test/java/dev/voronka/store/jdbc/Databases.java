package dev.voronka.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Real databases for tests: H2 in the heap or in a file, and one PostgreSQL server for the whole test run. */
public final class Databases {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Started when it is first asked for; stopped with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = started();

        private static EmbeddedPostgres started() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "120")
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** A kind of database that a test is run on. */
    public enum Kind {
        /** In the heap. */
        H2("H2"),
        /** One server for the whole test run. */
        POSTGRESQL("PostgreSQL"),
        /** One server for the whole test run, in profile {@code mariadb} only. */
        MARIADB("MariaDB");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** An empty database. */
        public HikariDataSource database() {
            return switch (this) {
                case H2 -> h2InMemory();
                case POSTGRESQL -> postgres();
                case MARIADB -> MariaServer.database();
            };
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** What is tried in this test run: H2 and PostgreSQL, or MariaDB in its profile. */
    public static List<Kind> tried() {
        return Boolean.getBoolean("voronka.mariadb") ? List.of(Kind.MARIADB) : List.of(Kind.H2, Kind.POSTGRESQL);
    }

    private Databases() {}

    /** An empty database in the heap, which lives as long as the data source is open. */
    public static HikariDataSource h2InMemory() {
        return pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "", 8);
    }

    /** An empty database in a file of this folder. */
    public static HikariDataSource h2File(Path folder) {
        return pool("jdbc:h2:file:" + folder.resolve("voronka"), "sa", "", 8);
    }

    /** An empty database on PostgreSQL. */
    public static HikariDataSource postgres() {
        var name = "t" + NUMBER.incrementAndGet() + "_" + Long.toHexString(System.nanoTime());
        new JdbcTemplate(Server.POSTGRES.getPostgresDatabase()).execute("CREATE DATABASE " + name);
        return pool(Server.POSTGRES.getJdbcUrl("postgres", name), "postgres", "postgres", 8);
    }

    /** An empty database of this dialect: {@code h2}, in the heap, or {@code postgresql}. */
    public static HikariDataSource empty(String dialect) {
        return switch (dialect) {
            case "h2" -> h2InMemory();
            case "postgresql" -> postgres();
            default -> throw new IllegalArgumentException(dialect);
        };
    }

    /** A pool of so many connections. */
    public static HikariDataSource pool(String url, String user, String password, int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(20_000);
        return new HikariDataSource(config);
    }

    /** The file of an H2 database, not pooled. */
    public static DataSource h2(String url) {
        var source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("sa");
        return source;
    }

    /** The names of all tables of a database. */
    public static List<String> tables(DataSource source) {
        return new JdbcTemplate(source).execute((ConnectionCallback<List<String>>) connection -> {
            var names = new ArrayList<String>();
            try (var found =
                    connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
                while (found.next()) {
                    if (Set.of("TABLE", "BASE TABLE").contains(found.getString("TABLE_TYPE"))) {
                        names.add(found.getString("TABLE_NAME"));
                    }
                }
            }
            return names;
        });
    }

    /** Every row of every table of voronka, as text, sorted. */
    public static List<String> dump(DataSource source) {
        var jdbc = new JdbcTemplate(source);
        var rows = new ArrayList<String>();
        for (var table : tables(source)) {
            if (!table.toLowerCase(Locale.ROOT).startsWith("vk_")) {
                continue;
            }
            jdbc.queryForList("SELECT * FROM " + table).forEach(row -> {
                var told = new StringBuilder(table.toLowerCase(Locale.ROOT));
                row.forEach((column, value) -> told.append(' ')
                        .append(column)
                        .append('=')
                        .append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value));
                rows.add(told.toString());
            });
        }
        Collections.sort(rows);
        return rows;
    }

    /** Closes what can be closed. */
    public static void close(DataSource source) throws SQLException {
        if (source instanceof HikariDataSource pool) {
            pool.close();
        }
    }
}
