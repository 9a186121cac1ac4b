package dev.voronka.rules.analysis;

import dev.voronka.rules.gate.RuleTree.Expr;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expressions and sets of values as they are written in rules. */
final class Spelled {

    private Spelled() {}

    /** As its author may have written it. */
    static String expr(Expr expr) {
        return expr(expr, e -> null);
    }

    /** {@code known} says how some parts are written; null for the others. */
    static String expr(Expr expr, Function<Expr, @Nullable String> known) {
        var said = known.apply(expr);
        if (said != null) {
            return said;
        } else if (expr instanceof Expr.Literal l) {
            return literal(l.value());
        } else if (expr instanceof Expr.Field f) {
            return f.of().isEmpty() ? f.name() : f.of() + "." + f.name();
        } else if (expr instanceof Expr.Variable v) {
            return v.name();
        } else if (expr instanceof Expr.Entry e) {
            return expr(e.map(), known) + "[\"" + e.key() + "\"]";
        } else if (expr instanceof Expr.Unary u) {
            return u.operator() + within(u.of(), known);
        } else if (expr instanceof Expr.In in) {
            return within(in.left(), known)
                    + (in.negated() ? " not in " : " in ")
                    + in.values().stream().map(v -> expr(v, known)).collect(Collectors.joining(", ", "(", ")"));
        }
        var b = (Expr.Binary) expr;
        return within(b.left(), known) + " " + b.operator() + " " + within(b.right(), known);
    }

    private static String within(Expr expr, Function<Expr, @Nullable String> known) {
        var said = expr(expr, known);
        return expr instanceof Expr.Binary || expr instanceof Expr.In ? "(" + said + ")" : said;
    }

    static String literal(@Nullable Object value) {
        if (value instanceof BigDecimal n) {
            return n.toPlainString();
        }
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }

    /** What an expression is made of. */
    static List<Expr> parts(Expr expr) {
        if (expr instanceof Expr.Binary b) {
            return List.of(b.left(), b.right());
        } else if (expr instanceof Expr.Unary u) {
            return List.of(u.of());
        } else if (expr instanceof Expr.In in) {
            return java.util.stream.Stream.concat(java.util.stream.Stream.of(in.left()), in.values().stream())
                    .toList();
        } else if (expr instanceof Expr.Entry e) {
            return List.of(e.map());
        }
        return List.of();
    }

    /** Equal for equal sets. */
    static String key(Values values) {
        var present = values.present() instanceof Tokens t
                ? (t.listed() ? "" : "not ")
                        + t.these().stream().map(Spelled::literal).sorted().toList()
                : values.present().toString();
        return (values.absent() ? "absent or " : "") + present;
    }
}
