/**
 * What a company decides by rules: how good a lead is, who gets a card, who must
 * approve, what happens to late cards. Ports, their facts and answers, and plain defaults.
 * A language package: uses the vocabulary, approval, people and lookup. Start at {@link dev.voronka.decision.Qualifier} and {@link
 * dev.voronka.decision.Router}.
 */
@NullMarked
package dev.voronka.decision;

import org.jspecify.annotations.NullMarked;
