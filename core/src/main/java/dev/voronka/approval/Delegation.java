package dev.voronka.approval;

import dev.voronka.InvalidInput;
import dev.voronka.Role;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody approves instead of somebody else for a while.
 *
 * @param from who hands over, by id
 * @param roles what he or she approves as
 * @param to who approves instead, by id
 * @param first the first day, in the company's zone
 * @param last the last day, included
 */
public record Delegation(String from, SortedSet<Role> roles, String to, LocalDate first, LocalDate last) {

    /** Refuses a delegation to oneself and one that ends before it begins; keeps an unmodifiable copy. */
    public Delegation {
        if (from.equals(to)) {
            throw new InvalidInput("Employee " + from + " cannot hand approvals over to himself or herself.");
        }
        if (last.isBefore(first)) {
            throw new InvalidInput(
                    "A delegation must end after it begins, but it is " + first + " to " + last + "; swap the dates.");
        }
        var sorted = new TreeSet<>(Comparator.comparing(Role::code));
        sorted.addAll(roles);
        roles = Collections.unmodifiableSortedSet(sorted);
    }

    /** From one employee with these roles to another, both days included. */
    public static Delegation of(String from, Set<Role> roles, String to, LocalDate first, LocalDate last) {
        var sorted = new TreeSet<>(Comparator.comparing(Role::code));
        sorted.addAll(roles);
        return new Delegation(from, sorted, to, first, last);
    }

    /** Whether it holds on this day. */
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
