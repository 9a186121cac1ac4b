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

/** Items, over HTTP: B11 to B18, B24, B25, C1 to C3. */
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

    // B13
    @Test
    void user_fields_have_simplified_names_unless_the_original_ones_are_asked_for() throws Exception {
        for (String name : List.of("VK_STATE", "1721244707107", "3_DIGIT", "3_DIGIT10", "A__B", "A_B")) {
            assertThat(client.call(
                                    "userfieldconfig.add",
                                    "moduleId",
                                    "crm",
                                    "field",
                                    fields(
                                            "entityId",
                                            "CRM_DEAL",
                                            "fieldName",
                                            "UF_CRM_" + name,
                                            "userTypeId",
                                            "string"))
                            .status())
                    .isEqualTo(200);
        }

        Map<String, Object> simple = client.call(
                        "crm.item.add",
                        "entityTypeId",
                        2,
                        "fields",
                        fields(
                                "ufCrmVkState",
                                "C",
                                "ufCrm_1721244707107",
                                "x",
                                "ufCrm3Digit",
                                "3",
                                "ufCrm_3_DIGIT10",
                                "10",
                                "ufCrmAB",
                                "last",
                                "UF_CRM_VK_STATE",
                                "no"))
                .item();
        Map<String, Object> original = client.call(
                        "crm.item.get", "entityTypeId", 2, "id", 1, "useOriginalUfNames", "Y")
                .item();
        Map<String, Object> byOriginal = client.call(
                        "crm.item.update",
                        "entityTypeId",
                        2,
                        "id",
                        1,
                        "useOriginalUfNames",
                        "Y",
                        "fields",
                        fields("UF_CRM_VK_STATE", "D", "ufCrm3Digit", "no"))
                .item();

        assertThat(simple)
                .containsEntry("ufCrmVkState", "C")
                .containsEntry("ufCrm3Digit", "3")
                .containsEntry("ufCrm_3_DIGIT10", "10");
        assertThat(original)
                .containsEntry("UF_CRM_1721244707107", "x")
                .containsEntry("UF_CRM_A_B", "last")
                .containsEntry("UF_CRM_A__B", null)
                .doesNotContainKey("ufCrmVkState");
        assertThat(byOriginal).containsEntry("UF_CRM_VK_STATE", "D").containsEntry("UF_CRM_3_DIGIT", "3");
    }

    private List<Long> found(Object... filter) throws Exception {
        return ids(
                client.call("crm.item.list", "entityTypeId", 2, "filter", fields(filter), "useOriginalUfNames", "Y"));
    }

    // B14
    @Test
    void filters_know_operators_or_lists_and_moments_and_refuse_what_they_do_not_know() throws Exception {
        client.call(
                "userfieldconfig.add",
                "moduleId",
                "crm",
                "field",
                fields("entityId", "CRM_DEAL", "fieldName", "UF_CRM_HOT", "userTypeId", "boolean"));
        deal("title", "Насосы", "opportunity", 100, "originId", "A-1");
        portal.clock().advance(Duration.ofHours(1));
        deal("title", "Насос малый", "opportunity", 200);
        client.call(
                "crm.item.update",
                "entityTypeId",
                2,
                "id",
                2,
                "useOriginalUfNames",
                "Y",
                "fields",
                fields("UF_CRM_HOT", "Y"));
        deal("title", "Склад", "opportunity", 300, "stageId", "EXECUTING");

        assertThat(found("title", "Склад")).containsExactly(3L);
        assertThat(found("%title", "насос")).containsExactly(1L, 2L);
        assertThat(found("=%title", "Насос%")).containsExactly(1L, 2L);
        assertThat(found("!%title", "насос")).containsExactly(3L);
        assertThat(found(">=opportunity", 200, "<opportunity", "300")).containsExactly(2L);
        assertThat(found("@id", List.of(1, 3))).containsExactly(1L, 3L);
        assertThat(found("!@id", List.of(1, 3))).containsExactly(2L);
        assertThat(found("!=stageId", "NEW")).containsExactly(3L);
        assertThat(found("originId", "A-1")).containsExactly(1L);
        assertThat(found("originId", "")).containsExactly(2L, 3L);
        assertThat(found(
                        "0",
                        fields("logic", "OR", "0", fields("title", "Склад"), "1", fields("=opportunity", 100)),
                        "<id",
                        3))
                .containsExactly(1L);
        assertThat(found(">=updatedTime", "2026-11-02 10:30:00")).containsExactly(2L, 3L);
        assertThat(found("UF_CRM_HOT", 1)).containsExactly(2L);
        assertThat(found("UF_CRM_HOT", "Y")).isEmpty();
        assertThat(client.call("crm.item.list", "entityTypeId", 2, "filter", fields("colour", 1))
                        .refusal())
                .isEqualTo("400 INVALID_ARG_VALUE");
        assertThat(client.call("crm.item.list", "entityTypeId", 2, "order", fields("colour", "ASC"))
                        .refusal())
                .isEqualTo("400 INVALID_ARG_VALUE");
        assertThat(client.call("crm.item.list", "entityTypeId", 2, "order", fields("id", "up"))
                        .refusal())
                .isEqualTo("400 INVALID_ARG_VALUE");
        assertThat(ids(client.call("crm.item.list", "entityTypeId", 2, "order", fields("opportunity", "DESC"))))
                .containsExactly(3L, 2L, 1L);
    }

    // B14: only the clock's hands of a moment with an offset count.
    @Test
    void a_filter_overlooks_the_offset_of_a_moment() throws Exception {
        deal("title", "Одна");

        assertThat(found(">=updatedTime", "2026-11-02T10:00:00+03:00")).containsExactly(1L);
        assertThat(found(">=updatedTime", "2026-11-02T10:00:01+12:00")).isEmpty();
    }

    // B15
    @Test
    void an_unknown_stage_is_refused_and_a_needed_field_only_inside_the_funnel() throws Exception {
        long partners = portal.setup().funnel("deal", "Партнёры");
        portal.setup().requireFrom("deal", 0, "EXECUTING", "additionalInfo");
        long id = deal("title", "Одна");

        assertThat(move(id, fields("stageId", "NOWHERE")).refusal()).isEqualTo("400 CRM_FIELD_ERROR_VALUE_NOT_VALID");
        assertThat(move(id, fields("stageId", "PREPARATION")).status()).isEqualTo(200);
        assertThat(move(id, fields("stageId", "FINAL_INVOICE")).refusal()).isEqualTo("400 CRM_FIELD_ERROR_REQUIRED");
        assertThat(move(id, fields("categoryId", partners, "stageId", "C" + partners + ":EXECUTING"))
                        .status())
                .isEqualTo(200);
        assertThat(move(id, fields("categoryId", 0, "stageId", "FINAL_INVOICE")).status())
                .isEqualTo(200);
        assertThat(move(id, fields("opportunity", "many")).refusal()).isEqualTo("400 CRM_FIELD_ERROR_VALUE_NOT_VALID");
        assertThat(move(id, fields("observers", 1)).refusal()).isEqualTo("400 100");
    }

    private Client.Heard move(long id, Map<String, Object> change) throws Exception {
        return client.call("crm.item.update", "entityTypeId", 2, "id", id, "fields", change);
    }

    // B15: the universal method refuses a stage of another funnel, the old one says nothing and does nothing.
    @Test
    void the_old_update_of_deals_leaves_a_stage_of_another_funnel_aside_without_a_word() throws Exception {
        long partners = portal.setup().funnel("deal", "Партнёры");
        long id = deal("title", "Одна");

        assertThat(client.call(
                                "crm.deal.update",
                                "id",
                                id,
                                "fields",
                                fields("STAGE_ID", "C" + partners + ":NEW", "TITLE", "Две"))
                        .result())
                .isEqualTo(true);

        assertThat(portal.ledger().item("deal", id).orElseThrow())
                .containsEntry("stageId", "NEW")
                .containsEntry("title", "Две");
    }

    // B15
    @Test
    void a_smart_process_without_a_funnel_in_the_change_is_taken_to_its_first_one() throws Exception {
        int type = portal.setup().smartProcess("Встречи");
        long first = portal.setup().firstFunnel(String.valueOf(type));
        long second = portal.setup().funnel(String.valueOf(type), "Вторая");
        String in = "DT" + type + "_" + second + ":";
        long id = client.call(
                        "crm.item.add", "entityTypeId", type, "fields", fields("title", "А", "categoryId", second))
                .id();

        assertThat(client.call(
                                "crm.item.update",
                                "entityTypeId",
                                type,
                                "id",
                                id,
                                "fields",
                                fields("stageId", in + "CLIENT"))
                        .refusal())
                .isEqualTo("400 CRM_FIELD_ERROR_VALUE_NOT_VALID");
        assertThat(client.call(
                                "crm.item.update",
                                "entityTypeId",
                                type,
                                "id",
                                id,
                                "fields",
                                fields("stageId", in + "CLIENT", "categoryId", second))
                        .item())
                .containsEntry("stageId", in + "CLIENT")
                .containsEntry("previousStageId", in + "NEW");
        assertThat(client.call(
                                "crm.item.update",
                                "entityTypeId",
                                type,
                                "id",
                                id,
                                "fields",
                                fields("stageId", "DT" + type + "_" + first + ":CLIENT"))
                        .item())
                .containsEntry("categoryId", (int) first);
    }

    // B17
    @Test
    void a_move_is_kept_with_time_and_person_and_the_history_hides_the_funnel_that_was_left() throws Exception {
        long ivan = portal.setup().user("Иван", "Петров", "Менеджер");
        long partners = portal.setup().funnel("deal", "Партнёры");
        long id = deal("title", "Одна");
        portal.clock().advance(Duration.ofMinutes(1));
        Map<String, Object> moved = new Client(portal.webhook(ivan))
                .call("crm.item.update", "entityTypeId", 2, "id", id, "fields", fields("stageId", "PREPARATION"))
                .item();
        move(id, fields("stageId", "WON"));

        assertThat(moved).containsEntry("movedBy", (int) ivan).containsEntry("movedTime", "2026-11-02T10:01:00+03:00");
        assertThat(types()).containsExactly(1L, 2L, 3L);
        move(id, fields("categoryId", partners, "stageId", "C" + partners + ":NEW"));
        assertThat(types()).containsExactly(5L);
        portal.setup().historyHidesOtherFunnels(false);
        assertThat(types()).containsExactly(1L, 2L, 3L, 5L);
        assertThat(portal.ledger().stages("deal", id))
                .containsExactly("NEW", "PREPARATION", "WON", "C" + partners + ":NEW");
    }

    private List<Long> types() throws Exception {
        List<Long> types = new ArrayList<>();
        var heard = client.call(
                "crm.stagehistory.list",
                "entityTypeId",
                2,
                "filter",
                fields(">ID", 0),
                "order",
                fields("ID", "ASC"),
                "start",
                -1);
        Values.list(heard.map().get("items"))
                .forEach(each -> types.add(Values.number(Values.map(each).get("TYPE_ID"))));
        return types;
    }

    // B24
    @Test
    void in_the_simple_mode_a_lead_becomes_a_deal_at_once() throws Exception {
        try (Portal simple = Portal.builder().simpleMode().build().start()) {
            Client there = new Client(simple.webhook());

            long lead = there.call(
                            "crm.item.add", "entityTypeId", 1, "fields", fields("title", "Заявка", "name", "Анна"))
                    .id();

            assertThat(there.call("crm.settings.mode.get").result()).isEqualTo(2);
            assertThat(simple.ledger().stage("lead", lead)).contains("CONVERTED");
            assertThat(simple.items("deal"))
                    .singleElement()
                    .satisfies(deal -> assertThat(deal).containsEntry("leadId", lead));
        }
    }

    // C3
    @Test
    void a_user_without_the_right_to_move_is_refused_without_a_code() throws Exception {
        long ivan = portal.setup().user("Иван", "Петров", "Менеджер");
        portal.setup().forbidMove(ivan, "deal", "*", "WON");
        long id = deal("title", "Одна");

        var refused = new Client(portal.webhook(ivan))
                .call("crm.item.update", "entityTypeId", 2, "id", id, "fields", fields("stageId", "WON"));

        assertThat(refused.refusal()).isEqualTo("400 ");
        assertThat(move(id, fields("stageId", "WON")).status()).isEqualTo(200);
    }

    // C1, C2
    @Test
    void persons_and_robots_move_edit_merge_and_delete_as_calls_do() throws Exception {
        long ivan = portal.setup().user("Иван", "Петров", "Менеджер");
        portal.robots().onEnter("deal", "PREPARATION", Duration.ofMinutes(10), Map.of("stageId", "EXECUTING"));
        long id = deal("title", "Одна");
        long twin = deal("title", "Одна", "comments", "Двойник");

        portal.ui().as(ivan).move("deal", id, "PREPARATION");
        assertThat(portal.ledger().item("deal", id).orElseThrow()).containsEntry("movedBy", ivan);
        portal.clock().advance(Duration.ofMinutes(9));
        assertThat(portal.ledger().stage("deal", id)).contains("PREPARATION");
        portal.clock().advance(Duration.ofMinutes(1));
        assertThat(portal.ledger().stage("deal", id)).contains("EXECUTING");
        portal.ui().as(ivan).edit("deal", id, "opportunity", 5);
        portal.ui().as(ivan).comment("deal", twin, "Это он же");
        portal.ui().as(ivan).merge("deal", id, twin);
        assertThat(portal.ledger().item("deal", twin)).isEmpty();
        assertThat(portal.ledger().item("deal", id).orElseThrow())
                .containsEntry("comments", "Двойник")
                .containsEntry("opportunity", 5L);
        assertThat(portal.ledger().comments("deal", id)).containsExactly("Это он же");
        portal.ui().as(ivan).renameStage("DEAL_STAGE", "PREPARATION", "Готовим");
        portal.ui().as(ivan).deleteStage("DEAL_STAGE", "PREPARATION");
        assertThat(move(id, fields("stageId", "PREPARATION")).refusal())
                .isEqualTo("400 CRM_FIELD_ERROR_VALUE_NOT_VALID");
        portal.ui().as(ivan).delete("deal", id);
        assertThat(portal.items("deal")).isEmpty();
    }

    // C2: a card that has gone on is left alone.
    @Test
    void a_robot_does_nothing_to_a_card_that_has_left_the_stage() throws Exception {
        portal.robots().onEnter("deal", "NEW", Duration.ofMinutes(10), Map.of("stageId", "EXECUTING"));
        long id = deal("title", "Одна");
        move(id, fields("stageId", "WON"));

        portal.clock().advance(Duration.ofMinutes(10));

        assertThat(portal.ledger().stage("deal", id)).contains("WON");
    }
}
