package dev.voronka.rules.analysis;

import dev.voronka.decision.Scoring;
import dev.voronka.rules.fact.Candidate;
import dev.voronka.rules.fact.Card;
import dev.voronka.rules.fact.Lead;
import dev.voronka.rules.fact.Total;
import dev.voronka.rules.gate.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/** Small random books over a small domain, and random facts of that domain. */
final class RandomBooks {

    private static final List<String> REGIONS = List.of("", "а", "б", "в");
    private static final List<String> OPTIONS = List.of("month", "quarter", "later");
    private static final List<String> NUMBERS = List.of("-1", "0", "1", "1.5", "2", "3");
    private static final List<String> ORDERS = List.of("==", "!=", "<", "<=", ">", ">=");

    private RandomBooks() {}

    static Scoring scoring(Random random) {
        var scoring = Scoring.standard();
        if (random.nextBoolean()) {
            scoring = scoring.limit("fit", -20, 30);
        }
        if (random.nextBoolean()) {
            scoring = scoring.limitTotal(-10, 60);
        }
        return random.nextBoolean() ? scoring.leastFit(20) : scoring;
    }

    /** Rules without a package; each on a line of its own. Conditions are simple in some books and involved in others. */
    static String text(Kind kind, Random random) {
        var text = new StringBuilder();
        var depth = random.nextInt(3);
        for (var i = 0; i < 6; i++) {
            var salience = random.nextInt(4) == 0 ? " salience " + random.nextInt(3) : "";
            text.append("rule \"п" + i + "\"" + salience + " when ")
                    .append(conditions(kind, depth, random))
                    .append(" then ")
                    .append(action(kind, random))
                    .append(" end\n");
        }
        return text.toString();
    }

    private static String conditions(Kind kind, int depth, Random random) {
        return switch (kind) {
            case SCORE -> lead(depth, random);
            case VERDICT ->
                switch (random.nextInt(4)) {
                    case 0 -> lead(depth, random) + " " + total(random);
                    case 1 -> lead(depth, random);
                    default -> total(random);
                };
            default -> route(depth, random);
        };
    }

    private static String lead(int depth, Random random) {
        return switch (depth == 2 ? random.nextInt(8) : 7) {
            case 0 -> "not Lead(" + list(depth, random) + ")";
            case 1 -> "exists Lead(" + list(depth, random) + ")";
            case 2 -> "(Lead(" + list(depth, random) + ") or Lead(" + list(depth, random) + "))";
            case 3 -> "Lead($r : region, " + list(depth, random) + ") Lead(source == $r, $r != \"а\")";
            default -> "Lead(" + list(depth, random) + ")";
        };
    }

    private static String list(int depth, Random random) {
        var said = new StringBuilder(expr(depth, random));
        for (var i = random.nextInt(3); i > 0; i--) {
            said.append(", ").append(expr(depth, random));
        }
        return said.toString();
    }

    private static String expr(int depth, Random random) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> "(" + expr(depth - 1, random) + " && " + expr(depth - 1, random) + ")";
                case 1 -> "(" + expr(depth - 1, random) + " || " + expr(depth - 1, random) + ")";
                default -> "!(" + expr(depth - 1, random) + ")";
            };
        }
        return leaf(depth, random);
    }

    private static String leaf(int depth, Random random) {
        return switch (random.nextInt(depth == 0 ? 7 : 12)) {
            case 0, 1, 2 -> "budget " + one(ORDERS, random) + " " + one(NUMBERS, random);
            case 3 -> "region == \"" + one(REGIONS, random) + "\"";
            case 4 -> "answers[\"deadline\"] == \"" + one(OPTIONS, random) + "\"";
            case 5 -> "answers[\"deadline\"] in (\"" + one(OPTIONS, random) + "\", \"" + one(OPTIONS, random) + "\")";
            case 6 -> "answers[\"employees\"] " + one(ORDERS, random) + " " + one(NUMBERS, random);
            case 7 -> "answers[\"vip\"]" + one(List.of("", " == false", " != true", " == null"), random);
            case 8 -> "answers[\"deadline\"] " + one(List.of("==", "!="), random) + " null";
            case 9 -> "region like \"" + one(List.of("*а*", "б", "?", "*"), random) + "\"";
            case 10 -> "answers[\"employees\"] " + one(List.of("<", ">="), random) + " budget";
            default -> "region not in (\"" + one(REGIONS, random) + "\", \"" + one(REGIONS, random) + "\")";
        };
    }

    private static String total(Random random) {
        var said = "score " + one(ORDERS, random) + " " + (random.nextInt(12) - 3) * 10;
        return switch (random.nextInt(4)) {
            case 0 -> "Total(" + said + ", missing < " + random.nextInt(3) + ")";
            case 1 -> "Total(" + said + ", score < " + random.nextInt(6) * 10 + ")";
            case 2 -> "Total(" + said + ", fit >= " + random.nextInt(5) * 10 + ")";
            default -> "Total(" + said + ")";
        };
    }

    private static String route(int depth, Random random) {
        var card = one(
                List.of(
                        "Card($r : region, region != \"\")",
                        "Card($r : region, amount > " + one(NUMBERS, random) + ")",
                        "Card($r : region, amount <= " + one(NUMBERS, random) + ", region == \"а\")"),
                random);
        var who = "$who : Candidate(" + candidate(random, "$r")
                + (random.nextBoolean() ? ", " + candidate(random, "$r") : "") + ")";
        var more = one(
                List.of(
                        "",
                        " not Candidate(openCards < $who.openCards)",
                        " not Candidate(" + candidate(random, "$r") + ")",
                        " exists Candidate(" + candidate(random, "$r") + ")",
                        " Candidate(openCards > $who.openCards, " + candidate(random, "$r") + ")"),
                random);
        return depth == 0 ? card : card + " " + who + more;
    }

    private static String candidate(Random random, String region) {
        return switch (random.nextInt(5)) {
            case 0 -> "skills contains \"" + one(List.of("it", "снг"), random) + "\"";
            case 1 -> "territories contains " + region;
            case 2 -> "!(skills contains \"it\")";
            default -> "openCards " + one(ORDERS, random) + " " + random.nextInt(4);
        };
    }

    private static String action(Kind kind, Random random) {
        return switch (kind) {
            case SCORE ->
                "score.add(" + (random.nextInt(8) - 2) * 10 + ", \"" + one(List.of("х", "у", "я"), random) + "\""
                        + one(List.of("", ", \"fit\"", ", \"engagement\""), random) + ");";
            case VERDICT -> "verdict.set(" + one(List.of("QUALIFIED", "NURTURE", "NOT_TARGET"), random) + ", \"х\");";
            default ->
                one(
                        List.of(
                                "route.force(\"e1\", \"х\");",
                                "route.queue(\"q\", \"х\");",
                                "route.prefer(\"e1\", 5, \"х\");"),
                        random);
        };
    }

    static List<List<Record>> many(Kind kind, int count, Random random) {
        var many = new ArrayList<List<Record>>();
        for (var i = 0; i < count; i++) {
            many.add(facts(kind, random));
        }
        return many;
    }

    private static List<Record> facts(Kind kind, Random random) {
        var facts = new ArrayList<Record>();
        if (kind == Kind.ROUTE) {
            facts.add(new Card(
                    "deal",
                    "",
                    "NEW",
                    "REP",
                    "",
                    one(REGIONS, random),
                    "",
                    "",
                    new BigDecimal(one(NUMBERS, random)),
                    random.nextInt(100)));
            var candidates = random.nextInt(4);
            for (var i = 0; i < candidates; i++) {
                facts.add(new Candidate(
                        "e" + i,
                        "",
                        List.of("it", "снг").subList(0, random.nextInt(3)),
                        List.of("а", "б").subList(0, random.nextInt(3)),
                        random.nextInt(5),
                        10,
                        i + 1));
            }
            return facts;
        }
        var answers = new HashMap<String, Object>();
        if (random.nextInt(3) > 0) {
            answers.put("deadline", one(OPTIONS, random));
        }
        if (random.nextInt(3) > 0) {
            answers.put("employees", new BigDecimal(one(NUMBERS, random)));
        }
        if (random.nextInt(3) > 0) {
            answers.put("vip", random.nextBoolean());
        }
        facts.add(new Lead(one(REGIONS, random), one(REGIONS, random), new BigDecimal(one(NUMBERS, random)), answers));
        if (kind == Kind.VERDICT) {
            facts.add(new Total(
                    (random.nextInt(14) - 4) * 10 + random.nextInt(3) - 1,
                    random.nextInt(6) * 10,
                    random.nextInt(6) * 10,
                    random.nextInt(4)));
        }
        return facts;
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
