package dev.voronka;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Who does something: an employee, or a part of the system such as a web form or a timer.
 *
 * @param id the employee's id in the host's directory, or the system part's name
 * @param kind whether that is a person or not
 * @param roles what the actor may act as
 */
public record Actor(String id, Kind kind, Set<Role> roles) {

    /** What an actor is. */
    public enum Kind {
        /** A person of the company. */
        EMPLOYEE,
        /** A program: a form, a timer, an import. */
        SYSTEM
    }

    /** voronka's own timers and wake-ups. */
    public static final Actor TIMER = system("timer");

    /** A linked card, by way of the department. */
    public static final Actor LINK = system("link");

    /** Refuses a blank id and one with control characters. */
    public Actor {
        if (id == null || id.isBlank() || id.codePoints().anyMatch(Actor::isUnfit)) {
            throw new InvalidInput(
                    "An actor needs an id that is not blank and has no control characters or halves of characters.");
        }
        roles = Set.copyOf(roles);
    }

    /** A code point that is a surrogate stands alone. */
    private static boolean isUnfit(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }

    /** An employee with the roles in which he or she acts now. */
    public static Actor employee(String id, Role... roles) {
        return new Actor(id, Kind.EMPLOYEE, new HashSet<>(Arrays.asList(roles)));
    }

    /** A program, with no roles. */
    public static Actor system(String name) {
        return new Actor(name, Kind.SYSTEM, Set.of());
    }

    /** Whether the actor has this role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    @Override
    public String toString() {
        var name = kind == Kind.SYSTEM ? "system:" + id : id;
        if (roles.isEmpty()) {
            return name;
        }
        return name
                + (roles.size() == 1
                        ? "[" + roles.iterator().next() + "]"
                        : roles.stream().map(Role::code).sorted().toList().toString());
    }
}
