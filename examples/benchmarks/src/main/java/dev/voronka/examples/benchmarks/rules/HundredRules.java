package dev.voronka.examples.benchmarks.rules;

import dev.voronka.decision.LeadFacts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A book of 90 score and 10 verdict rules, of which about eight hold for a lead, and leads. */
final class HundredRules {

    private static final List<String> REGIONS =
            List.of("Москва", "СПб", "Казань", "Пермь", "Омск", "Уфа", "Тула", "Томск", "Самара", "Сочи");
    private static final List<String> SOURCES = List.of("site", "call", "fair", "partner", "mail");

    private HundredRules() {}

    static Map<String, String> files() {
        var score = new StringBuilder("package voronka.score\n\n");
        for (var i = 0; i < 90; i++) {
            score.append(
                    "rule \"Баллы %d\"\nwhen\n    Lead(%s)\nthen\n    score.add(%d, \"причина %d\", \"%s\");\nend\n\n"
                            .formatted(i, condition(i), i % 7 - 1, i, i % 2 == 0 ? "fit" : "engagement"));
        }
        var verdict = new StringBuilder("package voronka.verdict\n\n");
        for (var i = 0; i < 10; i++) {
            verdict.append(
                    "rule \"Вердикт %d\"\n    salience %d\nwhen\n    Total(score >= %d)\n    Lead(budget >= %d)\nthen\n    verdict.set(Verdict.%s, \"решение %d\");\nend\n\n"
                            .formatted(
                                    i,
                                    10 - i,
                                    i == 9 ? -1_000 : 20 - 2 * i,
                                    (9 - i) * 100_000,
                                    i < 4 ? "QUALIFIED" : i < 8 ? "NURTURE" : "NOT_TARGET",
                                    i));
        }
        return Map.of("score.drl", score.toString(), "verdict.drl", verdict.toString());
    }

    /** Like what people write: an equality that few leads pass and a number, an answer, or both. */
    private static String condition(int i) {
        var region = REGIONS.get(i % REGIONS.size());
        return switch (i % 5) {
            case 0 -> "region == \"" + region + "\", budget >= " + i * 20_000;
            case 1 ->
                "source == \"" + SOURCES.get(i % SOURCES.size()) + "\", answers[\"deadline\"] == \"month\", budget > "
                        + i * 30_000;
            case 2 -> "budget > " + i * 25_000 + ", budget <= " + (i * 25_000 + 200_000);
            case 3 -> "region == \"" + region + "\", answers[\"authority\"] == \"self\"";
            default -> "source == \"" + SOURCES.get(i / 5 % SOURCES.size()) + "\", region == \"" + region + "\"";
        };
    }

    static List<LeadFacts> leads(int count) {
        var random = new Random(4711);
        var leads = new ArrayList<LeadFacts>();
        for (var i = 0; i < count; i++) {
            var answers = new TreeMap<String, Object>();
            var budget = BigDecimal.valueOf(random.nextInt(2_500) * 1_000L);
            answers.put("need", true);
            answers.put("budget", budget);
            answers.put("authority", List.of("self", "knows", "unknown").get(random.nextInt(3)));
            answers.put("deadline", List.of("month", "quarter", "later").get(random.nextInt(3)));
            answers.put("callAgainOn", LocalDate.of(2027, 1, 1 + random.nextInt(28)));
            answers.put("hasCompetitor", random.nextBoolean());
            leads.add(new LeadFacts(
                    SOURCES.get(random.nextInt(SOURCES.size())),
                    REGIONS.get(random.nextInt(REGIONS.size())),
                    budget,
                    answers));
        }
        return leads;
    }
}
