package dev.voronka.store;

import dev.voronka.InvalidInput;
import dev.voronka.Personal;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A record is an object of its components, read by its canonical constructor. */
final class RecordShape implements Shape {

    /** One component. The shape is found when it is first needed: records may hold themselves. */
    private static final class Part {
        final String name;
        final int place;
        final MethodHandle accessor;
        final boolean personal;
        final boolean nullable;
        final Class<?> raw;
        private final Type type;
        private final BiFunction<Type, RecordComponent, Shape> shapes;
        private final RecordComponent component;
        private volatile @Nullable Shape shape;

        Part(
                RecordComponent component,
                int place,
                boolean nullMarked,
                Type type,
                BiFunction<Type, RecordComponent, Shape> shapes) {
            this.name = component.getName();
            this.place = place;
            this.component = component;
            this.raw = component.getType();
            this.type = type;
            this.shapes = shapes;
            this.personal = component.isAnnotationPresent(Personal.class);
            this.nullable = !raw.isPrimitive() && (isNullable(component) || !nullMarked);
            this.accessor = accessor(component);
        }

        Shape shape() {
            var known = shape;
            if (known == null) {
                known = shapes.apply(type, component);
                shape = known;
            }
            return known;
        }

        private static MethodHandle accessor(RecordComponent component) {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            try {
                return MethodHandles.lookup()
                        .unreflect(accessor)
                        .asType(MethodType.methodType(Object.class, Object.class));
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException("made accessible before", impossible);
            }
        }
    }

    private final Class<?> type;
    private final boolean nullMarked;
    private final List<Part> parts;
    private final Map<String, Part> byName = new HashMap<>();
    private final MethodHandle constructor;

    /** The shape of a record, given its components' types and the shapes of types. */
    RecordShape(Class<?> type, Map<String, Type> types, BiFunction<Type, RecordComponent, Shape> shapes) {
        this.type = type;
        this.nullMarked = isNullMarked(type);
        var components = type.getRecordComponents();
        var all = new Part[components.length];
        try {
            for (var i = 0; i < all.length; i++) {
                var name = components[i].getName();
                var declared = types.getOrDefault(name, components[i].getGenericType());
                all[i] = new Part(components[i], i, nullMarked, declared, shapes);
                byName.put(name, all[i]);
            }
            this.constructor = constructor(type, components);
        } catch (java.lang.reflect.InaccessibleObjectException closed) {
            throw new InvalidInput(
                    "The record " + type.getName() + " is closed to voronka; let its module open the package.", closed);
        }
        Arrays.sort(all, Comparator.comparing(p -> p.name));
        this.parts = List.of(all);
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("every record has a canonical constructor", impossible);
        }
    }

    /** Whether the record has a component of this name. */
    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** The shape of the only component, if the record has one only; null otherwise. */
    @Nullable
    Shape only() {
        return parts.size() == 1 ? parts.get(0).shape() : null;
    }

    /** The value of the only component. */
    @Nullable
    Object onlyOf(Object record) {
        return valueOf(parts.get(0), record);
    }

    Object make(@Nullable Object... values) {
        try {
            return constructor.invokeExact(values);
        } catch (InvalidInput refused) {
            throw Misfit.refused(refused);
        } catch (Misfit | Error through) {
            throw through;
        } catch (Throwable broken) {
            throw new Misfit(
                    null,
                    "is refused by the constructor of " + type.getName() + ", with "
                            + broken.getClass().getName(),
                    broken);
        }
    }

    @Override
    public void write(Object value, JsonOut out) {
        write(value, null, out);
    }

    /** Writes the record with a tag among its components, in its place by name. */
    void write(Object value, @Nullable String tag, JsonOut out) {
        out.begin('{');
        var first = true;
        var tagged = tag == null;
        for (var part : parts) {
            if (!tagged && part.name.compareTo(SealedShape.TAG) > 0) {
                first = writeTag(tag, first, out);
                tagged = true;
            }
            if (!first) {
                out.raw(",");
            }
            first = false;
            out.key(part.name);
            var held = valueOf(part, value);
            try {
                if (held == null && !part.nullable) {
                    throw Misfit.that("is null, but a " + type.getSimpleName() + " needs its " + part.name);
                }
                if (held == null) {
                    out.raw("null");
                } else {
                    part.shape().write(held, out);
                }
            } catch (Misfit misfit) {
                throw in(part, misfit);
            }
        }
        if (!tagged) {
            writeTag(tag, first, out);
        }
        out.end('}');
    }

    private static boolean writeTag(@Nullable String tag, boolean first, JsonOut out) {
        if (!first) {
            out.raw(",");
        }
        out.key(SealedShape.TAG);
        out.string(String.valueOf(tag));
        return false;
    }

    private static @Nullable Object valueOf(Part part, Object record) {
        try {
            return part.accessor.invokeExact(record);
        } catch (RuntimeException | Error through) {
            throw through;
        } catch (Throwable broken) {
            throw new IllegalStateException("an accessor of a record throws no checked exception", broken);
        }
    }

    private static Misfit in(Part part, Misfit misfit) {
        return (part.personal ? misfit.hidden() : misfit).under(part.name);
    }

    @Override
    public Object read(Object json, Reading how) {
        if (!(json instanceof Map<?, ?> object)) {
            throw Misfit.expected("an object with what a " + type.getSimpleName() + " holds", json);
        }
        var values = new @Nullable Object[parts.size()];
        var used = 0;
        for (var part : parts) {
            try {
                var held = object.get(part.name);
                if (held != null) {
                    values[part.place] = part.shape().read(held, how);
                    used++;
                } else if (object.containsKey(part.name)) {
                    values[part.place] = nothing(part);
                    used++;
                } else {
                    values[part.place] = missing(part);
                }
            } catch (Misfit misfit) {
                throw in(part, misfit);
            }
        }
        if (used < object.size() && !how.ignoresUnknown()) {
            refuseUnknown(object);
        }
        return make(values);
    }

    private @Nullable Object nothing(Part part) {
        if (!part.nullable) {
            throw Misfit.that("is null, but a " + type.getSimpleName() + " needs its " + part.name);
        }
        return null;
    }

    /** What a component is that was not there yet when the text was written. */
    private @Nullable Object missing(Part part) {
        var empty = empty(part.raw);
        if (isNullable(part.component)) {
            return null;
        }
        if (empty == null) {
            throw Misfit.that("is missing, and a " + type.getSimpleName() + " needs its " + part.name
                    + "; let that be @Nullable, or change the stored data");
        }
        return empty;
    }

    private static @Nullable Object empty(Class<?> raw) {
        if (SortedMap.class.isAssignableFrom(raw)) {
            return Collections.unmodifiableSortedMap(new TreeMap<>());
        }
        if (Map.class.isAssignableFrom(raw) && raw.isInterface()) {
            return Map.of();
        }
        if (java.util.SortedSet.class.isAssignableFrom(raw)) {
            return Collections.unmodifiableSortedSet(new java.util.TreeSet<>());
        }
        if (raw == java.util.Set.class) {
            return java.util.Set.of();
        }
        return raw == List.class || raw == Collection.class ? List.of() : null;
    }

    /** What the record has no component for would be lost when it is next written; only what is empty may go. */
    private void refuseUnknown(Map<?, ?> object) {
        object.forEach((name, value) -> {
            var isEmpty = value == null
                    || (value instanceof Map<?, ?> map && map.isEmpty())
                    || (value instanceof Collection<?> all && all.isEmpty());
            if (!byName.containsKey(String.valueOf(name)) && !isEmpty) {
                throw Misfit.that(
                                "is something that a " + type.getSimpleName()
                                        + " has no component for, so it would be lost; bring that back, or change the stored data")
                        .under(String.valueOf(name));
            }
        });
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || Arrays.stream(component.getAnnotations())
                        .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
    }

    private static boolean isNullMarked(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (at.isAnnotationPresent(NullMarked.class)) {
                return true;
            }
        }
        return type.getPackage().isAnnotationPresent(NullMarked.class);
    }
}
