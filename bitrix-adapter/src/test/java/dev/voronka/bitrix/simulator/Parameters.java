package dev.voronka.bitrix.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a query or a form as PHP does: {@code fields[TITLE]=x&ids[]=1&ids[]=2}. */
final class Parameters {
    private Parameters() {}

    static Map<String, Object> read(String query) {
        Map<String, Object> params = new LinkedHashMap<>();
        if (query == null) {
            return params;
        }
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            put(params, name, value);
        }
        return params;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static void put(Map<String, Object> params, String name, String value) {
        int bracket = name.indexOf('[');
        if (bracket <= 0) {
            params.put(name, value);
            return;
        }
        Map<String, Object> at = params;
        String key = name.substring(0, bracket);
        int from = bracket;
        while (from >= 0 && from < name.length() && name.charAt(from) == '[') {
            int to = name.indexOf(']', from);
            if (to < 0) {
                break;
            }
            at = child(at, key);
            key = name.substring(from + 1, to);
            if (key.isEmpty()) {
                key = String.valueOf(at.size());
            }
            from = to + 1;
        }
        at.put(key, value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> at, String key) {
        Object known = at.get(key);
        if (known instanceof Map<?, ?>) {
            return (Map<String, Object>) known;
        }
        Map<String, Object> child = new LinkedHashMap<>();
        at.put(key, child);
        return child;
    }
}
