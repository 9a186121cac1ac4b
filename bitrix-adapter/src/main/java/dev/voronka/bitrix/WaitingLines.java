package dev.voronka.bitrix;

import dev.voronka.CardId;
import dev.voronka.store.Backlog;
import dev.voronka.store.Outbox;
import dev.voronka.store.Parcel;
import dev.voronka.store.Receipt;
import dev.voronka.store.StoredEffect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be carried out: in memory, as only this node has the lease, and in the journal. That a parcel is taken up is
 * in memory only; after a crash it is taken up again, as after a lost answer. Thread-safe under the lock of the store.
 */
final class WaitingLines implements Outbox {

    /** Where a parcel stands in its line. */
    private record Spot(long move, int part) implements Comparable<Spot> {
        @Override
        public int compareTo(Spot other) {
            var order = Long.compare(move, other.move);
            return order == 0 ? Integer.compare(part, other.part) : order;
        }
    }

    private record Line(CardId card, String handler) {}

    private static final Comparator<Parcel> BY_TIME = Comparator.comparing(Parcel::next)
            .thenComparing(Parcel::card)
            .thenComparing(Parcel::move)
            .thenComparing(Parcel::part)
            .thenComparing(Parcel::handler);

    private final Turnstile turnstile;
    private final Journal journal;
    private final JournalForm form;
    private final Map<Line, SortedMap<Spot, Parcel>> lines = new HashMap<>();

    WaitingLines(Turnstile turnstile, Journal journal, JournalForm form) {
        this.turnstile = turnstile;
        this.journal = journal;
        this.form = form;
    }

    void clear() {
        lines.clear();
    }

    void put(JournalLine line) {
        keep(form.parcel(line));
    }

    private void keep(Parcel parcel) {
        lines.computeIfAbsent(new Line(parcel.card(), parcel.handler()), l -> new TreeMap<>())
                .put(new Spot(parcel.move(), parcel.part()), parcel);
    }

    private void remove(Parcel parcel) {
        var at = new Line(parcel.card(), parcel.handler());
        var line = lines.get(at);
        if (line != null) {
            line.remove(new Spot(parcel.move(), parcel.part()));
            if (line.isEmpty()) {
                lines.remove(at);
            }
        }
    }

    private @Nullable Parcel known(Parcel at) {
        var line = lines.get(new Line(at.card(), at.handler()));
        return line == null ? null : line.get(new Spot(at.move(), at.part()));
    }

    void drop(Set<String> keys) {
        if (!keys.isEmpty()) {
            all().filter(p -> keys.contains(JournalForm.parcelKey(p))).toList().forEach(this::remove);
        }
    }

    List<Parcel> of(CardId card) {
        return all().filter(p -> p.card().equals(card)).toList();
    }

    @Override
    public List<Parcel> take(Set<String> handlers, Instant now, Instant until, int limit) {
        return turnstile.working(() -> {
            var taken = lines.entrySet().stream()
                    .filter(l -> handlers.contains(l.getKey().handler()))
                    .map(l -> l.getValue().get(l.getValue().firstKey()))
                    .filter(p -> !p.dead() && !p.next().isAfter(now))
                    .sorted(BY_TIME)
                    .limit(limit)
                    .map(p -> p.taken(until))
                    .toList();
            taken.forEach(this::keep);
            return taken;
        });
    }

    @Override
    public List<Boolean> settle(List<Receipt> receipts) {
        return turnstile.working(() -> {
            var kept = new ArrayList<Boolean>();
            var puts = new ArrayList<Parcel>();
            var gone = new ArrayList<Parcel>();
            var seen = new HashSet<String>();
            for (var receipt : receipts) {
                var known = known(receipt.parcel());
                var fits = known != null
                        && !known.dead()
                        && known.attempts() == receipt.parcel().attempts()
                        && seen.add(known.key());
                kept.add(fits);
                if (known != null && fits) {
                    if (receipt.fate() == Receipt.Fate.DELIVERED) {
                        gone.add(known);
                    } else {
                        puts.add(known.after(receipt));
                    }
                }
            }
            write(puts, gone);
            return kept;
        });
    }

    private void write(List<Parcel> puts, List<Parcel> gone) {
        if (!puts.isEmpty() || !gone.isEmpty()) {
            journal.write(
                    puts.stream().map(form::line).toList(),
                    gone.stream().map(JournalForm::parcelKey).toList(),
                    true,
                    null);
            puts.forEach(this::keep);
            gone.forEach(this::remove);
        }
    }

    @Override
    public List<Parcel> dead(int limit) {
        return turnstile.working(
                () -> all().filter(Parcel::dead).sorted(BY_TIME).limit(limit).toList());
    }

    @Override
    public boolean revive(Parcel dead, Instant now) {
        return changed(dead, p -> write(List.of(p.revived(now)), List.of()));
    }

    @Override
    public boolean drop(Parcel dead) {
        return changed(dead, p -> write(List.of(), List.of(p)));
    }

    private boolean changed(Parcel dead, java.util.function.Consumer<Parcel> change) {
        return turnstile.working(() -> {
            var known = known(dead);
            var fits = known != null && known.dead();
            if (known != null && fits) {
                change.accept(known);
            }
            return fits;
        });
    }

    @Override
    public Backlog backlog(Instant now) {
        return turnstile.working(() -> {
            Predicate<Parcel> overdue = p -> !p.dead() && !p.next().isAfter(now);
            var dead = all().filter(Parcel::dead).count();
            return new Backlog(
                    all().count() - dead,
                    dead,
                    all().filter(overdue)
                            .map(Parcel::next)
                            .min(Comparator.naturalOrder())
                            .orElse(null),
                    all().collect(Collectors.groupingBy(Parcel::handler, TreeMap::new, Collectors.counting())));
        });
    }

    List<StoredEffect> effects(CardId card) {
        return turnstile.working(() -> {
            var byIndex = new TreeMap<Spot, StoredEffect>();
            all().filter(p -> p.card().equals(card))
                    .flatMap(p -> p.effects().stream().skip(p.done()))
                    .forEach(e -> byIndex.put(new Spot(e.move(), e.index()), e));
            return List.copyOf(byIndex.values());
        });
    }

    private Stream<Parcel> all() {
        return lines.values().stream().flatMap(line -> line.values().stream());
    }
}
