package dev.voronka.rules.gate;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression is.
 *
 * @param choice the enum, if it is one
 * @param open whether it may be missing: an answer that was not given
 * @param options the answers of a choice question; empty if any text goes
 */
record Type(Family family, @Nullable Class<?> choice, boolean open, List<String> options) {

    enum Family {
        /** A whole number. */
        WHOLE,
        NUMBER,
        TEXT,
        TRUTH,
        CHOICE,
        LIST,
        MAP,
        NULL,
        FACT,
        /** Not known, because of a problem that is told already. */
        UNKNOWN
    }

    static final Type WHOLE = of(Family.WHOLE);
    static final Type NUMBER = of(Family.NUMBER);
    static final Type TEXT = of(Family.TEXT);
    static final Type TRUTH = of(Family.TRUTH);
    static final Type LIST = of(Family.LIST);
    static final Type MAP = of(Family.MAP);
    static final Type NULL = of(Family.NULL);
    static final Type UNKNOWN = of(Family.UNKNOWN);
    static final Type OPEN_NUMBER = new Type(Family.NUMBER, null, true, List.of());

    private static Type of(Family family) {
        return new Type(family, null, false, List.of());
    }

    static Type choice(Class<?> choice) {
        return new Type(Family.CHOICE, choice, false, List.of());
    }

    static Type fact(Class<?> fact) {
        return new Type(Family.FACT, fact, false, List.of());
    }

    static Type answer(Questions.Answer answer) {
        var family = answer.type() == BigDecimal.class
                ? Family.NUMBER
                : answer.type() == Boolean.class ? Family.TRUTH : Family.TEXT;
        return new Type(family, null, true, answer.options());
    }

    boolean isNumber() {
        return family == Family.WHOLE || family == Family.NUMBER;
    }

    boolean is(Family other) {
        return family == other;
    }

    boolean isUnknown() {
        return family == Family.UNKNOWN;
    }

    /** Whether values of both may be compared. */
    boolean comparesWith(Type other) {
        return (isNumber() && other.isNumber())
                || (family == other.family && (family == Family.TEXT || family == Family.TRUTH))
                || (family == Family.CHOICE && other.family == Family.CHOICE && choice == other.choice);
    }

    static List<String> constants(Class<?> choice) {
        return Arrays.stream(choice.getEnumConstants())
                .map(c -> ((Enum<?>) c).name())
                .toList();
    }
}
