package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reckons with trees directly, without any rule engine: which combinations of facts a rule holds for, and whether one
 * constraint holds. Pure; the second meaning that emitted rules are compared with, and what "why not" asks.
 */
public final class Evaluation {

    private Evaluation() {}

    /**
     * What variables stand for while a rule is tried. Immutable.
     *
     * @param values facts and values by variable
     */
    public record Bindings(Map<String, Object> values) {
        /** Nothing is bound yet. */
        public static final Bindings NONE = new Bindings(Map.of());

        private Bindings with(String variable, @Nullable Object value) {
            var copy = new HashMap<>(values);
            copy.put(variable, value);
            return new Bindings(copy);
        }
    }

    /**
     * An action with its arguments worked out.
     *
     * @param action as it stands in the rule
     * @param arguments Integer for points, text, or a constant
     */
    public record Done(RuleTree.Action action, List<Object> arguments) {}

    /** Every way in which the rule holds for these facts, in the order of the facts; a rule that is not enabled holds in none. */
    public static List<Bindings> matches(RuleTree rule, List<? extends Record> facts) {
        return rule.enabled() ? all(rule.conditions(), List.of(Bindings.NONE), facts) : List.of();
    }

    /** What the rule does for these facts: its actions for every match, in order. */
    public static List<Done> actions(RuleTree rule, List<? extends Record> facts) {
        var done = new ArrayList<Done>();
        for (var match : matches(rule, facts)) {
            rule.actions().forEach(a -> done.add(done(a, match)));
        }
        return done;
    }

    /** The ways in which one condition holds, from what is bound before. */
    public static List<Bindings> matches(Condition condition, Bindings before, List<? extends Record> facts) {
        if (condition instanceof Condition.Pattern p) {
            return pattern(p, before, facts);
        } else if (condition instanceof Condition.Not n) {
            return pattern(n.pattern(), before, facts).isEmpty() ? List.of(before) : List.of();
        } else if (condition instanceof Condition.Exists e) {
            return pattern(e.pattern(), before, facts).isEmpty() ? List.of() : List.of(before);
        } else if (condition instanceof Condition.And a) {
            return all(a.all(), List.of(before), facts);
        }
        return ((Condition.Or) condition)
                .any().stream().flatMap(c -> matches(c, before, facts).stream()).toList();
    }

    private static List<Bindings> all(List<Condition> conditions, List<Bindings> start, List<? extends Record> facts) {
        var ways = start;
        for (var condition : conditions) {
            ways = ways.stream()
                    .flatMap(w -> matches(condition, w, facts).stream())
                    .toList();
        }
        return ways;
    }

    private static List<Bindings> pattern(Condition.Pattern pattern, Bindings before, List<? extends Record> facts) {
        var ways = new ArrayList<Bindings>();
        for (var fact : facts) {
            if (pattern.fact().isInstance(fact)) {
                var bound = bound(pattern, fact, before);
                if (pattern.constraints().stream().allMatch(c -> holds(c, fact, bound))) {
                    ways.add(bound);
                }
            }
        }
        return ways;
    }

    /** What is bound once this fact is taken for the pattern, whether its constraints hold or not. */
    public static Bindings bound(Condition.Pattern pattern, Record fact, Bindings before) {
        var bound = pattern.binding().isEmpty() ? before : before.with(pattern.binding(), fact);
        for (var binding : pattern.bindings()) {
            bound = bound.with(binding.variable(), value(binding.value(), fact, bound));
        }
        return bound;
    }

    /** Whether a constraint holds for this fact. */
    public static boolean holds(Expr expr, Record fact, Bindings bindings) {
        return Boolean.TRUE.equals(value(expr, fact, bindings));
    }

    /** The value of an expression; null for what is not known. {@code fact} is the pattern's own, null in an action. */
    public static @Nullable Object value(Expr expr, @Nullable Record fact, Bindings bindings) {
        if (expr instanceof Expr.Literal l) {
            return l.value();
        } else if (expr instanceof Expr.Field f) {
            var of = f.of().isEmpty() ? fact : bindings.values().get(f.of());
            return of instanceof Record record ? component(record, f.name()) : null;
        } else if (expr instanceof Expr.Variable v) {
            return bindings.values().get(v.name());
        } else if (expr instanceof Expr.Entry e) {
            return value(e.map(), fact, bindings) instanceof Map<?, ?> map ? map.get(e.key()) : null;
        } else if (expr instanceof Expr.In in) {
            var left = value(in.left(), fact, bindings);
            var among = in.values().stream().anyMatch(v -> Reckon.same(left, value(v, fact, bindings)));
            return among != in.negated();
        } else if (expr instanceof Expr.Unary u) {
            var of = value(u.of(), fact, bindings);
            return u.operator().equals("-") ? Reckon.minus(0, of) : !Boolean.TRUE.equals(of);
        }
        return binary((Expr.Binary) expr, fact, bindings);
    }

    private static @Nullable Object binary(Expr.Binary binary, @Nullable Record fact, Bindings bindings) {
        var a = value(binary.left(), fact, bindings);
        var b = value(binary.right(), fact, bindings);
        return switch (binary.operator()) {
            case "&&" -> Boolean.TRUE.equals(a) && Boolean.TRUE.equals(b);
            case "||" -> Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b);
            case "==" -> Reckon.same(a, b);
            case "!=" -> !Reckon.same(a, b);
            case ">" -> Reckon.more(a, b);
            case ">=" -> Reckon.least(a, b);
            case "<" -> Reckon.more(b, a);
            case "<=" -> Reckon.least(b, a);
            case "contains" -> Reckon.has(a, b);
            case "memberOf" -> Reckon.has(b, a);
            case "like" -> Reckon.like(a, b);
            case "+" ->
                a instanceof String || b instanceof String ? Reckon.text(a) + Reckon.text(b) : Reckon.plus(a, b);
            case "-" -> Reckon.minus(a, b);
            case "*" -> Reckon.times(a, b);
            case "/" -> Reckon.over(a, b);
            default -> throw new IllegalStateException("Not an operator of a checked rule: " + binary.operator());
        };
    }

    private static Done done(RuleTree.Action action, Bindings match) {
        var arguments = new ArrayList<Object>();
        for (var i = 0; i < action.arguments().size(); i++) {
            var value = value(action.arguments().get(i), null, match);
            arguments.add(action.pointsAt(i) ? Integer.valueOf(Reckon.points(value)) : value == null ? "" : value);
        }
        return new Done(action, arguments);
    }

    private static @Nullable Object component(Record record, String name) {
        try {
            var component = Vocabulary.component(record.getClass(), name).orElseThrow();
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + name + " of " + record.getClass(), e);
        }
    }
}
