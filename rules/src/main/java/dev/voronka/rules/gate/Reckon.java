package dev.voronka.rules.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What emitted rules reckon with; the same means the same to the rule engine and to {@link Evaluation}. Nothing here throws:
 * what is not known, or divided by zero, is null, and a comparison with null is false, except {@code same(null, null)}.
 * Numbers are exact to 34 figures. Host code has no use for it; it is public because compiled rules call it.
 */
public final class Reckon {

    private static final BigDecimal HALF_A_POINT = new BigDecimal("0.5");
    private static final BigDecimal MOST_POINTS = BigDecimal.valueOf(1_000_000);
    private static final int WIDEST = 60;

    private Reckon() {}

    /** A number as it is written. */
    public static BigDecimal number(String written) {
        return new BigDecimal(written);
    }

    /** The sum. */
    public static @Nullable BigDecimal plus(@Nullable Object a, @Nullable Object b) {
        var x = decimal(a);
        var y = decimal(b);
        return x == null || y == null ? null : calm(() -> x.add(y, MathContext.DECIMAL128));
    }

    /** The difference. */
    public static @Nullable BigDecimal minus(@Nullable Object a, @Nullable Object b) {
        var x = decimal(a);
        var y = decimal(b);
        return x == null || y == null ? null : calm(() -> x.subtract(y, MathContext.DECIMAL128));
    }

    /** The product. */
    public static @Nullable BigDecimal times(@Nullable Object a, @Nullable Object b) {
        var x = decimal(a);
        var y = decimal(b);
        return x == null || y == null ? null : calm(() -> x.multiply(y, MathContext.DECIMAL128));
    }

    /** The quotient; null if the divisor is zero. */
    public static @Nullable BigDecimal over(@Nullable Object a, @Nullable Object b) {
        var x = decimal(a);
        var y = decimal(b);
        return x == null || y == null || y.signum() == 0 ? null : calm(() -> x.divide(y, MathContext.DECIMAL128));
    }

    /** Whether both are equal; numbers whatever their scale. */
    public static boolean same(@Nullable Object a, @Nullable Object b) {
        var x = decimal(a);
        var y = decimal(b);
        if (x != null && y != null) {
            return x.compareTo(y) == 0;
        }
        return a == null ? b == null : a.equals(b);
    }

    /** Whether {@code a > b}. */
    public static boolean more(@Nullable Object a, @Nullable Object b) {
        var x = decimal(a);
        var y = decimal(b);
        return x != null && y != null && x.compareTo(y) > 0;
    }

    /** Whether {@code a >= b}. */
    public static boolean least(@Nullable Object a, @Nullable Object b) {
        var x = decimal(a);
        var y = decimal(b);
        return x != null && y != null && x.compareTo(y) >= 0;
    }

    /** Whether an answer is yes. */
    public static boolean yes(@Nullable Object a) {
        return Boolean.TRUE.equals(a);
    }

    /** Whether a list has this element, or a text has this part. */
    public static boolean has(@Nullable Object whole, @Nullable Object part) {
        if (whole instanceof Collection<?> list) {
            return part != null && list.contains(part);
        }
        return whole instanceof String text && part instanceof String wanted && text.contains(wanted);
    }

    /**
     * Whether a text fits a pattern in which {@code *} stands for anything and {@code ?} for one character. Large and small
     * letters are the same. Takes time proportional to both lengths at worst.
     */
    public static boolean like(@Nullable Object text, @Nullable Object glob) {
        if (!(text instanceof String t) || !(glob instanceof String g)) {
            return false;
        }
        var said = t.toLowerCase(Locale.ROOT);
        var wanted = g.toLowerCase(Locale.ROOT);
        var at = 0;
        var in = 0;
        var star = -1;
        var resume = 0;
        while (at < said.length()) {
            if (in < wanted.length() && wanted.charAt(in) == '*') {
                star = in++;
                resume = at;
            } else if (in < wanted.length() && (wanted.charAt(in) == '?' || wanted.charAt(in) == said.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < wanted.length() && wanted.charAt(in) == '*') {
            in++;
        }
        return in == wanted.length();
    }

    /** A value within a text: numbers without exponent and without zeros at their end; nothing for what is not known. */
    public static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        var number = decimal(value);
        if (number == null) {
            return value instanceof Enum<?> e ? e.name() : value.toString();
        }
        var plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return Math.abs((long) plain.scale()) > WIDEST ? plain.toString() : plain.toPlainString();
    }

    /** Points: rounded half up, kept within a million up or down; 0 for what is not known. */
    public static int points(@Nullable Object value) {
        var number = decimal(value);
        if (number == null) {
            return 0;
        }
        if (number.abs().compareTo(HALF_A_POINT) < 0) {
            // Of a number with a billion places no rounding can be made.
            return 0;
        }
        return number.max(MOST_POINTS.negate())
                .min(MOST_POINTS)
                .setScale(0, RoundingMode.HALF_UP)
                .intValue();
    }

    private static @Nullable BigDecimal decimal(@Nullable Object value) {
        if (value instanceof BigDecimal d) {
            return d;
        }
        return value instanceof Integer || value instanceof Long
                ? BigDecimal.valueOf(((Number) value).longValue())
                : null;
    }

    private static @Nullable BigDecimal calm(Supplier<BigDecimal> sum) {
        try {
            return sum.get();
        } catch (ArithmeticException beyondAnyExponent) {
            return null;
        }
    }
}
