package dev.voronka.decision;

import dev.voronka.RingStep;
import dev.voronka.lookup.Rings;
import dev.voronka.people.Employee;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many cards an employee was given in a day and a month, for one request. Each count is a ring of its own that says {@code 2026-11-24 5}:
 * it is written with the move like a turn, so two nodes cannot both give somebody the last card.
 */
final class Limits {

    private final Rings rings;
    private final String process;
    private final Map<String, Rings.Standing> seen = new HashMap<>();

    Limits(Rings rings, String process) {
        this.rings = rings;
        this.process = process;
    }

    /** How many cards he or she was given that day. */
    int thatDay(Employee employee, LocalDate day) {
        return count(standing("day", employee), day.toString());
    }

    /** How many cards he or she was given in that day's month. */
    int thatMonth(Employee employee, LocalDate day) {
        return count(standing("month", employee), YearMonth.from(day).toString());
    }

    /** What is to be written when he or she is given a card; nothing without a limit. */
    List<RingStep> steps(Employee employee, LocalDate day) {
        var steps = new ArrayList<RingStep>();
        if (employee.perDay() > 0) {
            steps.add(step("day", employee, day.toString()));
        }
        if (employee.perMonth() > 0) {
            steps.add(step("month", employee, YearMonth.from(day).toString()));
        }
        return steps;
    }

    private RingStep step(String span, Employee employee, String when) {
        var standing = standing(span, employee);
        var counted = count(standing, when) + 1;
        return new RingStep(ring(span, employee), standing.turns(), later(standing, when) + " " + counted);
    }

    /** A node whose clock is behind still counts for the day that others have begun. */
    private static String later(Rings.Standing standing, String when) {
        var last = standing.last();
        var counted = last == null ? when : last.substring(0, last.indexOf(' '));
        return counted.compareTo(when) > 0 ? counted : when;
    }

    private static int count(Rings.Standing standing, String when) {
        var last = standing.last();
        return last == null || !last.startsWith(later(standing, when) + " ")
                ? 0
                : Integer.parseInt(last.substring(last.indexOf(' ') + 1));
    }

    /** Looked at once: what is written must follow from what the employee was judged by. */
    private Rings.Standing standing(String span, Employee employee) {
        return seen.computeIfAbsent(ring(span, employee), ring -> rings.answer(new Rings.Asked(ring)));
    }

    private String ring(String span, Employee employee) {
        return "given/" + span + "/" + process + "/" + employee.id();
    }
}
