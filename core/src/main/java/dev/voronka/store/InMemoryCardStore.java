package dev.voronka.store;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.RingStep;
import dev.voronka.decision.BookShelf;
import dev.voronka.lookup.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps everything in the heap, for tests and first steps. One lock guards all writes; loading a card takes none. */
public final class InMemoryCardStore implements CardStore {

    private static final StoreCapabilities CAPABILITIES = new StoreCapabilities(false, true, false);
    private static final Comparator<Card<?>> BY_DUE = Comparator.<Card<?>, Instant>comparing(
                    c -> c.due().orElse(Instant.MAX))
            .thenComparing(Card::id);

    private static final Comparator<Criteria.Place> BY_CLOCK = Comparator.<Criteria.Place, Instant>comparing(
                    p -> Objects.requireNonNull(p.due()))
            .thenComparing(Criteria.Place::id);

    private final Map<CardId, StoredCard> cards = new ConcurrentHashMap<>();
    private final Map<CardId, List<HistoryLine>> histories = new HashMap<>();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final Map<CardId, List<RungLine>> rungs = new HashMap<>();
    private final Map<CardId, Instant> clocks = new HashMap<>();
    private final SortedSet<Criteria.Place> due = new TreeSet<>(BY_CLOCK);
    private final Map<Criteria.External, CardId> externals = new ConcurrentHashMap<>();
    private final Map<CardId, SortedMap<String, ExternalRef>> refs = new HashMap<>();
    private final Map<CardId, List<Attempt>> attempts = new HashMap<>();
    private final Map<String, Set<CardId>> byReach = new HashMap<>();
    private final Map<String, RingState> rings = new HashMap<>();
    private final Map<CardId, Set<CardId>> children = new ConcurrentHashMap<>();
    private final Map<String, Signal> signals = new LinkedHashMap<>();
    private final Map<CardId, Set<String>> signalsTo = new ConcurrentHashMap<>();
    private final Map<RequestKey, Remembered> keys = new HashMap<>();
    private final Map<String, Set<CardId>> everKnown = new HashMap<>();
    private final InMemoryDecisions decisions = new InMemoryDecisions();
    private final InMemoryBooks books = new InMemoryBooks();
    private final InMemoryFeed feed = new InMemoryFeed();
    private final Ledger ledger = new InMemoryLedger(this);
    private final Object lock = new Object();

    @Override
    public StoreCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public CommitResult commit(Commit commit) {
        synchronized (lock) {
            return write(commit);
        }
    }

    @Override
    public List<CommitResult> commitAll(List<Commit> commits) {
        synchronized (lock) {
            return commits.stream().map(this::write).toList();
        }
    }

    private CommitResult write(Commit commit) {
        var against = standsAgainst(commit);
        if (against != CommitResult.DONE) {
            return against;
        }
        if (!areFree(commit.children())) {
            return CommitResult.CHILD_TAKEN;
        }
        put(commit);
        return CommitResult.DONE;
    }

    private boolean areFree(List<Commit> children) {
        return children.stream().allMatch(c -> standsAgainst(c) == CommitResult.DONE && areFree(c.children()));
    }

    private CommitResult standsAgainst(Commit commit) {
        var id = commit.card().id();
        var key = commit.key();
        if (key != null && keys.containsKey(key)) {
            return CommitResult.KEY_TAKEN;
        }
        var before = cards.get(id);
        var version = before == null ? 0 : before.card().version();
        var seen = commit.before();
        if (version != commit.card().version() - 1
                || (before != null && (seen == null || rungs(before.card()) != rungs(seen)))) {
            return CommitResult.CONFLICT;
        }
        for (var step : commit.rings()) {
            if (rings.getOrDefault(step.ring(), RingState.NEW).turns() != step.seen()) {
                return CommitResult.RING_MOVED;
            }
        }
        return CommitResult.DONE;
    }

    private static int rungs(Card<?> card) {
        return card.visit().rung().size();
    }

    private void put(Commit commit) {
        var id = commit.card().id();
        var key = commit.key();
        var before = cards.get(id);
        for (RingStep step : commit.rings()) {
            rings.put(step.ring(), new RingState(step.seen() + 1, step.taken()));
        }
        if (key != null && commit.remembered() != null) {
            keys.put(key, commit.remembered());
        }
        histories.computeIfAbsent(id, c -> new ArrayList<>()).add(commit.line());
        outbox.add(commit.parcels());
        index(before, id, commit.card().header().reach());
        known(commit.card())
                .forEach(k ->
                        everKnown.computeIfAbsent(k, n -> new LinkedHashSet<>()).add(id));
        cards.put(id, new StoredCard(commit.card(), commit.line().digest(), false, false));
        clock(id, commit.nextDue());
        var origin = commit.card().origin();
        if (before == null && origin != null) {
            children.computeIfAbsent(origin.card(), c -> new LinkedHashSet<>()).add(id);
        }
        commit.signals().forEach(s -> {
            signals.put(s.key(), s);
            signalsTo.computeIfAbsent(s.to(), c -> new LinkedHashSet<>()).add(s.key());
        });
        commit.settled().forEach(this::keep);
        commit.lines().forEach(this::log);
        decisions.add(commit.decisions());
        commit.children().forEach(this::put);
    }

    private void log(RungLine line) {
        rungs.computeIfAbsent(line.card(), c -> new ArrayList<>()).add(line);
    }

    private void clock(CardId id, @Nullable Instant next) {
        var old = next == null ? clocks.remove(id) : clocks.put(id, next);
        if (old != null) {
            due.remove(new Criteria.Place(old, id));
        }
        if (next != null) {
            due.add(new Criteria.Place(next, id));
        }
    }

    private void keep(Signal signal) {
        var known = signals.get(signal.key());
        if (known == null || !known.isPending()) {
            return;
        }
        if (signal.isPending()) {
            signals.put(signal.key(), signal);
            return;
        }
        signals.remove(signal.key());
        var others = signalsTo.get(signal.to());
        if (others != null && others.remove(signal.key()) && others.isEmpty()) {
            signalsTo.remove(signal.to());
        }
    }

    private void index(@Nullable StoredCard before, CardId id, SortedSet<String> reach) {
        if (before != null) {
            if (before.card().header().reach().equals(reach)) {
                return;
            }
            before.card().header().reach().forEach(r -> {
                var ids = byReach.get(r);
                if (ids != null) {
                    ids.remove(id);
                }
            });
        }
        reach.forEach(
                r -> byReach.computeIfAbsent(r, k -> new LinkedHashSet<>()).add(id));
    }

    @Override
    public Optional<StoredCard> load(CardId card) {
        var kept = cards.get(card);
        if (kept == null) {
            return Optional.empty();
        }
        return Optional.of(
                new StoredCard(kept.card(), kept.head(), children.containsKey(card), signalsTo.containsKey(card)));
    }

    @Override
    public Optional<Remembered> remembered(RequestKey key) {
        synchronized (lock) {
            return Optional.ofNullable(keys.get(key));
        }
    }

    @Override
    public List<HistoryLine> history(CardId card) {
        synchronized (lock) {
            return List.copyOf(histories.getOrDefault(card, List.of()));
        }
    }

    @Override
    public List<StoredCard> loadAll(List<CardId> ids) {
        return ids.stream().distinct().flatMap(id -> load(id).stream()).toList();
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public List<StoredEffect> effects(CardId card) {
        return outbox.effects(card);
    }

    @Override
    public void note(Attempt attempt) {
        synchronized (lock) {
            attempts.computeIfAbsent(attempt.card(), c -> new ArrayList<>()).add(attempt);
        }
    }

    @Override
    public List<Attempt> attempts(CardId card) {
        synchronized (lock) {
            return List.copyOf(attempts.getOrDefault(card, List.of()));
        }
    }

    @Override
    public List<StoredCard> takeDue(Set<String> processes, Instant now, Instant until, int limit) {
        synchronized (lock) {
            var taken = due.stream()
                    .takeWhile(p -> p.due() != null && !p.due().isAfter(now))
                    .map(p -> cards.get(p.id()))
                    .filter(c -> c != null && processes.contains(c.card().process()))
                    .limit(limit)
                    .toList();
            taken.forEach(c -> clock(c.card().id(), until));
            return taken;
        }
    }

    @Override
    public Optional<Instant> oldestDue(Set<String> processes) {
        synchronized (lock) {
            return due.stream()
                    .filter(p -> {
                        var stored = cards.get(p.id());
                        return stored != null
                                && processes.contains(stored.card().process());
                    })
                    .map(Criteria.Place::due)
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    }

    @Override
    public boolean rung(Rung rung) {
        synchronized (lock) {
            var id = rung.after().id();
            var before = cards.get(id);
            if (before == null
                    || before.card().version() != rung.seen().version()
                    || rungs(before.card()) != rungs(rung.seen())) {
                return false;
            }
            cards.put(id, new StoredCard(rung.after(), before.head(), false, false));
            clock(id, rung.nextDue());
            outbox.add(rung.parcels());
            rung.lines().forEach(this::log);
            rung.attempts().forEach(this::note);
            decisions.add(rung.decisions());
            return true;
        }
    }

    @Override
    public List<RungLine> rungs(CardId card) {
        synchronized (lock) {
            return List.copyOf(rungs.getOrDefault(card, List.of()));
        }
    }

    @Override
    public List<Card<?>> find(Criteria criteria) {
        return candidates(criteria)
                .filter(criteria::admits)
                .filter(c -> isKnownAs(criteria.external(), c.id()))
                .sorted(BY_DUE)
                .limit(criteria.limit())
                .toList();
    }

    private Stream<Card<?>> candidates(Criteria criteria) {
        if (criteria.reach().isEmpty()) {
            return cards.values().stream().map(StoredCard::card);
        }
        synchronized (lock) {
            var ids = new HashSet<CardId>();
            criteria.reach().forEach(r -> ids.addAll(byReach.getOrDefault(r, Set.of())));
            return List.copyOf(ids).stream()
                    .map(cards::get)
                    .filter(Objects::nonNull)
                    .map(StoredCard::card);
        }
    }

    @Override
    public List<StageCount> count(Criteria criteria) {
        var all = criteria.after(null);
        return candidates(all)
                .filter(all::admits)
                .filter(c -> isKnownAs(all.external(), c.id()))
                .collect(Collectors.groupingBy(
                        c -> Arrays.asList(c.process(), c.stage().name(), c.owner()), Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> new StageCount(
                        Objects.requireNonNull(e.getKey().get(0)),
                        Objects.requireNonNull(e.getKey().get(1)),
                        e.getKey().get(2),
                        e.getValue()))
                .sorted(StageCount.ORDER)
                .toList();
    }

    private boolean isKnownAs(Criteria.@Nullable External wanted, CardId card) {
        return wanted == null || card.equals(externals.get(wanted));
    }

    @Override
    public void attach(ExternalRef ref) {
        synchronized (lock) {
            var name = new Criteria.External(ref.system(), ref.id());
            ExternalRefs.check(ref, externals.get(name), externals(ref.card()));
            externals.put(name, ref.card());
            refs.computeIfAbsent(ref.card(), c -> new TreeMap<>()).put(ref.system(), ref);
        }
    }

    @Override
    public List<ExternalRef> externals(CardId card) {
        synchronized (lock) {
            return List.copyOf(refs.getOrDefault(card, new TreeMap<>()).values());
        }
    }

    @Override
    public List<ExternalRef> externals(String system, @Nullable String after, int limit) {
        synchronized (lock) {
            return refs.values().stream()
                    .map(byCard -> byCard.get(system))
                    .filter(r -> r != null && (after == null || r.id().compareTo(after) > 0))
                    .sorted(Comparator.comparing(ExternalRef::id))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public void detach(ExternalRef ref) {
        synchronized (lock) {
            var name = new Criteria.External(ref.system(), ref.id());
            if (externals.remove(name, ref.card())) {
                refs.getOrDefault(ref.card(), new TreeMap<>()).remove(ref.system());
            }
        }
    }

    @Override
    public Feed feed() {
        return feed;
    }

    private static Set<String> known(Card<?> card) {
        var known = new TreeSet<>(card.header().reach());
        card.header().contacts().forEach(c -> known.add(Person.knownAs(c)));
        return known;
    }

    @Override
    public BookShelf books() {
        return books;
    }

    @Override
    public DecisionLog decisions() {
        return decisions;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    /** The heads of all histories, by card. */
    SortedMap<CardId, Ledger.Head> heads() {
        var heads = new TreeMap<CardId, Ledger.Head>();
        cards.forEach((id, kept) -> heads.put(
                id, new Ledger.Head(id, kept.card().process(), kept.card().version(), kept.head())));
        return heads;
    }

    /** Takes a card out with all that is kept of it. */
    void remove(CardId id) {
        synchronized (lock) {
            var kept = cards.remove(id);
            if (kept != null) {
                kept.card()
                        .header()
                        .reach()
                        .forEach(r -> byReach.getOrDefault(r, new HashSet<>()).remove(id));
            }
            histories.remove(id);
            outbox.remove(id);
            rungs.remove(id);
            decisions.remove(id);
            clock(id, null);
            attempts.remove(id);
            externals.values().removeIf(id::equals);
            refs.remove(id);
            everKnown.values().forEach(ids -> ids.remove(id));
            children.values().forEach(ids -> ids.remove(id));
            children.remove(id);
            signals.values().removeIf(s -> s.from().equals(id) || s.to().equals(id));
            signalsTo.remove(id);
            keys.values().removeIf(r -> r.outcome().card().id().equals(id));
        }
    }

    @Override
    public List<CardId> knowing(Set<String> knownAs) {
        synchronized (lock) {
            return knownAs.stream()
                    .flatMap(k -> everKnown.getOrDefault(k, Set.of()).stream())
                    .distinct()
                    .toList();
        }
    }

    @Override
    public Erasure.Done erase(Erasure erasure) {
        synchronized (lock) {
            var id = erasure.card();
            var commit = erasure.commit();
            if (commit != null) {
                if (write(commit) != CommitResult.DONE) {
                    return Erasure.Done.CONFLICT;
                }
                var now = known(commit.card());
                everKnown.forEach((name, ids) -> {
                    if (!now.contains(name)) {
                        ids.remove(id);
                    }
                });
            }
            var history = histories.getOrDefault(id, new ArrayList<>());
            erasure.lines().forEach(l -> history.set((int) l.link().number() - 1, l));
            var forgetting = erasure.forgetting();
            var swept = outbox.erase(id, forgetting);
            return new Erasure.Done(
                    CommitResult.DONE,
                    swept[0],
                    swept[1] + swept(id, forgetting) + decisions.erase(id, forgetting) + forgetNotes(id));
        }
    }

    private int forgetNotes(CardId id) {
        var noted = externals(id).stream().filter(r -> r.note() != null).toList();
        noted.forEach(r -> attach(r.noting(ExternalRef.ERASED)));
        return noted.size();
    }

    private int swept(CardId id, Forgetting forgetting) {
        var count = 0;
        for (var key : List.copyOf(keys.keySet())) {
            var remembered = Objects.requireNonNull(keys.get(key));
            if (remembered.outcome().card().id().equals(id)) {
                var after = forgetting.remembered(remembered);
                var isNamed = !forgetting.text(key.key()).equals(key.key());
                count += !after.equals(remembered) || isNamed ? 1 : 0;
                if (isNamed) {
                    keys.remove(key);
                } else {
                    keys.put(key, after);
                }
            }
        }
        var tried = attempts.getOrDefault(id, List.of());
        for (var i = 0; i < tried.size(); i++) {
            var before = tried.get(i);
            var after = new Attempt(
                    before.card(), before.at(), before.actor(), before.trigger(), forgetting.reasons(before.reasons()));
            count += after.equals(before) ? 0 : 1;
            tried.set(i, after);
        }
        for (var signal : List.copyOf(signals.values())) {
            var after = signal.from().equals(id) || signal.to().equals(id) ? forgetting.signal(signal) : signal;
            count += after.equals(signal) ? 0 : 1;
            signals.put(signal.key(), after);
        }
        return count;
    }

    @Override
    public List<Card<?>> children(CardId parent) {
        synchronized (lock) {
            var found = new ArrayList<Card<?>>();
            children.getOrDefault(parent, Set.of())
                    .forEach(id -> load(id).ifPresent(stored -> found.add(stored.card())));
            return found;
        }
    }

    @Override
    public List<Signal> pending(CardId to) {
        synchronized (lock) {
            return signalsTo.getOrDefault(to, Set.of()).stream()
                    .map(signals::get)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    @Override
    public List<Signal> pendingAt(Instant now, int limit) {
        synchronized (lock) {
            return signals.values().stream()
                    .filter(s -> !s.due().isAfter(now))
                    .sorted(Comparator.comparing(Signal::state)) // stable: those of one state stay as they came
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public void settle(Signal signal) {
        synchronized (lock) {
            keep(signal);
        }
    }

    @Override
    public RingState ring(String name) {
        synchronized (lock) {
            return rings.getOrDefault(name, RingState.NEW);
        }
    }
}
