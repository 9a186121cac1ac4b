package dev.voronka.rules.analysis;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A set of texts, constants or truth values.
 *
 * @param listed whether it consists of these; else of all but these
 * @param these in the order in which they were named
 */
record Tokens(boolean listed, Set<Object> these) implements Span {

    static final Tokens ALL = new Tokens(false, Set.of());

    Tokens {
        these = Collections.unmodifiableSet(new LinkedHashSet<>(these));
    }

    static Tokens of(Object... these) {
        return new Tokens(true, new LinkedHashSet<>(java.util.Arrays.asList(these)));
    }

    /** All that is in one of these. */
    static Tokens any(List<Tokens> some) {
        var named = new LinkedHashSet<>();
        some.stream().filter(Tokens::listed).forEach(t -> named.addAll(t.these));
        var all = new Tokens(true, named);
        for (var rest : some) {
            all = rest.listed ? all : all.or(rest);
        }
        return all;
    }

    @Override
    public Tokens and(Span span) {
        var other = (Tokens) span;
        if (!listed && other.listed) {
            return other.and(this);
        }
        var kept = new LinkedHashSet<>(these);
        if (!listed) {
            kept.addAll(other.these);
            return new Tokens(false, kept);
        }
        kept.removeIf(v -> !other.has(v));
        return new Tokens(true, kept);
    }

    @Override
    public Tokens or(Span other) {
        return not().and(other.not()).not();
    }

    @Override
    public Tokens not() {
        return new Tokens(!listed, these);
    }

    @Override
    public boolean isEmpty() {
        return listed && these.isEmpty();
    }

    @Override
    public boolean covers(Span span) {
        var other = (Tokens) span;
        if (other.listed) {
            return other.these.stream().allMatch(this::has);
        }
        return !listed && other.these.containsAll(these);
    }

    @Override
    public boolean meets(Span span) {
        var other = (Tokens) span;
        if (listed) {
            return these.stream().anyMatch(other::has);
        }
        return !other.listed || other.meets(this);
    }

    @Override
    public boolean has(Object value) {
        return these.contains(value) == listed;
    }
}
