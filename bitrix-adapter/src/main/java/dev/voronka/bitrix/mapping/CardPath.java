package dev.voronka.bitrix.mapping;

import dev.voronka.CardId;
import dev.voronka.ContactRef;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A way into the data record of a card, {@code report.discussed}: to read a part of it, and to make another record in which
 * the part is different. Immutable and thread-safe.
 */
public final class CardPath {

    private final String path;
    private final List<RecordComponent> steps;
    private final Class<?> type;
    private final boolean multiple;

    private CardPath(String path, List<RecordComponent> steps, Class<?> type, boolean multiple) {
        this.path = path;
        this.steps = List.copyOf(steps);
        this.type = type;
        this.multiple = multiple;
    }

    /** No part of the record is called so. */
    static final class NoSuchPart extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String part;
        private final transient List<String> parts;

        NoSuchPart(String part, List<String> parts) {
            super(part);
            this.part = part;
            this.parts = List.copyOf(parts);
        }

        String part() {
            return part;
        }

        List<String> parts() {
            return parts;
        }
    }

    /**
     * Finds a part of a record.
     *
     * @throws InvalidInput if there is none, or no field of a portal could hold it
     */
    public static CardPath in(Class<?> data, String path) {
        try {
            var found = find(data, path);
            if (found.kindOrNull() == null) {
                throw new InvalidInput("Part \"" + path + "\" of " + data.getSimpleName() + " is a "
                        + found.type.getSimpleName() + ", which no field of a portal holds.");
            }
            return found;
        } catch (NoSuchPart none) {
            throw new InvalidInput(
                    "There is no part \"" + none.part() + "\" on the path \"" + path + "\" of " + data.getSimpleName()
                            + "; there are: " + none.parts() + ".",
                    none);
        }
    }

    static CardPath find(Class<?> data, String path) {
        var steps = new ArrayList<RecordComponent>();
        Class<?> at = data;
        var names = path.split("\\.", -1);
        for (var name : names) {
            var parts = at.isRecord() ? at.getRecordComponents() : new RecordComponent[0];
            var step = Arrays.stream(parts)
                    .filter(c -> c.getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchPart(
                            name,
                            Arrays.stream(parts).map(RecordComponent::getName).toList()));
            steps.add(step);
            at = step.getType();
        }
        var last = steps.get(steps.size() - 1);
        var many = Collection.class.isAssignableFrom(last.getType());
        return new CardPath(path, steps, many ? element(last.getGenericType()) : last.getType(), many);
    }

    private static Class<?> element(Type collection) {
        return collection instanceof ParameterizedType known
                        && known.getActualTypeArguments().length == 1
                        && known.getActualTypeArguments()[0] instanceof Class<?> element
                ? element
                : Object.class;
    }

    /** The path as it was written. */
    public String path() {
        return path;
    }

    boolean isMultiple() {
        return multiple;
    }

    Class<?> type() {
        return type;
    }

    /** What a portal can hold it as. */
    public FieldKind kind() {
        return Objects.requireNonNull(kindOrNull());
    }

    @Nullable
    FieldKind kindOrNull() {
        if (type == String.class || type == ContactRef.class || type == CardId.class) {
            return FieldKind.STRING;
        } else if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return FieldKind.INTEGER;
        } else if (type == BigDecimal.class) {
            return FieldKind.DOUBLE;
        } else if (type == Money.class) {
            return FieldKind.MONEY;
        } else if (type == LocalDate.class) {
            return FieldKind.DATE;
        } else if (type == Instant.class || type == ZonedDateTime.class) {
            return FieldKind.DATETIME;
        } else if (type == boolean.class || type == Boolean.class) {
            return FieldKind.BOOLEAN;
        }
        return type.isEnum() ? FieldKind.ENUMERATION : null;
    }

    /** The codes that a choice has; empty for other types. */
    List<String> options() {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(c -> ((Enum<?>) c).name())
                        .toList()
                : List.of();
    }

    /** The part, as the value of a field: a list if there are many, null if a part on the way is not there. */
    public @Nullable Object read(Object data) {
        Object at = data;
        for (var step : steps) {
            if (at == null) {
                return null;
            }
            at = value(step, at);
        }
        if (at instanceof Collection<?> many) {
            return many.stream().map(CardPath::plain).filter(Objects::nonNull).toList();
        }
        return multiple ? List.of() : at == null ? null : plain(at);
    }

    /**
     * The same record with this part, given as the value of a field. A moment keeps the zone that the part had.
     *
     * @param zone the zone of a moment where the part had none
     * @throws InvalidInput if the record refuses it, or a part on the way is not there
     */
    public Object write(Object data, @Nullable Object value, ZoneId zone) {
        return written(data, 0, value, zone);
    }

    private Object written(Object record, int at, @Nullable Object value, ZoneId zone) {
        var step = steps.get(at);
        var before = value(step, record);
        Object now;
        if (at + 1 < steps.size()) {
            if (before == null) {
                throw new InvalidInput("Part \"" + step.getName() + "\" is not there yet, so \"" + path
                        + "\" of it cannot be set; the process itself must give it first.");
            }
            now = written(before, at + 1, value, zone);
        } else {
            now = made(step, before, value, zone);
        }
        return with(record, step, now);
    }

    private @Nullable Object made(RecordComponent step, @Nullable Object before, @Nullable Object value, ZoneId zone) {
        if (!multiple) {
            return rich(value, before, zone);
        }
        var many = value instanceof Collection<?> list ? list : value == null ? List.of() : List.of(value);
        var made = many.stream()
                .map(v -> rich(v, null, zone))
                .filter(Objects::nonNull)
                .toList();
        return Set.class.isAssignableFrom(step.getType()) ? new TreeSet<>(made) : made;
    }

    private static @Nullable Object plain(Object value) {
        if (value instanceof ContactRef contact) {
            return contact.id();
        } else if (value instanceof CardId card) {
            return card.toString();
        } else if (value instanceof Integer number) {
            return number.longValue();
        } else if (value instanceof ZonedDateTime moment) {
            return moment.toInstant();
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    /** What the record wants instead of no value, a number, a text. */
    private @Nullable Object rich(@Nullable Object value, @Nullable Object before, ZoneId zone) {
        if (value == null) {
            return none();
        } else if (type == ContactRef.class) {
            return ContactRef.of(value.toString());
        } else if (type == CardId.class) {
            return CardId.parse(value.toString());
        } else if (type == int.class || type == Integer.class) {
            return Math.toIntExact((Long) value);
        } else if (type == ZonedDateTime.class) {
            return ((Instant) value).atZone(before instanceof ZonedDateTime known ? known.getZone() : zone);
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(c -> ((Enum<?>) c).name().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInput(
                            "\"" + path + "\" is one of " + options() + ", but was given \"" + value + "\"."));
        }
        return value;
    }

    private @Nullable Object none() {
        if (type == String.class) {
            return "";
        } else if (type == ContactRef.class) {
            return ContactRef.NONE;
        } else if (type == int.class) {
            return 0;
        } else if (type == long.class) {
            return 0L;
        }
        return type == boolean.class ? false : null;
    }

    private static @Nullable Object value(RecordComponent step, Object record) {
        try {
            var accessor = step.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("the accessor of part " + step.getName() + " throws", broken);
        }
    }

    private Object with(Object record, RecordComponent changed, @Nullable Object now) {
        var parts = record.getClass().getRecordComponents();
        var values = new @Nullable Object[parts.length];
        for (var i = 0; i < parts.length; i++) {
            var same = parts[i].getName().equals(changed.getName());
            values[i] = same ? now : value(parts[i], record);
        }
        try {
            return constructor(record.getClass(), parts).newInstance(values);
        } catch (ReflectiveOperationException refused) {
            var why = refused.getCause() == null ? refused : refused.getCause();
            throw new InvalidInput(
                    "The card does not take this value of \"" + path + "\": "
                            + (why instanceof InvalidInput said
                                    ? said.getMessage()
                                    : why.getClass().getSimpleName()),
                    refused);
        }
    }

    private static Constructor<?> constructor(Class<?> record, RecordComponent[] parts) throws NoSuchMethodException {
        var constructor = record.getDeclaredConstructor(
                Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor;
    }
}
