package dev.voronka;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads stored names off classes, once each. */
final class Codes {

    private static final ClassValue<String> CODES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            var code = find(type);
            if (code == null) {
                throw new InvalidInput(type.getName() + " has no @Code, so it has no stored name. Give it one.");
            }
            return code;
        }
    };

    private Codes() {}

    static String of(Class<?> type) {
        return CODES.get(type);
    }

    /** The stored names that it had before. */
    static List<String> formerly(Class<?> type) {
        var code = type.getAnnotation(Code.class);
        return code == null ? List.of() : List.of(code.formerly());
    }

    static @Nullable String find(Class<?> type) {
        var code = type.getAnnotation(Code.class);
        return code == null ? null : code.value();
    }
}
