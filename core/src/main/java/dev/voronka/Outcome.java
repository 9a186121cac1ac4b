package dev.voronka;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What became of a trigger. Sealed: read it with {@link #fold}, or with a pattern switch where the language has one.
 *
 * @param <D> the data of the card
 */
public sealed interface Outcome<D> {

    /** The card as it is now. */
    Card<D> card();

    /** What happened, in English and without personal data: for logs and exceptions. */
    String message();

    /** The card began a new visit, in another stage or in the same one. */
    record Moved<D>(Card<D> card, Move move, List<Effect> effects) implements Outcome<D> {
        /** Keeps an unmodifiable copy. */
        public Moved {
            effects = List.copyOf(effects);
        }

        @Override
        public String message() {
            return name(card) + " moved from " + move.from() + " to " + move.to() + " by " + move.trigger() + ".";
        }
    }

    /** The trigger was taken and the card stayed in its visit: an amendment, a hold, a note. */
    record Stayed<D>(Card<D> card, Move move, List<Effect> effects) implements Outcome<D> {
        /** Keeps an unmodifiable copy. */
        public Stayed {
            effects = List.copyOf(effects);
        }

        @Override
        public String message() {
            return name(card) + " took " + move.trigger() + " and stayed in "
                    + card.stage().name() + ".";
        }
    }

    /**
     * Guards said no; nothing changed.
     *
     * @param trigger the stored name of the trigger
     * @param reasons all that said no, in the order of the row
     */
    record Refused<D>(Card<D> card, String trigger, List<Reason> reasons, Texts texts) implements Outcome<D> {
        /** Keeps an unmodifiable copy. */
        public Refused {
            reasons = List.copyOf(reasons);
        }

        /** The reasons in plain words. */
        public List<String> reasons(Locale language) {
            return reasons.stream()
                    .map(r ->
                            texts.text("guard." + r.guard(), language, r.args().toArray()))
                    .toList();
        }

        @Override
        public String message() {
            return name(card) + " is in " + card.stage().name() + " and refused " + trigger + ": "
                    + String.join(", ", reasons.stream().map(Reason::guard).toList())
                    + ". Mend that and fire it again.";
        }
    }

    /**
     * The stage does not know this trigger; nothing changed.
     *
     * @param trigger the stored name of the trigger
     * @param expected stored names of the triggers that the stage knows
     * @param handledIn names of the stages that know this trigger
     */
    record NotExpected<D>(Card<D> card, String trigger, List<String> expected, List<String> handledIn, Texts texts)
            implements Outcome<D> {
        /** Keeps unmodifiable copies. */
        public NotExpected {
            expected = List.copyOf(expected);
            handledIn = List.copyOf(handledIn);
        }

        /** The titles of the triggers that the stage knows. */
        public List<String> expected(Locale language) {
            return expected.stream()
                    .map(code -> texts.text("trigger." + code, language))
                    .toList();
        }

        @Override
        public String message() {
            return name(card) + " is in " + card.stage().name() + "; " + trigger + " is "
                    + (handledIn.isEmpty()
                            ? "expected in no stage"
                            : "expected only in " + String.join(", ", handledIn))
                    + ". Expected here: " + (expected.isEmpty() ? "nothing" : String.join(", ", expected)) + ".";
        }
    }

    /**
     * Somebody else has changed the card meanwhile; nothing changed now.
     *
     * @param card the card as that somebody left it
     * @param lastMove that change
     */
    record Stale<D>(Card<D> card, Move lastMove) implements Outcome<D> {

        /** The id of who changed it. */
        public String by() {
            return lastMove.actor().id();
        }

        @Override
        public String message() {
            return name(card) + " was changed meanwhile: it is at version " + card.version()
                    + " now. Look at it again and decide anew.";
        }
    }

    /** Reads the outcome, one function for each form that it may have. */
    default <R> R fold(
            Function<? super Moved<D>, ? extends R> moved,
            Function<? super Stayed<D>, ? extends R> stayed,
            Function<? super Refused<D>, ? extends R> refused,
            Function<? super NotExpected<D>, ? extends R> notExpected,
            Function<? super Stale<D>, ? extends R> stale) {
        if (this instanceof Moved<D> m) {
            return moved.apply(m);
        }
        if (this instanceof Stayed<D> s) {
            return stayed.apply(s);
        }
        if (this instanceof Refused<D> r) {
            return refused.apply(r);
        }
        if (this instanceof NotExpected<D> n) {
            return notExpected.apply(n);
        }
        return stale.apply((Stale<D>) this);
    }

    /** Whether the trigger was taken: moved or stayed. */
    default boolean isTaken() {
        return this instanceof Moved || this instanceof Stayed;
    }

    /**
     * The card after a trigger that was taken.
     *
     * @throws NotTaken if it was refused, not expected or stale
     */
    default Card<D> orThrow() {
        if (isTaken()) {
            return card();
        }
        throw new NotTaken(this);
    }

    private static String name(Card<?> card) {
        return "Card " + card.id() + " of " + card.process();
    }
}
