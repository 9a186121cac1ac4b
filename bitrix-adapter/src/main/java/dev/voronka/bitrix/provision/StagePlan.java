package dev.voronka.bitrix.provision;

import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.FunnelMapping;
import dev.voronka.bitrix.mapping.Placement;
import dev.voronka.bitrix.mapping.StageMapping;
import dev.voronka.bitrix.provision.Portal.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is to be done about the stages of one funnel. Not thread-safe. */
final class StagePlan {

    /** Where success stands: high, so that there is room for stages before it. */
    private static final int SUCCESS_AT = 500;

    private static final int GAP = 10;

    /** What a new funnel comes with besides first stage, success and failure. Source: fact sheet, 2, "new funnel". */
    private static Set<String> defaults(Placement placement) {
        return switch (placement) {
            case LEAD -> Set.of();
            case DEAL -> Set.of("PREPARATION", "PREPAYMENT_INVOICE", "EXECUTING", "FINAL_INVOICE", "APOLOGY");
            case SMART_PROCESS -> Set.of("PREPARATION", "CLIENT");
        };
    }

    private final EntityMapping entity;
    private final FunnelMapping funnel;
    private final boolean exists;
    private final boolean made;
    private final boolean fresh;
    private final List<Status> present;
    private final List<StageMapping> wanted;

    StagePlan(EntityMapping entity, FunnelMapping funnel, Portal portal) {
        var found = portal.funnel(funnel);
        this.entity = entity;
        this.funnel = funnel;
        this.exists = found.isPresent();
        var type = portal.type(entity);
        this.made = found.map(Portal.FoundFunnel::made)
                .orElseGet(() -> type.map(Portal.FoundType::made).orElse(true) || !isFirst(portal));
        this.fresh = found.map(Portal.FoundFunnel::fresh).orElse(made);
        this.present = portal.stages(funnel);
        var once = new LinkedHashMap<String, StageMapping>();
        funnel.stages().forEach(s -> once.putIfAbsent(s.statusId(), s));
        this.wanted = List.copyOf(once.values());
    }

    /** Whether it is the funnel that a smart process comes with. */
    private boolean isFirst(Portal portal) {
        return portal.funnelsOf(entity).get(0).equals(funnel);
    }

    List<Finding> conflicts() {
        var conflicts = new ArrayList<Finding>();
        for (var stage : exists ? wanted : List.<StageMapping>of()) {
            var there = status(stage);
            if (there.isPresent() && !there.get().semantics().equals(stage.semantics())) {
                conflicts.add(new Finding(
                        "stage-meaning",
                        List.of(
                                funnel.key(),
                                stage.stage(),
                                stage.statusId(),
                                there.get().semantics(),
                                stage.semantics())));
            } else if (there.isEmpty() && isSystem(stage)) {
                conflicts.add(
                        new Finding("system-stage-missing", List.of(funnel.key(), stage.stage(), stage.statusId())));
            }
        }
        return conflicts;
    }

    private boolean isSystem(StageMapping stage) {
        var placement = entity.placement();
        return List.of(placement.initial(), placement.success(), placement.fail())
                .contains(stage.statusId());
    }

    private Optional<Status> status(StageMapping stage) {
        return present.stream().filter(s -> s.id().equals(stage.statusId())).findFirst();
    }

    /** @param before the code of each stage when the funnel was last provisioned */
    List<Step> steps(Map<String, String> before) {
        var sorts = fresh || !isInOrder() ? targets() : fitted();
        var steps = new ArrayList<Step>();
        sets(sorts).forEach(s -> steps.add(step(Step.Kind.SET_STAGE, s, sorts, reasonToSet(s))));
        wanted.stream()
                .filter(s -> !isThere(s))
                .forEach(s -> steps.add(step(
                        Step.Kind.ADD_STAGE, s, sorts, before.containsKey(s.stage()) ? "stage-deleted" : "stage")));
        if (fresh && (!exists || !superfluous().isEmpty())) {
            steps.add(new Step(Step.Kind.REMOVE_DEFAULTS, funnel.key(), Map.of(), "defaults"));
        }
        return steps;
    }

    private boolean isThere(StageMapping stage) {
        return exists
                ? status(stage).isPresent()
                : isSystem(stage) || defaults(entity.placement()).contains(stage.statusId());
    }

    /** Failures first and then success, upwards, so that success stands before failure and behind the rest at any time. */
    private List<StageMapping> sets(Map<String, Integer> sorts) {
        var sets = new ArrayList<StageMapping>();
        for (var stage : inOrder()) {
            if (isThere(stage) && (exists ? differs(stage, sorts) : made)) {
                sets.add(stage);
            }
        }
        Collections.reverse(sets);
        return sets;
    }

    private boolean differs(StageMapping stage, Map<String, Integer> sorts) {
        var there = status(stage).orElseThrow();
        if (!made) {
            return stage.statusId().startsWith(Portal.MARK) && !there.name().equals(stage.title());
        }
        return !there.name().equals(stage.title()) || there.sort() != sort(stage, sorts);
    }

    private static int sort(StageMapping stage, Map<String, Integer> sorts) {
        return sorts.getOrDefault(stage.statusId(), 0);
    }

    private String reasonToSet(StageMapping stage) {
        if (fresh) {
            return "stage-system";
        }
        return status(stage).map(s -> !s.name().equals(stage.title())).orElse(true) ? "stage-renamed" : "stage-order";
    }

    private Step step(Step.Kind kind, StageMapping stage, Map<String, Integer> sorts, String reason) {
        return new Step(
                kind,
                funnel.key() + "/" + stage.statusId(),
                Map.of("title", stage.title(), "sort", String.valueOf(sort(stage, sorts)), "type", stage.semantics()),
                reason);
    }

    /** Whether stages of ours stand in the order of the definition; those of others are not looked at. */
    private boolean isInOrder() {
        if (!made) {
            return true;
        }
        var last = Integer.MIN_VALUE;
        for (var stage : inOrder()) {
            var there = status(stage);
            if (there.isPresent()) {
                if (there.get().sort() <= last) {
                    return false;
                }
                last = there.get().sort();
            }
        }
        return true;
    }

    /** Under way, success, failures; each group in the order of the definition. */
    private List<StageMapping> inOrder() {
        return List.of("P", "S", "F").stream()
                .flatMap(group -> wanted.stream().filter(s -> s.semantics().equals(group)))
                .toList();
    }

    private Map<String, Integer> targets() {
        var sorts = new LinkedHashMap<String, Integer>();
        var at = 0;
        for (var stage : inOrder()) {
            at = stage.semantics().equals("S") ? Math.max(SUCCESS_AT, at + GAP) : at + GAP;
            sorts.put(stage.statusId(), at);
        }
        return sorts;
    }

    /** What is there stays where it is; what is missing goes between its neighbours. */
    private Map<String, Integer> fitted() {
        var sorts = new LinkedHashMap<String, Integer>();
        var order = inOrder();
        var low = 0;
        for (var i = 0; i < order.size(); i++) {
            var there = status(order.get(i));
            if (there.isPresent()) {
                low = there.get().sort();
            } else {
                var missing = 1;
                while (i + missing < order.size()
                        && status(order.get(i + missing)).isEmpty()) {
                    missing++;
                }
                var high = i + missing < order.size()
                        ? status(order.get(i + missing)).orElseThrow().sort()
                        : low + GAP * (missing + 1);
                if (made && high - low <= missing) {
                    return targets();
                }
                low = Math.min(low + Math.max(1, (high - low) / (missing + 1)), Math.max(1, high - 1));
            }
            sorts.put(order.get(i).statusId(), low);
        }
        return sorts;
    }

    /** Stages that came with the funnel and that the definition does not have. */
    List<Status> superfluous() {
        return present.stream()
                .filter(s -> defaults(entity.placement()).contains(s.id()))
                .filter(s -> funnel.withStatus(s.id()).isEmpty())
                .toList();
    }

    /** Stages of people in a funnel of ours. */
    List<Status> foreign() {
        return present.stream().filter(s -> funnel.withStatus(s.id()).isEmpty()).toList();
    }
}
