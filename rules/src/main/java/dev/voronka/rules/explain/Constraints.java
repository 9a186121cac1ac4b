package dev.voronka.rules.explain;

import dev.voronka.rules.gate.RuleTree.Expr;
import java.util.List;
import java.util.stream.Stream;

/** Takes constraints apart: what is joined by and is several conditions. */
final class Constraints {

    private Constraints() {}

    static List<Expr> parts(Expr expr) {
        return isJoined(expr, "&&") ? both((Expr.Binary) expr, "&&") : List.of(expr);
    }

    static List<Expr> alternatives(Expr expr) {
        return isJoined(expr, "||") ? both((Expr.Binary) expr, "||") : List.of(expr);
    }

    private static List<Expr> both(Expr.Binary joined, String operator) {
        return Stream.of(joined.left(), joined.right())
                .flatMap(side ->
                        isJoined(side, operator) ? both((Expr.Binary) side, operator).stream() : Stream.of(side))
                .toList();
    }

    private static boolean isJoined(Expr expr, String operator) {
        return expr instanceof Expr.Binary b && b.operator().equals(operator);
    }
}
