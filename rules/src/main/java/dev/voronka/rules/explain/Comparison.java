package dev.voronka.rules.explain;

import dev.voronka.rules.gate.RuleTree.Expr;
import java.util.List;
import java.util.Optional;

/**
 * One simple test of a constraint, turned so that what is asked about stands on the left.
 *
 * @param test what must hold between both
 * @param left what is asked about
 * @param right what it is compared with; several for {@link Test#IN} and {@link Test#NOT_IN}, none for the others that need none
 */
record Comparison(Test test, Expr left, List<Expr> right) {

    enum Test {
        GE,
        GT,
        LE,
        LT,
        EQ,
        NE,
        IN,
        NOT_IN,
        HAS,
        LIKE,
        GIVEN,
        MISSING,
        YES;

        boolean isOrder() {
            return this == GE || this == GT || this == LE || this == LT;
        }

        /** Whether the value that holds says by itself what was wanted. */
        boolean isPlain() {
            return this == EQ || this == GIVEN || this == MISSING || this == YES;
        }

        private Test turned() {
            return switch (this) {
                case GE -> LE;
                case GT -> LT;
                case LE -> GE;
                case LT -> GT;
                default -> this;
            };
        }
    }

    /** Empty if it is no simple test: joined by and, or, or negated. */
    static Optional<Comparison> of(Expr expr) {
        if (expr instanceof Expr.In in) {
            return Optional.of(new Comparison(in.negated() ? Test.NOT_IN : Test.IN, in.left(), in.values()));
        } else if (expr instanceof Expr.Field || expr instanceof Expr.Entry || expr instanceof Expr.Variable) {
            return Optional.of(new Comparison(Test.YES, expr, List.of()));
        } else if (!(expr instanceof Expr.Binary)) {
            return Optional.empty();
        }
        var binary = (Expr.Binary) expr;
        return switch (binary.operator()) {
            case ">=" -> Optional.of(ordered(Test.GE, binary));
            case ">" -> Optional.of(ordered(Test.GT, binary));
            case "<=" -> Optional.of(ordered(Test.LE, binary));
            case "<" -> Optional.of(ordered(Test.LT, binary));
            case "==" -> Optional.of(equal(Test.EQ, Test.MISSING, binary));
            case "!=" -> Optional.of(equal(Test.NE, Test.GIVEN, binary));
            case "contains" -> Optional.of(new Comparison(Test.HAS, binary.left(), List.of(binary.right())));
            case "memberOf" -> Optional.of(new Comparison(Test.HAS, binary.right(), List.of(binary.left())));
            case "like" -> Optional.of(new Comparison(Test.LIKE, binary.left(), List.of(binary.right())));
            default -> Optional.empty();
        };
    }

    private static Comparison ordered(Test test, Expr.Binary binary) {
        return binary.left() instanceof Expr.Literal && !(binary.right() instanceof Expr.Literal)
                ? new Comparison(test.turned(), binary.right(), List.of(binary.left()))
                : new Comparison(test, binary.left(), List.of(binary.right()));
    }

    /** Beside nothing, or an empty text, it is asked whether something is known at all. */
    private static Comparison equal(Test test, Test ofNothing, Expr.Binary binary) {
        var turned = ordered(test, binary);
        return turned.right().get(0) instanceof Expr.Literal l && (l.value() == null || "".equals(l.value()))
                ? new Comparison(ofNothing, turned.left(), List.of())
                : turned;
    }
}
