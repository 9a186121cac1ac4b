package dev.voronka.rules.analysis;

import dev.voronka.rules.fact.Candidate;
import dev.voronka.rules.gate.Evaluation;
import dev.voronka.rules.gate.Evaluation.Bindings;
import dev.voronka.rules.gate.Reckon;
import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the expressions of one rule mean: which place, and which values of it. */
final class Meanings {

    private static final Set<String> ORDERS = Set.of("==", "!=", "<", "<=", ">", ">=");

    /**
     * Whose fields a pattern names.
     *
     * @param ordinal which of the facts that there are many of; -1 for one that there is one of
     */
    record Owner(Class<? extends Record> fact, int ordinal) {}

    /** Where a field, an entry or a variable leads. */
    private record Spot(Owner owner, String field, @Nullable String key) {}

    private record Meaning(Owner owner, @Nullable Expr value) {}

    /** A constraint that is a set of values of one place. */
    record Denoted(Place place, int ordinal, Values values) {}

    private final Places places;
    private final Map<String, Meaning> variables = new HashMap<>();
    private int many;

    Meanings(Places places) {
        this.places = places;
    }

    /** Takes note of the variables of a pattern. */
    Owner enter(Condition.Pattern pattern) {
        var own = new Owner(pattern.fact(), pattern.fact() == Candidate.class ? many++ : -1);
        if (!pattern.binding().isEmpty()) {
            variables.put(pattern.binding(), new Meaning(own, null));
        }
        pattern.bindings().forEach(b -> variables.put(b.variable(), new Meaning(own, b.value())));
        return own;
    }

    /** The set of values that a constraint is; null if it is none. */
    @Nullable
    Denoted denoted(Expr expr, Owner own) {
        if (expr instanceof Expr.Unary u && u.operator().equals("!")) {
            var of = denoted(u.of(), own);
            return of == null
                    ? null
                    : new Denoted(of.place(), of.ordinal(), of.values().not());
        } else if (expr instanceof Expr.In in) {
            return among(in, own);
        } else if (expr instanceof Expr.Binary b) {
            return switch (b.operator()) {
                case "&&", "||" -> joined(b, own);
                case "contains" -> element(b.left(), b.right(), own);
                case "memberOf" -> element(b.right(), b.left(), own);
                default -> ORDERS.contains(b.operator()) ? compared(b.operator(), b.left(), b.right(), own) : null;
            };
        }
        var place = valuePlace(expr, own);
        return place == null ? null : new Denoted(place.place(), place.ordinal(), new Values(false, Tokens.of(true)));
    }

    private @Nullable Denoted joined(Expr.Binary b, Owner own) {
        var left = denoted(b.left(), own);
        var right = left == null ? null : denoted(b.right(), own);
        if (left == null || right == null || left.place() != right.place() || left.ordinal() != right.ordinal()) {
            return null;
        }
        var values = b.operator().equals("&&")
                ? left.values().and(right.values())
                : left.values().or(right.values());
        return new Denoted(left.place(), left.ordinal(), values);
    }

    private @Nullable Denoted compared(String operator, Expr left, Expr right, Owner own) {
        if (isConstant(left)) {
            var turned = switch (operator) {
                case "<" -> ">";
                case "<=" -> ">=";
                case ">" -> "<";
                case ">=" -> "<=";
                default -> operator;
            };
            return isConstant(right) ? null : compared(turned, right, left, own);
        }
        var at = valuePlace(left, own);
        if (at == null || !isConstant(right)) {
            return null;
        }
        var value = Evaluation.value(right, null, Bindings.NONE);
        var values = values(at.place(), operator, value);
        return values == null ? null : new Denoted(at.place(), at.ordinal(), values);
    }

    private static @Nullable Values values(Place place, String operator, @Nullable Object value) {
        if (operator.equals("!=")) {
            var same = values(place, "==", value);
            return same == null ? null : same.not();
        }
        var nothing = place.isNumber() ? Numbers.of(((Numbers) place.all().present()).whole(), List.of()) : Tokens.of();
        if (value == null) {
            return new Values(operator.equals("=="), nothing);
        }
        if (!place.isNumber()) {
            return operator.equals("==") ? new Values(false, Tokens.of(value)) : null;
        }
        if (!(value instanceof BigDecimal n)) {
            return null;
        }
        var interval = switch (operator) {
            case "<" -> new Interval(null, false, n, false);
            case "<=" -> new Interval(null, false, n, true);
            case ">" -> new Interval(n, false, null, false);
            case ">=" -> new Interval(n, true, null, false);
            default -> Interval.point(n);
        };
        return new Values(false, Numbers.of(((Numbers) place.all().present()).whole(), interval));
    }

    private @Nullable Denoted among(Expr.In in, Owner own) {
        var at = valuePlace(in.left(), own);
        if (at == null) {
            return null;
        }
        @Nullable Values any = null;
        for (var value : in.values()) {
            var one = isConstant(value) ? values(at.place(), "==", Evaluation.value(value, null, Bindings.NONE)) : null;
            if (one == null) {
                return null;
            }
            any = any == null ? one : any.or(one);
        }
        return any == null ? null : new Denoted(at.place(), at.ordinal(), in.negated() ? any.not() : any);
    }

    private @Nullable Denoted element(Expr list, Expr element, Owner own) {
        var spot = spot(list, own);
        if (spot == null
                || spot.key() != null
                || Places.type(spot.owner().fact(), spot.field()) != List.class
                || !isConstant(element)
                || !(Evaluation.value(element, null, Bindings.NONE) instanceof String wanted)) {
            return null;
        }
        var place = places.element(spot.owner().fact(), spot.field(), wanted);
        return new Denoted(place, spot.owner().ordinal(), new Values(false, Tokens.of(true)));
    }

    private record At(Place place, int ordinal) {}

    /** The place of a single value; null if it is none. */
    private @Nullable At valuePlace(Expr expr, Owner own) {
        var spot = spot(expr, own);
        if (spot == null) {
            return null;
        }
        var fact = spot.owner().fact();
        var key = spot.key();
        if (key != null) {
            return new At(places.entry(fact, spot.field(), key), spot.owner().ordinal());
        }
        var type = Places.type(fact, spot.field());
        return type == List.class || type == Map.class
                ? null
                : new At(places.field(fact, spot.field()), spot.owner().ordinal());
    }

    private @Nullable Spot spot(Expr expr, Owner own) {
        if (expr instanceof Expr.Entry e) {
            var map = spot(e.map(), own);
            return map == null ? null : new Spot(map.owner(), map.field(), e.key());
        } else if (expr instanceof Expr.Field f) {
            return new Spot(f.of().isEmpty() ? own : meaning(f.of()).owner(), f.name(), null);
        } else if (expr instanceof Expr.Variable v) {
            var meaning = meaning(v.name());
            var value = meaning.value();
            return value == null ? null : spot(value, meaning.owner());
        }
        return null;
    }

    private Meaning meaning(String variable) {
        var meaning = variables.get(variable);
        if (meaning == null) {
            throw new IllegalStateException("A checked rule speaks of " + variable + ", which it does not bind");
        }
        return meaning;
    }

    /** A constraint that is no set of values. */
    Atom atom(Expr expr, Owner own) {
        var spots = new ArrayList<Spot>();
        collect(expr, own, spots);
        var local = spots.stream().anyMatch(s -> s.owner().ordinal() >= 0);
        var at = expr instanceof Expr.Binary b ? valuePlace(b.left(), own) : null;
        if (at != null
                && expr instanceof Expr.Binary b
                && isConstant(b.right())
                && at.ordinal() == (local ? own.ordinal() : -1)
                && Evaluation.value(b.right(), null, Bindings.NONE) instanceof String said) {
            Predicate<@Nullable Object> test =
                    b.operator().equals("like") ? v -> Reckon.like(v, said) : v -> Reckon.has(v, said);
            if (b.operator().equals("like") || b.operator().equals("contains")) {
                return new Atom(
                        text(expr, own),
                        local,
                        at.place(),
                        test,
                        said.replace("*", "").replace('?', 'x'),
                        null);
            }
        }
        return new Atom(text(expr, own), local, null, null, "", join(expr, own));
    }

    private Atom.@Nullable Join join(Expr expr, Owner own) {
        if (!(expr instanceof Expr.Binary b) || !Set.of("contains", "memberOf").contains(b.operator())) {
            return null;
        }
        var isTurned = b.operator().equals("memberOf");
        var list = spot(isTurned ? b.right() : b.left(), own);
        var value = valuePlace(isTurned ? b.left() : b.right(), own);
        return list == null
                        || value == null
                        || value.ordinal() >= 0
                        || list.owner().ordinal() != own.ordinal()
                ? null
                : new Atom.Join(list.field(), value.place());
    }

    private void collect(Expr expr, Owner own, List<Spot> spots) {
        var spot = spot(expr, own);
        if (spot != null) {
            spots.add(spot);
        } else {
            Spelled.parts(expr).forEach(p -> collect(p, own, spots));
        }
    }

    private boolean isConstant(Expr expr) {
        return expr instanceof Expr.Literal
                || (!(expr instanceof Expr.Field || expr instanceof Expr.Variable || expr instanceof Expr.Entry)
                        && Spelled.parts(expr).stream().allMatch(this::isConstant));
    }

    /** What an expression says, with variables replaced by what they stand for. */
    String text(Expr expr, Owner own) {
        return Spelled.expr(expr, e -> {
            var spot = spot(e, own);
            if (spot == null) {
                return null;
            }
            var of = spot.owner().ordinal();
            var field = of >= 0 && of != own.ordinal()
                    ? "#" + of + "." + spot.field()
                    : spot.owner().fact().getSimpleName() + "." + spot.field();
            return spot.key() == null ? field : field + "[\"" + spot.key() + "\"]";
        });
    }
}
