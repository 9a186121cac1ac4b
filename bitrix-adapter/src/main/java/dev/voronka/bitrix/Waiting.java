package dev.voronka.bitrix;

import dev.voronka.CardId;
import dev.voronka.store.RingState;
import dev.voronka.store.Signal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the node with the lease keeps in memory of the journal: parcels, signals, rings. Used under the lock of the store. */
final class Waiting {

    private final JournalForm form;
    private final WaitingLines parcels;
    private final Map<String, Signal> signals = new LinkedHashMap<>();
    private final Map<String, RingState> rings = new HashMap<>();

    Waiting(JournalForm form, WaitingLines parcels) {
        this.form = form;
        this.parcels = parcels;
    }

    WaitingLines parcels() {
        return parcels;
    }

    void clear() {
        parcels.clear();
        signals.clear();
        rings.clear();
    }

    /** Takes over what was written. */
    void apply(List<JournalLine> puts, Collection<String> drops) {
        for (var line : puts) {
            switch (line.kind()) {
                case PARCEL -> parcels.put(line);
                case SIGNAL -> signals.put(line.key(), form.signal(line));
                case RING -> rings.put(JournalForm.ringName(form, line), form.ring(line));
                default -> {
                    // Kept by the portal only.
                }
            }
        }
        drops.forEach(signals::remove);
        parcels.drop(Set.copyOf(drops));
    }

    RingState ring(String name) {
        return rings.getOrDefault(name, RingState.NEW);
    }

    @Nullable
    Signal signal(Signal like) {
        return signals.get(JournalForm.signalKey(like));
    }

    boolean hasSignals(CardId to) {
        return signals.values().stream().anyMatch(s -> s.to().equals(to));
    }

    List<Signal> pending(CardId to) {
        return signals.values().stream().filter(s -> s.to().equals(to)).toList();
    }

    List<Signal> pendingAt(Instant now, int limit) {
        return signals.values().stream()
                .filter(s -> !s.due().isAfter(now))
                .sorted(Comparator.comparing(Signal::state)) // stable: those of one state stay as they came
                .limit(limit)
                .toList();
    }

    Stream<Signal> signals() {
        return signals.values().stream();
    }
}
