package dev.voronka.bitrix.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where calls to one portal queue for its bucket: the most urgent first, then who came first. Only the head of the queue
 * takes from the bucket, so a more urgent call that comes while the head sleeps becomes the head and goes first.
 */
final class Gate {

    /** Not let through. */
    record Refusal(boolean full, Instant notBefore) {}

    private record Ticket(Priority priority, long number) implements Comparable<Ticket> {
        @Override
        public int compareTo(Ticket other) {
            var byPriority = priority.compareTo(other.priority);
            return byPriority != 0 ? byPriority : Long.compare(number, other.number);
        }
    }

    private final LeakyBucket bucket;
    private final int places;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition headLeft = lock.newCondition();
    private final PriorityQueue<Ticket> queue = new PriorityQueue<>();
    private final Map<Priority, Integer> waiting = new EnumMap<>(Priority.class);
    private long numbers;
    private Instant closedUntil = Instant.MIN;

    /** @param places how many may wait; less urgent ones do not take a place from more urgent ones */
    Gate(Plan plan, int sparePercent, int places, Clock clock) {
        this.bucket = new LeakyBucket(plan, sparePercent, clock);
        this.places = places;
        this.clock = clock;
    }

    /** Returns when a request may go, or says why not: the queue is full, or it would last beyond the deadline. */
    Optional<Refusal> enter(Priority priority, Instant deadline, Sleeper sleeper) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (ahead(priority) >= places) {
                return Optional.of(new Refusal(true, clock.instant().plus(Duration.ofSeconds(1))));
            }
            var ticket = new Ticket(priority, numbers++);
            queue.add(ticket);
            waiting.merge(priority, 1, Integer::sum);
            try {
                return queued(ticket, deadline, sleeper);
            } finally {
                queue.remove(ticket);
                waiting.merge(priority, -1, Integer::sum);
                headLeft.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Refusal> queued(Ticket ticket, Instant deadline, Sleeper sleeper) throws InterruptedException {
        while (true) {
            var now = clock.instant();
            if (now.isAfter(deadline)) {
                return Optional.of(new Refusal(false, now));
            }
            if (!ticket.equals(queue.peek())) {
                headLeft.await();
                continue;
            }
            var wait = closedUntil.isAfter(now) ? Duration.between(now, closedUntil) : bucket.take();
            if (wait.isZero()) {
                return Optional.empty();
            }
            if (now.plus(wait).isAfter(deadline)) {
                return Optional.of(new Refusal(false, now.plus(wait)));
            }
            lock.unlock();
            try {
                sleeper.sleep(wait);
            } finally {
                lock.lock();
            }
        }
    }

    private int ahead(Priority priority) {
        return waiting.entrySet().stream()
                .filter(entry -> entry.getKey().compareTo(priority) <= 0)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** The portal says that its bucket is full: nobody goes for that time, and then slowly. */
    void overflowed(Duration pause) {
        lock.lock();
        try {
            bucket.drain();
            var until = clock.instant().plus(pause);
            if (until.isAfter(closedUntil)) {
                closedUntil = until;
            }
        } finally {
            lock.unlock();
        }
    }

    int queued() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    long room() {
        return bucket.room();
    }
}
