package dev.voronka.bitrix.client;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import dev.voronka.bitrix.client.BitrixFailed.Trouble;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The items of a list, one page in memory: each page asks for what is behind the last id of the one before. */
final class Pages implements Iterator<JsonNode> {

    private static final int FULL = 50;

    private static final int NO_COUNT = -1;

    private final ListCall list;
    private final BiFunction<Call, ObjectNode, Answer> asker;
    private final Deque<JsonNode> page = new ArrayDeque<>();
    private @Nullable Long last;
    private boolean counts;
    private boolean ended;

    Pages(ListCall list, BiFunction<Call, ObjectNode, Answer> asker) {
        this.list = list;
        this.asker = asker;
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && !ended) {
            turn();
        }
        return !page.isEmpty();
    }

    @Override
    public JsonNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The list of " + list.call().method() + " has ended.");
        }
        return page.remove();
    }

    private void turn() {
        var answer = asker.apply(list.call(), params());
        var items =
                list.itemsName().isEmpty() ? answer.result() : answer.result().path(list.itemsName());
        // An empty map is written as an empty list, so an empty result stands for no items.
        var none = answer.result().isArray() && answer.result().isEmpty();
        if (!items.isArray() && !none) {
            throw unreadable(
                    false,
                    "The answer has no list" + (list.itemsName().isEmpty() ? "" : " \"" + list.itemsName() + "\"")
                            + ": check itemsAt(…).");
        }
        for (var item : items.values()) {
            var id = item.path(list.idName()).asLongOpt();
            if (id.isEmpty()) {
                throw unreadable(
                        false, "An item has no number in \"" + list.idName() + "\": check id(…) and the select.");
            }
            if (last != null && id.getAsLong() <= last) {
                throw unreadable(
                        false,
                        "Item " + id.getAsLong() + " came after item " + last
                                + ": the method does not filter or order by \"" + list.idName() + "\".");
            }
            last = id.getAsLong();
            page.add(item);
        }
        if (items.size() >= FULL) {
            counts = false;
        } else if (list.trustsShortPages()) {
            ended = true;
        } else if (!counts) {
            // Short, or empty: ask again behind the last one, this time with a count.
            counts = true;
        } else if (items.isEmpty()) {
            var left = answer.total().orElse(0);
            if (left > 0) {
                throw unreadable(
                        true,
                        "The portal counts " + left + " more items" + (last == null ? "" : " behind item " + last)
                                + ", but gives none.");
            }
            ended = true;
        }
    }

    private ObjectNode params() {
        var params = list.params();
        params.putObject("order").put(list.idName(), "ASC");
        params.put("start", counts ? 0 : NO_COUNT);
        if (last != null) {
            var filter = params.path("filter");
            (filter instanceof ObjectNode given ? given : params.putObject("filter")).put(">" + list.idName(), last);
        }
        return params;
    }

    private BitrixFailed unreadable(boolean canRepeat, String advice) {
        return new BitrixFailed(
                list.call().method(),
                "",
                new Trouble(Kind.UNREADABLE, 200, "", "", canRepeat, false, null, advice),
                null);
    }
}
