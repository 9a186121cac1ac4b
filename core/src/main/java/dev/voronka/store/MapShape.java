package dev.voronka.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map is an object with its keys sorted.
 *
 * @param told a key as text
 * @param parsed a key from its text
 * @param value what it holds
 * @param made the map from its entries
 */
record MapShape(
        Function<Object, String> told,
        Function<String, Object> parsed,
        Shape value,
        Function<Map<Object, @Nullable Object>, Object> made)
        implements Shape {

    @Override
    public void write(Object map, JsonOut out) {
        var sorted = new TreeMap<String, @Nullable Object>();
        ((Map<?, ?>) map).forEach((key, held) -> {
            if (key == null) {
                throw Misfit.that("a key is null");
            }
            var text = told.apply(key);
            if (sorted.containsKey(text)) {
                throw Misfit.expected("the only key of that text", text);
            }
            sorted.put(text, held);
        });
        out.begin('{');
        var first = true;
        for (var entry : sorted.entrySet()) {
            if (!first) {
                out.raw(",");
            }
            first = false;
            entry(entry.getKey(), entry.getValue(), out);
        }
        out.end('}');
    }

    private void entry(String key, @Nullable Object held, JsonOut out) {
        try {
            out.key(key);
            if (held == null) {
                out.raw("null");
            } else {
                value.write(held, out);
            }
        } catch (Misfit misfit) {
            throw misfit.underKey(key);
        }
    }

    @Override
    public Object read(Object json, Reading how) {
        if (!(json instanceof Map<?, ?> object)) {
            throw Misfit.expected("an object", json);
        }
        var entries = new LinkedHashMap<Object, @Nullable Object>();
        object.forEach((name, held) -> {
            var key = String.valueOf(name);
            try {
                entries.put(parsed.apply(key), held == null ? null : value.read(held, how));
            } catch (Misfit misfit) {
                throw misfit.underKey(key);
            }
        });
        try {
            return made.apply(entries);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException unfit) {
            throw new Misfit(null, "is an object with keys or values that cannot stand in it", unfit);
        }
    }
}
