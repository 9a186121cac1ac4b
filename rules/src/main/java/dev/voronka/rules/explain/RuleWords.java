package dev.voronka.rules.explain;

import dev.voronka.rules.fact.Candidate;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.RuleTree.Action;
import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules in words, in Russian or English, for people who do not write them:
 *
 * <pre>
 * Если бюджет не меньше 1 000 000 и на вопрос «Когда нужно?» ответили, то добавить 25 баллов: бюджет от миллиона.
 * </pre>
 *
 * Texts of the rules themselves stay as they are. Immutable, thread-safe.
 */
public final class RuleWords {

    /** Of these there are many in one decision, of the others there is one. */
    private static final Set<Class<?>> MANY = Set.of(Candidate.class);

    private final Spoken spoken;
    private final Titles titles;

    private RuleWords(Spoken spoken, Titles titles) {
        this.spoken = spoken;
        this.titles = titles;
    }

    /** In the language of this reader; whose language is not Russian gets English. */
    public static RuleWords in(Locale reader, Titles titles) {
        return new RuleWords(new Spoken(reader), titles);
    }

    /** What a kind of rules decides: {@code Баллы лида}. */
    public String kind(Kind kind) {
        return spoken.say("kind." + kind.code());
    }

    /** How several rules of a kind that hold go together. */
    public String policy(Kind kind) {
        return spoken.say("policy." + kind.code());
    }

    /** What a rule asks, a clause each; all must hold. One clause, "always", if it asks nothing. */
    public List<String> conditions(RuleTree rule) {
        var clauses = clauses(rule);
        var said = rule.conditions().stream()
                .flatMap(c -> said(c, clauses).stream())
                .toList();
        return said.isEmpty() ? List.of(spoken.say("always")) : said;
    }

    /** What a rule does, in order. */
    public List<String> actions(RuleTree rule) {
        var clauses = clauses(rule);
        return rule.actions().stream().map(a -> action(a, clauses)).toList();
    }

    /** The whole rule as one sentence. */
    public String sentence(RuleTree rule) {
        var clauses = clauses(rule);
        var done = String.join("; ", actions(rule));
        var each = rule.conditions().stream()
                .filter(RuleWords::isForEach)
                .flatMap(c -> said(c, clauses).stream())
                .toList();
        if (each.isEmpty()) {
            return spoken.say("sentence", spoken.all(conditions(rule)), done);
        }
        var others = rule.conditions().stream()
                .filter(c -> !isForEach(c))
                .flatMap(c -> said(c, clauses).stream())
                .toList();
        return others.isEmpty()
                ? capital(spoken.say("sentence.each.only", spoken.all(each), done))
                : spoken.say("sentence.each", spoken.all(others), spoken.all(each), done);
    }

    private static boolean isForEach(Condition condition) {
        return condition instanceof Condition.Pattern p && MANY.contains(p.fact());
    }

    private static String capital(String said) {
        return said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1);
    }

    Spoken spoken() {
        return spoken;
    }

    Clauses clauses(RuleTree rule) {
        return new Clauses(spoken, titles, Sense.of(rule));
    }

    private List<String> said(Condition condition, Clauses clauses) {
        if (condition instanceof Condition.And a) {
            return a.all().stream().flatMap(c -> said(c, clauses).stream()).toList();
        } else if (condition instanceof Condition.Or o) {
            return List.of(spoken.any(o.any().stream()
                    .map(c -> said(c, clauses))
                    .map(all -> all.isEmpty()
                            ? spoken.say("always")
                            : all.size() == 1 ? all.get(0) : "(" + spoken.all(all) + ")")
                    .toList()));
        } else if (condition instanceof Condition.Pattern p && !MANY.contains(p.fact())) {
            return constraints(p, clauses);
        }
        return List.of(one(condition, clauses));
    }

    /** A condition about one of many, or about what there is or is not. */
    String one(Condition condition, Clauses clauses) {
        if (condition instanceof Condition.Not n) {
            return about(n.pattern(), clauses, "for.no");
        } else if (condition instanceof Condition.Exists e) {
            return about(e.pattern(), clauses, "for.some");
        }
        return about((Condition.Pattern) condition, clauses, "for.each");
    }

    /** That there is no such fact at all. */
    String nobody(Condition.Pattern pattern, Clauses clauses) {
        return spoken.say("for.no.any", of(pattern, clauses));
    }

    private String of(Condition.Pattern pattern, Clauses clauses) {
        var fact = pattern.fact().getSimpleName();
        return spoken.orCode("of." + fact, fact) + clauses.numbered(pattern);
    }

    private String about(Condition.Pattern pattern, Clauses clauses, String how) {
        var asked = constraints(pattern, clauses);
        var many = MANY.contains(pattern.fact());
        if (!many && !asked.isEmpty()) {
            return how.equals("for.no")
                    ? spoken.say("not", asked.size() == 1 ? asked.get(0) : "(" + spoken.all(asked) + ")")
                    : spoken.all(asked);
        }
        var of = of(pattern, clauses);
        return asked.isEmpty() ? spoken.say(how + ".any", of) : spoken.say(how, of, spoken.all(asked));
    }

    private static List<String> constraints(Condition.Pattern pattern, Clauses clauses) {
        var said = new ArrayList<String>();
        pattern.constraints()
                .forEach(c -> Constraints.parts(c).forEach(part -> said.add(clauses.said(part, pattern.fact()))));
        return said;
    }

    private String action(Action action, Clauses clauses) {
        var arguments = action.arguments();
        var verb = action.sink() + "." + action.method();
        var text = text(
                arguments.get(arguments.size() > 2 && verb.equals("score.add") ? 1 : arguments.size() - 1), clauses);
        return switch (verb) {
            case "score.add" -> {
                var group = arguments.size() > 2 ? text(arguments.get(2), clauses) : "";
                var said = points("add", arguments.get(0), "", text, clauses);
                yield group.isEmpty() ? said : spoken.say("act.group", said, spoken.orCode("group." + group, group));
            }
            case "route.prefer" ->
                points(
                        "prefer",
                        arguments.get(1),
                        employee(arguments.get(0), lessens(arguments.get(1)) ? "from" : "to", clauses),
                        text,
                        clauses);
            case "route.veto", "route.force" ->
                spoken.say("act." + verb, employee(arguments.get(0), "to", clauses), text);
            case "verdict.set" ->
                spoken.say("act." + verb, clauses.value(literal(arguments.get(0)), arguments.get(0), null), text);
            case "score.stop" -> spoken.say("act." + verb, text);
            case "route.queue" -> spoken.say("act." + verb, spoken.quoted(text(arguments.get(0), clauses)), text);
            default -> spoken.say("act." + verb, role(arguments.get(0), clauses), text);
        };
    }

    private static boolean lessens(Expr points) {
        return points instanceof Expr.Unary u
                ? literal(u.of()) instanceof BigDecimal
                : literal(points) instanceof BigDecimal number && number.signum() < 0;
    }

    private String points(String verb, Expr points, String who, String text, Clauses clauses) {
        if (literal(points instanceof Expr.Unary u ? u.of() : points) instanceof BigDecimal number) {
            return spoken.say("act." + verb + (lessens(points) ? ".less" : ""), spoken.points(number), text, who);
        }
        return spoken.say("act." + verb + ".reckoned", clauses.nominal(points, null), text, who);
    }

    private String employee(Expr who, String form, Clauses clauses) {
        return literal(who) instanceof String id
                ? spoken.say(form + ".employee", id)
                : spoken.say(form + ".Candidate") + clauses.numbered(who);
    }

    private String role(Expr role, Clauses clauses) {
        var code = text(role, clauses);
        return spoken.has("who." + code) ? spoken.say("who." + code) : titles.role(code, spoken.reader());
    }

    /** A text of the rule; what is put into it stands in brackets. */
    private String text(Expr expr, Clauses clauses) {
        if (literal(expr) instanceof String said) {
            return said;
        } else if (expr instanceof Expr.Binary b && b.operator().equals("+")) {
            return text(b.left(), clauses) + text(b.right(), clauses);
        }
        return "[" + clauses.nominal(expr, null) + "]";
    }

    private static @Nullable Object literal(Expr expr) {
        return expr instanceof Expr.Literal l ? l.value() : null;
    }
}
