package dev.voronka;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the branches of a row, tried in the order written. A branch may do steps of its own before it leads on: {@code
 * .when(WORTH_NURTURING, holdUntil(Data::nextTouch), NEW)}.
 *
 * @param <E> the process's stages
 * @param <D> the data of its cards
 * @param <X> the trigger of this row
 */
public final class ChoiceBuilder<E extends Stage, D, X> {

    private final List<Branch<D>> branches = new ArrayList<>();

    ChoiceBuilder() {}

    /** If the guard holds, goes there. */
    public ChoiceBuilder<E, D, X> when(Guard<? super D, ? super X> guard, E to) {
        return branch(guard, List.of(), to);
    }

    /** If the guard holds, does the step and goes there. */
    public ChoiceBuilder<E, D, X> when(Guard<? super D, ? super X> guard, Step<D, X> step, E to) {
        return branch(guard, List.of(step), to);
    }

    /** If the guard holds, does the steps and goes there. */
    public ChoiceBuilder<E, D, X> when(Guard<? super D, ? super X> guard, Step<D, X> first, Step<D, X> second, E to) {
        return branch(guard, List.of(first, second), to);
    }

    /** If the guard holds, does the steps and goes there. */
    public ChoiceBuilder<E, D, X> when(
            Guard<? super D, ? super X> guard, Step<D, X> first, Step<D, X> second, Step<D, X> third, E to) {
        return branch(guard, List.of(first, second, third), to);
    }

    /** If the guard holds, does the steps and stays in the visit. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the steps are only copied
    public final ChoiceBuilder<E, D, X> whenStay(Guard<? super D, ? super X> guard, Step<D, X>... steps) {
        return branch(guard, List.of(steps), null);
    }

    /** If no guard held, goes there. */
    public Choice<D> otherwise(E to) {
        return last(List.of(), to);
    }

    /** If no guard held, does the step and goes there. */
    public Choice<D> otherwise(Step<D, X> step, E to) {
        return last(List.of(step), to);
    }

    /** If no guard held, does the steps and goes there. */
    public Choice<D> otherwise(Step<D, X> first, Step<D, X> second, E to) {
        return last(List.of(first, second), to);
    }

    /** If no guard held, does the steps and goes there. */
    public Choice<D> otherwise(Step<D, X> first, Step<D, X> second, Step<D, X> third, E to) {
        return last(List.of(first, second, third), to);
    }

    /** If no guard held, stays in the visit. */
    public Choice<D> otherwiseStay() {
        return last(List.of(), null);
    }

    private Choice<D> last(List<Step<D, X>> steps, @Nullable E to) {
        branches.add(new Branch<>(null, widened(steps), to, false));
        return new Choice<>(branches);
    }

    private ChoiceBuilder<E, D, X> branch(Guard<? super D, ? super X> guard, List<Step<D, X>> steps, @Nullable E to) {
        branches.add(new Branch<>(RowBuilder.widened(guard), widened(steps), to, false));
        return this;
    }

    private static <D, X> List<Step<D, Object>> widened(List<Step<D, X>> steps) {
        return steps.stream().map(RowBuilder::<D>widened).toList();
    }
}
