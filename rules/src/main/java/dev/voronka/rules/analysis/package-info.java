/**
 * What is odd in a book though every rule of it may stay: rules that never fire or never decide, overlaps, gaps, verdicts
 * out of reach, conditions said twice. Conditions are read as sets of values; what cannot be read so may always hold, so
 * that nothing is called sure that is not proven. Uses the trees of the gate, the facts and values of core. Start at {@link
 * dev.voronka.rules.analysis.BookAnalysis}.
 */
@NullMarked
package dev.voronka.rules.analysis;

import org.jspecify.annotations.NullMarked;
