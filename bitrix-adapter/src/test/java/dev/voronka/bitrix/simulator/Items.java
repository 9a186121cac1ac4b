package dev.voronka.bitrix.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** Adds, changes and deletes items, whoever asks: a call, a person at the screen or a robot. The caller holds the lock. */
final class Items {
    /** Who may not move what: user, kind, from stage, to stage. */
    record Ban(long userId, int entityTypeId, String from, String to) {}

    private final Portal portal;
    private final Map<Integer, Kind> kinds = new TreeMap<>();
    private final List<Ban> bans = new ArrayList<>();
    /** By directory and stage: what must be filled from that stage on. */
    private final Map<String, Map<String, List<String>>> requiredFrom = new HashMap<>();

    private long lastMultifield = 100;

    Items(Portal portal) {
        this.portal = portal;
        put(new Kind(1, "lead", "CRM_LEAD"));
        put(new Kind(2, "deal", "CRM_DEAL"));
        put(new Kind(3, "contact", "CRM_CONTACT"));
        put(new Kind(4, "company", "CRM_COMPANY"));
        put(new Kind(7, "quote", "CRM_QUOTE"));
        put(new Kind(31, "smart_invoice", "CRM_SMART_INVOICE"));
    }

    void put(Kind kind) {
        kinds.put(kind.entityTypeId, kind);
    }

    void remove(int entityTypeId) {
        kinds.remove(entityTypeId);
    }

    Iterable<Kind> kinds() {
        return kinds.values();
    }

    /** Null where there is none. */
    Kind find(long entityTypeId) {
        return kinds.get((int) entityTypeId);
    }

    Kind kind(Object entityTypeId) {
        Kind kind = kinds.get((int) Values.numberOr(entityTypeId, -1));
        if (kind == null) {
            throw Values.numberOr(entityTypeId, -1) == 5
                    ? Refused.bad("ENTITY_TYPE_NOT_SUPPORTED", "Entity type 5 is not supported")
                    : Refused.notFound("Smart process not found");
        }
        return kind;
    }

    /** Null where there is none; {@code deal}, {@code dynamic_1046}. */
    Kind named(String name) {
        for (Kind kind : kinds.values()) {
            if (kind.name.equalsIgnoreCase(name)) {
                return kind;
            }
        }
        return null;
    }

    void ban(Ban ban) {
        bans.add(ban);
    }

    void require(String directory, String stage, String field) {
        requiredFrom
                .computeIfAbsent(directory, none -> new LinkedHashMap<>())
                .computeIfAbsent(stage, none -> new ArrayList<>())
                .add(field);
    }

    Item add(Kind kind, Map<String, Object> values, Author author) {
        if (kind.isSmart() && portal.isRestricted(Portal.Restriction.SMART_ITEMS)) {
            throw Refused.bad(
                    "CREATE_DYNAMIC_ITEM_RESTRICTED", "You cannot create a new item due to your plan restrictions");
        }
        Map<String, Object> all = new HashMap<>(values);
        if (kind.hasFunnels()) {
            long category = Values.numberOr(all.get("categoryId"), portal.categories.defaultOf(kind));
            portal.categories.needed(kind, category);
            all.put("categoryId", category);
        }
        if (kind.hasStages()) {
            String directory = kind.directory(Values.numberOr(all.get("categoryId"), 0));
            if (Values.blank(all.get("stageId"))) {
                all.put("stageId", portal.statuses.in(directory).get(0).code);
            }
            stage(kind, all);
        }
        required(kind, all::get);
        Item item = kind.newItem();
        Instant now = portal.times.second();
        all.putIfAbsent("assignedById", author.userId());
        all.putIfAbsent("opened", "Y");
        all.putIfAbsent("title", title(kind, item.id));
        all.put("createdTime", now);
        all.put("createdBy", author.userId());
        all.put("lastActivityBy", author.userId());
        all.put("lastActivityTime", now);
        all.forEach(item::set);
        multifields(item, Values.list(values.get("fm")));
        saved(item, author, now);
        if (kind.hasStages()) {
            moved(item, kind, author, now);
            portal.history.add(kind, item, item.get("stageSemanticId").equals("P") ? 1 : 3);
        }
        portal.changes.happened("ADD", kind, item, author);
        if (kind.hasStages()) {
            portal.robots.entered(kind, item);
        }
        if (kind.entityTypeId == 1 && portal.crmMode() == 2 && author.by() != Author.By.ROBOT) {
            convert(kind, item);
        }
        return item;
    }

    private static String title(Kind kind, long id) {
        return switch (kind.entityTypeId) {
            case 1 -> "Лид #" + id;
            case 2 -> "Сделка #" + id;
            case 3 -> null;
            case 4 -> "Компания #" + id;
            default -> "Элемент #" + id;
        };
    }

    /** In the simple mode a lead with a name becomes a deal at once. */
    private void convert(Kind leads, Item lead) {
        if (Values.blank(lead.get("name")) && Values.blank(lead.get("title"))) {
            return;
        }
        Map<String, Object> deal = new HashMap<>();
        for (String same :
                List.of("title", "opportunity", "currencyId", "sourceId", "assignedById", "originId", "originatorId")) {
            if (lead.get(same) != null) {
                deal.put(same, lead.get(same));
            }
        }
        deal.put("leadId", lead.id);
        change(leads, lead, Values.row("stageId", "CONVERTED"), Author.robot());
        add(kind(2), deal, Author.robot());
    }

    /**
     * Changes an item.
     *
     * @param values by the names of fields; null empties a field
     * @return false where no value differs: then nothing is saved
     */
    boolean change(Kind kind, Item item, Map<String, Object> values, Author author) {
        Map<String, Object> changed = new HashMap<>();
        values.forEach((name, value) -> {
            if (!name.equals("fm") && !Objects.equals(item.get(name), value)) {
                changed.put(name, value);
            }
        });
        boolean phones =
                values.containsKey("fm") && !Values.list(values.get("fm")).isEmpty();
        if (changed.isEmpty() && !phones) {
            return false;
        }
        if (kind.isSmart() && portal.isRestricted(Portal.Restriction.SMART_ITEMS)) {
            throw Refused.bad(
                    "UPDATE_DYNAMIC_ITEM_RESTRICTED", "You cannot change the item due to your plan restrictions");
        }
        String from = item.stage();
        boolean otherFunnel = kind.hasFunnels() && changed.containsKey("categoryId");
        if (otherFunnel) {
            long category = Values.numberOr(changed.get("categoryId"), 0);
            portal.categories.needed(kind, category);
            changed.putIfAbsent(
                    "stageId", portal.statuses.in(kind.directory(category)).get(0).code);
        }
        boolean stageChanges = kind.hasStages() && changed.containsKey("stageId");
        if (stageChanges) {
            Map<String, Object> after = new HashMap<>(item.values);
            after.putAll(changed);
            stage(kind, after);
            changed.put("stageSemanticId", after.get("stageSemanticId"));
            if (after.get("closed") != null) {
                changed.put("closed", after.get("closed"));
            }
            mayMove(kind, from, Values.text(changed.get("stageId")), author);
            if (!otherFunnel && author.by() != Author.By.ROBOT) {
                required(kind, after::get);
                requiredAt(kind, item, after);
            }
        }
        changed.forEach(item::set);
        multifields(item, Values.list(values.get("fm")));
        Instant now = portal.times.second();
        saved(item, author, now);
        if (stageChanges) {
            if (kind.isSmart() || kind.entityTypeId == 31) {
                item.set("previousStageId", from);
            }
            moved(item, kind, author, now);
            boolean end = !item.get("stageSemanticId").equals("P");
            portal.history.add(kind, item, otherFunnel ? 5 : end ? 3 : 2);
        }
        portal.changes.happened(
                otherFunnel && kind.entityTypeId == 2 ? "MOVETOCATEGORY" : "UPDATE", kind, item, author);
        if (stageChanges) {
            portal.robots.entered(kind, item);
        }
        return true;
    }

    void delete(Kind kind, Item item, Author author) {
        kind.items.remove(item.id);
        portal.history.forget(kind, item.id);
        portal.timeline.forget(kind, item.id);
        portal.changes.happened("DELETE", kind, item, author);
    }

    private void stage(Kind kind, Map<String, Object> values) {
        String code = Values.text(values.get("stageId"));
        Status stage = portal.statuses.find(kind.directory(Values.numberOr(values.get("categoryId"), 0)), code);
        if (stage == null) {
            throw Refused.bad(
                    "CRM_FIELD_ERROR_VALUE_NOT_VALID", "Invalid value for field \"" + kind.upperOf("stageId") + "\"");
        }
        values.put("stageSemanticId", stage.group);
        if (kind.entityTypeId == 2) {
            values.put("closed", Values.yesNo(stage.isEnd()));
        }
    }

    private void mayMove(Kind kind, String from, String to, Author author) {
        for (Ban ban : bans) {
            if (ban.userId() == author.userId()
                    && author.by() != Author.By.ROBOT
                    && ban.entityTypeId() == kind.entityTypeId
                    && (ban.from().equals("*") || ban.from().equals(from))
                    && (ban.to().equals("*") || ban.to().equals(to))) {
                throw Refused.nameless("You do not have permission to move the item to this stage");
            }
        }
    }

    private void required(Kind kind, Function<String, Object> value) {
        for (Field field : kind.fields(true).values()) {
            if (field.user() && field.required() && Values.blank(value.apply(field.name()))) {
                throw Refused.bad("CRM_FIELD_ERROR_REQUIRED", "Required field \"" + field.title() + "\" is empty");
            }
        }
    }

    private void requiredAt(Kind kind, Item item, Map<String, Object> after) {
        String directory = kind.directory(item.category());
        Status target = portal.statuses.find(directory, Values.text(after.get("stageId")));
        requiredFrom.getOrDefault(directory, Map.of()).forEach((stage, fields) -> {
            Status first = portal.statuses.find(directory, stage);
            if (first == null
                    || target == null
                    || target.sort < first.sort
                    || (target.group.equals("F") && !first.group.equals("F"))) {
                return;
            }
            for (String field : fields) {
                if (Values.blank(after.get(field))) {
                    throw Refused.bad("CRM_FIELD_ERROR_REQUIRED", "Required field \"" + field + "\" is empty");
                }
            }
        });
    }

    private static void saved(Item item, Author author, Instant now) {
        item.set("updatedTime", now);
        item.set("updatedBy", author.userId());
    }

    private void moved(Item item, Kind kind, Author author, Instant now) {
        item.set("movedTime", now);
        item.set("movedBy", author.userId());
        portal.counts.moved(kind.entityTypeId);
    }

    /** Phones and addresses: a row with an id replaces, a row without one is always new. */
    private void multifields(Item item, List<Object> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Object> all = new ArrayList<>();
        Values.list(item.get("fm")).stream()
                .filter(row -> !Values.map(row).isEmpty() && Values.map(row).containsKey("id"))
                .forEach(all::add);
        for (Object each : rows) {
            Map<String, Object> row = Values.map(each);
            Long id = Values.number(row.get("id"));
            if (id != null) {
                all.removeIf(known -> id.equals(Values.number(Values.map(known).get("id"))));
            }
            if (!Values.blank(row.get("value"))) {
                all.add(Values.row(
                        "id", id != null ? id : ++lastMultifield,
                        "valueType", Values.textOr(row.get("valueType"), "WORK"),
                        "value", Values.text(row.get("value")),
                        "typeId", Values.textOr(row.get("typeId"), "PHONE")));
            }
        }
        item.set("fm", all);
        Multifields.summarise(item, all);
    }
}
