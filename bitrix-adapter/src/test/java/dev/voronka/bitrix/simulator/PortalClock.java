package dev.voronka.bitrix.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The time of the portal: a clock of the host, moved on by {@link #advance}. What the portal does later (robots, events with a
 * delay) is done when its time has come: at {@code advance}, and before the next request.
 */
public final class PortalClock extends Clock {
    private record Later(Instant due, long order, Runnable work) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final Clock base;
    private final ReentrantLock lock;
    private final PriorityQueue<Later> later = new PriorityQueue<>();
    private Duration ahead = Duration.ZERO;
    private Instant during;
    private long orders;

    PortalClock(Clock base, ReentrantLock lock) {
        this.base = base;
        this.lock = lock;
    }

    /**
     * Moves the portal's time on and does what falls due on the way, each at its own moment.
     *
     * @throws IllegalArgumentException if the amount is negative
     */
    public void advance(Duration amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("The portal's clock does not go back: " + amount);
        }
        lock.lock();
        try {
            ahead = ahead.plus(amount);
            doDue();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            return during != null ? during : base.instant().plus(ahead);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.system(zone);
    }

    void after(Duration amount, Runnable work) {
        lock.lock();
        try {
            later.add(new Later(instant().plus(amount), orders++, work));
        } finally {
            lock.unlock();
        }
    }

    /** Does what is due. The caller holds the lock. */
    void doDue() {
        if (during != null) {
            return;
        }
        Instant now = base.instant().plus(ahead);
        try {
            while (!later.isEmpty() && !later.peek().due().isAfter(now)) {
                Later next = later.poll();
                during = next.due();
                next.work().run();
            }
        } finally {
            during = null;
        }
    }

    /** How much is still to be done later. */
    public int waiting() {
        lock.lock();
        try {
            return later.size();
        } finally {
            lock.unlock();
        }
    }
}
