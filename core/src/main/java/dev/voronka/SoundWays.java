package dev.voronka;

import static dev.voronka.Problems.named;
import static dev.voronka.Problems.twice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proves what a definition says about the ways of a card: what can be reached, and the main path. */
final class SoundWays<T extends Trigger, D> {

    private final Blueprint<T, D> process;
    private final Problems problems;
    private final Map<String, Set<String>> edges;
    private final Map<String, Set<String>> edgesWithFails;

    SoundWays(Blueprint<T, D> process, Problems problems) {
        this.process = process;
        this.problems = problems;
        this.edges = process.edges();
        this.edgesWithFails = new LinkedHashMap<>();
        edges.forEach((from, to) -> edgesWithFails.put(from, new LinkedHashSet<>(to)));
        process.stages.forEach(s -> s.fails.forEach(f -> edgesWithFails
                .computeIfAbsent(s.stage.name(), n -> new HashSet<>())
                .add(f.stage().name())));
    }

    void nowhere() {
        var there = process.declared.stream().map(Stage::name).toList();
        for (var stage : process.stages) {
            var name = stage.stage.name();
            for (var row : stage.rows) {
                row.branches().stream()
                        .map(Branch::to)
                        .filter(to -> to != null && !there.contains(to.name()))
                        .forEach(to -> nowhere(name + "/" + StageBuilder.named(row.trigger()), to));
            }
            var next = stage.proceedsTo;
            if (next != null && !there.contains(next.name())) {
                nowhere(name + "/proceed", next);
            }
            stage.fails.stream()
                    .filter(f -> !there.contains(f.stage().name()))
                    .forEach(f -> nowhere(name + "/fail", f.stage()));
        }
        process.reopenings.stream()
                .filter(r -> there.contains(r.fail().name())
                        && !there.contains(r.into().name()))
                .forEach(r -> nowhere(r.fail().name() + "/reopen", r.into()));
    }

    private void nowhere(String row, Stage to) {
        problems.add(
                "way-to-nowhere",
                row + " leads to " + to.name()
                        + ", which is out, and the main path names no stage behind it; leave " + to.name()
                        + " in, or switch on and off by onlyWith(…) what leads there.");
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
                        "no card can ever come to " + stage.name() + brokenBefore(stage)
                                + "; lead a row there or delete it.");
            }
        }
        for (var stage : process.active()) {
            var ahead = Loops.reachable(stage.stage.name(), edgesWithFails);
            if (!process.successes.isEmpty() && process.successes.stream().noneMatch(s -> ahead.contains(s.name()))) {
                problems.add(
                        "no-way-to-success",
                        "from " + stage.stage.name()
                                + " no rows lead to the success any more" + brokenBehind(stage.stage)
                                + "; add .on(…) that leads on.");
            }
            if (!process.failings.isEmpty()
                    && process.failings.stream()
                            .noneMatch(f -> ahead.contains(f.stage().name()))) {
                problems.add(
                        "no-way-to-fail", "from " + stage.stage.name() + " no fail can be reached; add .mayFail(…).");
            }
        }
    }

    /** How far the main path leads towards a stage that is not reached. */
    private String brokenBefore(Stage stage) {
        var way = new ArrayList<String>();
        for (var place : process.mainPath) {
            if (place.is(stage)) {
                return told(way);
            }
            if (!way.isEmpty()
                    && !edges.getOrDefault(way.get(way.size() - 1), Set.of()).contains(place.name())) {
                return told(way);
            }
            way.add(place.name());
        }
        return "";
    }

    /** The way that a card has come to a stage from where the success is not reached, and how far it may still go. */
    private String brokenBehind(Stage stage) {
        var way = new ArrayList<>(Loops.way(process.initial.get(0).name(), stage.name(), edges));
        if (way.isEmpty()) {
            way.add(stage.name());
        }
        var ahead = Loops.reachable(stage.name(), edges);
        process.mainPath.stream()
                .map(Stage::name)
                .filter(s -> ahead.contains(s) && !way.contains(s))
                .forEach(way::add);
        return told(way);
    }

    private static String told(List<String> way) {
        return way.isEmpty() ? "" : " (" + String.join(" → ", way) + ", and no further)";
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
