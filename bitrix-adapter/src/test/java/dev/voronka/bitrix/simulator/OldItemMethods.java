package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code crm.lead.*}, {@code crm.deal.*}, {@code crm.contact.*} and {@code crm.company.*}: names in capitals, values as text. */
final class OldItemMethods {
    private static final List<String> MULTIFIELDS = List.of("PHONE", "EMAIL", "WEB", "IM");

    private static final Set<String> NOT_SHOWN = Set.of(
            "skype",
            "icq",
            "imol",
            "searchContent",
            "shortName",
            "dateCreateShort",
            "dateModifyShort",
            "isConvert",
            "login",
            "productId",
            "webformId");
    private static final List<String> ADDRESS =
            List.of("2", "CITY", "POSTAL_CODE", "REGION", "PROVINCE", "COUNTRY", "LOC_ADDR_ID");

    private final Portal portal;
    private final Map<String, List<Object>> productRows = new HashMap<>();

    OldItemMethods(Portal portal) {
        this.portal = portal;
    }

    void addTo(Methods methods) {
        for (int entityTypeId : new int[] {1, 2, 3, 4}) {
            Kind kind = portal.items.find(entityTypeId);
            String name = kind.name;
            String begin = "crm." + name + ".";
            methods.add("crm", begin + "add", call -> {
                Map<String, Object> values = read(kind, fields(call));
                return Answer.of(portal.items.add(kind, values, call.author()).id);
            });
            methods.add(
                    "crm",
                    begin + "get",
                    call -> Answer.of(shown(
                            kind, item(kind, call, "Not found"), List.of("*", "UF_*", "PHONE", "EMAIL", "WEB", "IM"))));
            methods.add("crm", begin + "list", call -> list(kind, call));
            methods.add("crm", begin + "update", call -> {
                Item item = item(kind, call, capital(name) + " is not found");
                Map<String, Object> values = read(kind, fields(call));
                if (kind.entityTypeId == 2) {
                    // A stage of another funnel is not taken, and nothing is said.
                    values.remove("categoryId");
                    Object stage = values.get("stageId");
                    if (stage != null
                            && portal.statuses.find(kind.directory(item.category()), Values.text(stage)) == null) {
                        values.remove("stageId");
                    }
                }
                portal.items.change(kind, item, values, call.author());
                return Answer.of(true);
            });
            methods.add("crm", begin + "delete", call -> {
                portal.items.delete(kind, item(kind, call, "Not found"), call.author());
                return Answer.of(true);
            });
            methods.add("crm", begin + "fields", call -> Answer.of(described(kind)));
            if (kind.hasStages()) {
                methods.add(
                        "crm",
                        begin + "productrows.get",
                        call -> Answer.of(productRows.getOrDefault(name + positive(call), List.of())));
                methods.add("crm", begin + "productrows.set", call -> setRows(name, call));
            }
        }
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static long positive(Call call) {
        Long id = call.number("id");
        if (id == null || id <= 0) {
            throw Refused.nameless("The parameter id is invalid or not defined.");
        }
        return id;
    }

    private static Map<String, Object> fields(Call call) {
        if (!(call.get("fields") instanceof Map<?, ?>)) {
            throw Refused.nameless("Parameter 'fields' must be array.");
        }
        return call.map("fields");
    }

    private static Item item(Kind kind, Call call, String otherwise) {
        Long id = call.number("id");
        if (id == null || id <= 0) {
            throw Refused.nameless("ID is not defined or invalid.");
        }
        Item item = kind.items.get(id);
        if (item == null) {
            throw Refused.nameless(otherwise);
        }
        return item;
    }

    private static Map<String, Field> byUpper(Kind kind) {
        Map<String, Field> fields = new LinkedHashMap<>();
        kind.fields(true).values().forEach(field -> fields.put(field.upper(), field));
        return fields;
    }

    private Map<String, Object> read(Kind kind, Map<String, Object> said) {
        Map<String, Field> fields = byUpper(kind);
        Map<String, Object> values = new HashMap<>();
        List<Object> rows = new ArrayList<>();
        said.forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            Field field = fields.get(upper);
            if (MULTIFIELDS.contains(upper)) {
                for (Object each : Values.list(value)) {
                    Map<String, Object> row = Values.ignoringCase(Values.map(each));
                    rows.add(Values.row(
                            "id",
                            row.get("ID"),
                            "value",
                            row.get("VALUE"),
                            "valueType",
                            row.get("VALUE_TYPE"),
                            "typeId",
                            upper));
                }
            } else if (field != null && !field.readOnly()) {
                values.put(field.name(), portal.form.read(field, value));
            }
        });
        if (!rows.isEmpty()) {
            values.put("fm", rows);
        }
        return values;
    }

    private Answer list(Kind kind, Call call) {
        Map<String, Field> fields = byUpper(kind);
        Map<String, Object> filter = call.map("filter");
        for (String multi : MULTIFIELDS) {
            fields.put(
                    multi,
                    new Field(
                            multi.toLowerCase(Locale.ROOT),
                            multi,
                            multi,
                            multi,
                            "string",
                            false,
                            false,
                            false,
                            null,
                            false));
        }
        filter.keySet()
                .removeIf(key -> fields.get(key.replaceAll("^[^A-Za-z]+", "")) == null
                        && !key.chars().allMatch(Character::isDigit));
        filter.entrySet()
                .removeIf(each -> fields.containsKey(each.getKey().replaceAll("^[^A-Za-z]+", ""))
                        && fields.get(each.getKey().replaceAll("^[^A-Za-z]+", ""))
                                .isTime()
                        && portal.times.inFilter(Values.textOr(each.getValue(), "")) == null);
        Map<String, String> order = new LinkedHashMap<>();
        call.map("order").forEach((name, way) -> {
            if (fields.containsKey(name)) {
                order.put(
                        name.equals("ID") ? "id" : name,
                        Values.textOr(way, "ASC").toUpperCase(Locale.ROOT));
            }
        });
        fields.put("id", fields.get("ID"));
        ItemPage page = ItemPage.of(
                kind,
                Filter.of(filter, fields::get, portal.times),
                order,
                fields,
                Values.numberOr(call.get("start"), 0));
        List<Object> select = call.list("select");
        List<Object> rows = new ArrayList<>();
        page.items().forEach(item -> rows.add(shown(kind, item, select.isEmpty() ? List.of("*") : select)));
        return new Answer(rows, page.total(), page.next());
    }

    private Map<String, Object> shown(Kind kind, Item item, List<Object> select) {
        Map<String, Object> row = new LinkedHashMap<>();
        byUpper(kind).forEach((upper, field) -> {
            boolean wanted = select.contains(upper) || select.contains(field.user() ? "UF_*" : "*");
            boolean old = !field.multiple()
                    && !isDerived(field)
                    && !(kind.entityTypeId > 2 && field.name().equals("categoryId"));
            if ((wanted || upper.equals("ID")) && (old || field.user())) {
                Object value = portal.form.value(field, item);
                row.put(upper, value instanceof List<?> ? value : money(field, value));
            }
        });
        if (select.contains("*") && kind.entityTypeId != 2) {
            ADDRESS.forEach(part -> row.put("ADDRESS_" + part, null));
            if (kind.entityTypeId == 1) {
                row.put("ADDRESS_COUNTRY_CODE", null);
            }
        }
        for (String multi : MULTIFIELDS) {
            if (select.contains(multi)) {
                List<Object> rows = new ArrayList<>();
                for (Object each : Values.list(item.get("fm"))) {
                    Map<String, Object> one = Values.map(each);
                    if (multi.equals(one.get("typeId"))) {
                        rows.add(Values.row(
                                "ID",
                                Values.text(one.get("id")),
                                "VALUE_TYPE",
                                one.get("valueType"),
                                "VALUE",
                                one.get("value"),
                                "TYPE_ID",
                                multi));
                    }
                }
                if (!rows.isEmpty()) {
                    row.put(multi, rows);
                }
            }
        }
        return row;
    }

    private static Object money(Field field, Object value) {
        if (field.name().equals("opportunity") || field.name().equals("revenue")) {
            return String.format(Locale.ROOT, "%.2f", Values.decimal(value) == null ? 0.0 : Values.decimal(value));
        }
        return Values.text(value);
    }

    /** Fields that only the universal methods show. */
    private static boolean isDerived(Field field) {
        return field.name().startsWith("phone") || field.name().startsWith("email") || NOT_SHOWN.contains(field.name());
    }

    private Map<String, Object> described(Kind kind) {
        Map<String, Object> described = new LinkedHashMap<>();
        byUpper(kind).forEach((upper, field) -> {
            if (!isDerived(field)) {
                described.put(upper, ItemMethods.described(portal, kind, field));
            }
        });
        return described;
    }

    private Answer setRows(String name, Call call) {
        long id = positive(call);
        for (Object each : call.list("rows")) {
            Map<String, Object> row = Values.ignoringCase(Values.map(each));
            if (Values.numberOr(row.get("DISCOUNT_TYPE_ID"), 2) == 1
                    && row.containsKey("DISCOUNT_TYPE_ID")
                    && Values.blank(row.get("DISCOUNT_SUM"))) {
                throw Refused.bad(
                        "ERROR_CORE",
                        "Discount Sum (DISCOUNT_SUM) is required if Monetary Discount Type (DISCOUNT_TYPE_ID) is defined.");
            }
        }
        productRows.put(name + id, call.list("rows"));
        return Answer.of(true);
    }
}
