package dev.voronka.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of other systems in the heap. Thread-safe. */
final class InMemoryFeed implements Feed {

    private record Turn(String node, Instant until) {}

    private final Map<String, Turn> turns = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, Map<String, Long>> hints = new HashMap<>();
    private long number;

    @Override
    public synchronized boolean claim(String system, String node, Instant now, Instant until) {
        var turn = turns.get(system);
        if (turn != null && !turn.node().equals(node) && turn.until().isAfter(now)) {
            return false;
        }
        turns.put(system, new Turn(node, until));
        return true;
    }

    @Override
    public synchronized void release(String system, String node) {
        var turn = turns.get(system);
        if (turn != null && turn.node().equals(node)) {
            turns.remove(system);
        }
    }

    @Override
    public synchronized String place(String system) {
        return places.getOrDefault(system, "");
    }

    @Override
    public synchronized boolean place(String system, String node, String place) {
        var turn = turns.get(system);
        if (turn == null || !turn.node().equals(node)) {
            return false;
        }
        places.put(system, place);
        return true;
    }

    @Override
    public synchronized void hint(String system, Collection<String> records) {
        var known = hints.computeIfAbsent(system, s -> new LinkedHashMap<>());
        records.forEach(r -> known.put(r, ++number));
    }

    @Override
    public synchronized List<Hint> hinted(String system, int limit) {
        return hints.getOrDefault(system, Map.of()).entrySet().stream()
                .map(e -> new Hint(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingLong(Hint::number))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void settled(String system, Collection<Hint> done) {
        var known = hints.getOrDefault(system, new HashMap<>());
        done.forEach(h -> known.remove(h.record(), h.number()));
    }
}
