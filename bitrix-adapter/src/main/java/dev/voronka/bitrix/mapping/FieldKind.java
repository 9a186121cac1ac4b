package dev.voronka.bitrix.mapping;

import dev.voronka.InvalidInput;
import dev.voronka.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types of fields that a portal has, with the form of their values there. A value that is not there is null here and an empty
 * text there, so an empty text is no value either.
 */
public enum FieldKind {
    /** {@link String}. */
    STRING("string") {
        @Override
        Object told(Object value, ZoneId zone) {
            return as(String.class, value);
        }

        @Override
        Object heard(Object raw, ZoneId zone) {
            return raw.toString();
        }
    },
    /** {@link Long}. */
    INTEGER("integer") {
        @Override
        Object told(Object value, ZoneId zone) {
            return as(Long.class, value);
        }

        @Override
        Object heard(Object raw, ZoneId zone) {
            return new BigDecimal(raw.toString()).longValueExact();
        }
    },
    /** {@link BigDecimal} of at most 15 digits, which is what a portal keeps. */
    DOUBLE("double") {
        @Override
        Object told(Object value, ZoneId zone) {
            return ((BigDecimal) kept(value)).toPlainString();
        }

        @Override
        Object heard(Object raw, ZoneId zone) {
            return plain(new BigDecimal(raw.toString()));
        }

        @Override
        Object kept(Object value) {
            var number = plain(as(BigDecimal.class, value));
            if (number.precision() > MOST_DIGITS) {
                throw new InvalidInput("A number has " + number.precision() + " digits; a portal keeps " + MOST_DIGITS
                        + ". Map it to a field of type string, or round it.");
            }
            return number;
        }
    },
    /** {@link Money}: {@code 1500.50|RUB}. */
    MONEY("money") {
        @Override
        Object told(Object value, ZoneId zone) {
            var money = as(Money.class, value);
            return money.amount().toPlainString() + "|" + money.currency();
        }

        @Override
        Object heard(Object raw, ZoneId zone) {
            var text = raw.toString();
            var bar = text.indexOf('|');
            if (bar < 0) {
                throw new NumberFormatException("no currency");
            }
            return money(text.substring(0, bar), text.substring(bar + 1));
        }

        @Override
        boolean isNothing(Object raw) {
            return super.isNothing(raw) || raw.toString().startsWith("|");
        }
    },
    /** {@link LocalDate}. A portal says it with midnight somewhere behind it; the date is the one that is written. */
    DATE("date") {
        @Override
        Object told(Object value, ZoneId zone) {
            return as(LocalDate.class, value).toString();
        }

        @Override
        Object heard(Object raw, ZoneId zone) {
            var text = raw.toString();
            return LocalDate.parse(text.length() > DATE_LENGTH ? text.substring(0, DATE_LENGTH) : text);
        }
    },
    /** {@link Instant} in whole seconds, told with the offset of the portal's zone. */
    DATETIME("datetime") {
        @Override
        Object told(Object value, ZoneId zone) {
            return ((Instant) kept(value))
                    .atZone(zone)
                    .toOffsetDateTime()
                    .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        }

        @Override
        Object heard(Object raw, ZoneId zone) {
            var text = raw.toString().replace(' ', 'T');
            if (text.length() == DATE_LENGTH) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            return OFFSET.matcher(text).find()
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        }

        @Override
        Object kept(Object value) {
            return as(Instant.class, value).truncatedTo(ChronoUnit.SECONDS);
        }

        /** Offsets in filters are reported not to work. Source: fact sheet, 1.2. */
        @Override
        Object sought(Object value, ZoneId zone) {
            return FILTER.format(((Instant) kept(value)).atZone(zone));
        }
    },
    /** {@link Boolean}: {@code Y} and {@code N}, but 1 and 0 in filters. A portal knows no third value: none is kept as no. */
    BOOLEAN("boolean") {
        @Override
        Object told(Object value, ZoneId zone) {
            return as(Boolean.class, value) ? "Y" : "N";
        }

        @Override
        Object heard(Object raw, ZoneId zone) {
            var text = raw.toString().toUpperCase(Locale.ROOT);
            if (YES.contains(text)) {
                return true;
            } else if (NO.contains(text)) {
                return false;
            }
            throw new NumberFormatException("neither Y nor N");
        }

        @Override
        Object sought(Object value, ZoneId zone) {
            return as(Boolean.class, value) ? 1 : 0;
        }

        @Override
        Object cleared() {
            return "N";
        }

        @Override
        @Nullable
        Object nothingKept() {
            return false;
        }
    },
    /** {@link String}, the code of an option; a portal says the number that it has given to the option. */
    ENUMERATION("enumeration") {
        @Override
        Object told(Object value, ZoneId zone) {
            return as(String.class, value);
        }

        @Override
        Object heard(Object raw, ZoneId zone) {
            return raw.toString();
        }

        /** 0 is said for "none chosen". */
        @Override
        boolean isNothing(Object raw) {
            return super.isNothing(raw) || raw.toString().equals("0") || raw.equals(false);
        }
    };

    /** How many decimal digits a double keeps exactly. */
    static final int MOST_DIGITS = 15;

    private static final int DATE_LENGTH = 10;
    private static final java.util.regex.Pattern OFFSET = java.util.regex.Pattern.compile("(Z|[+-]\\d\\d:?\\d\\d)$");
    private static final DateTimeFormatter FILTER = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Set<String> YES = Set.of("Y", "1", "TRUE");
    private static final Set<String> NO = Set.of("N", "0", "FALSE");

    private final String portalName;

    FieldKind(String portalName) {
        this.portalName = portalName;
    }

    /** What the portal calls the type. */
    public String portalName() {
        return portalName;
    }

    /**
     * The value as it is sent; what clears the field if it is null.
     *
     * @throws InvalidInput if it is not of this type
     */
    public Object toPortal(@Nullable Object value, ZoneId zone) {
        return value == null || value.equals("") ? cleared() : told(value, zone);
    }

    /**
     * The value that was received; null if there is none.
     *
     * @throws InvalidInput if it cannot be read; the value itself is not told, since it may be personal
     */
    public @Nullable Object fromPortal(@Nullable Object raw, ZoneId zone) {
        if (raw == null || isNothing(raw)) {
            return null;
        }
        try {
            return heard(raw, zone);
        } catch (ArithmeticException | NumberFormatException | DateTimeException unreadable) {
            throw new InvalidInput(
                    "The portal sent a value that is no " + portalName + ": "
                            + unreadable.getClass().getSimpleName()
                            + ". Look whether the field was made anew with another type.",
                    unreadable);
        }
    }

    /** The value as it is sent in a filter. */
    public Object toFilter(Object value, ZoneId zone) {
        return sought(value, zone);
    }

    /** The value as a portal gives it back: two values, of a card or read, are the same there if these are equal. */
    public @Nullable Object asKept(@Nullable Object value) {
        return value == null || value.equals("") ? nothingKept() : kept(value);
    }

    /** What is sent to clear a field that holds one value; one that holds many is cleared by an empty list. */
    Object cleared() {
        return "";
    }

    @Nullable
    Object nothingKept() {
        return null;
    }

    abstract Object told(Object value, ZoneId zone);

    abstract Object heard(Object raw, ZoneId zone);

    Object kept(Object value) {
        return value;
    }

    Object sought(Object value, ZoneId zone) {
        return told(value, zone);
    }

    boolean isNothing(Object raw) {
        return raw.toString().isEmpty();
    }

    /** Refuses parts of a kopeck: they would be lost. */
    static Money money(String amount, String currency) {
        var digits = digits(currency);
        var minor = new BigDecimal(amount.isBlank() ? "0" : amount.strip()).movePointRight(digits);
        return new Money(minor.longValueExact(), currency);
    }

    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInput(
                    "The portal sent an amount in currency \"" + currency + "\", which is no ISO 4217 code.", unknown);
        }
    }

    /** Without zeros at the end; nothing is a plain 0. */
    static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    <V> V as(Class<V> type, Object value) {
        if (!type.isInstance(value)) {
            throw new InvalidInput("A field of type " + portalName + " takes a " + type.getSimpleName()
                    + ", but was given a " + value.getClass().getSimpleName() + ".");
        }
        return type.cast(value);
    }
}
