package dev.voronka.process.correctiveaction;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A look at the effect, when the window was over.
 *
 * @param figure what the metric was in the window
 * @param evidence where a figure entered by hand comes from, and what else was seen
 * @param causeRefuted whether the cause has turned out to be another one
 * @param at when
 */
public record Review(BigDecimal figure, String evidence, boolean causeRefuted, Instant at) {}
