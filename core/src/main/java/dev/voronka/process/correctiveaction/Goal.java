package dev.voronka.process.correctiveaction;

import java.math.BigDecimal;

/**
 * By what figure the effect is seen. Whether lower or higher is better follows from baseline and target.
 *
 * @param metric its id, such as {@code fails:deal:LOST_PRICE}
 * @param baseline what it was before
 * @param target what it should be
 * @param window how long it is watched after the measures, in days of the calendar
 */
public record Goal(String metric, BigDecimal baseline, BigDecimal target, int window) {

    /** No goal is set yet. */
    public static final Goal NONE = new Goal("", BigDecimal.ZERO, BigDecimal.ZERO, 0);

    /** Whether the figure is as good as the target, or better. */
    public boolean isMetBy(BigDecimal figure) {
        return lowerIsBetter() ? figure.compareTo(target) <= 0 : figure.compareTo(target) >= 0;
    }

    /** Whether the figure is better than it was. */
    public boolean isNearedBy(BigDecimal figure) {
        return lowerIsBetter() ? figure.compareTo(baseline) < 0 : figure.compareTo(baseline) > 0;
    }

    private boolean lowerIsBetter() {
        return target.compareTo(baseline) < 0;
    }
}
