package dev.voronka.rules.gate;

import dev.voronka.rules.fact.Candidate;
import dev.voronka.rules.fact.Card;
import dev.voronka.rules.fact.Lead;
import dev.voronka.rules.fact.Overdue;
import dev.voronka.rules.fact.Request;
import dev.voronka.rules.fact.Total;
import dev.voronka.rules.sink.Approve;
import dev.voronka.rules.sink.Escalate;
import dev.voronka.rules.sink.Route;
import dev.voronka.rules.sink.Score;
import dev.voronka.rules.sink.Verdicts;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.kie.api.KieBase;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.io.ResourceFactory;

/** Questions, random facts and plain Drools for the tests of the gate. */
final class GateBed {
    private static final List<Overdue.Kind> KINDS = List.of(Overdue.Kind.values());

    static final Map<Kind, Class<?>> SINKS = Map.of(
            Kind.SCORE, Score.class,
            Kind.VERDICT, Verdicts.class,
            Kind.ROUTE, Route.class,
            Kind.ESCALATE, Escalate.class,
            Kind.APPROVE, Approve.class);

    private static final List<String> PLACES = List.of("Москва", "СПб", "Казань", "");

    private GateBed() {}

    static Gate gate() {
        var answers = new LinkedHashMap<String, Questions.Answer>();
        answers.put("deadline", new Questions.Answer(String.class, List.of("month", "quarter", "year")));
        answers.put("employees", new Questions.Answer(BigDecimal.class, List.of()));
        answers.put("vip", new Questions.Answer(Boolean.class, List.of()));
        answers.put("comment", new Questions.Answer(String.class, List.of()));
        return new Gate(new Questions(answers, List.of("discount", "margin")), Gate.Bounds.STANDARD);
    }

    static Checked check(Kind kind, String text) {
        return gate().check(kind, List.of(new SourceText(kind.code() + ".drl", text)));
    }

    /** A file with one rule. */
    static String rule(Kind kind, String when, String then) {
        return "package " + kind.packageName() + "\nrule \"r\"\nwhen\n  " + when + "\nthen\n  " + then + "\nend\n";
    }

    static List<Record> facts(Kind kind, Random random) {
        return switch (kind) {
            case SCORE -> List.of(lead(random));
            case VERDICT ->
                List.of(
                        lead(random),
                        new Total(random.nextInt(101), random.nextInt(60), random.nextInt(40), random.nextInt(4)));
            case ROUTE -> {
                var facts = new ArrayList<Record>(List.of(card(random)));
                for (var i = 0; i < 5; i++) {
                    facts.add(new Candidate(
                            "e" + i,
                            List.of("a", "b", "").get(random.nextInt(3)),
                            List.of("снг", "вэд").subList(0, random.nextInt(3)),
                            List.of("Москва", "СПб").subList(0, random.nextInt(3)),
                            random.nextInt(12),
                            10 * random.nextInt(2),
                            i + 1));
                }
                yield facts;
            }
            case ESCALATE ->
                List.of(
                        card(random),
                        new Overdue(
                                "ladder.x",
                                KINDS.get(random.nextInt(KINDS.size())),
                                random.nextInt(5),
                                random.nextInt(60),
                                random.nextInt(4)));
            case APPROVE ->
                List.of(new Request(
                        List.of("deal", "purchase-request").get(random.nextInt(2)),
                        List.of("", "vip").get(random.nextInt(2)),
                        new BigDecimal(random.nextInt(4) * 500_000),
                        random.nextBoolean()
                                ? Map.of("discount", new BigDecimal(random.nextInt(30) + ".5"))
                                : Map.of()));
        };
    }

    private static Lead lead(Random random) {
        var answers = new HashMap<String, Object>();
        if (random.nextInt(3) > 0) {
            answers.put("deadline", List.of("month", "quarter", "year").get(random.nextInt(3)));
        }
        if (random.nextInt(3) > 0) {
            answers.put("employees", new BigDecimal(random.nextInt(300) + ".50"));
        }
        if (random.nextInt(3) > 0) {
            answers.put("vip", random.nextBoolean());
        }
        if (random.nextBoolean()) {
            answers.put("comment", "нужен опт");
        }
        return new Lead(
                List.of("site", "call", "fair", "").get(random.nextInt(4)),
                PLACES.get(random.nextInt(4)),
                new BigDecimal(List.of("0", "99999.50", "100000", "1000000.00", "5000000")
                        .get(random.nextInt(5))),
                answers,
                List.of("SITE", "CALL", "").get(random.nextInt(3)),
                List.of("", "vip").get(random.nextInt(2)),
                List.of("видео", "снг").subList(0, random.nextInt(3)),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(6),
                random.nextInt(3),
                random.nextInt(40));
    }

    private static Card card(Random random) {
        return new Card(
                "deal",
                List.of("", "vip").get(random.nextInt(2)),
                "NEW",
                "REP",
                List.of("снг", "").get(random.nextInt(2)),
                PLACES.get(random.nextInt(4)),
                List.of("site", "call").get(random.nextInt(2)),
                "e" + random.nextInt(5),
                new BigDecimal(random.nextInt(4) * 500_000),
                random.nextInt(101));
    }

    /** Compiles without any gate. */
    static KieBase compile(String drl) {
        var builder = KnowledgeBuilderFactory.newKnowledgeBuilder();
        builder.add(ResourceFactory.newByteArrayResource(drl.getBytes(StandardCharsets.UTF_8)), ResourceType.DRL);
        if (builder.hasErrors()) {
            throw new AssertionError(builder.getErrors() + "\n" + drl);
        }
        return builder.newKieBase();
    }

    /** What a host would write before a trusted text of its own. */
    static String trusted(Kind kind, String text) {
        var head = new StringBuilder("package " + kind.packageName() + "\n");
        kind.facts().forEach(f -> head.append("import ").append(f.getName()).append('\n'));
        head.append("import dev.voronka.rules.fact.Verdict\nimport dev.voronka.rules.fact.Overdue.Kind\n");
        head.append("global ")
                .append(SINKS.get(kind).getName())
                .append(' ')
                .append(kind.code())
                .append('\n');
        return head + text;
    }

    /** What the rules do, by rule, sorted. */
    static List<String> run(KieBase base, Kind kind, List<Record> facts) {
        var done = new ArrayList<String>();
        var session = base.newKieSession();
        try {
            session.setGlobal(kind.code(), recorder(kind, done));
            facts.forEach(session::insert);
            session.fireAllRules(100_000);
        } finally {
            session.dispose();
        }
        done.sort(null);
        return done;
    }

    static List<String> evaluated(List<RuleTree> rules, List<Record> facts) {
        var done = new ArrayList<String>();
        for (var rule : rules) {
            Evaluation.actions(rule, facts).forEach(d -> done.add(d.action().method() + d.arguments()));
        }
        done.sort(null);
        return done;
    }

    private static Object recorder(Kind kind, List<String> done) {
        var type = SINKS.get(kind);
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            done.add(method.getName() + Arrays.toString(arguments));
            return null;
        });
    }
}
