package dev.voronka.bitrix.provision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A portal in memory that follows the rules of the fact sheet, section 2: stages that new funnels come with, one success in
 * each, order by SORT, prefixes, empty error codes. Calls can fail before or after their effect.
 */
final class FakePortal implements Calls {

    private static final JsonMapper JSON = new JsonMapper();

    int mode = 1;
    int quota = 100;
    boolean keepsOrigins = true;
    /** Gives options its own codes when a field is made. */
    boolean ownOptionCodes;

    final List<Map<String, Object>> types = new ArrayList<>();
    final List<Map<String, Object>> categories = new ArrayList<>();
    final List<Map<String, Object>> statuses = new ArrayList<>();
    final List<Map<String, Object>> fields = new ArrayList<>();
    final List<Map<String, Object>> items = new ArrayList<>();
    final List<String> log = new ArrayList<>();

    /** The call that fails, counted from 1; 0 for none. */
    int failAt;

    boolean failAfterEffect;
    boolean staysDead;
    private int calls;
    private int ids = 100;

    FakePortal() {
        categories.add(new HashMap<>(Map.of("id", 0, "entityTypeId", 2, "name", "Общая", "isDefault", "Y")));
        lead("NEW", 10, "P", true);
        lead("IN_PROCESS", 20, "P", false);
        lead("PROCESSED", 30, "P", false);
        lead("CONVERTED", 40, "S", true);
        lead("JUNK", 50, "F", true);
        dealStages("DEAL_STAGE", "");
    }

    private void lead(String id, int sort, String semantics, boolean system) {
        status("STATUS", id, "Портал " + id, sort, semantics, system);
    }

    private void dealStages(String directory, String prefix) {
        var sort = 0;
        for (var id : List.of("NEW", "PREPARATION", "PREPAYMENT_INVOICE", "EXECUTING", "FINAL_INVOICE")) {
            sort += 10;
            status(directory, prefix + id, "Портал " + id, sort, "P", id.equals("NEW"));
        }
        status(directory, prefix + "WON", "Портал WON", 60, "S", true);
        status(directory, prefix + "LOSE", "Портал LOSE", 70, "F", true);
        status(directory, prefix + "APOLOGY", "Портал APOLOGY", 80, "F", false);
    }

    private Map<String, Object> status(
            String directory, String id, String name, int sort, String semantics, boolean system) {
        var row = new LinkedHashMap<String, Object>();
        row.put("ID", String.valueOf(++ids));
        row.put("ENTITY_ID", directory);
        row.put("STATUS_ID", id);
        row.put("NAME", name);
        row.put("SORT", String.valueOf(sort));
        row.put("SYSTEM", system ? "Y" : "N");
        row.put("SEMANTICS", semantics.equals("P") ? null : semantics);
        statuses.add(row);
        return row;
    }

    int calls() {
        return calls;
    }

    @Override
    public List<JsonNode> all(String method, Map<String, ?> parameters, String itemsAt) {
        var result = call(method, parameters);
        return (itemsAt.isEmpty() ? result : result.path(itemsAt)).valueStream().toList();
    }

    @Override
    public JsonNode call(String method, Map<String, ?> parameters) {
        calls++;
        var now = failAt > 0 && (staysDead ? calls >= failAt : calls == failAt);
        if (now && !(failAfterEffect && calls == failAt)) {
            throw new CallFailed("No answer to " + method + ".", "", true, null);
        }
        var asked = JSON.valueToTree(parameters);
        if (!method.endsWith(".list") && !method.contains(".get")) {
            log.add(method + " " + asked);
        }
        JsonNode answer = JSON.valueToTree(answer(method, asked));
        if (now) {
            throw new CallFailed("No answer to " + method + ".", "", true, null);
        }
        return answer;
    }

    private static CallFailed refused(String code, String said) {
        return new CallFailed(said, code, false, null);
    }

    private Object answer(String method, JsonNode p) {
        return switch (method) {
            case "crm.settings.mode.get" -> mode;
            case "crm.type.list" -> Map.of("types", withoutRelations());
            case "crm.type.getByEntityTypeId" -> Map.of("type", type("entityTypeId", p.path("entityTypeId")));
            case "crm.type.add" -> Map.of("type", addType(p.path("fields")));
            case "crm.type.update" -> Map.of("type", updateType(p));
            case "crm.status.entity.types" ->
                statuses.stream()
                        .map(s -> Map.of("ID", s.get("ENTITY_ID")))
                        .distinct()
                        .toList();
            case "crm.category.list" -> Map.of("categories", listed(p));
            case "crm.category.add" -> Map.of("category", addCategory(p));
            case "crm.category.update" -> Map.of("category", updateCategory(p));
            case "crm.status.list" -> statuses(p);
            case "crm.status.add" -> addStatus(p.path("fields"));
            case "crm.status.update" -> updateStatus(p);
            case "crm.status.delete" -> deleteStatus(p);
            case "crm.item.list" -> Map.of("items", items(p));
            case "crm.deal.userfield.list" -> upper("CRM_DEAL");
            case "crm.lead.userfield.list" -> upper("CRM_LEAD");
            case "crm.deal.userfield.add" -> addUpper("CRM_DEAL", p.path("fields"));
            case "crm.lead.userfield.add" -> addUpper("CRM_LEAD", p.path("fields"));
            case "crm.deal.userfield.update", "crm.lead.userfield.update" -> {
                options(field(p), p.path("fields").path("LIST"), "ID", "VALUE", "XML_ID");
                yield true;
            }
            case "userfieldconfig.list" -> Map.of("fields", lower(p));
            case "userfieldconfig.get" -> Map.of("field", field(p));
            case "userfieldconfig.add" -> Map.of("field", addLower(p.path("field")));
            case "userfieldconfig.update" -> {
                var field = field(p);
                options(field, p.path("field").path("enum"), "id", "value", "xmlId");
                yield Map.of("field", field);
            }
            default -> throw refused("ERROR_METHOD_NOT_FOUND", "There is no method " + method + ".");
        };
    }

    private List<Map<String, Object>> withoutRelations() {
        return types.stream()
                .map(t -> {
                    Map<String, Object> copy = new TreeMap<>(t);
                    copy.remove("relations");
                    return copy;
                })
                .toList();
    }

    private Map<String, Object> type(String by, JsonNode value) {
        return types.stream()
                .filter(t -> String.valueOf(t.get(by)).equals(value.asString("")))
                .findFirst()
                .orElseThrow(() -> refused("NOT_FOUND", "Smart process not found"));
    }

    private Map<String, Object> addType(JsonNode fields) {
        if (types.size() >= quota) {
            throw refused("CREATE_DYNAMIC_TYPE_RESTRICTED", "Maximum number of SPAs exceeded");
        }
        var number = fields.path("entityTypeId").asInt(1030 + 2 * ids);
        if (types.stream().anyMatch(t -> t.get("entityTypeId").equals(number))) {
            throw refused("", "entityTypeId is taken");
        }
        var type = new LinkedHashMap<String, Object>();
        fields.properties().forEach(f -> type.put(f.getKey(), f.getValue().asString("")));
        type.put("id", ++ids);
        type.put("entityTypeId", number);
        type.put(
                "relations",
                Map.of(
                        "parent",
                        List.of(Map.of("entityTypeId", 3, "isChildrenListEnabled", "Y", "isPredefined", "Y")),
                        "child",
                        List.of()));
        types.add(type);
        addCategory(number, "Основная", "", "");
        return type;
    }

    /** Made by a person. */
    int typeOfOthers(String title) {
        var type = addType(JSON.valueToTree(Map.of("title", title, "isStagesEnabled", "Y")));
        return (Integer) Objects.requireNonNull(type.get("entityTypeId"));
    }

    private Map<String, Object> updateType(JsonNode p) {
        var type = type("id", p.path("id"));
        p.path("fields").properties().forEach(f -> {
            if (f.getKey().equals("relations")) {
                var sides = new LinkedHashMap<String, Object>();
                sides.put("child", List.of());
                for (var side : f.getValue().properties()) {
                    var related = new ArrayList<Map<String, Object>>();
                    if (side.getKey().equals("parent")) {
                        related.add(Map.of("entityTypeId", 3, "isChildrenListEnabled", "Y", "isPredefined", "Y"));
                    }
                    side.getValue()
                            .valueStream()
                            .forEach(r -> related.add(Map.of(
                                    "entityTypeId",
                                    r.path("entityTypeId").asInt(),
                                    "isChildrenListEnabled",
                                    r.path("isChildrenListEnabled").asString("").equals("true") ? "Y" : "N",
                                    "isPredefined",
                                    "N")));
                    sides.put(side.getKey(), related);
                }
                type.put("relations", sides);
            } else {
                type.put(f.getKey(), f.getValue().asString(""));
            }
        });
        return type;
    }

    /** Refused where funnels are switched off. */
    private List<Map<String, Object>> listed(JsonNode p) {
        if (types.stream()
                .anyMatch(
                        t -> t.get("entityTypeId").equals(p.path("entityTypeId").asInt())
                                && !"Y".equals(t.get("isCategoriesEnabled")))) {
            throw refused("ENTITY_TYPE_NOT_SUPPORTED", "Entity type is not supported");
        }
        return categories(p);
    }

    private List<Map<String, Object>> categories(JsonNode p) {
        return categories.stream()
                .filter(c -> c.get("entityTypeId").equals(p.path("entityTypeId").asInt()))
                .toList();
    }

    private Map<String, Object> addCategory(JsonNode p) {
        var fields = p.path("fields");
        return addCategory(
                p.path("entityTypeId").asInt(),
                fields.path("name").asString(""),
                keepsOrigins ? fields.path("originatorId").asString("") : "",
                keepsOrigins ? fields.path("originId").asString("") : "");
    }

    Map<String, Object> addCategory(int entityTypeId, String name, String originator, String origin) {
        var id = ++ids;
        var category = new LinkedHashMap<String, Object>();
        category.put("id", id);
        category.put("entityTypeId", entityTypeId);
        category.put("name", name);
        category.put(
                "isDefault",
                categories.stream().anyMatch(c -> c.get("entityTypeId").equals(entityTypeId)) ? "N" : "Y");
        category.put("originatorId", originator);
        category.put("originId", origin);
        categories.add(category);
        if (entityTypeId == 2) {
            dealStages("DEAL_STAGE_" + id, "C" + id + ":");
        } else {
            var directory = "DYNAMIC_" + entityTypeId + "_STAGE_" + id;
            var prefix = "DT" + entityTypeId + "_" + id + ":";
            status(directory, prefix + "NEW", "Начало", 10, "P", true);
            status(directory, prefix + "PREPARATION", "Подготовка", 20, "P", false);
            status(directory, prefix + "CLIENT", "Согласование", 30, "P", false);
            status(directory, prefix + "SUCCESS", "Успех", 40, "S", true);
            status(directory, prefix + "FAIL", "Провал", 50, "F", true);
        }
        return category;
    }

    private Map<String, Object> updateCategory(JsonNode p) {
        var category = categories.stream()
                .filter(c -> c.get("id").equals(p.path("id").asInt()))
                .findFirst()
                .orElseThrow(() -> refused("NOT_FOUND", "no category"));
        p.path("fields")
                .properties()
                .forEach(f -> category.put(f.getKey(), f.getValue().asString("")));
        return category;
    }

    private List<Map<String, Object>> statuses(JsonNode p) {
        return directory(p.path("filter").path("ENTITY_ID").asString(""));
    }

    List<Map<String, Object>> directory(String directory) {
        return statuses.stream()
                .filter(s -> s.get("ENTITY_ID").equals(directory))
                .sorted(java.util.Comparator.comparingInt(FakePortal::sort))
                .toList();
    }

    static int sort(Map<String, Object> status) {
        return Integer.parseInt(String.valueOf(status.get("SORT")));
    }

    private String addStatus(JsonNode fields) {
        var directory = fields.path("ENTITY_ID").asString("");
        var there = directory(directory);
        if (there.isEmpty()) {
            throw refused("", "Specified entity type is not supported.");
        }
        var prefix = String.valueOf(there.get(0).get("STATUS_ID")).replaceFirst("[^:]*$", "");
        var id = prefix + fields.path("STATUS_ID").asString("");
        var longest = directory.equals("STATUS") ? 21 : directory.startsWith("DEAL") ? 22 : 50;
        if (id.length() > longest || !fields.path("STATUS_ID").asString("").matches("[A-Z0-9_-]+")) {
            throw refused("", "The STATUS_ID is not valid.");
        } else if (there.stream().anyMatch(s -> s.get("STATUS_ID").equals(id))) {
            throw refused("ERROR_CORE", "already exists");
        }
        var semantics = fields.path("SEMANTICS").asString("P");
        var sort = fields.path("SORT").asInt();
        var success = there.stream()
                .filter(s -> "S".equals(s.get("SEMANTICS")))
                .mapToInt(FakePortal::sort)
                .findFirst()
                .orElseThrow();
        if (semantics.equals("S")) {
            throw refused("", "Final success stage already exists.");
        } else if (semantics.equals("P") && sort >= success) {
            throw refused("", "Cannot create more stages after the final stage.");
        } else if (semantics.equals("F") && sort <= success) {
            throw refused("", "Failure stages go behind the final stage.");
        }
        return String.valueOf(status(directory, id, fields.path("NAME").asString(""), sort, semantics, false)
                .get("ID"));
    }

    private Map<String, Object> row(JsonNode p) {
        return statuses.stream()
                .filter(s -> s.get("ID").equals(p.path("id").asString("")))
                .findFirst()
                .orElseThrow(() -> refused("", "Status is not found."));
    }

    private Object updateStatus(JsonNode p) {
        var row = row(p);
        for (var allowed : List.of("NAME", "SORT", "COLOR")) {
            if (p.path("fields").has(allowed)) {
                row.put(allowed, p.path("fields").path(allowed).asString(""));
            }
        }
        return true;
    }

    private Object deleteStatus(JsonNode p) {
        var row = row(p);
        if (row.get("SYSTEM").equals("Y")) {
            throw refused("", "System status cannot be deleted.");
        } else if (items.stream().anyMatch(i -> row.get("STATUS_ID").equals(i.get("stageId")))) {
            throw refused("", "There are active items in this status.");
        }
        statuses.remove(row);
        return true;
    }

    private List<Map<String, Object>> items(JsonNode p) {
        return items.stream()
                .filter(i -> i.get("entityTypeId").equals(p.path("entityTypeId").asInt())
                        && i.get("categoryId")
                                .equals(p.path("filter").path("categoryId").asInt()))
                .toList();
    }

    private List<Map<String, Object>> upper(String entity) {
        return fields.stream()
                .filter(f -> f.get("entityId").equals(entity))
                .map(f -> {
                    Map<String, Object> told = new LinkedHashMap<>();
                    told.put("ID", f.get("id"));
                    told.put("FIELD_NAME", f.get("fieldName"));
                    told.put("USER_TYPE_ID", f.get("userTypeId"));
                    told.put("MULTIPLE", f.get("multiple"));
                    told.put("MANDATORY", f.get("mandatory"));
                    told.put(
                            "LIST",
                            options(f).stream()
                                    .map(o -> Map.of(
                                            "ID", o.get("id"), "VALUE", o.get("value"), "XML_ID", o.get("xmlId")))
                                    .toList());
                    return told;
                })
                .toList();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> options(Map<String, Object> field) {
        return (List<Map<String, Object>>) field.getOrDefault("enum", List.of());
    }

    private List<Map<String, Object>> lower(JsonNode p) {
        return fields.stream()
                .filter(f -> f.get("entityId")
                        .equals(p.path("filter").path("entityId").asString("")))
                .map(f -> {
                    Map<String, Object> told = new LinkedHashMap<>(f);
                    told.remove("enum");
                    return told;
                })
                .toList();
    }

    private Map<String, Object> field(JsonNode p) {
        return fields.stream()
                .filter(f -> f.get("id").equals(p.path("id").asString("")))
                .findFirst()
                .orElseThrow(() -> refused("", "Field not found"));
    }

    private String addUpper(String entity, JsonNode told) {
        var field = field(
                entity,
                "UF_CRM_" + told.path("FIELD_NAME").asString(""),
                told.path("USER_TYPE_ID").asString(""),
                told.path("MULTIPLE").asString("N"));
        options(field, told.path("LIST"), "ID", "VALUE", "XML_ID");
        return String.valueOf(field.get("id"));
    }

    private Map<String, Object> addLower(JsonNode told) {
        var entity = told.path("entityId").asString("");
        var name = told.path("fieldName").asString("");
        if (!name.startsWith("UF_" + entity + "_") || name.length() > 50) {
            throw refused("", "The 'FIELD_NAME' field is not valid.");
        }
        var field = field(
                entity,
                name,
                told.path("userTypeId").asString(""),
                told.path("multiple").asString("N"));
        options(field, told.path("enum"), "id", "value", "xmlId");
        return field;
    }

    Map<String, Object> field(String entity, String name, String type, String multiple) {
        if (fields.stream()
                .anyMatch(f ->
                        f.get("entityId").equals(entity) && f.get("fieldName").equals(name))) {
            throw refused("", "Field " + name + " already exists");
        }
        var field = new LinkedHashMap<String, Object>();
        field.put("id", String.valueOf(++ids));
        field.put("entityId", entity);
        field.put("fieldName", name);
        field.put("userTypeId", type);
        field.put("multiple", multiple);
        field.put("mandatory", "N");
        fields.add(field);
        return field;
    }

    /** Options that are left out are gone. */
    private void options(Map<String, Object> field, JsonNode told, String id, String value, String code) {
        var before = options(field);
        var now = new ArrayList<Map<String, Object>>();
        told.valueStream().forEach(o -> {
            var option = new LinkedHashMap<String, Object>();
            var known = o.path(id).asString("");
            if (!known.isEmpty() && before.stream().noneMatch(b -> b.get("id").equals(known))) {
                throw refused("", "no such option");
            }
            option.put("id", known.isEmpty() ? String.valueOf(++ids) : known);
            option.put("value", o.path(value).asString(""));
            option.put(
                    "xmlId",
                    known.isEmpty() && ownOptionCodes && before.isEmpty()
                            ? "own" + ids
                            : o.path(code).asString("").toString());
            now.add(option);
        });
        if (!now.isEmpty()) {
            field.put("enum", now);
        }
    }

    /** What a person does to a stage, by its whole code. */
    Map<String, Object> stage(String statusId) {
        return statuses.stream()
                .filter(s -> s.get("STATUS_ID").equals(statusId))
                .findFirst()
                .orElseThrow();
    }

    /** The code of a stage in the only funnel with this name, with its prefix. */
    String in(String funnel, String statusId) {
        var category = categories.stream()
                .filter(c -> c.get("name").equals(funnel))
                .findFirst()
                .orElseThrow();
        return String.format(Locale.ROOT, "C%s:%s", category.get("id"), statusId);
    }
}
