package dev.voronka.store;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much waits to be carried out.
 *
 * @param waiting parcels that wait, are put off or are being carried out
 * @param dead parcels that were given up
 * @param oldest since when the one that is overdue longest could have been taken up; null if none is overdue
 * @param byHandler how many parcels wait for each handler, dead ones included
 */
public record Backlog(long waiting, long dead, @Nullable Instant oldest, SortedMap<String, Long> byHandler) {

    /** Keeps an unmodifiable copy. */
    public Backlog {
        byHandler = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(byHandler));
    }
}
