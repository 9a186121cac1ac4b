package dev.voronka.delivery;

import dev.voronka.Effect;

/**
 * The port behind which effects are carried out. Every effect goes to each handler that takes it; the effects of one card
 * reach one handler in the order of the moves that made them.
 *
 * <p>Implementations are thread-safe: effects of different cards may come at once, from several threads and several
 * nodes. They bear repetition: an effect is carried out at least once, and a repetition (after a crash, or because a call
 * took longer than {@link DeliverySettings#lease()}) has the same {@link Delivery#key()}.
 */
public interface EffectHandler {

    /**
     * The stored name, {@code [a-z][a-z0-9-]{1,39}}. What waits for a handler is kept under it, so it must stay the same
     * over restarts; {@code log} is taken.
     */
    String code();

    /**
     * Whether this handler carries out such effects. Asked while a move is being written: quick, without side effects. If
     * it throws, that counts as yes, lest an effect be lost.
     */
    boolean takes(Effect effect);

    /**
     * Whether this node carries out such effects now, where only one may. Asked before any is taken up; a node that says
     * no leaves them to the others.
     */
    default boolean isOnDuty() {
        return true;
    }

    /**
     * Carries one effect out. No transaction of voronka's is open. A normal return means that it is done.
     *
     * @throws TryLater if it cannot be done now
     * @throws Undeliverable if it can never be done as it is: it becomes a dead letter at once
     * @throws Exception anything else: it is tried again, each time after a longer pause. Its class and place are kept and
     *     logged; its message, which may tell of persons, only at DEBUG
     */
    void deliver(Delivery delivery) throws Exception;
}
