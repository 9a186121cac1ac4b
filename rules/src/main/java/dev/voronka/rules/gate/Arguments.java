package dev.voronka.rules.gate;

import dev.voronka.rules.fact.Verdict;
import dev.voronka.rules.gate.RuleTree.Expr;
import dev.voronka.rules.gate.Scope.Typed;
import dev.voronka.rules.gate.Type.Family;
import dev.voronka.rules.gate.Vocabulary.Parameter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Whether what stands between the brackets of an action fits. */
final class Arguments {

    private static final BigDecimal MOST_POINTS = BigDecimal.valueOf(1_000_000);
    private static final int LONGEST_NAME = 100;

    private final Complaints complaints;
    private final Expressions expressions;

    Arguments(Complaints complaints, Expressions expressions) {
        this.complaints = complaints;
        this.expressions = expressions;
    }

    Expr checked(Parameter parameter, Typed given) {
        if (parameter == Parameter.VERDICT) {
            return verdict(given);
        }
        if (parameter == Parameter.EMPLOYEE && given.type().is(Family.FACT)) {
            complaints.at(given.at(), "employee-id", given.at().raw());
            return given.expr();
        }
        var typed = expressions.settled(given);
        if (typed.type().isUnknown()) {
            return typed.expr();
        }
        switch (parameter) {
            case POINTS -> points(typed);
            case TEXT -> text(typed);
            case EMPLOYEE -> employee(typed);
            case ROLE -> role(typed);
            default -> name(parameter, typed);
        }
        return typed.expr();
    }

    private void points(Typed typed) {
        if (!typed.type().isNumber()) {
            complaints.at(typed.at(), "argument-points", typed.type());
        } else if (typed.expr() instanceof Expr.Literal l && l.value() instanceof BigDecimal n) {
            if (n.stripTrailingZeros().scale() > 0) {
                complaints.at(typed.at(), "points-whole", typed.at().raw());
            } else if (n.abs().compareTo(MOST_POINTS) > 0) {
                complaints.at(typed.at(), "points-bounds", typed.at().raw());
            }
        }
    }

    private void text(Typed typed) {
        if (!typed.type().is(Family.TEXT)) {
            complaints.at(typed.at(), "argument-text", typed.type());
            return;
        }
        checkLiteral(typed, "argument-blank");
    }

    private void employee(Typed typed) {
        var isId = (typed.expr() instanceof Expr.Field f && Expressions.EMPLOYEES.contains(f.name()))
                || (typed.expr() instanceof Expr.Variable v && expressions.isEmployee(v.name()));
        if (literal(typed) == null && !isId) {
            complaints.at(typed.at(), "argument-employee", typed.at().raw());
        }
        checkLiteral(typed, "argument-blank");
    }

    private void role(Typed typed) {
        var code = literal(typed);
        if (code == null) {
            complaints.at(typed.at(), "argument-literal", Parameter.ROLE.shown());
            return;
        }
        var roles = expressions.roles();
        if (!roles.contains(code)) {
            complaints.at(typed.at(), "unknown-role", code, Nearest.or(code, roles), String.join(", ", roles));
        }
    }

    private void name(Parameter parameter, Typed typed) {
        var name = literal(typed);
        if (name == null) {
            complaints.at(typed.at(), "argument-literal", parameter.shown());
        } else if (name.length() > LONGEST_NAME) {
            complaints.at(typed.at(), "long-text", name.length(), LONGEST_NAME);
        }
        checkLiteral(typed, "argument-blank");
    }

    private Expr verdict(Typed given) {
        var typed = given.loose() ? expressions.asConstant(given, Verdict.class) : given;
        var text = literal(typed);
        if (text != null) {
            var constants = Type.constants(Verdict.class);
            complaints.at(
                    typed.at(),
                    "choice-as-text",
                    typed.at().raw(),
                    "Verdict." + Nearest.to(text, constants).orElse(constants.get(0)));
        } else if (!typed.type().isUnknown() && typed.type().choice() != Verdict.class) {
            complaints.at(typed.at(), "argument-verdict", String.join(", ", Type.constants(Verdict.class)));
        }
        return typed.expr();
    }

    private void checkLiteral(Typed typed, String code) {
        var text = literal(typed);
        if (text != null && text.isBlank()) {
            complaints.at(typed.at(), code);
        }
    }

    private static @Nullable String literal(Typed typed) {
        return typed.expr() instanceof Expr.Literal l && l.value() instanceof String text ? text : null;
    }
}
