package dev.voronka.decision;

import dev.voronka.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who should get a card?
 *
 * @param process the code of the card's process, whose open cards count as load
 * @param ring the name of the ring that remembers whose turn it is
 * @param role what the candidates must be
 * @param skill what they must be able to sell; null for anything
 * @param strategy how the best of them is found
 * @param excluded who has had or declined the card already
 * @param overflow who gets it if nobody can take it: the first of these roles that somebody has
 * @param at when, for absences
 */
public record RoutingRequest(
        String process,
        String ring,
        Role role,
        @Nullable String skill,
        Strategy strategy,
        List<String> excluded,
        List<Role> overflow,
        Instant at) {

    /** How the best candidate is found. */
    public enum Strategy {
        /** In turn: each gets the next one. */
        ROUND_ROBIN,
        /**
         * Who has the fewest open cards for his or her capacity; of equals, in turn. Who has no limit counts as the
         * one with the largest.
         */
        LEAST_LOADED
    }

    /** Keeps unmodifiable copies. */
    public RoutingRequest {
        excluded = List.copyOf(excluded);
        overflow = List.copyOf(overflow);
    }
}
