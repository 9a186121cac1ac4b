package dev.voronka.examples.benchmarks;

import dev.voronka.Actor;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.engine.Engines;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Voronka;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** From nothing to the first move, in a fresh virtual machine each time: class loading, proof, store, decision. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(8)
public class StartBenchmark {

    @Benchmark
    public Outcome<?> springStatemachine() {
        return firstMove(Engines.SPRING_STATEMACHINE);
    }

    @Benchmark
    public Outcome<?> table() {
        return firstMove(Engines.TABLE);
    }

    private static Outcome<?> firstMove(Engines engine) {
        var meetings = Voronka.builder().engine(engine).build().funnel(Meeting.PROCESS);
        var rep = Actor.employee("e17", Role.REP);
        var card = meetings.open(new Meeting.Data("показать прототип", "c1"), rep);
        var noon = ZonedDateTime.now()
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .with(LocalTime.NOON);
        var outcome = meetings.fire(card.id(), new Meeting.Schedule(noon, Duration.ofHours(1), "офис"), rep);
        outcome.orThrow();
        return outcome;
    }
}
