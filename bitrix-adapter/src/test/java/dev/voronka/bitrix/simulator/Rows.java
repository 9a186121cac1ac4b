package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Filter, order and selection of the short lists: directories, comments, activities, tasks, people. */
final class Rows {
    private final Times times;

    Rows(Times times) {
        this.times = times;
    }

    /** Fields that no row has are not filtered by. */
    List<Map<String, Object>> find(
            List<Map<String, Object>> rows, Map<String, Object> filter, Map<String, Object> order) {
        Filter test = Filter.of(filter, Rows::field, times);
        List<Map<String, Object>> found = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            if (test.test(row)) {
                found.add(row);
            }
        }
        Comparator<Map<String, Object>> comparator = null;
        for (Map.Entry<String, Object> each : order.entrySet()) {
            Comparator<Map<String, Object>> next =
                    Comparator.comparing(row -> comparable(row.get(each.getKey())), ItemPage::compare);
            if ("DESC".equals(Values.textOr(each.getValue(), "").toUpperCase(Locale.ROOT))) {
                next = next.reversed();
            }
            comparator = comparator == null ? next : comparator.thenComparing(next);
        }
        if (comparator != null) {
            found.sort(comparator);
        }
        return found;
    }

    private static Object comparable(Object value) {
        Double number = Values.decimal(value);
        return number != null ? number : value;
    }

    private static Field field(String name) {
        String type = name.endsWith("ID") || name.endsWith("Id") || name.equals("SORT") ? "double" : "string";
        if (name.equals("STATUS_ID")
                || name.equals("ENTITY_ID")
                || name.equals("entityId")
                || name.startsWith("PROVIDER_")
                || name.equals("STAGE_ID")) {
            type = "string";
        }
        if (name.startsWith("CREATED")
                || name.startsWith("createdTime")
                || name.startsWith("updatedTime")
                || name.startsWith("TIMESTAMP")) {
            type = "moment";
        }
        return new Field(name, name, name, name, type, false, false, false, null, false);
    }

    /** Each row with those columns only; all of them without a selection or with {@code *}. */
    static List<Map<String, Object>> select(List<Map<String, Object>> rows, List<Object> select) {
        if (select.isEmpty() || select.contains("*")) {
            return rows;
        }
        List<Map<String, Object>> selected = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            Map<String, Object> narrow = new LinkedHashMap<>();
            for (Object name : select) {
                String column = Values.text(name);
                if (row.containsKey(column)) {
                    narrow.put(column, row.get(column));
                }
            }
            selected.add(narrow);
        }
        return selected;
    }
}
