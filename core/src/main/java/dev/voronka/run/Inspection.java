package dev.voronka.run;

import dev.voronka.CardId;
import dev.voronka.store.CardStore;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for cards that cannot be worked with, some at a time, round and round: a health check must answer at once, however
 * many cards there are. Thread-safe.
 */
final class Inspection {

    private final CardStore store;
    private Set<CardId> before = Set.of();
    private Set<CardId> found = new LinkedHashSet<>();
    private @Nullable CardId last;

    Inspection(CardStore store) {
        this.store = store;
    }

    /**
     * Looks at the next {@link CardStore#LOOKED_AT} cards.
     *
     * @return how many were found bad in this round and the one before, at most {@link Health#QUARANTINED_COUNTED}
     */
    synchronized int next() {
        var looked = store.look(last, CardStore.LOOKED_AT);
        looked.found().stream().limit(Health.QUARANTINED_COUNTED).forEach(q -> found.add(q.card()));
        last = looked.last();
        if (last == null) {
            before = found;
            found = new LinkedHashSet<>();
            return Math.min(before.size(), Health.QUARANTINED_COUNTED);
        }
        var both = new LinkedHashSet<>(before);
        both.addAll(found);
        return Math.min(both.size(), Health.QUARANTINED_COUNTED);
    }
}
