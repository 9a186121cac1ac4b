package dev.voronka.run;

import static dev.voronka.WorkingTime.workingHours;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.Role;
import dev.voronka.calendar.Calendars;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.deadline.Ladder;
import dev.voronka.delivery.RecordingHandler;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.store.RungLine;
import dev.voronka.store.jdbc.Databases;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stored clocks do when nobody looked at them for a month, when time goes back, and in nights of 23 and 25 hours. */
class ClocksOnDatabasesTest {

    private static final Actor ANNA = Actor.employee("anna", Role.REP);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final OfficeHours OFFICE_IN_BERLIN = OfficeHours.in(BERLIN);
    private static final OfficeHours NIGHTS_IN_BERLIN = OFFICE_IN_BERLIN
            .withWeekdays(EnumSet.allOf(DayOfWeek.class))
            .withHours(LocalTime.MIDNIGHT, LocalTime.of(8, 0));

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final RecordingHandler told = RecordingHandler.named("chat").only(Effect.Tell.class);
    private HikariDataSource source;

    @AfterEach
    void the_database_is_closed() {
        source.close();
    }

    private Voronka.Builder builder(String dialect) {
        if (source == null) {
            source = Databases.empty(dialect);
        }
        return Voronka.builder()
                .clock(clock)
                .dataSource(source)
                .process(Errand.PROCESS)
                .people(Errand.PEOPLE)
                .handler(told);
    }

    private static List<Card<Errand.Data>> open(Funnel<Errand.Trigger, Errand.Data> errands, int cards) {
        return errands.openAll(
                IntStream.range(0, cards)
                        .mapToObj(i -> new Errand.Data("чайник " + i, null, false, null))
                        .toList(),
                ANNA);
    }

    private static List<String> log(Funnel<?, ?> errands, Card<?> card) {
        return errands.deadlines(card.id()).stream()
                .map(l -> l.rung() + " " + l.fate())
                .toList();
    }

    private static List<String> triggers(Funnel<?, ?> errands, Card<?> card) {
        return errands.history(card.id()).stream().map(m -> m.trigger()).toList();
    }

    private int sweepAt(Voronka voronka, ZonedDateTime moment) {
        clock.set(moment.toInstant());
        return voronka.fireDue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void after_a_month_of_downtime_nodes_that_start_at_once_say_one_word_a_card_and_fire_each_timer_once(String dialect)
            throws Exception {
        var before = builder(dialect).build();
        var errands = before.funnel(Errand.PROCESS);
        var late = open(errands, 300);
        var timed = open(errands, 60);
        timed.forEach(c -> errands.fire(c.id(), new Errand.BeginTimed(), ANNA));
        var held = open(errands, 30);
        var wakes = clock.instant().plus(Duration.ofHours(1));
        held.forEach(c -> errands.fire(c.id(), new CommonTrigger.Hold(wakes), ANNA));
        before.deliver();
        before.close();
        told.clear();

        clock.advance(Duration.ofDays(30));
        var nodes = List.of(builder(dialect).build(), builder(dialect).build());
        var done = atOnce(nodes);

        assertThat(late)
                .allSatisfy(c -> assertThat(log(errands, c))
                        .containsExactlyInAnyOrder(
                                "ladder.remind-50 SKIPPED",
                                "ladder.remind-80 SKIPPED",
                                "ladder.breach SKIPPED",
                                "ladder.head SKIPPED",
                                "ladder.director ACTED"));
        assertThat(timed).allSatisfy(c -> {
            assertThat(triggers(errands, c)).containsExactly("open", "begin-timed", "nudge", "time-is-up");
            assertThat(log(errands, c)).isEmpty();
        });
        // Woken, a held card has as much time left as when it was put aside: no rung is due.
        assertThat(held).allSatisfy(c -> {
            assertThat(triggers(errands, c)).containsExactly("open", "hold", "resume");
            assertThat(log(errands, c)).isEmpty();
        });
        assertThat(done).as("rungs, timers and wake-ups").isEqualTo(300 + 2 * 60 + 30);
        assertThat(atOnce(nodes)).isZero();

        nodes.forEach(Voronka::deliver);
        assertThat(told.keys()).doesNotHaveDuplicates();
        assertThat(told.effects(Effect.Tell.class).stream()
                        .map(t -> t.message().code())
                        .filter(c -> c.startsWith("deadline")))
                .as("no storm")
                .hasSize(300)
                .containsOnly("deadline-missed-by");
        assertThat(nodes.get(0).verifyHistory().isWhole()).isTrue();
    }

    private static int atOnce(List<Voronka> nodes) throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var work = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 4; i++) {
                work.add(nodes.get(i % 2)::fireDue);
            }
            var done = 0;
            for (var result : threads.invokeAll(work)) {
                done += result.get();
            }
            return done;
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void a_clock_that_goes_back_an_hour_lets_nothing_happen_twice(String dialect) {
        var voronka = builder(dialect).build();
        var errands = voronka.funnel(Errand.PROCESS);
        var card = open(errands, 1).get(0);
        var timed = open(errands, 1).get(0);
        errands.fire(timed.id(), new Errand.BeginTimed(), ANNA);
        var held = open(errands, 1).get(0);
        errands.fire(
                held.id(), new CommonTrigger.Hold(Bed.MONDAY_TEN.plusHours(5).toInstant()), ANNA);
        voronka.deliver();
        var half = Bed.MONDAY_TEN.plusHours(6);
        assertThat(sweepAt(voronka, half))
                .as("a reminder, a wake-up, and of the timed card a nudge and the breach")
                .isEqualTo(4);
        voronka.deliver();
        var said = told.keys();

        for (var minutes = -60; minutes <= 0; minutes += 20) {
            assertThat(sweepAt(voronka, half.plusMinutes(minutes))).isZero();
            voronka.deliver();
        }
        assertThat(told.keys()).isEqualTo(said).doesNotHaveDuplicates();

        clock.set(half.minusHours(1).toInstant());
        var away = new CommonTrigger.Hold(half.toInstant());
        assertThat(errands.fire(held.id(), away, ANNA).isTaken()).isTrue();
        assertThat(errands.fire(timed.id(), new CommonTrigger.Fail(Errand.Stage.LOST, "передумали"), ANNA)
                        .isTaken())
                .isTrue();
        assertThat(sweepAt(voronka, half)).as("the second hold ends").isEqualTo(1);
        assertThat(sweepAt(voronka, Bed.MONDAY_TEN.plusDays(1)))
                .as("80 % of the time of the first card")
                .isEqualTo(1);

        assertThat(triggers(errands, timed)).containsExactly("open", "begin-timed", "nudge", "fail");
        assertThat(triggers(errands, held)).containsExactly("open", "hold", "resume", "hold", "resume");
        assertThat(log(errands, card)).containsExactly("ladder.remind-50 ACTED", "ladder.remind-80 ACTED");
        for (var each : List.of(card, timed, held)) {
            var history = errands.history(each.id());
            assertThat(history.stream().map(m -> m.number()))
                    .isEqualTo(IntStream.rangeClosed(1, history.size())
                            .mapToObj(Long::valueOf)
                            .toList());
            assertThat(history)
                    .allSatisfy(m -> assertThat(m.spent() == null ? Duration.ZERO : m.spent())
                            .isGreaterThanOrEqualTo(Duration.ZERO));
        }
        assertThat(voronka.verifyHistory().isWhole()).isTrue();
    }

    /** Anna works in Berlin, the company does not: her calendar counts. Ten working hours after the opening. */
    @ParameterizedTest
    @CsvSource({
        "h2,         2027-03-26T15:00, 2027-03-29T17:00, office",
        "postgresql, 2027-03-26T15:00, 2027-03-29T17:00, office",
        "h2,         2026-10-23T15:00, 2026-10-26T17:00, office",
        "postgresql, 2026-10-23T15:00, 2026-10-26T17:00, office",
        // From midnight to eight are seven hours in the one night, and nine in the other.
        "h2,         2027-03-28T00:00, 2027-03-29T03:00, nights",
        "postgresql, 2027-03-28T00:00, 2027-03-29T03:00, nights",
        "h2,         2026-10-25T00:00, 2026-10-26T01:00, nights",
        "postgresql, 2026-10-25T00:00, 2026-10-26T01:00, nights"
    })
    void a_deadline_over_a_night_in_which_clocks_are_set_is_due_by_the_owners_working_hours(
            String dialect, String opened, String due, String shift) {
        var own = shift.equals("nights") ? NIGHTS_IN_BERLIN : OFFICE_IN_BERLIN;
        var ladder = Ladder.none().remindAt(50).breach().head(workingHours(1));
        var voronka = builder(dialect)
                .calendars(Calendars.company(OfficeHours.russian()).withEmployee("anna", own))
                .ladder(ladder)
                .build();
        var errands = voronka.funnel(Errand.PROCESS);
        clock.set(inBerlin(opened).toInstant());
        var card = open(errands, 1).get(0);
        var deadline = inBerlin(due).toInstant();

        assertThat(errands.card(card.id()).due()).contains(deadline);
        everyTenMinutes(voronka, deadline.minusSeconds(600));
        assertThat(log(errands, card)).containsExactly("ladder.remind-50 ACTED");
        everyTenMinutes(voronka, deadline.plus(Duration.ofDays(3)));

        assertThat(errands.deadlines(card.id()).stream().map(RungLine::rung))
                .containsExactly("ladder.remind-50", "ladder.breach", "ladder.head");
        assertThat(errands.deadlines(card.id())).allSatisfy(l -> {
            assertThat(l.fate()).isEqualTo(RungLine.Fate.ACTED);
            assertThat(Duration.between(l.due(), l.at()).abs()).isLessThan(Duration.ofMinutes(10));
        });
        assertThat(errands.deadlines(card.id()).get(1).at()).isEqualTo(deadline);
    }

    private void everyTenMinutes(Voronka voronka, Instant until) {
        while (clock.instant().isBefore(until)) {
            clock.advance(Duration.ofMinutes(10));
            voronka.fireDue();
        }
    }

    private static ZonedDateTime inBerlin(String local) {
        return ZonedDateTime.of(java.time.LocalDateTime.parse(local), BERLIN);
    }

    /** 02:30 comes twice in that night; whoever means the second one gets it, also out of a table. */
    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void a_date_in_the_hour_that_comes_twice_is_due_in_that_of_the_two_that_was_meant(String dialect) {
        var voronka = builder(dialect).ladder(Ladder.none().breach()).build();
        var errands = voronka.funnel(Errand.PROCESS);
        clock.set(inBerlin("2026-10-24T12:00").toInstant());
        var early = inBerlin("2026-10-25T02:30");
        var cards = new ArrayList<Card<Errand.Data>>();
        for (var by : List.of(early, early.withLaterOffsetAtOverlap(), inBerlin("2027-03-28T02:30"))) {
            var card = errands.open(new Errand.Data("чайник", by, false, null), ANNA);
            errands.fire(card.id(), new Errand.NameDate(), ANNA);
            cards.add(errands.card(card.id()));
        }

        assertThat(cards.get(0).due()).contains(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(cards.get(1).due()).contains(Instant.parse("2026-10-25T01:30:00Z"));
        assertThat(cards.get(2).due()).as("03:30, as 02:30 is skipped").contains(Instant.parse("2027-03-28T01:30:00Z"));
        assertThat(cards.get(1).data().by()).isEqualTo(early.withLaterOffsetAtOverlap());
        for (var card : cards) {
            var due = card.due().orElseThrow();
            clock.set(due.minusSeconds(1));
            assertThat(voronka.fireDue()).isZero();
            clock.set(due);
            assertThat(voronka.fireDue()).isEqualTo(1);
        }
        assertThat(logs(errands, cards)).hasSize(3).containsOnly("ladder.breach ACTED");
    }

    private static List<String> logs(Funnel<?, ?> errands, Collection<Card<Errand.Data>> cards) {
        return cards.stream().flatMap(c -> log(errands, c).stream()).toList();
    }
}
