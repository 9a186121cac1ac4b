package dev.voronka.run;

import dev.voronka.Actor;
import dev.voronka.Alarm;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.InvalidInput;
import dev.voronka.Outcome;
import dev.voronka.Reason;
import dev.voronka.Visit;
import dev.voronka.store.Attempt;
import dev.voronka.store.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the timers of one process go off and wakes its cards up. */
final class Alarms<D> {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    /** For how long other nodes leave a card alone that one has taken up. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final int BATCH = 200;

    private final Host host;
    private final Shell<D> shell;

    Alarms(Host host, Shell<D> shell) {
        this.host = host;
        this.shell = shell;
    }

    /**
     * Lets go off what is due now, one by one for each card; returns how many did. A card on which nothing could be done
     * is left for a later call.
     */
    int goOff() {
        var now = host.now();
        var done = 0;
        while (true) {
            var due = host.store().takeDue(Set.of(shell.process().code()), now, now.plus(LEASE), BATCH);
            for (var stored : due) {
                done += goesOff(shell.card(stored.card().id()), now);
            }
            if (due.isEmpty()) {
                return done;
            }
        }
    }

    private int goesOff(Card<D> card, Instant now) {
        if (card.visit().nextTimer().filter(t -> !t.isAfter(now)).isEmpty()) {
            return 0;
        }
        try {
            return card.isOnHold()
                    ? wakesUp(card)
                    : fires(card, card.visit().firstTimer().orElseThrow());
        } catch (Exception | StackOverflowError | LinkageError | AssertionError crashed) {
            LOG.error(
                    "A timer of card {} of {} crashed; it will be tried again at the next call.",
                    card.id(),
                    card.process(),
                    crashed);
            return 0;
        }
    }

    private int wakesUp(Card<D> card) {
        var outcome = shell.fire(card.id(), new CommonTrigger.Resume(), Actor.TIMER, Terms.expecting(card.version()));
        return outcome.isTaken() ? 1 : 0;
    }

    private int fires(Card<D> card, Alarm alarm) {
        var timer = shell.process()
                .forCard(card)
                .stage(card.stage().name())
                .flatMap(s -> s.timers().stream()
                        .filter(t -> t.trigger().equals(alarm.code()))
                        .findFirst())
                .orElseThrow(() -> new InvalidInput("Card " + card.id() + " has a timer " + alarm.code()
                        + " that stage " + card.stage().name() + " of " + card.process() + " no longer has."));
        var outcome = shell.fire(card.id(), timer.fires().get(), Actor.TIMER, Terms.expecting(card.version()));
        if (outcome instanceof Outcome.Refused<D> refused) {
            return isSilenced(card, alarm, refused.reasons()) ? 1 : 0;
        }
        return outcome.isTaken() ? 1 : 0;
    }

    private boolean isSilenced(Card<D> card, Alarm alarm, List<Reason> reasons) {
        var visit = card.visit();
        var rung = new TreeSet<>(visit.rung());
        rung.add(alarm.code());
        var silent = new Visit(
                visit.enteredAt(),
                visit.alarms().stream().filter(a -> !a.equals(alarm)).toList(),
                rung,
                visit.hold(),
                visit.begunBy());
        var after = card.visit(silent);
        var attempt = new Attempt(card.id(), host.now(), Actor.TIMER, alarm.code(), reasons);
        return host.store().rung(new Rung(card, after, host.nextDue(after), List.of(), List.of(), List.of(attempt)));
    }
}
