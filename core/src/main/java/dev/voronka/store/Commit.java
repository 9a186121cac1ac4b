package dev.voronka.store;

import dev.voronka.Card;
import dev.voronka.RingStep;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that one move writes.
 *
 * @param card the card after it; its version is one more than the version it must still have, 1 for a new card
 * @param before the card that the move was decided on, which must still be so: of that version, with those clocks gone
 *     off; null for a new card
 * @param nextDue when the card's next clock goes off; null if none does
 * @param line the line of history
 * @param parcels what must happen outside
 * @param rings turns of rings, each written only if the ring still stands as seen
 * @param key what the caller called the request; null if nothing
 * @param remembered what to remember under the key; null without a key
 * @param children new cards that the move opens, each written only if its own key is free
 * @param signals what the move does to other cards
 * @param settled signals to this or from this card that the move settles
 * @param lines what a deadline that brought the move about leaves in the log of deadlines
 * @param decisions what rules have decided on the way to it
 */
public record Commit(
        Card<?> card,
        @Nullable Card<?> before,
        @Nullable Instant nextDue,
        HistoryLine line,
        List<Parcel> parcels,
        List<RingStep> rings,
        @Nullable RequestKey key,
        @Nullable Remembered remembered,
        List<Commit> children,
        List<Signal> signals,
        List<Signal> settled,
        List<RungLine> lines,
        List<DecisionLine> decisions) {

    /** Keeps unmodifiable copies. */
    public Commit {
        parcels = List.copyOf(parcels);
        rings = List.copyOf(rings);
        children = List.copyOf(children);
        signals = List.copyOf(signals);
        settled = List.copyOf(settled);
        lines = List.copyOf(lines);
        decisions = List.copyOf(decisions);
    }

    /** A move that concerns no other card. */
    public Commit(
            Card<?> card,
            @Nullable Card<?> before,
            @Nullable Instant nextDue,
            HistoryLine line,
            List<Parcel> parcels,
            List<RingStep> rings,
            @Nullable RequestKey key,
            @Nullable Remembered remembered) {
        this(
                card,
                before,
                nextDue,
                line,
                parcels,
                rings,
                key,
                remembered,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The same move, brought about by a deadline that leaves these lines. */
    public Commit logging(List<RungLine> log) {
        return new Commit(
                card,
                before,
                nextDue,
                line,
                parcels,
                rings,
                key,
                remembered,
                children,
                signals,
                settled,
                log,
                decisions);
    }

    /** The same move with what rules have decided beside. */
    public Commit deciding(List<DecisionLine> more) {
        return more.isEmpty()
                ? this
                : new Commit(
                        card,
                        before,
                        nextDue,
                        line,
                        parcels,
                        rings,
                        key,
                        remembered,
                        children,
                        signals,
                        settled,
                        lines,
                        Stream.concat(decisions.stream(), more.stream()).toList());
    }
}
