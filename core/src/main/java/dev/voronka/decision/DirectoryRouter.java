package dev.voronka.decision;

import dev.voronka.InvalidInput;
import dev.voronka.calendar.Calendars;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.lookup.OpenCards;
import dev.voronka.lookup.Rings;
import dev.voronka.people.Directory;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Finds who gets a card among the employees of the directory: those who cannot take it are left out, the others are ranked,
 * and rules may prefer, veto or force. With the same people throughout, a round robin's shares differ by one card at most.
 * Each verb gives another router. Thread-safe.
 *
 * <pre>{@code
 * router.ruledBy(rules)
 *         .roster("support", DutyRoster.weekly(zone, monday, List.of("anna", "boris")))
 *         .asking(r -> r.role().equals(Role.REP) ? r.inWorkingHours().otherwise(Overflow.duty("support")) : r)
 * }</pre>
 */
public final class DirectoryRouter implements Router {

    /** How often a card is routed anew because others have filled up the one who would get it. */
    private static final int TRIES = 5;

    final Directory directory;
    final OpenCards openCards;
    final Rings rings;
    final Calendars calendars;
    final RoutingRules rules;
    final Map<String, DutyRoster> rosters;
    private final UnaryOperator<RoutingRequest> asking;

    /** A router over this directory; absences are dates in the zone, in which the office works its usual hours. */
    public DirectoryRouter(Directory directory, OpenCards openCards, Rings rings, ZoneId zone) {
        this(directory, openCards, rings, Calendars.same(OfficeHours.in(zone)));
    }

    /** A router over this directory; absences and hours are those of the employee's calendar. */
    public DirectoryRouter(Directory directory, OpenCards openCards, Rings rings, Calendars calendars) {
        this(directory, openCards, rings, calendars, RoutingRules.NONE, Map.of(), UnaryOperator.identity());
    }

    private DirectoryRouter(
            Directory directory,
            OpenCards openCards,
            Rings rings,
            Calendars calendars,
            RoutingRules rules,
            Map<String, DutyRoster> rosters,
            UnaryOperator<RoutingRequest> asking) {
        this.directory = directory;
        this.openCards = openCards;
        this.rings = rings;
        this.calendars = calendars;
        this.rules = rules;
        this.rosters = Map.copyOf(rosters);
        this.asking = asking;
    }

    /** The same where these rules have their say. */
    public DirectoryRouter ruledBy(RoutingRules saying) {
        return new DirectoryRouter(directory, openCards, rings, calendars, saying, rosters, asking);
    }

    /** The same with a roster of this name. Requests, overflow policies and rules may name it; for rules it is a queue. */
    public DirectoryRouter roster(String name, DutyRoster roster) {
        var all = new HashMap<>(rosters);
        all.put(name, roster);
        return new DirectoryRouter(directory, openCards, rings, calendars, rules, all, asking);
    }

    /** The same, but each request is changed first: that is how a company says its own strategy, limits and overflow. */
    public DirectoryRouter asking(UnaryOperator<RoutingRequest> changed) {
        return new DirectoryRouter(
                directory, openCards, rings, calendars, rules, rosters, r -> changed.apply(asking.apply(r)));
    }

    /**
     * Finds who gets the card.
     *
     * @throws InvalidInput if nobody at all has the role or one of the overflow roles, or a roster is not known: the set-up
     *     is incomplete
     */
    @Override
    public Assignment answer(RoutingRequest request) {
        var asked = asking.apply(request);
        var routing = new Routing(this, asked);
        var assignment = routing.assignment();
        for (var tries = 1; tries < TRIES && !routing.stillHolds(assignment); tries++) {
            routing = new Routing(this, asked);
            assignment = routing.assignment();
        }
        return assignment;
    }
}
