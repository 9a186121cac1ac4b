package dev.voronka.approval;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an approver has said.
 *
 * @param answer yes or no
 * @param by who, by id
 * @param insteadOf whose approval it was, if somebody had handed it over; null otherwise
 * @param comment in plain words; empty if there is none
 * @param at when
 * @param seen digests of the sections that were approved or rejected, by section code
 */
public record Verdict(
        Answer answer,
        String by,
        @Nullable String insteadOf,
        String comment,
        Instant at,
        SortedMap<String, String> seen) {

    /** Keeps an unmodifiable copy. */
    public Verdict {
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }
}
