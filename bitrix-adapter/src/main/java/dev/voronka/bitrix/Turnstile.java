package dev.voronka.bitrix;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread of this node at a time through to the portal's cards, after seeing to it that the node has the lease and
 * knows what waits. A portal takes two requests a second, so a finer lock would gain nothing.
 */
final class Turnstile {

    private final ReentrantLock lock = new ReentrantLock();
    private Runnable before = () -> {};

    /** What is done first, each time. */
    void before(Runnable preparing) {
        before = preparing;
    }

    /** Does something alone. */
    <X> X working(Supplier<X> work) {
        lock.lock();
        try {
            if (lock.getHoldCount() == 1) {
                before.run();
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** The same without an answer. */
    void working(Runnable work) {
        working(() -> {
            work.run();
            return true;
        });
    }
}
