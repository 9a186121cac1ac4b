package dev.voronka.bitrix.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** A filter of a list method: operators before the names, all must hold, {@code logic: OR} where one is enough. */
final class Filter implements Predicate<Map<String, Object>> {
    private static final List<String> OPERATORS =
            List.of("!=%", "!%=", "=%", "%=", "!@", "!%", "!=", ">=", "<=", "@", "%", "=", "!", ">", "<");

    private final Predicate<Map<String, Object>> test;
    /** Bounds of the id that follow from the filter; both are included. */
    private long lowestId = Long.MIN_VALUE;

    private long highestId = Long.MAX_VALUE;
    private boolean everything;

    private Filter(Map<String, Object> filter, Function<String, Field> fields, Times times) {
        this.everything = true;
        this.test = all(filter, fields, times, true);
    }

    /**
     * Reads a filter.
     *
     * @param fields finds a field by its name; null means that the field may not be filtered by
     */
    static Filter of(Map<String, Object> filter, Function<String, Field> fields, Times times) {
        return new Filter(filter, fields, times);
    }

    long lowestId() {
        return lowestId;
    }

    long highestId() {
        return highestId;
    }

    /** Whether nothing but bounds of the id is asked for. */
    boolean isOnlyBounds() {
        return everything;
    }

    @Override
    public boolean test(Map<String, Object> row) {
        return test.test(row);
    }

    private Predicate<Map<String, Object>> all(
            Map<String, Object> filter, Function<String, Field> fields, Times times, boolean outermost) {
        boolean any = "OR".equals(String.valueOf(filter.get("logic")).toUpperCase(Locale.ROOT));
        List<Predicate<Map<String, Object>>> parts = new ArrayList<>();
        for (Map.Entry<String, Object> each : filter.entrySet()) {
            String key = each.getKey();
            if (key.equalsIgnoreCase("logic")) {
                continue;
            }
            if (!key.isEmpty() && key.chars().allMatch(Character::isDigit)) {
                everything = false;
                parts.add(all(Values.map(each.getValue()), fields, times, false));
            } else {
                parts.add(one(key, each.getValue(), fields, times, outermost && !any));
            }
        }
        if (any) {
            everything = false;
            return row -> {
                for (Predicate<Map<String, Object>> part : parts) {
                    if (part.test(row)) {
                        return true;
                    }
                }
                return parts.isEmpty();
            };
        }
        return row -> {
            for (Predicate<Map<String, Object>> part : parts) {
                if (!part.test(row)) {
                    return false;
                }
            }
            return true;
        };
    }

    private Predicate<Map<String, Object>> one(
            String key, Object value, Function<String, Field> fields, Times times, boolean outermost) {
        String operator = OPERATORS.stream().filter(key::startsWith).findFirst().orElse("");
        String name = key.substring(operator.length());
        Field field = fields.apply(name);
        if (field == null) {
            throw Refused.bad("INVALID_ARG_VALUE", "Invalid filter: field '" + name + "' is not allowed in filter");
        }
        Comparison comparison = new Comparison(field, times);
        boolean many = value instanceof List<?> || value instanceof Map<?, ?>;
        if (field.name().equals("id") || field.name().equals("ID")) {
            narrow(operator, many ? null : Values.number(value), outermost);
        } else {
            everything = false;
        }
        List<Object> wanted = new ArrayList<>();
        for (Object each : many ? Values.list(value) : List.of(value == null ? "" : value)) {
            comparison.check(name, each);
            wanted.add(comparison.read(each));
        }
        if (wanted.isEmpty()) {
            boolean matches = operator.startsWith("!");
            return row -> matches;
        }
        return switch (operator) {
            case "", "=", "@" -> row -> comparison.isOneOf(row.get(field.name()), wanted);
            case "!", "!=", "!@" -> row -> !comparison.isOneOf(row.get(field.name()), wanted);
            case ">" -> row -> comparison.order(row.get(field.name()), wanted.get(0), o -> o > 0);
            case ">=" -> row -> comparison.order(row.get(field.name()), wanted.get(0), o -> o >= 0);
            case "<" -> row -> comparison.order(row.get(field.name()), wanted.get(0), o -> o < 0);
            case "<=" -> row -> comparison.order(row.get(field.name()), wanted.get(0), o -> o <= 0);
            case "%" -> row -> comparison.like(row.get(field.name()), "%" + Values.text(wanted.get(0)) + "%");
            case "=%", "%=" -> row -> comparison.like(row.get(field.name()), Values.text(wanted.get(0)));
            case "!%" -> row -> !comparison.like(row.get(field.name()), "%" + Values.text(wanted.get(0)) + "%");
            default -> row -> !comparison.like(row.get(field.name()), Values.text(wanted.get(0)));
        };
    }

    private void narrow(String operator, Long value, boolean outermost) {
        if (!outermost || value == null) {
            everything = false;
            return;
        }
        switch (operator) {
            case ">" -> lowestId = Math.max(lowestId, value + 1);
            case ">=" -> lowestId = Math.max(lowestId, value);
            case "<" -> highestId = Math.min(highestId, value - 1);
            case "<=" -> highestId = Math.min(highestId, value);
            case "", "=", "@" -> {
                lowestId = Math.max(lowestId, value);
                highestId = Math.min(highestId, value);
            }
            default -> everything = false;
        }
    }

    /** How values of one field are compared with values of a filter. */
    record Comparison(Field field, Times times) {
        void check(String name, Object wanted) {
            boolean bad = (field.isTime() && !Values.blank(wanted) && times.inFilter(Values.text(wanted)) == null)
                    || (field.isWhole() && !Values.blank(wanted) && Values.decimal(wanted) == null);
            if (bad) {
                throw Refused.bad("INVALID_ARG_VALUE", "Invalid filter: field '" + name + "' has invalid value");
            }
        }

        /** The value as it is compared, read once and not for every row. */
        Object read(Object wanted) {
            if (Values.blank(wanted)) {
                return "";
            }
            if (field.isTime()) {
                return times.inFilter(Values.text(wanted));
            }
            return field.isWhole() || field.type().equals("double") ? Values.decimal(wanted) : wanted;
        }

        boolean isOneOf(Object value, List<Object> wanted) {
            if (value instanceof List<?> several) {
                return several.isEmpty()
                        ? isOneOf(null, wanted)
                        : several.stream().anyMatch(each -> isOneOf(each, wanted));
            }
            for (Object each : wanted) {
                if (same(value, each)) {
                    return true;
                }
            }
            return false;
        }

        private boolean same(Object value, Object wanted) {
            if (field.type().equals("boolean") && field.user()) {
                // Values are Y and N, but filters understand 1 and 0 only.
                return (Values.yes(value) ? "1" : "0").equals(Values.text(wanted));
            }
            if (field.type().equals("boolean")) {
                return Values.yes(value) == Values.yes(wanted);
            }
            if (Values.blank(wanted)) {
                return Values.blank(value) || (field.isWhole() && Values.numberOr(value, 0) == 0);
            }
            if (value == null) {
                return field.isWhole() && Values.numberOr(wanted, 1) == 0;
            }
            return order(value, wanted, o -> o == 0);
        }

        boolean order(Object value, Object wanted, Predicate<Integer> holds) {
            if (value == null || Values.blank(wanted)) {
                return false;
            }
            if (value instanceof Instant time) {
                return wanted instanceof Instant other && holds.test(time.compareTo(other));
            }
            Double left = Values.decimal(value);
            Double right = Values.decimal(wanted);
            if (left != null
                    && right != null
                    && (value instanceof Number || !field.type().equals("string"))) {
                return holds.test(Double.compare(left, right));
            }
            return holds.test(Values.text(value).compareToIgnoreCase(Values.text(wanted)));
        }

        boolean like(Object value, String pattern) {
            if (value instanceof List<?> several) {
                return several.stream().anyMatch(each -> like(each, pattern));
            }
            String text = Values.textOr(value, "").toLowerCase(Locale.ROOT);
            String wanted = pattern.toLowerCase(Locale.ROOT);
            boolean openStart = wanted.startsWith("%");
            boolean openEnd = wanted.length() > 1 && wanted.endsWith("%");
            String core = wanted.substring(openStart ? 1 : 0, wanted.length() - (openEnd ? 1 : 0));
            if (openStart) {
                return openEnd ? text.contains(core) : text.endsWith(core);
            }
            return openEnd ? text.startsWith(core) : text.equals(core);
        }
    }
}
