package dev.voronka.store;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A value whose type is told elsewhere: written as its own class says, read as maps, lists, texts, numbers, yes and no.
 *
 * @param shapes the shape of a class
 */
record PlainShape(Function<Class<?>, Shape> shapes) implements Shape {

    @Override
    public void write(Object value, JsonOut out) {
        if (value instanceof Map<?, ?>) {
            new MapShape(this::key, k -> k, this, m -> m).write(value, out);
        } else if (value instanceof Collection<?>) {
            new ManyShape(this, !(value instanceof java.util.Set<?>), l -> l).write(value, out);
        } else {
            shapes.apply(value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass())
                    .write(value, out);
        }
    }

    private String key(Object key) {
        return key instanceof String text ? text : Shapes.key(key, shapes);
    }

    @Override
    public Object read(Object json, Reading how) {
        if (json instanceof String || json instanceof Boolean || json instanceof BigDecimal) {
            return json;
        }
        return json instanceof List<?> list ? List.class.cast(list) : json;
    }
}
