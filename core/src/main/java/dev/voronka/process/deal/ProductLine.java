package dev.voronka.process.deal;

import dev.voronka.InvalidInput;
import dev.voronka.Money;

/**
 * Goods or services of a deal.
 *
 * @param sku the code in the price list
 * @param title what people call it
 * @param quantity how many
 * @param price of one, by the price list
 * @param cost of one, to us
 * @param toBuy whether we have to buy it once the deal is won
 */
public record ProductLine(String sku, String title, long quantity, Money price, Money cost, boolean toBuy) {

    /** Refuses a quantity below 1, and a price and a cost in two currencies. */
    public ProductLine {
        if (quantity < 1) {
            throw new InvalidInput(
                    "The quantity of " + sku + " is " + quantity + "; give 1 or more, or leave the line out.");
        }
        DealData.requireOneCurrency(price, cost);
    }

    /** A line of what we make or do ourselves. */
    public static ProductLine of(String sku, String title, long quantity, Money price, Money cost) {
        return new ProductLine(sku, title, quantity, price, cost, false);
    }

    /** The same, but we have to buy it once the deal is won. */
    public ProductLine bought() {
        return new ProductLine(sku, title, quantity, price, cost, true);
    }

    Money total() {
        return price.times(quantity);
    }
}
