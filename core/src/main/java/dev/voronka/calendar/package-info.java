/**
 * Working time: when an office works, and what a {@link dev.voronka.WorkingTime} comes to on a given date. Values only;
 * a process may use it. Uses the vocabulary only. Start at {@link dev.voronka.calendar.WorkingCalendar}.
 *
 * <p>{@link dev.voronka.calendar.OfficeHours} knows a week, its hours and single dates that differ from it. It knows
 * no public holidays: give them with {@code withDaysOff} and {@code withWorkingDays}.
 */
@NullMarked
package dev.voronka.calendar;

import org.jspecify.annotations.NullMarked;
