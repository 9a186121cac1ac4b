package dev.voronka.run;

import dev.voronka.calendar.CalendarLayer;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The absences that the directory knows of, as layers over the employees' calendars. Thread-safe. */
final class Absences {

    /** How far an absence is looked at from its first day: a layer speaks of no more than ten years. */
    private static final int MOST_DAYS = 3_650;

    private final Directory people;

    /** What was made last time, for absences that have not changed since. */
    private final Map<String, Laid> laid = new ConcurrentHashMap<>();

    private record Laid(List<Employee.Absence> absences, CalendarLayer layer) {}

    Absences(Directory people) {
        this.people = people;
    }

    /** The days on which the employee is away; null if none are known. */
    @Nullable
    CalendarLayer layer(String employee) {
        var absences = people.find(employee).map(Employee::absences).orElse(List.of());
        if (absences.isEmpty()) {
            laid.remove(employee);
            return null;
        }
        var known = laid.get(employee);
        if (known == null || !known.absences().equals(absences)) {
            known = new Laid(absences, layer(absences));
            laid.put(employee, known);
        }
        return known.layer();
    }

    private static CalendarLayer layer(List<Employee.Absence> absences) {
        var layer = CalendarLayer.empty();
        for (var absence : absences) {
            layer = layer.withAbsence(absence.from(), earlier(absence.to(), absence.from()));
        }
        return layer;
    }

    private static LocalDate earlier(LocalDate to, LocalDate from) {
        return to.toEpochDay() - from.toEpochDay() < MOST_DAYS ? to : from.plusDays(MOST_DAYS - 1);
    }
}
