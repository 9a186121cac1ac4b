package dev.voronka.bitrix.event;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The queue in which a portal keeps events for an app that cannot be reached from outside: one entry for each item that has
 * changed. Entries are cleared only after they were noted here, so that a crash loses none. Needs an app, called as an
 * administrator, and the portal's feature {@code rest_offline_extended}; the app's queue is voronka's alone. Thread-safe.
 */
public final class OfflineEvents {

    private static final int BATCH = 50;

    private final BitrixClient client;
    private final Consumer<Collection<String>> hints;
    private final String connector;

    private OfflineEvents(BitrixClient client, Consumer<Collection<String>> hints, String connector) {
        this.client = client;
        this.hints = hints;
        this.connector = connector;
    }

    /**
     * A portal's queue.
     *
     * @param client of the app
     * @param hints is told of items that have changed: {@code voronka.crm()::hint}
     */
    public static OfflineEvents of(BitrixClient client, Consumer<Collection<String>> hints) {
        return new OfflineEvents(client, hints, "");
    }

    /** The same for events that were bound with this {@code auth_connector}. */
    public OfflineEvents connector(String name) {
        return new OfflineEvents(client, hints, name);
    }

    /**
     * Takes what waits, notes it, and clears it. Begins with what was taken before and never cleared, by a node that has
     * crashed for instance: the portal itself would not give that again.
     *
     * @return how many entries there were
     * @throws dev.voronka.bitrix.client.BitrixFailed if the portal cannot be asked; what was not cleared comes again
     */
    public int take() {
        return leftBehind() + waiting();
    }

    private int leftBehind() {
        var taken = 0;
        while (true) {
            var takenFirst = Map.of("order", Map.of("PROCESS_ID", "DESC"), "filter", Map.of("ERROR", 0));
            var events = new ArrayList<JsonNode>();
            client.call(Call.of("event.offline.list", takenFirst)).result().values().stream()
                    .filter(e -> !process(e).isEmpty())
                    .forEach(events::add);
            if (events.isEmpty()) {
                return taken;
            }
            note(events);
            for (var process :
                    events.stream().map(OfflineEvents::process).distinct().toList()) {
                var ids = events.stream()
                        .filter(e -> process(e).equals(process))
                        .map(e -> e.path("ID").asString(""))
                        .toList();
                client.call(Call.of("event.offline.clear", Map.of("process_id", process, "id", ids)));
            }
            taken += events.size();
        }
    }

    private int waiting() {
        var taken = 0;
        while (true) {
            var params = new LinkedHashMap<String, Object>();
            params.put("clear", 0);
            params.put("limit", BATCH);
            if (!connector.isEmpty()) {
                params.put("auth_connector", connector);
            }
            var result = client.call(Call.of("event.offline.get", params)).result();
            var events = List.copyOf(result.path("events").values());
            if (events.isEmpty()) {
                return taken;
            }
            note(events);
            client.call(Call.of(
                    "event.offline.clear",
                    Map.of("process_id", result.path("process_id").asString(""))));
            taken += events.size();
        }
    }

    private void note(List<JsonNode> events) {
        var records = new TreeSet<String>();
        events.forEach(e -> record(e).ifPresent(records::add));
        if (!records.isEmpty()) {
            hints.accept(List.copyOf(records));
        }
    }

    private static String process(JsonNode entry) {
        return entry.path("PROCESS_ID").asString("");
    }

    private static Optional<String> record(JsonNode event) {
        var name = event.path("EVENT_NAME").asString("").toUpperCase(Locale.ROOT);
        var fields = event.path("EVENT_DATA").path("FIELDS");
        var id = fields.path("ID").asString("");
        if (!id.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        if (name.startsWith("ONCRMLEAD")) {
            return Optional.of("1-" + id);
        }
        if (name.startsWith("ONCRMDEAL")) {
            return Optional.of("2-" + id);
        }
        var type = fields.path("ENTITY_TYPE_ID").asString("");
        return name.startsWith("ONCRMDYNAMICITEM") && type.matches("\\d{1,9}")
                ? Optional.of(type + "-" + id)
                : Optional.empty();
    }
}
