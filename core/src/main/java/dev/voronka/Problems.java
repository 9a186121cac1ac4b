package dev.voronka;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Gathers what a proof finds, so that everything is told at once. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(String kind, String text) {
        found.add(new Problem(kind, text));
    }

    List<Problem> all() {
        return found.stream().distinct().toList();
    }

    /** What comes more than once. */
    static <X> Set<X> twice(Stream<X> all) {
        var seen = new HashSet<X>();
        var again = new LinkedHashSet<X>();
        all.forEach(n -> {
            if (!seen.add(n)) {
                again.add(n);
            }
        });
        return again;
    }

    static String named(List<Stage> stages) {
        return stages.isEmpty()
                ? "none"
                : String.join(", ", stages.stream().map(Stage::name).toList());
    }
}
