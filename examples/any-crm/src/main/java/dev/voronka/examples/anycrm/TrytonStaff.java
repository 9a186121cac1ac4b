package dev.voronka.examples.anycrm;

import dev.voronka.crm.CrmFailed;
import dev.voronka.crm.CrmPerson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who our employees are in Tryton. Each has a user of its own there, and this user an employee: the user does things, the
 * employee answers for opportunities. Thread-safe.
 */
final class TrytonStaff {

    /** The user that Tryton's own jobs run as. */
    private static final int ROOT = 0;

    /** What was read, in both directions. */
    private record Seen(
            Map<String, Integer> employees,
            Map<Integer, String> oursByEmployee,
            Map<Integer, String> oursByUser,
            Map<String, String> names,
            @Nullable Integer nobody) {}

    private final TrytonClient client;
    private final Map<String, String> logins;
    private final String nobodyCode;
    private volatile @Nullable Seen seen;

    /**
     * Asks nothing yet.
     *
     * @param logins the login in Tryton of each of our employees, by our id
     * @param nobodyCode the code of the party of the employee who stands for nobody; empty if there is none
     */
    TrytonStaff(TrytonClient client, Map<String, String> logins, String nobodyCode) {
        this.client = client;
        this.logins = Map.copyOf(logins);
        this.nobodyCode = nobodyCode;
    }

    /** Reads anew who is who. */
    void refresh() {
        seen = look();
    }

    private Seen seen() {
        var now = seen;
        if (now == null) {
            now = look();
            seen = now;
        }
        return now;
    }

    private Seen look() {
        var ours = new HashMap<String, String>();
        logins.forEach((id, login) -> ours.put(login, id));
        var employees = new HashMap<String, Integer>();
        var byEmployee = new HashMap<Integer, String>();
        var byUser = new HashMap<Integer, String>();
        var names = new HashMap<String, String>();
        var users = client.call(
                "res.user",
                "search_read",
                List.of(List.of("login", "in", List.copyOf(ours.keySet()))),
                0,
                ours.size() + 1,
                List.of(),
                List.of("login", "employee", "employee.rec_name"));
        for (var user : users) {
            var id = ours.get(user.path("login").asString(""));
            if (id == null) {
                continue;
            }
            byUser.put(user.path("id").asInt(), id);
            if (user.path("employee").isNumber()) {
                employees.put(id, user.path("employee").asInt());
                byEmployee.put(user.path("employee").asInt(), id);
                names.put(id, user.path("employee.").path("rec_name").asString(id));
            }
        }
        return new Seen(employees, byEmployee, byUser, names, nobody());
    }

    private @Nullable Integer nobody() {
        if (nobodyCode.isEmpty()) {
            return null;
        }
        var found = client.call(
                "company.employee",
                "search",
                List.of(List.of("party.code", "=", nobodyCode), List.of("company", "=", client.company())),
                0,
                1,
                List.of());
        if (found.isEmpty()) {
            throw new CrmFailed(
                    "Tryton has no employee whose party has the code \"" + nobodyCode + "\", who stands for nobody."
                            + " Make one, or give another code.",
                    true);
        }
        return found.get(0).asInt();
    }

    /** Tryton's employee for ours; for nobody and strangers the one who stands for nobody, or null. */
    @Nullable
    Integer employee(@Nullable String ours) {
        var all = seen();
        var known = ours == null ? null : all.employees().get(ours);
        return known == null ? all.nobody() : known;
    }

    /** Our employee for Tryton's; null if it is none of ours. */
    @Nullable
    String ours(int employee) {
        return seen().oursByEmployee().get(employee);
    }

    /** Whether this employee of Tryton stands for nobody. */
    boolean isNobody(int employee) {
        var nobody = seen().nobody();
        return nobody != null && nobody == employee;
    }

    /** Who a user of Tryton is. */
    CrmPerson person(int user) {
        var id = String.valueOf(user);
        if (user == ROOT || user == client.user()) {
            return CrmPerson.program(id);
        }
        var ours = seen().oursByUser().get(user);
        return ours == null ? CrmPerson.stranger(id) : CrmPerson.employee(id, ours);
    }

    /** What Tryton calls our employee; empty if nothing was read yet: nobody waits for a name. */
    Optional<String> name(String ours) {
        var now = seen;
        return now == null ? Optional.empty() : Optional.ofNullable(now.names().get(ours));
    }
}
