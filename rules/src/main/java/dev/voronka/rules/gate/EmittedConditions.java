package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import dev.voronka.rules.gate.Type.Family;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/**
 * Constraints as DRL. The plain comparisons that Drools has indexes for are written plainly; all others call {@link Reckon},
 * so that they mean the same on every engine and with every type of number.
 */
final class EmittedConditions {

    private final Names names;
    private final Condition.Pattern own;

    EmittedConditions(Names names, Condition.Pattern own) {
        this.names = names;
        this.own = own;
    }

    String truth(Expr expr) {
        if (expr instanceof Expr.Binary b) {
            return switch (b.operator()) {
                case "&&", "||" -> "( " + truth(b.left()) + " " + b.operator() + " " + truth(b.right()) + " )";
                case "contains" -> call("has", b.left(), b.right());
                case "memberOf" -> call("has", b.right(), b.left());
                case "like" -> call("like", b.left(), b.right());
                default -> compared(b.operator(), b.left(), b.right());
            };
        } else if (expr instanceof Expr.Unary u) {
            return "!( " + truth(u.of()) + " )";
        } else if (expr instanceof Expr.In in) {
            var any = in.values().stream()
                    .map(v -> compared("==", in.left(), v))
                    .collect(Collectors.joining(" || ", "( ", " )"));
            return in.negated() ? "!" + any : any;
        }
        return "Reckon.yes( " + value(expr) + " )";
    }

    private String compared(String operator, Expr left, Expr right) {
        if (isPlain(operator, left, right)) {
            return plain(left) + " " + operator + " " + plain(right);
        }
        return switch (operator) {
            case "==" -> call("same", left, right);
            case "!=" -> "!( " + call("same", left, right) + " )";
            case ">" -> call("more", left, right);
            case ">=" -> call("least", left, right);
            case "<" -> call("more", right, left);
            default -> call("least", right, left);
        };
    }

    /** Whether Drools' own operator means just this: an own field beside a literal or beside another fact's field of the same kind. */
    private boolean isPlain(String operator, Expr left, Expr right) {
        if (!(left instanceof Expr.Field)
                || !isField(left)
                || !names.areOne(names.place(left, own).pattern(), own)) {
            return false;
        }
        var type = type(left);
        var equality = operator.equals("==") || operator.equals("!=");
        if (right instanceof Expr.Literal l) {
            return switch (type.family()) {
                case WHOLE -> l.value() instanceof BigDecimal;
                case NUMBER -> l.value() instanceof BigDecimal n && n.signum() >= 0 && !equality;
                case TEXT, CHOICE -> l.value() != null && equality;
                default -> false;
            };
        }
        return isField(right)
                && !names.areOne(names.place(right, own).pattern(), own)
                && type.family() == type(right).family()
                && (type.is(Family.WHOLE) || (type.is(Family.TEXT) && equality));
    }

    private boolean isField(Expr expr) {
        return (expr instanceof Expr.Field || expr instanceof Expr.Variable)
                && names.place(expr, own).key() == null;
    }

    private Type type(Expr expr) {
        var place = names.place(expr, own);
        return Vocabulary.component(place.pattern().fact(), place.field())
                .map(Vocabulary::type)
                .orElse(Type.UNKNOWN);
    }

    private String plain(Expr expr) {
        if (expr instanceof Expr.Literal l) {
            if (l.value() instanceof BigDecimal n && n.scale() > 0) {
                return n.toPlainString() + "B";
            }
            return Written.literal(l.value());
        }
        return value(expr);
    }

    private String call(String function, Expr a, Expr b) {
        return "Reckon." + function + "( " + value(a) + ", " + value(b) + " )";
    }

    private String value(Expr expr) {
        if (expr instanceof Expr.Literal l) {
            return l.value() instanceof BigDecimal n ? Written.number(n) : Written.literal(l.value());
        } else if (Emitter.isSum(expr)) {
            return sum(expr);
        } else if (expr instanceof Expr.Binary || expr instanceof Expr.In || expr instanceof Expr.Unary) {
            return truth(expr);
        }
        var place = names.place(expr, own);
        var path = names.areOne(place.pattern(), own)
                ? place.field()
                : names.emitted(place.pattern()) + "." + place.field();
        return place.key() == null ? path : path + "[" + Written.text(place.key()) + "]";
    }

    private String sum(Expr expr) {
        if (expr instanceof Expr.Unary u) {
            return "Reckon.minus( 0, " + value(u.of()) + " )";
        }
        var b = (Expr.Binary) expr;
        return call(Written.function(b.operator()), b.left(), b.right());
    }
}
