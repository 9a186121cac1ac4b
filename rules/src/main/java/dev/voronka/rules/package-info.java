/**
 * Rules that a sales department may change by itself, while the system runs. Start at {@link dev.voronka.rules.RuleDesk};
 * {@link dev.voronka.rules.RuleBook} is one version of the rules.
 *
 * <p>{@code .source} reads what people write, {@code .gate} checks it, {@code .drools} runs it, {@code .example} tries it
 * before it is published; {@code .fact} and {@code .sink} are what rules may speak of and do.
 */
@NullMarked
package dev.voronka.rules;

import org.jspecify.annotations.NullMarked;
