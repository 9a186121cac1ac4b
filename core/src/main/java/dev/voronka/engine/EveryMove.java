package dev.voronka.engine;

import dev.voronka.Actor;
import dev.voronka.Addressee;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.Forced;
import dev.voronka.Message;
import dev.voronka.Money;
import dev.voronka.Move;
import dev.voronka.Remapped;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.StageKind;
import dev.voronka.TextRef;
import dev.voronka.Texts;
import dev.voronka.Trigger;
import java.util.ArrayList;
import java.util.List;

/** The effects that every move has, whatever the process. Source: processes.md, conventions. */
final class EveryMove {

    /** From what amount on the head is told of a lost card. Source: a proposal, to be set by each company. */
    static final Money HEAD_IS_TOLD_ABOVE = Money.roubles(1_000_000);

    private EveryMove() {}

    static List<Effect> opened(Card<?> card, Actor actor) {
        return List.of(new Effect.Mirror(card.stage()), Effect.comment("opened", named(actor), stage(card)));
    }

    static <D> List<Effect> effects(
            SalesProcess<?, D> process, Card<D> before, Card<D> after, Move move, Trigger trigger) {
        var effects = new ArrayList<Effect>(4);
        effects.add(new Effect.Mirror(after.stage()));
        var why = why(trigger);
        var what = Message.of(
                why.isEmpty() ? "moved" : "moved-because",
                named(move.actor()),
                stageLeft(process, before),
                stage(after),
                new TextRef("trigger." + move.trigger()),
                why);
        effects.add(new Effect.Comment(what));
        if (move.spent() != null) {
            after.watchers().forEach(w -> effects.add(new Effect.Tell(new Addressee.Employee(w), what)));
        }
        if (trigger instanceof CommonTrigger.Reassign reassign) {
            effects.add(Effect.tell(reassign.to(), "reassigned", after.header().title()));
        }
        if (after.kind() == StageKind.FAIL && before.kind() != StageKind.FAIL) {
            effects.add(new Effect.CancelTasks());
            var amount = after.header().amount();
            if (amount != null
                    && amount.currency().equals(HEAD_IS_TOLD_ABOVE.currency())
                    && amount.compareTo(HEAD_IS_TOLD_ABOVE) > 0) {
                effects.add(Effect.tell(Role.HEAD, "big-loss", after.header().title(), amount));
            }
        }
        return effects;
    }

    private static String why(Trigger trigger) {
        if (trigger instanceof Remapped remapped) {
            return remapped.why();
        }
        if (trigger instanceof Forced forced) {
            return forced.why();
        }
        return trigger instanceof CommonTrigger.Fail fail ? fail.comment() : "";
    }

    /** A stage that is gone may have taken its title with it. */
    private static Object stageLeft(SalesProcess<?, ?> process, Card<?> card) {
        var stage = stage(card);
        return process.texts().find(stage.code(), Texts.RUSSIAN).isPresent()
                ? stage
                : card.stage().name();
    }

    /** The timer and the links are said in the reader's language, everybody else by id. */
    private static Object named(Actor actor) {
        return actor.equals(Actor.TIMER) || actor.equals(Actor.LINK) ? new TextRef("actor." + actor.id()) : actor.id();
    }

    private static TextRef stage(Card<?> card) {
        return new TextRef("stage." + card.stage().name());
    }
}
