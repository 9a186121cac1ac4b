package dev.voronka.store;

import dev.voronka.InvalidInput;
import dev.voronka.Stage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A value that is one text, number or yes-or-no in JSON, and may be the key of a map.
 *
 * @param type its class, not a primitive one
 * @param expected what is expected there, in words
 * @param json whether its JSON is a text, a number or a boolean
 * @param told the value as text
 * @param parsed the value from that text
 */
record Scalar(Class<?> type, String expected, Json json, Function<Object, String> told, Function<String, Object> parsed)
        implements Shape {

    /** What stands in JSON. */
    enum Json {
        TEXT,
        NUMBER,
        YES_NO
    }

    private static final Map<Class<?>, Scalar> KNOWN = new LinkedHashMap<>();

    static {
        text(String.class, "a text", s -> s, s -> s);
        KNOWN.put(
                Boolean.class,
                new Scalar(Boolean.class, "true or false", Json.YES_NO, Object::toString, Scalar::yesNo));
        number(BigDecimal.class, "a number", n -> n, n -> n);
        number(BigInteger.class, "a whole number", BigDecimal::new, BigDecimal::toBigIntegerExact);
        number(
                Integer.class,
                "a whole number from -2147483648 to 2147483647",
                BigDecimal::valueOf,
                BigDecimal::intValueExact);
        number(Long.class, "a whole number of at most 19 digits", BigDecimal::valueOf, BigDecimal::longValueExact);
        number(Short.class, "a whole number from -32768 to 32767", BigDecimal::valueOf, BigDecimal::shortValueExact);
        number(Byte.class, "a whole number from -128 to 127", BigDecimal::valueOf, BigDecimal::byteValueExact);
        number(Double.class, "a number", Scalar::plain, BigDecimal::doubleValue);
        number(Float.class, "a number", f -> new BigDecimal(f.toString()), BigDecimal::floatValue);
        text(Character.class, "a text of one character", Object::toString, Scalar::character);
        text(Instant.class, "a moment such as 2026-11-24T07:00:00Z", Object::toString, Instant::parse);
        text(LocalDate.class, "a date such as 2026-11-24", Object::toString, LocalDate::parse);
        text(LocalTime.class, "a time of day such as 10:00", Object::toString, LocalTime::parse);
        text(LocalDateTime.class, "a date and time such as 2026-11-24T10:00", Object::toString, LocalDateTime::parse);
        text(
                ZonedDateTime.class,
                "a date and time with its zone such as 2026-11-24T10:00+03:00[Europe/Moscow]",
                Object::toString,
                ZonedDateTime::parse);
        text(
                OffsetDateTime.class,
                "a date and time with its offset such as 2026-11-24T10:00+03:00",
                Object::toString,
                OffsetDateTime::parse);
        text(Duration.class, "a length of time such as PT1H30M", Object::toString, Duration::parse);
        text(Period.class, "a period such as P1M", Object::toString, Period::parse);
        text(YearMonth.class, "a month such as 2026-11", Object::toString, YearMonth::parse);
        text(MonthDay.class, "a day of a year such as --11-24", Object::toString, MonthDay::parse);
        number(Year.class, "a year", y -> BigDecimal.valueOf(y.getValue()), n -> Year.of(n.intValueExact()));
        text(ZoneOffset.class, "an offset such as +03:00", ZoneOffset::getId, ZoneOffset::of);
        text(ZoneId.class, "a time zone such as Europe/Moscow", ZoneId::getId, ZoneId::of);
        text(UUID.class, "a UUID", Object::toString, UUID::fromString);
        text(URI.class, "an address", Object::toString, URI::create);
        text(Currency.class, "an ISO 4217 code", Currency::getCurrencyCode, Currency::getInstance);
        text(Locale.class, "a language tag such as ru-RU", Locale::toLanguageTag, Locale::forLanguageTag);
        text(byte[].class, "bytes in Base64", Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode);
    }

    /** The scalar for values of this class; null if they are none. */
    static @org.jspecify.annotations.Nullable Scalar of(Class<?> type) {
        if (ZoneId.class.isAssignableFrom(type) && type != ZoneOffset.class) {
            return KNOWN.get(ZoneId.class);
        }
        return KNOWN.get(java.lang.invoke.MethodType.methodType(type).wrap().returnType());
    }

    /** A stage is its name, whatever class gives it. */
    static Shape stage() {
        return new Shape() {
            @Override
            public void write(Object value, JsonOut out) {
                out.string(((Stage) value).name());
            }

            @Override
            public Object read(Object json, Reading how) {
                if (json instanceof String name) {
                    return how.stages().apply(name);
                }
                throw Misfit.expected("the name of a stage", json);
            }
        };
    }

    /** The constants of an enum, by name. */
    static Scalar ofEnum(Class<?> type) {
        var byName = new LinkedHashMap<String, Object>();
        for (var constant : type.getEnumConstants()) {
            byName.put(((Enum<?>) constant).name(), constant);
        }
        return new Scalar(
                type, "one of " + String.join(", ", byName.keySet()), Json.TEXT, c -> ((Enum<?>) c).name(), name -> {
                    var constant = byName.get(name);
                    if (constant == null) {
                        throw new IllegalArgumentException("no constant of that name");
                    }
                    return constant;
                });
    }

    @SuppressWarnings("unchecked") // each function is given values of its own type only
    private static <X> void text(Class<X> type, String expected, Function<X, String> told, Function<String, X> parsed) {
        KNOWN.put(
                type, new Scalar(type, expected, Json.TEXT, (Function<Object, String>) told, (Function<String, Object>)
                        parsed));
    }

    private static <X> void number(
            Class<X> type, String expected, Function<X, BigDecimal> told, Function<BigDecimal, X> parsed) {
        KNOWN.put(
                type,
                new Scalar(
                        type,
                        expected,
                        Json.NUMBER,
                        x -> told.apply(type.cast(x)).toPlainString(),
                        s -> parsed.apply(new BigDecimal(s))));
    }

    private static BigDecimal plain(Double number) {
        if (number.isNaN() || number.isInfinite()) {
            throw Misfit.that(number + " is no number that JSON has");
        }
        return new BigDecimal(number.toString());
    }

    private static Object yesNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither");
        };
    }

    private static char character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    @Override
    public void write(Object value, JsonOut out) {
        if (value instanceof BigDecimal number) {
            out.number(number);
        } else if (json == Json.TEXT) {
            out.string(told.apply(value));
        } else {
            out.raw(told.apply(value));
        }
    }

    @Override
    public Object read(Object given, Reading how) {
        var fits = switch (json) {
            case TEXT -> given instanceof String;
            case NUMBER -> given instanceof BigDecimal;
            case YES_NO -> given instanceof Boolean;
        };
        if (!fits) {
            throw Misfit.expected(expected, given);
        }
        return given.getClass() == type ? given : parse(given.toString());
    }

    /** The value from its text, for instance from the key of a map. */
    Object parse(String text) {
        try {
            return parsed.apply(text);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException | InvalidInput wrong) {
            throw Misfit.expected(expected, json == Json.NUMBER ? new BigDecimal(text) : text, wrong);
        }
    }
}
