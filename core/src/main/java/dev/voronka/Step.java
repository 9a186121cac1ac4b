package dev.voronka;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a row does once its guards have passed. Steps run in the order written; each sees the data as the
 * steps before it have left it.
 *
 * @param <D> the data of the card
 * @param <X> the trigger
 */
public sealed interface Step<D, X> {

    /** Changes the data. */
    record Change<D, X>(Function<Situation<D, X>, D> change) implements Step<D, X> {}

    /** Asks a port and lets the answer change the data. */
    record Ask<D, X>(
            Class<? extends Port<?, ?>> port,
            Function<Situation<D, X>, ?> question,
            @Nullable BiFunction<D, Object, D> change)
            implements Step<D, X> {}

    /** Hands the card to an employee. */
    record Assign<D, X>(Function<Situation<D, X>, String> employee) implements Step<D, X> {}

    /** Returns effects. */
    record Emit<D, X>(Function<Situation<D, X>, ? extends Collection<? extends Effect>> effects)
            implements Step<D, X> {}

    /** Puts the card on hold in the stage that it comes to. */
    record HoldUntil<D, X>(Function<? super D, Instant> until) implements Step<D, X> {}

    /** Looks whether something holds once the data has changed; if not, the trigger is refused. */
    record Demand<D, X>(Guard<D, X> guard) implements Step<D, X> {}

    /** In a branch: puts the card on hold in the stage that it comes to. */
    static <D, X> Step<D, X> holdUntil(Function<? super D, Instant> until) {
        return new HoldUntil<>(until);
    }

    /** In a branch: asks a port and lets the answer change the data. */
    @SuppressWarnings("unchecked") // the answer of a Port<Q, A> is an A
    static <D, X, P extends Port<Q, A>, Q, A> Step<D, X> asking(
            Class<P> port, Function<Situation<D, X>, Q> question, BiFunction<D, A, D> change) {
        return new Ask<>(port, question, (BiFunction<D, Object, D>) (BiFunction<D, ?, D>) change);
    }

    /** In a branch: hands the card to an employee. */
    static <D, X> Step<D, X> assigning(Function<Situation<D, X>, String> employee) {
        return new Assign<>(employee);
    }

    /** In a branch: returns an effect. */
    static <D, X> Step<D, X> emitting(Function<Situation<D, X>, ? extends Effect> effect) {
        return new Emit<>(s -> List.of(effect.apply(s)));
    }

    /** In a branch: changes the data. */
    static <D, X> Step<D, X> setting(Function<Situation<D, X>, D> change) {
        return new Change<>(change);
    }
}
