package dev.voronka.crm;

import dev.voronka.InvalidInput;
import dev.voronka.people.Directory;
import dev.voronka.store.CardStore;
import dev.voronka.store.Codec;
import dev.voronka.store.ExternalRef;
import dev.voronka.store.Feed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps cards and the records of a CRM alike. What moves here is shown there by effects; what persons do there is found by
 * hints and by asking what has changed, and judged by the process. Of the nodes that share a store one has the turn to speak
 * to the CRM; the others leave it alone. Thread-safe.
 */
public final class CrmSync {

    private static final Logger LOG = LoggerFactory.getLogger(CrmSync.class);

    /** How many records are read at once. */
    private static final int BATCH = 50;

    /** How long a record is left alone after it could not be dealt with. */
    private static final Duration REST = Duration.ofMinutes(1);

    private final Table table;
    private final Mirroring mirroring;
    private final Reconciler reconciler;
    private final CrmHandler handler;
    private final String node;
    private final ReentrantLock speaking = new ReentrantLock();
    private final Map<String, Instant> resting = new ConcurrentHashMap<>();
    private volatile @Nullable Instant turnUntil;
    private volatile @Nullable Instant changesSeen;

    /**
     * Made by voronka itself for the CRM that its builder was given.
     *
     * @param node the name of this node, unique among those that share the store
     */
    public CrmSync(
            Crm crm,
            CrmSettings settings,
            CrmDesk desk,
            CardStore store,
            Codec codec,
            Directory people,
            Clock clock,
            String node) {
        this.table = new Table(
                crm,
                settings,
                desk,
                store,
                codec,
                people,
                clock,
                new Words(settings.language()),
                new Components(codec));
        this.mirroring = new Mirroring(table);
        this.reconciler = new Reconciler(table, mirroring);
        this.handler = new CrmHandler(this, table);
        this.node = node;
    }

    /** Who takes effects to the CRM. */
    public CrmHandler handler() {
        return handler;
    }

    /** The choices that were made. */
    public CrmSettings settings() {
        return table.settings();
    }

    /**
     * Notes that these records are said to have changed, on whatever node; they are read soon, by the node that has the
     * turn. What an event says is never believed, only that it came.
     *
     * @param records ids as in {@link CrmRecord#id()}
     */
    public void hint(Collection<String> records) {
        for (var record : records) {
            if (record.isBlank() || record.length() > 190) {
                throw new InvalidInput("A record of " + table.crm().system()
                        + " was named by an id that is blank or longer than 190 characters; nothing was noted.");
            }
        }
        table.store().feed().hint(table.crm().system(), records);
    }

    /**
     * Takes or keeps the turn to speak to the CRM.
     *
     * @return whether this node has it
     */
    public boolean isOnDuty() {
        var now = table.clock().instant();
        var until = turnUntil;
        var turn = table.settings().turn();
        if (until != null && now.isBefore(until.minus(turn.dividedBy(2)))) {
            return true;
        }
        var end = now.plus(turn);
        var isOurs = table.store().feed().claim(table.crm().system(), node, now, end);
        turnUntil = isOurs ? end : null;
        return isOurs;
    }

    /** Gives the turn back. */
    public void leave() {
        turnUntil = null;
        table.store().feed().release(table.crm().system(), node);
    }

    /**
     * Looks into all hints, and asks the CRM what has changed if it is time for that. Done every few seconds between start
     * and close.
     *
     * @throws CrmFailed if the CRM cannot be asked; hints stay
     */
    public CrmReport sync() {
        var seen = changesSeen;
        var now = table.clock().instant();
        return sync(seen == null || !now.isBefore(seen.plus(table.settings().changesEvery())));
    }

    /**
     * Looks into all hints, and asks the CRM what has changed, now.
     *
     * @throws CrmFailed if the CRM cannot be asked; hints stay
     */
    public CrmReport syncNow() {
        return sync(true);
    }

    private CrmReport sync(boolean withChanges) {
        var tally = new Tally();
        if (!isOnDuty()) {
            return tally.report(false);
        }
        hinted(tally);
        if (withChanges && table.crm().capabilities().changeFeed()) {
            changes(tally);
            changesSeen = table.clock().instant();
        }
        return tally.report(true);
    }

    private void hinted(Tally tally) {
        var feed = table.store().feed();
        var system = table.crm().system();
        var now = table.clock().instant();
        resting.values().removeIf(until -> !until.isAfter(now));
        while (isOnDuty()) {
            var hints = feed.hinted(system, BATCH + resting.size()).stream()
                    .filter(h -> !resting.containsKey(h.record()))
                    .limit(BATCH)
                    .toList();
            if (hints.isEmpty()) {
                return;
            }
            var found = table.crm().read(hints.stream().map(Feed.Hint::record).toList());
            var done = new ArrayList<Feed.Hint>();
            for (var i = 0; i < hints.size(); i++) {
                if (reconciled(found.get(i), tally)) {
                    done.add(hints.get(i));
                } else {
                    resting.put(hints.get(i).record(), now.plus(REST));
                }
            }
            feed.settled(system, done);
        }
    }

    private void changes(Tally tally) {
        var feed = table.store().feed();
        var system = table.crm().system();
        var more = true;
        while (more && isOnDuty()) {
            var changes = table.crm().changes(feed.place(system), 10 * BATCH);
            var failed = new ArrayList<String>();
            for (var record : changes.records()) {
                if (!reconciled(new Found.Present(record), tally)) {
                    failed.add(record.id());
                    resting.put(record.id(), table.clock().instant().plus(REST));
                }
            }
            feed.hint(system, failed);
            more = changes.more() && feed.place(system, node, changes.place());
            if (!changes.more()) {
                feed.place(system, node, changes.place());
            }
        }
    }

    /** False if it could not be dealt with. A CRM that is away ends it all; what is wrong with a record does not. */
    private boolean reconciled(Found found, Tally tally) {
        tally.seen++;
        try {
            alone(() -> tally.add(reconciler.reconcile(found)));
            return true;
        } catch (CrmFailed away) {
            if (away.isWorthRepeating()) {
                throw away;
            }
            LOG.warn("Record {} could not be dealt with: {}", found.id(), away.getMessage());
        } catch (RuntimeException | StackOverflowError broken) {
            LOG.error("Record {} could not be dealt with; it is tried again in {}.", found.id(), REST, broken);
        }
        tally.failed++;
        return false;
    }

    private void healed(Found found, Tally tally) {
        try {
            alone(() -> reconciler.heal(found));
        } catch (CrmFailed away) {
            if (away.isWorthRepeating()) {
                throw away;
            }
            tally.failed++;
            LOG.warn("Record {} could not be shown once more: {}", found.id(), away.getMessage());
        } catch (RuntimeException | StackOverflowError broken) {
            tally.failed++;
            LOG.error("Record {} could not be shown once more.", found.id(), broken);
        }
    }

    /** Only one thread of a node compares, decides and writes. */
    private void alone(Runnable work) {
        alone(() -> {
            work.run();
            return true;
        });
    }

    <X> X alone(Supplier<X> work) {
        speaking.lock();
        try {
            return work.get();
        } finally {
            speaking.unlock();
        }
    }

    Mirroring mirroring() {
        return mirroring;
    }

    Reconciler reconciler() {
        return reconciler;
    }

    /**
     * Compares all cards that have a record with it, page by page: finds what neither events nor changes tell, such as
     * records that were removed. Done nightly between start and close.
     *
     * @throws CrmFailed if the CRM cannot be asked
     */
    public CrmReport compareAll() {
        var tally = new Tally();
        @Nullable String last = null;
        while (isOnDuty()) {
            var refs = table.store().externals(table.crm().system(), last, BATCH);
            if (refs.isEmpty()) {
                return tally.report(true);
            }
            table.crm().read(refs.stream().map(ExternalRef::id).toList()).forEach(found -> {
                if (reconciled(found, tally)) {
                    healed(found, tally);
                }
            });
            last = refs.get(refs.size() - 1).id();
        }
        return tally.report(false);
    }

    /**
     * Cards and records that are not alike and will not be by themselves, in the order of the records.
     *
     * @param limit at most so many, 1 or more
     */
    public List<Drift> drift(int limit) {
        if (limit < 1) {
            throw new InvalidInput("The limit of drift(…) is at least 1, but is " + limit + ".");
        }
        var found = new ArrayList<Drift>();
        @Nullable String last = null;
        while (found.size() < limit) {
            var refs = table.store().externals(table.crm().system(), last, 10 * BATCH);
            if (refs.isEmpty()) {
                break;
            }
            refs.stream().map(this::drift).filter(d -> d != null).forEach(found::add);
            last = refs.get(refs.size() - 1).id();
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    private @Nullable Drift drift(ExternalRef ref) {
        var sight = table.sight(ref);
        var lost = sight.lost();
        if (lost == null && sight.flagged() == null) {
            return null;
        }
        var card = table.desk().card(ref.card()).orElse(null);
        var kind = lost == null ? Drift.Kind.FLAGGED : lost.isEmpty() ? Drift.Kind.GONE : Drift.Kind.MERGED;
        return new Drift(
                ref.card(),
                card == null ? "" : card.process(),
                ref.id(),
                kind,
                card == null ? "" : card.stage().name(),
                lost == null ? String.valueOf(sight.flagged()) : lost,
                sight.why(),
                sight.since() == null ? Instant.EPOCH : sight.since());
    }

    /** Counts what was done. */
    private static final class Tally {
        private int seen;
        private int failed;
        private final Map<Reconciler.Done, Integer> done = new EnumMap<>(Reconciler.Done.class);

        private void add(Collection<Reconciler.Done> more) {
            more.forEach(d -> done.merge(d, 1, Integer::sum));
        }

        private int of(Reconciler.Done what) {
            return done.getOrDefault(what, 0);
        }

        private CrmReport report(boolean onDuty) {
            return new CrmReport(
                    onDuty,
                    seen,
                    of(Reconciler.Done.MOVED),
                    of(Reconciler.Done.AMENDED),
                    of(Reconciler.Done.OPENED),
                    of(Reconciler.Done.REVERTED),
                    of(Reconciler.Done.FORCED),
                    of(Reconciler.Done.FLAGGED),
                    of(Reconciler.Done.LOST),
                    failed);
        }
    }
}
