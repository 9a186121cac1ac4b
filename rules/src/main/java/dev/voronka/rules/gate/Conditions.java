package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import dev.voronka.rules.gate.RuleTree.FieldBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the part {@code when} of a rule. */
final class Conditions {

    private static final int MOST_CONSTRAINTS = 50;

    private final Cursor cursor;
    private final Complaints complaints;
    private final Scope scope;
    private final Vocabulary vocabulary;
    private final Gate.Bounds bounds;
    private final Expressions expressions;
    private int depth;

    Conditions(Cursor cursor, Complaints complaints, Scope scope, Vocabulary vocabulary, Gate.Bounds bounds) {
        this.cursor = cursor;
        this.complaints = complaints;
        this.scope = scope;
        this.vocabulary = vocabulary;
        this.bounds = bounds;
        this.expressions = new Expressions(cursor, complaints, scope, vocabulary);
    }

    List<Condition> read() {
        var all = new ArrayList<Condition>();
        var first = cursor.now();
        while (!isOver()) {
            depth = 0;
            try {
                all.add(or());
                cursor.takeIf(";");
            } catch (Expressions.Lost lost) {
                skip();
            }
        }
        new Joins(complaints, first).check(all);
        return all;
    }

    /** Whether what comes next belongs to the actions or to another rule. */
    private boolean isOver() {
        var token = cursor.now();
        return token.isEnd()
                || Keywords.isLike(token, "then")
                || (token.leads() && Keywords.isLike(token, "end"))
                || RuleFile.isRuleStart(cursor)
                || isSink(token);
    }

    private boolean isSink(Token token) {
        return token.leads()
                && token.isWord()
                && Vocabulary.kindOfSink(token.raw()).isPresent()
                && cursor.ahead(1).is(".");
    }

    /** Goes on at the next line that begins a condition. */
    private void skip() {
        var start = cursor.position();
        while (!isOver() && (cursor.position() == start || !cursor.now().leads() || !startsCondition())) {
            cursor.take();
        }
    }

    private boolean startsCondition() {
        var token = cursor.now();
        return token.is("not")
                || token.is("exists")
                || token.is("(")
                || (token.isWord()
                        && ((token.raw().startsWith("$") && cursor.ahead(1).is(":"))
                                || (Character.isUpperCase(token.raw().charAt(0))
                                        && cursor.ahead(1).is("("))));
    }

    private Condition or() {
        if (++depth > bounds.patterns() + 5) {
            complaints.at(cursor.now(), "too-deep", bounds.patterns() + 5);
            throw new Expressions.Lost();
        }
        var start = cursor.now();
        scope.open();
        var any = new ArrayList<Condition>();
        any.add(and());
        if (isJoint("or", Set.of("или", "ИЛИ", "OR", "||"))) {
            scope.close();
            while (takeJoint("or")) {
                scope.open();
                any.add(and());
                scope.close();
                if (!isJoint("or", Set.of("или", "ИЛИ", "OR", "||"))) {
                    break;
                }
            }
        } else {
            scope.merge();
        }
        depth--;
        if (any.size() > bounds.patterns()) {
            complaints.at(start, "too-many-patterns", bounds.patterns());
        }
        return any.size() == 1 ? any.get(0) : new Condition.Or(any);
    }

    private Condition and() {
        var all = new ArrayList<Condition>();
        all.add(single());
        while (isJoint("and", Set.of("и", "И", "AND", "&&"))) {
            takeJoint("and");
            all.add(single());
        }
        return all.size() == 1 ? all.get(0) : new Condition.And(all);
    }

    private boolean isJoint(String word, Set<String> otherwise) {
        return cursor.is(word) || otherwise.contains(cursor.now().raw());
    }

    private boolean takeJoint(String word) {
        var token = cursor.take();
        if (!token.raw().equals(word)) {
            complaints.at(token, "sign-for-word", token.raw(), word);
        }
        return true;
    }

    private Condition single() {
        var token = cursor.now();
        if (token.is("not") || token.is("exists")) {
            cursor.take();
            return negatedOrExisting(token.is("not"));
        }
        if (token.is("(")) {
            cursor.take();
            if (cursor.is("or") || cursor.is("and")) {
                complaints.at(cursor.now(), "prefix-form", cursor.now().raw());
                throw new Expressions.Lost();
            }
            var inner = or();
            expressions.close(token);
            return inner;
        }
        return pattern();
    }

    private Condition negatedOrExisting(boolean not) {
        var bracket = cursor.is("(") ? cursor.take() : null;
        scope.open();
        var pattern = pattern();
        scope.close();
        if (bracket != null) {
            if (cursor.is("and") || cursor.is("or")) {
                complaints.at(cursor.now(), "not-of-one", not ? "not" : "exists");
                throw new Expressions.Lost();
            }
            expressions.close(bracket);
        }
        return not ? new Condition.Not(pattern) : new Condition.Exists(pattern);
    }

    private Condition.Pattern pattern() {
        var first = cursor.now();
        var binding = "";
        if (first.isWord() && (cursor.ahead(1).is(":") || cursor.ahead(1).is(":="))) {
            binding = variable(cursor.take());
            var sign = cursor.take();
            if (sign.is(":=")) {
                complaints.at(sign, "unification");
            }
        }
        var name = cursor.now();
        checkName(name);
        cursor.take();
        if (cursor.is(".")) {
            complaints.at(name, "qualified-fact", name.raw());
            throw new Expressions.Lost();
        }
        var fact = vocabulary.fact(name.raw()).orElse(null);
        if (fact == null) {
            complaints.at(
                    name,
                    Nearest.mixes(name.raw()) ? "mixed-alphabet" : "unknown-fact",
                    name.raw(),
                    Nearest.or(name.raw(), vocabulary.factNames()),
                    String.join(", ", vocabulary.factNames()));
            skipBrackets();
            return new Condition.Pattern(binding, Record.class, List.of(), List.of());
        }
        var number = scope.nextPattern();
        if (number == bounds.patterns()) {
            complaints.at(first, "too-many-patterns", bounds.patterns());
        }
        if (!binding.isEmpty()) {
            scope.bind(binding, new Scope.Bound(number, Type.fact(fact), ""));
        }
        return body(binding, fact, number);
    }

    private void checkName(Token name) {
        if ((Keywords.REFUSED_CONDITIONS.contains(name.raw()) && name.isWord()) || name.is("?") || name.is("/")) {
            complaints.at(name, "refused-condition", name.raw());
            throw new Expressions.Lost();
        }
        if (name.is("@")) {
            complaints.at(name, "refused-annotation", name.raw());
            throw new Expressions.Lost();
        }
        if (!name.isWord() || (!cursor.ahead(1).is("(") && !cursor.ahead(1).is("."))) {
            complaints.at(
                    name,
                    "pattern-expected",
                    name.raw(),
                    vocabulary.factNames().iterator().next());
            throw new Expressions.Lost();
        }
    }

    private void skipBrackets() {
        var deep = 0;
        do {
            deep += cursor.is("(") ? 1 : cursor.is(")") ? -1 : 0;
            cursor.take();
        } while (deep > 0 && !isOver());
    }

    private Condition.Pattern body(String binding, Class<? extends Record> fact, int number) {
        var open = cursor.take();
        var bindings = new ArrayList<FieldBinding>();
        var constraints = new ArrayList<Expr>();
        while (!cursor.is(")")) {
            if (constraints.size() + bindings.size() == MOST_CONSTRAINTS) {
                complaints.at(cursor.now(), "too-many", MOST_CONSTRAINTS);
                throw new Expressions.Lost();
            }
            var before = complaints.count();
            try {
                constraint(fact, number, bindings, constraints);
            } catch (Expressions.Lost lost) {
                skipConstraint();
            }
            if (cursor.takeIf(",")) {
                if (cursor.is(")")) {
                    complaints.at(cursor.before(), "stray-comma");
                }
                continue;
            }
            if (cursor.is(";")) {
                complaints.at(cursor.now(), "positional");
                skipBrackets();
                throw new Expressions.Lost();
            }
            if (!cursor.is(")")) {
                if (complaints.count() == before || isOver()) {
                    notClosed(open);
                }
                throw new Expressions.Lost();
            }
        }
        cursor.take();
        checkBehind();
        return new Condition.Pattern(binding, fact, bindings, constraints);
    }

    private void notClosed(Token open) {
        var token = cursor.now();
        if (isOver() || token.leads()) {
            complaints.after(cursor.before(), "missing-bracket", "(", open.line() + ":" + open.column());
        } else if (token.isNumber() || token.isText() || token.isWord()) {
            complaints.at(token, "missing-comma", token.raw());
        } else {
            complaints.at(token, "unexpected", token.raw());
        }
    }

    /** Goes to the comma or bracket behind what could not be read. */
    private void skipConstraint() {
        var deep = 0;
        while (!isOver()) {
            if (deep == 0 && (cursor.is(",") || cursor.is(")"))) {
                return;
            }
            if (cursor.now().leads() && startsCondition() && !cursor.is("(") && !cursor.is("not")) {
                return;
            }
            deep += cursor.is("(") || cursor.is("[") ? 1 : cursor.is(")") || cursor.is("]") ? -1 : 0;
            cursor.take();
        }
    }

    private void constraint(
            Class<? extends Record> fact, int number, List<FieldBinding> bindings, List<Expr> constraints) {
        String variable = null;
        if (cursor.now().isWord() && (cursor.ahead(1).is(":") || cursor.ahead(1).is(":="))) {
            variable = variable(cursor.take());
            if (cursor.take().is(":=")) {
                complaints.at(cursor.before(), "unification");
            }
        }
        var typed = expressions.value(fact);
        checkDecimalComma();
        if (variable == null) {
            constraints.add(expressions.truth(typed).expr());
            return;
        }
        var bound = boundValue(expressions.settled(typed).expr());
        var type = bound == null ? Type.UNKNOWN : expressions.typeOf(bound);
        if (bound == null || type.is(Type.Family.MAP)) {
            if (!typed.type().isUnknown()) {
                complaints.at(typed.at(), "bind-field", variable);
            }
            scope.bind(variable, new Scope.Bound(number, Type.UNKNOWN, ""));
            return;
        }
        bindings.add(new FieldBinding(variable, bound));
        scope.bind(variable, new Scope.Bound(number, type, bound instanceof Expr.Field f ? f.name() : ""));
        if (bound != typed.expr()) {
            constraints.add(expressions.truth(typed).expr());
        }
    }

    /** {@code $r : region} or {@code $r : region == "x"}: the field is bound. */
    private static @Nullable Expr boundValue(Expr expr) {
        if (expr instanceof Expr.Field f) {
            return f.of().isEmpty() ? f : null;
        } else if (expr instanceof Expr.Entry) {
            return expr;
        } else if (expr instanceof Expr.Binary b
                && !b.operator().equals("&&")
                && !b.operator().equals("||")) {
            return b.left() instanceof Expr.Field || b.left() instanceof Expr.Entry ? boundValue(b.left()) : null;
        } else if (expr instanceof Expr.In i) {
            return i.left() instanceof Expr.Field || i.left() instanceof Expr.Entry ? boundValue(i.left()) : null;
        }
        return null;
    }

    private void checkDecimalComma() {
        var number = cursor.before();
        if (number.isNumber()
                && cursor.is(",")
                && cursor.now().glued()
                && cursor.ahead(1).isNumber()
                && cursor.ahead(1).glued()) {
            cursor.take();
            var fraction = cursor.take();
            complaints.at(
                    number, "decimal-comma", number.raw() + "," + fraction.raw(), number.raw() + "." + fraction.raw());
        }
    }

    private String variable(Token token) {
        var name = token.raw();
        if (!name.startsWith("$") || name.length() < 2) {
            complaints.at(token, "dollar", name);
        } else if (scope.knows(name)) {
            complaints.at(token, "variable-twice", name);
        }
        return name;
    }

    private void checkBehind() {
        var token = cursor.now();
        if ((token.isWord() && Keywords.REFUSED_CONDITIONS.contains(token.raw()))
                || token.is("@")
                || token.is("[")
                || token.is(".")
                || token.is("/")) {
            complaints.at(token, token.is("@") ? "refused-annotation" : "refused-condition", token.raw());
            throw new Expressions.Lost();
        }
    }
}
