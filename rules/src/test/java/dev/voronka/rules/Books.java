package dev.voronka.rules;

import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.RoutingRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Texts and facts for tests. */
final class Books {

    private Books() {}

    /** One score rule that gives every lead so many points. */
    static String points(int points) {
        return """
                package voronka.score

                rule "Всем"
                when
                    Lead(budget >= 0)
                then
                    score.add(%d, "всем");
                end
                """.formatted(points);
    }

    static Map<String, String> givesAll(int points) {
        return Map.of("score.drl", points(points));
    }

    static LeadFacts lead() {
        return lead("", "", 1_000, Map.of());
    }

    static LeadFacts lead(String source, String region, long budget, Map<String, Object> answers) {
        return new LeadFacts(source, region, BigDecimal.valueOf(budget), new TreeMap<>(answers));
    }

    static RoutingRules.Question question(RoutingRules.Candidate... candidates) {
        return new RoutingRules.Question(
                "incoming-lead", "", "ROUTING", "REP", "", "msk", "", BigDecimal.ZERO, 0, List.of(candidates));
    }

    static RoutingRules.Candidate candidate(String id, Set<String> territories, int open) {
        return new RoutingRules.Candidate(id, "", Set.of(), territories, open, 10);
    }
}
