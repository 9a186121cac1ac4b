package dev.voronka.process.purchaserequest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The offers and which of them is taken.
 *
 * @param offers the best first, so that the place of an offer is its rank; one for each supplier
 * @param chosen whose offer is taken; empty until one is chosen
 * @param chosenBecause why not the best one; empty if nobody has said
 * @param singleSource why nobody else can supply this; empty if others can
 */
public record Tender(List<Offer> offers, String chosen, String chosenBecause, String singleSource) {

    /** No offers yet. */
    public static final Tender NONE = new Tender(List.of(), "", "", "");

    /** Keeps an unmodifiable copy, the best first. */
    public Tender {
        offers = offers.stream().sorted(Offer.BEST_FIRST).toList();
    }

    /** The offer that is taken; null until one is chosen. */
    public @Nullable Offer taken() {
        return of(chosen);
    }

    /** The offer of a supplier; null if there is none. */
    public @Nullable Offer of(String supplier) {
        return offers.stream()
                .filter(o -> o.supplier().equals(supplier))
                .findFirst()
                .orElse(null);
    }

    /** The place of a supplier's offer among all, 1 for the best; 0 if there is none. */
    public int rank(String supplier) {
        return offers.indexOf(of(supplier)) + 1;
    }

    /** Whose offer is taken, or would be if nobody chose; empty if there is no offer. */
    String preferred() {
        if (!chosen.isEmpty() || offers.isEmpty()) {
            return chosen;
        }
        return offers.get(0).supplier();
    }

    boolean isExplained() {
        return rank(preferred()) <= 1 || !chosenBecause.isBlank();
    }

    /** The same with an offer, which replaces the supplier's earlier one. */
    Tender with(Offer offer) {
        var all = new ArrayList<>(offers);
        all.removeIf(o -> o.supplier().equals(offer.supplier()));
        all.add(offer);
        return new Tender(all, chosen, chosenBecause, singleSource);
    }

    Tender without(String supplier) {
        var left = offers.stream().filter(o -> !o.supplier().equals(supplier)).toList();
        return supplier.equals(chosen)
                ? new Tender(left, "", "", singleSource)
                : new Tender(left, chosen, chosenBecause, singleSource);
    }

    Tender choosing(String supplier, String why) {
        return new Tender(offers, supplier, why, singleSource);
    }

    Tender onlyFrom(String why) {
        return new Tender(offers, chosen, chosenBecause, why);
    }
}
