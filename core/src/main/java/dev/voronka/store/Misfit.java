package dev.voronka.store;

import dev.voronka.InvalidInput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A value that cannot be written or read; on its way out of the value it gathers the path to it. Never leaves the package. */
final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 60;
    private static final String REFUSED = "is refused: ";

    private final transient Deque<String> path = new ArrayDeque<>();
    /** What stands there; null if nothing is to be shown. */
    private final @Nullable String value;

    private final String what;
    private boolean personal;

    Misfit(@Nullable String value, String what, @Nullable Throwable cause) {
        super(what, cause, false, false);
        this.value = value;
        this.what = what;
    }

    /** A value that is not what was expected, which is said like "a date such as 2026-11-24". */
    static Misfit expected(String expected, @Nullable Object value) {
        return expected(expected, value, null);
    }

    static Misfit expected(String expected, @Nullable Object value, @Nullable Throwable cause) {
        return new Misfit(shown(value), "is not " + expected, cause);
    }

    /** What a record refuses, in its own words. */
    static Misfit refused(InvalidInput refusal) {
        var told = String.valueOf(refusal.getMessage());
        return new Misfit(null, REFUSED + (told.endsWith(".") ? told.substring(0, told.length() - 1) : told), refusal);
    }

    /** How it was found; null if that would tell of a person. */
    @Nullable
    Throwable shownCause() {
        return personal ? null : getCause();
    }

    /** Something wrong that has no value to show. */
    static Misfit that(String what) {
        return new Misfit(null, what, null);
    }

    Misfit under(String name) {
        path.push("." + name);
        return this;
    }

    /** Below the key of a map, which is quoted: it may be any text. */
    Misfit underKey(String key) {
        path.push("[" + shown(key) + "]");
        return this;
    }

    Misfit at(int index) {
        path.push("[" + index + "]");
        return this;
    }

    /** Below something that tells of a person: nothing of it is shown. */
    Misfit hidden() {
        personal = true;
        path.clear();
        return this;
    }

    /** Where and what: {@code At $.place "" is not …}. */
    String told() {
        var where = "At $" + String.join("", path) + " ";
        if (personal && what.startsWith(REFUSED)) {
            return where + "is refused, for a reason that may tell of a person and is not shown.";
        }
        if (value == null) {
            return where + what + ".";
        }
        return where + (personal ? "a personal value, which is not shown," : value) + " " + what + ".";
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof java.util.Map<?, ?>) {
            return "an object";
        }
        if (value instanceof java.util.Collection<?> all) {
            return "a list of " + all.size();
        }
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        var shown = new StringBuilder("\"");
        var end = Math.min(text.length(), MOST_SHOWN);
        for (var i = 0; i < end; i++) {
            var c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(end < text.length() ? "…\"" : "\"").toString();
    }
}
