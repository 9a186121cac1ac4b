package dev.voronka.bitrix;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.SalesProcess;
import dev.voronka.bitrix.client.BatchAnswer;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.JournalField;
import dev.voronka.decision.BookShelf;
import dev.voronka.store.Attempt;
import dev.voronka.store.CardStore;
import dev.voronka.store.Codec;
import dev.voronka.store.Commit;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Criteria;
import dev.voronka.store.DecisionLog;
import dev.voronka.store.Erasure;
import dev.voronka.store.ExternalRef;
import dev.voronka.store.Feed;
import dev.voronka.store.HistoryLine;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.Ledger;
import dev.voronka.store.Outbox;
import dev.voronka.store.RawCard;
import dev.voronka.store.Remembered;
import dev.voronka.store.RequestKey;
import dev.voronka.store.RingState;
import dev.voronka.store.Rung;
import dev.voronka.store.RungLine;
import dev.voronka.store.Signal;
import dev.voronka.store.StageCount;
import dev.voronka.store.StoreCapabilities;
import dev.voronka.store.StoredCard;
import dev.voronka.store.StoredEffect;
import dev.voronka.store.StoredForm;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps cards in a Bitrix24 portal, for a voronka without a database: each card in its item, everything else in the items of a
 * smart process "voronka journal", which a mapping with {@code journal: true} provisions. A move is one {@code crm.item.update};
 * what it still has to write lies in the item, so that a crash loses nothing. One node a portal may use it; what it cannot do is
 * said by {@link #capabilities()} and in {@code docs/bitrix-store.md}. Thread-safe; each call talks to the portal.
 */
public final class BitrixStore implements CardStore, AutoCloseable {

    private static final StoreCapabilities CAPABILITIES =
            new StoreCapabilities(true, true, false, false, false, false, false, false);

    private final Turnstile turnstile = new Turnstile();
    private final StoredForm stored;
    private final Journal journal;
    private final JournalForm form;
    private final CardItems items;
    private final CardText text;
    private final ItemDrawing drawing;
    private final Waiting waiting;
    private final Moves moves;
    private final CardSearch search;
    private final StoreStart start;
    private final DueCards due;
    private final JournalExternals externals;
    private final Misfits misfits;
    private final JournalFeed feed;
    private final JournalDecisions decisions;
    private final JournalBooks books;
    private final JournalLedger ledger;
    private final JournalErasure erasures;

    private BitrixStore(BitrixClient client, BoundMapping bound, Codec codec, Clock clock, String node, int most) {
        var reader = new ItemReader(bound, 0);
        this.stored = new StoredForm(codec);
        this.journal = new Journal(client, bound);
        this.form = new JournalForm(codec, stored);
        this.items = new CardItems(client, bound, new Talk(client, bound, reader, clock));
        this.text = new CardText(codec, stored);
        this.drawing = new ItemDrawing(bound, reader, text, items);
        this.waiting = new Waiting(form, new WaitingLines(turnstile, journal, form));
        this.moves = new Moves(
                client,
                items,
                text,
                journal,
                drawing,
                new Intents(form, journal, waiting, drawing),
                waiting,
                new Drags(items, journal, form, clock));
        this.search = new CardSearch(bound, items, text, moves, journal, most);
        this.due = new DueCards(bound, items, search);
        this.externals = new JournalExternals(journal, form);
        this.misfits = new Misfits(search, text, stored, moves);
        this.feed = new JournalFeed(turnstile, journal, form);
        this.decisions = new JournalDecisions(turnstile, journal, form);
        this.books = new JournalBooks(turnstile, journal, form, stored);
        this.ledger = new JournalLedger(turnstile, client, journal, form, items, search, due, moves, waiting);
        this.erasures = new JournalErasure(journal, form, stored, moves, waiting);
        this.start = new StoreStart(
                bound, journal, items, waiting, moves, due, feed, new PortalLease(journal, form, clock, node));
        bound.journalType();
        turnstile.before(start::ready);
    }

    /**
     * A store in a portal that was provisioned for a mapping.
     *
     * @param client calls the portal
     * @param mapping what is what there; it has a journal
     * @param node the name of this node, which stays the same when it is started anew: with another one it waits a minute until
     *     the lease of the one before has ended
     * @throws dev.voronka.InvalidInput if the mapping has no journal, or it was not provisioned
     */
    public static BitrixStore on(BitrixClient client, BoundMapping mapping, String node) {
        return on(client, mapping, node, new JacksonCodec(), Clock.systemUTC());
    }

    /** The same with another codec and clock. */
    public static BitrixStore on(BitrixClient client, BoundMapping mapping, String node, Codec codec, Clock clock) {
        return on(client, mapping, node, codec, clock, CardSearch.MOST);
    }

    /** The same that looks at so many items at most for one question. */
    static BitrixStore on(BitrixClient client, BoundMapping mapping, String node, Codec codec, Clock clock, int most) {
        return new BitrixStore(client, mapping, codec, clock, node, most);
    }

    /** Lets another node use the portal at once. */
    @Override
    public void close() {
        turnstile.working(start::leave);
    }

    @Override
    public StoreCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public void knows(SalesProcess<?, ?> process) {
        stored.knows(process);
        if (drawing.knows(process)) {
            start.again();
        }
    }

    @Override
    public void knowsEffect(Class<? extends Effect> effect) {
        stored.knowsEffect(effect);
        start.again();
    }

    @Override
    public CommitResult commit(Commit commit) {
        return turnstile.working(() -> {
            var result = moves.commit(commit);
            if (result == CommitResult.DONE) {
                due.changed(commit.card().id());
            }
            return result;
        });
    }

    @Override
    public List<CommitResult> commitAll(List<Commit> commits) {
        return commits.stream().map(this::commit).toList();
    }

    @Override
    public Optional<StoredCard> load(CardId card) {
        return turnstile.working(() -> {
            var answers = new ArrayList<BatchAnswer>();
            return moves.read(card, List.of(journal.first(JournalKind.CHILD, List.of(card.toString()))), answers)
                    .map(c -> {
                        items.seen(card, c.item().stage());
                        return stored(c.kept(), !children(answers.get(0)).isEmpty());
                    });
        });
    }

    private List<JournalLine> children(BatchAnswer answer) {
        if (answer.failure().isPresent()) {
            throw StoreFailures.told("Looking for children", answer.failure().get());
        }
        return journal.lines(answer.get().result());
    }

    private StoredCard stored(CardText.Kept kept, boolean hasChildren) {
        return new StoredCard(text.card(kept), kept.top().head(), hasChildren, waiting.hasSignals(kept.id()));
    }

    @Override
    public List<StoredCard> loadAll(List<CardId> cards) {
        return turnstile.working(() -> {
            var parents = parents(cards);
            var all = new ArrayList<StoredCard>();
            for (var item : items.findAll(new LinkedHashSet<>(cards))) {
                search.kept(item).ifPresent(k -> {
                    items.seen(k.id(), item.stage());
                    all.add(stored(k, parents.contains(k.id().toString())));
                });
            }
            return all;
        });
    }

    private Set<String> parents(List<CardId> cards) {
        var parents = new HashSet<String>();
        for (var page : Talk.pages(cards)) {
            journal.all(Map.of(
                            "=" + journal.name(JournalField.KIND),
                            JournalKind.CHILD.code(),
                            "@" + journal.name(JournalField.CARD),
                            page.stream().map(CardId::toString).toList()))
                    .forEach(l -> parents.add(l.card()));
        }
        return parents;
    }

    @Override
    public Optional<Remembered> remembered(RequestKey key) {
        return turnstile.working(() -> journal.one(JournalForm.keyOf(key)).map(form::remembered));
    }

    @Override
    public List<HistoryLine> history(CardId card) {
        return turnstile.working(() -> {
            moves.read(card);
            return journal.of(JournalKind.MOVE, card.toString()).stream()
                    .sorted(Comparator.comparing(JournalLine::number))
                    .map(form::history)
                    .toList();
        });
    }

    @Override
    public Outbox outbox() {
        return waiting.parcels();
    }

    @Override
    public List<StoredEffect> effects(CardId card) {
        return waiting.parcels().effects(card);
    }

    @Override
    public void note(Attempt attempt) {
        turnstile.working(() -> journal.put(form.line(attempt, "attempt-" + UUID.randomUUID())));
    }

    @Override
    public List<Attempt> attempts(CardId card) {
        return lines(JournalKind.ATTEMPT, card).stream().map(form::attempt).toList();
    }

    private List<JournalLine> lines(JournalKind kind, CardId card) {
        return turnstile.working(() -> journal.of(kind, card.toString()));
    }

    @Override
    public List<StoredCard> takeDue(Set<String> processes, Instant now, Instant until, int limit) {
        return turnstile.working(() -> {
            var taken = due.takeDue(processes, now, until, limit);
            var parents = parents(taken.stream().map(c -> c.kept().id()).toList());
            taken.forEach(c -> items.seen(c.kept().id(), c.item().stage()));
            return taken.stream()
                    .map(c -> stored(c.kept(), parents.contains(c.kept().id().toString())))
                    .toList();
        });
    }

    @Override
    public Optional<Instant> oldestDue(Set<String> processes) {
        return turnstile.working(() -> due.oldestDue(processes));
    }

    @Override
    public boolean rung(Rung rung) {
        return turnstile.working(() -> {
            var written = moves.rung(rung);
            if (written) {
                due.changed(rung.after().id());
            }
            return written;
        });
    }

    @Override
    public List<RungLine> rungs(CardId card) {
        return lines(JournalKind.RUNG, card).stream().map(form::rung).toList();
    }

    @Override
    public List<Card<?>> find(Criteria criteria) {
        return turnstile.working(() -> search.find(criteria));
    }

    @Override
    public List<StageCount> count(Criteria criteria) {
        return turnstile.working(() -> search.count(criteria));
    }

    @Override
    public List<Card<?>> children(CardId parent) {
        return turnstile.working(() -> {
            var found = new ArrayList<Card<?>>();
            journal.of(JournalKind.CHILD, parent.toString())
                    .forEach(l -> moves.read(JournalForm.childOf(l)).ifPresent(c -> found.add(text.card(c.kept()))));
            return found;
        });
    }

    @Override
    public List<Signal> pending(CardId to) {
        return turnstile.working(() -> waiting.pending(to));
    }

    @Override
    public List<Signal> pendingAt(Instant now, int limit) {
        return turnstile.working(() -> waiting.pendingAt(now, limit));
    }

    @Override
    public void settle(Signal signal) {
        turnstile.working(() -> {
            if (waiting.signal(signal) == null) {
                return;
            }
            var puts = signal.isPending() ? List.of(form.line(signal)) : List.<JournalLine>of();
            var drops = signal.isPending() ? List.<String>of() : List.of(JournalForm.signalKey(signal));
            journal.write(puts, drops, true, null);
            waiting.apply(puts, drops);
        });
    }

    @Override
    public RingState ring(String name) {
        return turnstile.working(() -> waiting.ring(name));
    }

    @Override
    public void attach(ExternalRef ref) {
        turnstile.working(() -> externals.attach(ref));
    }

    @Override
    public List<ExternalRef> externals(CardId card) {
        return turnstile.working(() -> externals.of(card));
    }

    @Override
    public List<ExternalRef> externals(String system, @Nullable String after, int limit) {
        return turnstile.working(() -> externals.of(system, after, limit));
    }

    @Override
    public void detach(ExternalRef ref) {
        turnstile.working(() -> externals.detach(ref));
    }

    @Override
    public Feed feed() {
        return feed;
    }

    @Override
    public DecisionLog decisions() {
        return decisions;
    }

    @Override
    public BookShelf books() {
        return books;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public List<CardId> knowing(Set<String> knownAs) {
        return turnstile.working(() -> search.knowing(knownAs));
    }

    @Override
    public Erasure.Done erase(Erasure erasure) {
        return turnstile.working(() -> {
            var done = erasures.erase(erasure);
            due.changed(erasure.card());
            return done;
        });
    }

    @Override
    public Looked look(@Nullable CardId after, int cards) {
        return turnstile.working(() -> misfits.look(after, cards));
    }

    @Override
    public List<RawCard> unfit(String process, @Nullable CardId after, int limit) {
        return turnstile.working(() -> misfits.unfit(process, after, limit));
    }

    @Override
    public boolean rewrite(RawCard seen, Object data) {
        return turnstile.working(() -> misfits.rewrite(seen, data));
    }
}
