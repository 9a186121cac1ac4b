package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The funnels, and {@code crm.category.*}. */
final class Categories {
    private final Portal portal;
    private final Map<Integer, Map<Long, Category>> byKind = new LinkedHashMap<>();
    private long lastOfDeals;
    private long lastOfOthers = 4;

    Categories(Portal portal) {
        this.portal = portal;
    }

    /** The funnel that every deal and every smart process has from the beginning. */
    void begin(Kind kind) {
        long id = kind.entityTypeId == 2 ? 0 : ++lastOfOthers;
        put(new Category(id, kind.entityTypeId, "Общее", 500, true));
        if (kind.entityTypeId != 2) {
            portal.statuses.beginFunnel(kind, id);
        }
    }

    void put(Category category) {
        byKind.computeIfAbsent(category.entityTypeId, none -> new LinkedHashMap<>())
                .put(category.id, category);
        if (category.entityTypeId == 2) {
            lastOfDeals = Math.max(lastOfDeals, category.id);
        } else {
            lastOfOthers = Math.max(lastOfOthers, category.id);
        }
    }

    void forget(Kind kind) {
        Map<Long, Category> gone = byKind.remove(kind.entityTypeId);
        if (gone != null) {
            gone.keySet().forEach(id -> portal.statuses.removeDirectory(kind.directory(id)));
        }
    }

    List<Category> of(Kind kind) {
        List<Category> all =
                new ArrayList<>(byKind.getOrDefault(kind.entityTypeId, Map.of()).values());
        all.sort(Comparator.comparingLong((Category each) -> each.sort).thenComparingLong(each -> each.id));
        return all;
    }

    long defaultOf(Kind kind) {
        return of(kind).stream()
                .filter(each -> each.first)
                .findFirst()
                .map(each -> each.id)
                .orElse(0L);
    }

    void needed(Kind kind, long id) {
        if (!byKind.getOrDefault(kind.entityTypeId, Map.of()).containsKey(id)) {
            throw Refused.bad("CRM_FIELD_ERROR_VALUE_NOT_VALID", "Invalid value for field \"CATEGORY_ID\"");
        }
    }

    Category add(Kind kind, String name, long sort) {
        Category category = new Category(
                kind.entityTypeId == 2 ? ++lastOfDeals : ++lastOfOthers, kind.entityTypeId, name, sort, false);
        put(category);
        portal.statuses.beginFunnel(kind, category.id);
        return category;
    }

    void addTo(Methods methods) {
        methods.add("crm", "crm.category.add", this::add);
        methods.add("crm", "crm.category.list", call -> {
            Kind kind = kind(call);
            List<Object> rows = new ArrayList<>();
            of(kind).forEach(each -> rows.add(each.shown()));
            return new Answer(Values.row("categories", rows), (long) rows.size(), null);
        });
        methods.add(
                "crm",
                "crm.category.get",
                call -> Answer.of(Values.row("category", category(call).shown())));
        methods.add("crm", "crm.category.update", this::update);
        methods.add("crm", "crm.category.delete", this::delete);
        methods.add("crm", "crm.category.fields", call -> Answer.of(Values.row("fields", fields(kind(call)))));
    }

    private Kind kind(Call call) {
        Kind kind = portal.items.find(Values.numberOr(call.needed("entityTypeId"), -1));
        if (kind == null) {
            throw Refused.notFound("SPA not found");
        }
        if (!kind.hasFunnels() || !portal.types.hasFunnels(kind)) {
            throw Refused.bad(
                    "ENTITY_TYPE_NOT_SUPPORTED", "Entity type " + kind.entityTypeId + " does not support categories");
        }
        return kind;
    }

    private Category category(Call call) {
        Category category =
                byKind.getOrDefault(kind(call).entityTypeId, Map.of()).get(call.neededNumber("id"));
        if (category == null) {
            throw Refused.notFound("Element not found");
        }
        return category;
    }

    private Answer add(Call call) {
        Kind kind = kind(call);
        call.needed("fields");
        Map<String, Object> fields = call.map("fields");
        if (Values.blank(fields.get("name"))) {
            throw Refused.bad("CRM_FIELD_ERROR_REQUIRED", "Required field \"NAME\" is empty");
        }
        named(fields);
        Category category = add(kind, Values.text(fields.get("name")), Values.numberOr(fields.get("sort"), 500));
        set(category, fields);
        return Answer.of(Values.row("category", category.shown()));
    }

    private Answer update(Call call) {
        Category category = category(call);
        Map<String, Object> fields = call.map("fields");
        named(fields);
        if (!Values.blank(fields.get("name"))) {
            category.name = Values.text(fields.get("name"));
        }
        category.sort = Values.numberOr(fields.get("sort"), category.sort);
        set(category, fields);
        return Answer.of(Values.row("category", category.shown()));
    }

    private static void named(Map<String, Object> fields) {
        if (Values.textOr(fields.get("name"), "").length() > 255) {
            throw Refused.bad(
                    "BX_INVALID_VALUE", "The value of the field \"NAME\" must be no longer than 255 characters");
        }
    }

    private void set(Category category, Map<String, Object> fields) {
        if (category.entityTypeId == 2) {
            category.originId = Values.textOr(fields.get("originId"), category.originId);
            category.originatorId = Values.textOr(fields.get("originatorId"), category.originatorId);
        } else if (Values.yes(fields.get("isDefault"))) {
            byKind.get(category.entityTypeId).values().forEach(each -> each.first = each == category);
        }
    }

    private Answer delete(Call call) {
        Kind kind = kind(call);
        Category category = category(call);
        if (category.first) {
            throw Refused.nameless("You cannot delete the default funnel");
        }
        if (kind.items.values().stream().anyMatch(item -> item.category() == category.id)) {
            throw Refused.nameless("You cannot delete the funnel because it contains items");
        }
        byKind.get(kind.entityTypeId).remove(category.id);
        portal.statuses.removeDirectory(kind.directory(category.id));
        return Answer.of(null);
    }

    private static Map<String, Object> fields(Kind kind) {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<String> names = kind.entityTypeId == 2
                ? List.of("id", "name", "sort", "entityTypeId", "isDefault", "originId", "originatorId")
                : List.of("id", "name", "sort", "entityTypeId", "isDefault");
        for (String name : names) {
            boolean whole = name.equals("id") || name.equals("sort") || name.equals("entityTypeId");
            boolean fixed = name.equals("id") || name.equals("entityTypeId") || name.equals("isDefault");
            Map<String, Object> field = new Field(
                            name,
                            name,
                            Names.upper(name),
                            Names.upper(name),
                            whole ? "integer" : name.equals("isDefault") ? "boolean" : "string",
                            fixed,
                            name.equals("entityTypeId"),
                            false,
                            null,
                            false)
                    .described();
            field.put("upperName", Names.upper(name));
            fields.put(name, field);
        }
        return fields;
    }
}
