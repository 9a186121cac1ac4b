package dev.voronka.store;

import dev.voronka.Personal;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The components of a record type, to look at one by one and to make another of. Thread-safe. */
final class RecordParts {

    private static final ClassValue<RecordParts> KNOWN = new ClassValue<>() {
        @Override
        protected RecordParts computeValue(Class<?> type) {
            return new RecordParts(type);
        }
    };

    private final Method[] accessors;
    private final String[] names;
    private final boolean[] personal;
    private final boolean[] nullable;
    private final Constructor<?> constructor;

    private RecordParts(Class<?> type) {
        var components = type.getRecordComponents();
        accessors = new Method[components.length];
        names = new String[components.length];
        personal = new boolean[components.length];
        nullable = new boolean[components.length];
        for (var i = 0; i < components.length; i++) {
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
            names[i] = components[i].getName();
            personal[i] = components[i].isAnnotationPresent(Personal.class);
            nullable[i] = RecordShape.isNullable(components[i]);
        }
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("every record has a canonical constructor", impossible);
        }
    }

    static RecordParts of(Object record) {
        return KNOWN.get(record.getClass());
    }

    int count() {
        return names.length;
    }

    String name(int i) {
        return names[i];
    }

    boolean isPersonal(int i) {
        return personal[i];
    }

    boolean isNullable(int i) {
        return nullable[i];
    }

    @Nullable
    Object value(Object record, int i) {
        try {
            return accessors[i].invoke(record);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(
                    "the accessor " + names[i] + " of " + record.getClass().getName() + " throws", broken);
        }
    }

    /** Another record of these values; null if its constructor refuses them. */
    @Nullable
    Object make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof Error broken && !(broken instanceof AssertionError)) {
                throw broken;
            }
            return null;
        } catch (ReflectiveOperationException | IllegalArgumentException unfit) {
            return null;
        }
    }
}
