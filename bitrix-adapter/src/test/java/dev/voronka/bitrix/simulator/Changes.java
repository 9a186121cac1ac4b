package dev.voronka.bitrix.simulator;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells subscribers what has changed: at once by the queue of online events, or into the offline queue. Holds {@code event.*}. */
final class Changes {
    private static final List<String> ITEMS =
            List.of("LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE", "DYNAMICITEM", "ACTIVITY", "TIMELINECOMMENT");

    private final Portal portal;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private long lastId;

    Changes(Portal portal) {
        this.portal = portal;
    }

    /** ADD, UPDATE, DELETE or MOVETOCATEGORY of an item. */
    void happened(String what, Kind kind, Item item, Author author) {
        if (subscriptions.isEmpty()) {
            return;
        }
        boolean smart = kind.isSmart() || kind.entityTypeId == 31;
        Map<String, Object> fields = Values.row("ID", String.valueOf(item.id));
        if (smart) {
            fields.put("ENTITY_TYPE_ID", String.valueOf(kind.entityTypeId));
        }
        if (what.equals("MOVETOCATEGORY")) {
            fields.put("CATEGORY_ID", String.valueOf(item.category()));
            fields.put("STAGE_ID", item.stage());
        }
        String name = "ONCRM" + (smart ? "DYNAMICITEM" : kind.name.toUpperCase(Locale.ROOT)) + what;
        tell(name, fields, author);
        if (smart) {
            tell(name + "_" + kind.entityTypeId, fields, author);
        }
    }

    void tell(String event, Map<String, Object> fields, Author author) {
        for (Subscription each : subscriptions) {
            boolean echo = !each.connector().isEmpty() && each.connector().equals(author.connector());
            if (!each.event().equals(event) || echo || (each.app() != null && !each.app().installed)) {
                continue;
            }
            if (each.isOffline()) {
                portal.offline.add(each, fields, author);
            } else {
                portal.events().add(each, event, fields, author);
            }
        }
    }

    /** Sends {@code ONOFFLINEEVENT} to that application's handlers. */
    void offlineWaits(App app, Author author) {
        for (Subscription each : subscriptions) {
            if (each.app() == app
                    && each.event().equals("ONOFFLINEEVENT")
                    && !each.isOffline()
                    && portal.offline.mayTell(each)) {
                portal.events().add(each, "ONOFFLINEEVENT", Map.of(), author);
            }
        }
    }

    Subscription outgoingWebhook(String event, URI handler, String token) {
        Subscription subscription =
                new Subscription(++lastId, event.toUpperCase(Locale.ROOT), handler, null, 1, "", token, 0);
        subscriptions.add(subscription);
        return subscription;
    }

    void addTo(Methods methods) {
        methods.add("", "events", call -> Answer.of(names()));
        methods.add("", "event.bind", Methods.Open.TO_APPS_BY_TYPE, this::bind);
        methods.add("", "event.unbind", Methods.Open.TO_APPS_BY_TYPE, this::unbind);
        methods.add("", "event.get", Methods.Open.TO_APPS_BY_TYPE, call -> {
            List<Object> rows = new ArrayList<>();
            for (Subscription each : subscriptions) {
                if (each.app() == call.caller.app()) {
                    rows.add(
                            each.isOffline()
                                    ? Values.row("event", each.event(), "connector_id", each.connector(), "offline", 1)
                                    : Values.row(
                                            "event",
                                            each.event(),
                                            "handler",
                                            each.handler().toString(),
                                            "auth_type",
                                            String.valueOf(each.userId()),
                                            "offline",
                                            0));
                }
            }
            return Answer.of(rows);
        });
    }

    List<String> names() {
        List<String> names = new ArrayList<>(
                List.of("ONAPPUNINSTALL", "ONAPPINSTALL", "ONAPPUPDATE", "ONOFFLINEEVENT", "ONUSERADD"));
        for (String item : ITEMS) {
            for (String what : List.of("ADD", "UPDATE", "DELETE")) {
                names.add("ONCRM" + item + what);
            }
        }
        names.add("ONCRMDEALMOVETOCATEGORY");
        names.addAll(List.of("ONTASKADD", "ONTASKUPDATE", "ONTASKDELETE"));
        for (Kind kind : portal.items.kinds()) {
            if (kind.isSmart()) {
                for (String what : List.of("ADD", "UPDATE", "DELETE")) {
                    names.add("ONCRMDYNAMICITEM" + what + "_" + kind.entityTypeId);
                }
            }
        }
        return names;
    }

    private Answer bind(Call call) {
        String event = Values.textOr(call.get("event"), "").toUpperCase(Locale.ROOT);
        boolean offline = "offline".equals(call.text("event_type"));
        if (!names().contains(event)) {
            throw Refused.bad("ERROR_EVENT_NOT_FOUND", "Event not found");
        }
        boolean admin = call.caller.user().admin;
        if (offline && !admin) {
            throw Refused.of(
                    403, "ACCESS_DENIED", "Access denied! Offline events binding requires administrator authorization");
        }
        Long user = call.number("auth_type");
        if (user != null && user != 0 && !admin) {
            throw Refused.of(
                    403,
                    "ACCESS_DENIED",
                    "Access denied! Event binding with AUTH_TYPE requires administrator access rights");
        }
        String connector = Values.textOr(call.get("auth_connector"), "");
        if (!offline && Values.blank(call.get("handler"))) {
            throw Refused.bad("ERROR_ARGUMENT", "Argument 'HANDLER' is null or empty");
        }
        URI handler = offline ? null : URI.create(call.text("handler"));
        for (Subscription each : subscriptions) {
            boolean same = each.event().equals(event) && each.app() == call.caller.app();
            if (same
                    && (offline
                            ? each.isOffline() && each.connector().equals(connector)
                            : handler.equals(each.handler()))) {
                throw Refused.bad("ERROR_CORE", "Unable to set event handler: Handler already binded");
            }
        }
        subscriptions.add(new Subscription(
                ++lastId,
                event,
                handler,
                call.caller.app(),
                user == null || user == 0 ? call.caller.user().id : user,
                connector,
                call.caller.app().applicationToken,
                Values.numberOr(call.map("options").get("minTimeout"), 1)));
        return Answer.of(true);
    }

    private Answer unbind(Call call) {
        boolean offline = "offline".equals(call.text("event_type"));
        boolean admin = call.caller.user().admin;
        if (offline && !admin) {
            throw Refused.of(
                    403,
                    "ACCESS_DENIED",
                    "Access denied! Offline events unbinding requires administrator authorization");
        }
        Long user = call.number("auth_type");
        if (user != null && user != 0 && !admin) {
            throw Refused.of(
                    403,
                    "ACCESS_DENIED",
                    "Access denied! Event unbinding with AUTH_TYPE requires administrator access rights");
        }
        int before = subscriptions.size();
        subscriptions.removeIf(each -> each.app() == call.caller.app()
                && each.event().equalsIgnoreCase(Values.textOr(call.get("event"), ""))
                && each.isOffline() == offline
                && (offline
                        || Values.blank(call.get("handler"))
                        || each.handler().toString().equals(call.text("handler"))));
        return Answer.of(Values.row("count", before - subscriptions.size()));
    }
}
