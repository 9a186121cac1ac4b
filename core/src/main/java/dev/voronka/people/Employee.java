package dev.voronka.people;

import dev.voronka.Actor;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the sales department.
 *
 * @param id the id by which the host and the CRM know the employee
 * @param roles what he or she may act as
 * @param head the id of his or her head; null if there is none
 * @param team the code of the team he or she works in, such as that of a branch; null if there is none
 * @param skills lines of business and other things he or she can sell, by code
 * @param capacity how many open cards of a process he or she can work on; 0 for no limit
 * @param active whether he or she works here still
 * @param absences dates on which he or she is away
 */
public record Employee(
        String id,
        Set<Role> roles,
        @Nullable String head,
        @Nullable String team,
        Set<String> skills,
        int capacity,
        boolean active,
        List<Absence> absences) {

    /**
     * Days away, both included, in the zone of his or her own calendar.
     *
     * @param from the first day
     * @param to the last day
     */
    public record Absence(LocalDate from, LocalDate to) {
        /** Refuses an absence that ends before it begins. */
        public Absence {
            if (to.isBefore(from)) {
                throw new InvalidInput("An absence must end after it begins, but it is " + from + " to " + to + ".");
            }
        }
    }

    /** Refuses a blank id or team and a negative capacity. */
    public Employee {
        if (id.isBlank()) {
            throw new InvalidInput("An employee needs an id; it is blank.");
        }
        if (team != null && team.isBlank()) {
            throw new InvalidInput("The team of employee " + id + " is blank; give its code, or null for no team.");
        }
        if (capacity < 0) {
            throw new InvalidInput(
                    "The capacity of employee " + id + " is " + capacity + "; it must be 0 (no limit) or more.");
        }
        roles = Set.copyOf(roles);
        skills = java.util.Collections.unmodifiableSet(new TreeSet<>(skills));
        absences = List.copyOf(absences);
    }

    /** An active employee with these roles, no head, no team, no skills and no limit. */
    public static Employee of(String id, Role... roles) {
        return new Employee(id, Set.of(roles), null, null, Set.of(), 0, true, List.of());
    }

    /** The same under this head. */
    public Employee under(String headId) {
        return new Employee(id, roles, headId, team, skills, capacity, active, absences);
    }

    /** The same in this team. */
    public Employee team(String code) {
        return new Employee(id, roles, head, code, skills, capacity, active, absences);
    }

    /** The same with these skills. */
    public Employee skilled(String... codes) {
        return new Employee(id, roles, head, team, Set.of(codes), capacity, active, absences);
    }

    /** The same with at most so many open cards. */
    public Employee capacity(int openCards) {
        return new Employee(id, roles, head, team, skills, openCards, active, absences);
    }

    /** The same, but gone from the company. */
    public Employee left() {
        return new Employee(id, roles, head, team, skills, capacity, false, absences);
    }

    /** The same, away on these days, both included. */
    public Employee away(LocalDate from, LocalDate to) {
        var all = new java.util.ArrayList<>(absences);
        all.add(new Absence(from, to));
        return new Employee(id, roles, head, team, skills, capacity, active, all);
    }

    /** He or she as an actor, with all his or her roles. */
    public Actor actor() {
        return new Actor(id, Actor.Kind.EMPLOYEE, roles);
    }

    /** Whether he or she is away on this day. */
    public boolean isAwayOn(LocalDate day) {
        return absences.stream().anyMatch(a -> !day.isBefore(a.from()) && !day.isAfter(a.to()));
    }
}
