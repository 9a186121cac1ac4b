package dev.voronka.decision;

import dev.voronka.Role;
import dev.voronka.calendar.Calendars;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.lookup.OpenCards;
import dev.voronka.lookup.Rings;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rings and loads that nodes share, as a store keeps them: a step is written only if its ring stands as it was seen. */
final class Desk {

    static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    /** Tuesday, 24 November 2026, half past noon in Moscow. */
    static final Instant NOON = Instant.parse("2026-11-24T09:30:00Z");

    final Map<String, Rings.Standing> rings = new HashMap<>();
    final Map<String, Integer> load = new HashMap<>();
    final Map<String, Map<String, Integer>> loadByStage = new HashMap<>();
    List<Employee> staff = List.of();
    Instant now = NOON;

    /** What happens just before a ring is looked at: the place where tests let another node in. */
    Runnable beforeRing = () -> {};

    int ringsAsked;

    static Desk of(Employee... staff) {
        return of(List.of(staff));
    }

    static Desk of(List<Employee> staff) {
        var desk = new Desk();
        desk.staff = staff;
        return desk;
    }

    /** A router of one node: another one has the same rings, loads and people. */
    DirectoryRouter node() {
        return new DirectoryRouter(new People(), this::openCards, this::ring, Calendars.same(OfficeHours.in(MOSCOW)));
    }

    private Rings.Standing ring(Rings.Asked asked) {
        ringsAsked++;
        beforeRing.run();
        return rings.getOrDefault(asked.ring(), new Rings.Standing(0, null));
    }

    RoutingRequest request() {
        return RoutingRequest.of("incoming-lead", "ring", Role.REP, now);
    }

    /** Whether the assignment could be written; nothing of it is if not. */
    boolean writes(Assignment assignment) {
        for (var step : assignment.ringSteps()) {
            var standing = rings.getOrDefault(step.ring(), new Rings.Standing(0, null));
            if (standing.turns() != step.seen()) {
                return false;
            }
        }
        assignment.ringSteps().forEach(s -> rings.put(s.ring(), new Rings.Standing(s.seen() + 1, s.taken())));
        load.merge(assignment.employee(), 1, Integer::sum);
        return true;
    }

    Assignment gives(DirectoryRouter node, RoutingRequest request) {
        var assignment = node.answer(request);
        if (!writes(assignment)) {
            throw new AssertionError("nobody else was there, but a ring stands otherwise: " + assignment);
        }
        return assignment;
    }

    Assignment gives(RoutingRequest request) {
        return gives(node(), request);
    }

    List<String> gives(RoutingRequest request, int cards) {
        var given = new ArrayList<String>();
        for (var i = 0; i < cards; i++) {
            given.add(gives(request).employee());
        }
        return given;
    }

    private OpenCards.Count openCards(OpenCards.Asked asked) {
        var byStage = loadByStage.get(asked.employee());
        return byStage == null
                ? new OpenCards.Count(load.getOrDefault(asked.employee(), 0))
                : new OpenCards.Count(
                        byStage.values().stream().mapToInt(Integer::intValue).sum(), new java.util.TreeMap<>(byStage));
    }

    private final class People implements Directory {
        @Override
        public Optional<Employee> find(String id) {
            return staff.stream().filter(e -> e.id().equals(id)).findFirst();
        }

        @Override
        public Collection<Employee> all() {
            return staff;
        }
    }
}
