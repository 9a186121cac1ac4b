package dev.voronka.store;

import dev.voronka.CardId;
import dev.voronka.decision.DecisionQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Keeps the log of decisions in the heap. Thread-safe. */
final class InMemoryDecisions implements DecisionLog {

    private static final Comparator<DecisionQuery.Place> IN_TIME =
            Comparator.comparing(DecisionQuery.Place::at).thenComparing(DecisionQuery.Place::number);

    private final TreeMap<DecisionQuery.Place, DecisionLine> lines = new TreeMap<>(IN_TIME);
    private long last;

    synchronized void add(List<DecisionLine> more) {
        for (var line : more) {
            last++;
            lines.put(new DecisionQuery.Place(line.at(), last), line.at(last));
        }
    }

    @Override
    public synchronized List<DecisionLine> page(DecisionQuery query) {
        var place = query.place();
        var from = query.from();
        var rest = place == null ? lines : lines.tailMap(place, false);
        return (from == null ? rest : rest.tailMap(new DecisionQuery.Place(from, 0), true))
                .values().stream()
                        .filter(l -> isWanted(l, query))
                        .limit(query.limit())
                        .toList();
    }

    private static boolean isWanted(DecisionLine line, DecisionQuery query) {
        return (query.process() == null || query.process().equals(line.process()))
                && (query.kind() == null || query.kind().equals(line.kind()))
                && (query.card() == null || query.card().equals(line.card()))
                && (query.book() == null || query.book().equals(line.book()))
                && (query.before() == null || line.at().isBefore(query.before()));
    }

    @Override
    public synchronized int drop(Instant before, int limit) {
        var old = lines.headMap(new DecisionQuery.Place(before, 0)).keySet().stream()
                .limit(limit)
                .toList();
        lines.keySet().removeAll(old);
        return old.size();
    }

    synchronized void remove(CardId card) {
        lines.values().removeIf(l -> l.card().equals(card));
    }

    /** Takes a person out of what was decided on a card; how many lines told of the person. */
    synchronized int erase(CardId card, Forgetting forgetting) {
        var count = 0;
        for (var entry : lines.entrySet()) {
            if (entry.getValue().card().equals(card)) {
                var after = entry.getValue().without(forgetting);
                count += after.equals(entry.getValue()) ? 0 : 1;
                entry.setValue(after);
            }
        }
        return count;
    }
}
