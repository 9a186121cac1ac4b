package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Comments and log messages of items; {@code crm.timeline.*}. Nothing here is idempotent. */
final class Timeline {
    private final Portal portal;
    /** Rows as the list method shows them, with the numbers as text. */
    private final Map<Long, Map<String, Object>> comments = new TreeMap<>();

    private final Map<Long, Map<String, Object>> messages = new TreeMap<>();
    private final List<Map<String, Object>> bindings = new ArrayList<>();
    private long lastId = 900;

    Timeline(Portal portal) {
        this.portal = portal;
    }

    void forget(Kind kind, long id) {
        comments.values().removeIf(row -> isOf(row, kind, id));
        messages.values()
                .removeIf(row -> row.get("entityTypeId").equals((long) kind.entityTypeId)
                        && row.get("entityId").equals(id));
    }

    /** Comments go to the item that remains. */
    void move(Kind kind, long from, long to) {
        comments.values().stream()
                .filter(row -> isOf(row, kind, from))
                .forEach(row -> row.put("ENTITY_ID", String.valueOf(to)));
    }

    private static boolean isOf(Map<String, Object> row, Kind kind, long id) {
        return kind.name.equals(row.get("ENTITY_TYPE")) && String.valueOf(id).equals(row.get("ENTITY_ID"));
    }

    List<String> comments(Kind kind, long id) {
        List<String> texts = new ArrayList<>();
        comments.values().stream()
                .filter(row -> isOf(row, kind, id))
                .forEach(row -> texts.add(Values.text(row.get("COMMENT"))));
        return texts;
    }

    List<String> messages(Kind kind, long id) {
        List<String> texts = new ArrayList<>();
        messages.values().stream()
                .filter(row -> row.get("entityTypeId").equals((long) kind.entityTypeId)
                        && row.get("entityId").equals(id))
                .forEach(row -> texts.add(row.get("title") + ": " + row.get("text")));
        return texts;
    }

    long comment(Kind kind, long id, long author, String text) {
        comments.put(
                ++lastId,
                Values.row(
                        "ID", String.valueOf(lastId),
                        "ENTITY_ID", String.valueOf(id),
                        "ENTITY_TYPE", kind.name,
                        "CREATED", portal.times.shown(portal.times.second()),
                        "COMMENT", text,
                        "AUTHOR_ID", String.valueOf(author)));
        return lastId;
    }

    long comment(long wantedId, Kind kind, long id, String text) {
        lastId = wantedId - 1;
        return comment(kind, id, 1, text);
    }

    /** A log message with that id, for tests that need one. */
    void message(long wantedId, Kind kind, long id) {
        lastId = wantedId;
        messages.put(
                lastId,
                Values.row(
                        "id",
                        lastId,
                        "created",
                        portal.times.shown(portal.times.second()),
                        "authorId",
                        1L,
                        "title",
                        "Ход",
                        "text",
                        "вперёд",
                        "iconCode",
                        "info",
                        "entityTypeId",
                        (long) kind.entityTypeId,
                        "entityId",
                        id));
    }

    void addTo(Methods methods) {
        methods.add("crm", "crm.timeline.comment.add", this::addComment);
        methods.add("crm", "crm.timeline.comment.get", call -> Answer.of(comment(call)));
        methods.add("crm", "crm.timeline.comment.list", this::listComments);
        methods.add("crm", "crm.timeline.comment.update", call -> {
            Map<String, Object> row = comments.get(Values.numberOr(call.get("id"), 0));
            if (row == null) {
                throw Refused.notFound("Not found.");
            }
            row.put(
                    "COMMENT",
                    Values.textOr(Values.ignoringCase(call.map("fields")).get("COMMENT"), ""));
            return Answer.of(Values.number(row.get("ID")));
        });
        methods.add("crm", "crm.timeline.comment.delete", call -> {
            comment(call);
            comments.remove(call.number("id"));
            return Answer.of(null);
        });
        methods.add(
                "crm",
                "crm.timeline.comment.fields",
                call -> Answer.of(Values.row(
                        "ID", Descriptions.of("integer", "R", "ID"),
                        "CREATED", Descriptions.of("datetime", "R", "Date added"),
                        "ENTITY_ID", Descriptions.of("integer", "*I", "Element ID"),
                        "ENTITY_TYPE", Descriptions.of("string", "*I", "Element type"),
                        "AUTHOR_ID", Descriptions.of("integer", "I", "Author"),
                        "COMMENT", Descriptions.of("string", "", "Comment text"),
                        "FILES", Descriptions.of("attached_diskfile", "M", "File list"))));
        methods.add("crm", "crm.timeline.logmessage.add", this::addMessage);
        methods.add("crm", "crm.timeline.logmessage.get", call -> {
            Map<String, Object> row = messages.get(Values.numberOr(call.get("id"), 0));
            if (row == null) {
                throw Refused.notFound("Timeline logmessage not found for id " + call.text("id"));
            }
            return Answer.of(Values.row("logMessage", shown(row)));
        });
        methods.add("crm", "crm.timeline.logmessage.list", call -> {
            List<Object> rows = new ArrayList<>();
            messages.values().stream()
                    .filter(row -> row.get("entityTypeId").equals(call.number("entityTypeId"))
                            && row.get("entityId").equals(call.number("entityId")))
                    .forEach(row -> rows.add(shown(row)));
            return Answer.page(rows, call.get("start"), "logMessages");
        });
        methods.add("crm", "crm.timeline.logmessage.delete", call -> {
            if (messages.remove(Values.numberOr(call.get("id"), 0)) == null) {
                throw Refused.notFound("Timeline logmessage not found for id " + call.text("id"));
            }
            return Answer.of(null);
        });
        methods.add("crm", "crm.timeline.bindings.bind", call -> {
            bindings.add(binding(call));
            return Answer.of(true);
        });
        methods.add("crm", "crm.timeline.bindings.unbind", call -> Answer.of(bindings.remove(binding(call))));
        methods.add("crm", "crm.timeline.bindings.list", call -> {
            List<Map<String, Object>> rows =
                    new Rows(portal.times).find(bindings, call.map("filter"), call.map("order"));
            return new Answer(rows, (long) rows.size(), null);
        });
        methods.add(
                "crm",
                "crm.timeline.bindings.fields",
                call -> Answer.of(Values.row(
                        "OWNER_ID", Descriptions.of("integer", "*I", "Timeline record ID"),
                        "ENTITY_ID", Descriptions.of("integer", "*I", "Element ID"),
                        "ENTITY_TYPE", Descriptions.of("string", "*I", "Element type"))));
    }

    private static Map<String, Object> binding(Call call) {
        Map<String, Object> fields = Values.ignoringCase(call.map("fields"));
        if (Values.numberOr(fields.get("OWNER_ID"), 0) <= 0) {
            throw Refused.nameless("OWNER_ID is not defined or invalid.");
        }
        return Values.row(
                "OWNER_ID", Values.text(fields.get("OWNER_ID")),
                "ENTITY_ID", Values.text(fields.get("ENTITY_ID")),
                "ENTITY_TYPE", Values.text(fields.get("ENTITY_TYPE")));
    }

    private Map<String, Object> comment(Call call) {
        Map<String, Object> row = comments.get(Values.numberOr(call.get("id"), 0));
        if (row == null) {
            throw Refused.nameless("Not found.");
        }
        return row;
    }

    private Answer addComment(Call call) {
        Map<String, Object> fields = Values.ignoringCase(call.map("fields"));
        Kind kind = portal.items.named(Values.textOr(fields.get("ENTITY_TYPE"), ""));
        Long id = Values.number(fields.get("ENTITY_ID"));
        if (kind == null || id == null || !kind.items.containsKey(id)) {
            throw Refused.nameless("ENTITY_ID or ENTITY_TYPE is not defined or invalid.");
        }
        if (Values.blank(fields.get("COMMENT")) && Values.blank(fields.get("FILES"))) {
            throw Refused.nameless("Empty comment message");
        }
        long author = Values.numberOr(fields.get("AUTHOR_ID"), call.caller.user().id);
        return Answer.of(comment(kind, id, author, Values.textOr(fields.get("COMMENT"), "")));
    }

    private Answer listComments(Call call) {
        Map<String, Object> filter = call.map("filter");
        if (Values.blank(filter.get("ENTITY_ID")) && Values.blank(filter.get("=ENTITY_ID"))) {
            throw Refused.nameless("Access denied.");
        }
        List<Map<String, Object>> rows =
                new Rows(portal.times).find(new ArrayList<>(comments.values()), filter, call.map("order"));
        return Answer.page(Rows.select(rows, call.list("select")), call.get("start"));
    }

    private Answer addMessage(Call call) {
        Map<String, Object> fields = call.map("fields");
        Kind kind = portal.items.find(Values.numberOr(fields.get("entityTypeId"), -1));
        Long id = Values.number(fields.get("entityId"));
        if (kind == null || id == null || !kind.items.containsKey(id)) {
            throw Refused.notFound("Owner not found");
        }
        if (Values.blank(fields.get("title")) || Values.blank(fields.get("text"))) {
            throw Refused.bad("100", "Could not find value for parameter {title}");
        }
        messages.put(
                ++lastId,
                Values.row(
                        "id",
                        lastId,
                        "created",
                        portal.times.shown(portal.times.second()),
                        "authorId",
                        call.caller.user().id,
                        "title",
                        Values.text(fields.get("title")),
                        "text",
                        Values.text(fields.get("text")),
                        "iconCode",
                        Values.textOr(fields.get("iconCode"), "info"),
                        "entityTypeId",
                        (long) kind.entityTypeId,
                        "entityId",
                        id));
        return Answer.of(Values.row("logMessage", shown(messages.get(lastId))));
    }

    private static Map<String, Object> shown(Map<String, Object> row) {
        Map<String, Object> shown = Values.row();
        shown.putAll(row);
        shown.keySet().removeAll(List.of("entityTypeId", "entityId"));
        return shown;
    }
}
