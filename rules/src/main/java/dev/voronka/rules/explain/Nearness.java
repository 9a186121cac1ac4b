package dev.voronka.rules.explain;

import dev.voronka.rules.gate.Evaluation;
import dev.voronka.rules.gate.Evaluation.Bindings;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the combination of facts that comes nearest to a rule: the one for which fewest conditions fail, of several the
 * one whose numbers miss least. It has no failing condition exactly if the rule holds.
 */
final class Nearness {

    /**
     * A condition as it came out for one combination of facts.
     *
     * @param condition the pattern, {@code not} or {@code exists} that it belongs to
     * @param expr the test; null if the condition is looked at as a whole
     * @param fact for which the test was made; null if there is none
     * @param bindings what variables stood for
     * @param others whether another way would have done as well, joined by "or"
     */
    record Seen(
            Condition condition,
            @Nullable Expr expr,
            @Nullable Record fact,
            Bindings bindings,
            boolean holds,
            boolean others) {

        /** By how much a number misses; empty if no number does. */
        Optional<BigDecimal> gap() {
            return holds || fact == null || expr == null
                    ? Optional.empty()
                    : Comparison.of(expr).filter(c -> c.right().size() == 1).flatMap(this::gap);
        }

        private Optional<BigDecimal> gap(Comparison c) {
            var is = number(value(c.left()));
            var wanted = number(value(c.right().get(0)));
            return c.test().isOrder() || c.test() == Comparison.Test.EQ
                    ? is.flatMap(i -> wanted.map(w -> w.subtract(i).abs()))
                    : Optional.empty();
        }

        @Nullable
        Object value(Expr of) {
            return Evaluation.value(of, fact, bindings);
        }

        /** 0 if it holds, 1 if it fails by no number, between them by how large a part of the number is missing. */
        private double distance() {
            if (holds) {
                return 0;
            }
            var gap = gap();
            if (gap.isEmpty() || expr == null) {
                return 1;
            }
            var c = Comparison.of(expr).orElseThrow();
            var largest = number(value(c.left()))
                    .orElse(BigDecimal.ZERO)
                    .abs()
                    .max(number(value(c.right().get(0))).orElse(BigDecimal.ZERO).abs());
            return largest.signum() == 0
                    ? 0
                    : Math.min(
                            1, gap.get().divide(largest, MathContext.DECIMAL32).doubleValue());
        }

        private static Optional<BigDecimal> number(@Nullable Object value) {
            return value instanceof BigDecimal d
                    ? Optional.of(d)
                    : value instanceof Integer i ? Optional.of(BigDecimal.valueOf(i)) : Optional.empty();
        }
    }

    /** Conditions that are still to be looked at. */
    private record Todo(
            Condition first, boolean others, @Nullable Todo rest) {
        static @Nullable Todo of(List<Condition> conditions, boolean others, @Nullable Todo rest) {
            var todo = rest;
            for (var i = conditions.size() - 1; i >= 0; i--) {
                todo = new Todo(conditions.get(i), others, todo);
            }
            return todo;
        }
    }

    /** What has been looked at, last first. */
    private record Way(@Nullable Way before, List<Seen> seen, int failed, double distance) {
        static final Way NONE = new Way(null, List.of(), 0, 0);

        Way then(List<Seen> more) {
            return new Way(
                    this,
                    more,
                    failed + (int) more.stream().filter(s -> !s.holds()).count(),
                    distance + more.stream().mapToDouble(Seen::distance).sum());
        }

        boolean isNearerThan(@Nullable Way other) {
            return other == null || failed < other.failed || (failed == other.failed && distance < other.distance);
        }

        List<Seen> all() {
            var all = before == null ? new ArrayList<Seen>() : new ArrayList<>(before.all());
            all.addAll(seen);
            return all;
        }
    }

    private final List<? extends Record> facts;
    private @Nullable Way nearest;

    private Nearness(List<? extends Record> facts) {
        this.facts = facts;
    }

    /** All conditions of a rule as they came out for the nearest combination, in order. */
    static List<Seen> of(RuleTree rule, List<? extends Record> facts) {
        return of(rule.conditions(), Bindings.NONE, facts);
    }

    /** The same for conditions within a rule, from what is bound before. */
    static List<Seen> of(List<Condition> conditions, Bindings before, List<? extends Record> facts) {
        var search = new Nearness(facts);
        search.walk(Todo.of(conditions, false, null), before, Way.NONE);
        return search.nearest == null ? List.of() : search.nearest.all();
    }

    /** By how much what fails misses, in all. */
    static double distance(List<Seen> seen) {
        return seen.stream().mapToDouble(Seen::distance).sum();
    }

    private void walk(@Nullable Todo todo, Bindings bound, Way way) {
        if (!way.isNearerThan(nearest)) {
            return;
        }
        if (todo == null) {
            nearest = way;
            return;
        }
        var condition = todo.first();
        if (condition instanceof Condition.And a) {
            walk(Todo.of(a.all(), todo.others(), todo.rest()), bound, way);
        } else if (condition instanceof Condition.Or o) {
            o.any().forEach(branch -> walk(new Todo(branch, true, todo.rest()), bound, way));
        } else if (condition instanceof Condition.Pattern p) {
            pattern(p, todo, bound, way);
        } else {
            var holds = !Evaluation.matches(condition, bound, facts).isEmpty();
            walk(todo.rest(), bound, way.then(List.of(new Seen(condition, null, null, bound, holds, todo.others()))));
        }
    }

    private record Step(Bindings bound, Way way) {}

    private void pattern(Condition.Pattern pattern, Todo todo, Bindings before, Way way) {
        var steps = new ArrayList<Step>();
        for (var fact : facts) {
            if (pattern.fact().isInstance(fact)) {
                var bound = Evaluation.bound(pattern, fact, before);
                var seen = new ArrayList<Seen>();
                pattern.constraints().forEach(c -> look(c, pattern, fact, bound, todo.others(), seen));
                if (seen.isEmpty()) {
                    seen.add(new Seen(pattern, null, fact, bound, true, todo.others()));
                }
                steps.add(new Step(bound, way.then(seen)));
            }
        }
        if (steps.isEmpty()) {
            walk(todo.rest(), before, way.then(List.of(new Seen(pattern, null, null, before, false, todo.others()))));
        }
        steps.sort(Comparator.<Step>comparingInt(s -> s.way().failed())
                .thenComparingDouble(s -> s.way().distance()));
        steps.forEach(s -> walk(todo.rest(), s.bound(), s.way()));
    }

    /** Takes a constraint apart: all that is joined by and; of what is joined by or, the way that comes nearest. */
    private static void look(
            Expr expr, Condition.Pattern pattern, Record fact, Bindings bound, boolean others, List<Seen> seen) {
        for (var part : Constraints.parts(expr)) {
            var alternatives = Constraints.alternatives(part);
            if (alternatives.size() == 1) {
                seen.add(new Seen(pattern, part, fact, bound, Evaluation.holds(part, fact, bound), others));
                continue;
            }
            Way best = null;
            for (var alternative : alternatives) {
                var within = new ArrayList<Seen>();
                look(alternative, pattern, fact, bound, true, within);
                var way = Way.NONE.then(within);
                best = way.isNearerThan(best) ? way : best;
            }
            seen.addAll(best == null ? List.of() : best.all());
        }
    }
}
