package dev.voronka.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs all benchmarks in one go and writes what they say, with ratios, to the file named by the first argument. */
public final class Report {

    private final Collection<RunResult> results;

    private Report(Collection<RunResult> results) {
        this.results = results;
    }

    /** Runs everything; takes about three minutes. */
    public static void main(String[] args) throws RunnerException, IOException {
        var options = new OptionsBuilder()
                .include(Report.class.getPackageName() + ".*Benchmark")
                .addProfiler(CpuTime.class)
                .build();
        var told = new Report(new Runner(options).run()).told();
        Files.writeString(Path.of(args[0]), told);
        System.out.println(told);
    }

    private String told() {
        var machines = cpu("EngineBenchmark.springStatemachine", "");
        var table = cpu("EngineBenchmark.table", "");
        var least = cpu("FireBenchmark.least", "");
        var fireTable = cpu("FireBenchmark.fire", "TABLE");
        var fireMachines = cpu("FireBenchmark.fire", "SPRING_STATEMACHINE");
        return """
                # How fast voronka is

                Written by `java -cp "examples/benchmarks/target/benchmarks.jar" dev.voronka.examples.benchmarks.Report docs/benchmarks.md`
                after `./mvnw -q -pl examples/benchmarks -am package -DskipTests`. JMH %s, Java %s, %d processors, shared and noisy:
                ratios within this run are what counts. Processor time is that of the whole virtual machine (garbage
                collector and compiler included) divided by the operations.

                | work | µs of wall clock | µs of processor | ratio | target |
                |---|---|---|---|---|
                | the least a move must do: two SHA-256, a map, a list | %s | %s | 1 | baseline |
                | engine alone, table | %s | %s | %s × least | ≤ 1 µs CPU |
                | engine alone, Spring Statemachine | %s | %s | %s × table engine | ≤ 25 µs CPU |
                | `fire` on the in-memory store, table | %s | %s | %s × least | ≤ 5 µs |
                | `fire` on the in-memory store, Spring Statemachine | %s | %s | %s × `fire` on the table | |

                | start to first move, fresh virtual machine | ms of wall clock | ratio | target |
                |---|---|---|---|
                | table engine | %s | 1 | |
                | Spring Statemachine (default) | %s | %s × table | ≤ 1500 ms |
                """.formatted(
                        "1.37",
                        System.getProperty("java.version"),
                        Runtime.getRuntime().availableProcessors(),
                        wall("FireBenchmark.least", ""),
                        number(least),
                        wall("EngineBenchmark.table", ""),
                        number(table),
                        number(table / least),
                        wall("EngineBenchmark.springStatemachine", ""),
                        number(machines),
                        number(machines / table),
                        wall("FireBenchmark.fire", "TABLE"),
                        number(fireTable),
                        number(fireTable / least),
                        wall("FireBenchmark.fire", "SPRING_STATEMACHINE"),
                        number(fireMachines),
                        number(fireMachines / fireTable),
                        wall("StartBenchmark.table", ""),
                        wall("StartBenchmark.springStatemachine", ""),
                        number(score("StartBenchmark.springStatemachine", "") / score("StartBenchmark.table", "")));
    }

    private RunResult result(String benchmark, String engine) {
        return results.stream()
                .filter(r -> r.getParams().getBenchmark().endsWith("." + benchmark))
                .filter(r -> engine.isEmpty() || engine.equals(r.getParams().getParam("engine")))
                .findFirst()
                .orElseThrow();
    }

    private double score(String benchmark, String engine) {
        return result(benchmark, engine).getPrimaryResult().getScore();
    }

    private double cpu(String benchmark, String engine) {
        return result(benchmark, engine)
                .getSecondaryResults()
                .get(CpuTime.LABEL)
                .getScore();
    }

    private String wall(String benchmark, String engine) {
        var primary = result(benchmark, engine).getPrimaryResult();
        return number(primary.getScore()) + " ± " + number(primary.getScoreError());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 1 ? "%.1f" : "%.3f", value);
    }
}
