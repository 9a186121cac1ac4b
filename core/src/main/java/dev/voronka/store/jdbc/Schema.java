package dev.voronka.store.jdbc;

import dev.voronka.store.StoreFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Brings voronka's tables into a database, script by script, and notes in {@code vk_schema} how far it is. Several nodes
 * may do so at once. A host that has its own tool runs the scripts {@code dev/voronka/store/jdbc/<dialect>/V*.sql}
 * itself; they note the same. Thread-safe.
 */
public final class Schema {

    /** The newest version that this voronka knows. */
    public static final int NEWEST = 1;

    private static final String LOCK = "voronka-schema";
    private static final long LOCK_ID = 0x766f726f6e6b61L;
    private static final int LOCK_SECONDS = 60;

    private final DataSource source;
    private final Dialect dialect;

    Schema(DataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    /**
     * Runs the scripts that are missing.
     *
     * @throws StoreFailed if the database is newer than this voronka, or refuses a script
     */
    public void create() {
        withConnection(connection -> {
            if (version(connection) < NEWEST) {
                locked(connection, () -> run(connection));
            }
            check(connection);
        });
    }

    /**
     * Looks whether the tables are as this voronka needs them, and changes nothing.
     *
     * @throws StoreFailed if they are older, newer or missing
     */
    public void check() {
        withConnection(this::check);
    }

    private void check(Connection connection) throws SQLException {
        var version = version(connection);
        if (version > NEWEST) {
            throw new StoreFailed(
                    "The tables of this database are of version " + version + ", but this voronka knows only " + NEWEST
                            + ". A newer voronka has been here: use that one, or another database.",
                    false,
                    null);
        }
        if (version == 0 && isThere(connection, "vk_card")) {
            throw versionless();
        }
        if (version < NEWEST) {
            throw new StoreFailed(
                    "The tables of this database are of version " + version
                            + " (0: there are none), but this voronka needs "
                            + NEWEST + ". Run the scripts dev/voronka/store/jdbc/" + dialect.folder()
                            + "/V*.sql, or let voronka do it.",
                    false,
                    null);
        }
    }

    /** A dump without rows, a script that broke off: nobody knows how far the tables are. */
    private StoreFailed versionless() {
        var scripts = "dev/voronka/store/jdbc/" + dialect.folder() + "/V*.sql";
        return new StoreFailed(
                "This database has tables of voronka, but vk_schema does not say of which version. If the scripts "
                        + scripts
                        + " have run to their end, note the last one: INSERT INTO vk_schema (version) VALUES ("
                        + NEWEST + "). "
                        + (dialect == Dialect.POSTGRESQL
                                ? "If not, take another database or schema, or drop the tables vk_… that are left."
                                : "If one broke off halfway, run it again, which does no harm."),
                false,
                null);
    }

    private void run(Connection connection) throws SQLException {
        // The other scripts leave alone what is there, so that one which broke off can be run again.
        if (dialect == Dialect.POSTGRESQL
                && version(connection) == 0
                && (isThere(connection, "vk_schema") || isThere(connection, "vk_card"))) {
            throw versionless();
        }
        for (var script = version(connection) + 1; script <= NEWEST; script++) {
            for (var statement : statements(script)) {
                try (var work = connection.createStatement()) {
                    work.execute(statement);
                } catch (SQLException refused) {
                    throw new StoreFailed(
                            "The database refused a statement of script V" + script + " for " + dialect.folder() + ": "
                                    + firstLine(statement) + " … Grant the user the right to create tables, or let "
                                    + "somebody who has it run dev/voronka/store/jdbc/" + dialect.folder()
                                    + "/V*.sql.",
                            false,
                            refused);
                }
            }
        }
    }

    private static String firstLine(String statement) {
        return statement.lines().findFirst().orElse("");
    }

    private List<String> statements(int script) {
        var name = "/dev/voronka/store/jdbc/" + dialect.folder() + "/V" + script + "__voronka.sql";
        try (var in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the script " + name + " is missing");
            }
            var text = new StringBuilder();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("--"))
                    .forEach(l -> text.append(l).append('\n'));
            var all = new ArrayList<String>();
            for (var statement : text.toString().split(";", -1)) {
                if (!statement.isBlank()) {
                    all.add(statement.strip());
                }
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private int version(Connection connection) throws SQLException {
        if (!isThere(connection, "vk_schema")) {
            return 0;
        }
        try (var work = connection.createStatement();
                var found = work.executeQuery("SELECT coalesce(max(version), 0) FROM vk_schema")) {
            found.next();
            return found.getInt(1);
        }
    }

    /** Whether statements that do not name a schema find this table. */
    private boolean isThere(Connection connection, String table) throws SQLException {
        var asked = switch (dialect) {
            // It may lie in any schema of the search path. Only who reads a table hears what others have just made.
            case POSTGRESQL -> "SELECT count(*) FROM pg_catalog.pg_class WHERE oid = to_regclass('" + table + "')";
            case MARIADB -> tables("database()", table);
            case H2 -> tables("current_schema", table);
        };
        try (var work = connection.createStatement();
                var found = work.executeQuery(asked)) {
            found.next();
            return found.getInt(1) > 0;
        }
    }

    private static String tables(String schema, String table) {
        // In capitals: an H2 that keeps names as they are written knows its own tables only so.
        return "SELECT count(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = " + schema
                + " AND lower(TABLE_NAME) = '" + table + "'";
    }

    /** What is done with a connection. */
    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    /** What is done under the lock. */
    private interface Locked {
        void run() throws SQLException;
    }

    private void withConnection(Work work) {
        try (var connection = source.getConnection()) {
            work.with(connection);
        } catch (SQLException failed) {
            throw new StoreFailed(
                    "The tables of the database could not be looked at (SQL state " + failed.getSQLState()
                            + "). Check the address, the user and its rights.",
                    true,
                    failed);
        }
    }

    /** On PostgreSQL the scripts run in one transaction; the others commit each statement by itself. */
    private void locked(Connection connection, Locked work) throws SQLException {
        switch (dialect) {
            case POSTGRESQL -> {
                var automatic = connection.getAutoCommit();
                connection.setAutoCommit(false);
                try {
                    execute(connection, "SELECT pg_advisory_xact_lock(" + LOCK_ID + ")");
                    work.run();
                    connection.commit();
                } catch (SQLException | RuntimeException failed) {
                    connection.rollback();
                    throw failed;
                } finally {
                    connection.setAutoCommit(automatic);
                }
            }
            case MARIADB -> {
                execute(connection, "SELECT get_lock('" + LOCK + "', " + LOCK_SECONDS + ")");
                try {
                    work.run();
                } finally {
                    execute(connection, "SELECT release_lock('" + LOCK + "')");
                }
            }
            case H2 -> {
                synchronized (Schema.class) {
                    work.run();
                    // Tables are there at once, but not the row that tells so, where nothing commits by itself.
                    if (!connection.getAutoCommit()) {
                        connection.commit();
                    }
                }
            }
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var work = connection.createStatement()) {
            work.execute(statement);
        }
    }
}
