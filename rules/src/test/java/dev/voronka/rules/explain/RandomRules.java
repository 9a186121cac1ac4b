package dev.voronka.rules.explain;

import dev.voronka.Money;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.RoutingRules;
import dev.voronka.rules.gate.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Rules and facts by chance. */
final class RandomRules {

    private static final List<String> REGIONS = List.of("msk", "spb", "kzn", "");
    private static final List<String> SOURCES = List.of("site", "call", "fair", "");

    private final Random random;

    RandomRules(long seed) {
        this.random = new Random(seed);
    }

    /** A file with so many rules. */
    String file(Kind kind, int rules) {
        var text = new StringBuilder("package " + kind.packageName() + "\n");
        for (var i = 0; i < rules; i++) {
            text.append("rule \"r").append(i).append("\"\nwhen\n");
            text.append("    ").append(String.join("\n    ", when(kind))).append("\nthen\n    ");
            text.append(then(kind)).append("\nend\n");
        }
        return text.toString();
    }

    private String then(Kind kind) {
        return switch (kind) {
            case SCORE -> "score.add(1, \"x\");";
            case VERDICT -> "verdict.set(Verdict.NURTURE, \"x\");";
            case ROUTE -> "route.prefer(\"e1\", 1, \"x\");";
            case ESCALATE -> "escalate.notify(\"HEAD\", \"x\");";
            case APPROVE -> "approve.require(\"HEAD\", \"x\");";
        };
    }

    private List<String> when(Kind kind) {
        return switch (kind) {
            case SCORE -> List.of(wrapped("Lead", this::lead));
            case VERDICT -> List.of("Lead(" + joined(this::lead) + ")", wrapped("Total", this::total));
            case APPROVE -> List.of(wrapped("Request", this::request));
            case ESCALATE -> List.of(wrapped("Overdue", this::overdue), "Card(" + joined(this::card) + ")");
            case ROUTE -> route();
        };
    }

    private List<String> route() {
        return switch (random.nextInt(7)) {
            case 0 -> List.of("Card(" + joined(this::card) + ")", "Candidate(" + joined(this::candidate) + ")");
            case 1 ->
                List.of(
                        "Card($r : region, " + joined(this::card) + ")",
                        "$w : Candidate(territories contains $r, " + joined(this::candidate) + ")");
            case 2 ->
                List.of(
                        "$w : Candidate(" + joined(this::candidate) + ")",
                        "not Candidate(team == $w.team, openCards < $w.openCards)");
            case 3 ->
                List.of(
                        "$w : Candidate($n : openCards, " + candidate() + ")",
                        "$v : Candidate(team == $w.team, openCards > $n + " + random.nextInt(3) + ")");
            case 4 -> List.of("exists Candidate(" + joined(this::candidate) + ")", "Card(" + card() + ")");
            case 5 -> List.of("not Candidate(" + joined(this::candidate) + ")");
            default ->
                List.of("(Card(" + card() + ") or Candidate(" + joined(this::candidate) + "))", "Card(" + card() + ")");
        };
    }

    private String wrapped(String fact, Supplier<String> constraint) {
        return switch (random.nextInt(8)) {
            case 0 -> "not " + fact + "(" + joined(constraint) + ")";
            case 1 -> "exists " + fact + "(" + joined(constraint) + ")";
            case 2 -> "(" + fact + "(" + constraint.get() + ") or " + fact + "(" + joined(constraint) + "))";
            default -> fact + "(" + joined(constraint) + ")";
        };
    }

    private String joined(Supplier<String> constraint) {
        var parts = new ArrayList<String>();
        for (var i = random.nextInt(3); i >= 0; i--) {
            parts.add(
                    switch (random.nextInt(7)) {
                        case 0 -> "(" + constraint.get() + " || " + constraint.get() + ")";
                        case 1 -> "!(" + constraint.get() + ")";
                        case 2 -> constraint.get() + " && " + constraint.get();
                        default -> constraint.get();
                    });
        }
        return String.join(", ", parts);
    }

    private String order() {
        return one(List.of(">=", ">", "<", "<="));
    }

    private String lead() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> "budget " + order() + " " + one(List.of("10000", "100000", "1000000", "999.5"));
            case 3 -> "region == \"" + one(REGIONS) + "\"";
            case 4 -> "region != \"" + one(REGIONS) + "\"";
            case 5 -> "region in (\"msk\", \"spb\")";
            case 6 -> "source not in (\"site\", \"fair\")";
            case 7 -> "source like \"*a*\"";
            case 8 -> "answers[\"authority\"] == \"" + one(List.of("self", "knows")) + "\"";
            case 9 -> "answers[\"deadline\"] " + one(List.of("==", "!=")) + " null";
            case 10 -> "answers[\"callAgainOn\"] " + order() + " 30";
            case 11 -> "answers[\"hasCompetitor\"] == " + random.nextBoolean();
            case 12 -> "answers[\"need\"] == true";
            default -> "budget * 2 " + order() + " 200000";
        };
    }

    private String total() {
        return one(List.of("score", "missing")) + " " + order() + " " + random.nextInt(8);
    }

    private String request() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> "amount " + order() + " " + one(List.of("0", "500000", "1000000.5"));
            case 2 -> "process == \"" + one(List.of("deal", "contract")) + "\"";
            case 3 -> "figures[\"discount\"] != null";
            default -> "figures[\"" + one(List.of("discount", "margin")) + "\"] " + order() + " 10";
        };
    }

    private String overdue() {
        return random.nextBoolean()
                ? "hoursLate " + order() + " " + random.nextInt(30)
                : "kind == Overdue.Kind." + one(List.of("BREACH", "HEAD"));
    }

    private String card() {
        return switch (random.nextInt(4)) {
            case 0 -> "amount " + order() + " 500000";
            case 1 -> "region != \"\"";
            case 2 -> "process in (\"deal\", \"contract\")";
            default -> "score " + order() + " " + random.nextInt(100);
        };
    }

    private String candidate() {
        return switch (random.nextInt(5)) {
            case 0 -> "openCards " + order() + " " + random.nextInt(8);
            case 1 -> "skills contains \"1c\"";
            case 2 -> "team == \"" + one(List.of("a", "b")) + "\"";
            case 3 -> "openCards * 10 " + order() + " capacity * 8";
            default -> "rank " + order() + " " + (1 + random.nextInt(4));
        };
    }

    /** What the port of a kind may be asked. */
    Object asked(Kind kind, LocalDate today) {
        return switch (kind) {
            case SCORE, VERDICT -> leadFacts(today);
            case ROUTE -> question();
            case ESCALATE -> escalation();
            case APPROVE -> request(one(List.of("deal", "contract", "proposal")));
        };
    }

    private LeadFacts leadFacts(LocalDate today) {
        var answers = new TreeMap<String, Object>();
        if (random.nextBoolean()) {
            answers.put("authority", one(List.of("self", "knows", "unknown")));
        }
        if (random.nextBoolean()) {
            answers.put("deadline", one(List.of("month", "later")));
        }
        if (random.nextBoolean()) {
            answers.put("callAgainOn", today.plusDays(random.nextInt(60)));
        }
        if (random.nextBoolean()) {
            answers.put("hasCompetitor", random.nextBoolean());
        }
        if (random.nextBoolean()) {
            answers.put("need", true);
        }
        return new LeadFacts(
                one(SOURCES),
                one(REGIONS),
                new BigDecimal(one(List.of("0", "999.50", "99999", "100000.00", "1000000", "5000000"))),
                answers);
    }

    private RoutingRules.Question question() {
        var candidates = new ArrayList<RoutingRules.Candidate>();
        for (var i = random.nextInt(5); i > 0; i--) {
            candidates.add(new RoutingRules.Candidate(
                    "e" + i,
                    one(List.of("a", "b", "")),
                    random.nextBoolean() ? Set.of("1c") : Set.of(),
                    random.nextBoolean() ? Set.of("msk", "spb") : Set.of("kzn"),
                    random.nextInt(9),
                    5 * random.nextInt(3)));
        }
        return new RoutingRules.Question(
                one(List.of("deal", "contract", "meeting")),
                "",
                "NEW",
                "REP",
                "",
                one(REGIONS),
                one(SOURCES),
                BigDecimal.valueOf(250_000L * random.nextInt(5)),
                random.nextInt(101),
                candidates);
    }

    private Escalation escalation() {
        return new Escalation(
                one(List.of("deal", "contract", "meeting")),
                "",
                "NEW",
                "REP",
                "ladder.x",
                one(List.of(Escalation.Kind.BREACH, Escalation.Kind.HEAD, Escalation.Kind.REMINDER)),
                "",
                "",
                "e1",
                "",
                "",
                BigDecimal.valueOf(250_000L * random.nextInt(5)),
                Duration.ZERO,
                Duration.ofHours(random.nextInt(40)),
                random.nextInt(3),
                new TreeMap<>());
    }

    private ApprovalPolicy.Asked request(String process) {
        var figures = new TreeMap<String, BigDecimal>();
        if (random.nextBoolean()) {
            figures.put("discount", new BigDecimal(random.nextInt(20) + ".5"));
        }
        if (random.nextBoolean()) {
            figures.put("margin", BigDecimal.valueOf(random.nextInt(20)));
        }
        return new ApprovalPolicy.Asked(process, null, new Money(25_000_000L * random.nextInt(6), "RUB"), figures);
    }

    private <X> X one(List<X> of) {
        return of.get(random.nextInt(of.size()));
    }
}
