package dev.voronka.run;

import dev.voronka.InvalidInput;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Refuses records with a null where their code says that none may be: in null-marked code, unless marked nullable. */
final class Nulls {

    private static final ClassValue<List<RecordComponent>> FILLED = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            var components = type.getRecordComponents();
            if (components == null || !isNullMarked(type)) {
                return List.of();
            }
            return Arrays.stream(components)
                    .filter(c -> !c.getType().isPrimitive())
                    .filter(c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .filter(c -> c.getAccessor().trySetAccessible())
                    .toList();
        }
    };

    private Nulls() {}

    static void refuse(String what, Object given) {
        for (var component : FILLED.get(given.getClass())) {
            if (valueOf(component, given) == null) {
                throw new InvalidInput("The " + what + " has no " + component.getName() + ": that part of "
                        + given.getClass().getName() + " is null. Nothing was done.");
            }
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException unreadable) {
            throw new InvalidInput(
                    "The part " + component.getName() + " of "
                            + record.getClass().getName() + " cannot be read.",
                    unreadable);
        }
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
