package dev.voronka.bitrix.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which stages items went through, and {@code crm.stagehistory.list}. It does not know who moved. */
final class History {
    private record Entry(long id, long ownerId, int type, Instant at, long category, String stage, String group) {}

    private final Portal portal;
    private final Map<Integer, TreeMap<Long, Entry>> byKind = new HashMap<>();
    private final Map<Integer, Map<Long, List<Entry>>> byOwner = new HashMap<>();
    private long lastId;
    /** Whether entries of a funnel that the item has left are hidden, as b24restdocs#8 reports. */
    private boolean hidesOtherFunnels = true;

    History(Portal portal) {
        this.portal = portal;
    }

    void hidesOtherFunnels(boolean yes) {
        hidesOtherFunnels = yes;
    }

    /** Types: 1 created, 2 in between, 3 end, 5 another funnel. */
    void add(Kind kind, Item item, int type) {
        Entry entry = new Entry(
                ++lastId,
                item.id,
                type,
                portal.times.second(),
                item.category(),
                item.stage(),
                Values.text(item.get("stageSemanticId")));
        byKind.computeIfAbsent(kind.entityTypeId, none -> new TreeMap<>()).put(entry.id(), entry);
        byOwner.computeIfAbsent(kind.entityTypeId, none -> new HashMap<>())
                .computeIfAbsent(item.id, none -> new ArrayList<>(2))
                .add(entry);
    }

    void forget(Kind kind, long ownerId) {
        List<Entry> gone = byOwner.getOrDefault(kind.entityTypeId, Map.of()).get(ownerId);
        if (gone != null) {
            gone.forEach(entry -> byKind.get(kind.entityTypeId).remove(entry.id()));
            byOwner.get(kind.entityTypeId).remove(ownerId);
        }
    }

    /** The stages of one item from first to last. */
    List<String> stages(Kind kind, long ownerId) {
        List<String> stages = new ArrayList<>();
        byOwner.getOrDefault(kind.entityTypeId, Map.of())
                .getOrDefault(ownerId, List.of())
                .forEach(each -> stages.add(each.stage()));
        return stages;
    }

    List<Map<String, Object>> entries(Kind kind, long ownerId) {
        List<Map<String, Object>> rows = new ArrayList<>();
        byOwner.getOrDefault(kind.entityTypeId, Map.of())
                .getOrDefault(ownerId, List.of())
                .forEach(each -> rows.add(row(kind, each)));
        return rows;
    }

    void addTo(Methods methods) {
        methods.add("crm", "crm.stagehistory.list", this::list);
    }

    private Answer list(Call call) {
        Long type = call.number("entityTypeId");
        Kind kind = type == null ? null : portal.items.find(type);
        if (kind == null || !kind.hasStages()) {
            throw Refused.bad(0, Values.textOr(call.get("entityTypeId"), "") + " entity is not supported");
        }
        Map<String, Object> filter = call.map("filter");
        boolean counted = Values.numberOr(call.get("start"), 0) >= 0;
        Filter bounds = Filter.of(
                filter,
                name -> new Field(
                        name,
                        name,
                        name,
                        name,
                        name.endsWith("ID") && !name.contains("STAGE") && !name.contains("STATUS")
                                ? "integer"
                                : "string",
                        false,
                        false,
                        false,
                        null,
                        false),
                portal.times);
        Long owner = Values.number(filter.getOrDefault("OWNER_ID", filter.get("=OWNER_ID")));
        Iterable<Entry> source = owner != null
                ? byOwner.getOrDefault(kind.entityTypeId, Map.of()).getOrDefault(owner, List.of())
                : byKind.getOrDefault(kind.entityTypeId, new TreeMap<>())
                        .tailMap(bounds.lowestId(), true)
                        .values();
        boolean ascending =
                !"DESC".equalsIgnoreCase(Values.textOr(call.map("order").get("ID"), "ASC"));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Entry entry : source) {
            Map<String, Object> row = row(kind, entry);
            if (bounds.test(row) && !isHidden(kind, entry)) {
                rows.add(row);
                if (!counted && ascending && rows.size() == 50) {
                    break;
                }
            }
        }
        List<Map<String, Object>> ordered = new Rows(portal.times).find(rows, Map.of(), call.map("order"));
        return Answer.page(Rows.select(ordered, call.list("select")), call.get("start"), "items");
    }

    private boolean isHidden(Kind kind, Entry entry) {
        Item item = kind.items.get(entry.ownerId());
        return hidesOtherFunnels && kind.hasFunnels() && item != null && item.category() != entry.category();
    }

    private Map<String, Object> row(Kind kind, Entry entry) {
        boolean lead = kind.entityTypeId == 1;
        Map<String, Object> row = Values.row(
                "ID",
                entry.id(),
                "TYPE_ID",
                entry.type(),
                "OWNER_ID",
                entry.ownerId(),
                "CREATED_TIME",
                portal.times.shown(entry.at()));
        if (!lead) {
            row.put("CATEGORY_ID", entry.category());
        }
        row.put(lead ? "STATUS_SEMANTIC_ID" : "STAGE_SEMANTIC_ID", entry.group());
        row.put(lead ? "STATUS_ID" : "STAGE_ID", entry.stage());
        return row;
    }
}
