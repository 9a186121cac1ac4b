package dev.voronka.bitrix.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Smart processes, and {@code crm.type.*}. The id of a type and its {@code entityTypeId} are two numbers. */
final class SmartTypes {
    private static final List<String> FLAGS = List.of(
            "isCategoriesEnabled",
            "isStagesEnabled",
            "isBeginCloseDatesEnabled",
            "isClientEnabled",
            "isUseInUserfieldEnabled",
            "isLinkWithProductsEnabled",
            "isMycompanyEnabled",
            "isDocumentsEnabled",
            "isSourceEnabled",
            "isObserversEnabled",
            "isRecyclebinEnabled",
            "isAutomationEnabled",
            "isBizProcEnabled",
            "isSetOpenPermissions",
            "isPaymentsEnabled",
            "isCountersEnabled");
    private static final List<String> LINKED =
            List.of("CALENDAR_EVENT|UF_CRM_CAL_EVENT", "TASKS_TASK|UF_CRM_TASK", "TASKS_TASK_TEMPLATE|UF_CRM_TASK");

    private static final class SmartType {
        final long id;
        final int entityTypeId;
        String title;
        String code = "";
        final Map<String, String> flags = new LinkedHashMap<>();
        final Map<String, String> linked = new LinkedHashMap<>();
        List<Object> parents = List.of();
        List<Object> children = List.of();
        Instant created;
        Instant updated;
        long updatedBy = 1;

        SmartType(long id, int entityTypeId) {
            this.id = id;
            this.entityTypeId = entityTypeId;
        }
    }

    private final Portal portal;
    private final Map<Long, SmartType> byId = new TreeMap<>();
    private long lastId;
    private int lastEntityTypeId = 1028;

    SmartTypes(Portal portal) {
        this.portal = portal;
    }

    /** Makes a smart process; its number is chosen where null is given. */
    Kind add(String title, Integer wanted, Long wantedId, Map<String, Object> fields) {
        if (byId.size() >= portal.plan().smartProcesses || portal.isRestricted(Portal.Restriction.SMART_TYPES)) {
            throw Refused.bad("CREATE_DYNAMIC_TYPE_RESTRICTED", "Maximum number of SPAs exceeded");
        }
        int entityTypeId = wanted != null ? wanted : free();
        boolean inRange =
                (entityTypeId >= 128 && entityTypeId <= 192) || (entityTypeId >= 1030 && entityTypeId % 2 == 0);
        if (!inRange || portal.items.find(entityTypeId) != null) {
            throw Refused.bad("INVALID_ARG_VALUE", "entityTypeId is out of allowed range");
        }
        SmartType type = new SmartType(wantedId != null ? wantedId : ++lastId, entityTypeId);
        lastId = Math.max(lastId, type.id);
        type.title = title;
        type.created = portal.times.second();
        for (String flag : FLAGS) {
            type.flags.put(flag, "N");
        }
        for (String flag :
                List.of("isCategoriesEnabled", "isStagesEnabled", "isAutomationEnabled", "isSetOpenPermissions")) {
            type.flags.put(flag, "Y");
        }
        LINKED.forEach(each -> type.linked.put(each, "N"));
        set(type, fields, 1);
        byId.put(type.id, type);
        Kind kind = new Kind(entityTypeId, "dynamic_" + entityTypeId, "CRM_" + type.id);
        portal.items.put(kind);
        portal.categories.begin(kind);
        refreshAll();
        return kind;
    }

    private int free() {
        do {
            lastEntityTypeId += 2;
        } while (portal.items.find(lastEntityTypeId) != null);
        return lastEntityTypeId;
    }

    private void refreshAll() {
        for (Kind kind : portal.items.kinds()) {
            portal.userFields.refresh(kind.userFieldsOf);
        }
    }

    boolean hasFunnels(Kind kind) {
        SmartType type = find(kind.entityTypeId);
        return type == null || Values.yes(type.flags.get("isCategoriesEnabled"));
    }

    String title(Kind kind) {
        SmartType type = find(kind.entityTypeId);
        return type == null ? null : type.title;
    }

    /** The fields of that kind that name a parent item. */
    List<Field> parents(Kind kind) {
        List<Long> numbers = new ArrayList<>();
        SmartType own = find(kind.entityTypeId);
        if (own != null) {
            own.parents.forEach(
                    each -> numbers.add(Values.number(Values.map(each).get("entityTypeId"))));
        }
        for (SmartType type : byId.values()) {
            for (Object child : type.children) {
                if (Values.numberOr(Values.map(child).get("entityTypeId"), 0) == kind.entityTypeId) {
                    numbers.add((long) type.entityTypeId);
                }
            }
        }
        List<Field> fields = new ArrayList<>();
        numbers.stream()
                .distinct()
                .sorted()
                .forEach(number -> fields.add(new Field(
                        "parentId" + number,
                        "parentId" + number,
                        "PARENT_ID_" + number,
                        "PARENT_ID_" + number,
                        "crm_entity",
                        false,
                        false,
                        false,
                        null,
                        false)));
        return fields;
    }

    private SmartType find(int entityTypeId) {
        for (SmartType type : byId.values()) {
            if (type.entityTypeId == entityTypeId) {
                return type;
            }
        }
        return null;
    }

    private void set(SmartType type, Map<String, Object> fields, long by) {
        type.title = Values.textOr(fields.get("title"), type.title);
        type.code = Values.textOr(fields.get("code"), type.code);
        FLAGS.forEach(flag -> {
            if (fields.containsKey(flag)) {
                type.flags.put(flag, Values.yesNo(fields.get(flag)));
            }
        });
        Values.map(fields.get("linkedUserFields"))
                .forEach((name, value) -> type.linked.computeIfPresent(name, (same, old) -> Values.yesNo(value)));
        Map<String, Object> relations = Values.map(fields.get("relations"));
        if (relations.containsKey("parent")) {
            type.parents = relations(relations.get("parent"));
        }
        if (relations.containsKey("child")) {
            type.children = relations(relations.get("child"));
        }
        type.updated = portal.times.second();
        type.updatedBy = by;
    }

    private static List<Object> relations(Object said) {
        List<Object> relations = new ArrayList<>();
        for (Object each : Values.list(said)) {
            Map<String, Object> one = Values.map(each);
            relations.add(Values.row(
                    "entityTypeId", Values.number(one.get("entityTypeId")),
                    "isChildrenListEnabled", Values.yesNo(one.get("isChildrenListEnabled")),
                    "isPredefined", "N"));
        }
        return relations;
    }

    private Map<String, Object> listed(SmartType type) {
        Map<String, Object> row = Values.row(
                "id",
                type.id,
                "title",
                type.title,
                "code",
                type.code,
                "createdBy",
                1,
                "entityTypeId",
                type.entityTypeId,
                "customSectionId",
                null);
        row.putAll(type.flags);
        row.put("createdTime", portal.times.shown(type.created));
        row.put("updatedTime", portal.times.shown(type.updated));
        row.put("updatedBy", type.updatedBy);
        return row;
    }

    private Answer whole(SmartType type) {
        Map<String, Object> row = listed(type);
        row.put("relations", Values.row("parent", type.parents, "child", type.children));
        row.put("linkedUserFields", type.linked);
        row.put("customSections", List.of());
        return Answer.of(Values.row("type", row));
    }

    void addTo(Methods methods) {
        methods.add("crm", "crm.type.add", this::add);
        methods.add("crm", "crm.type.list", call -> {
            mayChange(call);
            List<Map<String, Object>> rows = new ArrayList<>();
            byId.values().forEach(each -> rows.add(listed(each)));
            return Answer.page(
                    new Rows(portal.times).find(rows, call.map("filter"), call.map("order")),
                    call.get("start"),
                    "types");
        });
        methods.add("crm", "crm.type.get", call -> whole(type(call, byId.get(Values.numberOr(call.get("id"), 0)))));
        methods.add("crm", "crm.type.getByEntityTypeId", call -> {
            SmartType type = find((int) Values.numberOr(call.get("entityTypeId"), 0));
            if (type == null) {
                throw Refused.bad(0, "Smart process not found");
            }
            return whole(type(call, type));
        });
        methods.add("crm", "crm.type.update", call -> {
            SmartType type = type(call, byId.get(call.neededNumber("id")));
            set(type, call.map("fields"), call.caller.user().id);
            refreshAll();
            return whole(type);
        });
        methods.add("crm", "crm.type.delete", this::delete);
        methods.add("crm", "crm.type.fields", call -> {
            mayChange(call);
            Map<String, Object> fields = Values.row();
            field(fields, "id", "integer", "R");
            field(fields, "title", "string", "*");
            field(fields, "code", "string", "");
            field(fields, "createdBy", "user", "R");
            field(fields, "entityTypeId", "integer", "*I");
            field(fields, "customSectionId", "integer", "I");
            FLAGS.forEach(flag -> field(fields, flag, "boolean", ""));
            field(fields, "createdTime", "datetime", "R");
            field(fields, "updatedTime", "datetime", "R");
            field(fields, "updatedBy", "user", "R");
            return Answer.of(Values.row("fields", fields));
        });
    }

    private static void field(Map<String, Object> fields, String name, String type, String marks) {
        Map<String, Object> field = Descriptions.of(type, marks, Names.upper(name));
        field.put("upperName", Names.upper(name));
        fields.put(name, field);
    }

    private static void mayChange(Call call) {
        if (!call.caller.user().employee) {
            throw Refused.of(403, "allowed_only_intranet_user", "Action allowed only for intranet users");
        }
        if (!call.caller.user().admin) {
            throw Refused.bad("ACCESS_DENIED", "Access denied");
        }
    }

    private static SmartType type(Call call, SmartType type) {
        mayChange(call);
        if (type == null) {
            throw Refused.bad(0, "SPA not found");
        }
        return type;
    }

    private Answer add(Call call) {
        mayChange(call);
        call.needed("fields");
        Map<String, Object> fields = call.map("fields");
        String title = Values.textOr(fields.get("title"), "");
        if (title.isBlank()) {
            throw Refused.nameless("The field \"Title\" is required");
        }
        Long wanted = Values.number(fields.get("entityTypeId"));
        Kind kind = add(title, wanted == null ? null : wanted.intValue(), null, fields);
        return whole(find(kind.entityTypeId));
    }

    private Answer delete(Call call) {
        SmartType type = type(call, byId.get(call.neededNumber("id")));
        Kind kind = portal.items.kind((long) type.entityTypeId);
        if (!kind.items.isEmpty()) {
            throw Refused.bad(0, "You cannot delete an SPA that contains items");
        }
        byId.remove(type.id);
        portal.categories.forget(kind);
        portal.userFields.removeOf(kind.userFieldsOf);
        portal.items.remove(kind.entityTypeId);
        refreshAll();
        return Answer.of(null);
    }
}
