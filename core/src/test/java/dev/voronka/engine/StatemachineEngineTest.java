package dev.voronka.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.contracts.EngineContract;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The contract of engines, kept by Spring Statemachine, and what only a pool of machines can get wrong. */
class StatemachineEngineTest extends EngineContract {

    private final StatemachineEngine<Lead> engine = new StatemachineEngine<>(PROCESS);

    @Override
    protected <D> Engine<D> engine(SalesProcess<?, D> process) {
        return new StatemachineEngine<>(process);
    }

    @Test
    void the_choice_inside_the_machine_is_no_stage() {
        assertThatThrownBy(() -> engine.run(Stage.coded("TALK/offer"), "offer", new Says(true)))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_machine_that_a_judge_has_crashed_in_is_thrown_away() {
        engine.run(Place.NEW, "call", new Says(true));
        assertThat(engine.idle()).isOne();

        assertThatThrownBy(() -> engine.run(Place.NEW, "call", new Crashes(new IllegalStateException(), -1)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(engine.idle()).isZero();
    }

    @Test
    void an_idle_machine_keeps_nothing_of_the_judge() {
        var taken = forgottenAfter(Place.TALK, "offer", true);
        var refused = forgottenAfter(Place.TALK, "offer", false);
        var unknown = forgottenAfter(Place.NEW, "offer", true);

        var all = List.of(taken, refused, unknown);
        for (var tries = 0; tries < 100 && !all.stream().allMatch(judge -> judge.refersTo(null)); tries++) {
            System.gc();
        }

        try {
            assertThat(engine.idle()).isOne();
            assertThat(taken.get()).as("after a row was taken").isNull();
            assertThat(refused.get()).as("after a row was refused").isNull();
            assertThat(unknown.get()).as("after an event without a row").isNull();
        } finally {
            Reference.reachabilityFence(engine);
        }
    }

    private WeakReference<Says> forgottenAfter(Stage from, String event, boolean open) {
        var judge = new Says(open);
        engine.run(from, event, judge);
        return new WeakReference<>(judge);
    }

    @Test
    void no_more_machines_than_the_cap_are_kept() throws Exception {
        var many = StatemachineEngine.MOST_IDLE + 16;
        var allInside = new CyclicBarrier(many);
        var threads = Executors.newFixedThreadPool(many);

        try {
            Callable<Run<Lead>> call = () -> engine.run(Place.NEW, "call", new Meets(allInside));
            for (var run : threads.invokeAll(Collections.nCopies(many, call))) {
                assertThat(run.get().branch()).isSameAs(branch(Place.NEW, "call", 0));
            }
        } finally {
            threads.shutdown();
        }

        assertThat(engine.idle()).isEqualTo(StatemachineEngine.MOST_IDLE);
    }

    @Test
    void it_also_runs_on_a_thread_of_reactor_where_blocking_is_forbidden() {
        var run = Mono.fromCallable(() -> engine.run(Place.TALK, "offer", new Says(true, 2)))
                .subscribeOn(Schedulers.parallel())
                .block();

        assertThat(run.branch()).isSameAs(branch(Place.TALK, "offer", 2));
    }

    /** Answers only when as many runs are under way as meet. */
    private static final class Meets extends Says {
        private final CyclicBarrier all;

        Meets(CyclicBarrier all) {
            super(true);
            this.all = all;
        }

        @Override
        public boolean row(Row<Lead> row) {
            try {
                all.await();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
            return super.row(row);
        }
    }
}
