package dev.voronka.bitrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.SalesProcess;
import dev.voronka.contracts.CardStoreContract;
import dev.voronka.store.CardStore;
import dev.voronka.store.StoreCapabilities;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do, in the simulated portal over HTTP, provisioned by plan and apply. */
class BitrixStoreTest extends CardStoreContract {

    static final String MAPPING = """
            zone: Europe/Moscow
            journal: true
            employees: {e1: 2, e2: 3, anna: 4}
            """;

    @TempDir
    Path folder;

    private StorePortal portal;

    @Override
    protected CardStore store() {
        portal = new StorePortal(folder, MAPPING, processes().toArray(SalesProcess<?, ?>[]::new));
        return portal.store("n1");
    }

    @AfterEach
    void the_portal_is_closed() {
        portal.close();
    }

    @Test
    void what_it_cannot_do_is_said_by_its_capabilities() {
        assertThat(portal.store("n1").capabilities())
                .isEqualTo(new StoreCapabilities(true, true, false, false, false, false, false, false));
    }
}
