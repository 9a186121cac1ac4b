package dev.voronka.rules.gate;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What somebody probably meant. */
final class Nearest {

    private static final String CYRILLIC = "аеорсухкмтнвіѕјһёАЕОРСУХКМТНВІЅЈҺЁ";
    private static final String LATIN = "aeopcyxkmthbisjheAEOPCYXKMTHBISJHE";
    /** Longer words are no slip of a known one. */
    private static final int LONGEST = 60;

    private Nearest() {}

    /** The word with every Cyrillic letter that looks like a Latin one replaced by that. */
    static String folded(String word) {
        var folded = new StringBuilder(word.length());
        for (var i = 0; i < word.length(); i++) {
            var at = CYRILLIC.indexOf(word.charAt(i));
            folded.append(at < 0 ? word.charAt(i) : LATIN.charAt(at));
        }
        return folded.toString();
    }

    /** Whether Latin and Cyrillic letters stand in one word. */
    static boolean mixes(String word) {
        return has(word, Character.UnicodeScript.LATIN) && has(word, Character.UnicodeScript.CYRILLIC);
    }

    /** Whether it looks like that word but is written with other letters. */
    static boolean looksLike(String word, String meant) {
        return !word.equals(meant) && folded(word).equals(meant);
    }

    private static boolean has(String word, Character.UnicodeScript script) {
        return word.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == script);
    }

    /** The one that is most like the word; empty if none is. */
    static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        var written = folded(word).toLowerCase(Locale.ROOT);
        String nearest = null;
        var least = Integer.MAX_VALUE;
        for (var candidate : known) {
            var distance = distance(written, candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest != null && least <= Math.max(1, Math.max(word.length(), nearest.length()) / 3)
                ? Optional.of(nearest)
                : Optional.empty();
    }

    /** As {@link #to}, empty text for none. */
    static String or(String word, Collection<String> known) {
        return to(word, known).orElse("");
    }

    /** How many letters must be added, dropped, changed or swapped with the next. */
    static int distance(String a, String b) {
        var table = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                table[i][j] = Math.min(Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1), table[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[a.length()][b.length()];
    }
}
