package dev.voronka.rules.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which rules may hold together with one: sorted by the text that most of them ask for, so that not all pairs are looked at. */
final class Neighbours {

    private final @Nullable Place pivot;
    private final Map<Object, List<Reading>> named = new HashMap<>();
    private final List<Reading> others = new ArrayList<>();
    private final List<Reading> all;

    Neighbours(List<Reading> rules) {
        this.all = List.copyOf(rules);
        var uses = new IdentityHashMap<Place, Integer>();
        all.forEach(r -> listed(r).forEach(p -> uses.merge(p, 1, Integer::sum)));
        this.pivot = uses.entrySet().stream()
                .max(Comparator.<Map.Entry<Place, Integer>>comparingInt(Map.Entry::getValue)
                        .thenComparing(e -> e.getKey().name()))
                .map(Map.Entry::getKey)
                .orElse(null);
        for (var rule : all) {
            var values = values(rule);
            if (values.isEmpty()) {
                others.add(rule);
            }
            values.forEach(v -> named.computeIfAbsent(v, k -> new ArrayList<>()).add(rule));
        }
    }

    /** Rules before this one that may hold together with it, in order. */
    List<Reading> before(Reading rule) {
        var values = values(rule);
        if (values.isEmpty()) {
            return all.stream().filter(r -> r.order() < rule.order()).toList();
        }
        var some = new TreeMap<Integer, Reading>();
        others.forEach(r -> some.put(r.order(), r));
        values.forEach(v -> named.getOrDefault(v, List.of()).forEach(r -> some.put(r.order(), r)));
        return List.copyOf(some.headMap(rule.order()).values());
    }

    /** What a rule asks for at the place that most ask about; none if it may be anything there. */
    private Set<Object> values(Reading rule) {
        if (pivot == null || !listed(rule).contains(pivot)) {
            return Set.of();
        }
        var values = new LinkedHashSet<Object>();
        rule.cases().forEach(c -> values.addAll(((Tokens) c.box().of(pivot).present()).these()));
        return values;
    }

    /** Places for which each case of a rule names the values. */
    private static Set<Place> listed(Reading rule) {
        var places = new LinkedHashSet<Place>();
        if (rule.isLive()) {
            rule.cases().get(0).box().values().forEach((place, v) -> {
                if (rule.cases().stream()
                        .allMatch(c -> c.box().of(place).present() instanceof Tokens t
                                && t.listed()
                                && !c.box().of(place).absent())) {
                    places.add(place);
                }
            });
        }
        return places;
    }
}
