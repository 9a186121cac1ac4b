package dev.voronka.process.purchaserequest;

import dev.voronka.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Something to be bought.
 *
 * @param item what
 * @param qty how much of it
 * @param uom the unit of measure: pieces, metres
 * @param maxPrice what one unit may cost at most
 */
public record Line(String item, BigDecimal qty, String uom, Money maxPrice) {

    /** So many whole units. */
    public static Line of(String item, long qty, String uom, Money maxPrice) {
        return new Line(item, BigDecimal.valueOf(qty), uom, maxPrice);
    }

    /** What all units may cost at most. */
    public Money maxCost() {
        var minor = BigDecimal.valueOf(maxPrice.minor()).multiply(qty).setScale(0, RoundingMode.HALF_UP);
        return new Money(minor.longValueExact(), maxPrice.currency());
    }

    boolean isFilled() {
        return !item.isBlank() && !uom.isBlank() && qty.signum() > 0 && maxPrice.minor() > 0;
    }
}
