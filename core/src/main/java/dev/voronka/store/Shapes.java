package dev.voronka.store;

import static java.util.Objects.requireNonNull;

import dev.voronka.Answered;
import dev.voronka.CommonTrigger;
import dev.voronka.InvalidInput;
import dev.voronka.Move;
import dev.voronka.Stage;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Knows the shape of every type, and finds it out once. Thread-safe. */
final class Shapes {

    /** Records whose values declared as Object are told by the process that they belong to. */
    private static final Set<Class<?>> TOLD_ELSEWHERE =
            Set.of(Move.Opened.class, CommonTrigger.Amend.class, Answered.class);

    private final Map<Type, Shape> known = new ConcurrentHashMap<>();
    private final Shape plain = new PlainShape(this::ofClass);
    private final Shape any = new AnyShape(this::ofClass);
    private final Shape stage = Scalar.stage();

    /** Of a value of which nobody says more than its class. */
    Shape ofValue(Object value) {
        return value instanceof Map<?, ?> || value instanceof Collection<?>
                ? plain
                : ofClass(value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass());
    }

    /** Of what is to be read. */
    Shape ofType(Type type) {
        if (type == Object.class || type == Map.class || type == List.class) {
            return plain;
        }
        return of(type, Map.of());
    }

    private Shape ofClass(Class<?> type) {
        return of(type, Map.of());
    }

    private Shape of(Type given, Map<String, Type> bound) {
        var type = resolved(given, bound);
        var shape = known.get(type);
        if (shape == null) {
            shape = made(type);
            var other = known.putIfAbsent(type, shape);
            return other == null ? shape : other;
        }
        return shape;
    }

    private Shape ofComponent(Type type, RecordComponent component) {
        if (TOLD_ELSEWHERE.contains(component.getDeclaringRecord())) {
            if (type == Object.class || component.getType() == Map.class) {
                return plain;
            }
        }
        return of(type, Map.of());
    }

    /** The type without variables and wildcards. */
    private static Type resolved(Type type, Map<String, Type> bound) {
        if (type instanceof TypeVariable<?> variable) {
            var known = bound.get(variable.getName());
            return known == null ? raw(variable.getBounds()[0]) : known;
        }
        if (type instanceof WildcardType wildcard) {
            return resolved(wildcard.getUpperBounds()[0], bound);
        }
        if (type instanceof ParameterizedType generic) {
            return Generic.of(
                    (Class<?>) generic.getRawType(),
                    Arrays.stream(generic.getActualTypeArguments())
                            .map(t -> resolved(t, bound))
                            .toArray(Type[]::new));
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(raw(resolved(array.getGenericComponentType(), bound)), 0)
                    .getClass();
        }
        return type;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        return type instanceof TypeVariable<?> variable ? raw(variable.getBounds()[0]) : Object.class;
    }

    private Shape made(Type type) {
        var raw = raw(type);
        var args = type instanceof ParameterizedType generic ? generic.getActualTypeArguments() : new Type[0];
        var scalar = Scalar.of(raw);
        if (scalar != null) {
            return scalar;
        }
        if (raw == Object.class
                || raw == Number.class
                || raw == Comparable.class
                || raw == java.io.Serializable.class) {
            return any;
        }
        if (raw.isEnum()) {
            return Scalar.ofEnum(raw);
        }
        if (raw.isRecord()) {
            return Stage.class.isAssignableFrom(raw) ? stage : record(raw, args);
        }
        if (raw == Stage.class) {
            return stage;
        }
        if (raw.isSealed()) {
            return new SealedShape(raw, this::ofClass);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(raw, args);
        }
        if (Iterable.class.isAssignableFrom(raw)) {
            return many(raw, args);
        }
        if (raw.isArray()) {
            return array(raw.getComponentType());
        }
        if (Stage.class.isAssignableFrom(raw)) {
            return stage;
        }
        throw Misfit.that(unknown(raw));
    }

    private static String unknown(Class<?> raw) {
        var why = raw.isInterface() || Modifier.isAbstract(raw.getModifiers())
                ? " could be anything, as it is not sealed"
                : " is no record";
        return "the value is declared as " + raw.getName() + ", which" + why
                + ", so it could not be read back. Use records, enums, sealed interfaces and the values of the JDK and of"
                + " voronka";
    }

    private Shape record(Class<?> raw, Type[] args) {
        var bound = new HashMap<String, Type>();
        var variables = raw.getTypeParameters();
        for (var i = 0; i < variables.length; i++) {
            bound.put(
                    variables[i].getName(),
                    i < args.length ? args[i] : raw(variables[i].getBounds()[0]));
        }
        var types = new HashMap<String, Type>();
        for (var component : raw.getRecordComponents()) {
            types.put(component.getName(), resolved(component.getGenericType(), bound));
        }
        return new RecordShape(raw, types, this::ofComponent);
    }

    private Shape many(Class<?> raw, Type[] args) {
        var element = of(args.length == 1 ? args[0] : Object.class, Map.of());
        var isSet = Set.class.isAssignableFrom(raw);
        return new ManyShape(element, !isSet, collection(raw));
    }

    private static Function<List<@Nullable Object>, Object> collection(Class<?> raw) {
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            return Collections::unmodifiableList;
        }
        if (raw == SortedSet.class || raw == NavigableSet.class) {
            return all -> Collections.unmodifiableNavigableSet(new TreeSet<>(all));
        }
        if (raw == Set.class) {
            return Shapes::set;
        }
        if (raw == ArrayList.class) {
            return ArrayList::new;
        }
        if (raw == TreeSet.class) {
            return TreeSet::new;
        }
        if (raw == HashSet.class || raw == LinkedHashSet.class) {
            return LinkedHashSet::new;
        }
        throw Misfit.that("the value is declared as " + raw.getName() + "; use List, Set or SortedSet");
    }

    static Object set(List<@Nullable Object> all) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(all));
    }

    static Object map(Map<Object, @Nullable Object> entries) {
        return Collections.unmodifiableMap(entries);
    }

    private Shape map(Class<?> raw, Type[] args) {
        var keys = of(args.length == 2 ? args[0] : Object.class, Map.of());
        var values = of(args.length == 2 ? args[1] : Object.class, Map.of());
        return new MapShape(key -> told(key, keys), text -> parsed(text, keys), values, entries(raw));
    }

    private static Function<Map<Object, @Nullable Object>, Object> entries(Class<?> raw) {
        if (raw == Map.class) {
            return Shapes::map;
        }
        if (raw == SortedMap.class || raw == NavigableMap.class) {
            return all -> Collections.unmodifiableNavigableMap(new TreeMap<>(all));
        }
        if (raw == TreeMap.class) {
            return TreeMap::new;
        }
        if (raw == HashMap.class || raw == LinkedHashMap.class) {
            return all -> all;
        }
        throw Misfit.that("the value is declared as " + raw.getName() + "; use Map or SortedMap");
    }

    /** A key of which only its class is known, as text. */
    static String key(Object key, Function<Class<?>, Shape> shapes) {
        return told(key, shapes.apply(key instanceof Enum<?> constant ? constant.getDeclaringClass() : key.getClass()));
    }

    private static String told(Object key, Shape shape) {
        if (shape instanceof Scalar scalar) {
            return scalar.told().apply(key);
        }
        if (key instanceof Stage stage) {
            return stage.name();
        }
        if (shape instanceof RecordShape record && record.only() != null) {
            return told(requireNonNull(record.onlyOf(key)), requireNonNull(record.only()));
        }
        if (shape instanceof AnyShape && key instanceof String text) {
            return text;
        }
        throw Misfit.that("a key is a " + key.getClass().getName() + ", which is more than one text");
    }

    private static Object parsed(String text, Shape shape) {
        if (shape instanceof Scalar scalar) {
            return scalar.parse(text);
        }
        if (shape instanceof RecordShape record && record.only() != null) {
            return record.make(parsed(text, requireNonNull(record.only())));
        }
        return shape.read(text, Reading.STRICT);
    }

    private Shape array(Class<?> component) {
        var element = ofClass(component);
        var list = new ManyShape(element, true, values -> {
            var array = Array.newInstance(component, values.size());
            for (var i = 0; i < values.size(); i++) {
                Array.set(array, i, values.get(i));
            }
            return array;
        });
        return new Shape() {
            @Override
            public void write(Object value, JsonOut out) {
                var values = new ArrayList<@Nullable Object>();
                for (var i = 0; i < Array.getLength(value); i++) {
                    values.add(Array.get(value, i));
                }
                list.write(values, out);
            }

            @Override
            public Object read(Object json, Reading how) {
                return list.read(json, how);
            }
        };
    }

    /** For values that hold types unknown to voronka's own. */
    static InvalidInput unwritable(Object value, Misfit misfit) {
        return new InvalidInput(
                "A " + value.getClass().getName() + " cannot be written as JSON. " + misfit.told(),
                misfit.shownCause());
    }
}
