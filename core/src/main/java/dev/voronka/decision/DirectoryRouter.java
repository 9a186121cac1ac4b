package dev.voronka.decision;

import dev.voronka.InvalidInput;
import dev.voronka.RingStep;
import dev.voronka.calendar.Calendars;
import dev.voronka.decision.Assignment.Considered;
import dev.voronka.decision.Assignment.Why;
import dev.voronka.lookup.OpenCards;
import dev.voronka.lookup.Rings;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds who gets a card among the employees of the directory: those who cannot take it are left out, the others are
 * ranked by the request's strategy. With the same people throughout, a round robin's shares differ by one card at most.
 * Thread-safe.
 */
public final class DirectoryRouter implements Router {

    private final Directory directory;
    private final OpenCards openCards;
    private final Rings rings;
    private final Function<String, ZoneId> zones;

    /** A router over this directory; absences are dates in the zone. */
    public DirectoryRouter(Directory directory, OpenCards openCards, Rings rings, ZoneId zone) {
        this(directory, openCards, rings, (String employee) -> zone);
    }

    /** A router over this directory; absences are dates in the zone of the employee's calendar. */
    public DirectoryRouter(Directory directory, OpenCards openCards, Rings rings, Calendars calendars) {
        this(
                directory,
                openCards,
                rings,
                (String employee) -> calendars.of(employee).zone());
    }

    private DirectoryRouter(Directory directory, OpenCards openCards, Rings rings, Function<String, ZoneId> zones) {
        this.directory = directory;
        this.openCards = openCards;
        this.rings = rings;
        this.zones = zones;
    }

    /**
     * Finds who gets the card.
     *
     * @throws InvalidInput if nobody at all has the role or one of the overflow roles: the directory is incomplete
     */
    @Override
    public Assignment answer(RoutingRequest request) {
        var able = new ArrayList<Employee>();
        var unable = new ArrayList<Considered>();
        Map<String, Integer> load = new HashMap<>();
        for (var employee : directory.with(request.role())) {
            var open = openCards
                    .answer(new OpenCards.Asked(request.process(), employee.id()))
                    .cards();
            load.put(employee.id(), open);
            var why = whyNot(employee, request, open);
            if (why == Why.TAKEN) {
                able.add(employee);
            } else {
                unable.add(new Considered(employee.id(), why, open));
            }
        }
        if (able.isEmpty()) {
            return new Assignment(head(request), true, unable, null);
        }
        var standing = rings.answer(new Rings.Asked(request.ring()));
        able.sort(order(request, able, standing, load));
        var considered = new ArrayList<Considered>();
        able.forEach(e -> considered.add(
                new Considered(e.id(), considered.isEmpty() ? Why.TAKEN : Why.NOT_BEST, load.getOrDefault(e.id(), 0))));
        considered.addAll(unable);
        var taken = able.get(0).id();
        return new Assignment(taken, false, considered, new RingStep(request.ring(), standing.turns(), taken));
    }

    private Why whyNot(Employee employee, RoutingRequest request, int open) {
        if (request.excluded().contains(employee.id())) {
            return Why.HAD_IT;
        }
        if (request.skill() != null && !employee.skills().contains(request.skill())) {
            return Why.NO_SKILL;
        }
        if (isAway(employee, request)) {
            return Why.AWAY;
        }
        return employee.capacity() > 0 && open >= employee.capacity() ? Why.FULL : Why.TAKEN;
    }

    private boolean isAway(Employee employee, RoutingRequest request) {
        return employee.isAwayOn(request.at().atZone(zones.apply(employee.id())).toLocalDate());
    }

    private static Comparator<Employee> order(
            RoutingRequest request, List<Employee> able, Rings.Standing standing, Map<String, Integer> load) {
        var last = standing.last();
        Comparator<Employee> inTurn = Comparator.<Employee, Boolean>comparing(
                        e -> last != null && e.id().compareTo(last) <= 0)
                .thenComparing(Employee::id);
        var most = Math.max(1, able.stream().mapToInt(Employee::capacity).max().orElse(1));
        return switch (request.strategy()) {
            case ROUND_ROBIN -> inTurn;
            case LEAST_LOADED ->
                Comparator.<Employee>comparingDouble(
                                e -> load.getOrDefault(e.id(), 0) / (double) (e.capacity() == 0 ? most : e.capacity()))
                        .thenComparing(inTurn);
        };
    }

    /** The first head at work; if all are away, the first of them, who will find it. */
    private String head(RoutingRequest request) {
        var away = new ArrayList<Employee>();
        for (var role : request.overflow()) {
            var heads = directory.with(role);
            var present = heads.stream().filter(e -> !isAway(e, request)).findFirst();
            if (present.isPresent()) {
                return present.get().id();
            }
            away.addAll(heads);
        }
        if (!away.isEmpty()) {
            return away.get(0).id();
        }
        throw new InvalidInput("Nobody can get this card: the directory has no active " + request.role()
                + " who can take it and nobody with one of the overflow roles " + request.overflow()
                + ". Add them: Voronka.builder().people(Directory.of(…)).");
    }
}
