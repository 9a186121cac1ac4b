package dev.voronka.store;

import dev.voronka.CardId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows the histories of an in-memory store and keeps anchors of them in the heap. */
final class InMemoryLedger implements Ledger {

    private final InMemoryCardStore store;
    private final List<Anchor> anchors = new ArrayList<>();
    private final List<List<Head>> heads = new ArrayList<>();
    private final Map<CardId, Head> last = new HashMap<>();
    private final Map<CardId, Gone> gone = new HashMap<>();
    private final Map<String, Instant> withdrawn = new HashMap<>();

    InMemoryLedger(InMemoryCardStore store) {
        this.store = store;
    }

    @Override
    public List<Head> heads(@Nullable CardId after, int limit) {
        return page(store.heads(), after).values().stream().limit(limit).toList();
    }

    private static <V> SortedMap<CardId, V> page(SortedMap<CardId, V> all, @Nullable CardId after) {
        if (after == null) {
            return all;
        }
        var rest = new java.util.TreeMap<>(all.tailMap(after));
        rest.remove(after);
        return rest;
    }

    @Override
    public void lines(List<CardId> cards, Consumer<ChainLink> each) {
        cards.forEach(c -> store.history(c).forEach(l -> each.accept(l.link())));
    }

    @Override
    public Optional<Head> head(CardId card) {
        return Optional.ofNullable(store.heads().get(card));
    }

    @Override
    public List<CardId> orphans(@Nullable CardId after, int limit) {
        return List.of();
    }

    @Override
    public synchronized Anchor anchor(Fold next, Seal seal) {
        var digest = anchors.isEmpty()
                ? Chain.START
                : anchors.get(anchors.size() - 1).digest();
        var grown = store.heads().values().stream()
                .filter(h -> !h.equals(last.get(h.card())))
                .toList();
        if (grown.isEmpty() && !anchors.isEmpty()) {
            return anchors.get(anchors.size() - 1);
        }
        for (var head : grown) {
            digest = next.fold(digest, head.card(), head.number(), head.digest());
            last.put(head.card(), head);
        }
        var made = seal.seal(anchors.size() + 1L, grown.size(), digest);
        anchors.add(made);
        heads.add(grown);
        return made;
    }

    @Override
    public synchronized List<Anchor> anchors(long after, int limit) {
        return anchors.stream().filter(a -> a.number() > after).limit(limit).toList();
    }

    @Override
    public synchronized List<Noted> noted(long anchor, long after, int limit) {
        var there = store.heads();
        return heads.get((int) anchor - 1).stream()
                .skip(after)
                .limit(limit)
                .map(h -> new Noted(
                        h.card(),
                        h.number(),
                        h.digest(),
                        store.history(h.card()).stream()
                                .filter(l -> l.link().number() == h.number())
                                .map(HistoryLine::digest)
                                .findFirst()
                                .orElse(null),
                        there.containsKey(h.card())))
                .toList();
    }

    @Override
    public synchronized List<Gone> gone(Set<CardId> cards) {
        return cards.stream().map(gone::get).filter(Objects::nonNull).toList();
    }

    @Override
    public List<CardId> expired(
            String process, Instant enteredBefore, boolean erased, @Nullable CardId after, int limit) {
        return page(store.heads(), after).values().stream()
                .filter(h -> h.process().equals(process))
                .filter(h -> store.load(h.card())
                        .map(StoredCard::card)
                        .filter(c -> c.isEnded() && c.visit().enteredAt().isBefore(enteredBefore))
                        .isPresent())
                .filter(h -> !erased || !isErased(h.card()))
                .map(Head::card)
                .limit(limit)
                .toList();
    }

    private boolean isErased(CardId card) {
        var begun = store.load(card).orElseThrow().card().visit().enteredAt();
        return store.history(card).stream()
                .anyMatch(l ->
                        l.link().trigger().equals("erase") && !l.link().at().isBefore(begun));
    }

    @Override
    public synchronized boolean remove(CardId card, Function<Head, Gone> note) {
        var head = store.heads().get(card);
        if (head == null || store.pending(card).stream().anyMatch(s -> s.from().equals(card))) {
            return false;
        }
        gone.put(card, note.apply(head));
        store.remove(card);
        return true;
    }

    @Override
    public synchronized void withdraw(Set<String> digests, Instant at, String actor) {
        digests.forEach(d -> withdrawn.putIfAbsent(d, at));
    }

    @Override
    public synchronized void restore(Set<String> digests) {
        withdrawn.keySet().removeAll(digests);
    }

    @Override
    public synchronized Optional<Instant> withdrawn(Set<String> digests) {
        return digests.stream().map(withdrawn::get).filter(Objects::nonNull).min(java.util.Comparator.naturalOrder());
    }
}
