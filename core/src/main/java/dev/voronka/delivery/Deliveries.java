package dev.voronka.delivery;

import dev.voronka.InvalidInput;
import dev.voronka.store.Backlog;
import dev.voronka.store.Parcel;
import dev.voronka.store.Receipt;
import dev.voronka.store.StoreFailed;
import dev.voronka.store.StoredEffect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what waits to its handlers, at least once and in order, and lets an operator see and mend what could not be
 * carried out. Several nodes may do so at once, if their clocks differ by less than the lease. Thread-safe. Every call may
 * throw a {@link StoreFailed}.
 */
public final class Deliveries {

    /** What every batch needs. */
    record Tools(Handlers handlers, Scene scene, DeliverySettings settings, DoubleSupplier chance, Observer observer) {}

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** How often receipts are handed in again if the store thinks that it may help. */
    private static final int TRIES = 3;

    private final Tools tools;
    private final Set<String> paused = new ConcurrentSkipListSet<>();
    private final Map<String, Bell> bells;
    private @Nullable Crew crew;

    /** With {@code chance} giving numbers from 0 to 1, for the lengths of pauses. */
    public Deliveries(
            Handlers handlers, Scene scene, DeliverySettings settings, DoubleSupplier chance, Observer observer) {
        this.tools = new Tools(handlers, scene, settings, chance, observer);
        var all = new HashMap<String, Bell>();
        handlers.codes().forEach(code -> all.put(code, new Bell()));
        this.bells = Map.copyOf(all);
    }

    /** Shares the effects of one move, or one rung, out among the handlers that take them. */
    public List<Parcel> share(int part, List<StoredEffect> effects, Instant now) {
        return tools.handlers().share(part, effects, now);
    }

    /** Tells the threads of this node that these are there now. */
    public void written(Collection<Parcel> parcels) {
        for (var parcel : parcels) {
            var bell = bells.get(parcel.handler());
            if (bell != null) {
                bell.ring();
            }
        }
    }

    /** Tells all threads of this node to look whether something is there. */
    public void wake() {
        bells.values().forEach(Bell::ring);
    }

    /**
     * Carries out by hand, on this thread, what is due now, and what follows of it; what fails is put off. An
     * interrupt ends it early. Not meant for within a transaction.
     *
     * @return how many effects were carried out
     */
    public int carryOut() {
        var asOf = tools.scene().now();
        var carried = 0;
        var before = -1;
        while (carried != before) {
            before = carried;
            for (var code : tools.handlers().codes()) {
                carried += carryOut(new Lane(this, code), asOf);
            }
        }
        return carried;
    }

    private static int carryOut(Lane lane, Instant asOf) {
        var carried = 0;
        while (!Thread.currentThread().isInterrupted() && lane.round(asOf, Watch.NOBODY) > 0) {
            carried += lane.carried();
        }
        return carried;
    }

    /** One batch: takes, calls, settles. */
    @Nullable
    Round round(String code, Instant asOf, int limit, Watch watch) {
        if (paused.contains(code)
                || watch.isStopping()
                || !tools.handlers().get(code).isOnDuty()) {
            return null;
        }
        var outbox = tools.scene().store().outbox();
        var begun = tools.scene().now();
        var parcels =
                outbox.take(Set.of(code), asOf, begun.plus(tools.settings().lease()), limit);
        var round = new Round(tools, code, asOf, begun, parcels, () -> paused.contains(code), watch);
        var receipts = new ArrayList<Receipt>(parcels.size());
        try {
            round.work(receipts);
        } finally {
            settle(receipts);
        }
        if (round.isInterrupted()) {
            watch.interrupted();
        }
        return round;
    }

    private void settle(List<Receipt> receipts) {
        if (receipts.isEmpty()) {
            return;
        }
        var kept = settled(receipts);
        for (var i = 0; i < kept.size(); i++) {
            if (!kept.get(i)) {
                LOG.warn(
                        "{} took longer than its lease; it may be repeated by somebody else, with the same keys.",
                        receipts.get(i).parcel().key());
            }
        }
    }

    private List<Boolean> settled(List<Receipt> receipts) {
        for (var i = 1; ; i++) {
            try {
                return tools.scene().store().outbox().settle(receipts);
            } catch (StoreFailed failed) {
                if (i >= TRIES || !failed.isWorthRepeating()) {
                    throw failed;
                }
            }
        }
    }

    /** The codes of the handlers that are here. */
    public Set<String> handlers() {
        return tools.handlers().codes();
    }

    /**
     * Takes nothing to this handler any more, on this node and until {@link #resume} or a restart. What a thread has begun
     * ends; everything else waits.
     *
     * @throws InvalidInput if there is no such handler
     */
    public void pause(String handler) {
        tools.handlers().get(handler);
        paused.add(handler);
    }

    /**
     * Goes on with a handler.
     *
     * @throws InvalidInput if there is no such handler
     */
    public void resume(String handler) {
        tools.handlers().get(handler);
        paused.remove(handler);
        bell(handler).ring();
    }

    /** The handlers that are paused on this node. */
    public SortedSet<String> paused() {
        return new TreeSet<>(paused);
    }

    /**
     * Parcels that were given up, oldest first, with the reason. Each stops its line: that card and handler.
     *
     * @throws InvalidInput if the limit is below 0
     */
    public List<Parcel> dead(int limit) {
        if (limit < 0) {
            throw new InvalidInput(
                    "The number of dead letters that are asked for is at least 0, but is " + limit + ".");
        }
        return tools.scene().store().outbox().dead(limit);
    }

    /** Has a dead letter tried once more, now; if that fails, it is dead again. False if it is not dead (any more). */
    public boolean retry(Parcel dead) {
        var revived = tools.scene().store().outbox().revive(dead, tools.scene().now());
        written(List.of(dead));
        return revived;
    }

    /** Gives a dead letter up for good, so that its line goes on. False if it is not dead (any more). */
    public boolean drop(Parcel dead) {
        var dropped = tools.scene().store().outbox().drop(dead);
        if (dropped) {
            LOG.warn(
                    "{} was dropped by hand; {} effects are never carried out.",
                    dead.key(),
                    dead.effects().size());
        }
        written(List.of(dead));
        return dropped;
    }

    /** How much waits, of all handlers. */
    public Backlog backlog() {
        return tools.scene().store().outbox().backlog(tools.scene().now());
    }

    /**
     * How many parcels wait for handlers that are not here, by code. They are kept until a node has such a handler; one
     * that will never come back can be replaced by {@link LogHandler#named}.
     */
    public SortedMap<String, Long> unclaimed() {
        return unclaimed(backlog());
    }

    /** Of this backlog, what waits for handlers that are not here. */
    public SortedMap<String, Long> unclaimed(Backlog backlog) {
        var unclaimed = new TreeMap<>(backlog.byHandler());
        unclaimed.keySet().removeAll(handlers());
        return unclaimed;
    }

    /** Begins to work in the background; does nothing if it has begun. */
    public synchronized void start() {
        if (crew == null) {
            crew = new Crew(this, tools.settings());
        }
    }

    /**
     * Ends the work in the background: lets calls that are under way come to their end, interrupts them if they take
     * longer than {@link DeliverySettings#stopWithin()}, and gives back what was not begun. It can be begun again.
     */
    public void stop() {
        Crew leaving;
        synchronized (this) {
            leaving = crew;
            crew = null;
        }
        if (leaving != null) {
            leaving.leave();
        }
    }

    /** Whether it works in the background, with all its threads. */
    public synchronized boolean isRunning() {
        return crew != null && crew.isComplete();
    }

    DeliverySettings settings() {
        return tools.settings();
    }

    /** How many parcels a handler should get at once at least. */
    int atOnce(String handler) {
        return tools.handlers().get(handler) instanceof BatchHandler together ? together.atOnce() : 1;
    }

    Instant now() {
        return tools.scene().now();
    }

    Bell bell(String handler) {
        var bell = bells.get(handler);
        if (bell == null) {
            throw new InvalidInput("No handler has the code \"" + handler + "\".");
        }
        return bell;
    }
}
