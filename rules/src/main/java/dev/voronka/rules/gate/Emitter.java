package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Action;
import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes DRL anew from trees. No name of the author's gets into it but field names that are known, names of rules and
 * texts; texts hold neither quotes nor backslashes.
 */
final class Emitter {

    private static final Map<Kind, String> SINKS = Map.of(
            Kind.SCORE, "Score",
            Kind.VERDICT, "Verdicts",
            Kind.ROUTE, "Route",
            Kind.ESCALATE, "Escalate",
            Kind.APPROVE, "Approve");

    private final Vocabulary vocabulary;
    private final StringBuilder drl = new StringBuilder();

    Emitter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    String emit(List<RuleTree> rules) {
        var kind = vocabulary.kind();
        line("package " + kind.packageName());
        kind.facts().forEach(f -> line("import " + f.getName()));
        vocabulary.choices().values().forEach(c -> line("import " + c.getCanonicalName()));
        line("import " + Reckon.class.getName());
        line("global dev.voronka.rules.sink." + SINKS.get(kind) + " " + kind.code());
        rules.stream().filter(RuleTree::enabled).forEach(this::rule);
        return drl.toString();
    }

    private void rule(RuleTree rule) {
        var names = new Names(rule, vocabulary);
        line("");
        line("rule " + Written.text(rule.emitted()));
        if (rule.salience() != 0) {
            line("    salience " + rule.salience());
        }
        line("when");
        rule.conditions().forEach(c -> line("    " + condition(c, names)));
        line("then");
        rule.actions().forEach(a -> line("    " + action(a, names)));
        line("end");
    }

    private static String condition(Condition condition, Names names) {
        if (condition instanceof Condition.Pattern p) {
            return pattern(p, names);
        } else if (condition instanceof Condition.Not n) {
            return "not( " + pattern(n.pattern(), names) + " )";
        } else if (condition instanceof Condition.Exists e) {
            return "exists( " + pattern(e.pattern(), names) + " )";
        } else if (condition instanceof Condition.And a) {
            return joined(a.all(), " and ", names);
        }
        return joined(((Condition.Or) condition).any(), " or ", names);
    }

    private static String joined(List<Condition> conditions, String by, Names names) {
        return conditions.stream().map(c -> condition(c, names)).collect(Collectors.joining(by, "( ", " )"));
    }

    private static String pattern(Condition.Pattern pattern, Names names) {
        var sentences = new EmittedConditions(names, pattern);
        var constraints = pattern.constraints().stream().map(sentences::truth).collect(Collectors.joining(", "));
        var name = names.emitted(pattern);
        return (name.isEmpty() ? "" : name + " : ") + pattern.fact().getSimpleName() + "( " + constraints + " )";
    }

    private static String action(Action action, Names names) {
        var arguments = new EmittedArguments(names);
        var said = new StringBuilder();
        for (var i = 0; i < action.arguments().size(); i++) {
            var argument = action.arguments().get(i);
            said.append(i == 0 ? "" : ", ")
                    .append(action.pointsAt(i) ? arguments.points(argument) : arguments.value(argument));
        }
        return action.sink() + "." + action.method() + "(" + said + ");";
    }

    private void line(String line) {
        drl.append(line).append('\n');
    }

    static boolean isSum(Expr expr) {
        return (expr instanceof Expr.Binary b && List.of("+", "-", "*", "/").contains(b.operator()))
                || (expr instanceof Expr.Unary u && u.operator().equals("-"));
    }
}
