package dev.voronka;

import java.time.Instant;

/**
 * All that a guard, a data change or an effect may look at.
 *
 * @param <D> the data of the card
 * @param <T> the trigger
 */
public interface Situation<D, T> {

    /** The card as it was before the trigger. */
    Card<D> card();

    /** The data: in a row's guards as it was, later as the row has changed it so far. */
    D data();

    /** What happened. */
    T trigger();

    /** Who did it. */
    Actor actor();

    /** When, by the injected clock. */
    Instant now();

    /**
     * What a port answered to the question of this row.
     *
     * @throws IllegalStateException if the row neither consults nor asks this port before this place
     */
    <P extends Port<Q, A>, Q, A> A answer(Class<P> port);
}
