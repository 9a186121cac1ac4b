package dev.voronka.delivery;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.MissingText;
import dev.voronka.VoronkaException;
import dev.voronka.store.Parcel;
import dev.voronka.store.Receipt;
import dev.voronka.store.StoredEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one batch of taken parcels out, for one handler. For one thread. */
final class Round {

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    /** How much of a reason is kept. */
    private static final int LONGEST_WHY = 500;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

    /** How long a handler may put an effect off at most. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(366);

    /** What some database cannot keep: a NUL, and half a character. */
    private static final Pattern UNKEEPABLE = Pattern.compile("[\\x00\\p{Cs}]");

    private final Scene scene;
    private final DeliverySettings settings;
    private final DoubleSupplier chance;
    private final Observer observer;
    private final EffectHandler handler;
    private final String code;
    private final Instant asOf;
    private final Instant begun;
    private final List<Parcel> parcels;
    private final BooleanSupplier isHeld;
    private final Watch watch;
    private @Nullable Map<CardId, Card<?>> cards;
    private int carried;
    private boolean isInterrupted;

    Round(
            Deliveries.Tools tools,
            String code,
            Instant asOf,
            Instant begun,
            List<Parcel> parcels,
            BooleanSupplier isHeld,
            Watch watch) {
        this.scene = tools.scene();
        this.settings = tools.settings();
        this.chance = tools.chance();
        this.observer = tools.observer();
        this.handler = tools.handlers().get(code);
        this.code = code;
        this.asOf = asOf;
        this.begun = begun;
        this.parcels = parcels;
        this.isHeld = isHeld;
        this.watch = watch;
    }

    /** How many parcels were taken up. */
    int taken() {
        return parcels.size();
    }

    /** How many effects were carried out. */
    int carried() {
        return carried;
    }

    /** Whether the thread was interrupted within a handler, which ends the batch. */
    boolean isInterrupted() {
        return isInterrupted;
    }

    /** Works through the batch; adds a receipt for each parcel as soon as there is one. */
    void work(List<Receipt> receipts) {
        if (handler instanceof BatchHandler together) {
            new Convoy(this, together, parcels).work(receipts);
        } else {
            parcels.forEach(p -> receipts.add(receipt(p)));
        }
    }

    /**
     * One parcel of the batch. What was not begun is given back where this is to stop, or half of the lease is over: a
     * call that begins late could last longer than the lease, and somebody else would repeat it meanwhile.
     */
    Receipt receipt(Parcel parcel) {
        if (isTooLateToBegin()) {
            return givenBack(parcel, parcel.done());
        }
        for (var done = parcel.done(); done < parcel.effects().size(); done++) {
            if (done > parcel.done() && isTooLateToGoOn()) {
                return givenBack(parcel, done);
            }
            var broken = carriedOut(parcel, parcel.effects().get(done));
            if (broken != null) {
                return receipt(parcel, done, broken);
            }
        }
        return Receipt.delivered(parcel);
    }

    boolean isTooLateToBegin() {
        return isToStop() || !scene.now().isBefore(begun.plus(settings.lease().dividedBy(2)));
    }

    boolean isTooLateToGoOn() {
        return isToStop() || !scene.now().isBefore(begun.plus(settings.lease()));
    }

    private boolean isToStop() {
        return isInterrupted || watch.isStopping() || isHeld.getAsBoolean();
    }

    Receipt givenBack(Parcel parcel, int done) {
        return Receipt.putOff(parcel, done, asOf, parcel.why());
    }

    /** Null if all went well. */
    private @Nullable Throwable carriedOut(Parcel parcel, StoredEffect stored) {
        try {
            var delivery = delivery(parcel, stored);
            if (delivery == null) {
                return null;
            }
            var measured = begins(delivery);
            return ended(parcel, measured, called(delivery));
        } catch (RuntimeException | StackOverflowError before) {
            return before;
        }
    }

    /** Null if there is nothing to carry out. */
    @Nullable
    Delivery delivery(Parcel parcel, StoredEffect stored) {
        if (isSuperseded(stored) || scene.gate().stops(stored, scene.now())) {
            return null;
        }
        var effect = Handlers.asTakenBy(handler, stored.effect());
        return new Delivery(
                scene, parcel, stored, effect, () -> card(stored.card()).map(Card::process));
    }

    Observer.Measured begins(Delivery delivery) {
        return observer.begins("voronka.delivery", Map.of("handler", code, "effect", delivery.effectCode()));
    }

    @Nullable
    Throwable ended(Parcel parcel, Observer.Measured measured, @Nullable Throwable broken) {
        if (broken == null) {
            carried++;
            measured.ends("delivered", null);
        } else {
            measured.ends(isDead(parcel, broken) ? "dead" : "put-off", broken);
        }
        return broken;
    }

    /** One call for many; what broke it as a whole is the answer for each. */
    List<? extends @Nullable Throwable> called(BatchHandler together, List<Delivery> deliveries) {
        watch.calls();
        try {
            var answers = together.deliverAll(deliveries);
            if (answers.size() != deliveries.size()) {
                throw new IllegalStateException(
                        "the handler was given " + deliveries.size() + " effects, but answered for " + answers.size());
            }
            return answers;
        } catch (InterruptedException hurried) {
            isInterrupted = true;
            return Collections.nCopies(deliveries.size(), hurried);
        } catch (Throwable broken) {
            return Collections.nCopies(deliveries.size(), broken);
        } finally {
            watch.returns();
        }
    }

    private @Nullable Throwable called(Delivery delivery) {
        watch.calls();
        try {
            handler.deliver(delivery);
            return null;
        } catch (InterruptedException hurried) {
            isInterrupted = true;
            return hurried;
        } catch (Throwable broken) {
            // Whatever it is, even an Error: let out, it would keep all other cards from this handler for ever.
            return broken;
        } finally {
            watch.returns();
        }
    }

    /**
     * A mirror shows the card as it is, and each move has one: an older one is left out if a newer one waits. It is not
     * if a newer one does not, which may be where the handler was away while the card moved on.
     */
    private boolean isSuperseded(StoredEffect stored) {
        return stored.effect() instanceof Effect.Mirror
                && !(handler instanceof LogHandler)
                && card(stored.card()).filter(c -> c.version() > stored.move()).isPresent()
                && scene.store().effects(stored.card()).stream()
                        .anyMatch(e -> e.move() > stored.move() && e.effect() instanceof Effect.Mirror);
    }

    /** As it was when first asked for in this batch; what never changes about a card, or only grows, can be read off. */
    private Optional<Card<?>> card(CardId id) {
        if (cards == null) {
            cards = new HashMap<>();
            try {
                var ids = parcels.stream().map(Parcel::card).distinct().toList();
                for (var stored : scene.store().loadAll(ids)) {
                    cards.put(stored.card().id(), stored.card());
                }
            } catch (VoronkaException unreadable) {
                LOG.debug("Cards of a batch for {} cannot be read.", code, unreadable);
            }
        }
        return Optional.ofNullable(cards.get(id));
    }

    Receipt receipt(Parcel parcel, int done, Throwable broken) {
        var now = scene.now();
        if (broken instanceof InterruptedException) {
            return Receipt.putOff(parcel, done, now, "interrupted");
        }
        var why = why(broken);
        if (isDead(parcel, broken)) {
            LOG.error("{} is given up after {} attempts: {}", parcel.key(), parcel.attempts(), why);
            LOG.debug("{} is given up.", parcel.key(), broken);
            return Receipt.dead(parcel, done, why);
        }
        var asked = broken instanceof TryLater later ? later.after() : Optional.<Duration>empty();
        var pause = asked.filter(p -> p.compareTo(SHORTEST_PAUSE) >= 0)
                .map(p -> p.compareTo(LONGEST_PAUSE) < 0 ? p : LONGEST_PAUSE)
                .orElseGet(() -> settings.pause(parcel.attempts(), chance.getAsDouble()));
        LOG.warn("{} is put off for {} after {} attempts: {}", parcel.key(), pause, parcel.attempts(), why);
        LOG.debug("{} is put off.", parcel.key(), broken);
        return Receipt.putOff(parcel, done, now.plus(pause), why);
    }

    private boolean isDead(Parcel parcel, Throwable broken) {
        return broken instanceof Undeliverable
                || broken instanceof MissingText
                || parcel.attempts() >= settings.attempts();
    }

    /** A foreign message may tell of persons, so only the place is kept. */
    private static String why(Throwable broken) {
        var message = broken instanceof VoronkaException ? broken.getMessage() : null;
        if (message == null) {
            var trace = broken.getStackTrace();
            message = broken.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
        }
        var cut = message.length() <= LONGEST_WHY ? message : message.substring(0, LONGEST_WHY - 1) + "…";
        return UNKEEPABLE.matcher(cut).replaceAll("\uFFFD");
    }
}
