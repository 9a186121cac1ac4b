package dev.voronka.bitrix.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items: B11 to B18, B24, B25, over HTTP. */
final class PortalItemsTest {
    private Portal portal;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        portal = Portal.builder()
                .plan(Plan.UNLIMITED)
                .clock(Clock.fixed(Instant.parse("2026-11-02T07:00:00Z"), ZoneOffset.UTC))
                .build()
                .start();
        client = new Client(portal.webhook());
    }

    @AfterEach
    void close() {
        portal.close();
    }

    private static Map<String, Object> fields(Object... pairs) {
        return Values.row(pairs);
    }

    private long deal(Object... pairs) throws Exception {
        return client.call("crm.item.add", "entityTypeId", 2, "fields", fields(pairs))
                .id();
    }

    // B11
    @Test
    void a_list_comes_in_pages_of_fifty_with_next_and_total_and_with_start_minus_one_without_both() throws Exception {
        for (int i = 0; i < 120; i++) {
            deal("title", "Сделка " + i);
        }

        var first = client.call("crm.item.list", "entityTypeId", 2);
        var last = client.call("crm.item.list", "entityTypeId", 2, "start", 100);
        var keyset = client.call(
                "crm.item.list",
                "entityTypeId",
                2,
                "start",
                -1,
                "filter",
                fields(">id", 50),
                "order",
                fields("id", "ASC"));

        assertThat(ids(first)).hasSize(50).startsWith(1L).endsWith(50L);
        assertThat(first.body()).containsEntry("next", 50).containsEntry("total", 120);
        assertThat(ids(last)).hasSize(20);
        assertThat(last.body()).doesNotContainKey("next").containsEntry("total", 120);
        assertThat(ids(keyset)).startsWith(51L).endsWith(100L);
        assertThat(keyset.body()).doesNotContainKeys("next", "total");
    }

    static List<Long> ids(Client.Heard heard) {
        List<Long> ids = new ArrayList<>();
        Values.list(heard.map().get("items"))
                .forEach(each -> ids.add(Values.number(Values.map(each).get("id"))));
        return ids;
    }

    // B12
    @Test
    void items_of_every_kind_are_added_read_changed_listed_and_deleted() throws Exception {
        int process = portal.setup().smartProcess("Встречи");
        for (int type : new int[] {1, 2, 3, 4, 31, process}) {
            long id = client.call(
                            "crm.item.add", "entityTypeId", type, "fields", fields("title", "Первый", "name", "Анна"))
                    .id();

            assertThat(client.call(
                                    "crm.item.update",
                                    "entityTypeId",
                                    type,
                                    "id",
                                    id,
                                    "fields",
                                    fields("sourceId", "WEB", "opportunity", 5, "comments", "да"))
                            .status())
                    .isEqualTo(200);
            assertThat(client.call("crm.item.get", "entityTypeId", type, "id", id)
                            .item())
                    .containsEntry("id", (int) id);
            assertThat(ids(client.call("crm.item.list", "entityTypeId", type))).containsExactly(id);
            assertThat(client.call("crm.item.fields", "entityTypeId", type).map())
                    .containsKey("fields");
            assertThat(client.call("crm.item.delete", "entityTypeId", type, "id", id)
                            .text())
                    .contains("\"result\":[]");
            assertThat(client.call("crm.item.get", "entityTypeId", type, "id", id)
                            .refusal())
                    .isEqualTo("400 NOT_FOUND");
        }
        var unknown = client.call("crm.item.get", "entityTypeId", 1999, "id", 1);
        assertThat(unknown.refusal()).isEqualTo("400 NOT_FOUND");
        assertThat(unknown.body()).containsEntry("error_description", "Smart process not found");
        assertThat(client.call("crm.item.list", "entityTypeId", 5).status()).isEqualTo(400);
    }

    // B16
    @Test
    void a_change_that_changes_nothing_is_not_saved() throws Exception {
        long id = deal("title", "Одна");
        portal.clock().advance(Duration.ofMinutes(5));

        var same = client.call(
                "crm.item.update", "entityTypeId", 2, "id", id, "fields", fields("title", "Одна", "stageId", "NEW"));
        var other = client.call("crm.item.update", "entityTypeId", 2, "id", id, "fields", fields("title", "Другая"));

        assertThat(same.item()).containsEntry("updatedTime", "2026-11-02T10:00:00+03:00");
        assertThat(other.item()).containsEntry("updatedTime", "2026-11-02T10:05:00+03:00");
    }

    // B18
    @Test
    void the_last_writer_wins_and_both_hear_200() throws Exception {
        long id = deal("title", "Одна");

        assertThat(client.call("crm.item.update", "entityTypeId", 2, "id", id, "fields", fields("title", "А"))
                        .status())
                .isEqualTo(200);
        assertThat(client.call("crm.item.update", "entityTypeId", 2, "id", id, "fields", fields("title", "Б"))
                        .status())
                .isEqualTo(200);

        assertThat(portal.ledger().item("deal", id).orElseThrow()).containsEntry("title", "Б");
    }

    // B25
    @Test
    void a_lead_cannot_be_converted_by_any_method() throws Exception {
        assertThat(client.call("crm.lead.convert", "id", 1).refusal()).isEqualTo("404 ERROR_METHOD_NOT_FOUND");
    }
}
