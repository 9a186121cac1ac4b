package dev.voronka.engine;

import dev.voronka.Actor;
import dev.voronka.Branch;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Forced;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Move;
import dev.voronka.Origin;
import dev.voronka.Outcome;
import dev.voronka.Reason;
import dev.voronka.Remapped;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.StageSpec;
import dev.voronka.Step;
import dev.voronka.StepCrashed;
import dev.voronka.TextRef;
import dev.voronka.Texts;
import dev.voronka.Trigger;
import dev.voronka.Visit;
import dev.voronka.calendar.Calendars;
import dev.voronka.calendar.WorkingCalendar;
import dev.voronka.deadline.Alarms;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a trigger: a pure function of the definition, the card, the trigger, the actor, the time and
 * the answers. It asks, stores and sends nothing. Thread-safe.
 *
 * @param <D> the data of the cards
 */
public final class Decider<D> {

    private final SalesProcess<?, D> process;
    private final Engine<D> engine;
    private final Calendars calendars;

    /** A decider for one process whose deadlines are reckoned by one calendar, whoever owns the card. */
    public Decider(SalesProcess<?, D> process, Engine<D> engine, WorkingCalendar calendar) {
        this(process, engine, Calendars.same(calendar));
    }

    /** A decider for one process whose deadlines are reckoned by the calendar of the card's owner after the move. */
    public Decider(SalesProcess<?, D> process, Engine<D> engine, Calendars calendars) {
        this.process = process;
        this.engine = engine;
        this.calendars = calendars;
    }

    /** The process that it decides about. */
    public SalesProcess<?, D> process() {
        return process;
    }

    /**
     * A new card, with the first line of its history.
     *
     * @throws StepCrashed if the header or an alarm of the definition crashes on this data
     */
    public Decision.Takes<D> open(CardId id, D data, Map<String, Object> fields, Actor actor, Instant now) {
        return open(id, data, fields, actor, actor.kind() == Actor.Kind.EMPLOYEE ? actor.id() : null, null, now);
    }

    /**
     * A new card that another card's move opens, with the first line of its history.
     *
     * @param owner who answers for it; null if nobody does yet
     * @param origin the move that opens it; null if it is opened by hand
     * @throws StepCrashed if the header or an alarm of the definition crashes on this data
     */
    public Decision.Takes<D> open(
            CardId id,
            D data,
            Map<String, Object> fields,
            Actor actor,
            @Nullable String owner,
            @Nullable Origin origin,
            Instant now) {
        var stage = specOf(process.initial().name(), id);
        Card<D> card;
        try {
            card = new Card<>(
                    id,
                    process.code(),
                    1,
                    stage.stage(),
                    stage.kind(),
                    owner,
                    data,
                    process.headerOf(data),
                    new TreeMap<>(fields),
                    Collections.emptySortedSet(),
                    new Visit(
                            now,
                            Alarms.onEntry(stage, data, now, calendars.of(owner)),
                            Collections.emptySortedSet(),
                            null),
                    Collections.emptySortedMap(),
                    null,
                    now,
                    origin);
        } catch (InvalidInput wrong) {
            throw wrong;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
            throw new StepCrashed(process.code(), stage.stage().name(), "open", "header or alarm", broken);
        }
        var move = new Move(
                id,
                1,
                process.code(),
                process.version(),
                now,
                actor,
                null,
                card.stage(),
                "open",
                new Move.Opened(data, fields, origin),
                owner,
                null,
                List.of(),
                List.of());
        return new Decision.Takes<>(card, move, true, EveryMove.opened(card, actor), List.of());
    }

    /**
     * What becomes of a trigger.
     *
     * @throws StepCrashed if a part of the definition crashes
     * @throws InvalidInput if the card is in a stage that the process does not have
     */
    public Decision<D> decide(Card<D> card, Trigger trigger, Actor actor, Instant now, Answers answers) {
        specOf(card.stage().name(), card.id());
        var event = SalesProcess.eventOf(trigger);
        var code = SalesProcess.codeOf(trigger);
        process.row(card.stage(), event)
                .filter(row -> !row.payload().isInstance(trigger))
                .ifPresent(row -> {
                    throw new InvalidInput("The trigger " + code + " of process " + process.code() + " is a "
                            + row.payload().getName() + ", but was given a "
                            + trigger.getClass().getName() + " with the same code.");
                });
        var evaluation = new Evaluation<>(process, card, trigger, code, actor, now, answers);
        var run = engine.run(card.stage(), event, evaluation);
        if (run.end() == Run.End.NO_ROW) {
            return new Decision.Declines<>(notExpected(card, event), false, null);
        }
        var branch = run.branch();
        Row<D> row = null;
        if (branch != null) {
            row = process.row(card.stage(), event).orElseThrow();
            evaluation.take(row, branch);
        }
        var unanswered = evaluation.unanswered();
        if (unanswered != null) {
            return new Decision.Asks<>(unanswered);
        }
        if (branch == null || row == null || !evaluation.reasons().isEmpty()) {
            return new Decision.Declines<>(
                    new Outcome.Refused<>(card, event, evaluation.reasons(), process.texts()),
                    evaluation.withoutRight(),
                    evaluation.again());
        }
        return taken(card, trigger, row, branch, evaluation);
    }

    /**
     * Whether a row of the card's stage would be entered, as far as that can be said without a payload.
     *
     * @throws StepCrashed if a part of the definition crashes
     */
    public Probe probe(Card<D> card, Row<D> row, Actor actor, Instant now, Answers answers) {
        return new Evaluation<>(process, card, null, row.trigger(), actor, now, answers).probe(row);
    }

    private Decision<D> taken(Card<D> card, Trigger trigger, Row<D> row, Branch<D> branch, Evaluation<D> evaluation) {
        var draft = new Draft<>(process, calendars, card, trigger, row, branch, evaluation);
        var after = draft.card();
        if (evaluation.unanswered() != null || after == null) {
            throw new IllegalStateException("a question came up after the row was done");
        }
        if (process.forCard(after).stage(after.stage().name()).isEmpty()) {
            return new Decision.Declines<>(
                    new Outcome.Refused<>(
                            card, SalesProcess.eventOf(trigger), List.of(notInDirection(after)), process.texts()),
                    false,
                    null);
        }
        var move = draft.move(after);
        evaluation.effects().addAll(0, EveryMove.effects(process, card, after, move, trigger));
        return new Decision.Takes<>(
                after, move, branch.to() != null, evaluation.effects(), evaluation.rings(), evaluation.ruled());
    }

    private Reason notInDirection(Card<D> after) {
        var direction = after.header().direction();
        var title = "direction." + direction;
        var told = process.texts().find(title, Texts.RUSSIAN).isPresent()
                ? new TextRef(title).toString()
                : String.valueOf(direction);
        return new Reason(
                "stage-is-in-the-direction",
                List.of(told, new TextRef("stage." + after.stage().name()).toString()));
    }

    /**
     * Brings a card out of a stage that the process no longer has: no row, no guard, a new visit. A hold goes on.
     *
     * @throws StepCrashed if an alarm of the definition crashes
     */
    public Decision.Takes<D> remap(Card<D> card, Stage to, Actor actor, Instant now, String why) {
        var hold = card.visit().hold();
        List<Step<D, Object>> steps = hold == null ? List.of() : List.of(Step.holdUntil(d -> hold.until()));
        return past(card, new Remapped(why), steps, to, actor, now);
    }

    /**
     * Brings a card where its process does not let it go: no row, no guard, a new visit. A hold ends.
     *
     * @param why which guards said no, in words
     * @throws StepCrashed if an alarm of the definition crashes
     */
    public Decision.Takes<D> force(Card<D> card, Stage to, Actor actor, Instant now, String why) {
        return past(card, new Forced(why), List.of(), to, actor, now);
    }

    private Decision.Takes<D> past(
            Card<D> card, Trigger trigger, List<Step<D, Object>> steps, Stage to, Actor actor, Instant now) {
        var code = SalesProcess.codeOf(trigger);
        var branch = new Branch<>(null, steps, to, false);
        var row = new Row<>(
                card.stage(),
                code,
                code,
                trigger.getClass(),
                true,
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of(branch),
                null);
        var evaluation = new Evaluation<>(process, card, trigger, code, actor, now, Answers.none());
        evaluation.take(row, branch);
        evaluation.unanswered();
        return (Decision.Takes<D>) taken(card, trigger, row, branch, evaluation);
    }

    private Outcome<D> notExpected(Card<D> card, String event) {
        var here = process.rowsOf(card.stage()).stream()
                .filter(r -> !r.common() || r.trigger().equals("reopen"))
                .map(Row::trigger)
                .toList();
        var elsewhere = process.rows().stream()
                .filter(r -> r.event().equals(event))
                .map(r -> r.from().name())
                .distinct()
                .toList();
        return new Outcome.NotExpected<>(card, event, here, elsewhere, process.texts());
    }

    private StageSpec<D> specOf(String stage, CardId card) {
        return process.stage(stage)
                .orElseThrow(() -> new InvalidInput("Card " + card + " is in stage " + stage + ", which process "
                        + process.code() + " does not have. Map that stage to one of: "
                        + String.join(
                                ", ",
                                process.stages().stream()
                                        .map(s -> s.stage().name())
                                        .toList()) + "."));
    }

    /** Only for reading in the draft: the header of data that has changed. */
    static <D> Header headerOf(SalesProcess<?, D> process, Card<D> before, D data) {
        return data == before.data() ? before.header() : process.headerOf(data);
    }
}
