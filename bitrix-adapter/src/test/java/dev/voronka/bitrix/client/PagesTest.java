package dev.voronka.bitrix.client;

import static dev.voronka.bitrix.client.ScriptedPortal.ok;
import static dev.voronka.bitrix.client.ScriptedPortal.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import dev.voronka.bitrix.client.ScriptedPortal.Asked;
import dev.voronka.bitrix.client.ScriptedPortal.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.MissingNode;

/** Whole lists, page by page. */
class PagesTest {

    private final ScriptedPortal portal = new ScriptedPortal();
    private final HandClock clock = new HandClock();
    private final BitrixClient client =
            BitrixClient.webhook(portal.webhook()).clock(clock).sleeper(clock).build();

    @AfterEach
    void close() {
        portal.close();
    }

    private static ListCall items() {
        var params = new TreeMap<String, Object>(Map.of("entityTypeId", 2, "filter", Map.of("stageId", "NEW")));
        return ListCall.of("crm.item.list", params).itemsAt("items").id("id");
    }

    private static String page(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> "{\"id\":\"" + id + "\"}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    /** A portal with items 1 to n that filters as asked. */
    private static Told listing(Asked question, long n, int pageSize) {
        var after = question.body().path("filter").path(">id").asLong(0);
        var body = page(after + 1, Math.min(n, after + pageSize));
        var counts = question.body().path("start").asInt() != -1;
        return told(200, "{\"result\":" + body + (counts ? ",\"total\":" + Math.max(0, n - after) : "") + "}");
    }

    private List<Long> ids(ListCall list) {
        return client.list(list).map(item -> item.path("id").asLong()).toList();
    }

    @Test
    void a_list_is_read_by_ids_without_counting_and_the_end_is_confirmed() {
        portal.always(question -> listing(question, 120, 50));

        assertThat(ids(items())).hasSize(120).isSorted().doesNotHaveDuplicates();

        assertThat(portal.asked.stream().map(question -> question.body().toString()))
                .containsExactly(
                        "{\"entityTypeId\":2,\"filter\":{\"stageId\":\"NEW\"},\"order\":{\"id\":\"ASC\"},\"start\":-1}",
                        "{\"entityTypeId\":2,\"filter\":{\"stageId\":\"NEW\",\">id\":50},\"order\":{\"id\":\"ASC\"},\"start\":-1}",
                        "{\"entityTypeId\":2,\"filter\":{\"stageId\":\"NEW\",\">id\":100},\"order\":{\"id\":\"ASC\"},\"start\":-1}",
                        "{\"entityTypeId\":2,\"filter\":{\"stageId\":\"NEW\",\">id\":120},\"order\":{\"id\":\"ASC\"},\"start\":0}");
    }

    @Test
    void short_pages_may_be_trusted_to_save_the_last_request() {
        portal.always(question -> listing(question, 120, 50));

        assertThat(ids(items().trustingShortPages())).hasSize(120);

        assertThat(portal.asked).hasSize(3);
    }

    @Test
    void a_short_or_empty_page_in_the_midst_loses_nothing() {
        portal.then(ok(page(1, 50)), ok("{\"items\":[]}"), ok(page(51, 60)));
        portal.always(question -> listing(question, 75, 50));

        assertThat(ids(items())).hasSize(75).isSorted();
    }

    @Test
    void a_portal_that_counts_more_than_it_gives_is_no_end() {
        portal.then(ok(page(1, 50)), ok("{\"items\":[]}"), told(200, "{\"result\":{\"items\":[]},\"total\":7}"));

        assertThatThrownBy(() -> ids(items())).isInstanceOfSatisfying(BitrixFailed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(failed.canRepeat()).isTrue();
            assertThat(failed).hasMessageContaining("counts 7 more items behind item 50");
        });
    }

    @Test
    @Timeout(20)
    void a_method_that_does_not_filter_by_id_is_no_endless_list() {
        portal.always(question -> ok(page(1, 50)));

        assertThatThrownBy(() -> ids(items())).hasMessageContaining("does not filter or order by \"id\"");
        assertThat(portal.asked).hasSize(2);
    }

    @Test
    void a_list_at_another_place_or_without_ids_is_told() {
        portal.always(question -> ok("{\"tasks\":[{\"ID\":1}]}"));

        assertThatThrownBy(() -> ids(items())).hasMessageContaining("no list \"items\"");
        assertThatThrownBy(() -> ids(items().itemsAt("tasks"))).hasMessageContaining("no number in \"id\"");
        assertThatThrownBy(() -> ListCall.of("a.b", Map.of("order", Map.of())))
                .hasMessageContaining("leave \"order\" out");
        assertThatThrownBy(() -> ListCall.of("a.b", Map.of("filter", "x"))).hasMessageContaining("\"filter\"");
    }

    @Test
    void pages_are_read_when_they_are_needed() {
        portal.always(question -> listing(question, 1_000_000, 50));

        assertThat(client.list(items()).limit(120).count()).isEqualTo(120);

        assertThat(portal.asked).hasSize(3);
    }

    @Test
    void a_failed_page_is_asked_for_again_from_where_the_list_was() {
        portal.then(ok(page(1, 50)), ScriptedPortal.lost(), ScriptedPortal.error(503, "QUERY_LIMIT_EXCEEDED"));
        portal.always(question -> listing(question, 60, 50));

        assertThat(ids(items())).hasSize(60).isSorted();
        assertThat(clock.passed()).isGreaterThan(Duration.ofSeconds(1));
    }

    @Property(tries = 500)
    void every_item_comes_once_whatever_the_number_and_the_pages(
            @ForAll @IntRange(max = 180) int number,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 60) Integer> pageSizes) {
        // Among the pages are short and empty ones; those that count are honest.
        var asked = new AtomicInteger();
        var pages = new Pages(items(), (call, params) -> {
            var after = params.path("filter").path(">id").asLong(0);
            var counts = params.path("start").asInt() != -1;
            var size = pageSizes.get(asked.getAndIncrement() % pageSizes.size());
            var tree = Json.MAPPER.readTree(page(after + 1, Math.min(number, after + (counts ? 50 : size))));
            var total = Json.MAPPER.getNodeFactory().numberNode(counts ? Math.max(0, number - after) : 0);
            return new Answer(tree, total, MissingNode.getInstance(), CallTime.UNTOLD, false);
        });
        var ids = new ArrayList<Long>();
        pages.forEachRemaining(item -> ids.add(item.path("id").asLong()));

        assertThat(ids).isEqualTo(LongStream.rangeClosed(1, number).boxed().toList());
    }
}
