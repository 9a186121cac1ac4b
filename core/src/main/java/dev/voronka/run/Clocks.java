package dev.voronka.run;

import dev.voronka.Actor;
import dev.voronka.Alarm;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Outcome;
import dev.voronka.Reason;
import dev.voronka.StageSpec;
import dev.voronka.Visit;
import dev.voronka.deadline.Alarms;
import dev.voronka.deadline.Ladder;
import dev.voronka.store.Attempt;
import dev.voronka.store.Rung;
import dev.voronka.store.RungLine;
import dev.voronka.store.StoredCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what a due card of one process needs: waking up, a timer, a rung. Of a timer and the highest due rung the earlier
 * one comes first, of equal ones the timer, which may end the visit and with it the ladder.
 */
final class Clocks<D> {

    private static final Logger LOG = LoggerFactory.getLogger(Clocks.class);

    private final Host host;
    private final Shell<D> shell;

    Clocks(Host host, Shell<D> shell) {
        this.host = host;
        this.shell = shell;
    }

    Todo todo(StoredCard stored, Instant now) {
        var card = shell.typed(stored.card());
        var stage = stageOf(card);
        if (stage == null) {
            LOG.warn(
                    "Card {} of {} is in stage {}, which the process no longer has: its clocks stand still until it "
                            + "is remapped. Funnel.stranded() lists such cards.",
                    card.id(),
                    card.process(),
                    card.stage().name());
            return new Todo.Notes(new Rung(card, card, null, List.of(), List.of(), List.of()), false);
        }
        var visit = card.visit();
        if (visit.hold() != null) {
            return visit.hold().until().isAfter(now) ? setRight(card) : wakesUp(stored);
        }
        var timer = visit.firstTimer().filter(t -> !t.at().isAfter(now)).orElse(null);
        var rungs = host.ladder(card).due(visit, now, host.calendar(card));
        if (timer != null
                && (rungs.isEmpty()
                        || !timer.at().isAfter(rungs.get(rungs.size() - 1).at()))) {
            return goesOff(stored, stage, timer, now);
        }
        return rungs.isEmpty() ? setRight(card) : escalates(stored, stage, rungs, now);
    }

    private @Nullable StageSpec<D> stageOf(Card<D> card) {
        return shell.process().forCard(card).stage(card.stage().name()).orElse(null);
    }

    /** The clock in the store was another one, of another ladder for instance. */
    private Todo setRight(Card<D> card) {
        return new Todo.Notes(new Rung(card, card, host.nextDue(card), List.of(), List.of(), List.of()), false);
    }

    private Todo wakesUp(StoredCard stored) {
        var drawn = shell.draw(stored, new CommonTrigger.Resume(), Actor.TIMER, Shell.Extras.NONE);
        if (drawn.commit() == null) {
            throw new InvalidInput("The hold is over, but the card cannot be resumed: "
                    + drawn.outcome().message());
        }
        return new Todo.Moves(drawn.commit(), stored.hasSignals());
    }

    private Todo goesOff(StoredCard stored, StageSpec<D> stage, Alarm alarm, Instant now) {
        var card = shell.typed(stored.card());
        var timer = stage.timers().stream()
                .filter(t -> t.trigger().equals(alarm.code()))
                .findFirst();
        if (timer.isEmpty()) {
            LOG.warn(
                    "Card {} has a timer {} that stage {} of {} no longer has; it is put out.",
                    card.id(),
                    alarm.code(),
                    card.stage().name(),
                    card.process());
            return silenced(card, alarm, List.of(Reason.of("expected-here")), now);
        }
        var drawn = shell.draw(stored, timer.get().fires().get(), Actor.TIMER, Shell.Extras.NONE);
        if (drawn.commit() != null) {
            return new Todo.Moves(drawn.commit(), stored.hasSignals());
        }
        var again = drawn.again();
        return again != null && again.isAfter(now)
                ? putOff(card, alarm, again, drawn.reasons(), now)
                : silenced(card, alarm, drawn.reasons(), now);
    }

    private Todo silenced(Card<D> card, Alarm alarm, List<Reason> reasons, Instant now) {
        var visit = card.visit();
        var gone = new TreeSet<>(visit.rung());
        gone.add(alarm.code());
        return refused(card, visit.with(without(visit, alarm), gone), alarm, reasons, now);
    }

    private Todo putOff(Card<D> card, Alarm alarm, Instant again, List<Reason> reasons, Instant now) {
        var visit = card.visit();
        var alarms = new ArrayList<>(without(visit, alarm));
        alarms.add(new Alarm(alarm.code(), again, alarm.fromEntry()));
        return refused(card, visit.with(alarms, visit.rung()), alarm, reasons, now);
    }

    private Todo refused(Card<D> card, Visit visit, Alarm alarm, List<Reason> reasons, Instant now) {
        var after = card.visit(visit);
        var attempt = new Attempt(card.id(), now, Actor.TIMER, alarm.code(), reasons);
        return new Todo.Notes(new Rung(card, after, host.nextDue(after), List.of(), List.of(), List.of(attempt)), true);
    }

    private static List<Alarm> without(Visit visit, Alarm alarm) {
        return visit.alarms().stream().filter(a -> !a.equals(alarm)).toList();
    }

    /** The highest of the due rungs acts, the others are passed over: after downtime nobody is told the same twice. */
    private Todo escalates(StoredCard stored, StageSpec<D> stage, List<Ladder.Due> rungs, Instant now) {
        var card = shell.typed(stored.card());
        var top = rungs.get(rungs.size() - 1);
        var visit = card.visit();
        var gone = new TreeSet<>(visit.rung());
        var lines = new ArrayList<RungLine>();
        for (var due : rungs) {
            gone.add(due.rung().code());
            var fate = due.equals(top) ? RungLine.Fate.ACTED : RungLine.Fate.SKIPPED;
            lines.add(new RungLine(card.id(), visit.begunBy(), due.rung().code(), due.at(), now, fate));
        }
        var escalations = new Escalations(host, shell.process().forCard(card));
        var measures = escalations.measures(card, stage, top, now);
        var refusals = new ArrayList<Attempt>();
        var effects = new ArrayList<Effect>(measures.effects());
        var moving = measures.moving();
        var rung = top.rung().code();
        if (moving != null) {
            var extras = new Shell.Extras(effects, measures.rings(), gone);
            var drawn = shell.draw(stored, moving, Actor.TIMER, extras);
            if (drawn.commit() != null) {
                var decided = host.decided(card, card.version() + 1, rung, now, measures.ruled());
                return new Todo.Moves(drawn.commit().logging(lines).deciding(decided), stored.hasSignals());
            }
            refusals.add(new Attempt(card.id(), now, Actor.TIMER, drawn.event(), drawn.reasons()));
        }
        measures.nobody()
                .ifPresent(r -> refusals.add(new Attempt(card.id(), now, Actor.TIMER, "reassign", List.of(r))));
        var after = card.visit(visit.with(visit.alarms(), gone));
        // The part grows with each rung of a version, whatever becomes of the ladder.
        var parcels = host.parcels(after, gone.size(), effects);
        var decided = host.decided(card, card.version(), rung, now, measures.ruled());
        return new Todo.Notes(new Rung(card, after, host.nextDue(after), parcels, lines, refusals, decided), true);
    }

    /** The card with its alarms as the calendar wants them now. */
    Todo corrected(Card<?> seen, Instant now) {
        var card = shell.typed(seen);
        var stage = stageOf(card);
        if (stage == null) {
            return setRight(card);
        }
        var visit = card.visit();
        var alarms = Alarms.afterCorrection(stage, visit, card.data(), now, host.calendar(card));
        var after = card.visit(visit.with(alarms, visit.rung()));
        return new Todo.Notes(
                new Rung(card, after, host.nextDue(after), List.of(), List.of(), List.of()),
                !after.visit().equals(visit));
    }

    /** Why something was not taken. */
    static List<Reason> reasons(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused ? refused.reasons() : List.of(Reason.of("expected-here"));
    }
}
