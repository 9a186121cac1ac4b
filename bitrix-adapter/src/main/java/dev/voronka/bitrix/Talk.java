package dev.voronka.bitrix;

import dev.voronka.bitrix.client.BatchAnswer;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.Priority;
import dev.voronka.bitrix.client.Repeatability;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.crm.CrmFailed;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls that several parts make. Thread-safe. */
final class Talk {

    /** How many ids or keys are asked for in one list: what fits on a page. */
    static final int PAGE = 50;

    private final BitrixClient client;
    private final BoundMapping bound;
    private final ItemReader reader;
    private final Clock clock;

    Talk(BitrixClient client, BoundMapping bound, ItemReader reader, Clock clock) {
        this.client = client;
        this.bound = bound;
        this.reader = reader;
        this.clock = clock;
    }

    BoundMapping bound() {
        return bound;
    }

    ItemReader reader() {
        return reader;
    }

    CrmFailed told(BitrixFailed failed) {
        return Failures.told(failed, clock);
    }

    Instant now() {
        return clock.instant();
    }

    /** The date in a zone. */
    LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** Any number of calls, 50 in a request. */
    List<BatchAnswer> all(List<Call> calls) {
        return calls.isEmpty() ? List.of() : client.callAll(calls);
    }

    /** One call. */
    JsonNode one(Call call) {
        try {
            return client.call(call).result();
        } catch (BitrixFailed failed) {
            throw told(failed);
        }
    }

    /** A list of items that have one of these values in a field. */
    Call items(EntityMapping kind, String field, Collection<?> values, Priority priority) {
        var params = new LinkedHashMap<String, Object>();
        params.put("entityTypeId", bound.entityTypeId(kind));
        params.put("filter", Map.of("@" + field, List.copyOf(values)));
        params.put("order", Map.of("id", "ASC"));
        params.put("select", reader.select(kind));
        params.put("start", -1);
        params.put("useOriginalUfNames", "Y");
        return Call.of("crm.item.list", params).repeatable(Repeatability.FREELY).priority(priority);
    }

    /** The items of an answer to {@link #items}. */
    static List<Map<String, @Nullable Object>> items(JsonNode result) {
        var items = new ArrayList<Map<String, @Nullable Object>>();
        result.path("items").values().forEach(node -> items.add(ItemReader.item(node)));
        return items;
    }

    /** Cuts a list into pieces that fit on a page. */
    static <X> List<List<X>> pages(List<X> all) {
        var pages = new ArrayList<List<X>>();
        for (var i = 0; i < all.size(); i += PAGE) {
            pages.add(all.subList(i, Math.min(all.size(), i + PAGE)));
        }
        return pages;
    }

    /** Groups by a key, in order. */
    static <K, X> Map<K, List<X>> by(Collection<X> all, Function<X, K> key) {
        var groups = new LinkedHashMap<K, List<X>>();
        all.forEach(x ->
                groups.computeIfAbsent(key.apply(x), k -> new ArrayList<>()).add(x));
        return groups;
    }
}
