package dev.voronka.bitrix;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.provision.Provisioning;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.contracts.CrmContract;
import dev.voronka.crm.Crm;
import dev.voronka.department.Department;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What every CRM must do, on the simulated portal over HTTP, provisioned by plan and apply. */
class BitrixCrmTest extends CrmContract {

    static final String MAPPING = """
            zone: Europe/Moscow
            employees: {e1: 2, e2: 3, e3: 4}
            processes:
              deal:
                fields:
                  - {custom: segment, owner: latest}
                  - {custom: rating, owner: ours}
                  - {data: source, owner: theirs}
            """;

    @TempDir
    Path folder;

    private Portal portal;
    private BoundMapping mapping;

    @Override
    protected Crm crm() {
        try {
            portal = Portal.builder().clock(clock).build().start();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        portal.setup().user("Анна", "Орлова", "продавец");
        portal.setup().user("Борис", "Ким", "продавец");
        portal.setup().user("Вера", "Лунина", "руководитель продаж");
        var client = BitrixClient.webhook(portal.webhook())
                .clock(clock)
                .sleeper(clock::forward)
                .build();
        var wanted = Mapping.parse(MAPPING, "mapping", Department.standard().with(DEALS));
        var provisioning = Provisioning.by(client, "test", wanted, folder.resolve("lock.yml"));
        provisioning.apply(provisioning.plan().hash());
        mapping = provisioning.bound();
        return BitrixCrm.on(client, mapping, clock);
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
    protected String unknownRecord() {
        return "2-99999999";
    }
}
