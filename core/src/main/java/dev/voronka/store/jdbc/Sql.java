package dev.voronka.store.jdbc;

import dev.voronka.InvalidInput;
import dev.voronka.store.StoreFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** Says statements to one database, in transactions that join the host's. Thread-safe. */
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

    /** A connection does not commit by itself. */
    private static final class NeedsCommit extends RuntimeException {
        private static final long serialVersionUID = 1;

        NeedsCommit() {
            super(null, null, false, false);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Sql.class);

    /** How often a transaction that was in another's way is begun anew. */
    private static final int TRIES = 5;

    private final Dialect dialect;
    private final HostsTransaction hosts;
    private final Turns turns;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate writes;

    Sql(DataSource source, Dialect dialect) {
        this.dialect = dialect;
        this.hosts = new HostsTransaction(source);
        this.turns = Turns.of(source, dialect);
        var translator = translator(dialect);
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

    /**
     * By the database's own codes: SQL states alone do not tell a lock that was waited for in vain. Spring's list of them is
     * read at the first error, because reading it takes a good part of the start.
     */
    private static SQLExceptionTranslator translator(Dialect dialect) {
        var codes = SingletonSupplier.of(() -> {
            var made = new SQLErrorCodeSQLExceptionTranslator(dialect.product());
            if (dialect == Dialect.MARIADB) {
                // Spring does not know it.
                made.setCustomTranslator((task, text, told) -> Failures.code(told) == Dialect.MARIADB_RECORD_HAS_CHANGED
                        ? new ConcurrencyFailureException("A row was changed since it was read.", told)
                        : null);
            }
            return made;
        });
        return (task, text, told) -> codes.obtain().translate(task, text, told);
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whether the host has a transaction open on this data source. */
    boolean isInHostsTransaction() {
        return hosts.isOpen();
    }

    /**
     * Does work in one transaction, anew if it was in another's way.
     *
     * @throws StoreFailed if the database cannot do it
     */
    <R> R write(String what, Supplier<R> work) {
        var joins = hosts.isOpen();
        if (joins) {
            hosts.mustStillCommit(what);
        }
        var taken = turns.take(what);
        try {
            return repeated(what, joins, () -> part(work));
        } finally {
            if (taken && joins) {
                turns.giveAtTheEnd();
            } else if (taken) {
                turns.give();
            }
        }
    }

    private <R> R repeated(String what, boolean joins, Supplier<R> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (ConcurrencyFailureException inTheWay) {
                if (joins || attempt == TRIES) {
                    throw failed(what, inTheWay, joins);
                }
                LOG.debug("{} was in the way of another transaction and is tried anew.", what, inTheWay);
                pause(attempt);
            } catch (DataAccessException | TransactionException broken) {
                throw failed(what, broken, joins);
            }
        }
    }

    /**
     * Does one statement in a transaction of its own, committed on the same trip where the connection commits by itself;
     * how many rows it has changed. Anew if it was in another's way.
     *
     * @throws StoreFailed if the database cannot do it
     */
    int writeAtOnce(String what, String statement, @Nullable Object... values) {
        if (hosts.isOpen()) {
            return write(what, () -> update(statement, values));
        }
        try {
            return repeated(what, false, () -> jdbc.update(connection -> committing(connection, statement, values)));
        } catch (NeedsCommit needs) {
            return write(what, () -> update(statement, values));
        }
    }

    private PreparedStatement committing(Connection connection, String text, @Nullable Object[] values)
            throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new NeedsCommit();
        }
        var statement = connection.prepareStatement(text);
        new ArgumentPreparedStatementSetter(bound(values)).setValues(statement);
        return statement;
    }

    /**
     * Does a part of a transaction: what stands against it takes back that part only. It is not tried anew by itself; what
     * goes wrong is left to the {@link #write} around it.
     */
    @SuppressWarnings("unchecked") // what takes back answers what the work would answer
    <R> R part(Supplier<R> work) {
        try {
            return Objects.requireNonNull(writes.execute(status -> work.get()));
        } catch (TakenBack back) {
            return (R) back.answer();
        } catch (TransactionSystemException lost) {
            // The savepoint went with the whole transaction. What was in the way tells more.
            if (lost.getApplicationException() instanceof ConcurrencyFailureException inTheWay) {
                inTheWay.addSuppressed(lost);
                throw inTheWay;
            }
            throw lost;
        }
    }

    /** Reads, in the host's transaction if there is one. */
    <R> R read(String what, Supplier<R> work) {
        try {
            return work.get();
        } catch (DataAccessException | TransactionException broken) {
            throw failed(what, broken, hosts.isOpen());
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5L << attempt));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private StoreFailed failed(String what, RuntimeException cause, boolean joins) {
        var allTakenBack = joins && isAllTakenBack(cause);
        var failed = allTakenBack ? Failures.allTakenBack(what, cause) : Failures.of(what, cause);
        if (allTakenBack || (joins && cause instanceof TransactionSystemException)) {
            hosts.mayNotCommit(failed);
        }
        return failed;
    }

    /** Whether all that the transaction has written is gone, and not only what it has written since the savepoint. */
    private boolean isAllTakenBack(RuntimeException cause) {
        return dialect.takesAllBack(Failures.code(cause))
                || (cause instanceof ConcurrencyFailureException
                        && Stream.of(cause.getSuppressed()).anyMatch(TransactionSystemException.class::isInstance));
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
