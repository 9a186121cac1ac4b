/**
 * Rules in words, in Russian and English, and why a rule has not fired: what rules ask and do as people say it, and for one
 * decision how near each rule came and which condition failed with which value. Uses the trees of the gate and the book;
 * nothing of Drools. Start at {@link dev.voronka.rules.explain.WhyNot} and {@link dev.voronka.rules.explain.RuleWords}.
 */
@NullMarked
package dev.voronka.rules.explain;

import org.jspecify.annotations.NullMarked;
