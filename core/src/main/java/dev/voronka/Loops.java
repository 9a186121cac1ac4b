package dev.voronka;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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

    /** A shortest way, both ends included; empty if there is none. */
    static List<String> way(String from, String to, Map<String, Set<String>> edges) {
        var before = new HashMap<String, String>();
        var open = new ArrayDeque<String>(List.of(from));
        while (!open.isEmpty()) {
            var here = open.remove();
            if (here.equals(to)) {
                var way = new ArrayDeque<String>(List.of(to));
                while (!way.getFirst().equals(from)) {
                    way.addFirst(before.getOrDefault(way.getFirst(), from));
                }
                return List.copyOf(way);
            }
            new TreeSet<>(edges.getOrDefault(here, Set.of()))
                    .stream()
                            .filter(next -> !next.equals(from) && before.putIfAbsent(next, here) == null)
                            .forEach(open::add);
        }
        return List.of();
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
