package dev.voronka.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.HeadOf;
import dev.voronka.Outcome;
import dev.voronka.RandomProcess;
import dev.voronka.RandomProcess.Data;
import dev.voronka.Reason;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.StepCrashed;
import dev.voronka.Trigger;
import dev.voronka.calendar.OfficeHours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whole outcomes on random processes: the same on both engines, and what is said to be allowed is what happens.
 */
class DecidersAgreeProperties {

    private static final int TRIPLES = 480;
    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final List<Actor> ACTORS =
            List.of(Actor.employee("e1", Role.REP), Actor.employee("boss", Role.HEAD), Actor.system("import"));

    private static int definitions;
    private static int triples;
    private static final Map<String, Integer> KINDS = new TreeMap<>();

    @Property(tries = 220, shrinking = ShrinkingMode.OFF)
    void outcomes_are_the_same_on_both_engines_and_as_allowed_has_told(@ForAll long seed) {
        var random = new Random(seed);
        var process = RandomProcess.of(random);
        var table = new Decider<>(process, Engines.TABLE.compile(process), OfficeHours.russian());
        var machines = new Decider<>(process, Engines.SPRING_STATEMACHINE.compile(process), OfficeHours.russian());
        var triggers = triggers(process, random);
        definitions++;
        for (var i = 0; i < TRIPLES; i++) {
            var card = card(process, table, random);
            var trigger = triggers.get(random.nextInt(triggers.size()));
            var actor = ACTORS.get(random.nextInt(ACTORS.size()));
            triples++;

            var expected = told(table, card, trigger, actor);

            assertThat(told(machines, card, trigger, actor))
                    .as(() -> RandomProcess.told(process))
                    .isEqualTo(expected);
            KINDS.merge(kind(expected), 1, Integer::sum);
            assertAsAllowed(table, card, trigger, actor, expected);
        }
    }

    @AfterContainer
    static void enough_was_tried() {
        System.out.printf("deciders agree: %d definitions, %,d triples %s%n", definitions, triples, KINDS);
        assertThat(definitions).isGreaterThanOrEqualTo(200);
        assertThat(triples).isGreaterThanOrEqualTo(100_000);
        assertThat(KINDS.keySet()).contains("Moved", "Stayed", "Refused", "NotExpected", "StepCrashed");
    }

    /** The whole decision as a value, a crash as its message and cause. */
    private static Object told(Decider<Data> decider, Card<Data> card, Trigger trigger, Actor actor) {
        try {
            var decision = decider.decide(card, trigger, actor, NOW, Answers.none());
            if (decision instanceof Decision.Asks<Data> asks) {
                var head = new HeadOf.Head(actor.id().equals("boss") ? "boss" : "somebody else");
                return decider.decide(card, trigger, actor, NOW, Answers.none().with(asks.question(), head));
            }
            return decision;
        } catch (StepCrashed crash) {
            assertThat(crash.process()).isEqualTo("random");
            assertThat(crash.stage()).isEqualTo(card.stage().name());
            assertThat(crash.step()).startsWith("guard guard-");
            return List.of(crash.getMessage(), System.identityHashCode(crash.getCause()));
        }
    }

    private static String kind(Object told) {
        if (told instanceof Decision.Takes<?> takes) {
            return takes.visited() ? "Moved" : "Stayed";
        }
        return told instanceof Decision.Declines<?> declines
                ? declines.outcome().getClass().getSimpleName()
                : "StepCrashed";
    }

    private static void assertAsAllowed(
            Decider<Data> decider, Card<Data> card, Trigger trigger, Actor actor, Object told) {
        var row = decider.process().row(card.stage(), SalesProcess.eventOf(trigger));
        if (row.isEmpty()) {
            assertThat(kind(told)).isEqualTo("NotExpected");
            return;
        }
        Probe probe;
        try {
            probe = decider.probe(card, row.get(), actor, NOW, Answers.none());
            if (probe instanceof Probe.Asks asks) {
                var head = new HeadOf.Head(actor.id().equals("boss") ? "boss" : "somebody else");
                probe = decider.probe(
                        card, row.get(), actor, NOW, Answers.none().with(asks.question(), head));
            }
        } catch (StepCrashed crash) {
            assertThat(kind(told)).isEqualTo("StepCrashed");
            return;
        }
        if (probe instanceof Probe.Yes) {
            assertThat(kind(told)).isIn("Moved", "Stayed", "StepCrashed");
        } else if (probe instanceof Probe.No no && !kind(told).equals("StepCrashed")) {
            assertThat(((Outcome.Refused<?>) ((Decision.Declines<?>) told).outcome()).reasons())
                    .containsAll(no.reasons());
        } else if (probe instanceof Probe.No no) {
            assertThat(no.reasons())
                    .as("only a branch is still asked when the row's own guards have refused")
                    .extracting(Reason::guard)
                    .containsExactly("at-most");
        } else {
            assertThat(((Probe.Depends) probe).guards()).isNotEmpty();
        }
    }

    private static List<Trigger> triggers(SalesProcess<RandomProcess.Trigger, Data> process, Random random) {
        var triggers = new ArrayList<Trigger>();
        for (var trigger : RandomProcess.triggers(process)) {
            if (trigger instanceof CommonTrigger.Fail fail) {
                triggers.add(fail);
                triggers.add(new CommonTrigger.Fail(fail.stage(), " "));
            } else if (trigger instanceof CommonTrigger.Amend) {
                triggers.add(new CommonTrigger.Amend(new Data(random.nextInt(1000))));
            } else {
                triggers.add(trigger);
            }
        }
        triggers.add(new CommonTrigger.Hold(NOW.minusSeconds(1)));
        return triggers;
    }

    /** A card anywhere, with counters anywhere: more than walks from the start would reach. */
    private static Card<Data> card(
            SalesProcess<RandomProcess.Trigger, Data> process, Decider<Data> decider, Random random) {
        var stages = List.copyOf(process.stages());
        var spec = stages.get(random.nextInt(stages.size()));
        var id = new CardId(new UUID(random.nextLong(), random.nextLong()));
        var opened = decider.open(id, new Data(random.nextInt(1000)), Map.of(), ACTORS.get(0), NOW)
                .card();
        var counts = new TreeMap<String, Integer>();
        process.rowsOf(spec.stage()).forEach(r -> {
            if (random.nextInt(3) == 0) {
                counts.put(r.countKey(), random.nextInt(7));
            }
        });
        Stage stage = spec.stage();
        return new Card<>(
                id,
                opened.process(),
                1 + random.nextInt(9),
                stage,
                spec.kind(),
                opened.owner(),
                opened.data(),
                opened.header(),
                opened.fields(),
                opened.watchers(),
                opened.visit(),
                counts,
                null,
                NOW);
    }
}
