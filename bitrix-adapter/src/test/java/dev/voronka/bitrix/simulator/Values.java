package dev.voronka.bitrix.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads values as PHP would: a list may come as a map with numbers as keys, a number as text, a truth as Y. */
final class Values {
    private Values() {}

    static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> from) {
            from.forEach((k, v) -> map.put(String.valueOf(k), v));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                map.put(String.valueOf(i), list.get(i));
            }
        }
        return map;
    }

    static List<Object> list(Object value) {
        List<Object> list = new ArrayList<>();
        if (value instanceof List<?> from) {
            list.addAll(from);
        } else if (value instanceof Map<?, ?> from) {
            list.addAll(from.values());
        } else if (value != null && !"".equals(value)) {
            list.add(value);
        }
        return list;
    }

    static List<Long> ids(Object value) {
        List<Long> ids = new ArrayList<>();
        for (Object each : list(value)) {
            Long id = number(each);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    static String text(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? String.valueOf(number.longValue())
                    : number.toString();
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value.toString();
    }

    static String textOr(Object value, String otherwise) {
        String text = text(value);
        return text == null || text.isEmpty() ? otherwise : text;
    }

    static Long number(Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof String text && !text.isBlank()) {
            try {
                return Long.valueOf(text.trim());
            } catch (NumberFormatException e) {
                Double decimal = decimal(text);
                return decimal == null ? null : decimal.longValue();
            }
        }
        return null;
    }

    static long numberOr(Object value, long otherwise) {
        Long number = number(value);
        return number == null ? otherwise : number;
    }

    static Double decimal(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text && !text.isBlank()) {
            try {
                return Double.valueOf(text.trim());
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return null;
    }

    static boolean yes(Object value) {
        return Boolean.TRUE.equals(value)
                || "Y".equals(value)
                || "y".equals(value)
                || "1".equals(value)
                || "true".equals(value)
                || (value instanceof Number number && number.intValue() == 1);
    }

    static String yesNo(boolean yes) {
        return yes ? "Y" : "N";
    }

    static String yesNo(Object value) {
        return yesNo(yes(value));
    }

    /** A map of the given pairs in that order; values may be null. */
    static Map<String, Object> row(Object... pairs) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put((String) pairs[i], pairs[i + 1]);
        }
        return row;
    }

    /** PHP turns a map without entries into an empty list. */
    static Object emptyAsList(Map<String, ?> map) {
        return map.isEmpty() ? List.of() : map;
    }

    /** The value with maps whose keys ignore case, two levels deep: old methods are called with FIELDS and with fields. */
    static Map<String, Object> ignoringCase(Map<String, Object> map) {
        Map<String, Object> same = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        same.putAll(map);
        return same;
    }

    static boolean blank(Object value) {
        return value == null
                || "".equals(value)
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}
