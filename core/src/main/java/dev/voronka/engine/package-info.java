/**
 * Decides what becomes of a trigger. {@link dev.voronka.engine.Decider} is pure; which row and branch is taken it leaves
 * to an {@link dev.voronka.engine.Engine}. The only package that imports Spring Statemachine; none of its types leaves
 * it. Uses the vocabulary and the calendar.
 */
@NullMarked
package dev.voronka.engine;

import org.jspecify.annotations.NullMarked;
