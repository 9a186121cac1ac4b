package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Expr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables of one rule. Those bound within {@code not}, {@code exists} or {@code or} are not seen outside. */
final class Scope {

    /**
     * A variable.
     *
     * @param pattern the number of its pattern within the rule
     * @param type of the fact or of the value
     * @param field the field it stands for; empty if it stands for the fact or for an entry of a map
     */
    record Bound(int pattern, Type type, String field) {}

    private final Deque<Map<String, Bound>> levels = new ArrayDeque<>();
    private final Set<String> hidden = new LinkedHashSet<>();
    private int patterns;

    Scope() {
        levels.push(new LinkedHashMap<>());
    }

    void open() {
        levels.push(new LinkedHashMap<>());
    }

    void close() {
        hidden.addAll(levels.pop().keySet());
    }

    /** Ends a level whose variables are seen outside. */
    void merge() {
        var inner = levels.pop();
        levels.element().putAll(inner);
    }

    int nextPattern() {
        return patterns++;
    }

    int patterns() {
        return patterns;
    }

    boolean knows(String name) {
        return find(name).isPresent() || hidden.contains(name);
    }

    boolean isHidden(String name) {
        return hidden.contains(name);
    }

    void bind(String name, Bound bound) {
        levels.element().put(name, bound);
    }

    Optional<Bound> find(String name) {
        return levels.stream().filter(l -> l.containsKey(name)).findFirst().map(l -> l.get(name));
    }

    Set<String> names() {
        var names = new LinkedHashSet<String>();
        levels.forEach(l -> names.addAll(l.keySet()));
        return names;
    }

    /** An expression with what is known of it. {@code loose} is a word that may be a constant, to be settled by the other side. */
    record Typed(Expr expr, Type type, Token at, boolean loose) {
        Typed(Expr expr, Type type, Token at) {
            this(expr, type, at, false);
        }
    }
}
