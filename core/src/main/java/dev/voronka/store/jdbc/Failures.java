package dev.voronka.store.jdbc;

import dev.voronka.store.StoreFailed;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** What goes wrong in a database, in plain words. */
final class Failures {

    /** What standard SQL states mean for a host. */
    private static final Map<String, String> KNOWN = Map.of(
            "22001",
            "a text is longer than the database keeps; H2 keeps 1048576 characters of a card's data and of what a move"
                    + " brings, and 100000 of a title",
            "25006",
            "the connection or your own transaction is read-only",
            "25P02",
            "your own transaction has failed before, and PostgreSQL takes nothing more in it; roll it back and begin"
                    + " another one");

    private Failures() {}

    /** What was to be done was not, or nobody knows. */
    static StoreFailed of(String what, RuntimeException cause) {
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

    /** It was not done, and with it everything is gone that the host's transaction had written. */
    static StoreFailed allTakenBack(String what, RuntimeException cause) {
        return new StoreFailed(
                what
                        + " was not done: another transaction was in its way, and the database took back the whole of your "
                        + "transaction, also what you wrote before. It is marked rollback-only: roll it back and do all of "
                        + "it anew.",
                true,
                cause);
    }

    /** The database's own code of what went wrong; 0 if it gave none. */
    static int code(Throwable cause) {
        var told = told(cause);
        return told == null ? 0 : told.getErrorCode();
    }

    private static String state(Throwable cause) {
        var told = told(cause);
        return told == null ? "" : String.valueOf(told.getSQLState());
    }

    private static String sqlState(Throwable cause) {
        var told = told(cause);
        return told == null
                ? cause.getClass().getSimpleName()
                : "SQL state " + told.getSQLState() + ", code " + told.getErrorCode();
    }

    private static @Nullable SQLException told(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
