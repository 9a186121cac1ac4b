package dev.voronka.bitrix.event;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.Call;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Subscribes an app to what concerns voronka. A webhook cannot subscribe: there an administrator makes an outgoing webhook
 * by hand, with the events {@link #NAMES}, except that moves between funnels are told to apps only.
 */
public final class Subscription {

    /** The events that concern voronka. */
    public static final List<String> NAMES = List.of(
            "onCrmLeadAdd",
            "onCrmLeadUpdate",
            "onCrmLeadDelete",
            "onCrmDealAdd",
            "onCrmDealUpdate",
            "onCrmDealDelete",
            "onCrmDealMoveToCategory",
            "onCrmDynamicItemAdd",
            "onCrmDynamicItemUpdate",
            "onCrmDynamicItemDelete");

    private Subscription() {}

    /**
     * Has events sent to an address; those that are sent there already are left as they are.
     *
     * @param client of the app
     * @param handler where {@link EventDoor} stands, https
     * @return the names of the events that were bound now
     * @throws dev.voronka.bitrix.client.BitrixFailed if the portal refuses
     */
    public static List<String> online(BitrixClient client, URI handler) {
        var address = handler.toString();
        return bind(
                client,
                Map.of("handler", address),
                bound -> text(bound, "handler").equals(address));
    }

    /**
     * Has events kept in the offline queue; those that are kept there already are left as they are.
     *
     * @param client of the app, as an administrator
     * @return the names of the events that were bound now
     * @throws dev.voronka.bitrix.client.BitrixFailed if the portal refuses
     */
    public static List<String> offline(BitrixClient client) {
        return offline(client, "");
    }

    /** The same with this {@code auth_connector}; for {@link OfflineEvents#connector}. */
    public static List<String> offline(BitrixClient client, String connector) {
        var how = connector.isEmpty()
                ? Map.of("event_type", "offline")
                : Map.of("event_type", "offline", "auth_connector", connector);
        return bind(
                client,
                how,
                bound -> text(bound, "offline").equals("1")
                        && text(bound, "connector_id").equals(connector));
    }

    private static List<String> bind(BitrixClient client, Map<String, String> how, Predicate<JsonNode> isSo) {
        var there = new TreeSet<String>();
        client.call(Call.of("event.get", Map.of())).result().values().stream()
                .filter(isSo)
                .forEach(bound -> there.add(text(bound, "event").toUpperCase(Locale.ROOT)));
        var names = NAMES.stream()
                .filter(name -> !there.contains(name.toUpperCase(Locale.ROOT)))
                .toList();
        for (var name : names) {
            var params = new LinkedHashMap<String, Object>(how);
            params.put("event", name);
            client.call(Call.of("event.bind", params));
        }
        return names;
    }

    private static String text(JsonNode bound, String name) {
        return bound.path(name).asString("");
    }
}
