package dev.voronka.bitrix.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page for people: boards of cards that can be dragged, and what it asks for while it is open. */
final class Page {
    /** A column shows the newest so many cards. */
    private static final int SHOWN = 60;

    private final Portal portal;

    Page(Portal portal) {
        this.portal = portal;
    }

    void handle(HttpExchange exchange, String path) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals("/")) {
            exchange.getResponseHeaders()
                    .set("Content-Security-Policy", "default-src 'self' 'unsafe-inline'; frame-ancestors 'none'");
            Front.sendText(exchange, 200, "text/html; charset=utf-8", html());
            return;
        }
        Map<String, Object> params = Parameters.read(exchange.getRequestURI().getRawQuery());
        try {
            if (exchange.getRequestMethod().equals("POST")) {
                if (!"page".equals(exchange.getRequestHeaders().getFirst("X-Simulator"))) {
                    throw Refused.of(403, "ACCESS_DENIED", "Only the page itself may do that");
                }
                params.putAll(Values.map(Front.JSON.readValue(body, Object.class)));
                Front.sendJson(exchange, 200, changed(path, params));
            } else {
                Front.sendJson(exchange, 200, portal.locked(() -> read(path, params)));
            }
        } catch (IllegalStateException refused) {
            Front.sendJson(exchange, 400, Values.row("error", refused.getMessage()));
        } catch (Refused refused) {
            Front.sendJson(exchange, refused.status(), Values.row("error", refused.description()));
        }
    }

    private static byte[] html() throws IOException {
        try (InputStream in = Page.class.getResourceAsStream("page.html")) {
            return in == null ? "page.html is not packaged".getBytes(StandardCharsets.UTF_8) : in.readAllBytes();
        }
    }

    private Object read(String path, Map<String, Object> params) {
        return switch (path) {
            case "/_page/boards" ->
                Values.row(
                        "boards",
                        boards(),
                        "users",
                        users(),
                        "now",
                        portal.times.shown(portal.times.now()),
                        "bell",
                        bell());
            case "/_page/cards" -> cards(kind(params), Values.numberOr(params.get("category"), 0));
            case "/_page/card" -> card(kind(params), Values.number(params.get("id")));
            default -> throw Refused.of(404, "NOT_FOUND", "Нет такой страницы: " + path);
        };
    }

    private Object changed(String path, Map<String, Object> params) {
        Ui.AtScreen person = portal.ui().as(Values.numberOr(params.get("user"), 1));
        String type = Values.textOr(params.get("type"), "");
        long id = Values.numberOr(params.get("id"), 0);
        switch (path) {
            case "/_page/move" -> person.move(type, id, Values.text(params.get("stage")));
            case "/_page/edit" -> person.edit(type, id, Values.text(params.get("field")), params.get("value"));
            case "/_page/comment" -> person.comment(type, id, Values.text(params.get("text")));
            case "/_page/add" -> person.add(type, Values.map(params.get("fields")));
            default -> throw Refused.of(404, "NOT_FOUND", "Нет такого действия: " + path);
        }
        return Values.row("done", true);
    }

    private Kind kind(Map<String, Object> params) {
        return portal.items.kind(params.get("type"));
    }

    private List<Object> boards() {
        List<Object> boards = new ArrayList<>();
        for (Kind kind : portal.items.kinds()) {
            if (!kind.hasStages() || (kind.items.isEmpty() && (kind.entityTypeId == 7 || kind.entityTypeId == 31))) {
                continue;
            }
            String title = switch (kind.entityTypeId) {
                case 1 -> "Лиды";
                case 2 -> "Сделки";
                case 7 -> "Предложения";
                case 31 -> "Счета";
                default -> portal.types.title(kind);
            };
            List<Category> funnels = kind.hasFunnels()
                    ? portal.categories.of(kind)
                    : List.of(new Category(0, kind.entityTypeId, "", 0, true));
            for (Category funnel : funnels) {
                String name = funnels.size() == 1 ? title : title + " · " + funnel.name;
                List<Object> stages = new ArrayList<>();
                portal.statuses
                        .in(kind.directory(funnel.id))
                        .forEach(each -> stages.add(Values.row(
                                "code", each.code, "name", each.name, "color", each.color, "group", each.group)));
                boards.add(
                        Values.row("type", kind.entityTypeId, "category", funnel.id, "name", name, "stages", stages));
            }
        }
        return boards;
    }

    private Map<String, Object> users() {
        Map<String, Object> users = new LinkedHashMap<>();
        portal.people.all().forEach(each -> users.put(String.valueOf(each.id), each.fullName()));
        return users;
    }

    private List<Object> bell() {
        List<Map<String, Object>> all = portal.notifications.all();
        return new ArrayList<>(all.subList(Math.max(0, all.size() - 20), all.size()));
    }

    private Map<String, Object> cards(Kind kind, long category) {
        Map<String, Object> columns = new LinkedHashMap<>();
        Map<String, List<Object>> cards = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Double> sums = new LinkedHashMap<>();
        for (Item item : kind.items.descendingMap().values()) {
            if (kind.hasFunnels() && item.category() != category) {
                continue;
            }
            String stage = item.stage();
            counts.merge(stage, 1, Integer::sum);
            Double amount = Values.decimal(item.get("opportunity"));
            sums.merge(stage, amount == null ? 0 : amount, Double::sum);
            List<Object> column = cards.computeIfAbsent(stage, none -> new ArrayList<>());
            if (column.size() < SHOWN) {
                column.add(Values.row(
                        "id", item.id,
                        "title", title(item),
                        "owner", item.get("assignedById"),
                        "amount", amount,
                        "currency", Values.textOr(item.get("currencyId"), "RUB"),
                        "updated", portal.times.shown((Instant) item.get("updatedTime"))));
            }
        }
        counts.forEach((stage, count) ->
                columns.put(stage, Values.row("count", count, "sum", sums.get(stage), "cards", cards.get(stage))));
        return columns;
    }

    private static String title(Item item) {
        String name = (Values.textOr(item.get("name"), "") + " " + Values.textOr(item.get("lastName"), "")).trim();
        return Values.textOr(item.get("title"), name.isEmpty() ? "№ " + item.id : name);
    }

    private Map<String, Object> card(Kind kind, Long id) {
        Item item = kind.item(id);
        List<Object> fields = new ArrayList<>();
        kind.fields(true).values().forEach(field -> {
            Object value = portal.form.value(field, item);
            if (!field.readOnly() || !Values.blank(value)) {
                fields.add(Values.row(
                        "name",
                        field.name(),
                        "title",
                        RussianTitles.of(field),
                        "type",
                        field.type(),
                        "value",
                        value,
                        "readOnly",
                        field.readOnly()
                                || field.multiple()
                                || field.name().equals("stageId")
                                || field.name().equals("categoryId"),
                        "user",
                        field.user(),
                        "choices",
                        field.type().equals("enumeration") ? portal.userFields.choices(field) : null));
            }
        });
        List<Object> history = new ArrayList<>();
        portal.history.entries(kind, item.id).forEach(row -> {
            String stage = Values.text(row.getOrDefault("STAGE_ID", row.get("STATUS_ID")));
            Status status = portal.statuses.find(kind.directory(Values.numberOr(row.get("CATEGORY_ID"), 0)), stage);
            history.add(Values.row("at", row.get("CREATED_TIME"), "stage", status == null ? stage : status.name));
        });
        List<Object> todos = new ArrayList<>();
        portal.activities
                .of(kind, item.id)
                .forEach(row -> todos.add(Values.row(
                        "title", row.get("SUBJECT"), "deadline", row.get("DEADLINE"), "done", row.get("COMPLETED"))));
        return Values.row(
                "id",
                item.id,
                "title",
                title(item),
                "fields",
                fields,
                "history",
                history,
                "comments",
                portal.timeline.comments(kind, item.id),
                "log",
                portal.timeline.messages(kind, item.id),
                "todos",
                todos);
    }
}
