package dev.voronka.bitrix.client;

import static dev.voronka.bitrix.client.ScriptedPortal.SECRET;
import static dev.voronka.bitrix.client.ScriptedPortal.brokenOff;
import static dev.voronka.bitrix.client.ScriptedPortal.chunked;
import static dev.voronka.bitrix.client.ScriptedPortal.error;
import static dev.voronka.bitrix.client.ScriptedPortal.lost;
import static dev.voronka.bitrix.client.ScriptedPortal.ok;
import static dev.voronka.bitrix.client.ScriptedPortal.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One call and what comes back. */
class CallTest {

    private final ScriptedPortal portal = new ScriptedPortal();
    private final HandClock clock = new HandClock();

    @AfterEach
    void close() {
        portal.close();
    }

    private ClientBuilder builder() {
        return BitrixClient.webhook(portal.webhook()).clock(clock).sleeper(clock);
    }

    private BitrixFailed failure(BitrixClient client, Call call) {
        return catchThrowableOfType(BitrixFailed.class, () -> client.call(call));
    }

    @Test
    void a_webhook_call_is_a_post_of_json_to_user_secret_and_method() {
        portal.then(told(
                200,
                "{\"result\":{\"item\":{\"id\":7}},\"total\":3,\"next\":50,\"time\":{\"duration\":0.25,\"processing\":0.125,"
                        + "\"operating\":1.5,\"operating_reset_at\":1796000000}}"));
        var params =
                Map.of("id", 7, "sum", new BigDecimal("1E+3"), "day", LocalDate.of(2026, 11, 28), "list", List.of("a"));

        var answer = builder().build().call(Call.of("crm.item.get", params));

        var asked = portal.asked.get(0);
        assertThat(asked.verb()).isEqualTo("POST");
        assertThat(asked.uri().getPath()).isEqualTo("/rest/1/" + SECRET + "/crm.item.get");
        assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(asked.headers().getFirst("X-Request-Id")).isNotBlank();
        assertThat(asked.body().toString())
                .contains("\"id\":7", "\"sum\":1000", "\"day\":\"2026-11-28\"", "\"list\":[\"a\"]")
                .doesNotContain("auth");
        assertThat(answer.result().path("item").path("id").asInt()).isEqualTo(7);
        assertThat(answer.total()).hasValue(3);
        assertThat(answer.next()).hasValue(50);
        assertThat(answer.replayed()).isFalse();
        assertThat(answer.time())
                .isEqualTo(new CallTime(
                        Duration.ofMillis(250),
                        Duration.ofMillis(125),
                        Duration.ofMillis(1500),
                        Instant.ofEpochSecond(1796000000)));
    }

    @Test
    void an_answer_may_leave_out_its_time_and_be_null() {
        portal.then(told(200, "{\"result\":null}"));

        var answer = builder().build().call(Call.of("crm.item.get", Map.of()));

        assertThat(answer.result().isNull()).isTrue();
        assertThat(answer.total()).isEmpty();
        assertThat(answer.time().operating()).isNull();
    }

    @Test
    void an_error_tells_method_code_and_what_to_do_but_the_portals_words_only_on_request() {
        portal.then(error(400, "NOT_FOUND"));

        var failed = failure(builder().build(), Call.of("crm.item.get", Map.of("id", 7)));

        assertThat(failed.method()).isEqualTo("crm.item.get");
        assertThat(failed.status()).isEqualTo(400);
        assertThat(failed.code()).isEqualTo("NOT_FOUND");
        assertThat(failed.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(failed.description()).isEqualTo("words of the portal");
        assertThat(failed.canRepeat()).isFalse();
        assertThat(failed.mayHaveHappened()).isFalse();
        assertThat(failed.requestId()).isEqualTo(portal.asked.get(0).headers().getFirst("X-Request-Id"));
        assertThat(failed)
                .hasMessageContaining("crm.item.get failed (NOT_FOUND, status 400, code NOT_FOUND, request ")
                .hasMessageContaining("deleted, merged")
                .hasMessageEndingWith("It did not take place; the same call again will not help.")
                .message()
                .doesNotContain("words of the portal");
    }

    @Test
    void a_code_may_be_empty_or_a_number_and_is_never_guessed_from_the_words() {
        portal.then(
                told(400, "{\"error\":\"\",\"error_description\":\"Access denied.\"}"),
                told(400, "{\"error\":0,\"error_description\":\"Not found\"}"));
        var client = builder().build();

        var empty = failure(client, Call.of("crm.lead.add", Map.of()));
        var zero = failure(client, Call.of("crm.stagehistory.list", Map.of()));

        assertThat(empty.kind()).isEqualTo(Kind.OTHER);
        assertThat(empty.code()).isEmpty();
        assertThat(empty.getMessage()).contains("no code");
        assertThat(zero.kind()).isEqualTo(Kind.OTHER);
        assertThat(zero.code()).isEqualTo("0");
    }

    @Test
    void html_under_overload_is_told_as_such_and_an_add_is_not_made_twice() {
        portal.then(told(502, "<html>Bad gateway</html>"));

        var failed = failure(builder().build(), Call.of("crm.item.add", Map.of()));

        assertThat(failed.kind()).isEqualTo(Kind.OVERLOADED);
        assertThat(failed.description()).isEqualTo("<html>Bad gateway</html>");
        assertThat(failed.canRepeat()).isFalse();
        assertThat(failed.mayHaveHappened()).isTrue();
        assertThat(failed).hasMessageContaining("look first");
        assertThat(portal.asked).hasSize(1);
    }

    @Test
    void truncated_json_and_html_with_status_200_and_json_without_result_are_unreadable() {
        var add = Call.of("crm.item.add", Map.of());
        for (var body : List.of(
                "{\"result\":{\"item\":{\"id\"", "<html>fine</html>", "{}", "[]", "", "{\"result\":1} x", "null")) {
            portal.then(told(200, body));

            var failed = failure(builder().build(), add);

            assertThat(failed.kind()).as(body).isEqualTo(Kind.UNREADABLE);
            assertThat(failed.mayHaveHappened()).as(body).isTrue();
            assertThat(failed.canRepeat()).as(body).isFalse();
        }
    }

    @Test
    void an_answer_that_breaks_off_or_never_comes_may_have_happened() {
        for (var answer : List.of(lost(), brokenOff("{\"result\":"))) {
            portal.then(answer);

            var failed = failure(builder().build(), Call.of("crm.item.add", Map.of()));

            assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failed.mayHaveHappened()).isTrue();
            assertThat(failed.canRepeat()).isFalse();
        }
        assertThat(portal.asked).hasSize(2);
    }

    @Test
    void a_portal_that_is_slower_than_the_timeout_may_have_executed_the_call() {
        var held = new java.util.concurrent.CountDownLatch(1);
        portal.always(question -> {
            try {
                held.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return ok("1");
        });

        var failed = failure(builder().timeout(Duration.ofMillis(200)).build(), Call.of("crm.item.add", Map.of()));
        held.countDown();

        assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failed.mayHaveHappened()).isTrue();
    }

    @Test
    void where_nothing_listens_nothing_was_sent_and_even_an_add_is_tried_again() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var client = BitrixClient.webhook(URI.create("http://localhost:" + free + "/rest/1/" + SECRET + "/"))
                .clock(clock)
                .sleeper(clock)
                .build();

        var failed = failure(client, Call.of("crm.item.add", Map.of()));

        assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failed.canRepeat()).isTrue();
        assertThat(failed.mayHaveHappened()).isFalse();
        assertThat(client.stats().retries()).isEqualTo(3);
    }

    @Test
    void a_body_above_the_limit_is_refused_without_reading_on() {
        var endless = "{\"result\":\"" + "x".repeat(5000) + "\"}";
        portal.then(told(200, endless), chunked(endless), chunked(endless));
        var client = builder().mostBytes(2048).build();

        for (var form : List.of("announced", "in chunks")) {
            var failed = failure(client, Call.of("crm.item.list", Map.of()));

            assertThat(failed.kind()).as(form).isEqualTo(Kind.UNREADABLE);
            assertThat(failed).as(form).hasMessageContaining("mostBytes");
            assertThat(failed.canRepeat()).as(form).isFalse();
        }
        assertThat(portal.asked).hasSize(2);
        assertThat(builder()
                        .mostBytes(6000)
                        .build()
                        .call(Call.of("crm.item.list", Map.of()))
                        .result()
                        .asString())
                .hasSize(5000);
    }

    @Test
    void rest_3_has_a_path_a_key_and_an_error_form_of_its_own() {
        portal.then(
                ok("{\"item\":{\"id\":42}}").with("Idempotent-Replayed", "true"),
                told(
                        400,
                        "{\"error\":{\"code\":\"BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION\",\"message\":\"Wrong\","
                                + "\"validation\":[{\"field\":\"id\",\"message\":\"Required\"}]}}"));
        var client = builder().build();

        var answer = client.call3("tasks.task.add", Map.of("fields", Map.of("title", "Call")), "op-1");
        var failed = failure(client, Call.version3("tasks.task.get", Map.of()));

        assertThat(portal.asked.get(0).uri().getPath()).isEqualTo("/rest/api/1/" + SECRET + "/tasks.task.add");
        assertThat(portal.asked.get(0).headers().getFirst("Idempotency-Key")).isEqualTo("op-1");
        assertThat(portal.asked.get(1).headers().getFirst("Idempotency-Key")).isNull();
        assertThat(answer.replayed()).isTrue();
        assertThat(failed.kind()).isEqualTo(Kind.INVALID);
        assertThat(failed.description()).isEqualTo("Wrong (id: Required)");
    }

    @Test
    void keys_are_for_rest_3_only_and_printable() {
        assertThatThrownBy(() -> Call.of("tasks.task.add", Map.of()).idempotencyKey("k"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version3");
        assertThatThrownBy(() -> Call.version3("tasks.task.add", Map.of()).idempotencyKey("ключ"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("printable ASCII");
        assertThatThrownBy(() -> Call.of("../evil", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Call.of("batch", Map.of())).hasMessageContaining("callAll");
    }

    @Test
    void secrets_are_nowhere_to_be_read_even_when_the_portal_echoes_them() {
        var echo = "method /rest/1/" + SECRET + "/x auth=" + SECRET + " \\\"access_token\\\":\\\"abc123def\\\""
                + " auth[application_token]=tok9876 client_secret=cs_5555&refresh_token=rt_7777 /rest/12/otherSecret/";
        portal.then(told(400, "{\"error\":\"" + SECRET + "\",\"error_description\":\"" + echo + "\"}"));
        var client = builder().build();

        var failed = failure(client, Call.of("crm.item.get", Map.of("auth", "tok0000")));

        var everything = failed
                + failed.description()
                + failed.code()
                + client
                + Call.of("a.b", Map.of("auth", "tok0000"))
                + builder().build().stats();
        assertThat(everything)
                .doesNotContain(SECRET, "abc123def", "tok9876", "cs_5555", "rt_7777", "otherSecret", "tok0000");
        assertThat(failed.description()).contains("***");
    }

    @Test
    void a_secret_that_would_be_cut_in_two_is_hidden_before_the_cut() {
        portal.then(told(500, "x".repeat(490) + SECRET));

        var failed = failure(builder().build(), Call.of("crm.item.add", Map.of()));

        assertThat(failed.description()).doesNotContain(SECRET.substring(0, 6)).hasSizeLessThan(510);
    }

    @Test
    void an_address_that_is_no_webhook_or_not_encrypted_is_refused_without_quoting_it() {
        for (var wrong : List.of(
                "https://example.org/rest/1/",
                "https://example.org/rest/one/" + SECRET + "/",
                "http://example.org/rest/1/" + SECRET + "/",
                "https://example.org/rest/1/" + SECRET + "/?x=1",
                "rest/1/" + SECRET + "/")) {
            assertThatThrownBy(() -> BitrixClient.webhook(URI.create(wrong)).build())
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain(SECRET);
        }
        assertThat(BitrixClient.webhook(URI.create("https://example.org/box/rest/1/" + SECRET))
                        .build())
                .hasToString("BitrixClient[Webhook of example.org]");
    }

    @Test
    void a_connection_that_nobody_used_for_a_while_is_not_used_again() {
        portal.always(question -> ok("1"));
        var client = builder().build();

        client.call(Call.of("crm.item.add", Map.of()));
        client.call(Call.of("crm.item.add", Map.of()));
        clock.pass(Duration.ofSeconds(20));
        client.call(Call.of("crm.item.add", Map.of()));

        assertThat(portal.asked.get(1).connection())
                .isEqualTo(portal.asked.get(0).connection());
        assertThat(portal.asked.get(2).connection())
                .isNotEqualTo(portal.asked.get(0).connection());
    }

    @Test
    void half_of_an_emoji_is_sent_as_the_sign_for_an_unknown_character() {
        portal.then(ok("1"));

        builder()
                .build()
                .call(Call.of(
                        "crm.item.add",
                        Map.of("fields", Map.of("title", "a\uD83D", "texts", List.of("\uDE00b", "😀")))));

        var fields = portal.asked.get(0).body().path("fields");
        assertThat(fields.path("title").asString()).isEqualTo("a\uFFFD");
        assertThat(fields.path("texts").toString()).isEqualTo("[\"\uFFFDb\",\"😀\"]");
    }

    @Test
    void a_value_without_a_form_in_json_is_refused() {
        assertThatThrownBy(() -> Call.of("crm.item.add", Map.of("x", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The parameters of crm.item.add");
    }

    @Test
    void a_thread_told_to_stop_stops_and_stays_told() {
        portal.then(error(503, "QUERY_LIMIT_EXCEEDED"));
        var client = builder()
                .sleeper(time -> {
                    throw new InterruptedException();
                })
                .build();

        var failed = failure(client, Call.of("crm.item.add", Map.of()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failed.canRepeat()).isTrue();
        assertThat(failed.mayHaveHappened()).isFalse();
    }
}
