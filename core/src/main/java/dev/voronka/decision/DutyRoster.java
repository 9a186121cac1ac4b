package dev.voronka.decision;

import dev.voronka.InvalidInput;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Says who is on duty at a moment. Thread-safe; answers at once and from memory. */
@FunctionalInterface
public interface DutyRoster {

    /** The ids of those on duty, who goes first first; empty if nobody is. */
    List<String> onDuty(Instant at);

    /**
     * One time on duty.
     *
     * @param employee who
     * @param from the first moment
     * @param to the first moment that is no longer in it
     */
    record Shift(String employee, Instant from, Instant to) {
        /** Refuses a shift that ends before it has begun. */
        public Shift {
            if (!from.isBefore(to)) {
                throw new InvalidInput("The shift of employee " + employee + " must end after it begins, but it is "
                        + from + " to " + to + ".");
            }
        }
    }

    /** Who is on duty by a list of shifts; they may overlap. */
    static DutyRoster of(List<Shift> shifts) {
        var all = List.copyOf(shifts);
        return at -> all.stream()
                .filter(s -> !at.isBefore(s.from()) && at.isBefore(s.to()))
                .map(Shift::employee)
                .distinct()
                .toList();
    }

    /** One after another, each for a day from midnight to midnight, round and round. */
    static DutyRoster daily(ZoneId zone, LocalDate first, List<String> employees) {
        return rotating(zone, first, 1, employees);
    }

    /** One after another, each for seven days, round and round. */
    static DutyRoster weekly(ZoneId zone, LocalDate first, List<String> employees) {
        return rotating(zone, first, 7, employees);
    }

    /**
     * One after another, each for so many days, round and round. Before the first day nobody is on duty.
     *
     * @throws InvalidInput if nobody is named or the days are not one or more
     */
    static DutyRoster rotating(ZoneId zone, LocalDate first, int days, List<String> employees) {
        var all = List.copyOf(employees);
        if (all.isEmpty() || days < 1) {
            throw new InvalidInput("A rota needs somebody on it and 1 day or more for each, but it has " + all.size()
                    + " people and " + days + " days.");
        }
        return at -> {
            var passed = ChronoUnit.DAYS.between(first, at.atZone(zone).toLocalDate());
            return passed < 0 ? List.of() : List.of(all.get((int) (passed / days % all.size())));
        };
    }
}
