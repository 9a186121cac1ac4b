package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Expr;
import dev.voronka.rules.gate.Scope.Typed;
import dev.voronka.rules.gate.Type.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands between the commas of a pattern, and arguments: a descent that types everything it reads. */
final class Expressions {

    /** Fields that hold the id of an employee. */
    static final Set<String> EMPLOYEES = Set.of("id", "owner");

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> WORD_OPERATORS = List.of("in", "not", "contains", "memberOf", "like");
    private static final List<String> WORDS_FOR_AND = List.of("and", "и", "И", "AND");
    private static final List<String> WORDS_FOR_OR = List.of("or", "или", "ИЛИ", "OR");
    private static final Set<String> REFUSED_OPERATORS =
            Set.of("matches", "soundslike", "str", "excludes", "is", "isA", "before", "after", "during", "coincides");
    private static final int MOST_VALUES = 200;
    private static final int MOST_OPERATORS = 100;
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/");
    /**
     * In a condition each is compiled as a call within a call, and each doubles the time that Drools' parser takes: 12 take
     * 0.15 s, 18 take 2.6 s, measured on this project's machine.
     */
    private static final int MOST_ARITHMETIC = 10;

    private static final int DEEPEST = 50;

    private final Cursor cursor;
    private final Complaints complaints;
    private final Scope scope;
    private final Operands operands;
    private final Comparing comparing;
    private int operators;
    private int arithmetic;
    private boolean inCondition;
    private int depth;

    Expressions(Cursor cursor, Complaints complaints, Scope scope, Vocabulary vocabulary) {
        this.cursor = cursor;
        this.complaints = complaints;
        this.scope = scope;
        this.operands = new Operands(cursor, complaints, scope, vocabulary);
        this.comparing = new Comparing(complaints, operands);
    }

    /** What is wrong so badly that the rest of this constraint or statement cannot be read. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost() {
            super("lost", null, false, false);
        }
    }

    /** Whatever stands here. {@code fact} is the pattern's own, null in arguments. */
    Typed value(@Nullable Class<?> fact) {
        operands.within(fact);
        operators = 0;
        arithmetic = 0;
        inCondition = fact != null;
        depth = 0;
        return or();
    }

    /** Complains if it is a word that nobody knows. */
    Typed settled(Typed typed) {
        return comparing.settled(typed);
    }

    Typed truth(Typed typed) {
        var settled = settled(typed);
        if (!settled.type().is(Family.TRUTH) && !settled.type().isUnknown()) {
            complaints.at(settled.at(), "not-a-condition", settled.type());
            return new Typed(settled.expr(), Type.UNKNOWN, settled.at());
        }
        if (settled.expr() instanceof Expr.Literal) {
            complaints.at(settled.at(), "constant-condition", settled.at().raw());
        }
        return settled;
    }

    Typed or() {
        deeper();
        var left = and();
        while (true) {
            var joint = joint(WORDS_FOR_OR, "||");
            if (!joint) {
                depth--;
                return left;
            }
            var sign = cursor.before();
            var right = half(left);
            if (right == null) {
                right = and();
            }
            left = both("||", left, right, sign);
        }
    }

    private Typed and() {
        var left = comparison();
        while (joint(WORDS_FOR_AND, "&&")) {
            var sign = cursor.before();
            var right = half(left);
            left = both("&&", left, right == null ? comparison() : right, sign);
        }
        return left;
    }

    private Typed both(String operator, Typed left, Typed right, Token sign) {
        count(sign);
        return new Typed(
                new Expr.Binary(operator, truth(left).expr(), truth(right).expr()), Type.TRUTH, left.at());
    }

    /** Whether the sign stands here; a word that is meant so is told and taken for it. */
    private boolean joint(List<String> words, String sign) {
        if (cursor.takeIf(sign)) {
            return true;
        }
        if (cursor.now().isWord() && words.contains(cursor.now().raw())) {
            complaints.at(cursor.now(), "word-for-sign", cursor.now().raw(), sign);
            cursor.take();
            return true;
        }
        if (cursor.is(sign.substring(1))) {
            complaints.at(cursor.now(), "word-for-sign", cursor.now().raw(), sign);
            cursor.take();
            return true;
        }
        return false;
    }

    /** {@code budget > 10 && < 20}: what stands left of the last comparison is meant again. */
    private @Nullable Typed half(Typed left) {
        if (!isComparison(cursor.now())) {
            return null;
        }
        var again = lastLeft(left.expr());
        if (again == null) {
            return null;
        }
        return tail(new Typed(again, operands.typeOf(again), cursor.now()));
    }

    private static @Nullable Expr lastLeft(Expr expr) {
        if (expr instanceof Expr.Binary b) {
            return b.operator().equals("&&") || b.operator().equals("||") ? lastLeft(b.right()) : b.left();
        }
        return null;
    }

    private boolean isComparison(Token token) {
        return token.kind() == Token.Kind.SIGN && COMPARISONS.contains(token.raw());
    }

    private Typed comparison() {
        return tail(sum());
    }

    private Typed tail(Typed left) {
        var token = cursor.now();
        if (token.kind() == Token.Kind.SIGN) {
            var operator = comparison(token);
            if (operator == null) {
                return left;
            }
            cursor.take();
            count(token);
            return comparing.compared(operator, left, sum(), token);
        }
        if (token.isWord() && !WORDS_FOR_AND.contains(token.raw()) && !WORDS_FOR_OR.contains(token.raw())) {
            return worded(left, token);
        }
        return left;
    }

    private @Nullable String comparison(Token token) {
        var raw = token.raw();
        if (COMPARISONS.contains(raw)) {
            return raw;
        }
        var meant = switch (raw) {
            case "=", "===" -> "==";
            case "<>", "≠" -> "!=";
            case "=>", "≥" -> ">=";
            case "=<", "≤" -> "<=";
            default -> null;
        };
        if (meant != null) {
            complaints.at(token, raw.equals("=") ? "single-equals" : "wrong-sign", raw, meant);
        }
        return meant;
    }

    private Typed worded(Typed left, Token token) {
        var negated = false;
        var word = token.raw();
        if (word.equals("not")) {
            cursor.take();
            negated = true;
            word = cursor.now().raw();
        }
        var known = WORD_OPERATORS.contains(word) && !word.equals("not");
        if (!known) {
            return unknownOperator(left);
        }
        cursor.take();
        count(token);
        if (word.equals("in")) {
            return among(left, negated);
        }
        var right = sum();
        var found = comparing.worded(word, left, right);
        return negated ? new Typed(new Expr.Unary("!", found.expr()), found.type(), left.at()) : found;
    }

    private Typed unknownOperator(Typed left) {
        var token = cursor.now();
        if (REFUSED_OPERATORS.contains(token.raw())) {
            complaints.at(token, token.raw().equals("matches") ? "refused-matches" : "refused-operator", token.raw());
        } else if (token.leads() && token.line() > left.at().line()) {
            // The next line begins: a bracket or a comma is missing, and the pattern tells it.
            return left;
        } else {
            complaints.at(
                    token,
                    "unknown-operator",
                    token.raw(),
                    Nearest.or(token.raw(), List.of("in", "not in", "contains", "memberOf", "like")));
        }
        throw new Lost();
    }

    private Typed among(Typed left, boolean negated) {
        if (!cursor.is("(")) {
            complaints.at(cursor.now(), "in-without-list", cursor.now().raw());
            throw new Lost();
        }
        var open = cursor.take();
        var values = new ArrayList<Expr>();
        do {
            if (values.size() == MOST_VALUES) {
                complaints.at(cursor.now(), "too-many", MOST_VALUES);
                throw new Lost();
            }
            var value = sum();
            var compared = comparing.compared("==", left, value, value.at());
            values.add(compared.expr() instanceof Expr.Binary b ? b.right() : value.expr());
            if (compared.expr() instanceof Expr.Binary b && b.left() != left.expr()) {
                left = new Typed(b.left(), operands.typeOf(b.left()), left.at());
            }
        } while (cursor.takeIf(","));
        close(open);
        return new Typed(new Expr.In(settled(left).expr(), negated, values), Type.TRUTH, left.at());
    }

    Typed sum() {
        var left = product();
        while (cursor.is("+") || cursor.is("-")) {
            var sign = cursor.take();
            left = comparing.reckoned(sign, left, product());
            count(sign);
        }
        return left;
    }

    private Typed product() {
        var left = unary();
        while (cursor.is("*") || cursor.is("/")) {
            var sign = cursor.take();
            left = comparing.reckoned(sign, left, unary());
            count(sign);
        }
        if (cursor.is("%")) {
            complaints.at(cursor.now(), "percent");
            throw new Lost();
        }
        return left;
    }

    private Typed unary() {
        deeper();
        try {
            if (cursor.is("!")) {
                var sign = cursor.take();
                var of = truth(unary());
                return new Typed(new Expr.Unary("!", of.expr()), Type.TRUTH, sign);
            }
            if (cursor.is("-")) {
                var sign = cursor.take();
                return comparing.negated(sign, unary());
            }
            if (cursor.is("(")) {
                var open = cursor.take();
                var inner = or();
                close(open);
                return inner;
            }
            return operands.read();
        } finally {
            depth--;
        }
    }

    void close(Token open) {
        if (!cursor.takeIf(")")) {
            if (cursor.is(",") || cursor.now().isEnd() || cursor.now().leads()) {
                complaints.after(cursor.before(), "missing-bracket", open.raw(), open.line() + ":" + open.column());
            } else {
                complaints.at(cursor.now(), "unexpected", cursor.now().raw());
            }
            throw new Lost();
        }
    }

    private void count(Token sign) {
        if (++operators > MOST_OPERATORS) {
            complaints.at(sign, "too-long", MOST_OPERATORS);
            throw new Lost();
        }
        if (inCondition && ARITHMETIC.contains(sign.raw()) && ++arithmetic > MOST_ARITHMETIC) {
            complaints.at(sign, "too-much-arithmetic", MOST_ARITHMETIC);
            throw new Lost();
        }
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            complaints.at(cursor.now(), "too-deep", DEEPEST);
            throw new Lost();
        }
    }

    Typed asConstant(Typed loose, Class<?> choice) {
        return operands.asConstant(loose, choice);
    }

    Type typeOf(Expr expr) {
        return operands.typeOf(expr);
    }

    /** Whether a variable stands for the id of an employee. */
    boolean isEmployee(String variable) {
        return scope.find(variable).filter(b -> EMPLOYEES.contains(b.field())).isPresent();
    }

    List<String> roles() {
        return operands.roles();
    }
}
