package dev.voronka.bitrix.event;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.Call;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

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
        return bind(client, Map.of("handler", handler.toString()), handler.toString());
    }

    /**
     * Has events kept in the offline queue.
     *
     * @param client of the app, as an administrator
     * @return the names of the events that were bound now
     * @throws dev.voronka.bitrix.client.BitrixFailed if the portal refuses
     */
    public static List<String> offline(BitrixClient client) {
        return bind(client, Map.of("event_type", "offline"), "");
    }

    private static List<String> bind(BitrixClient client, Map<String, String> how, String handler) {
        var there = new TreeSet<String>();
        client.call(Call.of("event.get", Map.of())).result().values().forEach(bound -> {
            var isOffline = bound.path("offline").asString("0").equals("1");
            if (handler.isEmpty()
                    ? isOffline
                    : bound.path("handler").asString("").equals(handler)) {
                there.add(bound.path("event").asString("").toUpperCase(Locale.ROOT));
            }
        });
        var bound = new ArrayList<String>();
        for (var name : NAMES) {
            if (!there.contains(name.toUpperCase(Locale.ROOT))) {
                var params = new LinkedHashMap<String, Object>(how);
                params.put("event", name);
                client.call(Call.of("event.bind", params));
                bound.add(name);
            }
        }
        return bound;
    }
}
