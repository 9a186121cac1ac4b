package dev.voronka.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Branch;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.customise.Overlays;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Altered processes have stages that are no enum constants: both engines run them alike. */
class EnginesAgreeOnOverlaysTest {

    private static final int TRIES = 40;

    static Stream<SalesProcess<?, ?>> altered() {
        return Stream.concat(
                Overlays.meetings().stream(),
                Stream.of(Overlays.leads(), Overlays.leads().forDirection("it")));
    }

    @ParameterizedTest
    @MethodSource("altered")
    void in_every_stage_both_engines_take_the_same_branch_of_every_row(SalesProcess<?, ?> process) {
        agree(process);
    }

    private static <D> void agree(SalesProcess<?, D> process) {
        Engine<D> table = Engines.TABLE.compile(process);
        Engine<D> machines = Engines.SPRING_STATEMACHINE.compile(process);
        var events = process.rows().stream().map(Row::event).distinct().toList();
        var taken = 0;
        for (var stage : process.stages()) {
            for (var event : events) {
                for (var seed = 0; seed < TRIES; seed++) {
                    var first = new Dice<D>(seed);
                    var second = new Dice<D>(seed);

                    var expected = table.run(stage.stage(), event, first);

                    assertThat(machines.run(Stage.coded(stage.stage().name()), event, second))
                            .isEqualTo(expected);
                    assertThat(second.asked).isEqualTo(first.asked);
                    taken += expected.end() == Run.End.TAKEN ? 1 : 0;
                }
            }
        }
        assertThat(taken).isGreaterThan(100);
    }

    /** Says yes and no by chance, the same for the same seed. */
    private static final class Dice<D> implements Judge<D> {
        final List<Object> asked = new ArrayList<>();
        private final Random random;

        Dice(long seed) {
            this.random = new Random(seed);
        }

        @Override
        public boolean row(Row<D> row) {
            asked.add(row);
            return random.nextInt(4) > 0;
        }

        @Override
        public boolean branch(Row<D> row, Branch<D> branch) {
            asked.add(branch);
            return random.nextBoolean();
        }
    }
}
