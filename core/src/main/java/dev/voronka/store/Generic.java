package dev.voronka.store;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type with arguments, equal to another one with the same. */
record Generic(Class<?> raw, List<Type> arguments) implements ParameterizedType {

    static Generic of(Class<?> raw, Type... arguments) {
        return new Generic(raw, List.of(arguments));
    }

    @Override
    public Type[] getActualTypeArguments() {
        return arguments.toArray(new Type[0]);
    }

    @Override
    public Type getRawType() {
        return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
        return raw.getDeclaringClass();
    }
}
