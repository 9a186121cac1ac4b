package dev.voronka.bitrix.provision;

import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.FieldMapping;
import dev.voronka.bitrix.mapping.FieldOption;
import dev.voronka.bitrix.mapping.FieldSource;
import dev.voronka.bitrix.mapping.FunnelMapping;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.mapping.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares a portal with what a mapping needs. Stages and fields of others are never touched. Not thread-safe. */
final class Planner {

    private final Mapping mapping;
    private final PortalLock lock;
    private final Portal portal;
    private final List<Step> steps = new ArrayList<>();
    private final List<Finding> conflicts = new ArrayList<>();

    Planner(Mapping mapping, PortalLock lock, Portal portal) {
        this.mapping = mapping;
        this.lock = lock;
        this.portal = portal;
    }

    /** The plan for a portal that was read. */
    Plan plan(String name) {
        conflicts.addAll(portal.conflicts());
        var entities = mapping.provisioned();
        entities.forEach(this::type);
        entities.forEach(this::relations);
        entities.forEach(e -> portal.funnelsOf(e).forEach(f -> funnel(e, f)));
        mapping.funnels().forEach(this::stages);
        entities.forEach(this::fields);
        return new Plan(name, steps, conflicts);
    }

    private void type(EntityMapping entity) {
        if (entity.placement() == Placement.LEAD && portal.isWithoutLeads()) {
            conflicts.add(
                    new Finding("without-leads", List.of(entity.processes().get(0))));
        }
        if (entity.placement() != Placement.SMART_PROCESS) {
            return;
        }
        var found = portal.type(entity);
        if (found.isPresent()) {
            var type = found.get().type();
            if (!type.stages() || (entity.manyFunnels() && !type.categories())) {
                add(Step.Kind.ENABLE_TYPE, entity.key(), Map.of("title", entity.title()), "enable");
            }
        } else if (!portal.isUnclear(Portal.called(entity))) {
            var fixed = entity.entityTypeId() == null ? "" : String.valueOf(entity.entityTypeId());
            add(
                    Step.Kind.ADD_TYPE,
                    entity.key(),
                    Map.of("title", entity.title(), "type", fixed),
                    lock.types.containsKey(entity.key()) ? "type-gone" : "type");
        }
    }

    private void relations(EntityMapping entity) {
        var found = portal.type(entity);
        if (found.isEmpty() && (entity.placement() != Placement.SMART_PROCESS || isUnclear(entity))) {
            return;
        }
        var missing = entity.parents().stream()
                .filter(key -> {
                    var parent = portal.entityTypeId(mapping.entity(key).orElseThrow());
                    return found.isEmpty()
                            || parent == null
                            || !found.get().type().hangsUnder(parent);
                })
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            add(Step.Kind.RELATE_TYPE, entity.key(), Map.of("title", entity.title(), "list", missing), "relate");
        }
    }

    private boolean isUnclear(EntityMapping entity) {
        return entity.placement() == Placement.SMART_PROCESS
                && portal.type(entity).isEmpty()
                && portal.isUnclear(Portal.called(entity));
    }

    private void funnel(EntityMapping entity, FunnelMapping funnel) {
        if (entity.placement() == Placement.LEAD || portal.isUnclear(funnel.key()) || isUnclear(entity)) {
            return;
        }
        var found = portal.funnel(funnel);
        var named = entity.placement() == Placement.DEAL || entity.manyFunnels();
        var comesWithType = entity.placement() == Placement.SMART_PROCESS
                && portal.funnelsOf(entity).get(0).equals(funnel);
        if (found.isEmpty() && !comesWithType) {
            add(
                    Step.Kind.ADD_FUNNEL,
                    funnel.key(),
                    Map.of("title", funnel.title()),
                    lock.funnels.containsKey(funnel.key()) ? "funnel-gone" : "funnel");
        } else if (named
                && found.map(f -> f.made() && !f.category().name().equals(funnel.title()))
                        .orElse(true)) {
            add(Step.Kind.RENAME_FUNNEL, funnel.key(), Map.of("title", funnel.title()), "rename-funnel");
        }
    }

    private void stages(FunnelMapping funnel) {
        var entity = mapping.entity(funnel.entity()).orElseThrow();
        if (isUnclear(entity)
                || (portal.isUnclear(funnel.key()) && portal.funnel(funnel).isEmpty())) {
            return;
        }
        var before = conflicts.size();
        checkLock(funnel);
        var plan = new StagePlan(entity, funnel, portal);
        conflicts.addAll(plan.conflicts());
        if (conflicts.size() == before) {
            var locked = lock.funnels.get(funnel.key());
            steps.addAll(plan.steps(locked == null ? Map.of() : locked.stages()));
        }
    }

    /** A stage whose code changed would leave its cards behind. */
    private void checkLock(FunnelMapping funnel) {
        var locked = lock.funnels.get(funnel.key());
        if (locked == null
                || portal.funnel(funnel)
                        .filter(f -> f.category().id() == locked.category())
                        .isEmpty()) {
            return;
        }
        for (var stage : funnel.stages()) {
            var before = locked.stages().get(stage.stage());
            if (before != null && !before.equals(stage.statusId()) && has(funnel, before)) {
                conflicts.add(
                        new Finding("status-moved", List.of(funnel.key(), stage.stage(), before, stage.statusId())));
            }
        }
    }

    private boolean has(FunnelMapping funnel, String statusId) {
        return portal.stages(funnel).stream().anyMatch(s -> s.id().equals(statusId));
    }

    private void fields(EntityMapping entity) {
        if (isUnclear(entity)) {
            return;
        }
        for (var field : entity.fields()) {
            if (!field.isStandard()) {
                field(entity, field);
            }
        }
    }

    private void field(EntityMapping entity, FieldMapping field) {
        var subject = entity.key() + "/" + field.name();
        var absent = entity.placement() == Placement.SMART_PROCESS
                && portal.type(entity).isEmpty();
        var name = absent ? "" : BoundMapping.fieldName(entity, field, portal.typeIds(entity));
        var found = portal.fields(entity).stream()
                .filter(f -> f.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            add(
                    Step.Kind.ADD_FIELD,
                    subject,
                    Map.of(
                            "title",
                            field.title(),
                            "type",
                            field.kind().portalName() + (field.multiple() ? "[]" : ""),
                            "list",
                            codes(field.options())),
                    reason(field.source()));
        } else if (!found.get().type().equals(field.kind().portalName())
                || found.get().multiple() != field.multiple()) {
            conflicts.add(new Finding(
                    "field-type",
                    List.of(
                            entity.key(),
                            name,
                            found.get().type() + (found.get().multiple() ? "[]" : ""),
                            field.kind().portalName() + (field.multiple() ? "[]" : ""),
                            field.source().word())));
        } else {
            var missing = field.options().stream()
                    .filter(o -> found.get().options().stream()
                            .noneMatch(p -> p.xmlId().equals(o.code())))
                    .toList();
            if (!missing.isEmpty()) {
                add(Step.Kind.SET_OPTIONS, subject, Map.of("title", field.title(), "list", codes(missing)), "options");
            }
        }
    }

    private static String codes(List<FieldOption> options) {
        return options.stream().map(FieldOption::code).collect(Collectors.joining(", "));
    }

    private static String reason(FieldSource source) {
        if (source instanceof FieldSource.Own || source instanceof FieldSource.Journal) {
            return "own";
        } else if (source instanceof FieldSource.Part) {
            return "header";
        }
        return source instanceof FieldSource.Custom ? "custom" : "data";
    }

    private void add(Step.Kind kind, String subject, Map<String, String> values, String reason) {
        steps.add(new Step(kind, subject, values, reason));
    }
}
