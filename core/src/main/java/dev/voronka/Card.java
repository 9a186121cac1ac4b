package dev.voronka;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One lead, deal, meeting: an immutable picture of it at one version.
 *
 * @param <D> its data
 * @param id unique over all processes
 * @param process the code of its process
 * @param version 1 when opened, one more with each move
 * @param stage where it is
 * @param kind what that stage means
 * @param owner the employee who answers for it; null until somebody does
 * @param data what the process's author says a card holds
 * @param header what it can be found by
 * @param fields a customer's own fields, by code
 * @param watchers employees who are told of every move
 * @param visit its stay in the present stage
 * @param counts how often counted rows were taken, by event
 * @param failure why it failed; null unless it is in a fail
 * @param openedAt when it was opened
 * @param origin the card whose move opened it; null if it was opened by hand
 */
public record Card<D>(
        CardId id,
        String process,
        long version,
        Stage stage,
        StageKind kind,
        @Nullable String owner,
        D data,
        Header header,
        SortedMap<String, Object> fields,
        SortedSet<String> watchers,
        Visit visit,
        SortedMap<String, Integer> counts,
        @Nullable FailReason failure,
        Instant openedAt,
        @Nullable Origin origin) {

    /** Keeps unmodifiable copies. */
    public Card {
        fields = copy(fields);
        watchers = watchers.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(watchers));
        counts = copy(counts);
    }

    /** A card that was opened by hand. */
    public Card(
            CardId id,
            String process,
            long version,
            Stage stage,
            StageKind kind,
            @Nullable String owner,
            D data,
            Header header,
            SortedMap<String, Object> fields,
            SortedSet<String> watchers,
            Visit visit,
            SortedMap<String, Integer> counts,
            @Nullable FailReason failure,
            Instant openedAt) {
        this(
                id, process, version, stage, kind, owner, data, header, fields, watchers, visit, counts, failure,
                openedAt, null);
    }

    private static <V> SortedMap<String, V> copy(Map<String, V> map) {
        return map.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /** The same at the same version, with another state of its visit. */
    public Card<D> visit(Visit other) {
        return new Card<>(
                id, process, version, stage, kind, owner, data, header, fields, watchers, other, counts, failure,
                openedAt, origin);
    }

    /** Whether its way is over. */
    public boolean isEnded() {
        return kind.isEnd();
    }

    /** Whether it is put aside. */
    public boolean isOnHold() {
        return visit.hold() != null;
    }

    /** By when the stage should be left; empty in an end and while the data does not name the date. */
    public Optional<Instant> due() {
        return visit.due();
    }

    /** Without data, header and fields, which may tell of persons: fit for logs. */
    @Override
    public String toString() {
        return "Card[" + id + " of " + process + ", version " + version + ", " + stage.name()
                + (isOnHold() ? " on hold" : "") + ", owner " + owner + "]";
    }
}
