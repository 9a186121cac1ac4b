package dev.voronka.crm;

import dev.voronka.CardId;
import java.time.Instant;
import java.util.List;

/**
 * A card and a record that are not alike, and will not be by themselves.
 *
 * @param card the card
 * @param process its process
 * @param record the id of its record
 * @param kind what is wrong
 * @param ours the stage of the card
 * @param theirs the stage of the record in the CRM's own words, or the record it was merged into; empty if there is none
 * @param reasons in words
 * @param since when it was first seen
 */
public record Drift(
        CardId card,
        String process,
        String record,
        Kind kind,
        String ours,
        String theirs,
        List<String> reasons,
        Instant since) {

    /** What can be wrong. */
    public enum Kind {
        /** Somebody has moved the record to where our process does not let it go. */
        FLAGGED,
        /** The record was removed. */
        GONE,
        /** The record was merged into another one. */
        MERGED
    }

    /** Keeps an unmodifiable copy. */
    public Drift {
        reasons = List.copyOf(reasons);
    }
}
