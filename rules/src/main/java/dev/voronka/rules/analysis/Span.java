package dev.voronka.rules.analysis;

/** A set of values that are present: of {@link Numbers}, or of {@link Tokens}. Immutable. Both of an operation are of one kind. */
sealed interface Span permits Numbers, Tokens {

    Span and(Span other);

    Span or(Span other);

    Span not();

    boolean isEmpty();

    boolean covers(Span other);

    boolean meets(Span other);

    boolean has(Object value);
}
