package dev.voronka.decision;

import dev.voronka.decision.RoutingRequest.Strategy;
import dev.voronka.decision.Sieve.Judged;
import dev.voronka.lookup.Rings;
import dev.voronka.people.Employee;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of those who can take a card: the client's last owner, then whose territory fits most closely, then who has more
 * of the skills wished for, then by the strategy.
 */
final class Ranking {

    /** So long that there is room in the store's 190 letters for what is put behind it. */
    private static final int LONGEST = 150;

    private final RoutingRequest request;
    private final List<Judged> order;
    private final Rings.Standing standing;
    private final String ring;
    private final int mostCapacity;
    private final Map<String, Integer> turns = new HashMap<>();

    /** The order of these by this ring. */
    Ranking(RoutingRequest request, List<Judged> able, Rings rings, String ring) {
        this.request = request;
        this.ring = ring;
        this.standing = rings.answer(new Rings.Asked(ring));
        this.mostCapacity = Math.max(
                1, able.stream().mapToInt(j -> j.employee().capacity()).max().orElse(1));
        var best = best(able);
        inTurn(best).forEach(id -> turns.put(id, turns.size()));
        this.order = new ArrayList<>(able);
        order.sort(byWishes()
                .thenComparing(byStrategy())
                .thenComparingInt(j -> turns.getOrDefault(j.id(), Integer.MAX_VALUE))
                .thenComparing(Judged::id));
    }

    /** Best first. */
    List<Judged> order() {
        return order;
    }

    String ring() {
        return ring;
    }

    Rings.Standing standing() {
        return standing;
    }

    /** Whether somebody has the card by being the client's last owner: that is nobody's turn. */
    boolean isOwners() {
        return !order.isEmpty() && order.get(0).id().equals(request.lastOwner());
    }

    /** Why the first is better than another one, as the code of a text. */
    String edge(Judged first, Judged other) {
        if (isOwner(first) != isOwner(other)) {
            return "owner";
        }
        if (closeness(first) != closeness(other)) {
            return "territory";
        }
        if (wished(first) != wished(other)) {
            return "skills";
        }
        if (byStrategy().compare(first, other) != 0) {
            return "load";
        }
        return request.strategy() == Strategy.WEIGHTED ? "weight" : "turn";
    }

    /** Those between whom the turn decides. */
    private List<Judged> best(List<Judged> able) {
        var wishes = byWishes();
        var first = able.stream().filter(j -> !isOwner(j)).min(wishes);
        return able.stream()
                .filter(j -> first.isPresent() && wishes.compare(j, first.get()) == 0)
                .toList();
    }

    private Comparator<Judged> byWishes() {
        return Comparator.<Judged, Boolean>comparing(j -> !isOwner(j))
                .thenComparingInt(j -> -closeness(j))
                .thenComparingInt(j -> -wished(j));
    }

    private Comparator<Judged> byStrategy() {
        return request.strategy() == Strategy.LEAST_LOADED
                ? Comparator.comparingDouble(this::burden)
                : Comparator.comparingInt(j -> 0);
    }

    private double burden(Judged judged) {
        var capacity = judged.employee().capacity();
        return judged.load() / (double) (capacity == 0 ? mostCapacity : capacity);
    }

    /** Everybody's id by whose turn comes first. */
    private List<String> inTurn(List<Judged> members) {
        if (request.strategy() == Strategy.WEIGHTED) {
            return SmoothTurns.order(
                    members.stream()
                            .map(j ->
                                    new SmoothTurns.Member(j.id(), j.employee().weight()))
                            .toList(),
                    standing.turns());
        }
        var last = standing.last();
        return members.stream()
                .map(Judged::id)
                .sorted(Comparator.<String, Boolean>comparing(id -> last != null && id.compareTo(last) <= 0)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private boolean isOwner(Judged judged) {
        return judged.id().equals(request.lastOwner());
    }

    private int closeness(Judged judged) {
        var territory = request.territory();
        return territory == null ? 0 : judged.employee().closeness(territory);
    }

    private int wished(Judged judged) {
        return (int) request.preferred().stream()
                .filter(judged.employee().skills()::contains)
                .count();
    }

    /**
     * The name of the ring of those who can get such a card at all. People who only get some of a ring's cards would lose
     * turns in it to others, so each kind of card has a ring of its own.
     *
     * @param staff everybody with the role
     * @param able those who can take it now
     * @param again whether somebody has had the card already
     */
    static String ring(RoutingRequest request, List<Employee> staff, List<Judged> able, boolean again) {
        var name = new StringBuilder(request.ring());
        part(name, "/team/", request.team());
        part(name, "/duty/", request.duty());
        part(name, "@", territory(request, able));
        part(name, "#", bands(request, staff));
        part(name, "+", String.join(",", request.preferred()));
        var ring = name.length() <= LONGEST
                ? name.toString()
                : request.ring() + "~" + Integer.toHexString(name.toString().hashCode());
        return again ? without(request, ring) : ring;
    }

    /**
     * The ring of a card that some of the others cannot get. By weights a turn is reckoned from how many there were: one that
     * leaves people out would shift everybody's.
     */
    static String without(RoutingRequest request, String ring) {
        return request.strategy() == Strategy.WEIGHTED && !ring.endsWith("/again") ? ring + "/again" : ring;
    }

    private static void part(StringBuilder name, String sign, @Nullable String what) {
        if (what != null && !what.isEmpty()) {
            name.append(sign).append(what);
        }
    }

    private static String territory(RoutingRequest request, List<Judged> able) {
        var wanted = request.territory();
        if (wanted == null) {
            return "";
        }
        var closest = able.stream()
                .mapToInt(j -> j.employee().closeness(wanted))
                .max()
                .orElse(0);
        return String.join(".", List.of(wanted.split("\\.", -1)).subList(0, Math.max(0, closest)));
    }

    private static String bands(RoutingRequest request, List<Employee> staff) {
        var score = request.score();
        if (score == null) {
            return "";
        }
        var bands = staff.stream()
                .map(Employee::scores)
                .filter(b -> b != null && b.contains(score))
                .map(b -> b.from() + ".." + b.to())
                .toList();
        return String.join(",", new TreeSet<>(bands));
    }

    /** The ring of those whom rules prefer to others. */
    static String among(String ring, List<Judged> preferred) {
        var ids = preferred.stream().map(Judged::id).sorted().collect(Collectors.joining(","));
        return ring + "!" + Integer.toHexString(ids.hashCode());
    }
}
