package dev.voronka.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Branch;
import dev.voronka.Code;
import dev.voronka.FailGroup;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.Role;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;
import dev.voronka.Trigger;
import dev.voronka.WorkingTime;
import dev.voronka.engine.Engine;
import dev.voronka.engine.Engines;
import dev.voronka.engine.Judge;
import dev.voronka.engine.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Engine} must do. */
public abstract class EngineContract {

    protected enum Place implements Stage {
        NEW,
        TALK,
        SOLD,
        TOO_DEAR,
        NO_NEED,
        SILENT
    }

    protected sealed interface Talk extends Trigger {}

    @Code("call")
    record Call() implements Talk {}

    @Code("note")
    record Note() implements Talk {}

    @Code("call-again")
    record CallAgain() implements Talk {}

    @Code("offer")
    record Offer() implements Talk {}

    protected record Lead(int price) {}

    protected static final SalesProcess<Talk, Lead> PROCESS = SalesProcess.named(
                    "small-sale", Place.class, Talk.class, Lead.class)
            .texts(Texts.codesThemselves())
            .header(lead -> Header.of("a lead"))
            .startsIn(Place.NEW)
            .mainPath(Place.NEW, Place.TALK, Place.SOLD)
            .stage(
                    Place.NEW,
                    s -> s.ownedBy(Role.REP)
                            .within(WorkingTime.workingDays(1))
                            .mayFail(Place.SILENT)
                            .on(Call.class)
                            .goTo(Place.TALK))
            .stage(
                    Place.TALK,
                    s -> s.ownedBy(Role.REP)
                            .within(WorkingTime.workingDays(5))
                            .mayFail(Place.SILENT)
                            .on(Note.class)
                            .stay()
                            .on(CallAgain.class)
                            .goTo(Place.TALK)
                            .on(Offer.class)
                            .choose(c -> c.when(Guard.onData("price-is-fine", l -> l.price() < 10), Place.SOLD)
                                    .whenStay(Guard.onData("price-is-thought-over", l -> l.price() < 20))
                                    .when(Guard.onData("price-is-discussed", l -> l.price() < 30), Place.TALK)
                                    .when(Guard.onData("nothing-is-needed", l -> l.price() == 99), Place.NO_NEED)
                                    .otherwise(Place.TOO_DEAR)))
            .succeedsIn(Place.SOLD)
            .failsIn(FailGroup.PRICE, Place.TOO_DEAR)
            .failsIn(FailGroup.FIT, Place.NO_NEED)
            .failsIn(FailGroup.NO_RESPONSE, Place.SILENT)
            .reopensInto(Place.TALK, Place.TOO_DEAR)
            .build();

    private static final int LAST = 4;

    private static final Run<Lead> NO_ROW = new Run<>(Run.End.NO_ROW, null);
    private static final Run<Lead> CLOSED = new Run<>(Run.End.CLOSED, null);

    private Engine<Lead> engine;

    /** The engine under test, for this process. */
    protected abstract <D> Engine<D> engine(SalesProcess<?, D> process);

    @BeforeEach
    void an_engine() {
        engine = engine(PROCESS);
    }

    // What may come out

    @Test
    void a_row_with_one_branch_is_taken_when_the_judge_lets_it() {
        var judge = new Says(true);

        var run = engine.run(Place.NEW, "call", judge);

        assertThat(run).isEqualTo(new Run<>(Run.End.TAKEN, branch(Place.NEW, "call", 0)));
        assertThat(judge.asked).containsExactly("row NEW/call");
    }

    @Test
    void a_row_that_the_judge_refuses_is_closed_and_its_branches_are_not_asked() {
        var judge = new Says(false, 0);

        assertThat(engine.run(Place.TALK, "offer", judge)).isEqualTo(CLOSED);
        assertThat(engine.run(Place.TALK, "note", judge)).isEqualTo(CLOSED);
        assertThat(engine.run(Place.TALK, "call-again", judge)).isEqualTo(CLOSED);
        assertThat(judge.asked).containsExactly("row TALK/offer", "row TALK/note", "row TALK/call-again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"offer", "reopen", "no-such-trigger", "fail:TOO_DEAR", ""})
    void an_event_that_the_stage_does_not_know_has_no_row_and_nothing_is_asked(String event) {
        var judge = new Says(true, 0);

        assertThat(engine.run(Place.NEW, event, judge)).isEqualTo(NO_ROW);
        assertThat(judge.asked).isEmpty();
    }

    @Test
    void a_stage_known_by_its_name_only_is_the_same_stage() {
        assertThat(engine.run(Stage.coded("NEW"), "call", new Says(true)))
                .isEqualTo(new Run<>(Run.End.TAKEN, branch(Place.NEW, "call", 0)));
    }

    // Choices

    @Test
    void branches_are_asked_in_the_order_written_until_one_says_yes() {
        var judge = new Says(true, 2, 3);

        var run = engine.run(Place.TALK, "offer", judge);

        assertThat(run.branch()).isSameAs(branch(Place.TALK, "offer", 2));
        assertThat(judge.asked).containsExactly("row TALK/offer", "branch 0", "branch 1", "branch 2");
    }

    @Test
    void the_last_branch_is_taken_without_a_question_when_no_other_one_is() {
        var judge = new Says(true);

        var run = engine.run(Place.TALK, "offer", judge);

        assertThat(run.branch()).isSameAs(branch(Place.TALK, "offer", LAST));
        assertThat(judge.asked).containsExactly("row TALK/offer", "branch 0", "branch 1", "branch 2", "branch 3");
    }

    @Test
    void a_branch_that_stays_is_taken_like_any_other() {
        var run = engine.run(Place.TALK, "offer", new Says(true, 1));

        assertThat(run.branch()).isSameAs(branch(Place.TALK, "offer", 1));
        assertThat(run.branch().to()).isNull();
    }

    @Test
    void a_row_that_stays_is_taken_and_not_taken_for_a_refusal() {
        assertThat(engine.run(Place.TALK, "note", new Says(true)).branch()).isSameAs(branch(Place.TALK, "note", 0));
    }

    @Test
    void a_row_that_leads_to_its_own_stage_is_taken() {
        var run = engine.run(Place.TALK, "call-again", new Says(true));

        assertThat(run.branch()).isSameAs(branch(Place.TALK, "call-again", 0));
        assertThat(run.branch().to()).isEqualTo(Place.TALK);
    }

    // Ends

    @Test
    void a_card_is_reopened_out_of_an_end_again_and_again() {
        for (var i = 0; i < 3; i++) {
            assertThat(engine.run(Place.TALK, "offer", new Says(true)).branch().to())
                    .isEqualTo(Place.TOO_DEAR);
            assertThat(engine.run(Place.TOO_DEAR, "reopen", new Says(true))
                            .branch()
                            .to())
                    .isEqualTo(Place.TALK);
            assertThat(engine.run(Place.TALK, "offer", new Says(true, 0))
                            .branch()
                            .to())
                    .isEqualTo(Place.SOLD);
            assertThat(engine.run(Place.SOLD, "reopen", new Says(true))).isEqualTo(NO_ROW);
        }
    }

    // A judge that throws

    @Test
    void what_a_judge_throws_about_a_row_reaches_the_caller_as_it_is_and_the_next_run_is_right() {
        for (var thrown : crashes()) {
            assertThatThrownBy(() -> engine.run(Place.NEW, "call", new Crashes(thrown, -1)))
                    .isSameAs(thrown);

            assertThat(engine.run(Place.NEW, "call", new Says(true)).branch().to())
                    .isEqualTo(Place.TALK);
            assertThat(engine.run(Place.NEW, "call", new Says(false))).isEqualTo(CLOSED);
        }
    }

    @Test
    void what_a_judge_throws_about_a_branch_reaches_the_caller_and_no_further_branch_is_asked() {
        for (var thrown : crashes()) {
            for (var place = 0; place < LAST; place++) {
                var judge = new Crashes(thrown, place);

                assertThatThrownBy(() -> engine.run(Place.TALK, "offer", judge)).isSameAs(thrown);

                assertThat(judge.asked).hasSize(place + 2);
                assertThat(engine.run(Place.TALK, "offer", new Says(true, place))
                                .branch())
                        .isSameAs(branch(Place.TALK, "offer", place));
            }
        }
    }

    // Nothing of one run in the next

    @Test
    void one_machine_serves_cards_of_all_stages_in_turn() {
        engine.run(Place.TALK, "offer", new Says(true, 0));

        assertThat(engine.run(Place.NEW, "call", new Says(true)).branch().to()).isEqualTo(Place.TALK);
        assertThat(engine.run(Place.NEW, "offer", new Says(true))).isEqualTo(NO_ROW);
        assertThat(engine.run(Place.NEW, "call", new Says(false))).isEqualTo(CLOSED);
        assertThat(engine.run(Place.TALK, "call-again", new Says(true)).branch().to())
                .isEqualTo(Place.TALK);
    }

    // Threads

    @Test
    void six_threads_on_one_engine_get_what_the_table_says() throws Exception {
        var table = Engines.TABLE.compile(PROCESS);
        var threads = Executors.newFixedThreadPool(6);

        try {
            var differences = new ArrayList<String>();
            var all = new ArrayList<Callable<List<String>>>();
            for (var i = 0; i < 6; i++) {
                var seed = 17 + i;
                all.add(() -> differences(table, new Random(seed), 20_000));
            }
            for (var found : threads.invokeAll(all)) {
                differences.addAll(found.get());
            }

            assertThat(differences).isEmpty();
        } finally {
            threads.shutdown();
        }
    }

    private List<String> differences(Engine<Lead> table, Random random, int runs) {
        var events = PROCESS.rows().stream().map(Row::event).distinct().toList();
        var found = new ArrayList<String>();
        for (var i = 0; i < runs; i++) {
            var from = Place.values()[random.nextInt(Place.values().length)];
            var event = events.get(random.nextInt(events.size()));
            var open = random.nextInt(4) > 0;
            var place = random.nextInt(LAST + 1);
            var first = new Says(open, place);
            var second = new Says(open, place);
            var expected = table.run(from, event, first);
            var actual = engine.run(from, event, second);
            if (!expected.equals(actual) || !first.asked.equals(second.asked)) {
                found.add(from + " " + event + ": " + expected + " but " + actual);
            }
        }
        return found;
    }

    protected static Branch<Lead> branch(Stage from, String event, int place) {
        return PROCESS.row(from, event).orElseThrow().branches().get(place);
    }

    private static List<Throwable> crashes() {
        return List.of(
                new IllegalStateException("a guard crashed"),
                new AssertionError("a guard is wrong"),
                new StackOverflowError("a guard calls itself"),
                new OutOfMemoryError("a guard wants too much"),
                new NoClassDefFoundError("a guard's class is missing"),
                new Exception("a checked one that a guard did not declare"));
    }

    /** Says the same to every row, and yes to some branches by their place. */
    protected static class Says implements Judge<Lead> {
        final List<String> asked = new ArrayList<>();
        private final boolean open;
        private final Set<Integer> yes;

        public Says(boolean open, Integer... yes) {
            this.open = open;
            this.yes = Set.of(yes);
        }

        @Override
        public boolean row(Row<Lead> row) {
            asked.add("row " + row.from().name() + "/" + row.event());
            return open;
        }

        @Override
        public boolean branch(Row<Lead> row, Branch<Lead> branch) {
            var place = row.branches().indexOf(branch);
            asked.add("branch " + place);
            return yes.contains(place);
        }
    }

    /** Throws at a branch, or at the row if that is -1. */
    protected static final class Crashes extends Says {
        private final Throwable thrown;
        private final int at;

        public Crashes(Throwable thrown, int at) {
            super(true);
            this.thrown = thrown;
            this.at = at;
        }

        @Override
        public boolean row(Row<Lead> row) {
            var open = super.row(row);
            if (at == -1) {
                Crashes.<RuntimeException>raise(thrown);
            }
            return open;
        }

        @Override
        public boolean branch(Row<Lead> row, Branch<Lead> branch) {
            var yes = super.branch(row, branch);
            if (row.branches().indexOf(branch) == at) {
                Crashes.<RuntimeException>raise(thrown);
            }
            return yes;
        }

        @SuppressWarnings("unchecked") // erased: throws any throwable as it is
        private static <X extends Throwable> void raise(Throwable thrown) throws X {
            throw (X) thrown;
        }
    }

    @Test
    void a_stage_of_another_process_is_refused() {
        var judge = new Says(true);

        assertThatThrownBy(() -> engine.run(Stage.coded("NOWHERE"), "call", judge))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown stage NOWHERE");
        assertThat(judge.asked).isEmpty();
    }
}
