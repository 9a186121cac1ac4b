package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Expr;
import java.math.BigDecimal;

/** Arguments of actions as Java. */
final class EmittedArguments {

    private final Names names;

    EmittedArguments(Names names) {
        this.names = names;
    }

    String points(Expr expr) {
        if (expr instanceof Expr.Literal l && l.value() instanceof BigDecimal n) {
            return String.valueOf(n.intValueExact());
        }
        return "Reckon.points(" + value(expr) + ")";
    }

    String value(Expr expr) {
        if (expr instanceof Expr.Literal l) {
            return l.value() instanceof BigDecimal n ? Written.number(n) : Written.literal(l.value());
        } else if (expr instanceof Expr.Unary u) {
            return "Reckon.minus(0, " + value(u.of()) + ")";
        } else if (expr instanceof Expr.Binary b) {
            return isText(b)
                    ? text(b.left()) + " + " + text(b.right())
                    : "Reckon." + Written.function(b.operator()) + "(" + value(b.left()) + ", " + value(b.right())
                            + ")";
        }
        var place = names.place(expr, null);
        var path = names.emitted(place.pattern()) + "." + place.field() + "()";
        return place.key() == null ? path : path + ".get(" + Written.text(place.key()) + ")";
    }

    private String text(Expr part) {
        if ((part instanceof Expr.Literal l && l.value() instanceof String)
                || (part instanceof Expr.Binary b && isText(b))) {
            return value(part);
        }
        return "Reckon.text(" + value(part) + ")";
    }

    /** Whether {@code +} joins texts here. */
    private boolean isText(Expr expr) {
        return expr instanceof Expr.Binary b
                && b.operator().equals("+")
                && (makesText(b.left()) || makesText(b.right()));
    }

    private boolean makesText(Expr expr) {
        if (expr instanceof Expr.Literal l) {
            return l.value() instanceof String;
        }
        return expr instanceof Expr.Binary ? isText(expr) : !(expr instanceof Expr.Unary) && names.isText(expr);
    }
}
