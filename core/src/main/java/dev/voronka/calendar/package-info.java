/**
 * Working time: when an office works, and what a {@link dev.voronka.WorkingTime} comes to on a given date. Values and one
 * port; a process may use them. Uses the vocabulary only. Start at {@link dev.voronka.calendar.WorkingCalendar}.
 *
 * <ul>
 *   <li>{@link dev.voronka.calendar.OfficeHours} is our calendar: a week and its hours. It knows public holidays once it
 *       follows a production calendar, and what a region, a company or a person has different by layers.
 *   <li>{@link dev.voronka.calendar.ProductionCalendar} is the country's: days off, short days, worked Saturdays, by year.
 *       Russia's is here ({@code russia.csv}); a newer table comes from a file or from code. A year without a decree is
 *       <b>provisional</b>.
 *   <li>{@link dev.voronka.calendar.CalendarLayer}: what differs on named dates.
 *   <li>{@link dev.voronka.calendar.Calendars}: by whose calendar a deadline is reckoned.
 *   <li>{@link dev.voronka.calendar.RussianZone}: the eleven zones of Russia.
 * </ul>
 */
@NullMarked
package dev.voronka.calendar;

import org.jspecify.annotations.NullMarked;
