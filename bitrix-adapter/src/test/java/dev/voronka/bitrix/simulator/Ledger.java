package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the portal holds, to be looked at by a test. It spends no limits and changes nothing. */
public final class Ledger {
    private final Portal portal;

    Ledger(Portal portal) {
        this.portal = portal;
    }

    /** All items of a kind in the order of their ids, as {@code crm.item.get} shows them with original names of user fields. */
    public List<Map<String, Object>> items(String type) {
        return portal.locked(() -> {
            Kind kind = portal.kindOf(type);
            List<Map<String, Object>> items = new ArrayList<>();
            kind.items.values().forEach(item -> items.add(portal.form.show(kind, item, true, null)));
            return items;
        });
    }

    /** One item; empty where it is gone. */
    public Optional<Map<String, Object>> item(String type, long id) {
        return portal.locked(() -> {
            Kind kind = portal.kindOf(type);
            return Optional.ofNullable(kind.items.get(id)).map(item -> portal.form.show(kind, item, true, null));
        });
    }

    /** The stage in which an item is; empty where it is gone. */
    public Optional<String> stage(String type, long id) {
        return portal.locked(
                () -> Optional.ofNullable(portal.kindOf(type).items.get(id)).map(Item::stage));
    }

    /** The stages that an item went through, the present one last. */
    public List<String> stages(String type, long id) {
        return portal.locked(() -> portal.history.stages(portal.kindOf(type), id));
    }

    /** Texts of the comments in the timeline of an item, oldest first. */
    public List<String> comments(String type, long id) {
        return portal.locked(() -> portal.timeline.comments(portal.kindOf(type), id));
    }

    /** Log messages in the timeline of an item, as title, colon and text, oldest first. */
    public List<String> logMessages(String type, long id) {
        return portal.locked(() -> portal.timeline.messages(portal.kindOf(type), id));
    }

    /** Things to do with an item, as {@code crm.activity.list} shows them. */
    public List<Map<String, Object>> todos(String type, long id) {
        return portal.locked(() -> {
            List<Map<String, Object>> todos = new ArrayList<>();
            portal.activities.of(portal.kindOf(type), id).forEach(row -> todos.add(new LinkedHashMap<>(row)));
            return todos;
        });
    }

    /** All tasks: their fields in capitals. */
    public List<Map<String, Object>> tasks() {
        return portal.locked(() -> {
            List<Map<String, Object>> tasks = new ArrayList<>();
            portal.tasks.all().forEach(task -> {
                Map<String, Object> row = new LinkedHashMap<>(task.values);
                row.put("ID", task.id);
                tasks.add(row);
            });
            return tasks;
        });
    }

    /** All messages under the bell: id, userId, authorId, message, tag, subTag, date. */
    public List<Map<String, Object>> notifications() {
        return portal.locked(portal.notifications::all);
    }

    /** The codes of the stages of that directory in their order. */
    public List<String> stageCodes(String directory) {
        return portal.locked(() -> {
            List<String> codes = new ArrayList<>();
            portal.statuses.in(directory).forEach(status -> codes.add(status.code));
            return codes;
        });
    }
}
