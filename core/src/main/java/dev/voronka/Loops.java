package dev.voronka;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the branches by which a card may come again to where it has been, so that they are counted. */
final class Loops {

    private final List<String> mainPath;
    private final Map<String, Set<String>> reach = new HashMap<>();

    Loops(List<Stage> mainPath, Map<String, Set<String>> edges) {
        this.mainPath = mainPath.stream().map(Stage::name).toList();
        edges.keySet().forEach(stage -> reach.put(stage, reachable(stage, edges)));
    }

    /** Every stage that can be reached from this one, itself included. */
    static Set<String> reachable(String from, Map<String, Set<String>> edges) {
        var seen = new HashSet<String>(Set.of(from));
        var open = new ArrayDeque<String>(List.of(from));
        while (!open.isEmpty()) {
            for (var next : edges.getOrDefault(open.remove(), Set.of())) {
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen;
    }

    <D> Row<D> marked(Row<D> row) {
        return row.with(
                row.branches().stream()
                        .map(b -> b.to() == null ? b : b.looping(loops(row.from(), b.to())))
                        .toList(),
                row.clockOnly());
    }

    private boolean loops(Stage from, Stage to) {
        var comesBack = reach.getOrDefault(to.name(), Set.of()).contains(from.name());
        var here = mainPath.indexOf(from.name());
        var there = mainPath.indexOf(to.name());
        var forward = here >= 0 && there > here;
        return comesBack && !forward;
    }
}
