package dev.voronka.store;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form of facts: a sign for it, and what stands where older facts tell nothing. */
final class Vocabulary {

    /** How many bytes of the digest make the sign: forms are few. */
    private static final int SIGN = 4;

    private static final ClassValue<String> SIGNS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            var seen = new LinkedHashSet<Class<?>>();
            var text = new StringBuilder();
            tell(type, seen, text);
            return sign(text.toString());
        }
    };

    private static final Map<Class<?>, Object> NOTHING = Map.of(
            String.class,
            "",
            int.class,
            0,
            long.class,
            0,
            boolean.class,
            false,
            BigDecimal.class,
            0,
            Duration.class,
            "PT0S");

    private Vocabulary() {}

    /** A short sign of the components that a record has, and those of the records in it. */
    static String of(Class<?> facts) {
        return SIGNS.get(facts);
    }

    private static void tell(Class<?> type, Set<Class<?>> seen, StringBuilder text) {
        if (!type.isRecord() || !seen.add(type)) {
            return;
        }
        text.append('{');
        Arrays.stream(type.getRecordComponents())
                .sorted(Comparator.comparing(RecordComponent::getName))
                .forEach(c -> {
                    text.append(c.getName())
                            .append(':')
                            .append(c.getGenericType().getTypeName())
                            .append(';');
                    tell(element(c.getGenericType()), seen, text);
                });
        text.append('}');
    }

    /** The type of a list's elements, or the type itself. */
    private static Class<?> element(Type type) {
        if (type instanceof ParameterizedType generic) {
            var last = generic.getActualTypeArguments();
            return element(last[last.length - 1]);
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }

    private static String sign(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, SIGN);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The same JSON, with empty texts, 0 and no where a record of this type has a component that it does not tell. */
    static Object filled(Object json, Type type) {
        if (json instanceof List<?> list && type instanceof ParameterizedType) {
            var all = new ArrayList<@Nullable Object>(list.size());
            list.forEach(e -> all.add(e == null ? null : filled(e, element(type))));
            return all;
        }
        if (!(json instanceof Map<?, ?> map) || !(type instanceof Class<?> record) || !record.isRecord()) {
            return json;
        }
        var all = new LinkedHashMap<Object, @Nullable Object>(map);
        for (var component : record.getRecordComponents()) {
            var held = all.get(component.getName());
            if (held != null) {
                all.put(component.getName(), filled(held, component.getGenericType()));
            } else if (NOTHING.containsKey(component.getType()) && !RecordShape.isNullable(component)) {
                all.put(component.getName(), NOTHING.get(component.getType()));
            }
        }
        return all;
    }
}
