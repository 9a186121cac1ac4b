package dev.voronka.bitrix.client;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** Reads values in the several forms that portals write them. What cannot be meant is an exception that does not quote it. */
final class Tolerant {

    private Tolerant() {}

    /** A text, a number as its digits; empty if it is missing, null, a list or a map. */
    static String text(JsonNode tree, String field) {
        var node = tree.path(field);
        return node.isValueNode() && !node.isNull() ? Json.text(node) : "";
    }

    /** A whole number, also written as text. Nothing if missing, null, empty or {@code false}. */
    static OptionalLong whole(JsonNode tree, String field) {
        var text = text(tree, field).strip();
        if (isNothing(text)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(text).longValueExact());
        } catch (ArithmeticException | NumberFormatException noWhole) {
            throw wrong(tree, field, "a whole number");
        }
    }

    /** The whole number that must be there. */
    static long id(JsonNode tree, String field) {
        return whole(tree, field).orElseThrow(() -> wrong(tree, field, "a whole number"));
    }

    /** A whole number, zero if it is not told. */
    static int count(JsonNode tree, String field) {
        return Math.toIntExact(whole(tree, field).orElse(0));
    }

    /** An exact number, also written as text. */
    static Optional<BigDecimal> number(JsonNode tree, String field) {
        var text = text(tree, field).strip();
        if (isNothing(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException noNumber) {
            throw wrong(tree, field, "a number");
        }
    }

    /** Y and N, 1 and 0, true and false, in any case. False if it is not told. */
    static boolean flag(JsonNode tree, String field) {
        return switch (text(tree, field).strip().toLowerCase(Locale.ROOT)) {
            case "y", "1", "true" -> true;
            case "n", "0", "false", "" -> false;
            default -> throw wrong(tree, field, "Y or N, 1 or 0, true or false");
        };
    }

    /** An ISO moment with an offset. Nothing if missing, null, empty, {@code false}, or an empty map. */
    static Optional<OffsetDateTime> time(JsonNode tree, String field) {
        var text = text(tree, field).strip();
        if (isNothing(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeException noMoment) {
            throw wrong(tree, field, "an ISO moment with an offset");
        }
    }

    /** The first of the fields that is there, for methods that differ in how they write names. */
    static String name(JsonNode tree, String... fields) {
        for (var field : fields) {
            if (tree.has(field)) {
                return field;
            }
        }
        return Objects.requireNonNull(fields[0], "a name");
    }

    private static boolean isNothing(String text) {
        return text.isEmpty() || text.equals("false");
    }

    private static IllegalArgumentException wrong(JsonNode tree, String field, String wanted) {
        var id = text(tree, name(tree, "id", "ID"));
        return new IllegalArgumentException("Field " + field + (id.isEmpty() ? "" : " of " + id) + " must be " + wanted
                + ", but the portal gave "
                + (tree.has(field) ? "something else (" + tree.path(field).getNodeType() + ")" : "none")
                + ".");
    }
}
