package dev.voronka.rules.gate;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Literals of the emitted text. */
final class Written {

    private Written() {}

    /** In quotes. Characters that could end it have been refused long before; this is the last look. */
    static String text(String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '"' || c == '\\' || (Character.isISOControl(c) && c != '\t') || Character.isSurrogate(c)) {
                throw new IllegalStateException("A text with " + Character.getName(c) + " has come through the gate");
            }
        }
        return '"' + value + '"';
    }

    static String literal(@Nullable Object value) {
        if (value instanceof String text) {
            return text(text);
        } else if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
        } else if (value instanceof Boolean truth) {
            return truth.toString();
        }
        return "null";
    }

    /** As an argument of {@link Reckon}: small whole numbers as they are, others by their text. */
    static String number(BigDecimal value) {
        var whole = value.scale() <= 0 && value.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        return whole ? value.toPlainString() : "Reckon.number( " + text(value.toPlainString()) + " )";
    }

    static String function(String operator) {
        return switch (operator) {
            case "+" -> "plus";
            case "-" -> "minus";
            case "*" -> "times";
            default -> "over";
        };
    }
}
