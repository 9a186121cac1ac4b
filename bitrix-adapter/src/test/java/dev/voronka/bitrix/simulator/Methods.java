package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Every method of the portal: its scope, who may call it, and what it does. */
final class Methods {
    /** What one method does. */
    interface Work {
        Answer on(Call call);
    }

    /** Who may call. */
    enum Open {
        TO_ALL,
        TO_APPS,
        /** As {@link #TO_APPS}, but the refusal of a webhook is {@code WRONG_AUTH_TYPE}. */
        TO_APPS_BY_TYPE
    }

    record Method(String name, String scope, Open open, Work work) {}

    private final Map<String, Method> byName = new TreeMap<>();

    void add(String scope, String name, Work work) {
        add(scope, name, Open.TO_ALL, work);
    }

    void add(String scope, String name, Open open, Work work) {
        byName.put(name.toLowerCase(Locale.ROOT), new Method(name, scope, open, work));
    }

    Method find(String name) {
        Method method = byName.get(name.toLowerCase(Locale.ROOT));
        if (method == null) {
            throw Refused.of(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
        }
        return method;
    }

    boolean has(String name) {
        return byName.containsKey(name.toLowerCase(Locale.ROOT));
    }

    List<String> names(String scope) {
        List<String> names = new ArrayList<>();
        for (Method method : byName.values()) {
            if (scope == null || scope.equals(method.scope())) {
                names.add(method.name());
            }
        }
        return List.copyOf(names);
    }

    void mayCall(Method method, Caller caller) {
        if (!caller.may(method.scope())) {
            throw Refused.of(
                    403,
                    "insufficient_scope",
                    "The request requires higher privileges than provided by the webhook token");
        }
        if (caller.app() == null && method.open() == Open.TO_APPS) {
            throw Refused.of(403, "ACCESS_DENIED", "Access denied! Application context required");
        }
        if (caller.app() == null && method.open() == Open.TO_APPS_BY_TYPE) {
            throw Refused.of(403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method");
        }
    }
}
