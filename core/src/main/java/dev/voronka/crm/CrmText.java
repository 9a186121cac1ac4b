package dev.voronka.crm;

import dev.voronka.CustomField;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text by which a value of a field goes to a CRM and comes back, the same whatever the CRM: a date as {@code
 * 2026-12-31}, a moment as {@code 2026-12-31T09:00:00Z}, money as {@code 1500.5 RUB}, a number without exponent and
 * without zeros at its end, yes or no as {@code true} or {@code false}, one of a choice by its code, several values as
 * lines; nothing is empty.
 */
public final class CrmText {

    private static final Set<String> YES = Set.of("true", "y", "yes", "1", "да");
    private static final Set<String> NO = Set.of("false", "n", "no", "0", "нет");

    private CrmText() {}

    /**
     * A value as text.
     *
     * @throws InvalidInput if such values do not go into a field
     */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number(number);
        }
        if (value instanceof Money money) {
            return number(money.amount()) + " " + money.currency();
        }
        if (value instanceof ZonedDateTime moment) {
            return moment.toInstant().toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Collection<?> many) {
            return String.join("\n", many.stream().map(CrmText::of).toList());
        }
        if (isPlain(value)) {
            return value.toString();
        }
        throw new InvalidInput("A " + value.getClass().getName()
                + " does not go into a field of a CRM. Name one of its components: a text, number, money, date, moment,"
                + " yes or no, one of a choice, or a list of such.");
    }

    private static boolean isPlain(Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof LocalDate
                || value instanceof Instant
                || value instanceof Duration;
    }

    private static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /**
     * A text as a value of a custom field; null for an empty one.
     *
     * @throws InvalidInput if it is not one; the message names the field and what it takes, not the text
     */
    public static @Nullable Object value(CustomField field, String text) {
        return value(field.code(), field.type().javaType(), text);
    }

    /**
     * A text as a value of a type; null for an empty one.
     *
     * @throws InvalidInput if it is not one; the message names what and the type, not the text
     */
    public static @Nullable Object value(String what, Class<?> type, String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return parsed(type, text.strip());
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException unreadable) {
            throw new InvalidInput("Field " + what + " takes " + example(type) + ", but something else was entered.");
        }
    }

    /** The same for a text that is not blank. */
    static Object required(String what, Class<?> type, String text) {
        return Objects.requireNonNull(value(what, type, text));
    }

    private static Object parsed(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(text);
        }
        if (type == Money.class) {
            return money(text);
        }
        if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        if (type == Instant.class) {
            return OffsetDateTime.parse(text).toInstant();
        }
        if (type == OffsetDateTime.class) {
            return OffsetDateTime.parse(text);
        }
        if (type == ZonedDateTime.class) {
            return ZonedDateTime.parse(text);
        }
        if (type == Duration.class) {
            return Duration.parse(text);
        }
        if (type == Boolean.class || type == boolean.class) {
            return yesOrNo(text);
        }
        if (type == Integer.class || type == int.class) {
            return new BigDecimal(text).intValueExact();
        }
        if (type == Long.class || type == long.class) {
            return new BigDecimal(text).longValueExact();
        }
        if (type.isEnum()) {
            return constant(type, text);
        }
        throw new InvalidInput("A " + type.getName() + " cannot be entered in a CRM.");
    }

    private static Object constant(Class<?> type, String text) {
        for (var constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such constant");
    }

    private static Money money(String text) {
        var parts = text.split("[ |]", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("no amount and currency");
        }
        var digits = Currency.getInstance(parts[1]).getDefaultFractionDigits();
        return new Money(new BigDecimal(parts[0]).movePointRight(digits).longValueExact(), parts[1]);
    }

    private static boolean yesOrNo(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (YES.contains(lower)) {
            return true;
        }
        if (NO.contains(lower)) {
            return false;
        }
        throw new IllegalArgumentException("neither yes nor no");
    }

    /**
     * The lines of a text as a list, each as a value of a type.
     *
     * @throws InvalidInput if one is none; the message names what and the type, not the text
     */
    public static List<Object> values(String what, Class<?> type, String text) {
        var all = new ArrayList<Object>();
        for (var line : text.split("\\R", -1)) {
            var value = value(what, type, line);
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }

    private static String example(Class<?> type) {
        if (type == LocalDate.class) {
            return "a date such as 2026-12-31";
        }
        if (type == Instant.class || type == ZonedDateTime.class) {
            return "a moment such as 2026-12-31T09:00:00+03:00";
        }
        if (type == Money.class) {
            return "an amount such as 1500.5 RUB";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "yes or no";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        return type == String.class ? "a text" : "a number";
    }
}
