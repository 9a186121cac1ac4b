package dev.voronka.examples.benchmarks;

import dev.voronka.Branch;
import dev.voronka.Row;
import dev.voronka.Stage;
import dev.voronka.engine.Engine;
import dev.voronka.engine.Engines;
import dev.voronka.engine.Judge;
import dev.voronka.engine.Run;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An engine alone: it finds the row, asks a judge who always agrees, and takes the branch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EngineBenchmark {

    private static final Judge<Ring.Data> YES = new Judge<>() {
        @Override
        public boolean row(Row<Ring.Data> row) {
            return true;
        }

        @Override
        public boolean branch(Row<Ring.Data> row, Branch<Ring.Data> branch) {
            return true;
        }
    };

    private final Engine<Ring.Data> machines = Engines.SPRING_STATEMACHINE.compile(Ring.PROCESS);
    private final Engine<Ring.Data> table = Engines.TABLE.compile(Ring.PROCESS);
    private Stage at = Ring.Stage.AA;

    @Benchmark
    public Run<Ring.Data> springStatemachine() {
        var run = machines.run(at, "step", YES);
        at = run.branch().to();
        return run;
    }

    @Benchmark
    public Run<Ring.Data> table() {
        var run = table.run(at, "step", YES);
        at = run.branch().to();
        return run;
    }
}
