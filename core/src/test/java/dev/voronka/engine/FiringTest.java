package dev.voronka.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Branch;
import dev.voronka.RandomProcess;
import dev.voronka.RandomProcess.Data;
import dev.voronka.Row;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.statemachine.StateMachineEventResult;
import org.springframework.statemachine.StateMachineEventResult.ResultType;

/** What a machine is not believed. A machine that is in order does none of this, so it cannot be shown with one. */
class FiringTest {

    private static final Row<Data> ROW = Stream.generate(new Random(1)::nextLong)
            .flatMap(seed -> RandomProcess.of(new Random(seed)).rows().stream())
            .filter(row -> row.branches().size() == 3)
            .findFirst()
            .orElseThrow();

    private static final String TARGET =
            ROW.branches().get(2).target().orElse(ROW.from()).name();

    private final Firing<Data> firing = new Firing<>(ROW.event(), new SaysYesToRows());

    @Test
    void a_run_in_which_all_was_asked_and_done_is_believed() {
        firing.row(ROW);
        firing.branch(ROW, 0);
        firing.branch(ROW, 1);
        done(ResultType.ACCEPTED);

        assertThat(fits(ROW)).isTrue();
        assertThat(firing.told()).isEqualTo(Run.taken(ROW.branches().get(2)));
    }

    @Test
    void a_machine_that_came_to_another_stage_is_not_believed() {
        firing.row(ROW);
        firing.branch(ROW, 0);
        firing.branch(ROW, 1);
        done(ResultType.ACCEPTED);

        assertThat(firing.fits(ROW, ROW.from().name(), "ANOTHER")).isFalse();
        assertThat(firing.fits(ROW, ROW.from().name(), null)).isFalse();
    }

    @Test
    void the_last_branch_is_not_believed_when_another_one_was_not_asked() {
        firing.row(ROW);
        firing.branch(ROW, 0);
        done(ResultType.ACCEPTED);

        assertThat(fits(ROW)).isFalse();
    }

    @Test
    void branches_asked_in_another_order_are_not_believed() {
        firing.row(ROW);
        firing.branch(ROW, 1);
        firing.branch(ROW, 0);
        done(ResultType.ACCEPTED);

        assertThat(fits(ROW)).isFalse();
    }

    @Test
    void a_refused_event_is_no_missing_row_when_the_stage_has_one() {
        answered(ResultType.DENIED);

        assertThat(fits(ROW)).isFalse();
        assertThat(fits(null)).isTrue();
    }

    @Test
    void an_accepted_event_is_not_believed_when_no_row_was_asked() {
        answered(ResultType.ACCEPTED);

        assertThat(fits(ROW)).isFalse();
        assertThat(fits(null)).isFalse();
    }

    @Test
    void an_event_that_is_never_answered_is_not_believed() {
        assertThat(fits(null)).isFalse();
    }

    @Test
    void an_open_row_whose_transition_did_not_end_is_not_believed() {
        firing.row(ROW);
        firing.branch(ROW, 0);
        firing.branch(ROW, 1);
        answered(ResultType.ACCEPTED);

        assertThat(fits(ROW)).isFalse();
    }

    @Test
    void a_machine_that_broke_is_not_believed() {
        answered(ResultType.DENIED);
        firing.failed(new IllegalArgumentException());

        assertThat(fits(null)).isFalse();
    }

    @Test
    void a_machine_that_asks_when_the_run_is_over_is_told_no() {
        firing.forget();

        assertThat(firing.row(ROW)).isFalse();
        assertThatThrownBy(firing::surfaceCrash).isInstanceOf(NullPointerException.class);
    }

    private boolean fits(@Nullable Row<Data> expected) {
        var place = firing.told().end() == Run.End.TAKEN ? TARGET : ROW.from().name();
        return firing.fits(expected, ROW.from().name(), place);
    }

    private void done(ResultType type) {
        firing.ended();
        answered(type);
    }

    private void answered(ResultType type) {
        firing.answered(StateMachineEventResult.<String, String>from(null, firing, type));
    }

    private static final class SaysYesToRows implements Judge<Data> {
        @Override
        public boolean row(Row<Data> row) {
            return true;
        }

        @Override
        public boolean branch(Row<Data> row, Branch<Data> branch) {
            return false;
        }
    }
}
