package dev.voronka.engine;

import dev.voronka.Port;

/**
 * A question of a row that the shell must ask before it can be decided.
 *
 * @param port whom
 * @param question what
 */
public record PortQuestion(Class<? extends Port<?, ?>> port, Object question) {}
