package dev.voronka.people;

import dev.voronka.InvalidInput;
import dev.voronka.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The port that knows the employees. Only reads; thread-safe. */
public interface Directory {

    /** The employee with this id. */
    Optional<Employee> find(String id);

    /** All employees, those who have left included, in an order that does not change. */
    Collection<Employee> all();

    /** Whether anybody is known at all; an empty directory checks nothing. */
    default boolean isEmpty() {
        return all().isEmpty();
    }

    /** Those who have this role and work here still. */
    default List<Employee> with(Role role) {
        return all().stream()
                .filter(e -> e.active() && e.roles().contains(role))
                .toList();
    }

    /** Those who are in this team, those who have left included: cards may still be theirs. */
    default List<Employee> inTeam(String team) {
        return all().stream().filter(e -> team.equals(e.team())).toList();
    }

    /** A directory that knows nobody. */
    static Directory empty() {
        return of();
    }

    /**
     * A directory of these employees.
     *
     * @throws InvalidInput if an id is given twice, or a head is not among them
     */
    static Directory of(Employee... employees) {
        return of(Arrays.asList(employees));
    }

    /**
     * A directory of these employees.
     *
     * @throws InvalidInput if an id is given twice, or a head is not among them
     */
    static Directory of(Collection<Employee> employees) {
        Map<String, Employee> byId = new LinkedHashMap<>();
        employees.forEach(e -> {
            if (byId.put(e.id(), e) != null) {
                throw new InvalidInput("The directory has two employees with the id " + e.id() + ".");
            }
        });
        employees.forEach(e -> {
            if (e.head() != null && !byId.containsKey(e.head())) {
                throw new InvalidInput("The head " + e.head() + " of employee " + e.id() + " is not in the directory.");
            }
        });
        var all = List.copyOf(byId.values());
        return new Directory() {
            @Override
            public Optional<Employee> find(String id) {
                return Optional.ofNullable(byId.get(id));
            }

            @Override
            public Collection<Employee> all() {
                return all;
            }
        };
    }
}
