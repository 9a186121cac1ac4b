package dev.voronka.bitrix.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A user field of {@code userfieldconfig.*}, also of {@code crm.deal.userfield.*}.
 *
 * @param id of the field, for update and delete
 * @param entityId such as {@code CRM_DEAL} or {@code CRM_7}
 * @param fieldName such as {@code UF_CRM_VK_STATE}
 * @param userTypeId such as {@code string}, {@code integer}, {@code enumeration}
 * @param xmlId a key from outside, may be empty
 * @param mandatory whether people must fill it
 * @param multiple whether it holds several values
 * @param choices of an enumeration: ids by {@code xmlId}, in the portal's order; those without one are left out
 */
public record UserField(
        long id,
        String entityId,
        String fieldName,
        String userTypeId,
        String xmlId,
        boolean mandatory,
        boolean multiple,
        Map<String, Long> choices) {

    /** Copies the choices. */
    public UserField {
        choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }

    /** An entry of a list, or a result with {@code field}. */
    public static UserField of(JsonNode result) {
        var tree = result.has("field") ? result.get("field") : result;
        var choices = new LinkedHashMap<String, Long>();
        for (var choice : tree.path(Tolerant.name(tree, "enum", "LIST")).values()) {
            var key = Tolerant.text(choice, Tolerant.name(choice, "xmlId", "XML_ID"));
            if (!key.isEmpty()) {
                choices.put(key, Tolerant.id(choice, Tolerant.name(choice, "id", "ID")));
            }
        }
        return new UserField(
                Tolerant.id(tree, Tolerant.name(tree, "id", "ID")),
                Tolerant.text(tree, Tolerant.name(tree, "entityId", "ENTITY_ID")),
                Tolerant.text(tree, Tolerant.name(tree, "fieldName", "FIELD_NAME")),
                Tolerant.text(tree, Tolerant.name(tree, "userTypeId", "USER_TYPE_ID")),
                Tolerant.text(tree, Tolerant.name(tree, "xmlId", "XML_ID")),
                Tolerant.flag(tree, Tolerant.name(tree, "mandatory", "MANDATORY")),
                Tolerant.flag(tree, Tolerant.name(tree, "multiple", "MULTIPLE")),
                choices);
    }
}
