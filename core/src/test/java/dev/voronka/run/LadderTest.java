package dev.voronka.run;

import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingHours;
import static dev.voronka.store.RungLine.Fate.ACTED;
import static dev.voronka.store.RungLine.Fate.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.voronka.Actor;
import dev.voronka.Addressee;
import dev.voronka.Alarm;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Direction;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.Title;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.deadline.Ladder;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.Escalator.Measure;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.RungLine;
import dev.voronka.store.StoredEffect;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the ladder does to a card, rung by rung. An errand opened on Monday at 10:00 is due on Tuesday at 12:00. */
class LadderTest {

    private static final Actor ANNA = Actor.employee("anna", Role.REP);
    private static final Actor BOSS = Actor.employee("boss", Role.HEAD);
    private static final Actor FORM = Actor.system("form");
    private static final ZonedDateTime HALF = at(23, 16);
    private static final ZonedDateTime FOUR_FIFTHS = at(24, 10);
    private static final ZonedDateTime DEADLINE = at(24, 12);
    private static final ZonedDateTime HEAD = at(24, 17);
    private static final ZonedDateTime DIRECTOR = at(27, 12);

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final InMemoryCardStore store = new InMemoryCardStore();
    private Voronka voronka = voronka(Ladder.standard());
    private Funnel<Errand.Trigger, Errand.Data> errands = voronka.funnel(Errand.PROCESS);

    private static ZonedDateTime at(int day, int hour) {
        return Bed.MONDAY_TEN.withDayOfMonth(day).withHour(hour);
    }

    private Voronka.Builder builder(Ladder ladder) {
        return Voronka.builder().clock(clock).store(store).people(Errand.PEOPLE).ladder(ladder);
    }

    private Voronka voronka(Ladder ladder) {
        return builder(ladder).build();
    }

    private void with(Voronka.Builder builder) {
        voronka = builder.build();
        errands = voronka.funnel(Errand.PROCESS);
    }

    private Card<Errand.Data> open() {
        return open(ANNA);
    }

    private Card<Errand.Data> open(Actor by) {
        return errands.open(new Errand.Data("чайник", null, false, null), by);
    }

    private Card<Errand.Data> now(Card<Errand.Data> card) {
        return errands.card(card.id());
    }

    private int sweepAt(ZonedDateTime moment) {
        clock.set(moment.toInstant());
        return voronka.fireDue();
    }

    private List<String> said(Card<?> card) {
        return errands.effects(card.id()).stream()
                .map(StoredEffect::effect)
                .filter(e -> !(e instanceof Effect.Mirror))
                .map(LadderTest::told)
                .filter(t -> t.contains("deadline") || t.contains("escalated"))
                .toList();
    }

    private static String told(Effect effect) {
        if (effect instanceof Effect.Tell tell) {
            return "tell " + who(tell.to()) + " " + tell.message().code();
        }
        if (effect instanceof Effect.Task task) {
            return "task " + who(task.to()) + " " + task.message().code();
        }
        return effect instanceof Effect.Comment comment
                ? "note " + comment.message().code()
                : effect.toString();
    }

    private static String who(Addressee to) {
        if (to instanceof Addressee.Employee employee) {
            return employee.id();
        }
        return to instanceof Addressee.Holder holder ? holder.role().code() : "owner";
    }

    private List<String> log(Card<?> card) {
        return errands.deadlines(card.id()).stream()
                .map(l -> l.rung() + " " + l.fate())
                .toList();
    }

    @Test
    void the_owner_is_reminded_when_half_and_four_fifths_of_the_time_are_spent() {
        var card = open();

        assertThat(sweepAt(HALF.minusSeconds(1))).isZero();
        assertThat(sweepAt(HALF)).isEqualTo(1);
        assertThat(said(card)).containsExactly("tell owner deadline-near");
        assertThat(sweepAt(FOUR_FIFTHS.minusSeconds(1))).isZero();
        assertThat(sweepAt(FOUR_FIFTHS)).isEqualTo(1);

        assertThat(said(card)).containsExactly("tell owner deadline-near", "tell owner deadline-near");
        assertThat(errands.deadlines(card.id()))
                .extracting(RungLine::rung, RungLine::due, RungLine::at, RungLine::visit, RungLine::fate)
                .containsExactly(
                        tuple("ladder.remind-50", HALF.toInstant(), HALF.toInstant(), 1L, ACTED),
                        tuple("ladder.remind-80", FOUR_FIFTHS.toInstant(), FOUR_FIFTHS.toInstant(), 1L, ACTED));
        assertThat(now(card).version()).as("a rung that only tells is no move").isEqualTo(1);
    }

    @Test
    void a_breach_is_told_to_the_owner_and_the_head_and_noted_on_the_card() {
        var card = open();
        sweepAt(FOUR_FIFTHS);
        var before = said(card).size();

        assertThat(sweepAt(DEADLINE)).isEqualTo(1);

        assertThat(said(card).subList(before, said(card).size()))
                .containsExactly(
                        "tell owner deadline-missed", "tell HEAD deadline-missed-by", "note deadline-breached");
        assertThat(now(card).visit().rung()).contains(Ladder.BREACH);
    }

    @Test
    void then_the_head_gets_a_task_and_the_director_word_of_it_and_then_there_is_silence() {
        var card = open();
        sweepAt(DEADLINE);
        var before = said(card).size();

        assertThat(sweepAt(HEAD.minusSeconds(1))).isZero();
        assertThat(sweepAt(HEAD)).isEqualTo(1);
        assertThat(sweepAt(DIRECTOR.minusSeconds(1))).isZero();
        assertThat(sweepAt(DIRECTOR)).isEqualTo(1);
        assertThat(sweepAt(DIRECTOR.plusYears(1))).isZero();

        assertThat(said(card).subList(before, said(card).size()))
                .containsExactly("task HEAD deadline-help", "tell DIRECTOR deadline-missed-by");
        assertThat(store.takeDue(java.util.Set.of("errand"), clock.instant(), clock.instant(), 9))
                .as("no clock runs any more")
                .isEmpty();
    }

    @Test
    void nobodys_card_is_the_heads_business() {
        var card = open(FORM);

        sweepAt(HALF);
        sweepAt(DEADLINE);
        sweepAt(HEAD);
        sweepAt(DIRECTOR);

        assertThat(said(card))
                .containsExactly(
                        "tell HEAD deadline-near-unowned",
                        "tell HEAD deadline-missed-unowned",
                        "note deadline-breached",
                        "task HEAD deadline-help-unowned",
                        "tell DIRECTOR deadline-missed-unowned");
    }

    @Test
    void a_head_who_owns_the_card_is_told_once() {
        with(builder(Ladder.none().breach())
                .people(Directory.of(Employee.of("boss", Role.HEAD).under("boss"))));
        var card = open(BOSS);

        sweepAt(DEADLINE);

        assertThat(said(card)).containsExactly("tell owner deadline-missed", "note deadline-breached");
    }

    @Test
    void after_downtime_the_highest_due_rung_acts_and_the_others_are_noted_as_skipped() {
        var card = open();

        assertThat(sweepAt(HEAD.plusHours(1))).isEqualTo(1);
        assertThat(sweepAt(HEAD.plusHours(2))).isZero();

        assertThat(said(card)).containsExactly("task HEAD deadline-help");
        assertThat(errands.deadlines(card.id()))
                .extracting(RungLine::rung, RungLine::due, RungLine::fate)
                .containsExactly(
                        tuple("ladder.remind-50", HALF.toInstant(), SKIPPED),
                        tuple("ladder.remind-80", FOUR_FIFTHS.toInstant(), SKIPPED),
                        tuple("ladder.breach", DEADLINE.toInstant(), SKIPPED),
                        tuple("ladder.head", HEAD.toInstant(), ACTED));
    }

    @Test
    void a_month_of_downtime_ends_with_one_word_a_card() {
        var cards = errands.openAll(
                java.util.stream.IntStream.range(0, 1_000)
                        .mapToObj(i -> new Errand.Data("чайник " + i, null, false, null))
                        .toList(),
                ANNA);

        assertThat(sweepAt(Bed.MONDAY_TEN.plusDays(30))).isEqualTo(1_000);
        assertThat(voronka.fireDue()).isZero();

        assertThat(cards).allSatisfy(c -> {
            assertThat(said(c)).containsExactly("tell DIRECTOR deadline-missed-by");
            assertThat(log(c)).hasSize(5).filteredOn(l -> l.endsWith("ACTED")).containsExactly("ladder.director ACTED");
        });
    }

    @Test
    void on_hold_nothing_is_said_and_afterwards_the_rest_of_the_time_is_counted() {
        var card = open();
        clock.set(at(23, 12).toInstant()); // two of ten working hours are spent
        errands.fire(card.id(), new CommonTrigger.Hold(at(25, 12).toInstant()), ANNA);

        assertThat(sweepAt(at(25, 11))).isZero();
        assertThat(sweepAt(at(25, 12))).as("it wakes up").isEqualTo(1);
        assertThat(said(card)).isEmpty();

        assertThat(sweepAt(at(25, 15))).isZero();
        assertThat(sweepAt(at(25, 16))).as("half of the ten hours").isEqualTo(1);
        assertThat(said(card)).containsExactly("tell owner deadline-near");
        assertThat(now(card).due()).contains(at(26, 12).toInstant());
        assertThat(sweepAt(at(26, 12))).isEqualTo(1);
        assertThat(log(card)).endsWith("ladder.remind-80 SKIPPED", "ladder.breach ACTED");
    }

    @Test
    void time_on_hold_is_no_lateness() {
        var card = open();
        sweepAt(DEADLINE);
        clock.set(at(24, 14).toInstant()); // an hour late
        errands.fire(card.id(), new CommonTrigger.Hold(at(27, 10).toInstant()), ANNA);

        assertThat(sweepAt(at(27, 10))).as("it wakes up").isEqualTo(1);
        assertThat(now(card).due()).as("late stays late").contains(DEADLINE.toInstant());
        assertThat(sweepAt(at(27, 12))).isZero();
        assertThat(sweepAt(at(27, 14))).as("four hours late").isEqualTo(1);

        assertThat(said(card)).endsWith("task HEAD deadline-help");
    }

    @Test
    void a_second_hold_counts_like_the_first() {
        var card = open();
        clock.set(at(23, 11).toInstant());
        errands.fire(card.id(), new CommonTrigger.Hold(at(24, 11).toInstant()), ANNA);
        sweepAt(at(24, 11));
        clock.set(at(24, 12).toInstant());
        errands.fire(card.id(), new CommonTrigger.Hold(at(25, 12).toInstant()), ANNA);
        sweepAt(at(25, 12)); // two hours are spent

        assertThat(sweepAt(at(25, 15))).isZero();
        assertThat(sweepAt(at(25, 16))).isEqualTo(1);
        assertThat(now(card).due()).contains(at(26, 12).toInstant());
    }

    @Test
    void a_new_visit_and_a_reopened_card_begin_a_new_ladder() {
        var card = open();
        sweepAt(DEADLINE);
        errands.fire(card.id(), new CommonTrigger.Fail(Errand.Stage.LOST, "не срослось"), ANNA);
        assertThat(sweepAt(at(24, 18))).as("an end has no ladder").isZero();

        clock.set(at(25, 9).toInstant());
        errands.fire(card.id(), new CommonTrigger.Reopen(), BOSS);

        assertThat(sweepAt(at(25, 15))).isEqualTo(1);
        assertThat(errands.deadlines(card.id()))
                .extracting(RungLine::rung, RungLine::visit)
                .endsWith(tuple("ladder.breach", 1L), tuple("ladder.remind-50", 3L));
    }

    @Test
    void a_new_owner_inherits_the_deadline_and_what_was_said() {
        var card = open();
        sweepAt(DEADLINE);

        errands.fire(card.id(), new CommonTrigger.Reassign("boris"), BOSS);

        assertThat(sweepAt(DEADLINE.plusMinutes(1))).isZero();
        assertThat(now(card).due()).contains(DEADLINE.toInstant());
        assertThat(sweepAt(HEAD)).isEqualTo(1);
        assertThat(said(card)).endsWith("task HEAD deadline-help");
    }

    @Test
    void a_deadline_that_follows_a_date_has_no_reminders_by_share_and_moves_with_the_date() {
        var card = errands.open(new Errand.Data("чайник", at(25, 12), false, null), ANNA);
        errands.fire(card.id(), new Errand.NameDate(), ANNA);

        assertThat(sweepAt(at(25, 11))).isZero();
        errands.fire(card.id(), new CommonTrigger.Amend(now(card).data().by(at(26, 12))), ANNA);
        assertThat(sweepAt(at(26, 11))).isZero();
        assertThat(sweepAt(at(26, 12))).isEqualTo(1);

        assertThat(log(card)).containsExactly("ladder.breach ACTED");
    }

    @Test
    void a_date_that_passes_on_hold_is_a_breach_afterwards_but_no_lateness() {
        var card = errands.open(new Errand.Data("чайник", at(24, 12), false, null), ANNA);
        errands.fire(card.id(), new Errand.NameDate(), ANNA);
        errands.fire(card.id(), new CommonTrigger.Hold(at(27, 10).toInstant()), ANNA);

        assertThat(sweepAt(at(27, 10))).as("it wakes up, and is late").isEqualTo(2);

        assertThat(log(card)).containsExactly("ladder.breach ACTED");
        assertThat(sweepAt(at(27, 14))).isZero();
        assertThat(sweepAt(at(27, 15))).as("four working hours later").isEqualTo(1);
    }

    @Test
    void a_date_beyond_every_calendar_does_not_keep_the_card_from_moving() {
        with(builder(Ladder.none().remindBefore(workingDays(1)).breach()));
        var card = errands.open(new Errand.Data("чайник", at(24, 12).withYear(90_000), false, null), ANNA);

        assertThat(errands.fire(card.id(), new Errand.NameDate(), ANNA).isTaken())
                .isTrue();
        assertThat(voronka.fireDue()).isZero();
    }

    @Test
    void a_reminder_so_long_before_the_deadline_is_left_out_where_the_time_is_too_short_for_it() {
        with(builder(Ladder.none()
                .remindBefore(workingDays(3))
                .remindBefore(workingHours(3))
                .breach()));
        var card = open();

        assertThat(sweepAt(at(23, 18))).isZero();
        assertThat(sweepAt(at(24, 9))).as("three hours before Tuesday 12:00").isEqualTo(1);

        assertThat(log(card)).containsExactly("ladder.remind-3wh ACTED");
    }

    @Test
    void a_late_card_goes_to_a_colleague_where_the_ladder_says_so() {
        with(builder(Ladder.standard().with("errand", Ladder.none().breach().reassign(workingHours(1)))));
        var card = open();
        sweepAt(DEADLINE);

        assertThat(sweepAt(DEADLINE.plusHours(2))).isEqualTo(1);

        assertThat(now(card).owner()).isEqualTo("boris");
        assertThat(errands.history(card.id()).get(1).actor()).isEqualTo(Actor.TIMER);
        assertThat(said(card)).endsWith("tell anna deadline-taken-away");
        assertThat(now(card).visit().rung()).contains("ladder.reassign");
        assertThat(log(card)).containsExactly("ladder.breach ACTED", "ladder.reassign ACTED");
        assertThat(sweepAt(DEADLINE.plusDays(9))).as("once a visit").isZero();
        assertThat(store.ring("errand/REP").turns()).isEqualTo(1);
    }

    @Test
    void many_late_cards_go_to_colleagues_in_turn() {
        with(builder(Ladder.none().reassign(workingHours(1)))
                .people(Directory.of(
                        Employee.of("boss", Role.HEAD),
                        Employee.of("anna", Role.REP).under("boss"),
                        Employee.of("boris", Role.REP).under("boss"),
                        Employee.of("vera", Role.REP).under("boss"))));
        var cards = new ArrayList<Card<Errand.Data>>();
        for (var i = 0; i < 30; i++) {
            cards.add(open());
        }

        assertThat(sweepAt(DIRECTOR)).isEqualTo(30);

        var owners = cards.stream().map(c -> now(c).owner()).toList();
        assertThat(owners).filteredOn("boris"::equals).hasSize(15);
        assertThat(owners).filteredOn("vera"::equals).hasSize(15);
        assertThat(cards).allSatisfy(c -> assertThat(log(c)).containsExactly("ladder.reassign ACTED"));
    }

    @Test
    void where_there_is_no_colleague_the_head_is_to_find_one_and_the_attempt_is_noted() {
        with(builder(Ladder.none().reassign(workingHours(1))).people(Directory.of(Employee.of("anna", Role.REP))));
        var card = open();

        assertThat(sweepAt(DIRECTOR)).isEqualTo(1);
        assertThat(sweepAt(DIRECTOR.plusDays(1))).isZero();

        assertThat(now(card).owner()).isEqualTo("anna");
        assertThat(said(card)).containsExactly("task HEAD deadline-nobody-else");
        assertThat(errands.attempts(card.id()))
                .singleElement()
                .satisfies(a -> assertThat(a.reasons().get(0).guard()).isEqualTo("somebody-else-is-there"));
    }

    @Test
    void a_card_is_given_up_by_itself_where_the_ladder_of_its_stage_says_so() {
        with(builder(Ladder.standard()
                .with(
                        "errand",
                        Errand.Stage.OPEN,
                        Ladder.none().breach().fail(workingDays(5), Errand.Stage.LOST, "срок давно прошёл"))));
        var card = open();

        assertThat(sweepAt(DEADLINE.plusDays(7))).isEqualTo(1);

        assertThat(now(card).stage()).isEqualTo(Errand.Stage.LOST);
        assertThat(now(card).failure()).satisfies(f -> assertThat(f.comment()).isEqualTo("срок давно прошёл"));
        assertThat(errands.history(card.id()).get(1).actor()).isEqualTo(Actor.TIMER);
        assertThat(log(card)).containsExactly("ladder.breach SKIPPED", "ladder.fail ACTED");
        assertThat(errands.deadlines(card.id())).allMatch(l -> l.visit() == 1);
        assertThat(voronka.fireDue()).isZero();
    }

    @Test
    void guards_of_a_fail_hold_for_the_ladder_too() {
        with(builder(Ladder.none()
                .with(
                        "errand",
                        Errand.Stage.OPEN,
                        Ladder.none().fail(workingDays(5), Errand.Stage.HOPELESS, "срок давно прошёл"))));
        var card = open();

        assertThat(sweepAt(DEADLINE.plusDays(30))).isEqualTo(1);
        assertThat(voronka.fireDue()).isZero();

        assertThat(now(card).stage()).isEqualTo(Errand.Stage.OPEN);
        assertThat(errands.attempts(card.id())).singleElement().satisfies(a -> {
            assertThat(a.trigger()).isEqualTo("fail:HOPELESS");
            assertThat(a.reasons().get(0).guard()).isEqualTo("errand-is-hopeless");
        });
        assertThat(log(card)).containsExactly("ladder.fail ACTED");
    }

    @Test
    void the_ladder_never_leads_into_success() {
        with(builder(Ladder.none().breach())
                .port(Escalator.class, asked -> Escalator.Answer.of(new Measure.Fail("DONE", "готово"))));
        var card = open();

        assertThat(sweepAt(DEADLINE)).isEqualTo(1);

        assertThat(now(card).stage()).isEqualTo(Errand.Stage.OPEN);
        assertThat(errands.attempts(card.id())).hasSize(1);
    }

    @Test
    void a_timer_at_the_moment_of_a_rung_comes_first_and_one_that_moves_the_card_ends_its_ladder() {
        with(builder(Ladder.none().breach().head(workingHours(2)).director(workingHours(20))));
        var card = open();
        errands.fire(
                card.id(), new Errand.BeginTimed(), ANNA); // due at 12:00, nudge at 12:00, head at 15:00, over at 18:00

        assertThat(sweepAt(at(23, 12))).isEqualTo(2);
        assertThat(errands.deadlines(card.id())).hasSize(1);
        assertThat(errands.effects(card.id()).stream()
                        .filter(e -> e.effect() instanceof Effect.Comment)
                        .map(e -> ((Effect.Comment) e.effect()).message().code()))
                .endsWith("moved", "deadline-breached");

        assertThat(sweepAt(at(25, 12))).as("the head, and then the time is up").isEqualTo(2);
        assertThat(now(card).stage()).isEqualTo(Errand.Stage.DONE);
        assertThat(log(card)).containsExactly("ladder.breach ACTED", "ladder.head ACTED");
        assertThat(sweepAt(at(30, 12))).isZero();
    }

    @Test
    void a_timer_before_the_highest_due_rung_ends_the_ladder_without_a_word() {
        with(builder(Ladder.none().breach().head(workingHours(2)).director(workingHours(20))));
        var card = open();
        errands.fire(card.id(), new Errand.BeginTimed(), ANNA);

        sweepAt(at(30, 12));

        assertThat(now(card).stage()).isEqualTo(Errand.Stage.DONE);
        assertThat(log(card)).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_does_not_let_a_rung_go_off_again() {
        var card = open();
        sweepAt(DEADLINE);

        for (var moment : List.of(HALF, Bed.MONDAY_TEN.minusYears(1), FOUR_FIFTHS, DEADLINE)) {
            assertThat(sweepAt(moment)).isZero();
        }

        assertThat(log(card)).hasSize(3);
        assertThat(sweepAt(HEAD)).isEqualTo(1);
    }

    @Test
    void the_escalator_is_told_the_facts_and_nothing_personal() {
        var asked = new ArrayList<Escalation>();
        with(builder(Ladder.none().breach().head(workingHours(4))).port(Escalator.class, facts -> {
            asked.add(facts);
            return Escalator.Answer.of(Measure.say(Role.DIRECTOR, "горит"));
        }));
        var card = errands.open(new Errand.Data("чайник", null, false, "south"), ANNA);

        sweepAt(DEADLINE);
        sweepAt(HEAD);

        assertThat(asked.get(0))
                .isEqualTo(new Escalation(
                        "errand",
                        "south",
                        "OPEN",
                        "REP",
                        "ladder.breach",
                        Escalation.Kind.BREACH,
                        "",
                        "",
                        "anna",
                        "boss",
                        "dir",
                        new BigDecimal("500.00"),
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        java.util.Collections.emptySortedMap()));
        assertThat(asked.get(1).late()).isEqualTo(Duration.ofHours(4));
        assertThat(said(card)).containsExactly("tell DIRECTOR escalated", "tell DIRECTOR escalated");
    }

    @Test
    void a_rung_is_said_in_words_that_a_seller_understands() {
        var meetings = voronka.funnel(Meeting.PROCESS);
        var card = meetings.open(new Meeting.Data("Показать чайник", "c1"), ANNA);

        sweepAt(at(24, 10));

        var breach = meetings.effects(card.id()).stream()
                .map(StoredEffect::effect)
                .filter(e -> e instanceof Effect.Tell)
                .map(e -> ((Effect.Tell) e).message())
                .toList();
        var texts = Meeting.PROCESS.texts();
        assertThat(breach)
                .extracting(m -> m.text(texts, Texts.RUSSIAN))
                .containsExactly(
                        "«Показать чайник»: срок стадии «Новая» прошёл 24.11.2026 10:00. Завершите её или отложите карточку",
                        "«Показать чайник»: срок стадии «Новая» прошёл 24.11.2026 10:00, ответственный anna");
        assertThat(breach.get(1).text(texts, Locale.ENGLISH))
                .isEqualTo("Показать чайник: New should have been finished by 24.11.2026 10:00; the owner is anna");
    }

    @Test
    void a_direction_and_a_stage_have_their_own_ladders() {
        var process = Errand.PROCESS.inDirection(Direction.of("south", Title.of("Юг", "South")));
        voronka = voronka(Ladder.none()
                .with("errand", Ladder.none().breach())
                .with("errand@south", Ladder.none().remindAt(10))
                .with("errand@south", Errand.Stage.DATED, Ladder.none().head(workingHours(1))));
        errands = voronka.funnel(process);
        var north = open();
        var south = errands.open(new Errand.Data("чайник", at(24, 9), false, "south"), ANNA);
        var dated = errands.open(new Errand.Data("чайник", at(24, 9), false, "south"), ANNA);
        errands.fire(dated.id(), new Errand.NameDate(), ANNA);

        sweepAt(at(24, 12));

        assertThat(log(north)).containsExactly("ladder.breach ACTED");
        assertThat(log(south)).containsExactly("ladder.remind-10 ACTED");
        assertThat(log(dated)).containsExactly("ladder.head ACTED");
    }

    @Test
    void a_ladder_that_cannot_be_meant_is_refused() {
        var failing = Ladder.none().fail(workingDays(1), Errand.Stage.LOST, "давно");

        refused(() -> Ladder.none().breach().remindAt(50), "stand above");
        refused(() -> Ladder.none().breach().breach(), "already");
        refused(() -> Ladder.none().remindAt(100), "breach()");
        refused(() -> Ladder.none().fail(workingDays(1), Errand.Stage.LOST, " "), "comment");
        refused(() -> Ladder.none().with("errand", failing), "single stage");
        refused(() -> Ladder.none().with("errand/OPEN", Ladder.none()), "named apart");
        refused(() -> Ladder.none().with("errand", Ladder.none().with("deal", Ladder.none())), "within");
        refused(() -> Voronka.builder().ladder(failing), "every process");
        refused(
                () -> voronka(Ladder.none().with("errand", Meeting.Stage.REPORT, Ladder.none()))
                        .funnel(Errand.PROCESS),
                "does not have");
        refused(
                () -> voronka(Ladder.none()
                                .with(
                                        "errand",
                                        Errand.Stage.DATED,
                                        Ladder.none().fail(workingDays(1), Errand.Stage.HOPELESS, "давно")))
                        .funnel(Errand.PROCESS),
                "may not choose");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable ladder, String why) {
        assertThatThrownBy(ladder).isInstanceOf(InvalidInput.class).hasMessageContaining(why);
    }

    @Test
    void a_holiday_that_is_named_afterwards_moves_open_deadlines_and_what_was_said_stays() {
        var card = open();
        var held = open();
        clock.set(at(23, 11).toInstant());
        errands.fire(held.id(), new CommonTrigger.Hold(at(23, 12).toInstant()), ANNA);
        sweepAt(at(23, 12));
        var heldDue = now(held).due();
        sweepAt(HALF);
        assertThat(voronka.recomputeDeadlines()).as("the same calendar").isZero();

        with(builder(Ladder.standard())
                .calendar(OfficeHours.russian().withDaysOff(List.of(LocalDate.of(2026, 11, 24)))));

        assertThat(voronka.recomputeDeadlines()).isEqualTo(1);
        assertThat(now(card).due()).contains(at(25, 12).toInstant());
        assertThat(now(card).version()).isEqualTo(1);
        assertThat(now(held).due()).as("moved by a hold").isEqualTo(heldDue);
        sweepAt(DEADLINE);
        assertThat(log(card)).containsExactly("ladder.remind-50 ACTED");
        sweepAt(at(25, 12));
        assertThat(log(card)).endsWith("ladder.breach ACTED");
    }

    @Test
    void cards_of_a_voronka_without_a_ladder_get_one_by_recomputing() {
        with(builder(Ladder.none()));
        var cards = errands.openAll(
                java.util.stream.IntStream.range(0, Sweep.BATCH * 2 + 1)
                        .mapToObj(i -> new Errand.Data("чайник", null, false, null))
                        .toList(),
                ANNA);
        assertThat(sweepAt(DEADLINE)).isZero();

        with(builder(Ladder.standard()));
        assertThat(voronka.fireDue()).isZero();
        voronka.recomputeDeadlines();

        assertThat(voronka.fireDue()).isEqualTo(cards.size());
    }

    @Test
    void deadlines_are_counted_in_the_zone_of_the_calendar_through_a_change_of_clocks() {
        var berlin = java.time.ZoneId.of("Europe/Berlin");
        clock.set(
                ZonedDateTime.of(2026, 10, 23, 15, 0, 0, 0, berlin).toInstant()); // a Friday; clocks go back on Sunday
        with(builder(Ladder.none().breach().head(workingHours(2))).calendar(OfficeHours.in(berlin)));
        var card = open();

        var due = ZonedDateTime.of(2026, 10, 26, 17, 0, 0, 0, berlin);
        assertThat(now(card).due()).contains(due.toInstant());
        assertThat(sweepAt(due.minusSeconds(1))).isZero();
        assertThat(sweepAt(due)).isEqualTo(1);
        assertThat(sweepAt(ZonedDateTime.of(2026, 10, 27, 9, 59, 0, 0, berlin))).isZero();
        assertThat(sweepAt(ZonedDateTime.of(2026, 10, 27, 10, 0, 0, 0, berlin))).isEqualTo(1);
    }

    @Test
    void marks_of_holds_never_go_off_themselves() {
        var card = open();
        clock.set(at(23, 11).toInstant());
        errands.fire(card.id(), new CommonTrigger.Hold(at(30, 11).toInstant()), ANNA);
        sweepAt(at(30, 11));

        @Nullable Alarm mark = now(card).visit().alarm(Alarm.ENTRY).orElse(null);
        assertThat(mark).isNotNull().matches(Alarm::isMark);
        assertThat(now(card).visit().nextTimer()).isEmpty();
    }
}
