package dev.voronka.store.jdbc;

import dev.voronka.store.StoreFailed;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets one transaction at a time write to an H2 file. H2 2.5.252 (and, more rarely, 2.3.232) that writes through at
 * commit loses updates where two transactions of one process change the same row: a plain loop of SELECT, UPDATE with a
 * version, INSERT and COMMIT in six threads lost some in every sixth run, even with SELECT FOR UPDATE. The turn belongs
 * to the thread until its transaction ends, the host's too. Thread-safe.
 */
abstract class Turns {

    /** For databases that need none. */
    static final Turns NONE = new Turns() {
        @Override
        boolean take(String what) {
            return false;
        }

        @Override
        void give() {
            // Nothing is ever taken.
        }
    };

    /** How long a host's transaction may keep others waiting. */
    private static final long PATIENCE_SECONDS = 20;

    /** By the file, so that several stores of one process take turns too. */
    private static final Map<String, Turns> BY_FILE = new ConcurrentHashMap<>();

    /** The turns of this database. */
    static Turns of(DataSource source, Dialect dialect) {
        if (dialect != Dialect.H2) {
            return NONE;
        }
        var url = new JdbcTemplate(source).execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getURL());
        return url == null || url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:mem:")
                ? NONE
                : BY_FILE.computeIfAbsent(url.split(";", 2)[0], file -> new OneAtATime());
    }

    /**
     * Waits for this thread's turn; whether it must be given back, which is not so where the thread has it already.
     *
     * @throws StoreFailed if somebody does not give it back
     */
    abstract boolean take(String what);

    /** Gives the turn back. */
    abstract void give();

    /** Gives the turn back when the host's transaction ends. */
    final void giveAtTheEnd() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            give();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                give();
            }
        });
    }

    /** By a lock. */
    private static final class OneAtATime extends Turns {

        private final ReentrantLock lock = new ReentrantLock();

        @Override
        boolean take(String what) {
            if (lock.isHeldByCurrentThread()) {
                return false;
            }
            try {
                if (lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return true;
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new StoreFailed(what + " was interrupted; nothing is written.", true, stopped);
            }
            throw new StoreFailed(
                    what + " was not done: another transaction has been writing to the H2 file for " + PATIENCE_SECONDS
                            + " seconds. Nothing is written; try again.",
                    true,
                    null);
        }

        @Override
        void give() {
            lock.unlock();
        }
    }
}
