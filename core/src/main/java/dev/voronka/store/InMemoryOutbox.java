package dev.voronka.store;

import dev.voronka.CardId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps what waits to be carried out in the heap. */
final class InMemoryOutbox implements Outbox {

    /** Where a parcel stands in its line. */
    private record Spot(long move, int part) implements Comparable<Spot> {
        @Override
        public int compareTo(Spot other) {
            var order = Long.compare(move, other.move);
            return order == 0 ? Integer.compare(part, other.part) : order;
        }
    }

    private static final Comparator<Parcel> BY_TIME = Comparator.comparing(Parcel::next)
            .thenComparing(Parcel::card)
            .thenComparing(Parcel::move)
            .thenComparing(Parcel::part)
            .thenComparing(Parcel::handler);

    /** By card and handler. */
    private final Map<CardId, SortedMap<String, SortedMap<Spot, Parcel>>> lines = new HashMap<>();
    /** The first parcels of the lines that are not dead. */
    private final TreeSet<Parcel> heads = new TreeSet<>(BY_TIME);

    synchronized void add(List<Parcel> parcels) {
        parcels.forEach(p -> change(p, known -> true, known -> p));
    }

    /** Takes out all that waits of a card. */
    synchronized void remove(CardId card) {
        var ofCard = lines.remove(card);
        if (ofCard != null) {
            ofCard.values().forEach(l -> heads.removeAll(l.values()));
        }
    }

    /** Takes a person out of what waits; how many effects are gone, and how many parcels told of the person. */
    synchronized int[] erase(CardId card, Forgetting forgetting) {
        var counts = new int[2];
        lines.getOrDefault(card, new TreeMap<>()).values().stream()
                .flatMap(l -> l.values().stream())
                .toList()
                .forEach(p -> {
                    var after = forgetting.parcel(p);
                    counts[0] += forgetting.dropped(p);
                    counts[1] += p.equals(after) ? 0 : 1;
                    change(p, known -> true, known -> after);
                });
        return counts;
    }

    @Override
    public synchronized List<Parcel> take(Set<String> handlers, Instant now, Instant until, int limit) {
        var taken = heads.stream()
                .takeWhile(p -> !p.next().isAfter(now))
                .filter(p -> handlers.contains(p.handler()))
                .limit(limit)
                .map(p -> p.taken(until))
                .toList();
        add(taken);
        return taken;
    }

    @Override
    public synchronized List<Boolean> settle(List<Receipt> receipts) {
        return receipts.stream().map(this::settle).toList();
    }

    private boolean settle(Receipt receipt) {
        var attempts = receipt.parcel().attempts();
        return change(
                receipt.parcel(),
                known -> known != null && known.attempts() == attempts && !known.dead(),
                known -> receipt.fate() == Receipt.Fate.DELIVERED ? null : known.after(receipt));
    }

    /** Puts a parcel in the place of the one known, or takes it out, if what is known fits. */
    private boolean change(Parcel at, Predicate<@Nullable Parcel> fits, Function<Parcel, @Nullable Parcel> change) {
        var spot = new Spot(at.move(), at.part());
        var ofCard = lines.computeIfAbsent(at.card(), c -> new TreeMap<>());
        var line = ofCard.computeIfAbsent(at.handler(), h -> new TreeMap<>());
        var known = line.get(spot);
        var isFit = fits.test(known);
        if (isFit) {
            if (!line.isEmpty()) {
                heads.remove(line.get(line.firstKey()));
            }
            var after = change.apply(known == null ? at : known);
            if (after == null) {
                line.remove(spot);
            } else {
                line.put(spot, after);
            }
            var head = line.isEmpty() ? null : line.get(line.firstKey());
            if (head != null && !head.dead()) {
                heads.add(head);
            }
        }
        if (line.isEmpty()) {
            ofCard.remove(at.handler());
        }
        if (ofCard.isEmpty()) {
            lines.remove(at.card());
        }
        return isFit;
    }

    @Override
    public synchronized List<Parcel> dead(int limit) {
        return all().filter(Parcel::dead).sorted(BY_TIME).limit(limit).toList();
    }

    @Override
    public synchronized boolean revive(Parcel dead, Instant now) {
        return change(dead, InMemoryOutbox::isDead, known -> known.revived(now));
    }

    @Override
    public synchronized boolean drop(Parcel dead) {
        return change(dead, InMemoryOutbox::isDead, known -> null);
    }

    private static boolean isDead(@Nullable Parcel known) {
        return known != null && known.dead();
    }

    @Override
    public synchronized Backlog backlog(Instant now) {
        var dead = all().filter(Parcel::dead).count();
        var oldest = all().filter(p -> !p.dead() && !p.next().isAfter(now))
                .map(Parcel::next)
                .min(Comparator.naturalOrder())
                .orElse(null);
        var byHandler = all().collect(Collectors.groupingBy(Parcel::handler, TreeMap::new, Collectors.counting()));
        return new Backlog(all().count() - dead, dead, oldest, byHandler);
    }

    synchronized List<StoredEffect> effects(CardId card) {
        var byIndex = new TreeMap<Spot, StoredEffect>();
        lines.getOrDefault(card, new TreeMap<>()).values().stream()
                .flatMap(l -> l.values().stream())
                .flatMap(p -> p.effects().stream().skip(p.done()))
                .forEach(e -> byIndex.put(new Spot(e.move(), e.index()), e));
        return List.copyOf(byIndex.values());
    }

    private Stream<Parcel> all() {
        return lines.values().stream()
                .flatMap(byHandler -> byHandler.values().stream())
                .flatMap(line -> line.values().stream())
                .map(Objects::requireNonNull);
    }
}
