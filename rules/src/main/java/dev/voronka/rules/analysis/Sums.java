package dev.voronka.rules.analysis;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sums of points that may come about; never fewer than really may.
 *
 * @param least the least one
 * @param most the greatest one
 * @param each all of them; null if they are too many, then any between least and most
 */
record Sums(long least, long most, @Nullable SortedSet<Long> each) {

    private static final int MOST = 2_000;

    static final Sums NONE = only(0);

    static Sums only(long points) {
        return new Sums(points, points, new TreeSet<>(Collections.singleton(points)));
    }

    static Sums between(long least, long most) {
        return new Sums(least, most, null);
    }

    Sums plus(Sums other) {
        var low = least + other.least;
        var high = most + other.most;
        if (each == null || other.each == null || (long) each.size() * other.each.size() > 50L * MOST) {
            return between(low, high);
        }
        var all = new TreeSet<Long>();
        for (var a : each) {
            for (var b : other.each) {
                all.add(a + b);
            }
        }
        return all.size() > MOST ? between(low, high) : new Sums(low, high, all);
    }

    Sums or(Sums other) {
        var low = Math.min(least, other.least);
        var high = Math.max(most, other.most);
        if (each == null || other.each == null) {
            return between(low, high);
        }
        var all = new TreeSet<>(each);
        all.addAll(other.each);
        return all.size() > MOST ? between(low, high) : new Sums(low, high, all);
    }
}
