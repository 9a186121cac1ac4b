package dev.voronka.run;

import dev.voronka.CardId;
import dev.voronka.store.CardStore;
import dev.voronka.store.StoredCard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Cards that are linked with given ones, near or far, but for these themselves.
 *
 * @param cards which
 * @param isWhole false if there are more than are looked at
 */
record Family(Set<CardId> cards, boolean isWhole) {

    /** How many cards are looked at. */
    static final int MOST = 10_000;

    /** The family of these. */
    static Family of(Set<CardId> known, CardStore store, Function<CardId, Optional<StoredCard>> load) {
        var found = new LinkedHashSet<>(known);
        var waiting = new ArrayDeque<>(known);
        while (!waiting.isEmpty() && found.size() <= MOST) {
            var id = waiting.remove();
            load.apply(id).ifPresent(stored -> {
                var near = new ArrayList<CardId>();
                var origin = stored.card().origin();
                if (origin != null) {
                    near.add(origin.card());
                }
                store.children(id).forEach(c -> near.add(c.id()));
                near.stream().filter(found::add).forEach(waiting::add);
            });
        }
        var isWhole = found.size() <= MOST;
        found.removeAll(known);
        return new Family(found, isWhole);
    }
}
