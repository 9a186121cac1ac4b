package dev.voronka.bitrix.readme;

import com.sun.net.httpserver.HttpServer;
import dev.voronka.bitrix.BitrixPortal;
import dev.voronka.bitrix.event.EventDoor;
import dev.voronka.crm.CrmSettings;
import dev.voronka.crm.Divergence;
import dev.voronka.department.Department;
import dev.voronka.people.Directory;
import dev.voronka.run.Voronka;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;

/** The lines that docs/crm.md shows. */
final class CrmLines {

    private CrmLines() {}

    static Voronka started(BitrixPortal portal, DataSource database, Directory people) {
        // spotless:off
        // host:begin
        var voronka = Voronka.builder()
                .dataSource(database)
                .department(Department.standard())
                .people(people)                                        // roles decide what a drag may do
                .crm(portal.crm(Department.standard()), CrmSettings.standard()
                        .divergence("meeting", Divergence.REVERT)      // FLAG where nothing is said
                        .divergence("deal", Divergence.FORCE))
                .build();
        voronka.start();
        // host:end
        // spotless:on
        return voronka;
    }

    static void serve(HttpServer server, EventDoor door) {
        // server:begin
        server.createContext("/events", exchange -> {
            try (exchange) {
                var answer = door.enter(exchange.getRequestBody());
                var text = answer.text().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), text.length);
                exchange.getResponseBody().write(text);
            }
        });
        // server:end
    }
}
