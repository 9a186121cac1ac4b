package dev.voronka.lookup;

import dev.voronka.Port;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The port that knows who must not be called. Answered from our own cards: those that ended in {@code DO_NOT_CALL} or
 * {@code OPT_OUT} and share a phone, an e-mail or the company.
 */
public interface DoNotCall extends Port<DoNotCall.Asked, DoNotCall.Found> {

    /**
     * May these be called?
     *
     * @param reach normalised phones and e-mails
     * @param company the company's id; null if there is none
     */
    record Asked(SortedSet<String> reach, @Nullable String company) {
        /** Keeps an unmodifiable copy. */
        public Asked {
            reach = Collections.unmodifiableSortedSet(new TreeSet<>(reach));
        }
    }

    /** Whether calls are forbidden. */
    record Found(boolean forbidden) {}

    /** Asks about phones and e-mails, and the company behind them. */
    static Asked of(Set<String> reach, @Nullable String company) {
        return new Asked(new TreeSet<>(reach), company);
    }
}
