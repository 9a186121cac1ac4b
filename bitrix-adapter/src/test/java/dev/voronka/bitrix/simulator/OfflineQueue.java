package dev.voronka.bitrix.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Offline events: one record for each changed object, taken by the application when it likes; {@code event.offline.*}. */
final class OfflineQueue {
    private static final Duration KEPT = Duration.ofDays(30);

    private static final class Entry {
        final long id;
        final App app;
        final String connector;
        final String event;
        final Map<String, Object> fields;
        long userId;
        Instant at;
        String processId = "";
        boolean failed;

        Entry(long id, App app, String connector, String event, Map<String, Object> fields) {
            this.id = id;
            this.app = app;
            this.connector = connector;
            this.event = event;
            this.fields = fields;
        }
    }

    private final Portal portal;
    private final Map<Long, Entry> entries = new TreeMap<>();
    private final Map<Long, Instant> told = new HashMap<>();
    private long lastId;

    OfflineQueue(Portal portal) {
        this.portal = portal;
    }

    void add(Subscription to, Map<String, Object> fields, Author author) {
        for (Entry known : entries.values()) {
            if (known.app == to.app()
                    && known.connector.equals(to.connector())
                    && known.event.equals(to.event())
                    && known.fields.equals(fields)
                    && known.processId.isEmpty()
                    && !known.failed) {
                known.at = portal.times.second();
                known.userId = author.userId();
                return;
            }
        }
        Entry entry = new Entry(++lastId, to.app(), to.connector(), to.event(), fields);
        entry.at = portal.times.second();
        entry.userId = author.userId();
        entries.put(entry.id, entry);
        portal.changes.offlineWaits(to.app(), author);
    }

    boolean mayTell(Subscription handler) {
        Instant now = portal.times.now();
        Instant last = told.get(handler.id());
        if (last != null && last.plusSeconds(handler.minTimeout()).isAfter(now)) {
            return false;
        }
        told.put(handler.id(), now);
        return true;
    }

    void addTo(Methods methods) {
        methods.add("", "event.offline.get", Methods.Open.TO_APPS_BY_TYPE, this::get);
        methods.add("", "event.offline.clear", Methods.Open.TO_APPS_BY_TYPE, call -> {
            entries.values().removeIf(each -> isOf(each, call));
            return Answer.of(true);
        });
        methods.add("", "event.offline.error", Methods.Open.TO_APPS_BY_TYPE, call -> {
            mayUse(call);
            entries.values().stream().filter(each -> isOf(each, call)).forEach(each -> each.failed = true);
            return Answer.of(true);
        });
        methods.add("", "event.offline.list", Methods.Open.TO_APPS_BY_TYPE, call -> {
            mayUse(call);
            expire();
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Entry each : entries.values()) {
                if (each.app == call.caller.app()) {
                    Map<String, Object> row = shown(each);
                    row.put("PROCESS_ID", each.processId);
                    row.put("ERROR", each.failed ? "1" : "0");
                    rows.add(row);
                }
            }
            return Answer.page(
                    new Rows(portal.times).find(rows, call.map("filter"), call.map("order")), call.get("start"));
        });
    }

    private static void mayUse(Call call) {
        if (!call.caller.user().admin) {
            throw Refused.of(403, "ACCESS_DENIED", "Access denied!");
        }
    }

    private boolean isOf(Entry entry, Call call) {
        mayUse(call);
        if (entry.app != call.caller.app() || !entry.processId.equals(Values.textOr(call.get("process_id"), "-"))) {
            return false;
        }
        List<Long> ids = Values.ids(call.get("id"));
        List<Object> messages = call.list("message_id");
        return (ids.isEmpty() && messages.isEmpty())
                || ids.contains(entry.id)
                || messages.contains(String.valueOf(entry.id));
    }

    private void expire() {
        Instant oldest = portal.times.now().minus(KEPT);
        entries.values().removeIf(each -> each.at.isBefore(oldest));
    }

    private Answer get(Call call) {
        mayUse(call);
        expire();
        boolean clear = !call.has("clear") || Values.yes(call.get("clear"));
        String connector = Values.textOr(call.get("auth_connector"), "");
        String again = Values.textOr(call.get("process_id"), "");
        long limit = Values.numberOr(call.get("limit"), 50);
        boolean failed = Values.yes(call.get("error"));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Entry each : entries.values()) {
            if (each.app == call.caller.app()
                    && each.connector.equals(connector)
                    && (again.isEmpty()
                            ? each.processId.isEmpty() || (failed && each.failed)
                            : each.processId.equals(again))
                    && each.failed == failed) {
                rows.add(shown(each));
            }
        }
        List<Map<String, Object>> found = new Rows(portal.times).find(rows, call.map("filter"), call.map("order"));
        List<Map<String, Object>> taken = found.subList(0, (int) Math.min(limit, found.size()));
        String process = null;
        if (!clear && !taken.isEmpty()) {
            process = again.isEmpty() ? portal.access.secret(32) : again;
        }
        for (Map<String, Object> row : taken) {
            Long id = Values.number(row.get("ID"));
            if (clear) {
                entries.remove(id);
            } else {
                entries.get(id).processId = process;
                entries.get(id).failed = false;
            }
        }
        return Answer.of(Values.row("process_id", process, "events", List.copyOf(taken)));
    }

    private Map<String, Object> shown(Entry entry) {
        return Values.row(
                "ID", String.valueOf(entry.id),
                "TIMESTAMP_X", portal.times.shown(entry.at),
                "EVENT_NAME", entry.event,
                "EVENT_DATA", Values.row("FIELDS", entry.fields),
                "EVENT_ADDITIONAL", Values.row("user_id", String.valueOf(entry.userId)),
                "MESSAGE_ID", String.valueOf(entry.id));
    }
}
