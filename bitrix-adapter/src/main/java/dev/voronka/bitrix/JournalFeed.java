package dev.voronka.bitrix;

import dev.voronka.store.Feed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be remembered of other systems. Turns are in memory only: no other node works on these cards. Thread-safe. */
final class JournalFeed implements Feed {

    private record Turn(String node, Instant until) {}

    private record PlaceText(String system, String place) {}

    private record HintText(String system, String record) {}

    private final Turnstile turnstile;
    private final Journal journal;
    private final JournalForm form;
    private final Map<String, Turn> turns = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, Map<String, Long>> hints = new HashMap<>();
    private long number;

    JournalFeed(Turnstile turnstile, Journal journal, JournalForm form) {
        this.turnstile = turnstile;
        this.journal = journal;
        this.form = form;
    }

    /** Takes over what was written, in place of what was known. */
    void load(List<JournalLine> lines) {
        places.clear();
        hints.clear();
        for (var line : lines) {
            if (line.kind() == JournalKind.PLACE) {
                var place = form.read(line.json(), PlaceText.class);
                places.put(place.system(), place.place());
            } else if (line.kind() == JournalKind.HINT) {
                var hint = form.read(line.json(), HintText.class);
                hints.computeIfAbsent(hint.system(), s -> new LinkedHashMap<>()).put(hint.record(), ++number);
            }
        }
    }

    @Override
    public boolean claim(String system, String node, Instant now, Instant until) {
        return turnstile.working(() -> {
            var turn = turns.get(system);
            if (turn != null && !turn.node().equals(node) && turn.until().isAfter(now)) {
                return false;
            }
            turns.put(system, new Turn(node, until));
            return true;
        });
    }

    @Override
    public void release(String system, String node) {
        turnstile.working(() -> {
            if (has(system, node)) {
                turns.remove(system);
            }
        });
    }

    private boolean has(String system, String node) {
        var turn = turns.get(system);
        return turn != null && turn.node().equals(node);
    }

    @Override
    public String place(String system) {
        return turnstile.working(() -> places.getOrDefault(system, ""));
    }

    @Override
    public boolean place(String system, String node, String place) {
        return turnstile.working(() -> {
            if (!has(system, node)) {
                return false;
            }
            if (!place.equals(places.get(system))) {
                journal.write(
                        List.of(line(
                                JournalKind.PLACE,
                                JournalLine.key(JournalKind.PLACE, system),
                                new PlaceText(system, place))),
                        List.of(),
                        true,
                        null);
                places.put(system, place);
            }
            return true;
        });
    }

    private JournalLine line(JournalKind kind, String key, Object text) {
        return new JournalLine(kind, key, "", "", 0, 0, form.text(text));
    }

    private static String hintKey(String system, String record) {
        return JournalLine.key(JournalKind.HINT, system, record);
    }

    @Override
    public void hint(String system, Collection<String> records) {
        turnstile.working(() -> {
            var known = hints.computeIfAbsent(system, s -> new LinkedHashMap<>());
            var lines = new ArrayList<JournalLine>();
            for (var record : new LinkedHashSet<>(records)) {
                if (!known.containsKey(record)) {
                    lines.add(line(JournalKind.HINT, hintKey(system, record), new HintText(system, record)));
                }
            }
            if (!lines.isEmpty()) {
                journal.write(lines, List.of(), true, null);
            }
            records.forEach(r -> known.put(r, ++number));
        });
    }

    @Override
    public List<Hint> hinted(String system, int limit) {
        return turnstile.working(() -> hints.getOrDefault(system, Map.of()).entrySet().stream()
                .limit(limit)
                .map(h -> new Hint(h.getKey(), h.getValue()))
                .toList());
    }

    @Override
    public void settled(String system, Collection<Hint> done) {
        turnstile.working(() -> {
            var known = hints.getOrDefault(system, new HashMap<>());
            var gone = done.stream()
                    .filter(h -> isStill(known.get(h.record()), h.number()))
                    .map(Hint::record)
                    .toList();
            journal.drop(gone.stream().map(r -> hintKey(system, r)).toList());
            gone.forEach(known::remove);
        });
    }

    private static boolean isStill(@Nullable Long known, long seen) {
        return known != null && known == seen;
    }
}
