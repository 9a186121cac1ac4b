package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Expr;
import dev.voronka.rules.gate.Scope.Typed;
import dev.voronka.rules.gate.Type.Family;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether both sides of an operator fit each other. */
final class Comparing {

    private static final BigDecimal LARGEST_WHOLE = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final int LONGEST_GLOB = 200;

    private final Complaints complaints;
    private final Operands operands;

    Comparing(Complaints complaints, Operands operands) {
        this.complaints = complaints;
        this.operands = operands;
    }

    Typed settled(Typed typed) {
        return typed.loose() ? operands.unknownName(typed) : typed;
    }

    Typed compared(String operator, Typed first, Typed second, Token sign) {
        var left = beside(first, second);
        var right = beside(second, first);
        if (!left.type().isUnknown() && !right.type().isUnknown()) {
            var ordered = !operator.equals("==") && !operator.equals("!=");
            if (left.type().is(Family.NULL) || right.type().is(Family.NULL)) {
                checkNull(left, right, ordered, sign);
            } else if (!left.type().comparesWith(right.type())) {
                complainOfKinds(left, right);
            } else if (ordered && !left.type().isNumber()) {
                complaints.at(sign, "order", operator, left.type());
            } else {
                checkLiteral(left, right);
                checkLiteral(right, left);
            }
            if (isLiteral(left) && isLiteral(right)) {
                complaints.at(left.at(), "constant-condition", left.at().raw());
            }
        }
        return new Typed(new Expr.Binary(operator, left.expr(), right.expr()), Type.TRUTH, left.at());
    }

    /** What a bare word means beside the other side. */
    private Typed beside(Typed word, Typed other) {
        if (!word.loose()) {
            return word;
        }
        var choice = other.type().choice();
        return other.type().is(Family.CHOICE) && choice != null ? operands.asConstant(word, choice) : settled(word);
    }

    private void checkNull(Typed left, Typed right, boolean ordered, Token sign) {
        var other = left.type().is(Family.NULL) ? right : left;
        if (ordered) {
            complaints.at(sign, "order", sign.raw(), Type.NULL);
        } else if (!other.type().open()) {
            complaints.at(
                    left.type().is(Family.NULL) ? left.at() : right.at(),
                    "never-null",
                    other.at().raw(),
                    other.type());
        }
    }

    private void complainOfKinds(Typed left, Typed right) {
        var choice = left.type().is(Family.CHOICE)
                ? left.type().choice()
                : right.type().choice();
        var text = literalText(left) != null ? left : right;
        if (choice != null && literalText(text) != null) {
            var value = String.valueOf(literalText(text));
            var constants = Type.constants(choice);
            var meant = Nearest.to(value, constants).orElse(constants.get(0));
            complaints.at(text.at(), "choice-as-text", text.at().raw(), choice.getSimpleName() + "." + meant);
        } else if (literalText(text) != null
                && isFigures(String.valueOf(literalText(text)))
                && (left.type().isNumber() || right.type().isNumber())) {
            complaints.at(text.at(), "number-in-quotes", text.at().raw(), String.valueOf(literalText(text)));
        } else {
            complaints.at(left.at(), "kinds-differ", left.type(), right.type());
        }
    }

    private static boolean isFigures(String text) {
        return text.matches("\\d{1,15}");
    }

    private void checkLiteral(Typed literal, Typed other) {
        if (literal.expr() instanceof Expr.Literal l && l.value() instanceof BigDecimal n) {
            if (other.expr() instanceof Expr.Field
                    && other.type().is(Family.WHOLE)
                    && (n.stripTrailingZeros().scale() > 0 || n.abs().compareTo(LARGEST_WHOLE) > 0)) {
                complaints.at(
                        literal.at(),
                        "whole-number",
                        literal.at().raw(),
                        other.at().raw());
            }
        } else if (literal.expr() instanceof Expr.Literal l
                && l.value() instanceof String text
                && !other.type().options().isEmpty()
                && !other.type().options().contains(text)) {
            complaints.at(
                    literal.at(),
                    "unknown-option",
                    text,
                    Nearest.or(text, other.type().options()),
                    String.join(", ", other.type().options()));
        }
    }

    /** {@code contains}, {@code memberOf}, {@code like}. */
    Typed worded(String operator, Typed first, Typed second) {
        var left = settled(first);
        var right = settled(second);
        var result = new Typed(new Expr.Binary(operator, left.expr(), right.expr()), Type.TRUTH, left.at());
        if (left.type().isUnknown() || right.type().isUnknown()) {
            return result;
        }
        switch (operator) {
            case "contains" -> {
                need(left, operator, List.of(Family.LIST, Family.TEXT), Type.LIST);
                need(right, operator, List.of(Family.TEXT), Type.TEXT);
            }
            case "memberOf" -> {
                need(left, operator, List.of(Family.TEXT), Type.TEXT);
                need(right, operator, List.of(Family.LIST), Type.LIST);
            }
            default -> {
                need(left, operator, List.of(Family.TEXT), Type.TEXT);
                var glob = literalText(right);
                if (glob == null) {
                    complaints.at(right.at(), "glob-literal", right.at().raw());
                } else if (glob.isEmpty() || glob.length() > LONGEST_GLOB) {
                    complaints.at(right.at(), "glob-size", LONGEST_GLOB);
                }
            }
        }
        if (isLiteral(left) && isLiteral(right)) {
            complaints.at(left.at(), "constant-condition", left.at().raw());
        }
        return result;
    }

    private void need(Typed side, String operator, List<Family> families, Type wanted) {
        if (!families.contains(side.type().family())) {
            complaints.at(side.at(), "operator-needs", operator, wanted, side.type());
        }
    }

    /** {@code + - * /}; {@code +} also joins texts of an argument. */
    Typed reckoned(Token sign, Typed first, Typed second) {
        var left = settled(first);
        var right = settled(second);
        if (left.type().isUnknown() || right.type().isUnknown()) {
            return operands.unknown(left.at());
        }
        var operator = sign.raw();
        var texts = left.type().is(Family.TEXT) || right.type().is(Family.TEXT);
        if (operator.equals("+") && texts && !operands.inPattern()) {
            joinable(left);
            joinable(right);
            return new Typed(new Expr.Binary("+", left.expr(), right.expr()), Type.TEXT, left.at());
        }
        var wrong = !left.type().isNumber() ? left : !right.type().isNumber() ? right : null;
        if (wrong != null) {
            complaints.at(wrong.at(), "operator-needs", operator, Type.NUMBER, wrong.type());
            return operands.unknown(left.at());
        }
        if (operator.equals("/")) {
            checkDivisor(right);
        }
        return new Typed(new Expr.Binary(operator, left.expr(), right.expr()), Type.NUMBER, left.at());
    }

    private void joinable(Typed part) {
        switch (part.type().family()) {
            case LIST, MAP, NULL, FACT ->
                complaints.at(part.at(), "not-in-text", part.at().raw(), part.type());
            default -> {}
        }
    }

    private void checkDivisor(Typed divisor) {
        if (divisor.expr() instanceof Expr.Literal l && l.value() instanceof BigDecimal n) {
            if (n.signum() == 0) {
                complaints.at(divisor.at(), "division-by-zero");
            }
        } else if (!operands.inPattern()) {
            complaints.at(divisor.at(), "division-in-action", divisor.at().raw());
        }
    }

    Typed negated(Token sign, Typed first) {
        var of = settled(first);
        if (of.expr() instanceof Expr.Literal l && l.value() instanceof BigDecimal n) {
            return new Typed(new Expr.Literal(n.negate()), of.type(), sign);
        }
        if (!of.type().isNumber() && !of.type().isUnknown()) {
            complaints.at(of.at(), "operator-needs", "-", Type.NUMBER, of.type());
            return operands.unknown(sign);
        }
        return of.type().isUnknown() ? of : new Typed(new Expr.Unary("-", of.expr()), Type.NUMBER, sign);
    }

    private static boolean isLiteral(Typed typed) {
        return typed.expr() instanceof Expr.Literal;
    }

    private static @Nullable String literalText(Typed typed) {
        return typed.expr() instanceof Expr.Literal l && l.value() instanceof String text ? text : null;
    }
}
