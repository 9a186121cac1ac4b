package dev.voronka.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look through histories has found.
 *
 * @param cards how many histories were looked at
 * @param lines how many lines
 * @param anchors how many anchors
 * @param anchor the digest of the last anchor, hexadecimal; null if there is none. Whoever keeps it elsewhere sees by it
 *     whether the anchors themselves were made anew
 * @param found how many faults there are
 * @param faults the first {@value #MOST} of them
 */
public record HistoryReport(
        long cards, long lines, long anchors, @Nullable String anchor, long found, List<HistoryFault> faults) {

    /** How many faults are told one by one. */
    public static final int MOST = 1000;

    /** Keeps an unmodifiable copy. */
    public HistoryReport {
        faults = List.copyOf(faults);
    }

    /** Whether nothing is wrong. */
    public boolean isWhole() {
        return found == 0;
    }
}
