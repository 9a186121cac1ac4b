package dev.voronka;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A field that a customer adds to a process.
 *
 * @param code its stored name, {@code [A-Za-z][A-Za-z0-9_]{0,39}}
 * @param type what its values are
 * @param options the values that a {@link Type#CHOICE} may have; empty otherwise
 */
public record CustomField(String code, Type type, List<String> options) {

    /** What the values of a field are in Java. */
    public enum Type {
        /** {@link String}. */
        TEXT(String.class),
        /** {@link BigDecimal}. */
        NUMBER(BigDecimal.class),
        /** {@link dev.voronka.Money}. */
        MONEY(Money.class),
        /** {@link LocalDate}. */
        DATE(LocalDate.class),
        /** {@link Boolean}. */
        YES_NO(Boolean.class),
        /** {@link String}, one of the options. */
        CHOICE(String.class);

        private final Class<?> javaType;

        Type(Class<?> javaType) {
            this.javaType = javaType;
        }

        /** The Java type of a value. */
        public Class<?> javaType() {
            return javaType;
        }
    }

    /** Refuses a code that could not be stored, and a choice without options. */
    public CustomField {
        if (!code.matches("[A-Za-z][A-Za-z0-9_]{0,39}")) {
            throw new InvalidInput(
                    "The code of a custom field must match [A-Za-z][A-Za-z0-9_]{0,39}, but is \"" + code + "\".");
        }
        options = List.copyOf(options);
        if ((type == Type.CHOICE) == options.isEmpty()) {
            throw new InvalidInput("Custom field " + code + ": options belong to a CHOICE, and a CHOICE needs them.");
        }
    }

    /** A field of text. */
    public static CustomField text(String code) {
        return new CustomField(code, Type.TEXT, List.of());
    }

    /** A field of any type but a choice. */
    public static CustomField of(String code, Type type) {
        return new CustomField(code, type, List.of());
    }

    /** A field with one of these values. */
    public static CustomField choice(String code, String... options) {
        return new CustomField(code, Type.CHOICE, List.of(options));
    }

    /**
     * Checks a value.
     *
     * @throws InvalidInput if it is not of the field's type, or not one of its options
     */
    void check(String process, Object value) {
        if (!type.javaType().isInstance(value)) {
            throw new InvalidInput("Custom field " + code + " of " + process + " is " + type + " and takes a "
                    + type.javaType().getSimpleName() + ", but was given a "
                    + value.getClass().getSimpleName() + ".");
        }
        if (type == Type.CHOICE && !options.contains(value)) {
            throw new InvalidInput("Custom field " + code + " of " + process + " takes one of " + options
                    + ", but was given another value.");
        }
    }
}
