package dev.voronka.process;

import dev.voronka.Effect;
import dev.voronka.Message;
import dev.voronka.Move;
import dev.voronka.Outcome;
import dev.voronka.store.Attempt;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the tests of a process have seen happen, so that the suite can name what they have not. */
public final class Seen {

    /** {@code FROM -event-> TO}. */
    public final Set<String> rows = new TreeSet<>();
    /** Codes of guards that passed. */
    public final Set<String> passed = new TreeSet<>();
    /** Codes of guards that were the only reason of a refusal. */
    public final Set<String> soleReasons = new TreeSet<>();
    /** {@code FROM/event} where the only reason was a missing right. */
    public final Set<String> rightsRefused = new TreeSet<>();
    /** Events whose only reason was the used-up limit. */
    public final Set<String> limits = new TreeSet<>();
    /** {@code STAGE/trigger} that the clock itself fired and that was taken. */
    public final Set<String> timers = new TreeSet<>();
    /** Codes of the messages of effects. */
    public final Set<String> messages = new TreeSet<>();
    /** Simple names of the effects' classes. */
    public final Set<String> effects = new TreeSet<>();

    void note(Outcome<?> outcome, String event) {
        if (outcome instanceof Outcome.Moved<?> moved) {
            taken(moved.move(), event, moved.effects());
        } else if (outcome instanceof Outcome.Stayed<?> stayed) {
            taken(stayed.move(), event, stayed.effects());
        } else if (outcome instanceof Outcome.Refused<?> refused
                && refused.reasons().size() == 1) {
            sole(refused.card().stage().name(), event, refused.reasons().get(0).guard());
        }
    }

    private void sole(String stage, String event, String guard) {
        soleReasons.add(guard);
        if (guard.equals("actor-has-the-right")) {
            rightsRefused.add(stage + "/" + event);
        }
        if (guard.equals("at-most")) {
            limits.add(event);
        }
    }

    void taken(Move move, String event, List<? extends Effect> made) {
        if (move.from() == null) {
            return;
        }
        rows.add(move.from().name() + " -" + event + "-> " + move.to().name());
        passed.addAll(move.passed());
        if (move.actor().id().equals("timer")) {
            timers.add(move.from().name() + "/" + event);
        }
        made.forEach(effect -> {
            effects.add(effect.getClass().getSimpleName());
            message(effect);
        });
    }

    void refusedTimer(Attempt attempt, String stage) {
        if (attempt.reasons().size() == 1) {
            sole(stage, attempt.trigger(), attempt.reasons().get(0).guard());
        }
    }

    private void message(Effect effect) {
        Message message = null;
        if (effect instanceof Effect.Tell tell) {
            message = tell.message();
        } else if (effect instanceof Effect.Write write) {
            message = write.message();
        } else if (effect instanceof Effect.Task task) {
            message = task.message();
        } else if (effect instanceof Effect.Comment comment) {
            message = comment.message();
        } else if (effect instanceof Effect.Appointment appointment) {
            message = appointment.message();
        }
        if (message != null) {
            messages.add(message.code());
        }
    }
}
