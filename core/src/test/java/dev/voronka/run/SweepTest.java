package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Alteration;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.deadline.Ladder;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.LineOfCommand;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.store.CardStore;
import dev.voronka.store.Commit;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.RungLine;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How due cards are taken up: in batches, by several nodes at once, whatever is broken. */
class SweepTest {

    private static final Actor ANNA = Actor.employee("anna", Role.REP);

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final InMemoryCardStore store = new InMemoryCardStore();

    private Voronka.Builder builder() {
        return Voronka.builder().clock(clock).store(store).people(Errand.PEOPLE);
    }

    private static List<Card<Errand.Data>> open(Funnel<Errand.Trigger, Errand.Data> errands, int cards) {
        return errands.openAll(
                IntStream.range(0, cards)
                        .mapToObj(i -> new Errand.Data("чайник " + i, null, false, null))
                        .toList(),
                ANNA);
    }

    private static List<String> rungs(Funnel<?, ?> errands, CardId card) {
        return errands.deadlines(card).stream().map(RungLine::rung).toList();
    }

    @Test
    void nodes_that_sweep_at_once_let_each_rung_and_each_timer_go_off_once() throws Exception {
        var one = builder().build();
        var other = builder().build();
        var errands = one.funnel(Errand.PROCESS);
        other.funnel(Errand.PROCESS);
        var cards = open(errands, 600);
        var timed = cards.subList(0, 100);
        timed.forEach(c -> errands.fire(c.id(), new Errand.BeginTimed(), ANNA));
        var held = cards.subList(100, 200);
        var later = clock.instant().plus(Duration.ofHours(3));
        held.forEach(c -> errands.fire(c.id(), new CommonTrigger.Hold(later), ANNA));
        var done = new AtomicInteger();

        for (var hour = 0; hour < 60; hour++) {
            clock.advance(Duration.ofHours(2));
            var pool = Executors.newFixedThreadPool(4);
            try {
                Callable<Integer> sweeps = () -> done.addAndGet(one.fireDue());
                Callable<Integer> sweepsToo = () -> done.addAndGet(other.fireDue());
                for (var result : pool.invokeAll(List.of(sweeps, sweepsToo, sweeps, sweepsToo))) {
                    result.get();
                }
            } finally {
                pool.shutdown();
            }
        }

        var acted = 0;
        for (var card : cards) {
            var lines = errands.deadlines(card.id());
            acted += (int)
                    lines.stream().filter(l -> l.fate() == RungLine.Fate.ACTED).count();
            assertThat(lines.stream().map(l -> l.visit() + l.rung())).doesNotHaveDuplicates();
            assertThat(errands.effects(card.id()).stream().map(e -> e.key())).doesNotHaveDuplicates();
        }
        assertThat(cards.subList(200, 600))
                .allSatisfy(c -> assertThat(rungs(errands, c.id()))
                        .containsExactly(
                                "ladder.remind-50",
                                "ladder.remind-80",
                                "ladder.breach",
                                "ladder.head",
                                "ladder.director"));
        assertThat(timed)
                .allSatisfy(c -> assertThat(errands.history(c.id()).stream()
                                .map(m -> m.trigger())
                                .toList())
                        .containsExactly("open", "begin-timed", "nudge", "time-is-up"));
        assertThat(held)
                .allSatisfy(c -> assertThat(errands.history(c.id()).stream()
                                .map(m -> m.trigger())
                                .toList())
                        .containsExactly("open", "hold", "resume"));
        assertThat(done).as("counted once").hasValue(acted + 2 * 100 + 100);
    }

    @Test
    void an_escalator_that_crashes_on_one_card_holds_up_that_card_only_and_for_a_minute() {
        var broken = new ArrayList<String>(List.of("0.00"));
        var voronka = builder()
                .ladder(Ladder.none().breach())
                .port(Escalator.class, facts -> {
                    if (!broken.isEmpty() && facts.direction().equals("broken")) {
                        throw new IllegalStateException("сломан");
                    }
                    return new LineOfCommand().answer(facts);
                })
                .build();
        var errands = voronka.funnel(Errand.PROCESS);
        var bad = errands.open(new Errand.Data("чайник", null, false, "broken"), ANNA);
        var good = open(errands, 5);
        clock.advance(Duration.ofDays(3));

        assertThat(voronka.fireDue()).isEqualTo(5);
        assertThat(voronka.fireDue()).as("left alone").isZero();
        broken.clear();
        assertThat(voronka.fireDue()).isZero();
        clock.advance(Sweep.LEASE);

        assertThat(voronka.fireDue()).isEqualTo(1);
        assertThat(rungs(errands, bad.id())).containsExactly("ladder.breach");
        assertThat(good).allSatisfy(c -> assertThat(rungs(errands, c.id())).hasSize(1));
    }

    @Test
    void a_store_that_cannot_write_one_move_of_a_batch_writes_the_others() {
        var failing = new ArrayList<CardId>();
        var voronka = Voronka.builder()
                .clock(clock)
                .store(fragile(failing))
                .ladder(Ladder.none())
                .build();
        var errands = voronka.funnel(Errand.PROCESS);
        var cards = open(errands, 3);
        cards.forEach(
                c -> errands.fire(c.id(), new CommonTrigger.Hold(clock.instant().plus(Duration.ofHours(1))), ANNA));
        failing.add(cards.get(1).id());
        clock.advance(Duration.ofHours(2));

        assertThat(voronka.fireDue()).isEqualTo(2);
        assertThat(errands.card(cards.get(1).id()).isOnHold()).isTrue();
        failing.clear();
        clock.advance(Sweep.LEASE);
        assertThat(voronka.fireDue()).isEqualTo(1);
    }

    @Test
    void a_card_in_a_stage_that_is_gone_stands_still_and_is_listed() {
        var voronka = builder().build();
        var errands = voronka.funnel(Errand.PROCESS);
        var card = errands.open(new Errand.Data("чайник", Bed.MONDAY_TEN.plusDays(1), false, null), ANNA);
        errands.fire(card.id(), new Errand.NameDate(), ANNA);
        var altered = without("DATED");
        var after = builder().build();
        var funnel = after.funnel(altered);
        clock.advance(Duration.ofDays(3));

        assertThat(after.fireDue()).isZero();

        assertThat(dueNow()).as("not asked for every second").isEmpty();
        assertThat(funnel.stranded()).extracting(Card::id).containsExactly(card.id());
    }

    @Test
    void a_timer_that_the_stage_no_longer_has_is_put_out_and_noted() {
        var voronka = builder().ladder(Ladder.none()).build();
        var errands = voronka.funnel(Errand.PROCESS);
        var card = open(errands, 1).get(0);
        errands.fire(card.id(), new Errand.BeginTimed(), ANNA);
        var seen = store.load(card.id()).orElseThrow().card();
        var old = new ArrayList<>(seen.visit().alarms());
        old.add(new dev.voronka.Alarm("gone-timer", clock.instant().plusSeconds(60), true));
        store.rung(new dev.voronka.store.Rung(
                seen,
                seen.visit(seen.visit().with(old, seen.visit().rung())),
                clock.instant().plusSeconds(60),
                List.of(),
                List.of(),
                List.of()));
        clock.advance(Duration.ofMinutes(1));

        assertThat(voronka.fireDue()).isEqualTo(1);
        assertThat(voronka.fireDue()).isZero();

        assertThat(dueNow()).isEmpty();
        assertThat(errands.attempts(card.id()))
                .singleElement()
                .satisfies(a -> assertThat(a.trigger()).isEqualTo("gone-timer"));
    }

    @Test
    void a_card_that_somebody_moves_while_its_rung_is_decided_is_left_to_him() {
        var others = new ArrayList<Runnable>();
        var voronka = builder()
                .ladder(Ladder.none().breach())
                .port(Escalator.class, facts -> {
                    others.forEach(Runnable::run);
                    return new LineOfCommand().answer(facts);
                })
                .build();
        var errands = voronka.funnel(Errand.PROCESS);
        var card = open(errands, 1).get(0);
        others.add(() -> errands.fire(card.id(), new Errand.BeginTimed(), ANNA));
        clock.advance(Duration.ofDays(1).plusHours(3));

        assertThat(voronka.fireDue()).isZero();
        others.clear();

        assertThat(rungs(errands, card.id())).isEmpty();
        assertThat(errands.card(card.id()).stage()).isEqualTo(Errand.Stage.TIMED);
    }

    @Test
    void more_cards_than_a_batch_of_several_processes_are_all_taken_up() {
        var voronka = builder().ladder(Ladder.none().breach()).build();
        var errands = voronka.funnel(Errand.PROCESS);
        var meetings = voronka.funnel(dev.voronka.process.meeting.Meeting.PROCESS);
        open(errands, 2 * Sweep.BATCH + 1);
        meetings.openAll(
                IntStream.range(0, Sweep.BATCH)
                        .mapToObj(i -> new dev.voronka.process.meeting.Meeting.Data("показать", "c1"))
                        .toList(),
                ANNA);
        clock.advance(Duration.ofDays(9));

        assertThat(voronka.fireDue()).isEqualTo(3 * Sweep.BATCH + 1);
        assertThat(voronka.fireDue()).isZero();
    }

    private static SalesProcess<Errand.Trigger, Errand.Data> without(String stage) {
        return Errand.PROCESS.altered(List.of(new Alteration.SwitchOff(stage)));
    }

    private List<?> dueNow() {
        var now = clock.instant();
        return store.takeDue(Set.of("errand"), now, now, 9);
    }

    /** A store in which moves of some cards break whatever they are written with. */
    private CardStore fragile(List<CardId> failing) {
        return (CardStore) Proxy.newProxyInstance(
                CardStore.class.getClassLoader(), new Class<?>[] {CardStore.class}, (proxy, method, args) -> {
                    if (method.getName().startsWith("commit")
                            && commits(args[0]).anyMatch(failing::contains)) {
                        throw new IllegalStateException("сломан");
                    }
                    return method.invoke(store, args);
                });
    }

    private static Stream<CardId> commits(Object given) {
        return (given instanceof List<?> all ? all.stream() : Stream.of(given))
                .map(c -> ((Commit) c).card().id());
    }
}
