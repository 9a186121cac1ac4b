package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the variables of a rule stand for, and how its patterns are called in the emitted text. */
final class Names {

    /**
     * What a variable stands for.
     *
     * @param pattern where it is bound
     * @param value the field or entry; null for the fact itself
     */
    record Meaning(Condition.Pattern pattern, @Nullable Expr value) {}

    private final Vocabulary vocabulary;
    private final Map<String, Meaning> meanings = new HashMap<>();
    private final IdentityHashMap<Condition.Pattern, String> emitted = new IdentityHashMap<>();
    private final Set<Condition.Pattern> used = Collections.newSetFromMap(new IdentityHashMap<>());

    Names(RuleTree rule, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        var patterns = new ArrayList<Condition.Pattern>();
        rule.conditions().forEach(c -> collect(c, patterns));
        for (var pattern : patterns) {
            emitted.put(pattern, "$f" + (emitted.size() + 1));
            if (!pattern.binding().isEmpty()) {
                meanings.put(pattern.binding(), new Meaning(pattern, null));
            }
            pattern.bindings().forEach(b -> meanings.put(b.variable(), new Meaning(pattern, b.value())));
        }
        for (var pattern : patterns) {
            pattern.constraints().forEach(c -> use(c, pattern));
        }
        rule.actions().forEach(a -> a.arguments().forEach(e -> use(e, null)));
    }

    static void collect(Condition condition, List<Condition.Pattern> patterns) {
        if (condition instanceof Condition.Pattern p) {
            patterns.add(p);
        } else if (condition instanceof Condition.Not n) {
            patterns.add(n.pattern());
        } else if (condition instanceof Condition.Exists e) {
            patterns.add(e.pattern());
        } else if (condition instanceof Condition.And a) {
            a.all().forEach(c -> collect(c, patterns));
        } else if (condition instanceof Condition.Or o) {
            o.any().forEach(c -> collect(c, patterns));
        }
    }

    private void use(Expr expr, Condition.@Nullable Pattern within) {
        if (expr instanceof Expr.Field f && !f.of().isEmpty()) {
            useVariable(f.of(), within);
        } else if (expr instanceof Expr.Variable v) {
            useVariable(v.name(), within);
        } else if (expr instanceof Expr.Entry e) {
            use(e.map(), within);
        } else if (expr instanceof Expr.Binary b) {
            use(b.left(), within);
            use(b.right(), within);
        } else if (expr instanceof Expr.Unary u) {
            use(u.of(), within);
        } else if (expr instanceof Expr.In i) {
            use(i.left(), within);
            i.values().forEach(v -> use(v, within));
        }
    }

    private void useVariable(String name, Condition.@Nullable Pattern within) {
        var pattern = meaning(name).pattern();
        if (within == null || !areOne(pattern, within)) {
            used.add(pattern);
        }
    }

    Meaning meaning(String variable) {
        var meaning = meanings.get(variable);
        if (meaning == null) {
            throw new IllegalStateException("A checked rule speaks of " + variable + ", which it does not bind");
        }
        return meaning;
    }

    /** The emitted name; empty if nothing outside the pattern speaks of it. */
    String emitted(Condition.Pattern pattern) {
        return used.contains(pattern) ? String.valueOf(emitted.get(pattern)) : "";
    }

    /** The expression with variables replaced by the field they stand for, and the pattern whose field it is. */
    record Place(
            Condition.Pattern pattern,
            String field,
            @Nullable String key) {}

    /** Where a field, an entry or a variable leads; {@code own} is the pattern that speaks. */
    Place place(Expr expr, Condition.@Nullable Pattern own) {
        if (expr instanceof Expr.Entry e) {
            var map = place(e.map(), own);
            return new Place(map.pattern(), map.field(), e.key());
        } else if (expr instanceof Expr.Variable v) {
            var meaning = meaning(v.name());
            var value = meaning.value();
            if (value == null) {
                throw new IllegalStateException("A fact is no value: " + v.name());
            }
            return place(value, meaning.pattern());
        } else if (expr instanceof Expr.Field f) {
            var pattern = f.of().isEmpty() ? own : meaning(f.of()).pattern();
            if (pattern == null) {
                throw new IllegalStateException("Nobody's field: " + f.name());
            }
            return new Place(pattern, f.name(), null);
        }
        throw new IllegalStateException("No place: " + expr);
    }

    /** Whether a field, an entry or a variable of an action is a text. */
    boolean isText(Expr expr) {
        var place = place(expr, null);
        var key = place.key();
        if (key != null) {
            return vocabulary
                    .entry(place.field(), key)
                    .filter(t -> t.is(Type.Family.TEXT))
                    .isPresent();
        }
        return Vocabulary.component(place.pattern().fact(), place.field())
                .filter(c -> c.getType() == String.class)
                .isPresent();
    }

    /** Whether both are the same place of the rule; two patterns that say the same are not. */
    boolean areOne(Condition.Pattern a, Condition.Pattern b) {
        return String.valueOf(emitted.get(a)).equals(emitted.get(b));
    }
}
