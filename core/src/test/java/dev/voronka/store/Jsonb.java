package dev.voronka.store;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a jsonb column gives back: shorter keys before longer ones, numbers without exponents, blanks between. */
public final class Jsonb {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Comparator<String> SHORTER_FIRST =
            Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());

    private Jsonb() {}

    public static String of(String json) {
        return told(JSON.readValue(json, Object.class));
    }

    private static String told(Object value) {
        if (value instanceof Map<?, ?> object) {
            var sorted = new TreeMap<String, String>(SHORTER_FIRST);
            object.forEach((key, held) -> sorted.put(key.toString(), told(held)));
            return "{"
                    + String.join(
                            ", ",
                            sorted.entrySet().stream()
                                    .map(e -> JSON.writeValueAsString(e.getKey()) + ": " + e.getValue())
                                    .toList())
                    + "}";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(Jsonb::told).toList()) + "]";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : JSON.writeValueAsString(value);
    }
}
