package dev.voronka.deadline;

import dev.voronka.WorkingTime;
import dev.voronka.calendar.Calendars;
import dev.voronka.calendar.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches calendars, and warns in the log when working time is reckoned in a year whose days off are not decreed yet:
 * once a year of the calendar, not once a reckoning. What it has seen is kept for a health page. A calendar itself is a
 * value and writes no log. Thread-safe.
 */
public final class ProvisionalYears {
    private final Logger log;
    private final ConcurrentSkipListSet<Year> used = new ConcurrentSkipListSet<>();

    /** Has seen nothing yet. */
    public ProvisionalYears() {
        this(LoggerFactory.getLogger(ProvisionalYears.class));
    }

    ProvisionalYears(Logger log) {
        this.log = log;
    }

    /** The same calendars, watched. */
    public Calendars watch(Calendars calendars) {
        return employee -> watch(calendars.of(employee));
    }

    /** The same calendar, watched. */
    public WorkingCalendar watch(WorkingCalendar calendar) {
        return new Watched(calendar, this);
    }

    /** The provisional years in which time has been reckoned so far, at this moment; a copy. */
    public SortedSet<Year> used() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(used));
    }

    private void reached(WorkingCalendar calendar, Instant from, Instant to) {
        for (Year year : calendar.provisionalYears(from, to)) {
            if (used.add(year)) {
                log.warn(
                        "Calendar year {} is provisional: working time is reckoned in it, but its days off are not"
                                + " decreed yet or have no table here. Give the table of the year to"
                                + " ProductionCalendar.with(...) and recompute the open deadlines.",
                        year);
            }
        }
    }

    /**
     * @param calendar which does the reckoning
     * @param years which hear of it
     */
    private record Watched(WorkingCalendar calendar, ProvisionalYears years) implements WorkingCalendar {

        @Override
        public Instant plus(Instant from, WorkingTime time) {
            return seen(from, calendar.plus(from, time));
        }

        @Override
        public Instant minus(Instant from, WorkingTime time) {
            return seen(from, calendar.minus(from, time));
        }

        @Override
        public Instant plus(Instant from, Duration workingTime) {
            return seen(from, calendar.plus(from, workingTime));
        }

        @Override
        public Duration between(Instant from, Instant to) {
            Duration passed = calendar.between(from, to);
            seen(from, to);
            return passed;
        }

        @Override
        public boolean isWorkingTime(Instant moment) {
            boolean worked = calendar.isWorkingTime(moment);
            seen(moment, moment);
            return worked;
        }

        @Override
        public SortedSet<Year> provisionalYears(Instant from, Instant to) {
            return calendar.provisionalYears(from, to);
        }

        @Override
        public boolean isProvisional(Instant moment) {
            return calendar.isProvisional(moment);
        }

        @Override
        public ZoneId zone() {
            return calendar.zone();
        }

        private Instant seen(Instant from, Instant to) {
            years.reached(calendar, from, to);
            return to;
        }
    }
}
