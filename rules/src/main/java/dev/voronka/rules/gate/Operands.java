package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Expr;
import dev.voronka.rules.gate.Scope.Typed;
import dev.voronka.rules.gate.Type.Family;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an expression is made of: literals, fields, entries of maps, variables, constants. */
final class Operands {

    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(15);
    private static final int FINEST = 6;
    private static final Set<String> CALLS_OF_CODE = Set.of("eval", "new", "this", "class", "super", "instanceof");

    private final Cursor cursor;
    private final Complaints complaints;
    private final Scope scope;
    private final Vocabulary vocabulary;
    private @Nullable Class<?> own;

    Operands(Cursor cursor, Complaints complaints, Scope scope, Vocabulary vocabulary) {
        this.cursor = cursor;
        this.complaints = complaints;
        this.scope = scope;
        this.vocabulary = vocabulary;
    }

    /** The pattern's own fact; null for an argument. */
    void within(@Nullable Class<?> fact) {
        own = fact;
    }

    Typed read() {
        var token = cursor.now();
        if (token.isNumber()) {
            return number(cursor.take());
        }
        if (token.isText()) {
            cursor.take();
            return new Typed(new Expr.Literal(token.value()), Type.TEXT, token);
        }
        if (token.isWord()) {
            return word(cursor.take());
        }
        if (token.leads() || token.isEnd() || token.is(")") || token.is(",") || token.is(";")) {
            complaints.after(cursor.before(), "value-missing", cursor.before().raw());
        } else {
            complaints.at(token, "unexpected", token.raw());
        }
        throw new Expressions.Lost();
    }

    private Typed number(Token token) {
        if (cursor.now().isNumber() && !cursor.now().leads()) {
            var written = new StringBuilder(token.raw());
            var joined = new StringBuilder(token.value());
            while (cursor.now().isNumber() && !cursor.now().leads()) {
                written.append(' ').append(cursor.now().raw());
                joined.append(cursor.take().value());
            }
            complaints.at(token, "digit-groups", written, joined);
            return new Typed(new Expr.Literal(BigDecimal.ONE), Type.NUMBER, token);
        }
        var value = new BigDecimal(
                token.value().length() > 40 ? "1e40" : token.value().replace("_", ""));
        if (value.compareTo(LARGEST) > 0 || value.stripTrailingZeros().scale() > FINEST) {
            complaints.at(token, "number-out-of-bounds", token.raw());
            value = BigDecimal.ONE;
        }
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        value = value.scale() < 0 ? value.setScale(0) : value;
        return new Typed(new Expr.Literal(value), value.scale() == 0 ? Type.WHOLE : Type.NUMBER, token);
    }

    private Typed word(Token token) {
        switch (token.raw()) {
            case "true", "false" -> {
                return new Typed(new Expr.Literal(Boolean.valueOf(token.raw())), Type.TRUTH, token);
            }
            case "null" -> {
                return new Typed(new Expr.Literal(null), Type.NULL, token);
            }
            default -> {
                if (CALLS_OF_CODE.contains(token.raw())) {
                    complaints.at(token, token.raw().equals("this") ? "refused-this" : "refused-code", token.raw());
                    throw new Expressions.Lost();
                }
                return token.raw().startsWith("$") ? variable(token) : name(token);
            }
        }
    }

    private Typed variable(Token token) {
        var bound = scope.find(token.raw());
        if (bound.isEmpty()) {
            if (scope.isHidden(token.raw())) {
                complaints.at(token, "hidden-variable", token.raw());
            } else {
                complaints.at(
                        token,
                        Nearest.mixes(token.raw()) ? "mixed-alphabet" : "unknown-variable",
                        token.raw(),
                        Nearest.or(token.raw(), scope.names()));
            }
            skipPath();
            return unknown(token);
        }
        var type = bound.get().type();
        if (type.is(Family.FACT) && type.choice() != null && cursor.is(".")) {
            cursor.take();
            var field = cursor.take();
            return field(token.raw(), type.choice(), field, token);
        }
        noPath(token);
        return new Typed(new Expr.Variable(token.raw()), type, token);
    }

    private Typed name(Token token) {
        if (own != null && Vocabulary.component(own, token.raw()).isPresent()) {
            return field("", own, token, token);
        }
        if (cursor.is(".")) {
            return constant(token);
        }
        if (cursor.is("(")) {
            complaints.at(token, "refused-call", token.raw());
            throw new Expressions.Lost();
        }
        if (cursor.is("[")) {
            var typed = unknownName(new Typed(new Expr.Literal(null), Type.UNKNOWN, token, true));
            skipPath();
            return typed;
        }
        return new Typed(new Expr.Literal(null), Type.UNKNOWN, token, true);
    }

    private Typed field(String of, Class<?> fact, Token name, Token at) {
        var component = Vocabulary.component(fact, name.raw());
        if (component.isEmpty()) {
            complaints.at(
                    name,
                    cursor.is("(") ? "refused-call" : code(name.raw(), "unknown-field"),
                    name.raw(),
                    Nearest.or(name.raw(), Vocabulary.fields(fact)),
                    fact.getSimpleName(),
                    String.join(", ", Vocabulary.fields(fact)));
            skipPath();
            return unknown(at);
        }
        var type = Vocabulary.type(component.get());
        var expr = new Expr.Field(of, name.raw());
        if (cursor.is("(")) {
            if (!cursor.ahead(1).is(")")) {
                complaints.at(name, "refused-call", name.raw());
                throw new Expressions.Lost();
            }
            cursor.take();
            cursor.take();
        }
        if (type.is(Family.MAP)) {
            return entry(expr, name.raw(), at);
        }
        noPath(name);
        return new Typed(expr, type, at);
    }

    private Typed entry(Expr.Field map, String name, Token at) {
        if (!cursor.is("[")) {
            if (cursor.is(".")) {
                complaints.at(
                        cursor.ahead(1), "entry-by-dot", name, cursor.ahead(1).raw());
                skipPath();
                return unknown(at);
            }
            return new Typed(map, Type.MAP, at);
        }
        cursor.take();
        var key = cursor.take();
        if (!key.isText()) {
            complaints.at(key, "entry-key", name, key.raw());
            throw new Expressions.Lost();
        }
        if (!cursor.takeIf("]")) {
            complaints.after(key, "missing-square", name);
            throw new Expressions.Lost();
        }
        noPath(key);
        var type = vocabulary.entry(name, key.value());
        if (type.isEmpty()) {
            complaints.at(
                    key,
                    name.equals("answers") ? "unknown-question" : "unknown-figure",
                    key.value(),
                    Nearest.or(key.value(), vocabulary.keys(name)),
                    String.join(", ", vocabulary.keys(name)));
            return unknown(at);
        }
        return new Typed(new Expr.Entry(map, key.value()), type.get(), at);
    }

    /** {@code Kind.BREACH}, {@code Overdue.Kind.BREACH}. */
    private Typed constant(Token token) {
        var path = new ArrayList<Token>(List.of(token));
        while (cursor.is(".") && cursor.ahead(1).isWord()) {
            cursor.take();
            path.add(cursor.take());
        }
        var type = path.size() < 2
                ? null
                : vocabulary.choices().get(path.get(path.size() - 2).raw());
        var last = path.get(path.size() - 1);
        if (cursor.is("(") || cursor.is("[")) {
            complaints.at(token, "refused-call", last.raw());
            throw new Expressions.Lost();
        }
        var outerFits = path.size() == 2
                || (path.size() == 3
                        && type != null
                        && type.getEnclosingClass() != null
                        && type.getEnclosingClass().getSimpleName().equals(token.raw()));
        if (type == null || !outerFits) {
            complaints.at(
                    token,
                    code(token.raw(), "unknown-name"),
                    token.raw(),
                    Nearest.or(token.raw(), vocabulary.choices().keySet()));
            return unknown(token);
        }
        return constant(type, last, token);
    }

    private Typed constant(Class<?> choice, Token name, Token at) {
        var value = constantOf(choice, name.raw());
        if (value == null) {
            complaints.at(
                    name,
                    code(name.raw(), "unknown-constant"),
                    name.raw(),
                    Nearest.or(name.raw(), Type.constants(choice)),
                    choice.getSimpleName(),
                    String.join(", ", Type.constants(choice)));
            return unknown(at);
        }
        return new Typed(new Expr.Literal(value), Type.choice(choice), at);
    }

    /** A bare word beside an enum: {@code BREACH} for {@code Kind.BREACH}. */
    Typed asConstant(Typed loose, Class<?> choice) {
        return constant(choice, loose.at(), loose.at());
    }

    private static @Nullable Object constantOf(Class<?> choice, String name) {
        for (var constant : choice.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    Typed unknownName(Typed loose) {
        var name = loose.at().raw();
        var fields = own == null ? List.copyOf(scope.names()) : Vocabulary.fields(own);
        var variable = scope.names().contains("$" + name);
        var code = variable ? "variable-without-dollar" : own == null ? "unknown-name" : "unknown-field";
        complaints.at(
                loose.at(),
                code(name, code),
                name,
                variable ? "$" + name : Nearest.or(name, fields),
                own == null ? "" : own.getSimpleName(),
                String.join(", ", fields));
        return unknown(loose.at());
    }

    private static String code(String name, String otherwise) {
        return Nearest.mixes(name) ? "mixed-alphabet" : otherwise;
    }

    private void noPath(Token after) {
        if (cursor.is(".") || cursor.is("[") || cursor.is("(")) {
            complaints.at(cursor.is(".") ? cursor.ahead(1) : cursor.now(), "refused-path", after.raw());
            throw new Expressions.Lost();
        }
        if ((cursor.is("!") && cursor.ahead(1).is(".")) || cursor.is("?")) {
            complaints.at(cursor.now(), "unexpected", cursor.now().raw());
            throw new Expressions.Lost();
        }
    }

    /** Goes over what belongs to a name that nobody knows, so that one mistake is told once. */
    private void skipPath() {
        while (cursor.is(".") || cursor.is("[") || cursor.is("(")) {
            if (cursor.takeIf(".")) {
                cursor.take();
                continue;
            }
            var depth = 0;
            do {
                depth += cursor.is("(") || cursor.is("[") ? 1 : cursor.is(")") || cursor.is("]") ? -1 : 0;
                if (cursor.take().isEnd()) {
                    return;
                }
            } while (depth > 0);
        }
    }

    Type typeOf(Expr expr) {
        if (expr instanceof Expr.Literal l) {
            return l.value() instanceof BigDecimal
                    ? Type.NUMBER
                    : l.value() instanceof String
                            ? Type.TEXT
                            : l.value() instanceof Boolean
                                    ? Type.TRUTH
                                    : l.value() instanceof Enum<?> e ? Type.choice(e.getDeclaringClass()) : Type.NULL;
        } else if (expr instanceof Expr.Field f) {
            var fact = f.of().isEmpty()
                    ? own
                    : scope.find(f.of()).map(b -> b.type().choice()).orElse(null);
            return fact == null
                    ? Type.UNKNOWN
                    : Vocabulary.component(fact, f.name()).map(Vocabulary::type).orElse(Type.UNKNOWN);
        } else if (expr instanceof Expr.Entry e && e.map() instanceof Expr.Field f) {
            return vocabulary.entry(f.name(), e.key()).orElse(Type.UNKNOWN);
        } else if (expr instanceof Expr.Variable v) {
            return scope.find(v.name()).map(Scope.Bound::type).orElse(Type.UNKNOWN);
        } else if (expr instanceof Expr.Binary b) {
            return List.of("+", "-", "*", "/").contains(b.operator()) ? Type.NUMBER : Type.TRUTH;
        } else if (expr instanceof Expr.Unary u) {
            return u.operator().equals("-") ? Type.NUMBER : Type.TRUTH;
        }
        return Type.TRUTH;
    }

    Typed unknown(Token at) {
        return new Typed(new Expr.Literal(null), Type.UNKNOWN, at);
    }

    List<String> roles() {
        return vocabulary.roles();
    }

    /** Whether a pattern is read, not an argument. */
    boolean inPattern() {
        return own != null;
    }
}
