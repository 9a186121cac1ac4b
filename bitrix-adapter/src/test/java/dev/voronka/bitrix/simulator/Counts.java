package dev.voronka.bitrix.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** What the portal has counted since it began, or since {@link #clear}. */
public final class Counts {
    private final ReentrantLock lock;
    private final Portal portal;
    private final Map<String, Integer> inner = new TreeMap<>();
    private final Map<Integer, Integer> moves = new TreeMap<>();
    private int requests;
    private int limited;
    private int faults;

    Counts(Portal portal, ReentrantLock lock) {
        this.portal = portal;
        this.lock = lock;
    }

    void request() {
        lock.lock();
        try {
            requests++;
        } finally {
            lock.unlock();
        }
    }

    void call(String method) {
        inner.merge(method, 1, Integer::sum);
    }

    void moved(int entityTypeId) {
        moves.merge(entityTypeId, 1, Integer::sum);
    }

    void limited() {
        limited++;
    }

    void fault() {
        lock.lock();
        try {
            faults++;
        } finally {
            lock.unlock();
        }
    }

    /** HTTP requests to {@code /rest/}, refused ones too. */
    public int requests() {
        lock.lock();
        try {
            return requests;
        } finally {
            lock.unlock();
        }
    }

    /** Calls of that method, alone or inside a batch, that reached it. */
    public int calls(String method) {
        lock.lock();
        try {
            return inner.getOrDefault(method, 0);
        } finally {
            lock.unlock();
        }
    }

    /** Calls of every method that was called. */
    public Map<String, Integer> calls() {
        lock.lock();
        try {
            return new TreeMap<>(inner);
        } finally {
            lock.unlock();
        }
    }

    /** Requests refused with {@code QUERY_LIMIT_EXCEEDED} by the limiter itself. */
    public int limitExceeded() {
        lock.lock();
        try {
            return limited;
        } finally {
            lock.unlock();
        }
    }

    /** How full the bucket of any address was at most. */
    public double largestBucketLevel() {
        lock.lock();
        try {
            return portal.limits.largestLevel();
        } finally {
            lock.unlock();
        }
    }

    /** How often items of that kind came to a stage, their first one included. */
    public int moves(int entityTypeId) {
        lock.lock();
        try {
            return moves.getOrDefault(entityTypeId, 0);
        } finally {
            lock.unlock();
        }
    }

    /** How many requests a scripted fault hit. */
    public int faults() {
        lock.lock();
        try {
            return faults;
        } finally {
            lock.unlock();
        }
    }

    /** Begins to count anew. */
    public void clear() {
        lock.lock();
        try {
            inner.clear();
            moves.clear();
            requests = 0;
            limited = 0;
            faults = 0;
            portal.limits.forgetLargestLevel();
        } finally {
            lock.unlock();
        }
    }
}
