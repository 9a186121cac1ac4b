package dev.voronka.process;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.Forcing;
import dev.voronka.Outcome;
import dev.voronka.Reason;
import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import dev.voronka.Trigger;
import dev.voronka.deadline.Ladder;
import dev.voronka.engine.Engines;
import dev.voronka.people.Directory;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import dev.voronka.store.RoundTrip;
import dev.voronka.store.StoredEffect;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process on a test bed: a real voronka in memory, a clock moved by hand that starts on Monday 23 November 2026 at
 * 10:00 in Moscow, and a record of what was {@link Seen}. Fire through the bed, not through the funnel, so that the suite
 * sees it.
 */
public final class Bed<T extends Trigger, D> {

    public static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    public static final ZonedDateTime MONDAY_TEN = ZonedDateTime.of(2026, 11, 23, 10, 0, 0, 0, MOSCOW);
    private static final Map<String, Seen> SEEN = new HashMap<>();

    public final MovableClock clock = new MovableClock(MONDAY_TEN);
    public final Voronka voronka;
    public final Funnel<T, D> funnel;
    private final Seen seen;
    private final RoundTrip stored;
    private final List<CardId> opened = new ArrayList<>();

    public Bed(SalesProcess<T, D> process, Directory people) {
        this(process, Voronka.builder().people(people));
    }

    public Bed(SalesProcess<T, D> process, Voronka.Builder builder) {
        // a process is seen by its own timers only; the ladder has tests of its own
        this.voronka =
                builder.clock(clock).engine(Engines.TABLE).ladder(Ladder.none()).build();
        this.funnel = voronka.funnel(Forcing.apply(process));
        this.seen = seen(process.code());
        // Stored once is enough: with a guard forced the same values would only be stored again.
        this.stored = Forcing.isOn() ? null : new RoundTrip(funnel.process());
    }

    /** What the tests of this process have seen since the last {@link #forget}. */
    public static Seen seen(String process) {
        return SEEN.computeIfAbsent(process, p -> new Seen());
    }

    public static void forget(String process) {
        SEEN.remove(process);
    }

    public Card<D> open(D data, Actor actor) {
        var card = funnel.open(data, actor);
        opened.add(card.id());
        return card;
    }

    public Outcome<D> fire(Card<D> card, T trigger, Actor actor) {
        return noted(funnel.fire(card.id(), trigger, actor), trigger);
    }

    public Outcome<D> fire(Card<D> card, CommonTrigger trigger, Actor actor) {
        return noted(funnel.fire(card.id(), trigger, actor), trigger);
    }

    private Outcome<D> noted(Outcome<D> outcome, Trigger trigger) {
        if (stored != null) {
            stored.outcome(outcome);
        }
        seen.note(outcome, SalesProcess.eventOf(trigger));
        return outcome;
    }

    /** Codes of the guards that refused; fails if the trigger was not refused. */
    public List<String> refusal(Outcome<D> outcome) {
        if (outcome instanceof Outcome.Refused<D> refused) {
            refused.reasons(Texts.RUSSIAN);
            return refused.reasons().stream().map(Reason::guard).toList();
        }
        throw new AssertionError("expected a refusal, but: " + outcome.message());
    }

    /** The card as it is now. */
    public Card<D> now(Card<D> card) {
        return funnel.card(card.id());
    }

    /** Moves the clock on and lets go off what is due then. */
    public int later(Duration by) {
        clock.advance(by);
        return goOff();
    }

    /** Moves the clock to a moment and lets go off what is due then. */
    public int at(ZonedDateTime moment) {
        clock.set(moment.toInstant());
        return goOff();
    }

    private int goOff() {
        var before = new HashMap<CardId, Integer>();
        var attempts = new HashMap<CardId, Integer>();
        opened.forEach(id -> before.put(id, funnel.history(id).size()));
        opened.forEach(id -> attempts.put(id, funnel.attempts(id).size()));
        var done = voronka.fireDue();
        for (var id : opened) {
            var history = funnel.history(id);
            history.subList(before.get(id), history.size())
                    .forEach(move ->
                            seen.taken(move, SalesProcess.eventOf(move.payload()), effectsOf(id, move.number())));
            var tried = funnel.attempts(id);
            tried.subList(attempts.get(id), tried.size())
                    .forEach(a -> seen.refusedTimer(a, funnel.card(id).stage().name()));
        }
        return done;
    }

    private List<Effect> effectsOf(CardId id, long move) {
        return funnel.effects(id).stream()
                .filter(e -> e.move() == move)
                .map(StoredEffect::effect)
                .toList();
    }

    /** The effects of the card's last move. */
    public List<Effect> lastEffects(Card<D> card) {
        return effectsOf(card.id(), now(card).version());
    }

    /** Effects of the card's last move as they are said in Russian: {@code tell e17: …}. For assertions on text. */
    public List<String> lastMessages(Card<D> card) {
        var texts = funnel.process().texts();
        return lastEffects(card).stream()
                .map(e -> {
                    if (e instanceof Effect.Tell t) {
                        return "tell " + t.to() + ": " + t.message().text(texts, Texts.RUSSIAN);
                    }
                    if (e instanceof Effect.Write w) {
                        return "write " + w.to() + ": " + w.message().text(texts, Texts.RUSSIAN);
                    }
                    if (e instanceof Effect.Task t) {
                        return "task " + t.to() + ": " + t.message().text(texts, Texts.RUSSIAN);
                    }
                    if (e instanceof Effect.Comment c) {
                        return "comment: " + c.message().text(texts, Texts.RUSSIAN);
                    }
                    return e.toString();
                })
                .toList();
    }
}
