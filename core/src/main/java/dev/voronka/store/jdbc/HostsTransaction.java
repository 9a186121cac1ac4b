package dev.voronka.store.jdbc;

import dev.voronka.store.StoreFailed;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The transaction of the host that is open in this thread, if there is one. Thread-safe. */
final class HostsTransaction {

    private final DataSource source;

    HostsTransaction(DataSource source) {
        this.source = source;
    }

    boolean isOpen() {
        return TransactionSynchronizationManager.hasResource(source)
                && TransactionSynchronizationManager.isActualTransactionActive();
    }

    /**
     * Refuses to write what would not be kept.
     *
     * @throws StoreFailed if the transaction can only be rolled back any more
     */
    void mustStillCommit(String what) {
        if (TransactionSynchronizationManager.getResource(source) instanceof ConnectionHolder holder
                && holder.isRollbackOnly()) {
            throw new StoreFailed(
                    what
                            + " was not done: your transaction is marked rollback-only, so that nothing of it would be kept. "
                            + "Roll it back and do all of it anew.",
                    true,
                    null);
        }
    }

    /**
     * Has the host's commit fail: the database has taken back what the host wrote before, and what it writes from now on
     * would be the second half of its work without the first.
     */
    void mayNotCommit(StoreFailed why) {
        if (TransactionSynchronizationManager.getResource(source) instanceof ConnectionHolder holder) {
            holder.setRollbackOnly();
        }
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            // Not every transaction manager looks at the mark: that of JPA does not.
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    throw why;
                }
            });
        }
    }
}
