package dev.voronka.bitrix.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits, batches and faults: B5 to B8, B10, C4. */
final class PortalLimitsTest {
    private Portal portal;
    private Client client;

    private void open(Plan plan) throws Exception {
        portal = Portal.builder()
                .plan(plan)
                .clock(Clock.fixed(Instant.parse("2026-11-02T07:00:00Z"), ZoneOffset.UTC))
                .build()
                .start();
        client = new Client(portal.webhook());
    }

    @AfterEach
    void close() {
        portal.close();
    }

    // B5
    @Test
    void every_answer_tells_its_time_and_operating_time_adds_up_until_its_minute_drops_out() throws Exception {
        open(Plan.STANDARD);
        portal.operatingCost("profile", 2);

        client.call("profile");
        portal.clock().advance(Duration.ofMinutes(1));
        Map<String, Object> second = Values.map(client.call("profile").body().get("time"));
        portal.clock().advance(Duration.ofMinutes(9));
        Map<String, Object> third = Values.map(client.call("profile").body().get("time"));

        assertThat(second).containsKeys("start", "finish", "duration", "processing", "date_start", "date_finish");
        assertThat(second).containsEntry("operating", 4.0);
        assertThat(second).containsEntry("operating_reset_at", (int)
                Instant.parse("2026-11-02T07:10:00Z").getEpochSecond());
        assertThat(third).containsEntry("operating", 4.0);
    }

    // B6
    @Test
    void the_fifty_first_request_at_once_is_refused_and_two_more_a_second_are_borne() throws Exception {
        open(Plan.STANDARD);

        for (int i = 0; i < 50; i++) {
            assertThat(client.call("profile").status()).isEqualTo(200);
        }
        assertThat(client.call("profile").refusal()).isEqualTo("503 QUERY_LIMIT_EXCEEDED");
        portal.clock().advance(Duration.ofSeconds(1));
        assertThat(client.call("batch", "cmd", Map.of("a", "profile", "b", "profile", "c", "profile"))
                        .status())
                .isEqualTo(200);
        assertThat(client.call("profile").status()).isEqualTo(200);
        assertThat(client.call("profile").refusal()).isEqualTo("503 QUERY_LIMIT_EXCEEDED");

        assertThat(portal.counts().limitExceeded()).isEqualTo(2);
        assertThat(portal.counts().largestBucketLevel()).isEqualTo(50);
        assertThat(portal.counts().calls("profile")).isEqualTo(54);
    }

    // B7
    @Test
    void the_call_that_spends_the_operating_time_succeeds_and_the_next_of_that_method_is_refused() throws Exception {
        open(Plan.ENTERPRISE);
        portal.operatingCost("profile", 300);

        assertThat(client.call("profile").status()).isEqualTo(200);
        assertThat(client.call("profile").status()).isEqualTo(200);
        assertThat(client.call("profile").refusal()).isEqualTo("429 OPERATION_TIME_LIMIT");
        assertThat(client.call("scope").status()).isEqualTo(200);
        assertThat(new Client(portal.webhook()).call("profile").status()).isEqualTo(200);
        portal.clock().advance(Duration.ofMinutes(10));
        assertThat(client.call("profile").status()).isEqualTo(200);
    }

    // B8
    @Test
    void a_lost_answer_has_its_effect_and_a_connection_that_breaks_before_has_none() throws Exception {
        open(Plan.STANDARD);
        portal.faults().next(1).where("crm.item.add"::equals).answerLost();
        assertThatThrownBy(() -> client.call("crm.item.add", "entityTypeId", 2, "fields", Map.of("title", "Первая")))
                .isInstanceOf(IOException.class);
        assertThat(portal.items("deal")).hasSize(1);

        portal.faults().next(1).reset(Faults.Moment.BEFORE_EFFECT);
        assertThatThrownBy(() -> client.call("crm.item.add", "entityTypeId", 2, "fields", Map.of("title", "Вторая")))
                .isInstanceOf(IOException.class);
        assertThat(portal.items("deal")).hasSize(1);
    }

    // C4
    @Test
    void overload_comes_as_a_code_as_a_page_as_half_an_answer_or_late() throws Exception {
        open(Plan.STANDARD);

        portal.faults().next(1).status(500, "INTERNAL_SERVER_ERROR");
        assertThat(client.call("profile").refusal()).isEqualTo("500 INTERNAL_SERVER_ERROR");
        portal.faults().next(1).html(502);
        assertThat(client.call("profile").text()).startsWith("<html>");
        portal.faults().next(1).truncated();
        assertThatThrownBy(() -> client.call("profile")).isInstanceOf(IOException.class);
        portal.faults().next(1).slow(Duration.ofMillis(300));
        long began = System.nanoTime();
        assertThat(client.call("profile").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(290));
        assertThat(client.call("profile").status()).isEqualTo(200);
        assertThat(portal.counts().faults()).isEqualTo(4);
    }

    // C4
    @Test
    void between_two_moments_nothing_answers() throws Exception {
        open(Plan.STANDARD);
        portal.down(Instant.parse("2026-11-02T07:10:00Z"), Instant.parse("2026-11-02T07:20:00Z"));

        assertThat(client.call("profile").status()).isEqualTo(200);
        portal.clock().advance(Duration.ofMinutes(10));
        assertThatThrownBy(() -> client.call("profile")).isInstanceOf(IOException.class);
        portal.clock().advance(Duration.ofMinutes(10));
        assertThat(client.call("profile").status()).isEqualTo(200);
    }

    // B10
    @Test
    void a_batch_passes_on_what_was_answered_and_takes_nothing_back() throws Exception {
        open(Plan.STANDARD);
        Map<String, Object> commands = new LinkedHashMap<>();
        commands.put("deal", "crm.item.add?entityTypeId=2&fields[title]=%D0%90+%26+%D0%91");
        commands.put("again", "crm.item.get?entityTypeId=2&id=$result[deal][item][id]");
        commands.put("wrong", "crm.item.get?entityTypeId=2&id=4711");
        commands.put("list", "crm.item.list?entityTypeId=2");
        commands.put("first", "crm.item.get?entityTypeId=2&id=$result[list][items][0][id]");
        commands.put("inner", "batch?cmd[a]=profile");

        var heard = client.call("batch", "halt", 0, "cmd", commands);
        var halted = client.call("batch", "halt", 1, "cmd", commands);

        Map<String, Object> results = Values.map(heard.map().get("result"));
        Map<String, Object> errors = Values.map(heard.map().get("result_error"));
        assertThat(heard.status()).isEqualTo(200);
        assertThat(results).containsOnlyKeys("deal", "again", "list", "first");
        assertThat(results.get("again")).isEqualTo(results.get("deal")).isEqualTo(results.get("first"));
        assertThat(Values.map(Values.map(results.get("again")).get("item"))).containsEntry("title", "А & Б");
        assertThat(Values.map(errors.get("wrong"))).containsEntry("error", "NOT_FOUND");
        assertThat(Values.map(errors.get("inner"))).containsEntry("error", "ERROR_BATCH_METHOD_NOT_ALLOWED");
        assertThat(heard.map())
                .containsEntry("result_next", List.of())
                .containsEntry("result_total", Map.of("list", 1));
        assertThat(Values.map(halted.map().get("result"))).containsOnlyKeys("deal", "again");
        assertThat(Values.map(halted.map().get("result_error"))).containsOnlyKeys("wrong");
        assertThat(portal.items("deal")).hasSize(2);
    }

    // B10
    @Test
    void the_fifty_first_command_of_a_batch_is_refused_and_the_first_fifty_are_done() throws Exception {
        open(Plan.STANDARD);
        Map<String, Object> commands = new LinkedHashMap<>();
        for (int i = 1; i <= 51; i++) {
            commands.put("c" + i, "profile");
        }

        var heard = client.call("batch", "cmd", commands);

        assertThat(Values.map(heard.map().get("result"))).hasSize(50);
        assertThat(Values.map(Values.map(heard.map().get("result_error")).get("c51")))
                .containsEntry("error", "ERROR_BATCH_LENGTH_EXCEEDED");
    }
}
