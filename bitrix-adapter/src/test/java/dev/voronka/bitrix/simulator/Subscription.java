package dev.voronka.bitrix.simulator;

import java.net.URI;

/**
 * Who wants to hear of an event.
 *
 * @param event in capitals
 * @param handler null when the event goes to the offline queue
 * @param app null for an outgoing webhook
 * @param userId whose token the event carries
 * @param connector changes made under that name are not told; empty without one
 * @param token by which the handler knows whom the event is from
 * @param minTimeout of {@code ONOFFLINEEVENT}: so many seconds lie between two of them
 */
record Subscription(
        long id, String event, URI handler, App app, long userId, String connector, String token, long minTimeout) {
    boolean isOffline() {
        return handler == null;
    }
}
