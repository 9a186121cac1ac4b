package dev.voronka.examples.benchmarks.durable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Lets contestants make the same moves in interleaved rounds, and tells medians. */
final class Race {

    /**
     * What came of it.
     *
     * @param perSecond median moves a second
     * @param p50 median of the time of a call, µs
     * @param p99 99th percentile of it, µs
     */
    record Told(double perSecond, double p50, double p99) {}

    /** Rounds until the virtual machine has compiled what Reactor does, by a look at single rounds. */
    private static final int WARM_UP = 3;

    private final int threads;
    private final int cards;
    private final int batch;
    private final int rounds;

    Race(int threads, int cards, int batch, int rounds) {
        this.threads = threads;
        this.cards = cards;
        this.batch = batch;
        this.rounds = rounds;
    }

    /** One for each contestant, in their order; the first rounds only warm up. */
    List<Told> run(List<Contestant> contestants) throws Exception {
        var speeds = new ArrayList<List<Double>>();
        var calls = new ArrayList<List<long[]>>();
        contestants.forEach(c -> {
            speeds.add(new ArrayList<>());
            calls.add(new ArrayList<>());
        });
        for (var round = 0; round < WARM_UP + rounds; round++) {
            for (var i = 0; i < contestants.size(); i++) {
                var times = new ArrayList<long[]>();
                var speed = round(contestants.get(i), times);
                if (round >= WARM_UP) {
                    speeds.get(i).add(speed);
                    calls.get(i).addAll(times);
                }
            }
        }
        var told = new ArrayList<Told>();
        for (var i = 0; i < contestants.size(); i++) {
            var all =
                    calls.get(i).stream().flatMapToLong(Arrays::stream).sorted().toArray();
            told.add(new Told(
                    median(speeds.get(i)), all[all.length / 2] / 1000.0, all[(int) (all.length * 0.99)] / 1000.0));
        }
        return told;
    }

    private double round(Contestant contestant, List<long[]> times) throws Exception {
        var work = new ArrayList<Callable<long[]>>();
        for (var t = 0; t < threads; t++) {
            var mine = contestant.open(cards / threads);
            work.add(() -> moves(contestant, mine));
        }
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var began = System.nanoTime();
            for (var done : pool.invokeAll(work)) {
                times.add(done.get());
            }
            var seconds = (System.nanoTime() - began) / 1e9;
            return (double) (cards / threads) * threads * Lead.MOVES.size() / seconds;
        } finally {
            pool.shutdown();
        }
    }

    private long[] moves(Contestant contestant, List<UUID> mine) {
        var calls = new ArrayList<Long>();
        for (var step = 0; step < Lead.MOVES.size(); step++) {
            for (var from = 0; from < mine.size(); from += batch) {
                var some = mine.subList(from, Math.min(mine.size(), from + batch));
                var began = System.nanoTime();
                if (batch == 1) {
                    contestant.move(some.get(0), step);
                } else {
                    contestant.moveAll(some, step);
                }
                calls.add(System.nanoTime() - began);
            }
        }
        return calls.stream().mapToLong(Long::longValue).toArray();
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
