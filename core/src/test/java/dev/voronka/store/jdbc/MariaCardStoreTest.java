package dev.voronka.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.contracts.CardStoreContract;
import dev.voronka.store.CardStore;
import org.junit.jupiter.api.AfterEach;

/** The contract of stores, kept on MariaDB; in profile {@code mariadb}. */
class MariaCardStoreTest extends CardStoreContract {

    private final HikariDataSource source = MariaServer.database();

    @Override
    protected CardStore store() {
        return JdbcCardStore.on(source);
    }

    @AfterEach
    void the_database_goes() {
        source.close();
    }
}
