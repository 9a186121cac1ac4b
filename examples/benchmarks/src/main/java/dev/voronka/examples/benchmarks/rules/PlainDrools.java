package dev.voronka.examples.benchmarks.rules;

import dev.voronka.decision.LeadFacts;
import dev.voronka.rules.fact.Lead;
import dev.voronka.rules.fact.Total;
import dev.voronka.rules.fact.Verdict;
import dev.voronka.rules.sink.Score;
import dev.voronka.rules.sink.Verdicts;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.kie.api.KieBase;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.io.ResourceFactory;

/**
 * The least that Drools must do for the same decision: the author's own text, compiled as it stands, and two sessions, one
 * for the points and one for the verdict. No gate, no limits, no reasons, no log.
 */
final class PlainDrools {

    private static final String HEAD = """
            import dev.voronka.rules.fact.Lead
            import dev.voronka.rules.fact.Total
            import dev.voronka.rules.fact.Verdict
            global dev.voronka.rules.sink.%s %s
            """;

    private final KieBase score;
    private final KieBase verdict;

    PlainDrools(Map<String, String> files) {
        score = compiled(files.get("score.drl"), "Score", "score");
        verdict = compiled(files.get("verdict.drl"), "Verdicts", "verdict");
    }

    private static KieBase compiled(String text, String sink, String name) {
        var builder = KnowledgeBuilderFactory.newKnowledgeBuilder();
        var from = text.indexOf('\n') + 1;
        builder.add(
                ResourceFactory.newReaderResource(
                        new StringReader(text.substring(0, from) + HEAD.formatted(sink, name) + text.substring(from))),
                ResourceType.DRL);
        if (builder.hasErrors()) {
            throw new IllegalStateException(builder.getErrors().toString());
        }
        return builder.newKieBase();
    }

    /** The score and the verdict. */
    String decide(LeadFacts facts, LocalDate today) {
        Map<String, Object> answers = new HashMap<>();
        facts.answers()
                .forEach((code, answer) -> answers.put(
                        code,
                        answer instanceof LocalDate date
                                ? BigDecimal.valueOf(ChronoUnit.DAYS.between(today, date))
                                : answer));
        var lead = new Lead(facts.source(), facts.region(), facts.budget(), answers);
        var points = new Points();
        var scoring = score.newKieSession();
        scoring.setGlobal("score", points);
        scoring.insert(lead);
        scoring.fireAllRules();
        scoring.dispose();
        var first = new First();
        var judging = verdict.newKieSession();
        judging.setGlobal("verdict", first);
        judging.insert(lead);
        judging.insert(new Total(points.sum, points.fit, points.sum - points.fit, 0));
        judging.fireAllRules();
        judging.dispose();
        return points.sum + " " + first.verdict;
    }

    /** Adds up. */
    public static final class Points implements Score {
        private int sum;
        private int fit;

        @Override
        public void add(int points, String text) {
            sum += points;
        }

        @Override
        public void add(int points, String text, String group) {
            sum += points;
            fit += group.equals("fit") ? points : 0;
        }

        @Override
        public void stop(String text) {
            sum = 0;
        }
    }

    /** The first that was said. */
    public static final class First implements Verdicts {
        private Verdict verdict;

        @Override
        public void set(Verdict said, String text) {
            if (verdict == null) {
                verdict = said;
            }
        }
    }
}
