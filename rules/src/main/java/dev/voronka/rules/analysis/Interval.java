package dev.voronka.rules.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers between two ends; an end that is null is without bound. */
record Interval(
        @Nullable BigDecimal low, boolean lowIn, @Nullable BigDecimal high, boolean highIn) {

    private static final BigDecimal LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    static final Interval ALL = new Interval(null, false, null, false);

    Interval {
        low = plain(low);
        high = plain(high);
        lowIn = lowIn && low != null;
        highIn = highIn && high != null;
    }

    /** Equal for equal numbers, and quick to compare. */
    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        if (number == null || number.scale() == 0) {
            return number;
        }
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static Interval point(BigDecimal at) {
        return new Interval(at, true, at, true);
    }

    static Interval atLeast(BigDecimal low) {
        return new Interval(low, true, null, false);
    }

    static Interval between(long low, long high) {
        return new Interval(BigDecimal.valueOf(low), true, BigDecimal.valueOf(high), true);
    }

    boolean isEmpty() {
        if (low == null || high == null) {
            return false;
        }
        var order = low.compareTo(high);
        return order > 0 || (order == 0 && !(lowIn && highIn));
    }

    boolean isPoint() {
        return low != null && high != null && low.compareTo(high) == 0;
    }

    boolean has(BigDecimal number) {
        var fromLow = low == null ? 1 : number.compareTo(low);
        var toHigh = high == null ? 1 : high.compareTo(number);
        return (fromLow > 0 || (fromLow == 0 && lowIn)) && (toHigh > 0 || (toHigh == 0 && highIn));
    }

    boolean covers(Interval other) {
        return lowOrder(other) <= 0 && highOrder(other) >= 0;
    }

    /** Whether both have a number in common; neither is empty. */
    boolean meets(Interval other) {
        return !isBefore(other) && !other.isBefore(this);
    }

    private boolean isBefore(Interval other) {
        if (high == null || other.low == null) {
            return false;
        }
        var order = high.compareTo(other.low);
        return order < 0 || (order == 0 && !(highIn && other.lowIn));
    }

    Interval and(Interval other) {
        var lower = lowOrder(other) >= 0 ? this : other;
        var upper = highOrder(other) <= 0 ? this : other;
        return new Interval(lower.low, lower.lowIn, upper.high, upper.highIn);
    }

    /** Less than 0 if this one begins before the other. */
    int lowOrder(Interval other) {
        if (low == null || other.low == null) {
            return low == null ? (other.low == null ? 0 : -1) : 1;
        }
        var order = low.compareTo(other.low);
        return order != 0 ? order : Boolean.compare(other.lowIn, lowIn);
    }

    /** Less than 0 if this one ends before the other. */
    int highOrder(Interval other) {
        if (high == null || other.high == null) {
            return high == null ? (other.high == null ? 0 : 1) : -1;
        }
        var order = high.compareTo(other.high);
        return order != 0 ? order : Boolean.compare(highIn, other.highIn);
    }

    /** Whether nothing lies between this one and the next, which does not begin before it. */
    boolean reaches(Interval next, boolean whole) {
        if (high == null || next.low == null) {
            return true;
        }
        var order = (whole ? high.add(BigDecimal.ONE) : high).compareTo(next.low);
        return order > 0 || (order == 0 && (whole || highIn || next.lowIn));
    }

    /** Without the ends that whole numbers have anyway, of which nobody speaks. */
    Interval named() {
        var from = low != null && low.compareTo(LEAST) == 0 ? null : low;
        var to = high != null && high.compareTo(MOST) == 0 ? null : high;
        return new Interval(from, lowIn, to, highIn);
    }

    /** The whole numbers in it, with ends that belong to it. */
    Interval whole() {
        var from = low == null ? null : low.setScale(0, RoundingMode.CEILING);
        if (from != null && !lowIn && low != null && from.compareTo(low) == 0) {
            from = from.add(BigDecimal.ONE);
        }
        var to = high == null ? null : high.setScale(0, RoundingMode.FLOOR);
        if (to != null && !highIn && high != null && to.compareTo(high) == 0) {
            to = to.subtract(BigDecimal.ONE);
        }
        return new Interval(from, true, to, true);
    }
}
