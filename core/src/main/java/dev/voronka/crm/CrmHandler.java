package dev.voronka.crm;

import dev.voronka.Addressee;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.delivery.BatchHandler;
import dev.voronka.delivery.Delivery;
import dev.voronka.delivery.TryLater;
import dev.voronka.delivery.Undeliverable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes effects to a CRM: shows cards, remarks on them, gives tasks and tells employees there, as far as the CRM can. Works
 * on the node only that has the turn. Thread-safe.
 */
public final class CrmHandler implements BatchHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CrmHandler.class);

    /** How long a picture waits that somebody there has disturbed twice. */
    private static final Duration DISTURBED = Duration.ofSeconds(5);

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

    private final CrmSync sync;
    private final Table table;

    CrmHandler(CrmSync sync, Table table) {
        this.sync = sync;
        this.table = table;
    }

    @Override
    public String code() {
        return table.crm().system();
    }

    @Override
    public boolean takes(Effect effect) {
        var can = table.crm().capabilities();
        return effect instanceof Effect.Mirror
                || (effect instanceof Effect.Comment && can.comments())
                || (effect instanceof Effect.Tell && can.notices())
                || ((effect instanceof Effect.Task
                                || effect instanceof Effect.Appointment
                                || effect instanceof Effect.CancelTasks)
                        && can.tasks());
    }

    @Override
    public boolean isOnDuty() {
        return sync.isOnDuty();
    }

    @Override
    public int atOnce() {
        return table.crm().atOnce();
    }

    @Override
    public List<@Nullable Exception> deliverAll(List<Delivery> deliveries) {
        return sync.alone(() -> delivered(deliveries));
    }

    private List<@Nullable Exception> delivered(List<Delivery> deliveries) {
        var answers = new @Nullable Exception[deliveries.size()];
        var notHere = showUnknown(deliveries);
        var shows = new LinkedHashMap<Integer, Card<?>>();
        var errands = new LinkedHashMap<Integer, Errand>();
        for (var i = 0; i < deliveries.size(); i++) {
            try {
                var delivery = deliveries.get(i);
                if (delivery.effect() instanceof Effect.Mirror) {
                    shows.put(
                            i,
                            delivery.card()
                                    .orElseThrow(() -> new Undeliverable("The card is gone; drop what waits for it.")));
                } else {
                    var errand = notHere.contains(delivery.cardId()) && delivery.effect() instanceof Effect.Comment
                            ? null
                            : errand(delivery);
                    if (errand != null) {
                        errands.put(i, errand);
                    }
                }
            } catch (RuntimeException unfit) {
                answers[i] = unfit;
            }
        }
        show(shows, answers);
        carryOut(errands, answers);
        var all = new ArrayList<@Nullable Exception>(answers.length);
        Collections.addAll(all, answers);
        return all;
    }

    /**
     * Shows the cards that something is to be said about and that have no record yet: the mirror before was left out, since
     * a newer one waits behind what is to be said.
     *
     * @return those that this CRM does not show at all
     */
    private Set<CardId> showUnknown(List<Delivery> deliveries) {
        var unknown = new LinkedHashMap<CardId, Card<?>>();
        for (var delivery : deliveries) {
            if (delivery.effect() instanceof Effect.Comment && table.ref(delivery.cardId()) == null) {
                table.desk().card(delivery.cardId()).ifPresent(c -> unknown.put(c.id(), c));
            }
        }
        var notHere = new HashSet<CardId>();
        if (!unknown.isEmpty()) {
            try {
                sync.mirroring().show(List.copyOf(unknown.values()), false).stream()
                        .filter(s -> s.carried() instanceof Carried.Done)
                        .forEach(s -> notHere.add(s.card().id()));
            } catch (CrmFailed failed) {
                LOG.debug("Cards could not be shown before something is said about them.", failed);
            }
        }
        return notHere;
    }

    private void show(Map<Integer, Card<?>> shows, @Nullable Exception[] answers) {
        if (shows.isEmpty()) {
            return;
        }
        var places = List.copyOf(shows.keySet());
        try {
            var shown = sync.mirroring().show(List.copyOf(shows.values()), false);
            for (var i = 0; i < places.size(); i++) {
                answers[places.get(i)] = settled(shown.get(i), true);
            }
        } catch (CrmFailed failed) {
            places.forEach(p -> answers[p] = told(failed));
        }
    }

    /** Null if it is shown. A record that somebody has moved meanwhile is judged first, and then shown once more. */
    private @Nullable Exception settled(Mirroring.Shown shown, boolean again) {
        var carried = shown.carried();
        if (carried instanceof Carried.Failed failed) {
            return told(failed.why());
        }
        try {
            if (carried instanceof Carried.Gone gone) {
                sync.reconciler().gone(gone.record());
                return null;
            }
            if (carried instanceof Carried.Differs differs) {
                if (!again) {
                    return new TryLater("Record " + differs.now().id() + " was moved there again.", DISTURBED, null);
                }
                sync.reconciler().differing(shown.card().id(), differs.now());
                var card = table.desk().card(shown.card().id()).orElse(null);
                return card == null
                        ? null
                        : settled(sync.mirroring().show(List.of(card), false).get(0), false);
            }
            return null;
        } catch (CrmFailed failed) {
            return told(failed);
        }
    }

    private void carryOut(Map<Integer, Errand> errands, @Nullable Exception[] answers) {
        if (errands.isEmpty()) {
            return;
        }
        var places = List.copyOf(errands.keySet());
        try {
            var carried = table.crm().carryOut(List.copyOf(errands.values()));
            for (var i = 0; i < places.size(); i++) {
                answers[places.get(i)] = carried.get(i) instanceof Carried.Failed failed ? told(failed.why()) : null;
            }
        } catch (CrmFailed failed) {
            places.forEach(p -> answers[p] = told(failed));
        }
    }

    private static Exception told(CrmFailed failed) {
        var why = String.valueOf(failed.getMessage());
        return failed.isWorthRepeating()
                ? new TryLater(why, failed.after().orElse(null), failed)
                : new Undeliverable(why, failed);
    }

    /** Null for what is to be said on a record that is no more. */
    private @Nullable Errand errand(Delivery delivery) {
        var effect = delivery.effect();
        var card = delivery.cardId();
        var ref = table.ref(card);
        var record = ref == null || table.sight(ref).lost() != null ? null : ref.id();
        if (effect instanceof Effect.CancelTasks) {
            return new Errand.TakeBack(card, record);
        }
        var text = text(delivery);
        if (effect instanceof Effect.Comment) {
            if (table.sight(ref).lost() != null) {
                return null;
            }
            if (record == null) {
                throw new TryLater("Card " + card + " has no record yet to remark on.");
            }
            return new Errand.Remark(card, record, text, delivery.key());
        }
        if (effect instanceof Effect.Tell tell) {
            return new Errand.Notice(card, record, employee(delivery, tell.to()), text, delivery.key());
        }
        if (effect instanceof Effect.Task task) {
            return give(delivery, record, task.to(), text, task.due());
        }
        var appointment = (Effect.Appointment) effect;
        var when = WHEN.format(appointment.start()) + ", " + appointment.place();
        return give(
                delivery,
                record,
                appointment.to(),
                table.words().say("appointment", text, when),
                appointment.start().toInstant());
    }

    private static Errand give(
            Delivery delivery, @Nullable String record, Addressee to, String text, @Nullable Instant due) {
        return new Errand.Give(delivery.cardId(), record, employee(delivery, to), text, due, delivery.key());
    }

    private String text(Delivery delivery) {
        var message = delivery.message()
                .orElseThrow(() -> new Undeliverable("A " + delivery.effectCode() + " says nothing."));
        return delivery.text(
                table.words().withName(message, table.crm()), table.words().language());
    }

    private static String employee(Delivery delivery, Addressee to) {
        return delivery.employee(to)
                .orElseThrow(() -> new Undeliverable("Nobody is meant by " + to
                        + ": the card has no owner, or the directory has nobody in that role."));
    }
}
