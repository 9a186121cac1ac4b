package dev.voronka;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fields without which a stage is not left forward: custom fields by code, parts of the data by name. */
final class Requirement<D> {

    static final String CODE = "required-fields-are-filled";

    private final Map<String, Method> parts = new LinkedHashMap<>();
    private final Texts texts;
    private final List<String> fields;

    Requirement(Class<D> data, Texts texts, List<String> fields) {
        this.texts = texts;
        this.fields = List.copyOf(fields);
        parts(data).filter(p -> fields.contains(p.getName())).forEach(p -> {
            p.getAccessor().setAccessible(true);
            parts.put(p.getName(), p.getAccessor());
        });
    }

    /** The parts that a card's data has; none unless it is a record. */
    static Stream<RecordComponent> parts(Class<?> data) {
        return data.isRecord() ? Arrays.stream(data.getRecordComponents()) : Stream.empty();
    }

    Guard<D, Object> guard() {
        return Guard.listing(CODE, this::missing);
    }

    private List<Object> missing(Situation<D, Object> s) {
        return fields.stream()
                .filter(f -> isEmpty(
                        parts.containsKey(f)
                                ? part(f, s.data())
                                : s.card().fields().get(f)))
                .map(this::titled)
                .toList();
    }

    private @Nullable Object part(String name, D data) {
        try {
            return Objects.requireNonNull(parts.get(name)).invoke(data);
        } catch (ReflectiveOperationException broken) {
            throw new InvalidInput("The field " + name + " of the data cannot be read.", broken);
        }
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || (value instanceof CharSequence text && text.toString().isBlank())
                || (value instanceof Collection<?> all && all.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof Optional<?> maybe && maybe.isEmpty())
                || (value instanceof ContactRef contact && !contact.isKnown());
    }

    /** By its title; a part of the data that has none, by its name. */
    private Object titled(String field) {
        var code = (parts.containsKey(field) ? "data." : "field.") + field;
        return texts.find(code, Texts.RUSSIAN).isPresent() ? new TextRef(code) : field;
    }
}
