package dev.voronka.run;

import dev.voronka.InvalidInput;
import dev.voronka.Personal;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Looks through what callers hand in, all the way down: refuses a null where the code of a record says that none may be
 * (in null-marked code, unless marked nullable), and text that not every store could keep.
 */
final class Given {

    private static final int MOST_LEVELS = 500;

    /** A component of a record that is worth a look. */
    private record Part(String name, MethodHandle accessor, boolean filled, boolean deep, boolean personal) {}

    /** What is wrong, and where: gathers the path on its way out of the value. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private String path = "";

        Wrong(String what) {
            super(what, null, false, false);
        }

        Wrong under(String step) {
            path = step + path;
            return this;
        }

        /** Where it is, without the step before the first name. */
        String where() {
            return path.startsWith(".") ? path.substring(1) : path;
        }
    }

    private static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Class<?> of;
        private String path;

        Missing(Class<?> of, String name) {
            super(name, null, false, false);
            this.of = of;
            this.path = name;
        }
    }

    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            var parts = new ArrayList<Part>();
            var components = type.getRecordComponents();
            if (components != null) {
                var nullMarked = isNullMarked(type);
                for (var component : components) {
                    var filled = nullMarked && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                    if (!component.getType().isPrimitive()
                            && component.getAccessor().trySetAccessible()) {
                        parts.add(part(component, filled));
                    }
                }
            }
            return List.copyOf(parts);
        }
    };

    private Given() {}

    private static Part part(RecordComponent component, boolean filled) {
        var type = component.getType();
        var deep = !type.isEnum() && !Number.class.isAssignableFrom(type) && !Temporal.class.isAssignableFrom(type);
        try {
            var accessor = MethodHandles.lookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
            return new Part(component.getName(), accessor, filled, deep, component.isAnnotationPresent(Personal.class));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("made accessible before", impossible);
        }
    }

    /**
     * Refuses what cannot be worked with or kept.
     *
     * @param what what it is to the caller: "trigger", "data of a new card of deal"
     */
    static void check(String what, Object given) {
        try {
            look(given, 0);
        } catch (Missing missing) {
            throw new InvalidInput("The " + what + " has no " + missing.path + ": that part of " + missing.of.getName()
                    + " is null. Nothing was done.");
        } catch (Wrong wrong) {
            throw new InvalidInput("The " + what + " cannot be kept: "
                    + (wrong.path.isEmpty() ? "it " : wrong.where() + " ") + wrong.getMessage()
                    + ". Nothing was done.");
        }
    }

    private static void look(Object value, int level) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Record) {
            if (level > MOST_LEVELS) {
                throw new Wrong("is deeper than " + MOST_LEVELS + " levels; does it hold itself?");
            }
            record(value, level);
        } else if (value instanceof Collection<?> many) {
            var i = 0;
            for (var one : many) {
                if (one != null) {
                    held("[" + i + "]", one, level);
                }
                i++;
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, held) -> entry(key, held, level));
        }
    }

    private static void entry(@Nullable Object key, @Nullable Object held, int level) {
        if (key instanceof String text) {
            try {
                text(text);
            } catch (Wrong wrong) {
                throw new Wrong("has a key that " + wrong.getMessage());
            }
        }
        if (held != null) {
            held("[" + key + "]", held, level);
        }
    }

    private static void held(String step, Object value, int level) {
        try {
            look(value, level + 1);
        } catch (Wrong wrong) {
            throw wrong.under(step);
        } catch (Missing missing) {
            missing.path = step + "." + missing.path;
            throw missing;
        }
    }

    private static void record(Object record, int level) {
        for (var part : PARTS.get(record.getClass())) {
            var value = valueOf(part, record);
            if (value == null) {
                if (part.filled) {
                    throw new Missing(record.getClass(), part.name);
                }
                continue;
            }
            if (!part.deep) {
                continue;
            }
            try {
                look(value, level + 1);
            } catch (Wrong wrong) {
                wrong.path = part.personal ? "" : wrong.path;
                throw wrong.under("." + part.name);
            } catch (Missing missing) {
                missing.path = part.name + (missing.path.startsWith("[") ? "" : ".") + missing.path;
                throw missing;
            }
        }
    }

    /** A NUL is refused by PostgreSQL, and half a character cannot be written in UTF-8. */
    static @Nullable String flaw(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                return "has a NUL (U+0000) at place " + i;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return "has an unpaired surrogate at place " + i;
                }
            }
        }
        return null;
    }

    private static void text(String text) {
        var flaw = flaw(text);
        if (flaw != null) {
            throw new Wrong(flaw);
        }
    }

    private static @Nullable Object valueOf(Part part, Object record) {
        try {
            return part.accessor.invokeExact(record);
        } catch (RuntimeException | Error through) {
            throw through;
        } catch (Throwable broken) {
            throw new InvalidInput(
                    "The part " + part.name + " of " + record.getClass().getName() + " cannot be read.", broken);
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
