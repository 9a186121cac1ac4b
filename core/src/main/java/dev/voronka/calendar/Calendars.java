package dev.voronka.calendar;

import org.jspecify.annotations.Nullable;

/**
 * The port that knows by whose calendar a deadline is reckoned. A host that keeps working hours elsewhere, say in its
 * personnel system, writes its own; {@link CompanyCalendars} is ours. Implementations are thread-safe, answer at once and
 * never fail: an employee whom they do not know works as the company does.
 */
@FunctionalInterface
public interface Calendars {

    /**
     * The calendar of an employee.
     *
     * @param employee the id; null where nobody owns the card, then the company's calendar is meant
     */
    WorkingCalendar of(@Nullable String employee);

    /** One calendar for all. */
    static Calendars same(WorkingCalendar calendar) {
        return employee -> calendar;
    }

    /** Russian office hours by Russia's production calendar in Europe/Moscow, for all who are given nothing else. */
    static CompanyCalendars russian() {
        return company(OfficeHours.russian().following(ProductionCalendar.russia()));
    }

    /** A company's calendar, to which those of teams and of employees can be added. */
    static CompanyCalendars company(OfficeHours company) {
        return new CompanyCalendars(company);
    }
}
