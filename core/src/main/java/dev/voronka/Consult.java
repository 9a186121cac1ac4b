package dev.voronka;

import java.util.function.Function;

/**
 * A question that a row asks before its guards look.
 *
 * @param <D> the data of the card
 * @param port whom
 * @param question what
 */
public record Consult<D>(Class<? extends Port<?, ?>> port, Function<Situation<D, Object>, ?> question) {}
