package dev.voronka.calendar;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calendars of a company: an employee's own, else that of the employee's team, else the company's; over it the
 * layers of the employee. Each {@code with} gives a new one; safe for any number of threads if the functions given are.
 *
 * <pre>{@code
 * Calendars calendars = Calendars.russian()
 *         .withTeams(employee -> teams.get(employee))
 *         .withTeam("kamchatka", OfficeHours.in(RussianZone.KAMCHATKA.zone()).following(ProductionCalendar.russia()))
 *         .withLayers(employee -> absences.get(employee));
 * }</pre>
 */
public final class CompanyCalendars implements Calendars {
    private final OfficeHours company;
    private final @Nullable Function<String, @Nullable String> teamOf;
    private final @Nullable Function<String, @Nullable CalendarLayer> layerOf;
    private final Map<String, OfficeHours> teams;
    private final Map<String, OfficeHours> employees;

    /** What came of an employee's layer last time, for a layer that has not changed since. */
    private final Map<String, Layered> layered = new ConcurrentHashMap<>();

    private record Layered(OfficeHours below, CalendarLayer layer, OfficeHours calendar) {}

    CompanyCalendars(OfficeHours company) {
        this(company, null, null, Map.of(), Map.of());
    }

    private CompanyCalendars(
            OfficeHours company,
            @Nullable Function<String, @Nullable String> teamOf,
            @Nullable Function<String, @Nullable CalendarLayer> layerOf,
            Map<String, OfficeHours> teams,
            Map<String, OfficeHours> employees) {
        this.company = company;
        this.teamOf = teamOf;
        this.layerOf = layerOf;
        this.teams = teams;
        this.employees = employees;
    }

    /**
     * Who is in which team.
     *
     * @param team from an employee's id to a team's; null for an employee without a team. Asked at each reckoning, so
     *     it must answer from memory
     */
    public CompanyCalendars withTeams(Function<String, @Nullable String> team) {
        return new CompanyCalendars(company, team, layerOf, teams, employees);
    }

    /** The calendar of a team, instead of the company's. */
    public CompanyCalendars withTeam(String team, OfficeHours calendar) {
        return new CompanyCalendars(company, teamOf, layerOf, put(teams, team, calendar), employees);
    }

    /** The calendar of an employee, instead of the team's. */
    public CompanyCalendars withEmployee(String employee, OfficeHours calendar) {
        return new CompanyCalendars(company, teamOf, layerOf, teams, put(employees, employee, calendar));
    }

    /**
     * What employees have different from the calendar that is theirs otherwise, such as absences.
     *
     * @param layer from an employee's id; null for nothing. Asked at each reckoning, so it must answer from memory; what
     *     it says next time holds next time
     */
    public CompanyCalendars withLayers(Function<String, @Nullable CalendarLayer> layer) {
        return new CompanyCalendars(company, teamOf, layer, teams, employees);
    }

    /**
     * The same with what a directory of employees knows, each where {@link #withTeams} or {@link #withLayers} has not been
     * said.
     *
     * @param team as in {@link #withTeams}
     * @param layer as in {@link #withLayers}
     */
    public CompanyCalendars orElse(
            Function<String, @Nullable String> team, Function<String, @Nullable CalendarLayer> layer) {
        return new CompanyCalendars(
                company, teamOf == null ? team : teamOf, layerOf == null ? layer : layerOf, teams, employees);
    }

    @Override
    public OfficeHours of(@Nullable String employee) {
        if (employee == null) {
            return company;
        }
        OfficeHours below = below(employee);
        CalendarLayer layer = layerOf == null ? null : layerOf.apply(employee);
        if (layer == null) {
            layered.remove(employee);
            return below;
        }
        Layered known = layered.get(employee);
        if (known == null || !known.below().equals(below) || !known.layer().equals(layer)) {
            known = new Layered(below, layer, below.with(layer));
            layered.put(employee, known);
        }
        return known.calendar();
    }

    private OfficeHours below(String employee) {
        OfficeHours own = employees.get(employee);
        if (own != null) {
            return own;
        }
        String team = teamOf == null ? null : teamOf.apply(employee);
        OfficeHours shared = team == null ? null : teams.get(team);
        return shared == null ? company : shared;
    }

    private static Map<String, OfficeHours> put(Map<String, OfficeHours> some, String id, OfficeHours calendar) {
        Map<String, OfficeHours> all = new HashMap<>(some);
        all.put(id, calendar);
        return Map.copyOf(all);
    }
}
