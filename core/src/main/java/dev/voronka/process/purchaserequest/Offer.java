package dev.voronka.process.purchaserequest;

import dev.voronka.Money;
import dev.voronka.TextRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a supplier offers.
 *
 * @param supplier the supplier's id or INN
 * @param price of all that is to be bought
 * @param withVat whether the price includes VAT
 * @param leadDays in how many days of the calendar it is delivered
 * @param terms payment, delivery, guarantee, as the supplier says
 */
public record Offer(String supplier, Money price, boolean withVat, int leadDays, String terms) {

    /** The cheapest first; of equal ones the quickest. Prices in different currencies are not comparable and not compared. */
    static final Comparator<Offer> BEST_FIRST = Comparator.<Offer, String>comparing(
                    o -> o.price().currency())
            .thenComparing(o -> o.price().minor())
            .thenComparing(Offer::leadDays)
            .thenComparing(Offer::supplier);

    /** Whether its price can be put beside another one's: same currency, and both with VAT or both without. */
    public boolean isComparableTo(Offer other) {
        return price.currency().equals(other.price.currency()) && withVat == other.withVat;
    }

    List<TextRef> missing() {
        var missing = new ArrayList<TextRef>();
        if (supplier.isBlank()) {
            missing.add(new TextRef("offer.supplier"));
        }
        if (price.minor() <= 0) {
            missing.add(new TextRef("offer.price"));
        }
        if (leadDays < 0) {
            missing.add(new TextRef("offer.lead-time"));
        }
        return missing;
    }
}
