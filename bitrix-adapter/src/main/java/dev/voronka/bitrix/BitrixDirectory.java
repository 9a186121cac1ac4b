package dev.voronka.bitrix;

import dev.voronka.Role;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.Department;
import dev.voronka.bitrix.client.Priority;
import dev.voronka.bitrix.client.Repeatability;
import dev.voronka.bitrix.client.User;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.crm.CrmFailed;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The employees of a portal: who works there, in which department and under whom. Read when it is made and at each {@link
 * #refresh()}, which the host calls as often as it likes, say every ten minutes; in between nothing is asked. If the portal
 * is away at a refresh, what was known stays, and {@link #trouble()} says why. Thread-safe.
 *
 * <ul>
 *   <li>The id of an employee is what the mapping says of the user: {@code employees: {e1: 2}}, else the user's number.
 *   <li>Guests and other users who are no employees are left out; the dismissed are there, as not active.
 *   <li>The head is the head of the department, the first one if there are several; of a head, that of the department above.
 *       Departments without a head, or with a dismissed one, are passed over on the way up.
 *   <li>The team is the name of the department, or its number where two have the same name.
 *   <li>A portal does not know who does what in a sale: the host says so, or heads of departments are {@link Role#HEAD} and
 *       all others {@link Role#REP}. Skills, territories, limits and absences are not known there either.
 * </ul>
 *
 * <pre>{@code
 * var people = BitrixDirectory.of(client, mapping, Map.of("7", Set.of(Role.DIRECTOR)));
 * var voronka = Voronka.builder().people(people).crm(BitrixCrm.on(client, bound)).build();
 * timer.scheduleWithFixedDelay(people::refresh, 10, 10, MINUTES);
 * }</pre>
 *
 * <p>The webhook or app needs the scopes {@code user_basic} and {@code department}.
 */
public final class BitrixDirectory implements Directory {

    private static final Logger LOG = LoggerFactory.getLogger(BitrixDirectory.class);

    private static final int MOST_PAGES = 2_000;

    /** What was read last, and what has gone wrong since. */
    private record State(
            Directory people, Instant readAt, @Nullable CrmFailed trouble) {}

    private final BitrixClient client;
    private final Staff staff;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile State state;

    private BitrixDirectory(BitrixClient client, Staff staff, Clock clock) {
        this.client = client;
        this.staff = staff;
        this.clock = clock;
        this.state = new State(read(), clock.instant(), null);
    }

    /**
     * The employees of a portal; heads of departments are {@link Role#HEAD}, all others {@link Role#REP}.
     *
     * @param mapping says which user is which employee
     * @throws CrmFailed if the portal cannot be asked: nothing is known yet that could stay
     */
    public static BitrixDirectory of(BitrixClient client, Mapping mapping) {
        return of(client, mapping, Map.of());
    }

    /**
     * The same, where these employees have these roles and no others.
     *
     * @param roles by id of the employee
     */
    public static BitrixDirectory of(BitrixClient client, Mapping mapping, Map<String, Set<Role>> roles) {
        var said = Map.copyOf(roles);
        return of(client, mapping, said::get, Clock.systemUTC());
    }

    /**
     * The same with another clock, and roles from wherever the host keeps them.
     *
     * @param roles of an employee by id, asked at each reading; null for those that are usual
     */
    public static BitrixDirectory of(
            BitrixClient client, Mapping mapping, Function<String, @Nullable Set<Role>> roles, Clock clock) {
        return new BitrixDirectory(client, new Staff(mapping, roles), clock);
    }

    /**
     * Reads the portal anew. Takes some requests and blocks until they are answered; others see what was known meanwhile.
     *
     * @return whether it was read; if not, what was known stays, {@link #trouble()} says why, and it is logged
     */
    public boolean refresh() {
        reading.lock();
        try {
            state = new State(read(), clock.instant(), null);
            return true;
        } catch (CrmFailed away) {
            state = new State(state.people(), state.readAt(), away);
            LOG.warn(
                    "The employees of the portal could not be read; those of {} stay. {}",
                    state.readAt(),
                    away.getMessage());
            return false;
        } finally {
            reading.unlock();
        }
    }

    /** When the portal was read last. */
    public Instant readAt() {
        return state.readAt();
    }

    /** Why the last refresh has read nothing; empty if it has. */
    public Optional<CrmFailed> trouble() {
        return Optional.ofNullable(state.trouble());
    }

    @Override
    public Optional<Employee> find(String id) {
        return state.people().find(id);
    }

    @Override
    public Collection<Employee> all() {
        return state.people().all();
    }

    private Directory read() {
        try {
            var users = rows("user.get", Map.of("SORT", "ID", "ORDER", "ASC")).stream()
                    .map(User::of)
                    .toList();
            var departments = rows("department.get", Map.of()).stream()
                    .map(Department::of)
                    .toList();
            var employees = staff.employees(users, departments);
            if (employees.isEmpty()) {
                // An empty directory would check nothing any more.
                throw new CrmFailed(
                        "Bitrix24: user.get tells of no employees. Check which users the webhook's owner may see.",
                        true);
            }
            return Directory.of(employees);
        } catch (BitrixFailed failed) {
            throw Failures.told(failed, clock);
        }
    }

    private List<JsonNode> rows(String method, Map<String, String> order) {
        var rows = new ArrayList<JsonNode>();
        var start = 0;
        for (var page = 0; page < MOST_PAGES; page++) {
            var params = new LinkedHashMap<String, Object>(order);
            params.put("start", start);
            var answer = client.call(
                    Call.of(method, params).repeatable(Repeatability.FREELY).priority(Priority.SWEEP));
            rows.addAll(answer.result().values());
            var next = answer.next();
            if (next.isEmpty() || next.getAsInt() <= start) {
                return rows;
            }
            start = next.getAsInt();
        }
        throw new CrmFailed("Bitrix24: " + method + " does not come to an end after " + MOST_PAGES + " pages.", false);
    }

    /** Without persons. */
    @Override
    public String toString() {
        var now = state;
        return "BitrixDirectory[" + now.people().all().size() + " employees, read at " + now.readAt()
                + (now.trouble() == null ? "" : ", not refreshed since") + "]";
    }
}
