/**
 * Decides <em>when</em>: the alarms of a visit, from its deadline and timers, and a warning where that rests on a calendar
 * year that is not decreed yet. Uses the vocabulary and the calendar. Start at {@link dev.voronka.deadline.Alarms}.
 */
@NullMarked
package dev.voronka.deadline;

import org.jspecify.annotations.NullMarked;
