package dev.voronka.bitrix.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads values of fields from a call and shows them in an answer. */
final class ItemForm {
    private final Portal portal;

    ItemForm(Portal portal) {
        this.portal = portal;
    }

    /** The values by the names under which they are kept. Unknown and read-only fields are left out without a word. */
    Map<String, Object> read(Kind kind, Map<String, Object> raw, boolean originalNames) {
        Map<String, Field> fields = kind.fields(originalNames);
        Map<String, Object> values = new LinkedHashMap<>();
        raw.forEach((name, value) -> {
            Field field = fields.get(name);
            if (field != null && !field.readOnly()) {
                values.put(field.name(), read(field, value));
            }
        });
        return values;
    }

    Object read(Field field, Object value) {
        if (field.type().equals("crm_multifield")) {
            return Values.list(value);
        }
        if (!field.multiple()) {
            return one(field, value instanceof List<?> list ? list.isEmpty() ? null : list.get(0) : value);
        }
        if (!Values.blank(value) && !(value instanceof List<?>) && !(value instanceof Map<?, ?>)) {
            throw Refused.bad(
                    "100",
                    "Expected iterable value for multiple field, but got "
                            + (value instanceof String ? "string" : "integer"));
        }
        List<Object> several = new ArrayList<>();
        for (Object each : Values.list(value)) {
            Object one = one(field, each);
            if (one != null) {
                several.add(one);
            }
        }
        return several.isEmpty() ? null : List.copyOf(several);
    }

    private Object one(Field field, Object value) {
        if (Values.blank(value)) {
            return field.type().equals("boolean") && value != null ? "N" : null;
        }
        Object read;
        if (field.isWhole()) {
            read = Values.decimal(value) == null ? null : Values.number(value);
            if (read != null
                    && field.type().equals("enumeration")
                    && !portal.userFields.hasChoice(field, (Long) read)) {
                read = null;
            }
        } else if (field.type().equals("double")) {
            read = Values.decimal(value);
        } else if (field.type().equals("boolean")) {
            return Values.yesNo(value);
        } else if (field.isTime()) {
            read = portal.times.read(Values.text(value));
        } else {
            return Values.text(value);
        }
        if (read == null) {
            throw Refused.bad("CRM_FIELD_ERROR_VALUE_NOT_VALID", "Invalid value for field \"" + field.upper() + "\"");
        }
        return read;
    }

    /**
     * The item as an answer shows it.
     *
     * @param select names of fields; null or {@code *} means all
     */
    Map<String, Object> show(Kind kind, Item item, boolean originalNames, List<Object> select) {
        Map<String, Field> fields = kind.fields(originalNames);
        Map<String, Object> shown = new LinkedHashMap<>();
        boolean everything = select == null || select.isEmpty() || select.contains("*");
        if (everything) {
            fields.forEach((name, field) -> {
                if (!field.type().equals("crm_multifield") || item.get(field.name()) != null) {
                    shown.put(name, value(field, item));
                }
            });
            shown.put("entityTypeId", kind.entityTypeId);
            return shown;
        }
        shown.put("id", item.id);
        for (Object name : select) {
            Field field = fields.get(Values.text(name));
            if (field != null && !field.type().equals("crm_multifield")) {
                shown.put(Values.text(name), value(field, item));
            }
        }
        return shown;
    }

    Object value(Field field, Item item) {
        Object value = item.get(field.name());
        if (value == null) {
            return field.empty();
        }
        if (value instanceof Instant time) {
            return portal.times.shown(time);
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return number.longValue();
        }
        if (value instanceof List<?> list && field.isTime()) {
            List<Object> times = new ArrayList<>();
            list.forEach(each -> times.add(portal.times.shown((Instant) each)));
            return times;
        }
        return value;
    }
}
