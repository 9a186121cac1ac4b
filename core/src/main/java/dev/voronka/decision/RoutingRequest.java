package dev.voronka.decision;

import dev.voronka.InvalidInput;
import dev.voronka.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who should get a card? What is not said hinders nobody and prefers nobody.
 *
 * <pre>{@code
 * RoutingRequest.of("incoming-lead", "sellers", Role.REP, now).skill("alarms").strategy(Strategy.LEAST_LOADED).territory("ru.msk")
 * }</pre>
 *
 * @param process the code of the card's process, whose open cards count as load
 * @param ring the name of the ring that remembers whose turn it is
 * @param role what the candidates must be
 * @param skill what they must be able to sell; null for anything
 * @param strategy how the best of them is found
 * @param excluded who has had or declined the card already
 * @param overflow who gets it if nobody can take it: the first of these roles that somebody has
 * @param at when, for absences and working hours
 * @param team the only team that is asked; null for any
 * @param territory where the client is, such as {@code ru.msk.sao}; null if that does not matter
 * @param score of the lead, for those who get leads of certain scores only; null if there is none
 * @param lastOwner who had the client before and gets the card if he or she can take it; null for nobody
 * @param preferred skills that are good to have: who has more of them goes first
 * @param duty the roster of which only who is on duty is asked; null for everybody
 * @param presence when somebody counts as there; null for {@link Presence#DAY}
 * @param stageWeights how much an open card counts as load, by its stage; 1 for a stage that is not named
 * @param otherwise who gets it if nobody can take it; null for heads
 * @param offers to how many it is offered at once; null for one
 * @param about what rules are told of the card; null for nothing
 */
public record RoutingRequest(
        String process,
        String ring,
        Role role,
        @Nullable String skill,
        Strategy strategy,
        List<String> excluded,
        List<Role> overflow,
        Instant at,
        @Nullable String team,
        @Nullable String territory,
        @Nullable Integer score,
        @Nullable String lastOwner,
        Set<String> preferred,
        @Nullable String duty,
        @Nullable Presence presence,
        SortedMap<String, Integer> stageWeights,
        @Nullable Overflow otherwise,
        @Nullable Integer offers,
        @Nullable About about) {

    /** How the best candidate is found. */
    public enum Strategy {
        /** In turn: each gets the next one. */
        ROUND_ROBIN,
        /**
         * In turn by the employees' weights, spread evenly: of weights 3 and 1, three of each four cards and one of each
         * four.
         */
        WEIGHTED,
        /**
         * Who has the least to do for his or her capacity; of equals, in turn. Who has no limit counts as the one with
         * the largest.
         */
        LEAST_LOADED
    }

    /** When somebody counts as there. */
    public enum Presence {
        /** On a day on which he or she is not away. */
        DAY,
        /** In the working hours of his or her calendar. */
        WORKING_HOURS
    }

    /**
     * What rules are told of the card. No name, phone or e-mail. What is not known is empty or 0.
     *
     * @param direction the line of business
     * @param stage where the card is or goes
     * @param region of the client
     * @param source where the card came from
     * @param amount in roubles
     */
    public record About(String direction, String stage, String region, String source, BigDecimal amount) {
        /** Nothing. */
        public static final About NOTHING = new About("", "", "", "", BigDecimal.ZERO);
    }

    /** Keeps unmodifiable copies. */
    public RoutingRequest {
        excluded = List.copyOf(excluded);
        overflow = List.copyOf(overflow);
        preferred = Collections.unmodifiableSet(new TreeSet<>(preferred));
        stageWeights = Collections.unmodifiableSortedMap(new TreeMap<>(stageWeights));
        stageWeights.forEach((stage, weight) -> {
            if (weight < 0) {
                throw new InvalidInput("Cards in " + stage + " cannot weigh " + weight + "; give 0 or more.");
            }
        });
        if (offers != null && offers < 1) {
            throw new InvalidInput("A card cannot be offered to " + offers + " people at once; give 1 or more.");
        }
    }

    /** A request in which nothing more is said. */
    public RoutingRequest(
            String process,
            String ring,
            Role role,
            @Nullable String skill,
            Strategy strategy,
            List<String> excluded,
            List<Role> overflow,
            Instant at) {
        this(
                process,
                ring,
                role,
                skill,
                strategy,
                excluded,
                overflow,
                at,
                null,
                null,
                null,
                null,
                Set.of(),
                null,
                null,
                Collections.emptySortedMap(),
                null,
                null,
                null);
    }

    /** A request for anybody with the role, in turn; if nobody can take it, heads and then directors do. */
    public static RoutingRequest of(String process, String ring, Role role, Instant at) {
        return new RoutingRequest(
                process, ring, role, null, Strategy.ROUND_ROBIN, List.of(), List.of(Role.HEAD, Role.DIRECTOR), at);
    }

    private RoutingRequest with(Consumer<RoutingDraft> change) {
        var draft = new RoutingDraft(this);
        change.accept(draft);
        return draft.done();
    }

    /** The same for those who can sell this. */
    public RoutingRequest skill(String code) {
        return with(d -> d.skill = code);
    }

    /** The same by this strategy. */
    public RoutingRequest strategy(Strategy how) {
        return with(d -> d.strategy = how);
    }

    /** The same without these, who have had it already. */
    public RoutingRequest excluding(List<String> employees) {
        return with(d -> d.excluded = employees);
    }

    /** The same with these heads behind it, the first role first. */
    public RoutingRequest overflowTo(Role... heads) {
        return with(d -> d.overflow = List.of(heads));
    }

    /** The same with this policy for a card that nobody can take. */
    public RoutingRequest otherwise(Overflow policy) {
        return with(d -> d.otherwise = policy);
    }

    /** The same in this team only. */
    public RoutingRequest inTeam(String code) {
        return with(d -> d.team = code);
    }

    /** The same for a client there: whose territory fits most closely goes first. */
    public RoutingRequest territory(String code) {
        return with(d -> d.territory = code);
    }

    /** The same for a lead of this score. */
    public RoutingRequest score(int points) {
        return with(d -> d.score = points);
    }

    /** The same for a client whom this employee had before; null for a new client. */
    public RoutingRequest lastOwner(@Nullable String employee) {
        return with(d -> d.lastOwner = employee);
    }

    /** The same with skills that are good to have. */
    public RoutingRequest preferring(String... skills) {
        return with(d -> d.preferred = Set.of(skills));
    }

    /** The same for those who are on duty by this roster. */
    public RoutingRequest onDuty(String roster) {
        return with(d -> d.duty = roster);
    }

    /** The same for those who are at work at this hour. */
    public RoutingRequest inWorkingHours() {
        return with(d -> d.presence = Presence.WORKING_HOURS);
    }

    /** The same, and cards in these stages count for more or less than one. */
    public RoutingRequest weighing(Map<String, Integer> weights) {
        return with(d -> d.stageWeights = new TreeMap<>(weights));
    }

    /** The same, offered to so many at once, if the process does that: voronka's own offer to one at a time. */
    public RoutingRequest offeredTo(int people) {
        return with(d -> d.offers = people);
    }

    /** The same with what rules are told of the card. */
    public RoutingRequest about(About card) {
        return with(d -> d.about = card);
    }
}
