package dev.voronka.lookup;

import dev.voronka.Port;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The port that counts how many cards an employee works on. Answered from our own store. */
public interface OpenCards extends Port<OpenCards.Asked, OpenCards.Count> {

    /**
     * How many open cards of this process does the employee answer for?
     *
     * @param process the code of the process
     * @param employee the id
     */
    record Asked(String process, String employee) {}

    /**
     * So many.
     *
     * @param cards in all
     * @param byStage the same by stage; empty if that is not known
     */
    record Count(int cards, SortedMap<String, Integer> byStage) {
        /** Keeps an unmodifiable copy. */
        public Count {
            byStage = Collections.unmodifiableSortedMap(new TreeMap<>(byStage));
        }

        /** So many, in whatever stages. */
        public Count(int cards) {
            this(cards, Collections.emptySortedMap());
        }
    }
}
