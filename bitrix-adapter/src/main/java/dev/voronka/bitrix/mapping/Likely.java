package dev.voronka.bitrix.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody may have meant. */
final class Likely {

    private static final int SHORT = 4;

    private Likely() {}

    static Optional<String> meant(String written, Collection<String> words) {
        var wanted = written.toUpperCase(Locale.ROOT);
        var most = written.length() < SHORT ? 1 : Math.max(2, written.length() / 3);
        return words.stream()
                .filter(w -> distance(wanted, w.toUpperCase(Locale.ROOT)) <= most)
                .min(Comparator.<String>comparingInt(w -> distance(wanted, w.toUpperCase(Locale.ROOT)))
                        .thenComparing(w -> w));
    }

    /** Letters to put in, take out or change; two neighbours that changed places are two. */
    private static int distance(String one, String other) {
        var before = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var now = new int[other.length() + 1];
            now[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
