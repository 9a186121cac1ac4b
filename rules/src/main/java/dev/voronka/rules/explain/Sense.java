package dev.voronka.rules.explain;

import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the variables of a rule stand for. */
final class Sense {

    /**
     * What a variable stands for.
     *
     * @param fact of which fact it is
     * @param value which field or entry of it; null for the fact itself
     * @param binding the variable of that fact; empty if it has none
     */
    record Meaning(Class<? extends Record> fact, @Nullable Expr value, String binding) {}

    private final Map<String, Meaning> variables = new HashMap<>();
    private final Set<Class<?>> once = new HashSet<>();
    private final Set<Class<?>> twice = new HashSet<>();

    private Sense() {}

    static Sense of(RuleTree rule) {
        var sense = new Sense();
        sense.learn(rule.conditions());
        return sense;
    }

    private void learn(List<Condition> conditions) {
        conditions.forEach(this::learn);
    }

    private void learn(Condition condition) {
        if (condition instanceof Condition.Pattern p) {
            learn(p);
        } else if (condition instanceof Condition.Not n) {
            learn(n.pattern());
        } else if (condition instanceof Condition.Exists e) {
            learn(e.pattern());
        } else if (condition instanceof Condition.And a) {
            learn(a.all());
        } else {
            learn(((Condition.Or) condition).any());
        }
    }

    private void learn(Condition.Pattern pattern) {
        if (!once.add(pattern.fact())) {
            twice.add(pattern.fact());
        }
        if (!pattern.binding().isEmpty()) {
            variables.putIfAbsent(pattern.binding(), new Meaning(pattern.fact(), null, pattern.binding()));
        }
        pattern.bindings()
                .forEach(b ->
                        variables.putIfAbsent(b.variable(), new Meaning(pattern.fact(), b.value(), pattern.binding())));
    }

    Optional<Meaning> of(String variable) {
        return Optional.ofNullable(variables.get(variable));
    }

    /** Whether the rule looks at several facts of this type, so that they have to be told apart. */
    boolean isTwice(Class<?> fact) {
        return twice.contains(fact);
    }

    /** The field or entry that an expression comes down to, and of which fact; empty for what is reckoned. */
    Optional<Meaning> place(Expr expr, @Nullable Class<? extends Record> own) {
        if (expr instanceof Expr.Variable v) {
            return of(v.name());
        } else if (expr instanceof Expr.Field f) {
            if (f.of().isEmpty()) {
                return own == null ? Optional.empty() : Optional.of(new Meaning(own, f, ""));
            }
            return of(f.of()).map(m -> new Meaning(m.fact(), new Expr.Field("", f.name()), f.of()));
        } else if (expr instanceof Expr.Entry e) {
            return place(e.map(), own)
                    .map(m -> new Meaning(
                            m.fact(),
                            new Expr.Entry(new Expr.Field("", ((Expr.Field) e.map()).name()), e.key()),
                            m.binding()));
        }
        return Optional.empty();
    }
}
