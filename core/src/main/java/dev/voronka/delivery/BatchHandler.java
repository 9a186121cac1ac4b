package dev.voronka.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handler whose receiver takes many effects in one call. Effects of one card still come in their order. Thread-safe. */
public interface BatchHandler extends EffectHandler {

    /**
     * Carries effects out, at most one of a card. What is thrown counts for all of them.
     *
     * @return for each, in the same order, null if it is done, else what {@link #deliver} would have thrown
     */
    List<@Nullable Exception> deliverAll(List<Delivery> deliveries) throws InterruptedException;

    /**
     * How many effects its receiver should get at once at least, if so many wait; 1 unless told. However slow the receiver
     * is, batches do not become smaller than that, so what this many take must be done well within {@link
     * DeliverySettings#lease()}. Never more than {@link DeliverySettings#batch()}.
     */
    default int atOnce() {
        return 1;
    }

    @Override
    default void deliver(Delivery delivery) throws Exception {
        var failed = deliverAll(List.of(delivery)).get(0);
        if (failed != null) {
            throw failed;
        }
    }
}
