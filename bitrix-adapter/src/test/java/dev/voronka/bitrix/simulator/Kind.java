package dev.voronka.bitrix.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** One kind of items, such as deals or one smart process: its fields and its items by id. */
final class Kind {
    final int entityTypeId;
    /** Of timelines and old methods: {@code deal}, {@code dynamic_1046}. */
    final String name;
    /** Whose user fields it has: {@code CRM_DEAL}, {@code CRM_7}. */
    final String userFieldsOf;

    final TreeMap<Long, Item> items = new TreeMap<>();
    private final Map<String, Field> own;
    /** By the simple name, then by the original name; made anew when a user field is added. */
    private Map<String, Field> simple;

    private Map<String, Field> original;
    private long lastId;

    Kind(int entityTypeId, String name, String userFieldsOf) {
        this.entityTypeId = entityTypeId;
        this.name = name;
        this.userFieldsOf = userFieldsOf;
        this.own = FieldCatalog.of(entityTypeId);
        this.simple = own;
        this.original = own;
    }

    /** All fields by the names that a call uses: original names of user fields, or simplified ones. */
    Map<String, Field> fields(boolean originalNames) {
        return originalNames ? original : simple;
    }

    /** The last user field wins where two have one simplified name. */
    void userFields(Iterable<Field> userFields) {
        Map<String, Field> bySimple = new LinkedHashMap<>(own);
        Map<String, Field> byOriginal = new LinkedHashMap<>(own);
        for (Field field : userFields) {
            bySimple.put(field.simple(), field);
            byOriginal.put(field.upper(), field);
        }
        simple = bySimple;
        original = byOriginal;
    }

    String upperOf(String name) {
        Field field = own.get(name);
        return field == null ? name : field.upper();
    }

    boolean isSmart() {
        return entityTypeId >= 128;
    }

    boolean hasStages() {
        return entityTypeId != 3 && entityTypeId != 4;
    }

    boolean hasFunnels() {
        return entityTypeId == 2 || entityTypeId == 31 || isSmart();
    }

    /** The directory of stages of that funnel. */
    String directory(long category) {
        return switch (entityTypeId) {
            case 1 -> "STATUS";
            case 2 -> category == 0 ? "DEAL_STAGE" : "DEAL_STAGE_" + category;
            case 7 -> "QUOTE_STATUS";
            case 31 -> "SMART_INVOICE_STAGE_" + category;
            default -> "DYNAMIC_" + entityTypeId + "_STAGE_" + category;
        };
    }

    /** What the codes of stages of that funnel begin with; empty for leads, estimates and the first funnel of deals. */
    String prefix(long category) {
        return switch (entityTypeId) {
            case 1, 7 -> "";
            case 2 -> category == 0 ? "" : "C" + category + ":";
            default -> "DT" + entityTypeId + "_" + category + ":";
        };
    }

    Item newItem() {
        Item item = new Item(++lastId);
        items.put(item.id, item);
        return item;
    }

    /** The next item gets that id, for tests that need one. */
    void next(long id) {
        lastId = id - 1;
    }

    Item item(Long id) {
        Item item = id == null ? null : items.get(id);
        if (item == null) {
            throw Refused.notFound("Item not found");
        }
        return item;
    }
}
