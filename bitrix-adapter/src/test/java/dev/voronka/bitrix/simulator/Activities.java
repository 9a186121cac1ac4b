package dev.voronka.bitrix.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Things to do with an item; {@code crm.activity.todo.*} and {@code crm.activity.*}. */
final class Activities {
    private final Portal portal;
    private final Map<Long, Map<String, Object>> rows = new TreeMap<>();
    private long lastId = 700;

    Activities(Portal portal) {
        this.portal = portal;
    }

    List<Map<String, Object>> of(Kind kind, long id) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (Map<String, Object> row : rows.values()) {
            if (String.valueOf(kind.entityTypeId).equals(row.get("OWNER_TYPE_ID"))
                    && String.valueOf(id).equals(row.get("OWNER_ID"))) {
                found.add(row);
            }
        }
        return found;
    }

    void addTo(Methods methods) {
        methods.add("crm", "crm.activity.todo.add", this::addTodo);
        methods.add("crm", "crm.activity.todo.update", call -> {
            Map<String, Object> row = todo(call);
            set(row, call);
            return id(row);
        });
        methods.add("crm", "crm.activity.todo.updateDescription", call -> {
            Map<String, Object> row = todo(call);
            row.put("DESCRIPTION", call.text("value"));
            return id(row);
        });
        methods.add("crm", "crm.activity.todo.updateDeadline", call -> {
            Map<String, Object> row = todo(call);
            row.put("DEADLINE", moment(call.get("value")));
            return id(row);
        });
        methods.add("crm", "crm.activity.todo.updateColor", call -> id(todo(call)));
        methods.add("crm", "crm.activity.add", this::add);
        methods.add("crm", "crm.activity.get", call -> Answer.of(row(call)));
        methods.add("crm", "crm.activity.list", call -> {
            List<Map<String, Object>> all = new ArrayList<>(rows.values());
            List<Map<String, Object>> found = new Rows(portal.times).find(all, call.map("filter"), call.map("order"));
            return Answer.page(Rows.select(found, call.list("select")), call.get("start"));
        });
        methods.add("crm", "crm.activity.update", call -> {
            Map<String, Object> row = row(call);
            Values.ignoringCase(call.map("fields")).forEach((name, value) -> {
                if (row.containsKey(name)
                        && !Set.of("ID", "OWNER_ID", "OWNER_TYPE_ID").contains(name)) {
                    row.put(name, name.equals("DEADLINE") ? moment(value) : Values.text(value));
                }
            });
            row.put("STATUS", Values.yes(row.get("COMPLETED")) ? "2" : "1");
            row.put("LAST_UPDATED", portal.times.shown(portal.times.second()));
            portal.changes.tell("ONCRMACTIVITYUPDATE", Values.row("ID", row.get("ID")), call.author());
            return Answer.of(true);
        });
        methods.add("crm", "crm.activity.delete", call -> {
            rows.remove(Values.number(row(call).get("ID")));
            return Answer.of(true);
        });
    }

    private static Answer id(Map<String, Object> row) {
        return Answer.of(Values.row("id", Values.number(row.get("ID"))));
    }

    private Map<String, Object> row(Call call) {
        Map<String, Object> row = rows.get(Values.numberOr(call.get("id"), 0));
        if (row == null) {
            throw Refused.nameless("Activity is not found.");
        }
        return row;
    }

    private Map<String, Object> todo(Call call) {
        Map<String, Object> row = rows.get(Values.numberOr(call.get("id"), 0));
        boolean own = row != null
                && row.get("OWNER_ID").equals(call.text("ownerId"))
                && row.get("OWNER_TYPE_ID").equals(call.text("ownerTypeId"));
        if (!own) {
            throw Refused.notFound("Not found.");
        }
        return row;
    }

    private String moment(Object value) {
        Instant moment = value == null ? null : portal.times.read(Values.text(value));
        if (moment == null) {
            throw Refused.bad("WRONG_DATETIME_FORMAT", "Wrong date format.");
        }
        return portal.times.shown(moment);
    }

    private Answer addTodo(Call call) {
        Kind kind = portal.items.find(Values.numberOr(call.get("ownerTypeId"), -1));
        Long owner = call.number("ownerId");
        if (kind == null || owner == null || !kind.items.containsKey(owner)) {
            throw Refused.notFound("Not found.");
        }
        Map<String, Object> row = row(++lastId, kind, owner, call.caller.user().id);
        row.put("DEADLINE", moment(call.needed("deadline")));
        set(row, call);
        rows.put(lastId, row);
        portal.changes.tell("ONCRMACTIVITYADD", Values.row("ID", String.valueOf(lastId)), call.author());
        return id(row);
    }

    private void set(Map<String, Object> row, Call call) {
        if (call.has("deadline")) {
            row.put("DEADLINE", moment(call.get("deadline")));
        }
        row.put("SUBJECT", Values.textOr(call.get("title"), Values.textOr(row.get("SUBJECT"), "Дело")));
        row.put("DESCRIPTION", Values.textOr(call.get("description"), Values.textOr(row.get("DESCRIPTION"), "")));
        if (call.has("responsibleId")) {
            row.put("RESPONSIBLE_ID", call.text("responsibleId"));
        }
        row.put("LAST_UPDATED", portal.times.shown(portal.times.second()));
    }

    private Answer add(Call call) {
        Map<String, Object> fields = Values.ignoringCase(call.map("fields"));
        Kind kind = portal.items.find(Values.numberOr(fields.get("OWNER_TYPE_ID"), -1));
        Long owner = Values.number(fields.get("OWNER_ID"));
        if (kind == null || owner == null || !kind.items.containsKey(owner)) {
            throw Refused.nameless("Access denied.");
        }
        Map<String, Object> row = row(++lastId, kind, owner, call.caller.user().id);
        fields.forEach((name, value) -> {
            if (row.containsKey(name)) {
                row.put(name, Values.text(value));
            }
        });
        rows.put(lastId, row);
        return Answer.of(lastId);
    }

    /** An activity with that id, for tests that need one. */
    void seed(long id, Kind kind, long owner) {
        rows.put(id, row(id, kind, owner, 1));
        lastId = Math.max(lastId, id);
    }

    private Map<String, Object> row(long id, Kind kind, long owner, long author) {
        String now = portal.times.shown(portal.times.second());
        String by = String.valueOf(author);
        return Values.row(
                "ID",
                String.valueOf(id),
                "OWNER_ID",
                String.valueOf(owner),
                "OWNER_TYPE_ID",
                String.valueOf(kind.entityTypeId),
                "TYPE_ID",
                "6",
                "PROVIDER_ID",
                "CRM_TODO",
                "PROVIDER_TYPE_ID",
                "TODO",
                "PROVIDER_GROUP_ID",
                null,
                "ASSOCIATED_ENTITY_ID",
                "0",
                "SUBJECT",
                "",
                "CREATED",
                now,
                "LAST_UPDATED",
                now,
                "START_TIME",
                now,
                "END_TIME",
                now,
                "DEADLINE",
                now,
                "COMPLETED",
                "N",
                "STATUS",
                "1",
                "RESPONSIBLE_ID",
                by,
                "PRIORITY",
                "2",
                "NOTIFY_TYPE",
                "1",
                "NOTIFY_VALUE",
                "15",
                "DESCRIPTION",
                "",
                "DESCRIPTION_TYPE",
                "1",
                "DIRECTION",
                "0",
                "LOCATION",
                "",
                "SETTINGS",
                List.of(),
                "ORIGINATOR_ID",
                null,
                "ORIGIN_ID",
                null,
                "AUTHOR_ID",
                by,
                "EDITOR_ID",
                by,
                "PROVIDER_PARAMS",
                List.of(),
                "PROVIDER_DATA",
                null,
                "RESULT_MARK",
                "0",
                "RESULT_VALUE",
                null,
                "RESULT_SUM",
                null,
                "RESULT_CURRENCY_ID",
                null,
                "RESULT_STATUS",
                "0",
                "RESULT_STREAM",
                "0",
                "RESULT_SOURCE_ID",
                null,
                "AUTOCOMPLETE_RULE",
                "0");
    }
}
