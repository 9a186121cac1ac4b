package dev.voronka.bitrix.provision;

import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.FieldMapping;
import dev.voronka.bitrix.mapping.FunnelMapping;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.mapping.Placement;
import dev.voronka.bitrix.mapping.StageMapping;
import dev.voronka.bitrix.provision.Portal.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a portal with what the lock file says was provisioned there. Not thread-safe. */
final class DriftSearch {

    private final Mapping mapping;
    private final PortalLock lock;
    private final Portal portal;
    private final List<Drift> drifts = new ArrayList<>();

    DriftSearch(Mapping mapping, PortalLock lock, Portal portal) {
        this.mapping = mapping;
        this.lock = lock;
        this.portal = portal;
    }

    List<Drift> drifts() {
        for (var entity : mapping.provisioned()) {
            if (entity.placement() == Placement.LEAD && portal.isWithoutLeads()) {
                add(Drift.Kind.LEADS_OFF, entity.processes().get(0));
            }
            if (lock.types.containsKey(entity.key()) && portal.type(entity).isEmpty()) {
                add(Drift.Kind.TYPE_GONE, entity.title());
            } else {
                portal.funnelsOf(entity).forEach(f -> funnel(entity, f));
                lock.fields.getOrDefault(entity.key(), List.of()).forEach(f -> field(entity, f));
            }
        }
        return drifts;
    }

    private void funnel(EntityMapping entity, FunnelMapping funnel) {
        var locked = lock.funnels.get(funnel.key());
        if (locked == null) {
            return;
        }
        var found = portal.funnel(funnel);
        if (found.isEmpty() || found.get().category().id() != locked.category()) {
            add(Drift.Kind.FUNNEL_GONE, funnel.key(), String.valueOf(locked.category()));
            return;
        }
        var made = found.get().made();
        var named = entity.placement() == Placement.DEAL || entity.manyFunnels();
        var name = found.get().category().name();
        if (made && named && !name.equals(funnel.title())) {
            add(Drift.Kind.FUNNEL_RENAMED, funnel.key(), funnel.title(), name);
        }
        funnel.stages().stream()
                .filter(s -> locked.stages().containsKey(s.stage()))
                .forEach(s -> stage(funnel, s, locked.stages(), made));
        if (made) {
            order(funnel);
            if (!locked.fresh()) {
                new StagePlan(entity, funnel, portal)
                        .foreign()
                        .forEach(s -> add(Drift.Kind.STAGE_FOREIGN, funnel.key(), s.id(), s.name()));
            }
        }
    }

    private void stage(FunnelMapping funnel, StageMapping stage, Map<String, String> locked, boolean made) {
        var id = locked.getOrDefault(stage.stage(), "");
        var there =
                portal.stages(funnel).stream().filter(s -> s.id().equals(id)).findFirst();
        if (there.isEmpty()) {
            add(Drift.Kind.STAGE_DELETED, funnel.key(), stage.stage(), id, stage.title());
            return;
        }
        if ((made || id.startsWith(Portal.MARK)) && !there.get().name().equals(stage.title())) {
            add(
                    Drift.Kind.STAGE_RENAMED,
                    funnel.key(),
                    stage.stage(),
                    stage.title(),
                    there.get().name());
        }
        if (!there.get().semantics().equals(stage.semantics())) {
            add(
                    Drift.Kind.STAGE_MEANING,
                    funnel.key(),
                    stage.stage(),
                    stage.semantics(),
                    there.get().semantics());
        }
    }

    private void order(FunnelMapping funnel) {
        for (var semantics : List.of("P", "S", "F")) {
            var last = Integer.MIN_VALUE;
            for (var stage : funnel.stages()) {
                var sort = stage.semantics().equals(semantics) ? sort(funnel, stage.statusId(), last) : last;
                if (sort < last) {
                    add(Drift.Kind.STAGE_ORDER, funnel.key(), stage.stage());
                    return;
                }
                last = sort;
            }
        }
    }

    private int sort(FunnelMapping funnel, String id, int otherwise) {
        return portal.stages(funnel).stream()
                .filter(s -> s.id().equals(id))
                .map(Status::sort)
                .findFirst()
                .orElse(otherwise);
    }

    private void field(EntityMapping entity, String name) {
        entity.fields().stream().filter(f -> f.name().equals(name)).forEach(f -> field(entity, f));
    }

    private void field(EntityMapping entity, FieldMapping field) {
        var name = BoundMapping.fieldName(entity, field, portal.typeIds(entity));
        var there = portal.fields(entity).stream()
                .filter(f -> f.name().equals(name))
                .findFirst();
        if (there.isEmpty()) {
            add(Drift.Kind.FIELD_MISSING, entity.key(), name, field.title());
            return;
        }
        if (!there.get().type().equals(field.kind().portalName()) || there.get().multiple() != field.multiple()) {
            add(
                    Drift.Kind.FIELD_TYPE,
                    entity.key(),
                    name,
                    field.kind().portalName(),
                    there.get().type());
            return;
        }
        if (there.get().mandatory()) {
            add(Drift.Kind.FIELD_MANDATORY, entity.key(), name, field.title());
        }
        var known = lock.options.getOrDefault(entity.key() + "/" + field.name(), Map.of());
        known.keySet().stream()
                .filter(code ->
                        there.get().options().stream().noneMatch(o -> o.xmlId().equals(code)))
                .forEach(code -> add(Drift.Kind.OPTION_MISSING, entity.key(), name, code));
    }

    private void add(Drift.Kind kind, String... arguments) {
        drifts.add(new Drift(kind, List.of(arguments)));
    }
}
