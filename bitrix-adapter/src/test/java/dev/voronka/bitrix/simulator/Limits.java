package dev.voronka.bitrix.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many requests the portal bears, and how long each method may work for each caller. The caller holds the lock. */
final class Limits {
    private static final int BUCKETS = 10;

    private static final class Leak {
        double level;
        Instant at;
    }

    private final Portal portal;
    private final Map<String, Leak> leaks = new HashMap<>();
    /** By method and caller: seconds of work by minute. */
    private final Map<String, NavigableMap<Long, Double>> operating = new HashMap<>();

    private double largestLevel;

    Limits(Portal portal) {
        this.portal = portal;
    }

    /** Takes one request of that address, or refuses it. */
    void request(String address) {
        Plan plan = portal.plan();
        Instant now = portal.times.now();
        Leak leak = leaks.computeIfAbsent(address, none -> new Leak());
        if (leak.at != null) {
            double seconds = Math.max(0, (now.toEpochMilli() - leak.at.toEpochMilli()) / 1000.0);
            leak.level = Math.max(0, leak.level - seconds * plan.drainPerSecond);
        }
        leak.at = now;
        if (leak.level + 1 > plan.threshold) {
            portal.counts.limited();
            throw Refused.of(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
        }
        leak.level += 1;
        largestLevel = Math.max(largestLevel, leak.level);
    }

    double largestLevel() {
        return largestLevel;
    }

    void forgetLargestLevel() {
        largestLevel = 0;
    }

    /** Refuses where the time of that method is already spent; the call that crosses the limit still goes through. */
    void mayWork(String method, Caller caller) {
        if (spent(method, caller) > portal.operatingLimit().toMillis() / 1000.0) {
            throw Refused.of(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.");
        }
    }

    void worked(String method, Caller caller, double seconds) {
        minutes(method, caller).merge(minute(), seconds, Double::sum);
    }

    double spent(String method, Caller caller) {
        double spent = 0;
        for (double each : minutes(method, caller).values()) {
            spent += each;
        }
        return spent;
    }

    /** When the oldest minute drops out. */
    long resetAt(String method, Caller caller) {
        NavigableMap<Long, Double> minutes = minutes(method, caller);
        long oldest = minutes.isEmpty() ? minute() : minutes.firstKey();
        return (oldest + BUCKETS) * 60;
    }

    private long minute() {
        return Math.floorDiv(portal.times.now().getEpochSecond(), 60);
    }

    private NavigableMap<Long, Double> minutes(String method, Caller caller) {
        NavigableMap<Long, Double> minutes =
                operating.computeIfAbsent(method + " " + caller.key(), none -> new TreeMap<>());
        minutes.headMap(minute() - BUCKETS, true).clear();
        return minutes;
    }
}
