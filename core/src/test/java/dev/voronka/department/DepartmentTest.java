package dev.voronka.department;

import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.department.Shop.ORDER;
import static dev.voronka.department.Shop.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.Message;
import dev.voronka.Move;
import dev.voronka.Origin;
import dev.voronka.Reason;
import dev.voronka.Role;
import dev.voronka.StepCrashed;
import dev.voronka.department.Shop.Again;
import dev.voronka.department.Shop.Ask;
import dev.voronka.department.Shop.Back;
import dev.voronka.department.Shop.Begin;
import dev.voronka.department.Shop.Break;
import dev.voronka.department.Shop.Complete;
import dev.voronka.department.Shop.Data;
import dev.voronka.department.Shop.Finish;
import dev.voronka.department.Shop.Place;
import dev.voronka.department.Shop.Report;
import dev.voronka.department.Shop.Show;
import dev.voronka.department.Shop.Step;
import dev.voronka.department.Shop.Trigger;
import dev.voronka.department.Shop.Won;
import dev.voronka.department.Shop.Work;
import dev.voronka.engine.Engines;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Funnel;
import dev.voronka.run.Terms;
import dev.voronka.run.Voronka;
import dev.voronka.store.Signal;
import dev.voronka.store.StoredEffect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cards do to one another. */
class DepartmentTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);
    private static final Actor OTHER = Actor.employee("e18", Role.REP);

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);

    /** A department at work. */
    private final class Floor {
        final Voronka voronka;
        final Funnel<Trigger, Data> orders;
        final Funnel<Work, String> tasks;

        Floor(DepartmentBuilder department) {
            voronka = Voronka.builder()
                    .department(department.build())
                    .clock(clock)
                    .engine(Engines.TABLE)
                    .build();
            orders = voronka.funnel(ORDER);
            tasks = voronka.funnel(TASK);
        }

        Card<Data> order(boolean ready) {
            return orders.open(new Data("a chair", ready), REP);
        }

        Card<Data> waiting(boolean ready) {
            return orders.fire(order(ready).id(), new Begin(), REP).card();
        }

        Card<?> child(Card<Data> order) {
            var children = orders.links(order.id()).children();
            return children.get(children.size() - 1);
        }

        void ends(Card<?> task, Work how) {
            assertThat(tasks.fire(task.id(), how, OTHER).isTaken()).isTrue();
        }

        String place(Card<?> order) {
            return orders.card(order.id()).stage().name();
        }

        String step(Card<?> task) {
            return tasks.card(task.id()).stage().name();
        }

        List<Card<String>> allTasks() {
            return tasks.cards(CardQuery.all());
        }

        List<Signal> pending(Card<Data> order) {
            return orders.links(order.id()).pending();
        }

        Move last(Card<Data> order) {
            var history = orders.history(order.id());
            return history.get(history.size() - 1);
        }
    }

    private Floor shop() {
        return new Floor(Shop.linked());
    }

    /** Where an order may ask for more tasks and goes on meanwhile. */
    private static DepartmentBuilder asking() {
        return Shop.linked()
                .when(ORDER)
                .takes(Ask.class)
                .open(TASK, (o, asked) -> asked.what())
                .tell(t -> new Report(t.id()))
                .closing(Step.CANCELLED, Step.LATE)
                .and();
    }

    @Test
    void a_card_is_opened_in_the_move_of_its_parent_with_its_origin_owner_and_data() {
        var at = shop();

        var order = at.waiting(true);

        var child = at.child(order);
        assertThat(child.process()).isEqualTo("task");
        assertThat(child.data()).isEqualTo("make a chair");
        assertThat(child.owner()).isEqualTo("e17");
        assertThat(child.origin()).isEqualTo(new Origin(order.id(), "order", 2, "order:WAIT>task", 1));
        assertThat(at.tasks.links(child.id()).origin()).isEqualTo(child.origin());
        assertThat(at.tasks.history(child.id()).get(0).actor()).isEqualTo(REP);
        assertThat(at.orders.effects(order.id()))
                .extracting(StoredEffect::effect)
                .contains(Effect.comment("link-opened", "make a chair"));
        assertThat(at.tasks.tampered(child.id())).isEmpty();
    }

    @Test
    void a_won_task_moves_its_order_on_and_the_history_tells_that_a_link_did_it() {
        var at = shop();
        var order = at.waiting(true);
        var child = at.child(order);

        at.ends(child, new Complete());

        assertThat(at.place(order)).isEqualTo("AFTER");
        assertThat(at.last(order).actor()).isEqualTo(Actor.LINK);
        assertThat(at.last(order).payload()).isEqualTo(new Won(child.id()));
        assertThat(at.pending(order)).isEmpty();
    }

    @Test
    void a_lost_task_moves_its_order_to_the_fail() {
        var at = shop();
        var order = at.waiting(true);

        at.ends(at.child(order), new Break());

        assertThat(at.place(order)).isEqualTo("REFUSED");
        assertThat(at.last(order).actor()).isEqualTo(Actor.LINK);
    }

    @Test
    void a_report_that_a_guard_refuses_stays_pending_with_its_reasons_until_the_order_may_take_it() {
        var at = shop();
        var order = at.waiting(false);
        var child = at.child(order);

        at.ends(child, new Complete());

        assertThat(at.place(order)).isEqualTo("WAIT");
        assertThat(at.pending(order)).singleElement().satisfies(s -> {
            assertThat(s.trigger()).isEqualTo(new Won(child.id()));
            assertThat(s.state()).isEqualTo(Signal.State.REFUSED);
            assertThat(s.why()).containsExactly(Reason.of("order-is-ready"));
        });

        at.orders.fire(order.id(), new CommonTrigger.Amend(new Data("a chair", true)), REP);

        assertThat(at.place(order)).isEqualTo("AFTER");
        assertThat(at.pending(order)).isEmpty();
    }

    @Test
    void an_order_on_hold_takes_the_report_when_it_is_resumed() {
        var at = shop();
        var order = at.waiting(true);
        at.orders.fire(order.id(), new CommonTrigger.Hold(clock.instant().plus(Duration.ofDays(2))), REP);

        at.ends(at.child(order), new Complete());

        assertThat(at.pending(order))
                .singleElement()
                .extracting(Signal::why)
                .isEqualTo(List.of(Reason.of("card-is-not-on-hold")));

        at.orders.fire(order.id(), new CommonTrigger.Resume(), REP);

        assertThat(at.place(order)).isEqualTo("AFTER");
        assertThat(at.pending(order)).isEmpty();
    }

    @Test
    void the_end_of_an_order_closes_its_tasks_in_the_first_fail_that_their_stages_allow() {
        var at = new Floor(asking());
        var order = at.order(true);
        at.orders.fire(order.id(), new Ask("paint"), REP);
        var fresh = at.child(order);
        at.orders.fire(order.id(), new Ask("polish"), REP);
        var shown = at.child(order);
        at.ends(shown, new Show());

        at.orders.fire(order.id(), new CommonTrigger.Fail(Place.DROPPED, "no money"), REP);

        assertThat(at.step(fresh)).isEqualTo("CANCELLED");
        assertThat(at.step(shown)).isEqualTo("LATE");
        assertThat(at.tasks.card(fresh.id()).failure())
                .satisfies(f -> assertThat(f.comment()).isEqualTo("parentClosed: order DROPPED"));
        assertThat(at.pending(order)).isEmpty();
    }

    @Test
    void a_task_whose_link_closes_nothing_goes_on_when_its_order_ends() {
        var at = new Floor(Shop.linked()
                .when(ORDER)
                .enters(Place.NEW)
                .open(TASK, o -> "thank")
                .and());
        var order = at.order(true);

        at.orders.fire(order.id(), new CommonTrigger.Fail(Place.DROPPED, "no money"), REP);

        assertThat(at.step(at.child(order))).isEqualTo("OPEN");
    }

    @Test
    void an_order_that_leaves_its_wait_closes_the_task_and_opens_another_when_it_waits_again() {
        var at = shop();
        var order = at.waiting(true);
        var first = at.child(order);

        at.orders.fire(order.id(), new Back(), REP);

        assertThat(at.step(first)).isEqualTo("CANCELLED");
        assertThat(at.place(order)).isEqualTo("NEW");

        at.orders.fire(order.id(), new Begin(), REP);

        assertThat(at.place(order)).isEqualTo("WAIT");
        assertThat(at.step(at.child(order))).isEqualTo("OPEN");
        assertThat(at.orders.links(order.id()).children()).hasSize(2);
    }

    @Test
    void a_late_report_of_an_old_task_does_not_end_a_new_wait() {
        var at = new Floor(Department.of(ORDER, TASK)
                .when(ORDER)
                .enters(Place.WAIT)
                .open(TASK, o -> "make")
                .andWait(won -> new Won(won.id()), lost -> new Shop.Lost(lost.id()))
                .and());
        var order = at.waiting(true);
        var old = at.child(order);
        at.orders.fire(order.id(), new Back(), REP);
        at.orders.fire(order.id(), new Begin(), REP);

        at.ends(old, new Complete());
        at.voronka.fireDue();

        assertThat(at.place(order)).isEqualTo("WAIT");
        assertThat(at.pending(order)).isEmpty();

        at.ends(at.child(order), new Complete());

        assertThat(at.place(order)).isEqualTo("AFTER");
    }

    @Test
    void a_report_that_was_refused_in_an_old_wait_does_not_end_a_new_one() {
        var at = shop();
        var order = at.waiting(false);
        at.ends(at.child(order), new Complete());

        at.orders.fire(order.id(), new Back(), REP);
        at.orders.fire(order.id(), new CommonTrigger.Amend(new Data("a chair", true)), REP);
        at.orders.fire(order.id(), new Begin(), REP);

        assertThat(at.place(order)).isEqualTo("WAIT");
        assertThat(at.pending(order)).isEmpty();
    }

    @Test
    void a_delayed_task_is_opened_after_its_time_and_once() {
        var at = new Floor(Shop.linked()
                .when(ORDER)
                .enters(Place.NEW)
                .after(workingDays(2))
                .open(TASK, o -> "call " + o.data().title())
                .and());
        var order = at.order(true);
        assertThat(at.pending(order)).hasSize(1);

        clock.advance(Duration.ofDays(1));
        at.voronka.fireDue();

        assertThat(at.allTasks()).isEmpty();

        clock.advance(Duration.ofDays(1));
        for (var i = 0; i < 3; i++) {
            at.voronka.fireDue();
        }

        assertThat(at.allTasks()).singleElement().satisfies(t -> {
            assertThat(t.data()).isEqualTo("call a chair");
            assertThat(t.owner()).isEqualTo("e17");
        });
        assertThat(at.tasks.history(at.child(order).id()).get(0).actor()).isEqualTo(Actor.LINK);
        assertThat(at.pending(order)).isEmpty();
    }

    private static DepartmentBuilder askingOnce() {
        return Shop.linked()
                .when(ORDER)
                .takes(Ask.class)
                .open(TASK, (o, asked) -> asked.what())
                .once(o -> o.data().title())
                .elseTell(o -> new Again())
                .and();
    }

    @Test
    void of_one_key_there_is_one_task_which_is_told_of_the_others() {
        var at = new Floor(askingOnce());
        var one = at.order(true);
        var other = at.order(true);

        at.orders.fire(one.id(), new Ask("paint"), REP);
        at.orders.fire(other.id(), new Ask("paint"), REP);

        assertThat(at.allTasks()).hasSize(1);
        assertThat(at.tasks.history(at.child(one).id()))
                .extracting(Move::trigger)
                .containsExactly("open", "again");
        assertThat(at.orders.links(other.id()).children()).isEmpty();
    }

    @Test
    void orders_that_ask_for_one_key_together_get_one_task() {
        var at = new Floor(askingOnce());
        var one = at.order(true);
        var other = at.order(true);

        var outcomes = at.orders.fireAll(List.of(one.id(), other.id()), new Ask("paint"), REP);

        assertThat(outcomes).allMatch(o -> o.isTaken());
        assertThat(at.allTasks()).hasSize(1);
        assertThat(at.tasks.history(at.child(one).id()))
                .extracting(Move::trigger)
                .containsExactly("open", "again");
    }

    @Test
    void orders_that_are_opened_together_get_one_task_of_one_key() {
        var at = new Floor(Shop.linked()
                .when(ORDER)
                .enters(Place.NEW)
                .open(TASK, o -> "greet")
                .once(o -> o.data().title())
                .elseTell(o -> new Again())
                .and());

        var orders = at.orders.openAll(List.of(new Data("a chair", true), new Data("a chair", true)), REP);

        assertThat(orders).extracting(o -> at.place(o)).containsExactly("NEW", "NEW");
        assertThat(at.allTasks()).hasSize(1);
        assertThat(at.tasks.history(at.allTasks().get(0).id()))
                .extracting(Move::trigger)
                .containsExactly("open", "again");
    }

    @Test
    void orders_that_are_opened_and_moved_together_carry_their_links_too() {
        var at = new Floor(Shop.linked()
                .when(ORDER)
                .enters(Place.NEW)
                .open(TASK, o -> "greet " + o.data().title())
                .and());
        var orders = at.orders.openAll(List.of(new Data("a chair", true), new Data("a table", true)), REP);

        at.orders.fireAll(orders.stream().map(Card::id).toList(), new Begin(), REP);

        assertThat(at.allTasks())
                .extracting(Card::data)
                .containsExactlyInAnyOrder("greet a chair", "greet a table", "make a chair", "make a table");

        at.tasks.fireAll(orders.stream().map(o -> at.child(o).id()).toList(), new Complete(), OTHER);

        assertThat(orders).extracting(at::place).containsExactly("AFTER", "AFTER");
    }

    @Test
    void a_circle_stops_at_its_depth_with_a_comment() {
        var at = new Floor(Shop.linked()
                .when(TASK)
                .enters(Step.READY)
                .toDepth(2)
                .open(TASK, t -> t.data() + "+")
                .and());
        Card<?> task = at.tasks.open("first", REP);

        for (var i = 0; i < 2; i++) {
            at.ends(task, new Complete());
            task = at.tasks.links(task.id()).children().get(0);
        }
        at.ends(task, new Complete());

        assertThat(task.data()).isEqualTo("first++");
        assertThat(task.origin()).satisfies(o -> assertThat(o.depth()).isEqualTo(2));
        assertThat(at.tasks.links(task.id()).children()).isEmpty();
        assertThat(at.tasks.effects(task.id()))
                .extracting(StoredEffect::effect)
                .contains(new Effect.Comment(Message.of("link-too-deep", "task:READY>task", 2)));
    }

    @Test
    void too_many_late_orders_open_one_task_a_month() {
        var at = new Floor(Shop.linked()
                .whenOverdueExceeds(50, 2, TASK, l -> l.process() + " " + l.perCent())
                .and());
        at.order(true);

        clock.advance(Duration.ofDays(3));
        assertThat(at.voronka.watchDeadlines()).as("one order is too few").isZero();
        at.order(true);
        assertThat(at.voronka.watchDeadlines()).as("half is not more than half").isZero();

        clock.advance(Duration.ofDays(3));
        assertThat(at.voronka.watchDeadlines()).isEqualTo(1);
        assertThat(at.voronka.watchDeadlines()).isZero();
        assertThat(at.allTasks()).singleElement().satisfies(t -> {
            assertThat(t.data()).isEqualTo("order 100");
            assertThat(t.owner()).isNull();
            assertThat(t.origin()).isNull();
        });

        clock.advance(Duration.ofDays(10));
        assertThat(at.voronka.watchDeadlines()).as("in December").isEqualTo(1);
    }

    @Test
    void a_link_that_crashes_is_named_and_leaves_the_order_untouched() {
        var at = new Floor(Shop.linked()
                .when(ORDER)
                .takes(Ask.class)
                .open(TASK, (o, asked) -> broken())
                .and());
        var order = at.order(true);

        assertThatThrownBy(() -> at.orders.fire(order.id(), new Ask("paint"), REP))
                .isInstanceOf(StepCrashed.class)
                .hasMessageContaining("Process order, stage NEW, trigger ask: link order:ask>task crashed with"
                        + " java.lang.IllegalStateException");

        assertThat(at.orders.card(order.id())).isEqualTo(order);
        assertThat(at.orders.history(order.id())).hasSize(1);
        assertThat(at.allTasks()).isEmpty();
    }

    @Test
    void a_condition_that_crashes_names_its_link_and_leaves_the_order_untouched() {
        var at = new Floor(Shop.linked()
                .when(ORDER)
                .takes(Ask.class)
                .onlyIf(Condition.named("is-odd", o -> broken().isEmpty()))
                .open(TASK, (o, asked) -> asked.what())
                .and());
        var order = at.order(true);

        assertThatThrownBy(() -> at.orders.fire(order.id(), new Ask("paint"), REP))
                .isInstanceOf(StepCrashed.class)
                .hasMessageContaining("link order:ask>task?is-odd crashed with java.lang.IllegalStateException");

        assertThat(at.orders.card(order.id())).isEqualTo(order);
    }

    private static String broken() {
        throw new IllegalStateException("nobody knows");
    }

    @Test
    void one_request_made_twice_opens_one_task() {
        var at = new Floor(asking());
        var order = at.order(true);

        at.orders.fire(order.id(), new Ask("paint"), REP, Terms.keyed("web-42"));
        at.orders.fire(order.id(), new Ask("paint"), REP, Terms.keyed("web-42"));

        assertThat(at.allTasks()).hasSize(1);
    }

    @Test
    void an_order_that_has_succeeded_still_takes_the_report_of_a_task() {
        var at = new Floor(Shop.linked()
                .when(ORDER)
                .takes(Ask.class)
                .open(TASK, (o, asked) -> asked.what())
                .tell(t -> new Report(t.id()))
                .and());
        var order = at.waiting(true);
        at.ends(at.child(order), new Complete());
        at.orders.fire(order.id(), new Ask("deliver"), REP);
        var child = at.child(order);
        at.orders.fire(order.id(), new Finish(), REP);

        at.ends(child, new Complete());

        assertThat(at.place(order)).isEqualTo("DONE");
        assertThat(at.last(order).payload()).isEqualTo(new Report(child.id()));
        assertThat(at.last(order).actor()).isEqualTo(Actor.LINK);
        assertThat(at.pending(order)).isEmpty();
    }
}
