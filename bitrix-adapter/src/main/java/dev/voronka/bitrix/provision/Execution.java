package dev.voronka.bitrix.provision;

import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.FieldKind;
import dev.voronka.bitrix.mapping.FieldMapping;
import dev.voronka.bitrix.mapping.FieldOption;
import dev.voronka.bitrix.mapping.FunnelMapping;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.mapping.Placement;
import dev.voronka.bitrix.provision.Portal.Relation;
import dev.voronka.bitrix.provision.Portal.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Does single steps of a plan. Not thread-safe. */
final class Execution {

    private final Mapping mapping;
    private final Portal portal;
    private final PortalLock lock;
    private final Calls calls;
    private final Runnable save;

    Execution(Mapping mapping, Portal portal, PortalLock lock, Calls calls, Runnable save) {
        this.mapping = mapping;
        this.portal = portal;
        this.lock = lock;
        this.calls = calls;
        this.save = save;
    }

    /**
     * Does a step, and takes note of it.
     *
     * @throws CallFailed if a call failed; what it was to do may have been done
     */
    void run(Step step) {
        switch (step.kind()) {
            case ADD_TYPE -> addType(entity(step));
            case ENABLE_TYPE -> enableType(entity(step));
            case RELATE_TYPE -> relateType(entity(step));
            case ADD_FUNNEL -> addFunnel(funnel(step));
            case RENAME_FUNNEL -> renameFunnel(funnel(step));
            case SET_STAGE -> setStage(funnel(step), step);
            case ADD_STAGE -> addStage(funnel(step), step);
            case REMOVE_DEFAULTS -> removeDefaults(funnel(step));
            case ADD_FIELD -> addField(entity(step), field(step));
            case SET_OPTIONS -> setOptions(entity(step), field(step));
        }
    }

    private EntityMapping entity(Step step) {
        return mapping.entity(step.whole()).orElseThrow();
    }

    private FunnelMapping funnel(Step step) {
        return mapping.funnels().stream()
                .filter(f -> f.key().equals(step.whole()))
                .findFirst()
                .orElseThrow();
    }

    private FieldMapping field(Step step) {
        return entity(step).fields().stream()
                .filter(f -> f.name().equals(step.part()))
                .findFirst()
                .orElseThrow();
    }

    /** Noted before it is asked for, so that it is known for ours if the answer is lost. */
    private void ask(String key) {
        if (!lock.asked.contains(key)) {
            lock.asked.add(key);
        }
        save.run();
    }

    private void noted() {
        portal.remember(false);
        save.run();
    }

    private void addType(EntityMapping entity) {
        ask(entity.key());
        var fields = new LinkedHashMap<String, Object>();
        fields.put("title", entity.title());
        if (entity.entityTypeId() != null) {
            fields.put("entityTypeId", entity.entityTypeId());
        }
        fields.put("isStagesEnabled", "Y");
        // Without them the portal does not tell the number of the only funnel.
        fields.put("isCategoriesEnabled", "Y");
        fields.put("isAutomationEnabled", "Y");
        fields.put("isClientEnabled", "Y");
        fields.put("isObserversEnabled", "Y");
        fields.put("isUseInUserfieldEnabled", "Y");
        // Only these two words are understood here. Source: fact sheet, 2, crm.type.
        fields.put("linkedUserFields", Map.of("TASKS_TASK|UF_CRM_TASK", "true"));
        calls.call("crm.type.add", Map.of("fields", fields));
        portal.made(entity);
        noted();
    }

    private int typeId(EntityMapping entity) {
        return Objects.requireNonNull(portal.typeIds(entity)).id();
    }

    private void enableType(EntityMapping entity) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("isStagesEnabled", "Y");
        if (entity.manyFunnels()) {
            fields.put("isCategoriesEnabled", "Y");
        }
        calls.call("crm.type.update", Map.of("id", typeId(entity), "fields", fields));
        portal.reread(entity);
        portal.readFunnels(entity);
    }

    /** What is there is sent with it: the answer to whether an update adds or replaces is not documented. */
    private void relateType(EntityMapping entity) {
        var type = portal.type(entity).orElseThrow().type();
        var ours = entity.parents().stream()
                .map(p -> Objects.requireNonNull(
                        portal.entityTypeId(mapping.entity(p).orElseThrow())))
                .filter(p -> !type.hangsUnder(p))
                .map(p -> new Relation(p, true));
        var relations = Map.of(
                "parent", told(Stream.concat(type.parents().stream(), ours)), "child", told(type.children().stream()));
        calls.call("crm.type.update", Map.of("id", type.id(), "fields", Map.of("relations", relations)));
        portal.reread(entity);
    }

    private static List<Map<String, Object>> told(Stream<Relation> relations) {
        return relations
                .map(r -> Map.<String, Object>of(
                        "entityTypeId", r.entityTypeId(), "isChildrenListEnabled", String.valueOf(r.listed())))
                .toList();
    }

    private int entityTypeId(EntityMapping entity) {
        return Objects.requireNonNull(portal.entityTypeId(entity));
    }

    private EntityMapping entity(FunnelMapping funnel) {
        return mapping.entity(funnel.entity()).orElseThrow();
    }

    private void addFunnel(FunnelMapping funnel) {
        ask(funnel.key());
        calls.call(
                "crm.category.add",
                Map.of(
                        "entityTypeId",
                        entityTypeId(entity(funnel)),
                        "fields",
                        Map.of("name", funnel.title(), "originatorId", Portal.ORIGINATOR, "originId", funnel.key())));
        portal.readFunnels(entity(funnel));
        noted();
    }

    private int category(FunnelMapping funnel) {
        return portal.funnel(funnel).orElseThrow().category().id();
    }

    private void renameFunnel(FunnelMapping funnel) {
        calls.call(
                "crm.category.update",
                Map.of(
                        "entityTypeId",
                        entityTypeId(entity(funnel)),
                        "id",
                        category(funnel),
                        "fields",
                        Map.of("name", funnel.title())));
        portal.readFunnels(entity(funnel));
    }

    private void setStage(FunnelMapping funnel, Step step) {
        var before = status(funnel, step.part());
        var fields = new LinkedHashMap<String, Object>();
        var sort = before.sort();
        fields.put("NAME", step.values().get("title"));
        if (portal.funnel(funnel).orElseThrow().made()) {
            sort = Told.number(Objects.requireNonNull(step.values().get("sort")));
            fields.put("SORT", sort);
        }
        calls.call("crm.status.update", Map.of("id", before.rowId(), "fields", fields));
        var stages = portal.stages(funnel);
        stages.set(
                stages.indexOf(before),
                new Status(
                        before.rowId(),
                        before.id(),
                        Objects.requireNonNull(step.values().get("title")),
                        sort,
                        before.semantics()));
    }

    private Status status(FunnelMapping funnel, String id) {
        return portal.stages(funnel).stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CallFailed(
                        "Funnel " + funnel.key() + " came without the stage " + id + ".", "", false, null));
    }

    private void addStage(FunnelMapping funnel, Step step) {
        var entity = entity(funnel);
        var semantics = Objects.requireNonNull(step.values().get("type"));
        var title = Objects.requireNonNull(step.values().get("title"));
        var sort = Told.number(Objects.requireNonNull(step.values().get("sort")));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("ENTITY_ID", BoundMapping.directory(entity.placement(), entityTypeId(entity), category(funnel)));
        fields.put("STATUS_ID", step.part());
        fields.put("NAME", title);
        fields.put("SORT", sort);
        if (!semantics.equals("P")) {
            fields.put("SEMANTICS", semantics);
        }
        var row = calls.call("crm.status.add", Map.of("fields", fields)).asString("");
        portal.stages(funnel).add(new Status(row, step.part(), title, sort, semantics));
    }

    private void removeDefaults(FunnelMapping funnel) {
        if (!portal.funnel(funnel).orElseThrow().fresh()) {
            return;
        }
        for (var status : new StagePlan(entity(funnel), funnel, portal).superfluous()) {
            calls.call("crm.status.delete", Map.of("id", status.rowId(), "params", Map.of("FORCED", "Y")));
            portal.stages(funnel).remove(status);
        }
    }

    /** What was added is read at the end, all at once: after each field it would cost more calls than the fields. */
    private void addField(EntityMapping entity, FieldMapping field) {
        if (entity.placement() == Placement.SMART_PROCESS) {
            var told = new LinkedHashMap<String, Object>();
            told.put("entityId", "CRM_" + typeId(entity));
            told.put("fieldName", BoundMapping.fieldName(entity, field, portal.typeIds(entity)));
            told.put("userTypeId", field.kind().portalName());
            told.put("multiple", field.multiple() ? "Y" : "N");
            told.put("mandatory", "N");
            told.put("showFilter", field.isOwn() ? "N" : "Y");
            told.put("editInList", field.isOwn() ? "N" : "Y");
            told.put("editFormLabel", Map.of("ru", field.title(), "en", field.title()));
            if (!field.options().isEmpty()) {
                told.put("enum", options(List.of(), field.options(), false));
            }
            calls.call("userfieldconfig.add", Map.of("moduleId", "crm", "field", told));
        } else {
            var told = new LinkedHashMap<String, Object>();
            told.put("FIELD_NAME", field.name());
            told.put("USER_TYPE_ID", field.kind().portalName());
            told.put("MULTIPLE", field.multiple() ? "Y" : "N");
            told.put("MANDATORY", "N");
            told.put("SHOW_FILTER", field.isOwn() ? "N" : "Y");
            told.put("EDIT_IN_LIST", field.isOwn() ? "N" : "Y");
            told.put("LABEL", field.title());
            if (!field.options().isEmpty()) {
                told.put("LIST", options(List.of(), field.options(), true));
            }
            calls.call("crm." + entity.key() + ".userfield.add", Map.of("fields", told));
        }
    }

    /** Options that are left out of an update are deleted with their values, so all are sent. */
    private void setOptions(EntityMapping entity, FieldMapping field) {
        var name = BoundMapping.fieldName(entity, field, portal.typeIds(entity));
        var there = portal.fields(entity).stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CallFailed("Field " + name + " has gone.", "", false, null));
        if (entity.placement() == Placement.SMART_PROCESS) {
            calls.call(
                    "userfieldconfig.update",
                    Map.of(
                            "moduleId",
                            "crm",
                            "id",
                            there.id(),
                            "field",
                            Map.of(
                                    "userTypeId",
                                    FieldKind.ENUMERATION.portalName(),
                                    "enum",
                                    options(there.options(), field.options(), false))));
        } else {
            calls.call(
                    "crm." + entity.key() + ".userfield.update",
                    Map.of(
                            "id",
                            there.id(),
                            "fields",
                            Map.of("LIST", options(there.options(), field.options(), true))));
        }
        portal.readFields(entity);
    }

    /** An option that people call alike is ours: some portals give their own code to a new one. */
    private static List<Map<String, Object>> options(
            List<Portal.Option> there, List<FieldOption> wanted, boolean upper) {
        var options = new ArrayList<Map<String, Object>>();
        for (var option : there) {
            var code = wanted.stream()
                    .filter(o -> o.title().equals(option.value())
                            && there.stream().noneMatch(t -> t.xmlId().equals(o.code())))
                    .map(FieldOption::code)
                    .findFirst()
                    .orElse(option.xmlId());
            options.add(option(option.id(), option.value(), code, upper));
        }
        wanted.stream()
                .filter(o -> there.stream()
                        .noneMatch(t -> t.xmlId().equals(o.code()) || t.value().equals(o.title())))
                .forEach(o -> options.add(option("", o.title(), o.code(), upper)));
        return options;
    }

    private static Map<String, Object> option(String id, String value, String code, boolean upper) {
        var told = new LinkedHashMap<String, Object>();
        if (!id.isEmpty()) {
            told.put(upper ? "ID" : "id", id);
        }
        told.put(upper ? "VALUE" : "value", value);
        told.put(upper ? "XML_ID" : "xmlId", code);
        return told;
    }
}
