package dev.voronka.lookup;

import dev.voronka.Port;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The port that knows what to offer to who has bought before. The default, {@link #table}, goes from a product to the
 * next one; without a table the same is offered again.
 */
public interface Offers extends Port<Offers.Asked, Offers.Picked> {

    /**
     * What should be offered next?
     *
     * @param bought products bought last, by code
     * @param segment the customer's segment; empty if none is known
     */
    record Asked(List<String> bought, String segment) {
        /** Keeps an unmodifiable copy. */
        public Asked {
            bought = List.copyOf(bought);
        }
    }

    /** Products to offer, by code, the best first; empty if there is nothing to offer. */
    record Picked(List<String> products) {
        /** Keeps an unmodifiable copy. */
        public Picked {
            products = List.copyOf(products);
        }
    }

    /** Offers after each product the one that the table names, and a product that the table does not name again. */
    static Offers table(Map<String, String> next) {
        var table = Map.copyOf(next);
        return asked -> {
            var picked = new LinkedHashSet<String>();
            asked.bought().forEach(p -> picked.add(table.getOrDefault(p, p)));
            return new Picked(List.copyOf(picked));
        };
    }
}
