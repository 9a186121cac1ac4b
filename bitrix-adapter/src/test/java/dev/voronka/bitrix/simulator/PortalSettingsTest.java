package dev.voronka.bitrix.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Smart processes, funnels, stages, user fields and duplicates: B19 to B23. */
final class PortalSettingsTest {
    private Portal portal;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        portal = Portal.builder().plan(Plan.UNLIMITED).build().start();
        client = new Client(portal.webhook());
    }

    @AfterEach
    void close() {
        portal.close();
    }

    private static Map<String, Object> fields(Object... pairs) {
        return Values.row(pairs);
    }

    private Client.Heard type(Object... pairs) throws Exception {
        return client.call("crm.type.add", "fields", fields(pairs));
    }

    // B19
    @Test
    void a_smart_process_has_two_numbers_and_one_of_them_may_be_chosen_within_bounds() throws Exception {
        Map<String, Object> chosen =
                Values.map(type("title", "Встречи", "entityTypeId", 1040).map().get("type"));
        Map<String, Object> free = Values.map(type("title", "Закупки").map().get("type"));

        assertThat(chosen).containsEntry("entityTypeId", 1040).containsEntry("id", 1);
        assertThat((int) free.get("entityTypeId")).isGreaterThanOrEqualTo(1030).isEven();
        assertThat(type("title", "Нечётная", "entityTypeId", 1041).refusal()).isEqualTo("400 INVALID_ARG_VALUE");
        assertThat(type("title", "Мала", "entityTypeId", 100).refusal()).isEqualTo("400 INVALID_ARG_VALUE");
        assertThat(type("title", "Занята", "entityTypeId", 1040).refusal()).isEqualTo("400 INVALID_ARG_VALUE");
        assertThat(client.call("crm.type.add").refusal()).isEqualTo("400 100");
        assertThat(client.call("crm.type.getByEntityTypeId", "entityTypeId", 1040)
                        .status())
                .isEqualTo(200);
        assertThat(client.call("crm.type.getByEntityTypeId", "entityTypeId", 1042)
                        .refusal())
                .isEqualTo("400 0");
        portal.restrict(Portal.Restriction.SMART_TYPES, true);
        assertThat(type("title", "Лишняя").refusal()).isEqualTo("400 CREATE_DYNAMIC_TYPE_RESTRICTED");
    }

    // B19
    @Test
    void a_smart_process_with_items_is_not_deleted_and_user_fields_belong_to_its_own_number() throws Exception {
        int type = portal.setup().smartProcess("Встречи");
        assertThat(client.call(
                                "userfieldconfig.add",
                                "moduleId",
                                "crm",
                                "field",
                                fields("entityId", "CRM_1", "fieldName", "UF_CRM_1_VK_KEY", "userTypeId", "string"))
                        .status())
                .isEqualTo(200);
        long id = client.call(
                        "crm.item.add",
                        "entityTypeId",
                        type,
                        "useOriginalUfNames",
                        "Y",
                        "fields",
                        fields("title", "А", "UF_CRM_1_VK_KEY", "k"))
                .id();
        assertThat(portal.ledger().item(String.valueOf(type), id).orElseThrow()).containsEntry("UF_CRM_1_VK_KEY", "k");

        assertThat(client.call("crm.type.delete", "id", 1).status()).isEqualTo(400);
        client.call("crm.item.delete", "entityTypeId", type, "id", id);
        assertThat(client.call("crm.type.delete", "id", 1).status()).isEqualTo(200);
        assertThat(client.call("crm.item.list", "entityTypeId", type).refusal()).isEqualTo("400 NOT_FOUND");
    }

    // B20
    @Test
    void a_new_funnel_has_stages_at_once_and_one_with_items_or_the_first_one_stays() throws Exception {
        int type = portal.setup().smartProcess("Встречи");
        long smart = Values.number(
                Values.map(client.call("crm.category.add", "entityTypeId", type, "fields", fields("name", "Вторая"))
                                .map()
                                .get("category"))
                        .get("id"));
        Map<String, Object> deals = Values.map(client.call(
                        "crm.category.add",
                        "entityTypeId",
                        2,
                        "fields",
                        fields("name", "Партнёры", "originId", "p", "originatorId", "voronka"))
                .map()
                .get("category"));

        String prefix = "DT" + type + "_" + smart + ":";
        assertThat(portal.ledger().stageCodes("DYNAMIC_" + type + "_STAGE_" + smart))
                .containsExactly(
                        prefix + "NEW", prefix + "PREPARATION", prefix + "CLIENT", prefix + "SUCCESS", prefix + "FAIL");
        assertThat(deals)
                .containsEntry("originId", "p")
                .containsEntry("originatorId", "voronka")
                .containsEntry("isDefault", "N");
        assertThat(portal.ledger().stageCodes("DEAL_STAGE_" + deals.get("id")))
                .hasSize(8)
                .contains("C" + deals.get("id") + ":WON");
        assertThat(client.call("crm.category.list", "entityTypeId", 1).refusal())
                .isEqualTo("400 ENTITY_TYPE_NOT_SUPPORTED");
        assertThat(client.call("crm.category.delete", "entityTypeId", 2, "id", 0)
                        .status())
                .isEqualTo(400);
        client.call("crm.item.add", "entityTypeId", 2, "fields", fields("categoryId", deals.get("id")));
        assertThat(client.call("crm.category.delete", "entityTypeId", 2, "id", deals.get("id"))
                        .status())
                .isEqualTo(400);
        assertThat(client.call("crm.category.delete", "entityTypeId", type, "id", smart)
                        .status())
                .isEqualTo(200);
        assertThat(portal.ledger().stageCodes("DYNAMIC_" + type + "_STAGE_" + smart))
                .isEmpty();
        assertThat(client.call("crm.type.update", "id", 1, "fields", fields("isCategoriesEnabled", "N"))
                        .status())
                .isEqualTo(200);
        assertThat(client.call("crm.category.list", "entityTypeId", type).refusal())
                .isEqualTo("400 ENTITY_TYPE_NOT_SUPPORTED");
    }

    private Client.Heard stage(String directory, Object... pairs) throws Exception {
        Map<String, Object> fields = fields(pairs);
        fields.put("ENTITY_ID", directory);
        fields.putIfAbsent("NAME", "Стадия");
        return client.call("crm.status.add", "fields", fields);
    }

    // B21
    @Test
    void a_stage_gets_the_prefix_of_its_funnel_and_stands_before_the_success() throws Exception {
        long funnel = portal.setup().funnel("deal", "Партнёры");
        String directory = "DEAL_STAGE_" + funnel;

        assertThat(stage(directory, "STATUS_ID", "VK_OFFER", "SORT", 55).status())
                .isEqualTo(200);
        assertThat(stage(directory, "STATUS_ID", "C" + funnel + ":VK_OFFER", "SORT", 56)
                        .refusal())
                .isEqualTo("400 ERROR_CORE");
        assertThat(stage(directory, "STATUS_ID", "VK_LATE", "SORT", 500).refusal())
                .isEqualTo("400 ");
        assertThat(stage(directory, "STATUS_ID", "VK_WON", "SEMANTICS", "S", "SORT", 61)
                        .refusal())
                .isEqualTo("400 ");
        assertThat(stage(directory, "STATUS_ID", "VK_FAR", "SEMANTICS", "F", "SORT", 5)
                        .refusal())
                .isEqualTo("400 ");
        assertThat(stage(directory, "STATUS_ID", "VK_LOST", "EXTRA", fields("SEMANTICS", "failure"))
                        .status())
                .isEqualTo(200);
        assertThat(stage(directory, "STATUS_ID", "VK_1234567890_1234567890").refusal())
                .isEqualTo("400 ");
        assertThat(stage(directory, "STATUS_ID", "VK ПЛОХО").refusal()).isEqualTo("400 ");
        assertThat(stage("NOWHERE", "STATUS_ID", "VK").refusal()).isEqualTo("400 ");
        assertThat(stage(directory).refusal()).isEqualTo("400 ");
        assertThat(portal.ledger().stageCodes(directory))
                .containsSubsequence(
                        "C" + funnel + ":FINAL_INVOICE",
                        "C" + funnel + ":VK_OFFER",
                        "C" + funnel + ":WON",
                        "C" + funnel + ":VK_LOST");
    }

    // B21
    @Test
    void of_a_stage_only_name_sort_and_colour_change_and_a_system_stage_is_deleted_by_force_only() throws Exception {
        long id = (int) stage("DEAL_STAGE", "STATUS_ID", "VK_A", "SORT", 55).result();
        client.call(
                "crm.status.update",
                "id",
                id,
                "fields",
                fields("NAME", "Другая", "STATUS_ID", "VK_B", "SEMANTICS", "F", "SORT", 56));
        assertThat(client.call("crm.status.get", "id", id).map())
                .containsEntry("NAME", "Другая")
                .containsEntry("STATUS_ID", "VK_A")
                .containsEntry("SEMANTICS", null)
                .containsEntry("SORT", "56");

        client.call("crm.item.add", "entityTypeId", 2, "fields", fields("stageId", "VK_A"));
        assertThat(client.call("crm.status.delete", "id", id).body())
                .containsEntry("error_description", "There are active items in this status.");
        client.call("crm.item.delete", "entityTypeId", 2, "id", 1);
        assertThat(client.call("crm.status.delete", "id", id).result()).isEqualTo(true);
        Object won = Values.map(
                        client.call("crm.status.list", "filter", fields("ENTITY_ID", "DEAL_STAGE", "STATUS_ID", "LOSE"))
                                .list()
                                .get(0))
                .get("ID");
        assertThat(client.call("crm.status.delete", "id", won).refusal()).isEqualTo("400 ");
        assertThat(client.call("crm.status.delete", "id", won, "params", fields("FORCED", "Y"))
                        .result())
                .isEqualTo(true);
    }

    private Client.Heard field(Object... pairs) throws Exception {
        return client.call("userfieldconfig.add", "moduleId", "crm", "field", fields(pairs));
    }

    // B22
    @Test
    void a_user_field_needs_the_right_name_and_is_there_once_and_what_is_unknown_is_left_aside() throws Exception {
        var made = field(
                "entityId",
                "CRM_DEAL",
                "fieldName",
                "UF_CRM_VK_OUTCOME",
                "userTypeId",
                "enumeration",
                "nonsense",
                1,
                "enum",
                List.of(fields("value", "Выиграна", "xmlId", "WON"), fields("value", "Отложена", "xmlId", "LATER")));
        Map<String, Object> shown = Values.map(made.map().get("field"));
        Object id = shown.get("id");

        assertThat(Values.list(shown.get("enum"))).hasSize(2);
        assertThat(field("entityId", "CRM_DEAL", "fieldName", "UF_CRM_VK_OUTCOME", "userTypeId", "string")
                        .refusal())
                .isEqualTo("400 ");
        assertThat(field("entityId", "CRM_DEAL", "fieldName", "VK_KEY", "userTypeId", "string")
                        .refusal())
                .isEqualTo("400 ");
        assertThat(field("entityId", "CRM_DEAL", "userTypeId", "string").body())
                .containsEntry("error_description", "The 'FIELD_NAME' field is not found.");
        assertThat(field("entityId", "CRM_DEAL", "fieldName", "UF_CRM_" + "X".repeat(50), "userTypeId", "string")
                        .refusal())
                .isEqualTo("400 ");
        client.call(
                "userfieldconfig.update",
                "moduleId",
                "crm",
                "id",
                id,
                "field",
                fields("fieldName", "UF_CRM_OTHER", "userTypeId", "string", "mandatory", "Y"));
        Map<String, Object> changed = Values.map(client.call("userfieldconfig.get", "moduleId", "crm", "id", id)
                .map()
                .get("field"));
        assertThat(changed)
                .containsEntry("fieldName", "UF_CRM_VK_OUTCOME")
                .containsEntry("userTypeId", "enumeration")
                .containsEntry("mandatory", "Y");
        assertThat(client.call("crm.item.add", "entityTypeId", 2, "fields", fields("title", "А"))
                        .refusal())
                .isEqualTo("400 CRM_FIELD_ERROR_REQUIRED");
        assertThat(client.call("userfieldconfig.list", "moduleId", "crm", "filter", fields("entityId", "CRM_DEAL"))
                        .body())
                .containsEntry("total", 1);
        assertThat(client.call("userfieldconfig.delete", "moduleId", "crm", "id", id)
                        .status())
                .isEqualTo(200);
        assertThat(client.call("userfieldconfig.delete", "moduleId", "crm", "id", id)
                        .refusal())
                .isEqualTo("400 ");
        assertThat(new Client(portal.webhook(1, "userfieldconfig"))
                        .call("userfieldconfig.list", "moduleId", "crm")
                        .refusal())
                .isEqualTo("403 insufficient_scope");
    }

    // B22
    @Test
    void the_old_methods_put_the_prefix_before_the_name() throws Exception {
        Object id = client.call(
                        "crm.deal.userfield.add", "fields", fields("FIELD_NAME", "VK_KEY", "USER_TYPE_ID", "string"))
                .result();

        assertThat(client.call("crm.deal.userfield.get", "id", id).map()).containsEntry("FIELD_NAME", "UF_CRM_VK_KEY");
        assertThat(client.call(
                                "crm.deal.userfield.add",
                                "fields",
                                fields("FIELD_NAME", "VK_KEY", "USER_TYPE_ID", "string"))
                        .refusal())
                .isEqualTo("400 ");
    }

    // B23
    @Test
    void duplicates_are_found_by_phone_and_address_and_twenty_hits_hide_the_rest() throws Exception {
        long contact = client.call(
                        "crm.item.add",
                        "entityTypeId",
                        3,
                        "fields",
                        fields(
                                "name",
                                "Анна",
                                "fm",
                                List.of(
                                        fields("value", "8 (912) 345-67-89", "typeId", "PHONE"),
                                        fields("value", "A@Firma.example", "typeId", "EMAIL"))))
                .id();
        client.call("crm.item.add", "entityTypeId", 2, "fields", fields("title", "Сделки не ищут"));

        assertThat(client.call("crm.duplicate.findbycomm", "type", "PHONE", "values", List.of("+79123456789"))
                        .map())
                .containsEntry("CONTACT", List.of((int) contact));
        assertThat(client.call("crm.duplicate.findbycomm", "type", "EMAIL", "values", List.of("a@firma.example"))
                        .map())
                .containsOnlyKeys("CONTACT");
        assertThat(client.call("crm.duplicate.findbycomm", "type", "EMAIL", "values", List.of("b@firma.example"))
                        .text())
                .contains("\"result\":[]");
        assertThat(client.call("crm.duplicate.findbycomm", "type", "PHONE", "values", Collections.nCopies(21, "1"))
                        .status())
                .isEqualTo(400);
        for (int i = 0; i < 20; i++) {
            client.call(
                    "crm.item.add",
                    "entityTypeId",
                    1,
                    "fields",
                    fields("title", "Л", "fm", List.of(fields("value", "+79123456789", "typeId", "PHONE"))));
        }
        assertThat(client.call("crm.duplicate.findbycomm", "type", "PHONE", "values", List.of("+79123456789"))
                        .map())
                .containsOnlyKeys("LEAD");
    }
}
