package dev.voronka;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public API as text: each public type with what a caller may use of it, sorted, types by their short names. A
 * question mark stands for {@code @Nullable}.
 */
final class ApiListing {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private ApiListing() {}

    static String of(Iterable<String> classNames) throws ClassNotFoundException {
        var packages = new TreeMap<String, TreeMap<String, String>>();
        for (var name : classNames) {
            var type = Class.forName(name, false, ApiListing.class.getClassLoader());
            if (isOpen(type)) {
                packages.computeIfAbsent(type.getPackageName(), p -> new TreeMap<>())
                        .put(type.getName(), told(type));
            }
        }
        var listing =
                new StringBuilder("# The public API of voronka-core. Written by PublicApiTest; T? is @Nullable T.\n");
        packages.forEach((name, types) ->
                listing.append("\n## ").append(name).append('\n').append(String.join("", types.values())));
        return listing.toString();
    }

    private static boolean isOpen(Class<?> type) {
        if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic() || !isOpen(type.getModifiers())) {
            return false;
        }
        var around = type.getEnclosingClass();
        return around == null || isOpen(around);
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String told(Class<?> type) {
        var members = new TreeSet<String>();
        if (type.isEnum()) {
            members.add(Arrays.stream(type.getEnumConstants())
                    .map(c -> ((Enum<?>) c).name())
                    .collect(joining(", ", " ", "")));
        }
        Arrays.stream(type.getDeclaredFields())
                .filter(f -> isOpen(f.getModifiers()) && !f.isEnumConstant() && !f.isSynthetic())
                .forEach(f -> members.add(told(f)));
        Arrays.stream(type.getDeclaredConstructors())
                .filter(c -> isOpen(c.getModifiers()) && !c.isSynthetic() && !isCanonical(type, c))
                .forEach(c -> members.add("new" + parameters(c)));
        Arrays.stream(type.getDeclaredMethods())
                .filter(m -> isOpen(m.getModifiers()) && !m.isSynthetic() && !isGiven(type, m))
                .forEach(m -> members.add(told(m)));
        return head(type) + "\n"
                + members.stream().map(m -> "    " + m.strip() + "\n").collect(joining());
    }

    private static String head(Class<?> type) {
        var code = type.getAnnotation(Code.class);
        var parents = Stream.concat(
                        Stream.ofNullable(type.getAnnotatedSuperclass())
                                .filter(s -> !Set.of(Object.class, Record.class).contains(type.getSuperclass())
                                        && !type.isEnum()),
                        Arrays.stream(type.getAnnotatedInterfaces()))
                .map(ApiListing::told)
                .collect(joining(", "));
        return kind(type) + " " + named(type) + variables(type) + components(type)
                + (parents.isEmpty() ? "" : " : " + parents)
                + (code == null ? "" : " @Code(\"" + code.value() + "\")");
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "annotation";
        }
        if (type.isRecord() || type.isEnum()) {
            return type.isRecord() ? "record" : "enum";
        }
        var modifiers = type.getModifiers();
        return (type.isSealed() ? "sealed " : "")
                + (Modifier.isAbstract(modifiers) && !type.isInterface() ? "abstract " : "")
                + (Modifier.isFinal(modifiers) ? "final " : "")
                + (type.isInterface() ? "interface" : "class");
    }

    private static String components(Class<?> type) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(c -> told(c.getAnnotatedType()) + " " + c.getName() + personal(c))
                        .collect(joining(", ", "(", ")"))
                : "";
    }

    private static String personal(AnnotatedElement component) {
        return component.isAnnotationPresent(Personal.class) ? " @Personal" : "";
    }

    private static boolean isCanonical(Class<?> type, Constructor<?> constructor) {
        return type.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Arrays.stream(type.getRecordComponents())
                                .map(c -> c.getType())
                                .toArray());
    }

    /** What the language gives every object, enum and record. */
    private static boolean isGiven(Class<?> type, Method method) {
        var name = method.getName();
        var none = method.getParameterCount() == 0;
        return OF_EVERY_OBJECT.contains(name)
                || (type.isEnum() && (name.equals("valueOf") || (name.equals("values") && none)))
                || (type.isRecord()
                        && none
                        && Arrays.stream(type.getRecordComponents())
                                .anyMatch(c -> c.getName().equals(name)));
    }

    private static String told(Field field) {
        return modifiers(field.getModifiers()) + field.getName() + " : " + told(field.getAnnotatedType());
    }

    private static String told(Method method) {
        var thrown =
                Arrays.stream(method.getExceptionTypes()).map(ApiListing::named).collect(joining(", "));
        var inherited = method.isDefault() ? "default " : "";
        return inherited + modifiers(method.getModifiers()) + method.getName() + variables(method) + parameters(method)
                + " : " + told(method.getAnnotatedReturnType())
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String modifiers(int modifiers) {
        return (Modifier.isProtected(modifiers) ? "protected " : "") + (Modifier.isStatic(modifiers) ? "static " : "");
    }

    private static String parameters(Executable executable) {
        var told = Arrays.stream(executable.getAnnotatedParameterTypes())
                .map(ApiListing::told)
                .collect(joining(", ", "(", ")"));
        return executable.isVarArgs() ? told.replaceAll("\\[\\]\\)$", "...)") : told;
    }

    private static String variables(GenericDeclaration declaration) {
        var variables = declaration.getTypeParameters();
        return variables.length == 0
                ? ""
                : Arrays.stream(variables).map(ApiListing::told).collect(joining(", ", "<", ">"));
    }

    private static String told(TypeVariable<?> variable) {
        var bounds = Arrays.stream(variable.getAnnotatedBounds())
                .filter(b -> b.getType() != Object.class)
                .map(ApiListing::told)
                .collect(joining(" & "));
        return variable.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
    }

    private static String told(AnnotatedType type) {
        return plain(type) + (type.isAnnotationPresent(Nullable.class) ? "?" : "");
    }

    private static String plain(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            return told(array.getAnnotatedGenericComponentType()) + "[]";
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            return raw(generic.getType())
                    + Arrays.stream(generic.getAnnotatedActualTypeArguments())
                            .map(ApiListing::told)
                            .collect(joining(", ", "<", ">"));
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            var lower = Arrays.stream(wildcard.getAnnotatedLowerBounds())
                    .map(ApiListing::told)
                    .collect(joining(" & "));
            var upper = Arrays.stream(wildcard.getAnnotatedUpperBounds())
                    .filter(b -> b.getType() != Object.class)
                    .map(ApiListing::told)
                    .collect(joining(" & "));
            return "?" + (lower.isEmpty() ? "" : " super " + lower) + (upper.isEmpty() ? "" : " extends " + upper);
        }
        return type instanceof AnnotatedTypeVariable variable
                ? variable.getType().getTypeName()
                : raw(type.getType());
    }

    private static String raw(Type type) {
        return type instanceof ParameterizedType generic ? raw(generic.getRawType()) : named((Class<?>) type);
    }

    /** The name within its package: {@code Meeting.Stage}. */
    private static String named(Class<?> type) {
        return type.isPrimitive()
                ? type.getName()
                : type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }
}
