package dev.voronka.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.contracts.CardStoreContract;
import dev.voronka.store.CardStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of stores, kept on H2 in a file. */
class H2FileCardStoreTest extends CardStoreContract {

    @TempDir
    Path folder;

    private HikariDataSource source;

    @Override
    protected CardStore store() {
        source = Databases.h2File(folder);
        return JdbcCardStore.on(source);
    }

    @AfterEach
    void the_database_goes() {
        source.close();
    }
}
