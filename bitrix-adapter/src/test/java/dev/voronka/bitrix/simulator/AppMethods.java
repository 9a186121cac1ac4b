package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a caller asks about itself and the portal: {@code scope}, {@code methods}, {@code app.*}, {@code server.time} … */
final class AppMethods {
    private static final List<String> ALL_SCOPES = List.of(
            "crm",
            "department",
            "im",
            "task",
            "user",
            "user_basic",
            "user_brief",
            "userfieldconfig",
            "bizproc",
            "placement");

    private final Portal portal;
    private final Map<String, Map<String, Object>> options = new TreeMap<>();

    AppMethods(Portal portal) {
        this.portal = portal;
    }

    void addTo(Methods methods) {
        methods.add("", "batch", call -> portal.batch.run(call));
        methods.add(
                "",
                "scope",
                call -> Answer.of(
                        call.caller.scopes() == null || Values.yes(call.get("full"))
                                ? ALL_SCOPES
                                : new ArrayList<>(new TreeSet<>(call.caller.scopes()))));
        methods.add("", "methods", call -> Answer.of(methods.names(call.text("scope"))));
        methods.add("", "method.get", call -> {
            String name = Values.textOr(call.get("name"), "");
            boolean known = methods.has(name);
            return Answer.of(Values.row(
                    "isExisting",
                    known,
                    "isAvailable",
                    known && call.caller.may(methods.find(name).scope())));
        });
        methods.add(
                "",
                "feature.get",
                call -> Answer.of(Values.row("value", Values.yesNo(portal.hasFeature(call.text("CODE"))))));
        methods.add("", "server.time", call -> Answer.of(portal.times.shown(portal.times.second())));
        methods.add("", "app.info", Methods.Open.TO_APPS, call -> {
            App app = call.caller.app();
            return Answer.of(Values.row(
                    "ID",
                    1,
                    "CODE",
                    app.clientId,
                    "VERSION",
                    1,
                    "STATUS",
                    "L",
                    "INSTALLED",
                    app.installed,
                    "PAYMENT_EXPIRED",
                    "N",
                    "DAYS",
                    null,
                    "LANGUAGE_ID",
                    "ru",
                    "LICENSE",
                    "ru_demo",
                    "LICENSE_TYPE",
                    "demo",
                    "LICENSE_FAMILY",
                    "demo"));
        });
        methods.add("", "app.option.get", call -> option(call, appKey(call)));
        methods.add("", "app.option.set", call -> set(call, appKey(call)));
        methods.add("", "user.option.get", call -> option(call, "user " + call.caller.user().id));
        methods.add("", "user.option.set", call -> set(call, "user " + call.caller.user().id));
        methods.add("crm", "crm.settings.mode.get", call -> Answer.of(portal.crmMode()));
        methods.add("", "access.name", call -> {
            Map<String, Object> names = Values.row();
            call.list("ACCESS")
                    .forEach(each -> names.put(
                            Values.text(each),
                            Values.row("provider", "", "name", Values.text(each), "provider_id", "other")));
            return Answer.of(names);
        });
    }

    private static String appKey(Call call) {
        if (call.caller.app() == null) {
            throw Refused.bad("AccessException", "Application context required");
        }
        return call.caller.app().clientId;
    }

    private Answer option(Call call, String key) {
        Map<String, Object> own = options.getOrDefault(key, Map.of());
        String name = call.text("option");
        return Answer.of(name == null ? Values.emptyAsList(own) : Values.textOr(own.get(name), ""));
    }

    private Answer set(Call call, String key) {
        Map<String, Object> said = call.map("options");
        if (said.isEmpty()) {
            throw Refused.bad("ArgumentNullException", "options is empty");
        }
        options.computeIfAbsent(key, none -> new TreeMap<>()).putAll(said);
        return Answer.of(true);
    }
}
