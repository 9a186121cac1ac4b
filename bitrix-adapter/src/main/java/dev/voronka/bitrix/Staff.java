package dev.voronka.bitrix;

import dev.voronka.Role;
import dev.voronka.bitrix.client.Department;
import dev.voronka.bitrix.client.User;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.people.Employee;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes employees of the users and departments of a portal. Thread-safe if its function is. */
final class Staff {

    private static final Logger LOG = LoggerFactory.getLogger(Staff.class);

    private final Mapping mapping;
    private final Function<String, @Nullable Set<Role>> roles;

    Staff(Mapping mapping, Function<String, @Nullable Set<Role>> roles) {
        this.mapping = mapping;
        this.roles = roles;
    }

    /** In the order of the users. */
    List<Employee> employees(List<User> users, List<Department> departments) {
        var reading = new Reading(users, departments);
        var employees = new ArrayList<Employee>();
        reading.ids.forEach((user, id) -> employees.add(reading.employee(user, id)));
        if (reading.left > 0) {
            LOG.warn(
                    "{} users of the portal are no employees here: their number is the id that the mapping gives to another"
                            + " user. Name them under \"employees\" too.",
                    reading.left);
        }
        return employees;
    }

    /** One state of the portal. */
    private final class Reading {
        private final Map<Long, User> users = new LinkedHashMap<>();
        private final Map<Long, Department> departments = new LinkedHashMap<>();
        private final Map<Long, String> ids = new LinkedHashMap<>();
        private final Map<String, Integer> names = new HashMap<>();
        private int left;

        private Reading(List<User> allUsers, List<Department> allDepartments) {
            for (var user : allUsers) {
                if (user.id() > 0 && (user.type().isEmpty() || user.type().equals("employee"))) {
                    users.put(user.id(), user);
                    mapping.employeeOf(user.id()).ifPresentOrElse(id -> ids.put(user.id(), id), () -> left++);
                }
            }
            for (var department : allDepartments) {
                departments.put(department.id(), department);
                names.merge(department.name(), 1, Integer::sum);
            }
        }

        private Employee employee(long number, String id) {
            var user = users.get(number);
            var home = home(number);
            var head = home == null ? null : head(number, home);
            var said = roles.apply(id);
            return new Employee(
                    id,
                    said != null ? said : Set.of(headed(number) == null ? Role.REP : Role.HEAD),
                    head,
                    home == null ? null : team(home),
                    Set.of(),
                    0,
                    user != null && user.active(),
                    List.of());
        }

        /** The topmost of the departments that the user is at the head of; else the first one that he or she is in. */
        private @Nullable Department home(long user) {
            var headed = headed(user);
            if (headed != null) {
                return headed;
            }
            var known = users.get(user);
            return known == null
                    ? null
                    : known.departments().stream()
                            .filter(departments::containsKey)
                            .findFirst()
                            .map(departments::get)
                            .orElse(null);
        }

        /** Going up from the topmost one, nobody comes to be above his or her own head. */
        private @Nullable Department headed(long user) {
            @Nullable Department topmost = null;
            for (var department : departments.values()) {
                if (department.headId() == user
                        && (topmost == null
                                || above(department).size() < above(topmost).size())) {
                    topmost = department;
                }
            }
            return topmost;
        }

        private @Nullable String head(long user, Department home) {
            for (var department : above(home)) {
                var head = department.headId();
                var known = users.get(head);
                if (head != user && known != null && known.active() && ids.containsKey(head)) {
                    return ids.get(head);
                }
            }
            return null;
        }

        /** The department and those above it; a circle, which a portal should not have, is gone round once. */
        private List<Department> above(Department department) {
            var chain = new ArrayList<Department>();
            var seen = new HashSet<Long>();
            for (var at = department; at != null && seen.add(at.id()); at = departments.get(at.parentId())) {
                chain.add(at);
            }
            return chain;
        }

        private String team(Department department) {
            var name = department.name().strip();
            return name.isEmpty() || names.getOrDefault(department.name(), 0) > 1
                    ? String.valueOf(department.id())
                    : name;
        }
    }
}
