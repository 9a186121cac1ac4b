package dev.voronka.bitrix.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Phones and e-mail addresses of an item, as one list and as the single fields that are derived from it. */
final class Multifields {
    private Multifields() {}

    static void summarise(Item item, List<Object> rows) {
        item.set("hasPhone", Values.yesNo(first(rows, "PHONE", null) != null));
        item.set("hasEmail", Values.yesNo(first(rows, "EMAIL", null) != null));
        item.set("hasImol", Values.yesNo(first(rows, "IM", null) != null));
        item.set("phone", first(rows, "PHONE", null));
        item.set("email", first(rows, "EMAIL", null));
        item.set("phoneMobile", first(rows, "PHONE", "MOBILE"));
        item.set("phoneWork", first(rows, "PHONE", "WORK"));
        item.set("emailHome", first(rows, "EMAIL", "HOME"));
        item.set("emailWork", first(rows, "EMAIL", "WORK"));
    }

    private static String first(List<Object> rows, String type, String valueType) {
        for (Object each : rows) {
            Map<String, Object> row = Values.map(each);
            if (type.equals(row.get("typeId")) && (valueType == null || valueType.equals(row.get("valueType")))) {
                return Values.text(row.get("value"));
            }
        }
        return null;
    }

    /** A phone as its digits, an address in small letters: what duplicates are found by. */
    static String comparable(String type, String value) {
        if (type.equals("EMAIL")) {
            return value.trim().toLowerCase(Locale.ROOT);
        }
        String digits = value.replaceAll("[^0-9]", "");
        return digits.length() == 11 && digits.startsWith("8") ? "7" + digits.substring(1) : digits;
    }
}
