package dev.voronka.delivery;

import static dev.voronka.WorkingTime.workingDays;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.Code;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.Header;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;
import dev.voronka.run.Funnel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A process whose cards say and write whatever they are told to. */
public final class Notes {

    public enum Place implements Stage {
        OPEN,
        DONE,
        DROPPED,
        REFUSED,
        STALE
    }

    public sealed interface Trigger extends dev.voronka.Trigger {}

    /** Says each word to its owner. */
    @Code("say")
    public record Say(List<String> words) implements Trigger {}

    /** Writes to a contact outside. */
    @Code("write-to")
    public record WriteTo(String contact, String words) implements Trigger {}

    @Code("finish")
    public record Finish() implements Trigger {}

    public static final Actor REP = Actor.employee("e17", Role.REP);

    public static final SalesProcess<Trigger, String> PROCESS = SalesProcess.named(
                    "notes", Place.class, Trigger.class, String.class)
            .texts(Texts.codesThemselves())
            .header(Header::of)
            .startsIn(Place.OPEN)
            .mainPath(Place.OPEN, Place.DONE)
            .stage(
                    Place.OPEN,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(1))
                            .mayFail(Place.DROPPED, Place.REFUSED, Place.STALE)
                            .on(Say.class)
                            .emitAll(m -> said(m.trigger().words()))
                            .stay()
                            .on(WriteTo.class)
                            .emit(m -> Effect.write(
                                    ContactRef.of(m.trigger().contact()),
                                    m.trigger().words()))
                            .stay()
                            .on(Finish.class)
                            .goTo(Place.DONE))
            .succeedsIn(Place.DONE)
            .failsIn(FailGroup.OTHER, Place.DROPPED, Place.REFUSED, Place.STALE)
            .build();

    private Notes() {}

    private static List<Effect> said(List<String> words) {
        var effects = new ArrayList<Effect>();
        words.forEach(w -> effects.add(Effect.tellOwner(w)));
        return effects;
    }

    /** A new card. */
    public static Card<String> card(Funnel<Trigger, String> funnel) {
        return funnel.open("note", REP);
    }

    /** Has a card say something. */
    public static void say(Funnel<Trigger, String> funnel, Card<String> card, String... words) {
        funnel.fire(card.id(), new Say(Arrays.asList(words)), REP).orThrow();
    }
}
