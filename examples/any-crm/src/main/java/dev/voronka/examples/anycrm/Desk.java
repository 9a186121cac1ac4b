package dev.voronka.examples.anycrm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What persons do at Tryton, each by the own user: presses buttons where there is one, else writes as an API client would. */
final class Desk {

    private static final String MODEL = "sale.opportunity";

    /** The button that leads to a state, and from where. */
    private record Button(String method, List<String> from) {}

    private static final Map<String, Button> BUTTONS = Map.of(
            "lead", new Button("lead", List.of("opportunity", "lost", "cancelled")),
            "opportunity", new Button("opportunity", List.of("lead")),
            "lost", new Button("lost", List.of("lead", "opportunity")),
            "cancelled", new Button("cancel", List.of("lead", "opportunity")));

    private final Office office;
    private final TrytonMapping mapping;
    private final Map<String, TrytonClient> clients = new ConcurrentHashMap<>();
    private final Map<String, String> types = new ConcurrentHashMap<>();

    Desk(Office office, TrytonMapping mapping) {
        this.office = office;
        this.mapping = mapping;
    }

    /** A user's own session. */
    TrytonClient as(String user) {
        return clients.computeIfAbsent(user, u -> new TrytonClient(office.login(u)));
    }

    /** Moves an opportunity to where one of our stages is. */
    void drag(String record, String stage, String user) {
        var state = mapping.states().getOrDefault(stage, "");
        var id = Integer.parseInt(record);
        var now = as(user).call(MODEL, "read", List.of(id), List.of("state"))
                .path(0)
                .path("state")
                .asString("");
        var button = BUTTONS.get(state);
        if (button != null && button.from().contains(now)) {
            as(user).call(MODEL, button.method(), List.of(id));
        } else {
            write(record, "state", state, user);
        }
    }

    /** Fills a field of the mapping in; an empty text clears it. */
    void edit(String record, String field, String text, String user) {
        var name = mapping.names().getOrDefault(field, field);
        var type = types.computeIfAbsent(
                name,
                n -> as(user).call(MODEL, "fields_get", List.of(n))
                        .path(n)
                        .path("type")
                        .asString(""));
        var value = type.equals("selection") ? text.replace("да", "yes").replace("нет", "no") : text;
        write(record, name, TrytonValues.written(name, type, value), user);
    }

    /** Makes the employee of another user responsible. */
    void reassign(String record, String to, String user) {
        var employee = as(to).call("res.user", "read", List.of(as(to).user()), List.of("employee"));
        write(record, "employee", employee.path(0).path("employee").asInt(), user);
    }

    /** Removes an opportunity. */
    void remove(String record, String user) {
        as(user).call(MODEL, "delete", List.of(Integer.parseInt(record)));
    }

    /** What is noted on an opportunity. */
    List<String> notes(String record, String user) {
        var notes = as(user).call(
                        "ir.note",
                        "search_read",
                        List.of(List.of("resource", "=", MODEL + "," + record)),
                        0,
                        1000,
                        List.of(List.of("id", "ASC")),
                        List.of("message"));
        return notes.valueStream().map(n -> n.path("message").asString("")).toList();
    }

    /** The ids of all opportunities that this user sees. */
    List<Integer> all(String user) {
        return as(user).call(MODEL, "search", List.of(), 0, 100_000, List.of())
                .valueStream()
                .map(id -> id.asInt())
                .toList();
    }

    /** Removes all opportunities that this user sees. */
    void clear(String user) {
        var ids = all(user);
        if (!ids.isEmpty()) {
            as(user).call(MODEL, "write", ids, Map.of("state", "lead"));
            as(user).call(MODEL, "delete", ids);
        }
    }

    @SuppressWarnings("NullAway") // a field is cleared by null
    void write(String record, String field, @Nullable Object value, String user) {
        var values = new HashMap<String, Object>();
        values.put(field, value);
        as(user).call(MODEL, "write", List.of(Integer.parseInt(record)), values);
    }
}
