package dev.voronka.rules.fact;

import java.util.List;

/**
 * One employee who could get the card: he or she has passed the filter and is ranked already.
 *
 * @param id the employee's id
 * @param team the code of the team; empty for none
 * @param skills what he or she can sell
 * @param territories where he or she works
 * @param openCards how many open cards he or she has
 * @param capacity how many he or she can work on; 0 for no limit
 * @param rank the place in the ranking before rules, from 1
 */
public record Candidate(
        String id, String team, List<String> skills, List<String> territories, int openCards, int capacity, int rank) {
    /** Keeps unmodifiable copies. */
    public Candidate {
        skills = List.copyOf(skills);
        territories = List.copyOf(territories);
    }
}
