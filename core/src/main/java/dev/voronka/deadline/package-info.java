/**
 * Decides <em>when</em>: the alarms of a visit, from its deadline and timers, the rungs of the ladder, and a warning where
 * that rests on a calendar year that is not decreed yet. Uses the vocabulary, the calendar and the kinds of escalation.
 * Start at {@link dev.voronka.deadline.Ladder} and {@link dev.voronka.deadline.Alarms}.
 */
@NullMarked
package dev.voronka.deadline;

import org.jspecify.annotations.NullMarked;
