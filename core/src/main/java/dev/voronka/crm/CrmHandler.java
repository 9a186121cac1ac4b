package dev.voronka.crm;

import dev.voronka.Addressee;
import dev.voronka.Card;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes effects to a CRM: shows cards, remarks on them, gives tasks and tells employees there, as far as the CRM can. Works
 * on the node only that has the turn. Thread-safe.
 */
public final class CrmHandler implements BatchHandler {

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
    public List<@Nullable Exception> deliverAll(List<Delivery> deliveries) {
        return sync.alone(() -> delivered(deliveries));
    }

    private List<@Nullable Exception> delivered(List<Delivery> deliveries) {
        var answers = new @Nullable Exception[deliveries.size()];
        var shows = new LinkedHashMap<Integer, Card<?>>();
        for (var i = 0; i < deliveries.size(); i++) {
            var delivery = deliveries.get(i);
            if (delivery.effect() instanceof Effect.Mirror || isRemarkOnNothing(delivery)) {
                try {
                    shows.put(
                            i,
                            delivery.card()
                                    .orElseThrow(() -> new Undeliverable("The card is gone; drop what waits for it.")));
                } catch (RuntimeException unfit) {
                    answers[i] = unfit;
                }
            }
        }
        show(shows, answers);
        carryOut(errands(deliveries, answers), answers);
        var all = new ArrayList<@Nullable Exception>(answers.length);
        Collections.addAll(all, answers);
        return all;
    }

    /**
     * A picture that a newer one supersedes is left out, and the newer one waits behind the remarks on the older: so the
     * first remark has to show the card.
     */
    private boolean isRemarkOnNothing(Delivery delivery) {
        return delivery.effect() instanceof Effect.Comment && table.ref(delivery.cardId()) == null;
    }

    private Map<Integer, Errand> errands(List<Delivery> deliveries, @Nullable Exception[] answers) {
        var errands = new LinkedHashMap<Integer, Errand>();
        for (var i = 0; i < deliveries.size(); i++) {
            var delivery = deliveries.get(i);
            // A card that is still without a record is not shown in this CRM at all.
            if (answers[i] == null && !(delivery.effect() instanceof Effect.Mirror) && !isRemarkOnNothing(delivery)) {
                try {
                    errands.put(i, errand(delivery));
                } catch (RuntimeException unfit) {
                    answers[i] = unfit;
                }
            }
        }
        return errands;
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

    private Errand errand(Delivery delivery) {
        var effect = delivery.effect();
        var card = delivery.cardId();
        var ref = table.ref(card);
        var record = ref == null ? null : ref.id();
        if (effect instanceof Effect.CancelTasks) {
            return new Errand.TakeBack(card, record);
        }
        var text = text(delivery);
        if (effect instanceof Effect.Comment) {
            return new Errand.Remark(card, Objects.requireNonNull(record), text, delivery.key());
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
