package dev.voronka.run;

import static dev.voronka.WorkingTime.workingHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.Role;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.deadline.Ladder;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.RungLine;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Laws of the ladder over random lives of a card: time passes, also backwards, and people do what they like. */
class LadderProperties {

    private static final Actor BOSS = Actor.employee("boss", Role.HEAD, Role.REP);
    private static final Ladder LADDER = Ladder.standard()
            .with("errand", Ladder.standard().reassign(workingHours(40)).director(workingHours(60)))
            .with(
                    "errand",
                    Errand.Stage.TIMED,
                    Ladder.none().remindBefore(workingHours(1)).breach().head(workingHours(3)));

    /** One life. */
    private static final class Life {
        private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
        private final InMemoryCardStore store = new InMemoryCardStore();
        private final Voronka voronka = Voronka.builder()
                .clock(clock)
                .store(store)
                .people(Errand.PEOPLE)
                .ladder(LADDER)
                .build();
        private final Funnel<Errand.Trigger, Errand.Data> errands = voronka.funnel(Errand.PROCESS);
        private final CardId id = errands.open(new Errand.Data("чайник", Bed.MONDAY_TEN.plusDays(3), false, null), BOSS)
                .id();

        void step(long seed) {
            var random = new Random(seed);
            switch (random.nextInt(10)) {
                case 0 ->
                    errands.fire(id, new CommonTrigger.Hold(clock.instant().plusSeconds(minutes(random))), BOSS);
                case 1 -> errands.fire(id, new CommonTrigger.Resume(), BOSS);
                case 2 -> errands.fire(id, new CommonTrigger.Reassign(random.nextBoolean() ? "anna" : "boris"), BOSS);
                case 3 -> errands.fire(id, new Errand.BeginTimed(), BOSS);
                case 4 -> errands.fire(id, random.nextBoolean() ? new Errand.NameDate() : new Errand.Finish(), BOSS);
                case 5 -> {
                    errands.fire(id, new CommonTrigger.Fail(Errand.Stage.LOST, "не срослось"), BOSS);
                    errands.fire(id, new CommonTrigger.Reopen(), BOSS);
                }
                case 6 ->
                    errands.fire(
                            id,
                            new CommonTrigger.Amend(card().data()
                                    .by(clock.instant().atZone(Bed.MOSCOW).plusSeconds(minutes(random)))),
                            BOSS);
                case 7 -> clock.advance(Duration.ofSeconds(-minutes(random)));
                default -> clock.advance(Duration.ofSeconds(minutes(random)));
            }
            if (random.nextInt(3) > 0) {
                sweep();
            }
        }

        private static long minutes(Random random) {
            return 60L * (1 + random.nextInt(random.nextBoolean() ? 600 : 12_000));
        }

        Card<Errand.Data> card() {
            return errands.card(id);
        }

        List<RungLine> lines() {
            return errands.deadlines(id);
        }

        void sweep() {
            var known = lines().size();
            var now = clock.instant();
            voronka.fireDue();
            var fresh = lines().subList(known, lines().size());
            assertThat(fresh).allSatisfy(l -> {
                assertThat(l.due()).as("not before its time").isBeforeOrEqualTo(now);
                assertThat(l.at()).isEqualTo(now);
            });
            assertThat(fresh.stream().filter(l -> l.fate() == RungLine.Fate.ACTED))
                    .as("one acts of each visit that there was in this sweep")
                    .hasSizeLessThanOrEqualTo(1
                            + (int) fresh.stream()
                                    .map(RungLine::visit)
                                    .distinct()
                                    .count());
            var card = card();
            var ladder = LADDER.of("errand", null, card.stage());
            assertThat(ladder.due(card.visit(), now, OfficeHours.russian()))
                    .as("nothing due is left")
                    .isEmpty();
            assertThat(voronka.fireDue())
                    .as("nothing is left for a second sweep")
                    .isZero();
            assertComplete();
        }

        /** Of a visit, each rung that went off has one line, and no line is of a rung that did not. */
        private void assertComplete() {
            var byVisit = lines().stream()
                    .collect(Collectors.groupingBy(
                            RungLine::visit, Collectors.mapping(RungLine::rung, Collectors.toList())));
            byVisit.forEach(
                    (visit, rungs) -> assertThat(rungs).as("visit %s", visit).doesNotHaveDuplicates());
            var visit = card().visit();
            var gone = new HashSet<>(visit.rung());
            gone.removeIf(code -> !code.startsWith("ladder."));
            assertThat(Map.copyOf(byVisit).getOrDefault(visit.begunBy(), List.of()))
                    .containsExactlyInAnyOrderElementsOf(gone);
        }
    }

    @Property(tries = 300)
    @Label("each rung acts at most once a visit, never before its time, and a sweep leaves nothing due")
    void laws(@ForAll @Size(min = 5, max = 40) List<@LongRange(min = 0, max = Integer.MAX_VALUE) Long> seeds) {
        var life = new Life();

        seeds.forEach(life::step);
        life.sweep();
    }

    @Property(tries = 100)
    @Label("winding anew with the same calendar changes nothing, whatever has happened")
    void recomputingIsIdle(
            @ForAll @Size(min = 5, max = 40) List<@LongRange(min = 0, max = Integer.MAX_VALUE) Long> seeds) {
        var life = new Life();
        seeds.forEach(life::step);
        var before = life.card();

        assertThat(life.voronka.recomputeDeadlines()).isZero();

        assertThat(life.card()).isEqualTo(before);
    }
}
