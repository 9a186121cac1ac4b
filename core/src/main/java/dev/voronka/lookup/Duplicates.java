package dev.voronka.lookup;

import dev.voronka.CardId;
import dev.voronka.Port;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The port that looks for other cards of the same person. Answered from our own store if the host gives no other. */
public interface Duplicates extends Port<Duplicates.Asked, Duplicates.Found> {

    /**
     * Which other open cards of this process can be reached by one of these?
     *
     * @param process the code of the process
     * @param reach normalised phones and e-mails, see {@link Reach}
     * @param except the card that asks
     */
    record Asked(
            String process, Set<String> reach, @Nullable CardId except) {
        /** Keeps a sorted, unmodifiable copy. */
        public Asked {
            reach = java.util.Collections.unmodifiableSet(new TreeSet<>(reach));
        }
    }

    /**
     * The cards found.
     *
     * @param cards their ids, oldest first
     */
    record Found(List<CardId> cards) {
        /** Keeps an unmodifiable copy. */
        public Found {
            cards = List.copyOf(cards);
        }
    }

    /** Asks for open cards that can be reached by one of these, but for the card that asks. */
    static Asked of(String process, Collection<String> reach, CardId except) {
        return new Asked(process, Set.copyOf(reach), except);
    }
}
