package dev.voronka;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process says about one of its stages.
 *
 * @param <D> the data of the card
 * @param stage which
 * @param kind what it means
 * @param ownedBy who works in it; null in an end
 * @param within by when it should be left; null in an end
 * @param timers what goes off by itself in it
 * @param waits whether it waits for another card to end
 * @param probability of winning from here, in per cent; null if the process gives none
 * @param failGroup the loss group; null unless it is a fail
 * @param reopensInto where a reopened card comes to; null if it cannot be reopened
 */
public record StageSpec<D>(
        Stage stage,
        StageKind kind,
        @Nullable Role ownedBy,
        @Nullable When<? super D> within,
        List<TimerSpec<D>> timers,
        boolean waits,
        @Nullable Integer probability,
        @Nullable FailGroup failGroup,
        @Nullable Stage reopensInto) {

    /** Keeps an unmodifiable copy. */
    public StageSpec {
        timers = List.copyOf(timers);
    }

    /** Whether a timer of this stage fires that trigger. */
    public boolean hasTimer(String trigger) {
        return timers.stream().anyMatch(t -> t.trigger().equals(trigger));
    }
}
