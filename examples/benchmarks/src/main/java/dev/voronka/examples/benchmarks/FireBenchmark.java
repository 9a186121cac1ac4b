package dev.voronka.examples.benchmarks;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.engine.Engines;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole move in memory: load, decide, chain the history, commit with its effects. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(
        value = 2,
        jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseParallelGC", "-XX:+AlwaysPreTouch"})
public class FireBenchmark {

    private static final int CARDS = 1024;
    private static final Actor REP = Actor.employee("e17", Role.REP);
    private static final Ring.Step STEP = new Ring.Step(1);

    /** Cards of one engine, fresh for each iteration, since everything is kept in the heap. */
    @State(Scope.Thread)
    public static class Cards {
        @Param({"TABLE", "SPRING_STATEMACHINE"})
        Engines engine;

        Funnel<Ring.Trigger, Ring.Data> funnel;
        List<CardId> ids;
        int next;

        @Setup(Level.Iteration)
        public void open() {
            funnel = Voronka.builder().engine(engine).build().funnel(Ring.PROCESS);
            ids = new ArrayList<>();
            for (var i = 0; i < CARDS; i++) {
                ids.add(funnel.open(new Ring.Data(0, "Серверная", "нужна серверная"), REP)
                        .id());
            }
        }
    }

    /** The least that a move must do: two digests, a new value in a map, a line in a list. */
    @State(Scope.Thread)
    public static class Least {
        Map<Integer, String> heads;
        List<String> lines;
        MessageDigest sha;
        int next;

        @Setup(Level.Iteration)
        public void begin() throws NoSuchAlgorithmException {
            heads = new ConcurrentHashMap<>();
            lines = new ArrayList<>();
            sha = MessageDigest.getInstance("SHA-256");
        }

        String digest(String text) {
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Benchmark
    public Outcome<Ring.Data> fire(Cards cards) {
        cards.next = (cards.next + 1) % CARDS;
        return cards.funnel.fire(cards.ids.get(cards.next), STEP, REP);
    }

    @Benchmark
    public String least(Least least) {
        least.next = (least.next + 1) % CARDS;
        var payload = least.digest("0123456789abcdef0123456789abcdef{\"by\":1}");
        var head = least.digest(least.heads.getOrDefault(least.next, "") + "|01890a5d-ac96-774b-bcce-b302099a8057|"
                + least.lines.size() + "|AA|BB|step|2026-11-23T07:00:00Z|e17[REP]|" + payload);
        least.heads.put(least.next, head);
        least.lines.add(head);
        return head;
    }
}
