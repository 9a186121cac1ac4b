package dev.voronka.decision;

import dev.voronka.Role;
import dev.voronka.decision.RoutingRequest.About;
import dev.voronka.decision.RoutingRequest.Presence;
import dev.voronka.decision.RoutingRequest.Strategy;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A copy of a request in which single values are being changed. */
final class RoutingDraft {

    private final RoutingRequest from;

    @Nullable
    String skill;

    Strategy strategy;
    List<String> excluded;
    List<Role> overflow;

    @Nullable
    String team;

    @Nullable
    String territory;

    @Nullable
    Integer score;

    @Nullable
    String lastOwner;

    Set<String> preferred;

    @Nullable
    String duty;

    @Nullable
    Presence presence;

    SortedMap<String, Integer> stageWeights;

    @Nullable
    Overflow otherwise;

    @Nullable
    Integer offers;

    @Nullable
    About about;

    RoutingDraft(RoutingRequest from) {
        this.from = from;
        skill = from.skill();
        strategy = from.strategy();
        excluded = from.excluded();
        overflow = from.overflow();
        team = from.team();
        territory = from.territory();
        score = from.score();
        lastOwner = from.lastOwner();
        preferred = from.preferred();
        duty = from.duty();
        presence = from.presence();
        stageWeights = from.stageWeights();
        otherwise = from.otherwise();
        offers = from.offers();
        about = from.about();
    }

    RoutingRequest done() {
        return new RoutingRequest(
                from.process(),
                from.ring(),
                from.role(),
                skill,
                strategy,
                excluded,
                overflow,
                from.at(),
                team,
                territory,
                score,
                lastOwner,
                preferred,
                duty,
                presence,
                stageWeights,
                otherwise,
                offers,
                about);
    }
}
