package dev.voronka.store;

import dev.voronka.Code;
import dev.voronka.InvalidInput;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a sealed type: an object that says by its property {@code type} which it is, by {@link Code} or else
 * by its simple name. What is no object of its own, or has a component called so itself, is put under {@code value}.
 */
final class SealedShape implements Shape {

    static final String TAG = "type";
    private static final String VALUE = "value";

    private record Form(Class<?> type, String tag, Shape shape) {
        /** As an object of its own, where the tag finds its place. */
        @Nullable
        RecordShape open() {
            return shape instanceof RecordShape open && !open.has(TAG) ? open : null;
        }
    }

    private final Class<?> type;
    private final Map<Class<?>, Form> byClass = new LinkedHashMap<>();
    private final Map<String, Form> byTag = new HashMap<>();

    SealedShape(Class<?> type, Function<Class<?>, Shape> shapes) {
        this.type = type;
        concrete(type).distinct().forEach(c -> add(new Form(c, tagOf(c), shapes.apply(c))));
    }

    private void add(Form form) {
        byClass.put(form.type, form);
        name(form.tag, form);
        var code = form.type.getAnnotation(Code.class);
        if (code != null) {
            for (var former : code.formerly()) {
                name(former, form);
            }
        }
    }

    private void name(String tag, Form form) {
        var other = byTag.putIfAbsent(tag, form);
        if (other != null) {
            throw new InvalidInput("Both " + other.type.getName() + " and " + form.type.getName() + " are called \""
                    + tag + "\" where a " + type.getName() + " is stored; give them different @Code.");
        }
    }

    private static String tagOf(Class<?> type) {
        var code = type.getAnnotation(Code.class);
        return code == null ? type.getSimpleName() : code.value();
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        var permitted = type.getPermittedSubclasses();
        if (permitted == null || type.isEnum()) {
            return Stream.of(type);
        }
        return Arrays.stream(permitted).flatMap(SealedShape::concrete);
    }

    @Override
    public void write(Object value, JsonOut out) {
        var form = byClass.get(value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass());
        if (form == null) {
            throw Misfit.that("the value is a " + value.getClass().getName() + ", which is none of "
                    + String.join(", ", new TreeSet<>(byTag.keySet())));
        }
        var open = form.open();
        if (open != null) {
            open.write(value, form.tag, out);
            return;
        }
        out.begin('{');
        out.key(TAG);
        out.string(form.tag);
        out.raw(",");
        out.key(VALUE);
        form.shape.write(value, out);
        out.end('}');
    }

    @Override
    public Object read(Object json, Reading how) {
        if (!(json instanceof Map<?, ?> object) || object.get(TAG) == null) {
            throw Misfit.expected("an object with a type, one of " + tags(), json);
        }
        var form = byTag.get(String.valueOf(object.get(TAG)));
        if (form == null) {
            throw Misfit.expected("one of " + tags(), object.get(TAG)).under(TAG);
        }
        if (form.open() == null) {
            var value = object.get(VALUE);
            if (value == null) {
                throw Misfit.that("is missing").under(VALUE);
            }
            try {
                return form.shape.read(value, how);
            } catch (Misfit misfit) {
                throw misfit.under(VALUE);
            }
        }
        var rest = new LinkedHashMap<Object, Object>(object);
        rest.remove(TAG);
        return form.shape.read(rest, how);
    }

    private String tags() {
        return String.join(", ", new TreeSet<>(byTag.keySet()));
    }
}
