package dev.voronka.bitrix.simulator;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

/** Provokes the errors that the documentation shows without the request that brings them about. */
final class SampleErrors {
    private SampleErrors() {}

    private static Map<String, Object> of(Object... pairs) {
        return Values.row(pairs);
    }

    private static Client guest(Portal portal) {
        return new Client(portal.webhook(portal.setup().guest("Гость", "Извне")));
    }

    /** An employee without the rights of an administrator. */
    private static Client plain(Portal portal) {
        return new Client(portal.webhook(portal.setup().user("Иван", "Петров", "")));
    }

    private static Client app(Portal portal, long userId) {
        App app = portal.app(URI.create("http://127.0.0.1:1/"), "crm");
        return Client.withToken(portal, Values.text(portal.tokens(app, userId).get("access_token")));
    }

    /** Null where nothing is known to bring it about. */
    static Client.Heard provoke(Portal portal, String name) throws Exception {
        Client client = new Client(portal.webhook());
        String method = name.replaceAll("-\\d+$", "");
        Client.Heard heard = items(portal, client, name, method);
        heard = heard != null ? heard : settings(portal, client, name, method);
        heard = heard != null ? heard : old(portal, client, name, method);
        return heard != null ? heard : others(portal, client, name, method);
    }

    private static Client.Heard items(Portal portal, Client client, String name, String method) throws Exception {
        int type = portal.setup().smartProcess("Процесс");
        return switch (name) {
            case "crm.item.add-02", "crm.item.fields-02", "crm.item.batchImport-02" ->
                client.call(method, "entityTypeId", 1999, "fields", of(), "data", List.of());
            case "crm.item.add-06" ->
                client.call("crm.item.add", "entityTypeId", 2, "fields", of("stageId", "NOWHERE"));
            case "crm.item.add-07" -> client.call(method, "entityTypeId", 2, "fields", of("observers", "1"));
            case "crm.item.add-08" -> {
                portal.restrict(Portal.Restriction.SMART_ITEMS, true);
                yield client.call(method, "entityTypeId", type, "fields", of());
            }
            case "crm.item.delete-02", "crm.item.get-05" -> client.call(method, "entityTypeId", 2, "id", 4711);
            case "crm.item.get-03" -> guest(portal).call(method, "entityTypeId", 2, "id", 1);
            case "crm.item.list-04" -> client.call(method, "entityTypeId", 1999);
            case "crm.item.list-05" -> client.call(method, "entityTypeId", 2, "filter", of("field", 1));
            case "crm.item.list-06" -> client.call(method, "entityTypeId", 2, "filter", of("assignedById", "nobody"));
            case "crm.item.list-07" -> client.call(method, "entityTypeId", 2, "order", of("field", "ASC"));
            case "crm.item.list-08" -> client.call(method, "entityTypeId", 2, "order", of("id", "UP"));
            case "crm.item.update-07", "crm.item.update-09" -> {
                long id = client.call("crm.item.add", "entityTypeId", type, "fields", of("title", "А"))
                        .id();
                portal.restrict(Portal.Restriction.SMART_ITEMS, name.endsWith("9"));
                yield client.call(
                        method,
                        "entityTypeId",
                        type,
                        "id",
                        id,
                        "fields",
                        name.endsWith("9") ? of("title", "Б") : of("observers", "1"));
            }
            case "crm.item.details.configuration.forceCommonScopeForAll-02",
                    "crm.item.details.configuration.get-02",
                    "crm.item.details.configuration.reset-02" -> client.call(method);
            case "crm.item.details.configuration.set-02" ->
                client.call(
                        method,
                        "entityTypeId",
                        2,
                        "data",
                        List.of(
                                of("name", "a", "elements", List.of()),
                                of("name", "b", "elements", List.of(of("title", "x")))));
            case "crm.stagehistory.list-02" -> client.call(method, "entityTypeId", 33);
            default -> null;
        };
    }

    private static Client.Heard settings(Portal portal, Client client, String name, String method) throws Exception {
        return switch (name) {
            case "crm.category.delete-02" -> client.call(method, "entityTypeId", 2, "id", 4711);
            case "crm.category.fields-02" -> client.call(method, "entityTypeId", 1999);
            case "crm.status.add-02" -> client.call(method, "fields", of("ENTITY_ID", "SOURCE", "NAME", "А"));
            case "crm.status.add-03" -> client.call(method, "fields", of("STATUS_ID", "A", "NAME", "А"));
            case "crm.status.add-04" ->
                client.call(method, "fields", of("ENTITY_ID", "NOWHERE", "STATUS_ID", "A", "NAME", "А"));
            case "crm.status.add-05" -> client.call(method, "fields", of("ENTITY_ID", "SOURCE", "STATUS_ID", "A"));
            case "crm.status.add-06" ->
                client.call(
                        method, "fields", of("ENTITY_ID", "DEAL_STAGE", "STATUS_ID", "A", "NAME", "А", "SORT", 500));
            case "crm.status.add-07" ->
                plain(portal).call(method, "fields", of("ENTITY_ID", "SOURCE", "STATUS_ID", "A", "NAME", "А"));
            case "crm.status.add-08" ->
                client.call(method, "fields", of("ENTITY_ID", "SOURCE", "STATUS_ID", "WEB", "NAME", "А"));
            case "crm.status.add-09" ->
                client.call(method, "fields", of("ENTITY_ID", "SOURCE", "STATUS_ID", "A", "NAME", "А"));
            case "crm.status.delete-02", "crm.status.update-02" -> client.call(method, "id", "none");
            case "crm.status.delete-03" -> client.call(method, "id", stage(portal, "WON"));
            case "crm.status.delete-04" -> {
                client.call("crm.item.add", "entityTypeId", 2, "fields", of("stageId", "PREPARATION"));
                yield client.call(method, "id", stage(portal, "PREPARATION"));
            }
            case "crm.status.list-02" -> client.call(method, "filter", "all");
            case "crm.status.list-04" ->
                client.call(
                        method,
                        "filter",
                        of("ENTITY_ID", "DEAL_STAGE"),
                        "select",
                        List.of("ID", "STATUS_ID", "NAME", "SORT", "SEMANTICS"));
            case "crm.status.update-03" ->
                client.call(method, "id", stage(portal, "NEW"), "fields", of("NAME", "Начало"));
            case "crm.type.add-03" -> plain(portal).call(method, "fields", of("title", "А"));
            case "crm.type.add-04" -> guest(portal).call(method, "fields", of("title", "А"));
            case "crm.type.add-05" -> client.call(method);
            case "crm.type.add-07" -> {
                portal.restrict(Portal.Restriction.SMART_TYPES, true);
                yield client.call(method, "fields", of("title", "А"));
            }
            case "crm.type.fields-02", "crm.type.list-02" -> plain(portal).call(method);
            case "crm.type.getByEntityTypeId-02" -> client.call(method, "entityTypeId", 1999);
            case "crm.type.list-03" -> client.call(method);
            case "crm.type.update-02" -> client.call(method, "id", 4711, "fields", of());
            case "userfieldconfig.add-02" ->
                client.call(method, "moduleId", "crm", "field", of("entityId", "CRM_DEAL", "userTypeId", "string"));
            case "userfieldconfig.delete-02", "userfieldconfig.get-02", "userfieldconfig.update-02" ->
                client.call(method, "moduleId", "crm", "id", 4711, "field", of());
            default -> null;
        };
    }

    private static long stage(Portal portal, String code) {
        return portal.locked(() -> portal.statuses.find("DEAL_STAGE", code).id);
    }

    private static Client.Heard old(Portal portal, Client client, String name, String method) throws Exception {
        return switch (name) {
            case "crm.company.add-02", "crm.contact.add-02" -> client.call(method);
            case "crm.company.get-02", "crm.company.update-02", "crm.contact.update-01" ->
                client.call(method, "id", 4711, "fields", of());
            case "crm.contact.delete-02",
                    "crm.contact.get-02",
                    "crm.deal.delete-02",
                    "crm.lead.delete-02",
                    "crm.deal.userfield.get-02",
                    "crm.deal.productrows.get-02",
                    "crm.lead.productrows.get-02" -> client.call(method);
            case "crm.deal.productrows.set-02", "crm.lead.productrows.set-02" ->
                client.call(method, "id", 1, "rows", List.of(of("PRICE", 1, "DISCOUNT_TYPE_ID", 1)));
            case "crm.deal.userfield.delete-02",
                    "crm.deal.userfield.update-02",
                    "crm.lead.userfield.delete-02",
                    "crm.lead.userfield.update-02" -> plain(portal).call(method, "id", 1);
            case "crm.deal.userfield.list-02", "crm.lead.userfield.list-02" -> client.call(method, "filter", "all");
            case "crm.lead.userfield.add-02" -> client.call(method, "fields", of("FIELD_NAME", "A"));
            case "crm.activity.add-02" -> client.call(method, "fields", of("OWNER_TYPE_ID", 2, "OWNER_ID", 4711));
            case "crm.activity.todo.add-02" ->
                client.call(method, "ownerTypeId", 2, "ownerId", 4711, "deadline", "2026-11-30");
            case "crm.activity.todo.update-02", "crm.activity.todo.updateDescription-02" ->
                client.call(method, "id", 4711, "ownerTypeId", 2, "ownerId", 1, "value", "А");
            case "crm.timeline.bindings.bind-02", "crm.timeline.bindings.unbind-02" ->
                client.call(method, "fields", of());
            case "crm.timeline.comment.get-02", "crm.timeline.comment.update-02", "crm.timeline.logmessage.get-02" ->
                client.call(method, "id", 1, "fields", of());
            case "crm.timeline.comment.list-02" -> client.call(method, "filter", of("ENTITY_TYPE", "deal"));
            default -> null;
        };
    }

    private static Client.Heard v3(URI hook, String method, Map<String, Object> body, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(hook.toString().replace("/rest/", "/rest/api/") + method))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Front.JSON.writeValueAsString(body)));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return Client.send(request);
    }

    private static Client.Heard others(Portal portal, Client client, String name, String method) throws Exception {
        Map<String, Object> task = of("fields", of("title", "А", "responsibleId", 1));
        return switch (name) {
            case "app.option.get-03" -> client.call(method);
            case "app.option.set-02" -> app(portal, 1).call(method);
            case "user.option.set-02" -> client.call(method);
            case "department.add-02" -> client.call(method);
            case "department.fields-01" -> client.call(method);
            case "department.get-01" -> {
                long id = portal.locked(() -> portal.people.department("Ещё отдел", 1L, null));
                yield client.call(method, "ID", id);
            }
            case "department.update-01" -> client.call(method, "ID", 1, "NAME", "Фирма");
            case "department.department.delete-01" ->
                client.call("department.delete", "ID", portal.setup().department("Отдел", 1));
            case "department.update-02" -> client.call(method, "ID", 4711);
            case "event.bind-02" -> app(portal, 1).call(method, "event", "ONNOTHING", "handler", "http://127.0.0.1:1/");
            case "event.bind-03", "event.unbind-02" ->
                app(portal, portal.setup().user("Иван", "Петров", ""))
                        .call(method, "event", "ONCRMLEADADD", "event_type", "offline");
            case "event.bind-04", "event.unbind-03" ->
                app(portal, portal.setup().user("Иван", "Петров", ""))
                        .call(method, "event", "ONCRMLEADADD", "handler", "http://127.0.0.1:1/", "auth_type", 1);
            case "event.offline.error-02", "event.offline.list-02" ->
                app(portal, portal.setup().user("Иван", "Петров", "")).call(method, "process_id", "a");
            case "im.notify-02" -> client.call(method, "MESSAGE", "А");
            case "im.notify.confirm-02", "im.notify.history.search-02", "im.notify.read.list-02" -> client.call(method);
            case "oauth.token-04" ->
                Client.send(HttpRequest.newBuilder(
                        URI.create(portal.address() + "/oauth/token/?client_id=nobody&client_secret=x")));
            case "oauth.token-05", "oauth.token-06" -> {
                App app = portal.app(URI.create("http://127.0.0.1:1/"), "crm");
                yield Client.send(HttpRequest.newBuilder(URI.create(portal.address() + "/oauth/token/?client_id="
                        + app.clientId() + "&client_secret=" + app.clientSecret()
                        + "&grant_type=refresh_token&refresh_token=x" + (name.endsWith("5") ? "&scope=task" : ""))));
            }
            case "rest-v3-04" -> v3(portal.webhook(), "tasks.task.get", of(), null);
            case "rest-v3-07" -> null;
            case "rest-v3-08" -> {
                URI hook = portal.webhook();
                v3(hook, "tasks.task.add", task, "a");
                yield v3(hook, "tasks.task.add", of("fields", of("title", "Б", "responsibleId", 1)), "a");
            }
            case "rest-v3-09" -> v3(portal.webhook(), "tasks.task.add", task, "x".repeat(256));
            case "tasks.task.add-02" ->
                v3(
                        portal.webhook(),
                        method,
                        of("fields", of("title", "А", "responsibleId", 1, "deadline", "soon")),
                        null);
            case "tasks.task.get-02" -> v3(portal.webhook(), method, of("id", 2), null);
            case "tasks.task.get-04" -> client.call(method, "taskId", 1, "select", "ID");
            case "tasks.task.update-04" -> {
                Object id = Values.map(client.call("tasks.task.add", "fields", of("TITLE", "А", "RESPONSIBLE_ID", 1))
                                .map()
                                .get("task"))
                        .get("id");
                yield client.call(method, "taskId", id, "fields", of("PARENT_ID", id));
            }
            case "user.update-02" -> plain(portal).call(method, "ID", 1, "NAME", "А");
            case "system-03" -> {
                try (Portal narrow = Portal.builder().build().start()) {
                    Client there = new Client(narrow.webhook());
                    Client.Heard heard = there.call("profile");
                    for (int i = 0; i < 60 && heard.status() == 200; i++) {
                        heard = there.call("profile");
                    }
                    yield heard;
                }
            }
            case "system-06" -> new Client(URI.create(portal.address() + "/rest/1/wrong/")).call("profile");
            case "system-07", "placement.get-02" -> {
                try (Portal strict = Portal.builder().httpsOnly().build().start()) {
                    yield new Client(strict.webhook()).call("profile");
                }
            }
            case "system-12" -> new Client(portal.webhook(1, "crm")).call("tasks.task.list");
            default -> null;
        };
    }
}
