package dev.voronka.bitrix;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.provision.Provisioning;
import dev.voronka.department.Department;
import dev.voronka.people.Directory;
import dev.voronka.run.Voronka;
import java.nio.file.Path;

/** What docs/bitrix-store.md shows. */
final class StoreLines {

    private StoreLines() {}

    static Voronka run(BitrixClient client, Mapping mapping, Path lockFile, Directory people) {
        // from here
        var portal = Provisioning.by(client, "example.bitrix24.ru", mapping, lockFile)
                .bound();
        var voronka = Voronka.builder()
                .department(Department.standard())
                .people(people)
                .store(BitrixStore.on(client, portal, "office-1")) // cards, histories and effects
                .crm(BitrixCrm.on(client, portal)) // what people do there, remarks, tasks
                .build();
        // to here
        return voronka;
    }
}
