package dev.voronka.rules.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the text that somebody may have meant, by pairs of letters that two texts share. */
public final class Likeness {

    /** Texts that share less are not like each other. */
    private static final double LEAST = 0.4;

    private Likeness() {}

    /** The one that is most like it; empty if none is. */
    public static Optional<String> nearest(String said, Collection<String> known) {
        return known.stream()
                .filter(k -> of(said, k) >= LEAST)
                .max(Comparator.<String>comparingDouble(k -> of(said, k)).thenComparing(Comparator.reverseOrder()));
    }

    private static double of(String one, String other) {
        var mine = pairs(one);
        var yours = pairs(other);
        var all = mine.size() + yours.size();
        mine.retainAll(yours);
        return all == 0 ? 0 : 2.0 * mine.size() / all;
    }

    private static Set<String> pairs(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var pairs = new HashSet<String>();
        for (var i = 0; i + 1 < lower.length(); i++) {
            pairs.add(lower.substring(i, i + 2));
        }
        return pairs;
    }
}
