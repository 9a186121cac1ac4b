package dev.voronka.rules.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as the gate has understood it.
 *
 * @param name as its author wrote it; unique in the kind
 * @param emitted the name under which it is compiled (the same)
 * @param file where it stands
 * @param line the line of the word {@code rule}
 * @param salience rules with a higher one come first; 0 if not said
 * @param enabled whether it takes part
 * @param conditions all must hold
 * @param actions in order
 */
public record RuleTree(
        String name,
        String emitted,
        String file,
        int line,
        int salience,
        boolean enabled,
        List<Condition> conditions,
        List<Action> actions) {
    /** Keeps unmodifiable copies. */
    public RuleTree {
        conditions = List.copyOf(conditions);
        actions = List.copyOf(actions);
    }

    /** One condition of the part {@code when}. */
    public sealed interface Condition {
        /** There is such a fact. */
        record Pattern(
                String binding, Class<? extends Record> fact, List<FieldBinding> bindings, List<Expr> constraints)
                implements Condition {}

        /** There is no such fact. */
        record Not(Pattern pattern) implements Condition {}

        /** There is such a fact, however many. */
        record Exists(Pattern pattern) implements Condition {}

        /** One of these holds. */
        record Or(List<Condition> any) implements Condition {}

        /** All of these hold. */
        record And(List<Condition> all) implements Condition {}
    }

    /** {@code $r : region} within a pattern. */
    public record FieldBinding(String variable, Expr value) {}

    /** {@code score.add(25, "…", "fit")}. */
    public record Action(String sink, String method, List<Expr> arguments, int line, int column) {
        /** Whether this argument is points. */
        boolean pointsAt(int argument) {
            return argument == (method.equals("add") ? 0 : method.equals("prefer") ? 1 : -1);
        }
    }

    /** A typed expression. */
    public sealed interface Expr {
        /** A number, text, truth value, enum constant or null. {@code value} is BigDecimal, String, Boolean, Enum or null. */
        record Literal(@Nullable Object value) implements Expr {}

        /** A field of the pattern's own fact, or of a bound one: {@code budget}, {@code $s.openCards}. */
        record Field(String of, String name) implements Expr {}

        /** {@code answers["deadline"]}. */
        record Entry(Expr map, String key) implements Expr {}

        /** {@code $r}. */
        record Variable(String name) implements Expr {}

        /** {@code a >= b}, {@code a && b}, {@code a + b}, {@code a contains b}, {@code a like "*снг*"}. */
        record Binary(String operator, Expr left, Expr right) implements Expr {}

        /** {@code !a}, {@code -a}. */
        record Unary(String operator, Expr of) implements Expr {}

        /** {@code region in ("Москва", "СПб")}. */
        record In(Expr left, boolean negated, List<Expr> values) implements Expr {}
    }
}
