package dev.voronka.rules.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Rules that differ in what they ask of one place only.
 *
 * @param place which
 * @param rest the other conditions
 * @param members the rules, each with its values of the place
 * @param covered values of the place for which these rules hold, or others of which the rest is a special case
 * @param named values of the place that any rule of the kind asks for
 */
record Scale(Place place, Case rest, List<Member> members, Values covered, Values named) {

    /** A rule with its values of the place. */
    record Member(Reading rule, Values values) {}

    private record Key(Place place, String rest) {}

    Scale {
        members = List.copyOf(members);
    }

    List<Reading> rules() {
        return new ArrayList<>(
                new LinkedHashSet<>(members.stream().map(Member::rule).toList()));
    }

    /** All with two rules and more. {@code catchAll}: whether rules that do not ask about the place cover it too. */
    static List<Scale> of(List<Reading> rules, boolean catchAll, Pace pace) {
        Map<Key, List<Member>> members = new LinkedHashMap<>();
        Map<Key, Case> rests = new LinkedHashMap<>();
        Map<Place, List<Case>> asking = new LinkedHashMap<>();
        var silent = new ArrayList<Case>();
        for (var rule : rules) {
            for (var one : rule.cases()) {
                one.box()
                        .values()
                        .keySet()
                        .forEach(p -> asking.computeIfAbsent(p, k -> new ArrayList<>())
                                .add(one));
                silent.add(one);
            }
            if (rule.cases().size() != 1) {
                continue;
            }
            var only = rule.cases().get(0);
            for (var value : only.box().values().entrySet()) {
                var rest = only.with(only.box().without(value.getKey()));
                var key = new Key(value.getKey(), rest.key());
                rests.putIfAbsent(key, rest);
                members.computeIfAbsent(key, k -> new ArrayList<>()).add(new Member(rule, value.getValue()));
            }
        }
        Map<Place, Values> named = new LinkedHashMap<>();
        var scales = new ArrayList<Scale>();
        for (var entry : members.entrySet()) {
            if (entry.getValue().size() < 2 || pace.isOver()) {
                continue;
            }
            var place = entry.getKey().place();
            var rest = java.util.Objects.requireNonNull(rests.get(entry.getKey()));
            var asked = asking.getOrDefault(place, List.of());
            var covered = covered(place, rest, entry.getValue(), catchAll ? silent : asked);
            named.computeIfAbsent(
                    place,
                    p -> Values.any(p, asked.stream().map(c -> c.box().of(p)).toList()));
            scales.add(new Scale(
                    place, rest, entry.getValue(), covered, java.util.Objects.requireNonNull(named.get(place))));
        }
        return scales;
    }

    private static Values covered(Place place, Case rest, List<Member> members, List<Case> others) {
        var covered = Values.any(place, members.stream().map(Member::values).toList());
        for (var other : others) {
            if (rest.impliesBut(place, other) && !covered.covers(other.box().of(place))) {
                covered = covered.or(other.box().of(place));
            }
        }
        return covered;
    }
}
