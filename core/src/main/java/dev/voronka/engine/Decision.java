package dev.voronka.engine;

import dev.voronka.Card;
import dev.voronka.Effect;
import dev.voronka.Move;
import dev.voronka.Outcome;
import dev.voronka.RingStep;
import dev.voronka.decision.Ruled;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link Decider} says about a trigger.
 *
 * @param <D> the data of the card
 */
public sealed interface Decision<D> {

    /** A port must be asked first; then decide again with its answer. */
    record Asks<D>(PortQuestion question) implements Decision<D> {}

    /**
     * The trigger is taken.
     *
     * @param card the card after it
     * @param move the line of history
     * @param visited whether a new visit begins
     * @param effects what must happen outside
     * @param rings turns of rings to be written with it
     * @param ruled answers that rules have given, with their rulings, to be logged with it
     */
    record Takes<D>(
            Card<D> card, Move move, boolean visited, List<Effect> effects, List<RingStep> rings, List<Ruled> ruled)
            implements Decision<D> {
        /** Keeps unmodifiable copies. */
        public Takes {
            effects = List.copyOf(effects);
            rings = List.copyOf(rings);
            ruled = List.copyOf(ruled);
        }

        /** One that rules have no part in. */
        public Takes(Card<D> card, Move move, boolean visited, List<Effect> effects, List<RingStep> rings) {
            this(card, move, visited, effects, rings, List.of());
        }

        /** The outcome for the caller, once this is written. */
        public Outcome<D> outcome() {
            return visited ? new Outcome.Moved<>(card, move, effects) : new Outcome.Stayed<>(card, move, effects);
        }
    }

    /**
     * The trigger is not taken; nothing changes.
     *
     * @param outcome refused or not expected
     * @param withoutRight whether it was refused because the actor may not
     * @param again when the guards that have refused it will not any more; null if that is not known
     */
    record Declines<D>(
            Outcome<D> outcome,
            boolean withoutRight,
            @Nullable Instant again) implements Decision<D> {}
}
