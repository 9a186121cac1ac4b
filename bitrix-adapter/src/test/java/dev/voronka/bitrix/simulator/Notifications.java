package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Messages under the bell; {@code im.notify.*}. One with the same tag takes the place of the one before. */
final class Notifications {
    private final Portal portal;
    private final Map<Long, Map<String, Object>> rows = new TreeMap<>();
    private long lastId = 12_000;

    Notifications(Portal portal) {
        this.portal = portal;
    }

    List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        rows.values().forEach(row -> all.add(Map.copyOf(row)));
        return all;
    }

    void addTo(Methods methods) {
        methods.add("im", "im.notify", call -> add(call, "SYSTEM".equals(call.text("TYPE"))));
        methods.add("im", "im.notify.personal.add", call -> add(call, false));
        methods.add("im", "im.notify.system.add", call -> add(call, true));
        methods.add("im", "im.notify.delete", call -> {
            boolean gone = call.has("ID")
                    ? rows.remove(Values.numberOr(call.get("ID"), 0)) != null
                    : rows.values()
                            .removeIf(row -> (!Values.blank(call.get("TAG"))
                                            && call.text("TAG").equals(row.get("tag")))
                                    || (!Values.blank(call.get("SUB_TAG"))
                                            && call.text("SUB_TAG").equals(row.get("subTag"))));
            return Answer.of(gone);
        });
        methods.add("im", "im.notify.read", call -> Answer.of(true));
        methods.add("im", "im.notify.read.all", call -> Answer.of(true));
        methods.add("im", "im.notify.read.list", call -> {
            if (!(call.get("IDS") instanceof List<?>) && !(call.get("IDS") instanceof Map<?, ?>)) {
                throw Refused.bad("PARAMS_ERROR", "No IDS param or it is not an array");
            }
            return Answer.of(true);
        });
        methods.add(
                "im",
                "im.notify.answer",
                call -> Answer.of(Values.row("result_message", List.of("Ваш ответ отправлен."))));
        methods.add("im", "im.notify.confirm", call -> {
            if (Values.blank(call.get("NOTIFY_VALUE"))) {
                throw Refused.bad("NOTIFY_VALUE_ERROR", "Notification Value can't be empty");
            }
            return Answer.of(Values.row("result_message", List.of("Принято")));
        });
        methods.add("im", "im.notify.history.search", call -> {
            if (Values.textOr(call.get("SEARCH_TEXT"), "").length() < 3) {
                throw Refused.bad("SEARCH_TEXT_ERROR", "SEARCH_TEXT can't be less than 3 symbols");
            }
            return Answer.of(Values.row("notifications", List.of(), "users", List.of()));
        });
    }

    private Answer add(Call call, boolean system) {
        Long user = call.number("USER_ID");
        if (user == null || user <= 0) {
            throw Refused.bad("USER_ID_EMPTY", "User ID can't be empty");
        }
        if (Values.blank(call.get("MESSAGE"))) {
            throw Refused.bad("MESSAGE_EMPTY", "Message can't be empty");
        }
        if (system && call.caller.app() == null && Values.blank(call.get("CLIENT_ID"))) {
            throw Refused.bad("CLIENT_ID_EMPTY", "Client ID can't be empty");
        }
        String tag = Values.textOr(call.get("TAG"), "");
        if (!tag.isEmpty()) {
            rows.values().removeIf(row -> tag.equals(row.get("tag")) && user.equals(row.get("userId")));
        }
        rows.put(
                ++lastId,
                Values.row(
                        "id",
                        lastId,
                        "userId",
                        user,
                        "authorId",
                        system ? 0L : call.caller.user().id,
                        "message",
                        call.text("MESSAGE"),
                        "tag",
                        tag,
                        "subTag",
                        Values.textOr(call.get("SUB_TAG"), ""),
                        "date",
                        portal.times.shown(portal.times.second())));
        return Answer.of(lastId);
    }
}
