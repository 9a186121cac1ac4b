package dev.voronka.store;

import dev.voronka.CardId;
import dev.voronka.ContactRef;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.TimeSpan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value declared as Object that must tell itself what it is. Text, exact numbers, yes and no, lists and maps are
 * written plainly; some more are an object with one key: {@code {"=date":"2026-11-24"}}.
 */
final class AnyShape implements Shape {

    private static final String MAP = "=map";
    private static final String SET = "=set";
    private static final Map<String, Class<?>> TAGGED = new LinkedHashMap<>();

    static {
        TAGGED.put("=date", LocalDate.class);
        TAGGED.put("=time", LocalTime.class);
        TAGGED.put("=moment", Instant.class);
        TAGGED.put("=local", LocalDateTime.class);
        TAGGED.put("=zoned", ZonedDateTime.class);
        TAGGED.put("=duration", Duration.class);
        TAGGED.put("=uuid", UUID.class);
        TAGGED.put("=int", Integer.class);
        TAGGED.put("=long", Long.class);
        TAGGED.put("=double", Double.class);
        TAGGED.put("=money", Money.class);
        TAGGED.put("=role", Role.class);
        TAGGED.put("=card", CardId.class);
        TAGGED.put("=contact", ContactRef.class);
        TAGGED.put("=span", TimeSpan.class);
    }

    private final Function<Class<?>, Shape> shapes;
    private final Map<Class<?>, String> tags = new HashMap<>();
    private final Shape list = new ManyShape(this, true, l -> java.util.Collections.unmodifiableList(l));
    private final Shape set = new ManyShape(this, false, Shapes::set);
    private final Shape map = new MapShape(AnyShape::key, k -> k, this, Shapes::map);

    AnyShape(Function<Class<?>, Shape> shapes) {
        this.shapes = shapes;
        TAGGED.forEach((tag, type) -> tags.put(type, tag));
    }

    private static String key(Object key) {
        if (key instanceof String text) {
            return text;
        }
        throw Misfit.that("a key is a " + key.getClass().getName() + ", which could not be read back from an Object");
    }

    @Override
    public void write(Object value, JsonOut out) {
        if (value instanceof String text) {
            out.string(text);
        } else if (value instanceof Boolean yes) {
            out.raw(yes.toString());
        } else if (value instanceof BigDecimal number) {
            out.number(number);
        } else if (value instanceof List<?>) {
            list.write(value, out);
        } else if (value instanceof Set<?>) {
            tagged(SET, set, value, out);
        } else if (value instanceof Map<?, ?> entries) {
            if (tagOf(entries) == null) {
                map.write(value, out);
            } else {
                tagged(MAP, map, value, out);
            }
        } else {
            var tag = tags.get(value.getClass());
            if (tag == null) {
                throw Misfit.that("the value is declared as Object, so a "
                        + value.getClass().getName()
                        + " could not be read back; declare it as what it is");
            }
            tagged(tag, shapes.apply(value.getClass()), value, out);
        }
    }

    private static void tagged(String tag, Shape shape, Object value, JsonOut out) {
        out.begin('{');
        out.key(tag);
        shape.write(value, out);
        out.end('}');
    }

    /** The tag that a map would be taken for; null if for none. */
    private static @Nullable String tagOf(Map<?, ?> entries) {
        if (entries.size() != 1) {
            return null;
        }
        var only = String.valueOf(entries.keySet().iterator().next());
        return only.equals(MAP) || only.equals(SET) || TAGGED.containsKey(only) ? only : null;
    }

    @Override
    public Object read(Object json, Reading how) {
        if (json instanceof List<?>) {
            return list.read(json, how);
        }
        if (!(json instanceof Map<?, ?> entries)) {
            return json;
        }
        var tag = tagOf(entries);
        if (tag == null) {
            return map.read(json, how);
        }
        var value = entries.get(tag);
        if (value == null) {
            throw Misfit.that("is null").underKey(tag);
        }
        try {
            return shape(tag).read(value, how);
        } catch (Misfit misfit) {
            throw misfit.underKey(tag);
        }
    }

    private Shape shape(String tag) {
        return switch (tag) {
            case MAP -> map;
            case SET -> set;
            default -> shapes.apply(TAGGED.get(tag));
        };
    }
}
