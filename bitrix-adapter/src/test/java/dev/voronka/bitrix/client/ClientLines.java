package dev.voronka.bitrix.client;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** The lines that docs/bitrix-client.md shows. */
final class ClientLines {

    private ClientLines() {}

    static List<String> run(URI webhook) {
        // first:begin
        var client = BitrixClient.webhook(webhook).build(); // https://example.bitrix24.ru/rest/1/secret/

        var deal = Item.of(client.call(Call.of("crm.item.get", Map.of("entityTypeId", 2, "id", 7))
                        .priority(Priority.USER))
                .result());

        var both = client.batch(Batch.halting()
                .add("deal", Call.of("crm.deal.get", Map.of("id", 7)))
                .add("contact", Call.of("crm.contact.get", Map.of("id", "$result[deal][CONTACT_ID]"))));

        var titles = client.list(ListCall.of("crm.item.list", Map.of("entityTypeId", 2))
                        .itemsAt("items")
                        .id("id")
                        .priority(Priority.SWEEP))
                .map(item -> Item.of(item).title())
                .toList();

        try {
            client.call(Call.of("crm.item.add", Map.of("entityTypeId", 2, "fields", Map.of("title", "T"))));
        } catch (BitrixFailed failed) {
            if (failed.canRepeat()) {
                System.out.println("later, not before " + failed.notBefore());
            } else if (failed.mayHaveHappened()) {
                System.out.println("look first whether the deal is there");
            } else {
                System.out.println(failed.kind() + ": " + failed.getMessage());
            }
        }
        // first:end
        return List.of(
                deal.title(), both.get("contact").get().result().path("NAME").asString(), titles.get(0));
    }

    static Answer app(TokenStore store, App app, String memberId) {
        // app:begin
        var client =
                BitrixClient.oauth(app, store, memberId).plan(Plan.ENTERPRISE).build();

        return client.call3("tasks.task.add", Map.of("fields", Map.of("title", "Call back")), "card-4711-move-3");
        // app:end
    }
}
