package dev.voronka.bitrix.provision;

import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.FieldKind;
import dev.voronka.bitrix.provision.Portal.Category;
import dev.voronka.bitrix.provision.Portal.Field;
import dev.voronka.bitrix.provision.Portal.Option;
import dev.voronka.bitrix.provision.Portal.Relation;
import dev.voronka.bitrix.provision.Portal.Status;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads single things of a portal and gives them one form. */
final class PortalReading {

    private static final int SIMPLE = 2;

    private final Calls calls;

    PortalReading(Calls calls) {
        this.calls = calls;
    }

    boolean isWithoutLeads() {
        return Told.number(calls.call("crm.settings.mode.get", Map.of()).asString("")) == SIMPLE;
    }

    /** All smart processes, without their relations, which the list does not tell. */
    List<Portal.Type> types() {
        return calls.all("crm.type.list", Map.of(), "types").stream()
                .map(PortalReading::type)
                .toList();
    }

    Portal.Type type(int entityTypeId) {
        return type(calls.call("crm.type.getByEntityTypeId", Map.of("entityTypeId", entityTypeId))
                .path("type"));
    }

    private static Portal.Type type(JsonNode told) {
        return new Portal.Type(
                Told.number(told, "id"),
                Told.number(told, "entityTypeId"),
                Told.text(told, "title"),
                Told.flag(told, "isStagesEnabled"),
                Told.flag(told, "isCategoriesEnabled"),
                relations(told, "parent"),
                relations(told, "child"));
    }

    private static List<Relation> relations(JsonNode told, String side) {
        return told.path("relations")
                .path(side)
                .valueStream()
                .filter(r -> !Told.flag(r, "isPredefined"))
                .map(r -> new Relation(Told.number(r, "entityTypeId"), Told.flag(r, "isChildrenListEnabled")))
                .toList();
    }

    List<Category> categories(int entityTypeId) {
        return calls.all("crm.category.list", Map.of("entityTypeId", entityTypeId), "categories").stream()
                .map(c -> new Category(
                        Told.number(c, "id"),
                        Told.text(c, "name"),
                        Told.flag(c, "isDefault"),
                        Told.text(c, "originatorId").equals(Portal.ORIGINATOR) ? Told.text(c, "originId") : ""))
                .toList();
    }

    /** Where funnels are switched off they cannot be listed, but the only one has its list of stages. */
    List<Category> onlyCategory(EntityMapping entity, int number) {
        var begin = "DYNAMIC_" + number + "_STAGE_";
        return calls.call("crm.status.entity.types", Map.of())
                .valueStream()
                .map(t -> Told.text(t, "ID"))
                .filter(id -> id.startsWith(begin))
                .map(id -> new Category(Told.number(id.substring(begin.length())), entity.title(), true, ""))
                .limit(1)
                .toList();
    }

    boolean isEmpty(@Nullable Integer entityTypeId, Category category) {
        return calls.call(
                        "crm.item.list",
                        Map.of(
                                "entityTypeId",
                                Objects.requireNonNull(entityTypeId),
                                "select",
                                List.of("id"),
                                "filter",
                                Map.of("categoryId", category.id())))
                .path("items")
                .isEmpty();
    }

    /** The stages of a funnel, without what the portal puts before their codes. */
    List<Status> statuses(EntityMapping entity, int number, int category) {
        var directory = BoundMapping.directory(entity.placement(), number, category);
        var prefix = BoundMapping.prefix(entity.placement(), number, category);
        return calls
                .all(
                        "crm.status.list",
                        Map.of("order", Map.of("SORT", "ASC"), "filter", Map.of("ENTITY_ID", directory)),
                        "")
                .stream()
                .map(s -> status(s, prefix))
                .toList();
    }

    private static Status status(JsonNode told, String prefix) {
        var id = Told.text(told, "STATUS_ID");
        var semantics = Told.text(told, "SEMANTICS");
        return new Status(
                Told.text(told, "ID"),
                id.startsWith(prefix) ? id.substring(prefix.length()) : id,
                Told.text(told, "NAME"),
                Told.number(told, "SORT"),
                semantics.isEmpty() ? "P" : semantics);
    }

    /** The fields of leads or deals. */
    List<Field> fields(EntityMapping entity) {
        var method = "crm." + entity.key() + ".userfield.list";
        return calls.all(method, Map.of("order", Map.of("SORT", "ASC")), "").stream()
                .map(f -> new Field(
                        Told.text(f, "ID"),
                        Told.text(f, "FIELD_NAME"),
                        Told.text(f, "USER_TYPE_ID"),
                        Told.flag(f, "MULTIPLE"),
                        Told.flag(f, "MANDATORY"),
                        f.path("LIST")
                                .valueStream()
                                .map(o -> new Option(Told.text(o, "ID"), Told.text(o, "XML_ID"), Told.text(o, "VALUE")))
                                .toList()))
                .toList();
    }

    /** The list does not tell options, so each choice of ours is asked for. */
    List<Field> fields(Portal.Type type) {
        var parameters = Map.of("moduleId", "crm", "filter", Map.of("entityId", "CRM_" + type.id()));
        return calls.all("userfieldconfig.list", parameters, "fields").stream()
                .map(f -> Told.text(f, "userTypeId").equals(FieldKind.ENUMERATION.portalName())
                                && Told.text(f, "fieldName").contains("_VK")
                        ? calls.call("userfieldconfig.get", Map.of("moduleId", "crm", "id", Told.text(f, "id")))
                                .path("field")
                        : f)
                .map(f -> new Field(
                        Told.text(f, "id"),
                        Told.text(f, "fieldName"),
                        Told.text(f, "userTypeId"),
                        Told.flag(f, "multiple"),
                        Told.flag(f, "mandatory"),
                        f.path("enum")
                                .valueStream()
                                .map(o -> new Option(Told.text(o, "id"), Told.text(o, "xmlId"), Told.text(o, "value")))
                                .toList()))
                .toList();
    }
}
