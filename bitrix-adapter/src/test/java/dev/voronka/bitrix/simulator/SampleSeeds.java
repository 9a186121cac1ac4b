package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gives a portal what a sample takes for granted: the smart process, the funnel, the stage, the item with that id, the fields. */
final class SampleSeeds {
    private final Portal portal;
    private final String method;
    private final Map<String, Object> request;
    private final Object result;

    SampleSeeds(Portal portal, String method, Map<String, Object> request, Object result) {
        this.portal = portal;
        this.method = method;
        this.request = Values.ignoringCase(request);
        this.result = result;
    }

    void sow() {
        Long type = Values.number(request.get("entityTypeId"));
        Map<String, Object> fields = Values.map(request.get("fields"));
        if (type != null) {
            kind(type);
        }
        for (int id = 2; id <= 13; id++) {
            portal.people.withId(id);
        }
        if (method.startsWith("crm.item.details.")) {
            layout();
        } else if (method.startsWith("crm.item.") && type != null) {
            items(kind(type), fields);
        } else if (method.startsWith("crm.category.") && type != null) {
            Long id = Values.number(request.get("id"));
            if (id != null) {
                funnel(kind(type), id);
            }
        } else if (method.startsWith("crm.status.")) {
            statuses(fields);
        } else if (method.startsWith("crm.type.")) {
            types(type);
        } else if (method.startsWith("userfieldconfig.") || method.contains(".userfield.")) {
            userFields();
        } else if (method.startsWith("crm.timeline.") || method.startsWith("crm.activity.")) {
            timeline();
        } else if (method.startsWith("tasks.task.")) {
            portal.tasks.seed(8017).values.put("RESPONSIBLE_ID", 547L);
            portal.tasks.set(portal.tasks.find(8017), Values.row("DEADLINE", "2026-12-01"));
        } else if (method.startsWith("user.") || method.startsWith("department.")) {
            portal.people.department("Отдел", 1L, 1L);
        } else if (method.equals("crm.stagehistory.list")) {
            item(portal.items.find(2), 1, Map.of());
        } else if (method.matches("crm\\.(lead|deal|contact|company)\\..*")) {
            old(fields);
        }
    }

    private Kind kind(long type) {
        if (portal.items.find(type) == null && type >= 128) {
            portal.types.add("Процесс", (int) type, null, Map.of());
        }
        return portal.items.kind(type);
    }

    private void funnel(Kind kind, long id) {
        if (portal.categories.of(kind).stream().noneMatch(each -> each.id == id)) {
            portal.categories.put(new Category(id, kind.entityTypeId, "Воронка", 500, false));
            portal.statuses.beginFunnel(kind, id);
        }
    }

    private void stage(Kind kind, long funnel, String code) {
        String directory = kind.directory(funnel);
        if (code != null && portal.statuses.find(directory, code) == null) {
            portal.statuses.add(directory, code, "Стадия", 15, false, "#123456", "P", funnel);
        }
    }

    private Item item(Kind kind, long id, Map<String, Object> values) {
        kind.next(id);
        return portal.items.add(kind, new HashMap<>(values), Author.person(1));
    }

    /** User fields and parents that the request or the answer names. */
    private void extraFields(Kind kind, Map<String, Object> named) {
        named.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("parentid") || lower.startsWith("parent_id_")) {
                int parent = Integer.parseInt(name.replaceAll("\\D", ""));
                if (parent >= 128 && portal.items.find(parent) == null) {
                    portal.types.add(
                            "Родитель " + parent,
                            parent,
                            null,
                            Map.of("relations", Map.of("child", List.of(Map.of("entityTypeId", kind.entityTypeId)))));
                }
            } else if (lower.startsWith("ufcrm_") || lower.startsWith("uf_crm_")) {
                String upper = "UF_CRM_" + name.replaceAll("^(?i)uf_?crm_", "");
                if (portal.userFields.find(kind.userFieldsOf, upper) == null) {
                    portal.userFields.add(
                            kind.userFieldsOf,
                            upper,
                            value instanceof Number ? "double" : "string",
                            value instanceof List<?>);
                }
            }
        });
        portal.userFields.refresh(kind.userFieldsOf);
    }

    private void items(Kind kind, Map<String, Object> fields) {
        Map<String, Object> shown = Values.map(Values.map(result).get("item"));
        extraFields(kind, fields);
        extraFields(kind, shown);
        long funnel = Values.numberOr(
                shown.getOrDefault("categoryId", fields.get("categoryId")), portal.categories.defaultOf(kind));
        if (kind.hasFunnels()) {
            funnel(kind, funnel);
        }
        stage(kind, funnel, Values.text(fields.get("stageId")));
        Map<String, Object> values = new HashMap<>();
        values.put("categoryId", funnel);
        if (shown.containsKey("fm")) {
            values.put(
                    "fm",
                    List.of(
                            Values.row("value", "+70000000000"),
                            Values.row("value", "a@b.example", "typeId", "EMAIL")));
        }
        if (method.equals("crm.item.list")) {
            values.putAll(Values.row(
                    "name",
                    "Анна",
                    "opportunity",
                    7000.0,
                    "sourceId",
                    "WEB",
                    "isManualOpportunity",
                    "Y",
                    "stageId",
                    "NEW"));
        }
        Long id = method.equals("crm.item.list") ? Long.valueOf(1) : Values.number(request.get("id"));
        if (id != null) {
            item(kind, id, values);
        }
        for (Object data : Values.list(request.get("data"))) {
            extraFields(kind, Values.map(data));
        }
    }

    private void old(Map<String, Object> fields) {
        Kind kind = portal.items.named(method.split("\\.", -1)[1]);
        extraFields(kind, fields);
        Object shown = result instanceof List<?> list && !list.isEmpty() ? list.get(0) : result;
        Map<String, Object> row = Values.map(shown);
        if (method.endsWith(".fields")) {
            return;
        }
        extraFields(kind, row);
        Map<String, Object> values = new HashMap<>();
        List<Object> multi = new ArrayList<>();
        for (String name : List.of("PHONE", "EMAIL", "WEB", "IM")) {
            if (row.containsKey(name)) {
                multi.add(Values.row(
                        "value", name.equals("EMAIL") ? "special-for@example.com" : "+70000000000", "typeId", name));
            }
        }
        if (!multi.isEmpty()) {
            values.put("fm", multi);
        }
        values.putAll(Values.row(
                "opportunity",
                15000.0,
                "name",
                "Ivan",
                "lastName",
                "Ilyin",
                "typeId",
                "CUSTOMER",
                "sourceId",
                "CRM_FORM"));
        if (kind.hasStages()) {
            stage(kind, 0, Values.text(fields.get("STAGE_ID")));
        }
        long id = Values.numberOr(request.get("id"), 1);
        long first = method.endsWith(".list") && request.containsKey("start")
                ? Values.numberOr(request.get("start"), 0) + 60
                : 1;
        for (long i = 0; i < first; i++) {
            item(kind, id + i, values);
        }
    }

    private void statuses(Map<String, Object> fields) {
        String directory = Values.text(fields.get("ENTITY_ID"));
        if (directory != null && directory.startsWith("DEAL_STAGE_")) {
            funnel(portal.items.find(2), Long.parseLong(directory.substring("DEAL_STAGE_".length())));
            portal.statuses.in(directory).stream().filter(Status::isEnd).forEach(each -> each.sort += 100);
        }
        Long id = Values.number(request.get("id"));
        if (id != null) {
            Status own = method.equals("crm.status.get")
                    ? portal.statuses.find("DEAL_STAGE", "WON")
                    : portal.statuses.add("DEAL_STAGE", "OWN", "Своя", 15, false, "#123456", "P", 0L);
            portal.statuses.renumber(own, id);
        }
    }

    private void types(Long type) {
        if (method.equals("crm.type.update")) {
            portal.types.add("Процесс", null, Values.number(request.get("id")), Map.of());
        } else if (type == null) {
            Map<String, Object> flags = new HashMap<>();
            for (String flag :
                    List.of("isAutomationEnabled", "isBizProcEnabled", "isCategoriesEnabled", "isClientEnabled")) {
                flags.put(flag, "Y");
            }
            portal.types.add("Процесс", null, null, flags);
        }
    }

    private void userFields() {
        boolean old = method.contains(".userfield.");
        String entity = old ? "CRM_" + method.split("\\.", -1)[1].toUpperCase(Locale.ROOT) : "CRM_DEAL";
        boolean list = method.startsWith("userfieldconfig");
        UserFields.UserField field = portal.userFields.add(
                Values.numberOr(request.get("id"), 500), entity, "UF_CRM_ONE", list ? "enumeration" : "string", true);
        field.mandatory = method.endsWith(".list");
        field.settings.put("SIZE", 20);
        field.label = list ? Map.of("ru", "Поле") : "Поле";
        if (list) {
            portal.userFields.choice(field, "Да", null, 100, false);
        }
        if (method.equals("userfieldconfig.list")) {
            for (int i = 0; i < 60; i++) {
                portal.userFields.add(entity, "UF_CRM_N" + i, "string", true);
            }
        }
    }

    private void layout() {
        Map<String, Object> call = Values.row();
        call.putAll(request);
        call.put(
                "data",
                List.of(Values.row(
                        "name",
                        "main",
                        "title",
                        "О сделке",
                        "type",
                        "section",
                        "elements",
                        List.of(Values.row("name", "TITLE", "optionFlags", "0")))));
        portal.methods.find("crm.item.details.configuration.set").work().on(new Call(method, call, null));
    }

    private void timeline() {
        Map<String, Object> fields = Values.map(request.get("fields"));
        Kind deals = portal.items.find(2);
        for (long id : List.of(1L, 10L)) {
            item(deals, id, Map.of());
        }
        item(portal.items.find(3), 102, Map.of());
        portal.timeline.comment(999, deals, 10, "Было");
        portal.activities.seed(999, deals, 1);
        for (long id = 2000; id < 2055; id++) {
            portal.activities.seed(id, portal.items.find(3), 102);
        }
        if (method.endsWith("bindings.list")) {
            portal.locked(() -> portal.methods
                    .find("crm.timeline.bindings.bind")
                    .work()
                    .on(new Call(
                            method,
                            Map.of("fields", Map.of("OWNER_ID", 999, "ENTITY_ID", 10, "ENTITY_TYPE", "deal")),
                            null)));
        }
        if (method.equals("crm.timeline.logmessage.get")) {
            portal.timeline.message(Values.numberOr(request.get("id"), 1), deals, 1);
        }
        extraFields(deals, fields);
    }
}
