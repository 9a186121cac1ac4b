package dev.voronka;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
final class Nearest {

    /** More names than these are not listed. */
    private static final int MOST_TOLD = 30;

    private Nearest() {}

    /** What to say about a name that is not there: the nearest one, or all of them. */
    static String told(String name, Collection<String> names) {
        return to(name, names).map(n -> "did you mean " + n + "?").orElseGet(() -> listed(names));
    }

    private static String listed(Collection<String> names) {
        if (names.size() > MOST_TOLD) {
            return "none of the " + names.size() + " that there are is like it.";
        }
        return names.isEmpty() ? "there are none." : "there are: " + String.join(", ", names) + ".";
    }

    private static Optional<String> to(String name, Collection<String> names) {
        var wanted = name.toUpperCase(Locale.ROOT);
        return names.stream()
                .filter(n -> distance(wanted, n.toUpperCase(Locale.ROOT))
                        <= (name.length() < 4 ? 1 : Math.max(2, name.length() / 3)))
                .min(Comparator.comparingInt(n -> distance(wanted, n.toUpperCase(Locale.ROOT))));
    }

    /** How many letters must be put in, taken out or changed. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (var j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
