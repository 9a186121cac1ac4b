package dev.voronka.rules.example;

import dev.voronka.decision.Ruling;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of an example, as its table writes it. */
record Outcome(Map<Column, String> got, List<String> rules) {

    static Outcome of(Map<Column, String> got, Optional<Ruling> ruling) {
        var rules = ruling.map(r ->
                        r.fired().stream().map(Ruling.Fired::rule).distinct().toList())
                .orElse(List.of());
        var all = new EnumMap<>(got);
        all.put(Column.EXPECT_RULES, String.join(" + ", rules));
        return new Outcome(all, rules);
    }
}
