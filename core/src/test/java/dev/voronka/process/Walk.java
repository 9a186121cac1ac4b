package dev.voronka.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Answered;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.CustomField;
import dev.voronka.Move;
import dev.voronka.Outcome;
import dev.voronka.Port;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.StageKind;
import dev.voronka.Trigger;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.engine.Answers;
import dev.voronka.engine.Decider;
import dev.voronka.engine.Decision;
import dev.voronka.engine.Engines;
import dev.voronka.engine.PortQuestion;
import dev.voronka.lookup.CompanyDeals;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.run.Funnel;
import dev.voronka.run.Option;
import dev.voronka.run.Terms;
import dev.voronka.run.Voronka;
import dev.voronka.store.RoundTrip;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;

/** A random walk of one card through a process. What must hold after every step is checked after every step. */
public final class Walk<T extends Trigger, D> {

    public static final Directory PEOPLE = Directory.of(
            Employee.of("head", Role.HEAD, Role.LEAD_HEAD),
            Employee.of("q1", Role.QUALIFIER).under("head"),
            Employee.of("q2", Role.QUALIFIER).under("head"),
            Employee.of("s1", Role.REP).skilled("it").under("head"),
            Employee.of("s2", Role.REP).skilled("it").under("head"),
            Employee.of("s3", Role.REP).skilled("it").under("head"),
            Employee.of("approver", Role.LEGAL, Role.FINANCE, Role.SECURITY, Role.CFO, Role.CEO)
                    .under("head"));
    private static final List<Actor> ACTORS =
            PEOPLE.all().stream().map(Employee::actor).toList();

    public final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final Voronka voronka;
    private final Funnel<T, D> funnel;
    private final SalesProcess<T, D> process;
    private final BiFunction<Random, Walk<T, D>, T> ownTrigger;
    private final CardId id;
    private final RoundTrip stored;
    private int keys;

    public Walk(
            SalesProcess<T, D> process,
            Engines engine,
            D start,
            Actor by,
            BiFunction<Random, Walk<T, D>, T> ownTrigger) {
        CompanyDeals boughtLongAgo = asked -> new CompanyDeals.Found(
                List.of(),
                List.of(new CardId(new UUID(0, 1))),
                Bed.MONDAY_TEN.minusDays(200).toInstant());
        this.voronka = Voronka.builder()
                .clock(clock)
                .people(PEOPLE)
                .engine(engine)
                .port(CompanyDeals.class, boughtLongAgo)
                .build();
        this.process = process;
        this.stored = new RoundTrip(process);
        this.funnel = voronka.funnel(process);
        this.ownTrigger = ownTrigger;
        this.id = funnel.open(start, by).id();
    }

    public Card<D> card() {
        return funnel.card(id);
    }

    public static <X> X pick(Random random, List<X> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** One step: time passes, or somebody fires something. */
    public void step(long seed) {
        var random = new Random(seed);
        var before = card();
        if (random.nextInt(4) == 0) {
            clock.advance(Duration.ofMinutes(1L + random.nextInt(3_000)));
            voronka.fireDue();
            assertLegal(before, card());
        } else {
            fire(random, before);
        }
        assertSomeEndIsInReach(card());
    }

    private void fire(Random random, Card<D> before) {
        var actor = pick(random, ACTORS);
        var owner = before.owner();
        if (owner != null && random.nextBoolean()) {
            actor = PEOPLE.find(owner).orElseThrow().actor();
        }
        var trigger = random.nextInt(6) == 0 ? common(random, before) : ownTrigger.apply(random, this);
        if (isReport(trigger) && random.nextInt(4) > 0) {
            actor = Actor.LINK;
        }
        var key = "k" + keys++;
        var outcome = fire(trigger, actor, key);
        var after = card();
        if (outcome.isTaken()) {
            if (keys % 4 == 0) { // each one would double the time of the walks
                stored.outcome(outcome);
            }
            assertThat(after).isEqualTo(outcome.card());
            assertThat(after.version()).isEqualTo(before.version() + 1);
            assertThat(fire(trigger, actor, key)).as("the same key again").isEqualTo(outcome);
            assertThat(card()).as("the same key moves once").isEqualTo(after);
        } else {
            assertThat(after).as("a refused trigger changes nothing").isEqualTo(before);
        }
        assertLegal(before, after);
    }

    /** What only a program may fire, but no timer: another card reports it. */
    private boolean isReport(Trigger trigger) {
        var event = SalesProcess.eventOf(trigger);
        return process.rows().stream().anyMatch(r -> r.clockOnly() && r.event().equals(event))
                && process.stages().stream()
                        .flatMap(s -> s.timers().stream())
                        .noneMatch(t -> t.trigger().equals(event));
    }

    @SuppressWarnings("unchecked") // what is not common is the process's own
    private Outcome<D> fire(Trigger trigger, Actor actor, String key) {
        return trigger instanceof CommonTrigger common
                ? funnel.fire(id, common, actor, Terms.keyed(key))
                : funnel.fire(id, (T) trigger, actor, Terms.keyed(key));
    }

    private CommonTrigger common(Random random, Card<D> card) {
        var stages = List.copyOf(process.stages());
        return switch (random.nextInt(8)) {
            case 0 -> new CommonTrigger.Hold(clock.instant().plusSeconds(random.nextInt(200_000) - 1_000L));
            case 1 -> new CommonTrigger.Resume();
            case 2 -> new CommonTrigger.Reassign(pick(random, ACTORS).id());
            case 3 -> new CommonTrigger.Reopen();
            case 4 -> amendment(random, card);
            case 5 -> new CommonTrigger.Proceed();
            default ->
                new CommonTrigger.Fail(pick(random, stages).stage(), random.nextInt(3) == 0 ? "" : "не срослось");
        };
    }

    private CommonTrigger amendment(Random random, Card<D> card) {
        var text = process.fields().values().stream()
                .filter(f -> f.type() == CustomField.Type.TEXT)
                .findFirst();
        return text.isPresent() && random.nextInt(4) > 0
                ? CommonTrigger.Amend.fields(Map.of(text.get().code(), random.nextInt(4) == 0 ? " " : "есть"))
                : new CommonTrigger.Amend(card.data());
    }

    private void assertLegal(Card<D> before, Card<D> after) {
        if (before.kind() == StageKind.SUCCESS) {
            assertThat(after.stage()).as("success is never left").isEqualTo(before.stage());
            assertThat(after.visit().begunBy())
                    .as("success is not entered anew")
                    .isEqualTo(before.visit().begunBy());
            if (process.rowsOf(before.stage()).isEmpty()) {
                assertThat(after)
                        .as("nothing happens in a success without rows")
                        .isEqualTo(before);
            }
        }
        if (before.kind() == StageKind.FAIL && !after.stage().is(before.stage())) {
            var moves = funnel.history(id);
            assertThat(moves.get((int) before.version()).trigger())
                    .as("a fail is left by")
                    .isEqualTo("reopen");
        }
        assertThat(after.failure() != null).isEqualTo(after.kind() == StageKind.FAIL);
        assertThat(after.counts().values()).allMatch(n -> n <= 9);
        assertThat(after.header()).isEqualTo(process.headerOf(after.data()));
        if (after.isEnded()) {
            var timers = process.stage(after.stage().name()).orElseThrow().timers();
            assertThat(after.visit().alarms())
                    .as("an end has no alarms but its own timers")
                    .allMatch(a -> timers.stream().anyMatch(t -> t.trigger().equals(a.code())));
            assertThat(after.isOnHold()).isFalse();
        }
    }

    private void assertSomeEndIsInReach(Card<D> card) {
        if (!card.isEnded()) {
            assertThat(funnel.allowed(id, ACTORS.get(0)))
                    .as("an open card can always be failed")
                    .anyMatch(o -> o.event().startsWith("fail:") && o.would() != Option.Would.BE_REFUSED);
        }
    }

    /** At the end: the history is whole, and replayed on the other engine it leads to the same card. */
    public void finish(Engines other) {
        assertThat(funnel.tampered(id)).isEmpty();
        var own = process.forCard(card());
        var decider = new Decider<>(own, other.compile(own), OfficeHours.russian());
        Card<D> replayed = null;
        stored.card(card());
        for (var move : funnel.history(id)) {
            stored.move(move);
            replayed = replayed == null ? opened(decider, move) : replayed(decider, replayed, move);
        }
        var card = card();
        assertThat(replayed.stage().name()).isEqualTo(card.stage().name());
        assertThat(replayed.data()).isEqualTo(card.data());
        assertThat(replayed.owner()).isEqualTo(card.owner());
        assertThat(replayed.counts()).isEqualTo(card.counts());
        assertThat(replayed.version()).isEqualTo(card.version());
    }

    private Card<D> opened(Decider<D> decider, Move move) {
        var payload = (Move.Opened) move.payload();
        return decider.open(id, process.dataType().cast(payload.data()), payload.fields(), move.actor(), move.at())
                .card();
    }

    private Card<D> replayed(Decider<D> decider, Card<D> card, Move move) {
        var answers = Answers.none();
        for (var answered : move.answers()) {
            answers = answers.with(new PortQuestion(port(answered), answered.question()), answered.answer());
        }
        var decision = decider.decide(card, move.payload(), move.actor(), move.at(), answers);
        assertThat(decision).isInstanceOf(Decision.Takes.class);
        return ((Decision.Takes<D>) decision).card();
    }

    private Class<? extends Port<?, ?>> port(Answered answered) {
        return process.ports().stream()
                .filter(p -> p.getSimpleName().equals(answered.port()))
                .findFirst()
                .orElseThrow();
    }
}
