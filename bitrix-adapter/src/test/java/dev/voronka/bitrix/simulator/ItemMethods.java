package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code crm.item.*}: one form for leads, deals, contacts, companies, invoices, estimates and smart processes. */
final class ItemMethods {
    private final Portal portal;

    ItemMethods(Portal portal) {
        this.portal = portal;
    }

    void addTo(Methods methods) {
        methods.add("crm", "crm.item.add", this::add);
        methods.add(
                "crm",
                "crm.item.import",
                call -> Answer.of(Values.row("item", Values.row("id", added(call, call.map("fields")).id))));
        methods.add("crm", "crm.item.batchImport", this::batchImport);
        methods.add("crm", "crm.item.get", call -> {
            Kind kind = kind(call);
            return Answer.of(Values.row("item", show(kind, kind.item(call.neededNumber("id")), call, null)));
        });
        methods.add("crm", "crm.item.list", this::list);
        methods.add("crm", "crm.item.update", this::update);
        methods.add("crm", "crm.item.delete", call -> {
            Kind kind = kind(call);
            portal.items.delete(kind, kind.item(call.neededNumber("id")), call.author());
            return Answer.of(List.of());
        });
        methods.add("crm", "crm.item.fields", this::fields);
        methods.add("crm", "crm.entity.mergeBatch", this::merge);
    }

    private Kind kind(Call call) {
        return portal.items.kind(call.needed("entityTypeId"));
    }

    private static boolean original(Call call) {
        return Values.yes(call.get("useOriginalUfNames"));
    }

    private Map<String, Object> show(Kind kind, Item item, Call call, List<Object> select) {
        return portal.form.show(kind, item, original(call), select);
    }

    private Answer add(Call call) {
        Kind kind = kind(call);
        call.needed("fields");
        return Answer.of(Values.row("item", show(kind, added(call, call.map("fields")), call, null)));
    }

    private Item added(Call call, Map<String, Object> fields) {
        Kind kind = kind(call);
        return portal.items.add(kind, portal.form.read(kind, fields, original(call)), call.author());
    }

    private Answer batchImport(Call call) {
        kind(call);
        List<Object> data = call.list("data");
        if (data.size() > 20) {
            throw Refused.bad("MAX_IMPORT_BATCH_SIZE_EXCEEDED", "No more than 20 items can be imported at once");
        }
        List<Object> results = new ArrayList<>();
        for (Object each : data) {
            try {
                results.add(Values.row("item", Values.row("id", added(call, Values.map(each)).id)));
            } catch (Refused refused) {
                results.add(Values.row("error", refused.code(), "error_description", refused.description()));
            }
        }
        return Answer.of(Values.row("items", results));
    }

    private Answer update(Call call) {
        Kind kind = kind(call);
        Item item = kind.item(call.neededNumber("id"));
        call.needed("fields");
        Map<String, Object> values = portal.form.read(kind, call.map("fields"), original(call));
        if (kind.isSmart() && values.containsKey("stageId") && !values.containsKey("categoryId")) {
            // Without a funnel the portal takes the first one.
            values.put("categoryId", portal.categories.defaultOf(kind));
        }
        portal.items.change(kind, item, values, call.author());
        return Answer.of(Values.row("item", show(kind, item, call, null)));
    }

    private Answer list(Call call) {
        Kind kind = portal.items.find(Values.numberOr(call.needed("entityTypeId"), -1));
        if (kind == null) {
            throw Refused.notFound("SPA not found");
        }
        Map<String, Field> fields = kind.fields(original(call));
        Filter filter = Filter.of(call.map("filter"), fields::get, portal.times);
        Map<String, String> order = new LinkedHashMap<>();
        call.map("order").forEach((name, way) -> {
            if (!fields.containsKey(name)) {
                throw Refused.bad("INVALID_ARG_VALUE", "Invalid order: field '" + name + "' is not allowed in order");
            }
            String upper = Values.textOr(way, "").toUpperCase(Locale.ROOT);
            if (!upper.equals("ASC") && !upper.equals("DESC")) {
                throw Refused.bad("INVALID_ARG_VALUE", "Invalid order: allowed sort directions are ASC, DESC");
            }
            order.put(name, upper);
        });
        List<Object> select = call.has("select") ? call.list("select") : null;
        ItemPage page = ItemPage.of(kind, filter, order, fields, Values.numberOr(call.get("start"), 0));
        List<Object> shown = new ArrayList<>();
        for (Item item : page.items()) {
            shown.add(show(kind, item, call, select));
        }
        return new Answer(Values.row("items", shown), page.total(), page.next());
    }

    private Answer fields(Call call) {
        Kind kind = kind(call);
        boolean original = original(call);
        Map<String, Object> described = new LinkedHashMap<>();
        kind.fields(original).forEach((name, field) -> {
            Map<String, Object> description = described(portal, kind, field);
            description.put("upperName", field.upper());
            described.put(name, description);
        });
        return Answer.of(Values.row("fields", described));
    }

    /** A description with the directory or the kind that the values of the field come from. */
    static Map<String, Object> described(Portal portal, Kind kind, Field field) {
        Map<String, Object> description = field.described();
        if (field.type().equals("crm_status")) {
            description.put(
                    "statusType",
                    switch (field.name()) {
                        case "stageId", "previousStageId" -> kind.directory(portal.categories.defaultOf(kind));
                        case "sourceId" -> "SOURCE";
                        case "honorific" -> "HONORIFIC";
                        case "industry" -> "INDUSTRY";
                        case "employees" -> "EMPLOYEES";
                        default -> kind.name.toUpperCase(Locale.ROOT) + "_TYPE";
                    });
        }
        Integer parent = switch (field.type()) {
            case "crm_company" -> Integer.valueOf(4);
            case "crm_quote" -> Integer.valueOf(7);
            case "crm_lead" -> Integer.valueOf(1);
            case "crm_entity" -> Integer.valueOf(field.name().replaceAll("\\D", ""));
            default -> null;
        };
        if (parent != null) {
            description.put(
                    "settings",
                    field.name().equals("mycompanyId")
                            ? Values.row(
                                    "isMyCompany", true, "parentEntityTypeId", parent, "isEmbeddedEditorEnabled", true)
                            : Values.row("parentEntityTypeId", parent));
        }
        if (field.name().equals("contactId")) {
            description.put("isDeprecated", true);
        }
        if (field.type().equals("enumeration")) {
            description.put("items", portal.userFields.choices(field));
        }
        return description;
    }

    /** The first id remains, the others are gone. */
    private Answer merge(Call call) {
        Map<String, Object> params = call.has("params") ? call.map("params") : call.params;
        Kind kind = portal.items.kind(params.get("entityTypeId"));
        List<Long> ids = Values.ids(params.get("entityIds"));
        if (ids.size() < 2) {
            throw Refused.nameless("Parameter 'entityIds' must contain at least two elements");
        }
        Item keep = kind.item(ids.get(0));
        for (Long id : ids.subList(1, ids.size())) {
            kind.item(id);
        }
        boolean conflict =
                ids.subList(1, ids.size()).stream().map(kind::item).anyMatch(other -> conflicts(keep, other));
        if (conflict) {
            return Answer.of(Values.row("STATUS", "CONFLICT", "ENTITY_IDS", ids));
        }
        for (Long id : ids.subList(1, ids.size())) {
            portal.merge(kind, keep, kind.item(id), call.author());
        }
        return Answer.of(Values.row("STATUS", "SUCCESS", "ENTITY_IDS", List.of(keep.id)));
    }

    private static boolean conflicts(Item keep, Item other) {
        for (String name : List.of("name", "lastName", "companyId", "opportunity")) {
            if (!Values.blank(keep.get(name))
                    && !Values.blank(other.get(name))
                    && !keep.get(name).equals(other.get(name))) {
                return true;
            }
        }
        return false;
    }
}
