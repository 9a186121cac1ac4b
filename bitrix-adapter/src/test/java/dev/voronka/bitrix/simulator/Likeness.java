package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares two answers: the same names, and values of the same types. The values themselves are free; null fits everything. */
final class Likeness {
    /** Where the names are data: languages, ids, names of fields that differ from portal to portal. */
    private static final Set<String> OPEN = Set.of(
            "languageId",
            "editFormLabel",
            "listColumnLabel",
            "listFilterLabel",
            "errorMessage",
            "helpMessage",
            "EDIT_FORM_LABEL",
            "LIST_COLUMN_LABEL",
            "LIST_FILTER_LABEL",
            "ERROR_MESSAGE",
            "HELP_MESSAGE",
            "settings",
            "SETTINGS",
            "EVENT_DATA",
            "EVENT_ADDITIONAL",
            "fields",
            "time");

    private final List<String> differences = new ArrayList<>();

    static List<String> differences(Object wanted, Object got, boolean openResult) {
        Likeness likeness = new Likeness();
        likeness.compare("", wanted, got, openResult);
        return likeness.differences;
    }

    private void compare(String path, Object wanted, Object got, boolean open) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        if (wanted == null
                || got == null
                || Set.of("time", "EVENT_DATA", "EVENT_ADDITIONAL").contains(name)) {
            return;
        }
        if (wanted instanceof List<?> list && got instanceof Map<?, ?> map && (list.isEmpty() || map.isEmpty())) {
            return;
        }
        if (wanted instanceof Map<?, ?> map && got instanceof List<?> list && (list.isEmpty() || map.isEmpty())) {
            return;
        }
        if (wanted instanceof Map<?, ?> && got instanceof Map<?, ?>) {
            maps(path, Values.map(wanted), Values.map(got), open || OPEN.contains(name));
        } else if (wanted instanceof List<?> want && got instanceof List<?> have) {
            if (!want.isEmpty()
                    && have.isEmpty()
                    && (name.equals("result")
                            || path.chars().filter(c -> c == '.').count() < 3)) {
                differences.add(path + " is empty");
            } else if (!want.isEmpty() && !have.isEmpty()) {
                compare(path + "[0]", want.get(0), have.get(0), false);
            }
        } else if (kind(wanted) != kind(got)) {
            differences.add(path + " is " + kind(got) + ", not " + kind(wanted));
        }
    }

    private void maps(String path, Map<String, Object> wanted, Map<String, Object> got, boolean open) {
        Set<String> missing = new TreeSet<>(wanted.keySet());
        missing.removeAll(got.keySet());
        Set<String> added = new TreeSet<>(got.keySet());
        added.removeAll(wanted.keySet());
        if (!open && !missing.isEmpty()) {
            differences.add(path + " lacks " + missing);
        }
        if (!open && !added.isEmpty()) {
            differences.add(path + " has also " + added);
        }
        wanted.forEach((name, value) -> {
            if (got.containsKey(name)) {
                compare(path + "." + name, value, got.get(name), false);
            }
        });
    }

    private static char kind(Object value) {
        if (value instanceof Number) {
            return '1';
        }
        return value instanceof String ? '"' : value instanceof Boolean ? 't' : value instanceof List<?> ? '[' : '{';
    }
}
