package dev.voronka.decision;

import dev.voronka.InvalidInput;
import dev.voronka.RingStep;
import dev.voronka.decision.Assignment.Considered;
import dev.voronka.decision.Assignment.Way;
import dev.voronka.decision.Assignment.Why;
import dev.voronka.decision.Sieve.Judged;
import dev.voronka.people.Employee;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One request on its way: filter, rank, rules, and somebody in the end. */
final class Routing {

    private final DirectoryRouter router;
    private final RoutingRequest request;
    private final Limits limits;
    private final Sieve sieve;

    Routing(DirectoryRouter router, RoutingRequest request) {
        this.router = router;
        this.request = request;
        this.limits = new Limits(router.rings, request.process());
        var duty = request.duty();
        this.sieve = new Sieve(
                request,
                router.openCards,
                limits,
                router.calendars,
                duty == null ? Set.of() : Set.copyOf(onDuty(duty)));
    }

    Assignment assignment() {
        var staff = router.directory.with(request.role());
        var judged = staff.stream().map(sieve::judged).toList();
        var able = judged.stream().filter(Judged::isAble).toList();
        var unable = judged.stream().filter(j -> !j.isAble()).toList();
        var again = unable.stream().anyMatch(j -> j.why() == Why.HAD_IT);
        var ring = Ranking.ring(request, staff, able, again);
        var ranking = new Ranking(request, able, router.rings, ring);
        var advised = new Advised(router.rules, request, ranking.order(), unable, router.directory);

        if (advised.force() != null) {
            var forced = advised.forced(sieve);
            var others = others(ranking.order(), unable, forced.stream().toList(), advised);
            return forced.map(f -> taken(f, List.of(f), others, null, Way.FORCED, advised))
                    .orElseGet(() -> overflowed(others, advised));
        }
        if (advised.queue() != null) {
            return queued(ranking.order(), unable, advised);
        }
        var free =
                ranking.order().stream().filter(j -> !advised.isVetoed(j.id())).toList();
        var vetoed = ranking.order().stream()
                .filter(j -> advised.isVetoed(j.id()))
                .map(advised::vetoed)
                .toList();
        var hindered = Stream.concat(vetoed.stream(), unable.stream()).toList();
        return free.isEmpty()
                ? overflowed(hindered, advised)
                : best(
                        free,
                        hindered,
                        vetoed.isEmpty() ? ranking : ranked(free, Ranking.without(request, ring)),
                        ring,
                        advised);
    }

    /**
     * Whether who gets the card is still not full. Loads are counted before the ring is looked at; what others have written in
     * between would go unnoticed. What they write after it moves the ring on.
     */
    boolean stillHolds(Assignment assignment) {
        return assignment.overflowed()
                || router.directory
                        .find(assignment.employee())
                        .filter(e -> e.capacity() > 0 && Sieve.isFull(sieve.loaded(e)))
                        .isEmpty();
    }

    private Ranking ranked(List<Judged> people, String ring) {
        return new Ranking(request, people, router.rings, ring);
    }

    /** The best of those who are left, whom rules prefer first. */
    private Assignment best(List<Judged> free, List<Judged> hindered, Ranking ranking, String ring, Advised advised) {
        var most = free.stream().mapToLong(advised::points).max().orElse(0);
        var preferred = free.stream().filter(j -> advised.points(j) == most).toList();
        var first = preferred.size() == free.size() ? ranking : ranked(preferred, Ranking.among(ring, preferred));
        var rest = ranking.order().stream()
                .filter(j -> advised.points(j) < most)
                .sorted(Comparator.comparingLong((Judged j) -> advised.points(j))
                        .reversed())
                .toList();
        var order = Stream.concat(first.order().stream(), rest.stream()).toList();
        var best = order.get(0);
        var others = Stream.concat(
                        order.stream()
                                .skip(1)
                                .map(j -> j.but(
                                        Why.NOT_BEST,
                                        "@routing.by." + (advised.points(j) < most ? "rules" : first.edge(best, j)))),
                        hindered.stream())
                .toList();
        // Whom rules alone or the client's history chose had no turn.
        var isTurn = !first.isOwners() && (first == ranking || preferred.size() > 1);
        return taken(best, order, others, isTurn ? step(first, best) : null, Way.RANKED, advised);
    }

    private Assignment queued(List<Judged> order, List<Judged> unable, Advised advised) {
        var name = Objects.requireNonNull(advised.queue()).who();
        var people = advised.queued(sieve, queue(name));
        var able = people.stream().filter(Judged::isAble).toList();
        var others = others(order, unable, people, advised);
        if (able.isEmpty()) {
            return overflowed(Stream.concat(people.stream(), others.stream()).toList(), advised);
        }
        var ranking = ranked(able, request.ring() + "/queue/" + name);
        var best = ranking.order().get(0);
        var rest =
                ranking.order().stream().skip(1).map(j -> j.but(Why.NOT_BEST, "@routing.by." + ranking.edge(best, j)));
        var hindered = people.stream().filter(j -> !j.isAble());
        return taken(
                best,
                ranking.order(),
                Stream.of(rest, hindered, others.stream()).flatMap(s -> s).toList(),
                ranking.isOwners() ? null : step(ranking, best),
                Way.QUEUE,
                advised);
    }

    /** Those who are not among the people that a rule named. */
    private static List<Judged> others(List<Judged> able, List<Judged> unable, List<Judged> named, Advised advised) {
        var ids = new TreeSet<>(named.stream().map(Judged::id).toList());
        return Stream.concat(
                        able.stream().map(advised::vetoed).map(j -> j.isAble() ? j.but(Why.NOT_NAMED) : j),
                        unable.stream())
                .filter(j -> !ids.contains(j.id()))
                .toList();
    }

    private static RingStep step(Ranking ranking, Judged taken) {
        return new RingStep(ranking.ring(), ranking.standing().turns(), taken.id());
    }

    private Assignment taken(
            Judged best, List<Judged> order, List<Judged> others, @Nullable RingStep step, Way way, Advised advised) {
        var considered = new ArrayList<Considered>();
        considered.add(best.considered());
        others.forEach(j -> considered.add(j.considered()));
        var offers = request.offers() == null ? 1 : request.offers();
        return new Assignment(
                best.id(),
                false,
                considered,
                step,
                limits.steps(best.employee(), sieve.today(best.employee())),
                offers == 1 || order.size() == 1
                        ? List.of()
                        : order.stream().limit(offers).map(Judged::id).toList(),
                advised.heard(),
                way,
                advised.ruling());
    }

    private Assignment overflowed(List<Judged> unable, Advised advised) {
        var policy = request.otherwise();
        var onDuty = policy == null || policy.roster().isEmpty() ? List.<String>of() : onDuty(policy.roster());
        var found =
                new Spill(request, router.directory, router.calendars, sieve, advised::isVetoed).found(unable, onDuty);
        return new Assignment(
                found.employee(),
                true,
                unable.stream().map(Judged::considered).toList(),
                null,
                List.of(),
                List.of(),
                advised.heard(),
                found.way(),
                advised.ruling());
    }

    private List<String> onDuty(String roster) {
        var known = router.rosters.get(roster);
        if (known == null) {
            throw new InvalidInput("There is no duty roster \"" + roster + "\"; known are "
                    + new TreeSet<>(router.rosters.keySet()) + ". Name one by DirectoryRouter.roster(…).");
        }
        return known.onDuty(request.at());
    }

    /** The people of a queue: a roster's who are on duty, or a team's; empty if there is no such queue. */
    private Optional<List<String>> queue(String name) {
        var roster = router.rosters.get(name);
        if (roster != null) {
            return Optional.of(roster.onDuty(request.at()));
        }
        var team = router.directory.inTeam(name).stream().map(Employee::id).toList();
        return team.isEmpty() ? Optional.empty() : Optional.of(team);
    }
}
