package dev.voronka.store;

import java.math.BigDecimal;
import java.util.Locale;

/** Compact JSON in the making. Not thread-safe. */
final class JsonOut {

    /** How deep a value may be; Jackson reads a thousand levels here. */
    static final int MOST_LEVELS = 500;
    /** How long a number may be: far beyond money, and within what databases take. */
    static final int MOST_DIGITS = 1000;

    final StringBuilder text = new StringBuilder(256);
    private int level;

    void begin(char bracket) {
        if (++level > MOST_LEVELS) {
            throw Misfit.that("the value is deeper than " + MOST_LEVELS + " levels; does it hold itself");
        }
        text.append(bracket);
    }

    void end(char bracket) {
        level--;
        text.append(bracket);
    }

    void key(String name) {
        string(name);
        text.append(':');
    }

    void raw(String json) {
        text.append(json);
    }

    void number(BigDecimal number) {
        if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw Misfit.that("the number has more than " + MOST_DIGITS + " digits");
        }
        text.append(number.toPlainString());
    }

    /** A text that every database can keep. */
    void string(String value) {
        text.append('"');
        var clean = 0;
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw Misfit.that("the text has an unpaired surrogate at place " + i);
                }
                i++;
                continue;
            }
            text.append(value, clean, i);
            clean = i + 1;
            escape(c, i);
        }
        text.append(value, clean, value.length()).append('"');
    }

    private void escape(char c, int at) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case 0 -> throw Misfit.that("the text has a NUL (U+0000) at place " + at);
            default -> text.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
        }
    }
}
