package dev.voronka.bitrix;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.provision.Provisioning;
import dev.voronka.bitrix.simulator.Plan;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.contracts.CrmContract;
import dev.voronka.crm.Crm;
import dev.voronka.department.Department;
import dev.voronka.store.CardStore;
import dev.voronka.store.JacksonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What every CRM must do, where the same portal also keeps the cards: nothing else is kept anywhere. */
class StoreAndCrmTest extends CrmContract {

    @TempDir
    Path folder;

    private Portal portal;
    private BoundMapping mapping;

    private BitrixClient client() {
        return BitrixClient.webhook(portal.webhook())
                .clock(clock)
                .sleeper(clock::forward)
                .build();
    }

    @Override
    protected Crm crm() {
        try {
            portal = Portal.builder().clock(clock).plan(Plan.ENTERPRISE).build().start();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        portal.setup().user("Анна", "Орлова", "продавец");
        portal.setup().user("Борис", "Ким", "продавец");
        portal.setup().user("Вера", "Лунина", "руководитель продаж");
        var wanted = Mapping.parse(
                "journal: true\n" + BitrixCrmTest.MAPPING,
                "mapping",
                Department.standard().with(DEALS));
        var provisioning = Provisioning.by(client(), "test", wanted, folder.resolve("lock.yml"));
        provisioning.apply(provisioning.plan().hash());
        mapping = provisioning.bound();
        return BitrixCrm.on(client(), mapping, clock);
    }

    @Override
    protected CardStore cards() {
        return BitrixStore.on(client(), mapping, "n1", new JacksonCodec(), clock);
    }

    @AfterEach
    void the_portal_is_closed() {
        portal.close();
    }

    @Override
    protected Screen screen() {
        return new PortalScreen(portal, mapping);
    }

    @Override
    protected boolean cardsOutliveRecords() {
        return false;
    }

    @Override
    protected String unknownRecord() {
        return "2-99999999";
    }
}
