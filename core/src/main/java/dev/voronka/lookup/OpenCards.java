package dev.voronka.lookup;

import dev.voronka.Port;

/** The port that counts how many cards an employee works on. Answered from our own store. */
public interface OpenCards extends Port<OpenCards.Asked, OpenCards.Count> {

    /**
     * How many open cards of this process does the employee answer for?
     *
     * @param process the code of the process
     * @param employee the id
     */
    record Asked(String process, String employee) {}

    /** So many. */
    record Count(int cards) {}
}
