package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The fixed lists of the CRM; {@code crm.enum.*}. */
final class EnumMethods {
    private EnumMethods() {}

    static void addTo(Methods methods, Portal portal) {
        list(methods, "activitydirection", 0, "", "Входящее", "Исходящее");
        list(methods, "activitynotifytype", 0, "", "минут", "часов", "дней");
        list(methods, "activitypriority", 0, "", "Низкий", "Средний", "Высокий");
        list(methods, "activitystatus", 0, "", "Ожидается", "Завершено", "Завершено автоматически");
        list(methods, "addresstype", 1, "Фактический адрес", "", "", "Регистрация", "", "Юридический адрес");
        methods.add("crm", "crm.enum.ownertype", call -> {
            List<Object> rows = new ArrayList<>();
            portal.items
                    .kinds()
                    .forEach(kind -> rows.add(Values.row(
                            "ID",
                            kind.entityTypeId,
                            "NAME",
                            kind.name,
                            "SYMBOL_CODE",
                            kind.name.toUpperCase(Locale.ROOT),
                            "SYMBOL_CODE_SHORT",
                            kind.isSmart()
                                    ? "T" + Integer.toHexString(kind.entityTypeId)
                                    : kind.name.substring(0, 1).toUpperCase(Locale.ROOT))));
            return Answer.of(rows);
        });
        methods.add(
                "crm",
                "crm.enum.getorderownertypes",
                call -> Answer.of(List.of(Values.row("attribute", "DYN", "code", "DEAL", "id", 2, "name", "Сделка"))));
        methods.add(
                "crm",
                "crm.enum.fields",
                call -> Answer.of(Values.row(
                        "ID", Descriptions.of("int", "R", "ID"),
                        "NAME", Descriptions.of("string", "R", "Name"),
                        "SYMBOL_CODE", Descriptions.of("string", "R", "Symbol code"),
                        "SYMBOL_CODE_SHORT", Descriptions.of("string", "R", "Short symbol code"))));
        methods.add(
                "crm",
                "crm.multifield.fields",
                call -> Answer.of(Values.row(
                        "ID", Descriptions.of("int", "R", "ID"),
                        "TYPE_ID", Descriptions.of("string", "R", "Field type"),
                        "VALUE", Descriptions.of("string", "", "Value"),
                        "VALUE_TYPE", Descriptions.of("string", "", "Value type"))));
    }

    /** Names by their numbers; where there is none the number is not used. */
    private static void list(Methods methods, String name, int first, String... names) {
        methods.add("crm", "crm.enum." + name, call -> {
            List<Object> rows = new ArrayList<>();
            for (int i = 0; i < names.length; i++) {
                if (!names[i].isEmpty() || first == 0) {
                    rows.add(Values.row(
                            "ID", first + i, "NAME", names[i], "SYMBOL_CODE", null, "SYMBOL_CODE_SHORT", null));
                }
            }
            return Answer.of(rows);
        });
    }
}
