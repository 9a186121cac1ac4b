package dev.voronka.store.jdbc;

import dev.voronka.InvalidInput;
import dev.voronka.store.StoreFailed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Says statements to one database, in transactions that join the host's, and names what goes wrong. Thread-safe. */
final class Sql {

    /** Takes back what a transaction has written and tells why. */
    static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Object answer;

        TakenBack(Object answer) {
            super(null, null, false, false);
            this.answer = answer;
        }

        Object answer() {
            return answer;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Sql.class);

    /** What standard SQL states mean for a host. */
    private static final Map<String, String> KNOWN = Map.of(
            "22001",
            "a text is longer than the database keeps; H2 keeps 1048576 characters of a card's data, of what a move"
                    + " brings and of the outcome under a key, and 100000 of a title",
            "25006",
            "the connection or your own transaction is read-only");

    /** How often a transaction that was in another's way is begun anew. */
    private static final int TRIES = 5;

    private final DataSource source;
    private final Dialect dialect;
    private final Turns turns;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate writes;

    Sql(DataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
        this.turns = Turns.of(source, dialect);
        // By the database's own codes: SQL states alone do not tell a lock that was waited for in vain.
        var translator = new SQLErrorCodeSQLExceptionTranslator(source);
        this.jdbc = new JdbcTemplate(source);
        jdbc.setExceptionTranslator(translator);
        var manager = new JdbcTransactionManager(source);
        manager.setExceptionTranslator(translator);
        this.writes = new TransactionTemplate(manager);
        // Within the host's transaction a savepoint, so that what stands against a move takes back that move only.
        writes.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        if (dialect == Dialect.MARIADB) {
            // Its default locks gaps between rows, in which others would deadlock.
            writes.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whether the host has a transaction open on this data source. */
    boolean isInHostsTransaction() {
        return TransactionSynchronizationManager.hasResource(source)
                && TransactionSynchronizationManager.isActualTransactionActive();
    }

    /**
     * Does work in one transaction, anew if it was in another's way.
     *
     * @throws StoreFailed if the database cannot do it
     */
    <R> R write(String what, Supplier<R> work) {
        var hosts = isInHostsTransaction();
        var taken = turns.take(what);
        try {
            return write(what, work, hosts);
        } finally {
            if (taken && hosts) {
                turns.giveAtTheEnd();
            } else if (taken) {
                turns.give();
            }
        }
    }

    @SuppressWarnings("unchecked") // what takes back answers what the work would answer
    private <R> R write(String what, Supplier<R> work, boolean hosts) {
        for (var attempt = 1; ; attempt++) {
            try {
                var done = writes.execute(status -> work.get());
                return Objects.requireNonNull(done);
            } catch (TakenBack back) {
                return (R) back.answer();
            } catch (ConcurrencyFailureException inTheWay) {
                if (hosts || attempt == TRIES) {
                    throw failed(what, inTheWay);
                }
                LOG.debug("{} was in the way of another transaction and is tried anew.", what, inTheWay);
                pause(attempt);
            } catch (DataAccessException | TransactionException broken) {
                throw failed(what, broken);
            }
        }
    }

    /** Reads, in the host's transaction if there is one. */
    <R> R read(String what, Supplier<R> work) {
        try {
            return work.get();
        } catch (DataAccessException | TransactionException broken) {
            throw failed(what, broken);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5L << attempt));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private StoreFailed failed(String what, RuntimeException cause) {
        if (cause instanceof TransactionTimedOutException) {
            return new StoreFailed(
                    what + " was not done: the time limit of your own transaction is over. Nothing is written; begin "
                            + "another one, or give it more time.",
                    true,
                    cause);
        }
        if (cause instanceof ConcurrencyFailureException || cause instanceof QueryTimeoutException) {
            return new StoreFailed(
                    what + " was not done: another transaction held the same rows for too long. Nothing is written; "
                            + "try again.",
                    true,
                    cause);
        }
        if (cause instanceof TransactionException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof RecoverableDataAccessException
                || cause instanceof TransientDataAccessException) {
            return new StoreFailed(
                    what
                            + " was not confirmed: the database does not answer, or has no free connection. Whether it was "
                            + "written is not known if the connection broke at the commit; repeat it under the same key "
                            + "once the database is back.",
                    true,
                    cause);
        }
        var known = KNOWN.get(state(cause));
        return new StoreFailed(
                what + " was refused by the database, and nothing is written: "
                        + (known == null ? "" : known + " (") + sqlState(cause) + (known == null ? "" : ")")
                        + ". Look at the cause; repeating it will not help.",
                false,
                cause);
    }

    private static String state(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    private static String sqlState(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return "SQL state " + sql.getSQLState() + ", code " + sql.getErrorCode();
            }
        }
        return cause.getClass().getSimpleName();
    }

    int update(String statement, @Nullable Object... values) {
        return jdbc.update(statement, bound(values));
    }

    /** Says an insert unless there is a row with its key; whether it wrote. */
    boolean insertNew(String insert, @Nullable Object... given) {
        var statement = dialect.insertNew(insert);
        if (dialect == Dialect.POSTGRESQL) {
            return update(statement, given) == 1;
        }
        try {
            return update(statement, given) == 1;
        } catch (DuplicateKeyException there) {
            return false;
        }
    }

    /** Says one statement for each row, in one round trip where the driver can; how many rows each has changed. */
    int[] batch(String statement, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        if (rows.size() == 1) {
            return new int[] {update(statement, rows.get(0))};
        }
        var all = new ArrayList<@Nullable Object[]>(rows.size());
        rows.forEach(r -> all.add(bound(r)));
        return jdbc.batchUpdate(statement, all);
    }

    <R> List<R> query(String statement, RowMapper<R> mapper, @Nullable Object... values) {
        return jdbc.query(statement, mapper, bound(values));
    }

    private @Nullable Object[] bound(@Nullable Object[] values) {
        var all = new @Nullable Object[values.length];
        for (var i = 0; i < values.length; i++) {
            all[i] = values[i] instanceof Instant moment ? dialect.moment(moment) : values[i];
        }
        return all;
    }

    @Nullable
    Instant moment(ResultSet row, String column) throws SQLException {
        return dialect.moment(row, column);
    }

    Instant momentOf(ResultSet row, String column) throws SQLException {
        var at = dialect.moment(row, column);
        if (at == null) {
            throw new SQLException("column " + column + " is empty");
        }
        return at;
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** Places for so many values of a list: {@code ?, ?, ?}. */
    static String places(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /**
     * Refuses a text that is longer than its column.
     *
     * @throws InvalidInput if it is
     */
    static @Nullable String fits(String what, @Nullable String text, int most) {
        if (text != null && text.codePointCount(0, text.length()) > most) {
            throw new InvalidInput("The " + what + " has " + text.codePointCount(0, text.length())
                    + " characters; the database keeps at most " + most + ". Nothing was written.");
        }
        return text;
    }
}
