package dev.voronka.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Branch;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.FailGroup;
import dev.voronka.FailReason;
import dev.voronka.Guard;
import dev.voronka.HeadOf;
import dev.voronka.Header;
import dev.voronka.Port;
import dev.voronka.RandomProcess;
import dev.voronka.RandomProcess.Data;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Situation;
import dev.voronka.Stage;
import dev.voronka.StageKind;
import dev.voronka.StageSpec;
import dev.voronka.Trigger;
import dev.voronka.Visit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** Whatever the process, the stage, the trigger and the card: both engines ask the same and do the same. */
class EnginesAgreeProperties {

    private static final Instant NOW = Instant.parse("2025-06-02T09:00:00Z");
    private static final int CARDS_A_TRIGGER = 3;

    private static int definitions;
    private static int triples;
    private static int taken;
    private static int closed;
    private static int withoutRow;
    private static int crashed;
    private static int unknownStages;

    @Property(tries = 280, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void on_any_process_both_engines_ask_the_same_questions_and_take_the_same_branch(@ForAll long seed) {
        var random = new Random(seed);
        var process = RandomProcess.of(random);
        var table = Engines.TABLE.<Data>compile(process);
        var machines = Engines.SPRING_STATEMACHINE.<Data>compile(process);

        for (var stage : process.stages()) {
            for (var trigger : RandomProcess.triggers(process)) {
                for (var i = 0; i < CARDS_A_TRIGGER; i++) {
                    var card = card(stage, random);
                    try {
                        compare(table, machines, trigger, card);
                    } catch (AssertionError | IllegalStateException different) {
                        throw new AssertionError(
                                stage.stage().name() + " " + SalesProcess.eventOf(trigger) + " " + card.data() + ": "
                                        + different.getMessage() + "\nseed " + seed + ":\n"
                                        + RandomProcess.told(process),
                                different);
                    }
                    triples++;
                }
            }
        }
        for (var place : RandomProcess.Place.values()) {
            if (process.stage(place.name()).isEmpty()) {
                refuses(table, place);
                refuses(machines, place);
                unknownStages++;
            }
        }
        definitions++;
    }

    @AfterContainer
    static void enough_was_compared() {
        System.out.printf(
                "engines agree: %,d definitions, %,d triples: %,d taken, %,d closed, %,d without a row, %,d crashed;"
                        + " %,d unknown stages%n",
                definitions, triples, taken, closed, withoutRow, crashed, unknownStages);
        assertThat(definitions).isGreaterThanOrEqualTo(200);
        assertThat(triples).isGreaterThanOrEqualTo(100_000);
        assertThat(List.of(taken, closed, withoutRow, crashed, unknownStages)).allMatch(n -> n > 100);
    }

    private static void compare(Engine<Data> table, Engine<Data> machines, Trigger trigger, Card<Data> card) {
        var event = SalesProcess.eventOf(trigger);
        var first = new Guards(card, trigger, false);
        var second = new Guards(card, trigger, false);

        var expected = table.run(card.stage(), event, first);
        var actual = machines.run(card.stage(), event, second);

        assertSame(expected, actual, first, second);
        if (first.crash != null) {
            crashed++;
            throwsTheSame(table, machines, trigger, card);
            return;
        }
        switch (expected.end()) {
            case TAKEN -> taken++;
            case CLOSED -> closed++;
            case NO_ROW -> withoutRow++;
        }
    }

    private static void throwsTheSame(Engine<Data> table, Engine<Data> machines, Trigger trigger, Card<Data> card) {
        var event = SalesProcess.eventOf(trigger);
        var first = new Guards(card, trigger, true);
        var second = new Guards(card, trigger, true);

        var expected = thrownBy(table, card.stage(), event, first);
        var actual = thrownBy(machines, card.stage(), event, second);

        if (expected == null || expected != actual) {
            throw new AssertionError("the table threw " + expected + ", the machines threw " + actual, actual);
        }
        assertSameQuestions(first, second);
    }

    private static @Nullable Throwable thrownBy(Engine<Data> engine, Stage from, String event, Judge<Data> judge) {
        try {
            engine.run(from, event, judge);
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private static void refuses(Engine<Data> engine, Stage unknown) {
        assertThat(thrownBy(engine, unknown, "call", new Guards(null, null, true)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown stage " + unknown.name());
    }

    @SuppressWarnings("ReferenceEquality") // both engines hold the very same branches
    private static void assertSame(Run<Data> expected, Run<Data> actual, Guards first, Guards second) {
        if (expected.end() != actual.end() || expected.branch() != actual.branch()) {
            throw new AssertionError("the table says " + expected + ", the machines say " + actual);
        }
        if (first.crash != second.crash) {
            throw new AssertionError("the table saw " + first.crash + ", the machines saw " + second.crash);
        }
        assertSameQuestions(first, second);
    }

    @SuppressWarnings("ReferenceEquality") // both engines hold the very same rows and branches
    private static void assertSameQuestions(Guards first, Guards second) {
        var same = first.asked.size() == second.asked.size();
        for (var i = 0; same && i < first.asked.size(); i++) {
            same = first.asked.get(i) == second.asked.get(i);
        }
        if (!same) {
            throw new AssertionError("the table asked " + first.asked + ", the machines asked " + second.asked);
        }
    }

    private static Card<Data> card(StageSpec<Data> stage, Random random) {
        var data = new Data(random.nextInt(10_000));
        var hold = data.n() % 5 == 0 ? new Visit.Hold(NOW, NOW.plusSeconds(60)) : null;
        var failure = stage.kind() == StageKind.FAIL
                ? new FailReason(stage.stage(), FailGroup.OTHER, "", NOW.minusSeconds(data.n() * 1_000L))
                : null;
        return new Card<>(
                new CardId(new UUID(0, data.n())),
                "random",
                1,
                stage.stage(),
                stage.kind(),
                null,
                data,
                Header.of("a card"),
                new TreeMap<>(),
                new TreeSet<>(),
                new Visit(NOW, List.of(), new TreeSet<>(), hold),
                new TreeMap<>(),
                failure,
                NOW);
    }

    /** Asks the guards of the definition themselves, and keeps or throws what crashes. */
    private static final class Guards implements Judge<Data>, Situation<Data, Object> {
        final List<Object> asked = new ArrayList<>();

        @Nullable
        Throwable crash;

        private final @Nullable Card<Data> card;
        private final @Nullable Trigger trigger;
        private final boolean throwing;

        Guards(@Nullable Card<Data> card, @Nullable Trigger trigger, boolean throwing) {
            this.card = card;
            this.trigger = trigger;
            this.throwing = throwing;
        }

        @Override
        public boolean row(Row<Data> row) {
            asked.add(row);
            return row.guards().stream().allMatch(this::holds);
        }

        @Override
        public boolean branch(Row<Data> row, Branch<Data> branch) {
            asked.add(branch);
            return holds(branch.guard());
        }

        private boolean holds(Guard<Data, Object> guard) {
            if (crash != null) {
                return false;
            }
            try {
                return guard.check(this) == null;
            } catch (RuntimeException | Error thrown) {
                crash = thrown;
                if (throwing) {
                    throw thrown;
                }
                return false;
            }
        }

        @Override
        public Card<Data> card() {
            return card;
        }

        @Override
        public Data data() {
            return card.data();
        }

        @Override
        public Object trigger() {
            return trigger;
        }

        @Override
        public Actor actor() {
            return Actor.TIMER;
        }

        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        @SuppressWarnings("unchecked") // HeadOf is the only port that is asked
        public <P extends Port<Q, A>, Q, A> A answer(Class<P> port) {
            return (A) new HeadOf.Head(null);
        }
    }
}
