package dev.voronka.bitrix.simulator;

import java.util.Map;

/**
 * A field of a kind of item.
 *
 * @param name under which its value is kept: camelCase, or the original name of a user field
 * @param simple the camelCase name that answers show
 * @param upper the name in capitals
 * @param type {@code string}, {@code integer}, {@code double}, {@code boolean}, {@code datetime}, {@code date}, {@code user},
 *     {@code crm_status}, {@code enumeration}, …
 * @param empty what an item without a value shows
 * @param user whether it is a user field
 */
record Field(
        String name,
        String simple,
        String upper,
        String title,
        String type,
        boolean readOnly,
        boolean required,
        boolean multiple,
        Object empty,
        boolean user) {

    boolean isWhole() {
        return switch (type) {
            case "integer",
                    "user",
                    "crm_company",
                    "crm_contact",
                    "crm_category",
                    "crm_entity",
                    "crm_lead",
                    "crm_quote",
                    "enumeration" -> true;
            default -> false;
        };
    }

    boolean isTime() {
        return type.equals("datetime") || type.equals("date");
    }

    Map<String, Object> described() {
        return Values.row(
                "type", type,
                "isRequired", required,
                "isReadOnly", readOnly,
                "isImmutable", false,
                "isMultiple", multiple,
                "isDynamic", user,
                "title", title);
    }
}
