package dev.voronka;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways that a row may take.
 *
 * @param <D> the data of the card
 * @param guard when it is taken; null for the last one, which is always taken
 * @param steps what it does besides the row's own steps
 * @param to where it leads; null to stay in the visit
 * @param loops whether it leads back to where the card has been or may come again, so that it is counted
 */
public record Branch<D>(
        @Nullable Guard<D, Object> guard,
        List<Step<D, Object>> steps,
        @Nullable Stage to,
        boolean loops) {

    /** Keeps an unmodifiable copy. */
    public Branch {
        steps = List.copyOf(steps);
    }

    /** Where it leads; empty to stay. */
    public Optional<Stage> target() {
        return Optional.ofNullable(to);
    }

    Branch<D> leading(@Nullable Stage elsewhere) {
        return new Branch<>(guard, steps, elsewhere, loops);
    }

    Branch<D> looping(boolean nowLoops) {
        return new Branch<>(guard, steps, to, nowLoops);
    }
}
