package dev.voronka.examples.anycrm;

import dev.voronka.InvalidInput;
import dev.voronka.crm.CrmText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values as Tryton's JSON has them, and as the text of {@link CrmText}. A moment is in UTC there, to the microsecond. */
final class TrytonValues {

    private static final String CLASS = "__class__";

    /** What Tryton's types of fields come down to. */
    private enum Type {
        TEXT,
        NUMBER,
        WHOLE,
        YES_OR_NO,
        DATE,
        MOMENT
    }

    private TrytonValues() {}

    private static Type type(String name) {
        return switch (name) {
            case "char", "text", "selection" -> Type.TEXT;
            case "numeric" -> Type.NUMBER;
            case "integer" -> Type.WHOLE;
            case "boolean" -> Type.YES_OR_NO;
            case "date" -> Type.DATE;
            case "datetime", "timestamp" -> Type.MOMENT;
            default ->
                throw new InvalidInput(
                        "A field of Tryton's type \"" + name + "\" cannot stand for a field of a card;"
                                + " take one of the types char, text, selection, numeric, integer, boolean, date, datetime, timestamp.");
        };
    }

    /** Whether values of this type go over. */
    static void require(String type) {
        type(type);
    }

    /**
     * A text as Tryton takes it; null for an empty one.
     *
     * @throws InvalidInput if the text is no value of this type; the message does not tell it
     */
    static @Nullable Object written(String field, String type, String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return switch (type(type)) {
                case TEXT -> text;
                case NUMBER -> decimal(new BigDecimal(text));
                case WHOLE -> new BigDecimal(text).intValueExact();
                case YES_OR_NO -> Boolean.valueOf(text);
                case DATE -> date(LocalDate.parse(text));
                case MOMENT -> moment(OffsetDateTime.parse(text).toInstant());
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException unfit) {
            throw new InvalidInput(
                    "Tryton's field " + field + " is of the type " + type + ", but was given another value.");
        }
    }

    /** A value of Tryton as text; empty for none. */
    static String read(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (!value.isObject()) {
            return value.isNumber() ? CrmText.of(value.decimalValue()) : value.asString();
        }
        return switch (value.path(CLASS).asString("")) {
            case "Decimal" -> CrmText.of(new BigDecimal(value.path("decimal").asString("0")));
            case "date" ->
                LocalDate.of(
                                value.path("year").asInt(),
                                value.path("month").asInt(),
                                value.path("day").asInt())
                        .toString();
            case "datetime" -> moment(value).toString();
            default ->
                throw new InvalidInput("Tryton has given a value of the class "
                        + value.path(CLASS).asString("?") + "; nobody knows it here.");
        };
    }

    /** A moment that Tryton has given. */
    static Instant moment(JsonNode value) {
        return LocalDateTime.of(
                        value.path("year").asInt(),
                        value.path("month").asInt(),
                        value.path("day").asInt(),
                        value.path("hour").asInt(),
                        value.path("minute").asInt(),
                        value.path("second").asInt(),
                        value.path("microsecond").asInt() * 1000)
                .toInstant(ZoneOffset.UTC);
    }

    /** A moment that Tryton has given; null if it has none. */
    static @Nullable Instant momentOrNone(JsonNode value) {
        return value.isObject() ? moment(value) : null;
    }

    /** A moment for Tryton. */
    static Map<String, Object> moment(Instant moment) {
        var utc = moment.atOffset(ZoneOffset.UTC);
        var value = date(utc.toLocalDate());
        value.put(CLASS, "datetime");
        value.put("hour", utc.getHour());
        value.put("minute", utc.getMinute());
        value.put("second", utc.getSecond());
        value.put("microsecond", utc.getNano() / 1000);
        return value;
    }

    private static Map<String, Object> date(LocalDate date) {
        var value = new LinkedHashMap<String, Object>();
        value.put(CLASS, "date");
        value.put("year", date.getYear());
        value.put("month", date.getMonthValue());
        value.put("day", date.getDayOfMonth());
        return value;
    }

    /** A number for Tryton. */
    static Map<String, Object> decimal(BigDecimal number) {
        return Map.of(CLASS, "Decimal", "decimal", number.toPlainString());
    }
}
