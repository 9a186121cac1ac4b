package dev.voronka;

import static dev.voronka.Problems.named;
import static dev.voronka.Problems.twice;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proves what a definition says about the ways of a card: what can be reached, and the main path. */
final class SoundWays<E extends Enum<E> & Stage, T extends Trigger, D> {

    private final SalesProcessBuilder<E, T, D> process;
    private final Problems problems;
    private final Map<String, Set<String>> edges;
    private final Map<String, Set<String>> edgesWithFails;

    SoundWays(SalesProcessBuilder<E, T, D> process, Problems problems) {
        this.process = process;
        this.problems = problems;
        this.edges = process.edges();
        this.edgesWithFails = new LinkedHashMap<>();
        edges.forEach((from, to) -> edgesWithFails.put(from, new LinkedHashSet<>(to)));
        process.stages.forEach(s -> s.fails.forEach(f -> edgesWithFails
                .computeIfAbsent(s.stage.name(), n -> new HashSet<>())
                .add(f.stage().name())));
    }

    void reachability() {
        if (process.initial.isEmpty()) {
            return;
        }
        var reached = Loops.reachable(process.initial.get(0).name(), withReopenings());
        for (var stage : process.declared) {
            if (!reached.contains(stage.name())) {
                problems.add(
                        "unreachable-stage",
                        "no card can ever come to " + stage.name() + "; lead a row there or delete it.");
            }
        }
        for (var stage : process.active()) {
            var ahead = Loops.reachable(stage.stage.name(), edgesWithFails);
            if (!process.successes.isEmpty() && process.successes.stream().noneMatch(s -> ahead.contains(s.name()))) {
                problems.add(
                        "no-way-to-success",
                        "from " + stage.stage.name()
                                + " no rows lead to the success any more; add .on(…) that leads on.");
            }
            if (!process.failings.isEmpty()
                    && process.failings.stream()
                            .noneMatch(f -> ahead.contains(f.stage().name()))) {
                problems.add(
                        "no-way-to-fail", "from " + stage.stage.name() + " no fail can be reached; add .mayFail(…).");
            }
        }
    }

    private Map<String, Set<String>> withReopenings() {
        var all = new LinkedHashMap<String, Set<String>>();
        edgesWithFails.forEach((from, to) -> all.put(from, new LinkedHashSet<>(to)));
        process.reopenings.forEach(r -> all.computeIfAbsent(r.fail().name(), n -> new HashSet<>())
                .add(r.into().name()));
        return all;
    }

    void mainPath() {
        var path = process.mainPath;
        var from = path.isEmpty() ? null : path.get(0);
        var to = path.isEmpty() ? null : path.get(path.size() - 1);
        if (from == null || to == null || !process.initial.contains(from) || !process.successes.contains(to)) {
            problems.add(
                    "main-path-ends",
                    "mainPath must begin where the process starts and end in its success, but is " + named(path)
                            + "; write .mainPath(start, …, success).");
        }
        twice(path.stream().map(Stage::name))
                .forEach(s -> problems.add("main-path-twice", s + " is on mainPath twice; leave it out once."));
        for (var i = 1; i < path.size(); i++) {
            var step = path.get(i - 1).name();
            if (!edges.getOrDefault(step, Set.of()).contains(path.get(i).name())) {
                problems.add(
                        "main-path-gap",
                        "mainPath says " + step + " leads to " + path.get(i).name()
                                + ", but no row does; add the row or correct mainPath.");
            }
        }
        probabilities();
    }

    private void probabilities() {
        for (var stage : process.stages) {
            var given = stage.probability;
            if (given != null && (given < 0 || given > 100)) {
                problems.add("bad-probability", stage.stage.name() + " has probability " + given + "; give 0 to 100.");
            }
        }
        @Nullable Integer before = null;
        for (var stage : process.mainPath) {
            for (var described : process.stages) {
                var now = described.probability;
                if (!described.stage.is(stage) || now == null) {
                    continue;
                }
                if (before != null && now < before) {
                    problems.add(
                            "falling-probability",
                            stage.name() + " has probability " + now + " after " + before
                                    + "; along mainPath it must not fall, so correct one of them.");
                }
                before = now;
            }
        }
    }
}
