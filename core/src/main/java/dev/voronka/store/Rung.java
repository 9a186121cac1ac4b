package dev.voronka.store;

import dev.voronka.Card;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a clock of a card has done without a move: the version stays.
 *
 * @param seen the card as it must still be
 * @param after the card with what went off noted in its visit
 * @param nextDue when the card's next clock goes off; null if none does
 * @param parcels what must happen outside
 * @param lines what went off, each with its line in the log
 * @param attempts timers that were refused
 * @param decisions what rules have decided for it
 */
public record Rung(
        Card<?> seen,
        Card<?> after,
        @Nullable Instant nextDue,
        List<Parcel> parcels,
        List<RungLine> lines,
        List<Attempt> attempts,
        List<DecisionLine> decisions) {

    /** Keeps unmodifiable copies. */
    public Rung {
        parcels = List.copyOf(parcels);
        lines = List.copyOf(lines);
        attempts = List.copyOf(attempts);
        decisions = List.copyOf(decisions);
    }

    /** What a clock has done without rules. */
    public Rung(
            Card<?> seen,
            Card<?> after,
            @Nullable Instant nextDue,
            List<Parcel> parcels,
            List<RungLine> lines,
            List<Attempt> attempts) {
        this(seen, after, nextDue, parcels, lines, attempts, List.of());
    }
}
