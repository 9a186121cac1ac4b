package dev.voronka.crm;

import dev.voronka.InvalidInput;
import dev.voronka.store.Codec;
import dev.voronka.store.Reading;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and replaces components of a card's data by their path, such as {@code report.discussed}. Thread-safe. */
final class Components {

    private final Codec codec;

    Components(Codec codec) {
        this.codec = codec;
    }

    /** What stands there; null if nothing does, or something on the way is null. */
    static @Nullable Object read(Object data, String path) {
        Object value = data;
        for (var name : path.split("\\.", -1)) {
            if (value == null) {
                return null;
            }
            value = valueOf(component(value.getClass(), name, path), value);
        }
        return value;
    }

    private static @Nullable Object valueOf(RecordComponent component, Object record) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (InvocationTargetException | IllegalAccessException broken) {
            throw new IllegalStateException("the accessor " + component.getName() + " throws", broken);
        }
    }

    /**
     * The component at the end of a path.
     *
     * @throws InvalidInput if there is none; the message names those that there are
     */
    static RecordComponent component(Class<?> data, String path) {
        var names = path.split("\\.", -1);
        var type = data;
        for (var i = 0; i < names.length - 1; i++) {
            type = component(type, names[i], path).getType();
        }
        return component(type, names[names.length - 1], path);
    }

    private static RecordComponent component(Class<?> type, String name, String path) {
        var components = type.getRecordComponents();
        if (components == null) {
            throw new InvalidInput("The path " + path + " of a field of the CRM goes on behind a "
                    + type.getSimpleName() + ", which has no components.");
        }
        return Arrays.stream(components)
                .filter(c -> c.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("The path " + path + " of a field of the CRM names \"" + name
                        + "\", but " + type.getSimpleName() + " has "
                        + Arrays.stream(components)
                                .map(RecordComponent::getName)
                                .toList() + "."));
    }

    /**
     * The data with another value there.
     *
     * @param text the value in the form of {@link CrmText}; empty for nothing
     * @throws InvalidInput if the component does not take it, or the data refuses it
     */
    Object with(Object data, String path, String text) {
        var component = component(data.getClass(), path);
        var value = value(component, path, text, read(data, path));
        var tree = copy(codec.read(codec.text(data), Object.class, Reading.STRICT));
        put(
                tree,
                path.split("\\.", -1),
                0,
                value == null ? null : codec.read(codec.text(value), Object.class, Reading.STRICT));
        return codec.read(codec.text(tree), data.getClass(), Reading.STRICT);
    }

    private static void put(Map<String, @Nullable Object> tree, String[] names, int at, @Nullable Object value) {
        if (at == names.length - 1) {
            if (value == null) {
                tree.remove(names[at]);
            } else {
                tree.put(names[at], value);
            }
            return;
        }
        var inner = copy(tree.get(names[at]));
        tree.put(names[at], inner);
        put(inner, names, at + 1, value);
    }

    @SuppressWarnings("unchecked") // a record is written as an object
    private static Map<String, @Nullable Object> copy(@Nullable Object tree) {
        return tree == null ? new LinkedHashMap<>() : new LinkedHashMap<>((Map<String, @Nullable Object>) tree);
    }

    private static @Nullable Object value(
            RecordComponent component, String path, String text, @Nullable Object before) {
        var type = component.getType();
        if (Collection.class.isAssignableFrom(type)) {
            return CrmText.values(path, element(component.getGenericType()), text);
        }
        if (type == ZonedDateTime.class && before instanceof ZonedDateTime known && !text.isBlank()) {
            return ((OffsetDateTime) CrmText.required(path, OffsetDateTime.class, text))
                    .atZoneSameInstant(known.getZone());
        }
        if (type == String.class && text.isBlank()) {
            return before == null ? null : "";
        }
        var value = CrmText.value(path, type, text);
        if (value == null && type.isPrimitive()) {
            throw new InvalidInput("Field " + path + " cannot be empty.");
        }
        return value;
    }

    private static Class<?> element(Type list) {
        return list instanceof ParameterizedType many && many.getActualTypeArguments()[0] instanceof Class<?> one
                ? one
                : Object.class;
    }
}
