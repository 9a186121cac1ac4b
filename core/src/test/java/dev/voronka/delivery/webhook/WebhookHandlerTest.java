package dev.voronka.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.delivery.DeliverySettings;
import dev.voronka.delivery.EffectHandler;
import dev.voronka.delivery.Notes;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.run.Voronka;
import dev.voronka.store.Parcel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A webhook against a real HTTP server. */
class WebhookHandlerTest {

    private static final String SECRET = "a secret of some length";

    private static final class Request {
        private final Map<String, List<String>> headers;
        private final byte[] body;

        Request(Map<String, List<String>> headers, byte[] body) {
            this.headers = headers;
            this.body = body;
        }

        String header(String name) {
            return headers.get(name).get(0);
        }

        byte[] body() {
            return body;
        }
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private volatile Answer answer = exchange -> exchange.sendResponseHeaders(204, -1);

    @BeforeEach
    void a_server_is_there() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            requests.add(new Request(
                    exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
            answer.to(exchange);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void the_server_goes() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private WebhookHandler webhook() {
        return WebhookHandler.to("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=t0ken", SECRET)
                .only(Effect.Tell.class::isInstance);
    }

    private Voronka voronka(EffectHandler handler) {
        return Voronka.builder()
                .process(Notes.PROCESS)
                .clock(clock)
                .handler(handler)
                .delivery(DeliverySettings.standard().pauses(Duration.ofSeconds(10), 2, Duration.ofSeconds(20)))
                .build();
    }

    private Voronka said(EffectHandler handler, String... words) {
        var voronka = voronka(handler);
        var notes = voronka.funnel(Notes.PROCESS);
        Notes.say(notes, Notes.card(notes), words);
        return voronka;
    }

    @Test
    void an_effect_is_sent_as_signed_json_with_its_key() {
        var voronka = said(webhook(), "привет");

        voronka.deliver();

        var request = requests.get(0);
        var body = new String(request.body(), StandardCharsets.UTF_8);
        var key = request.header("X-Voronka-Key");
        assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(key).endsWith("/2/2");
        assertThat(request.header("X-Voronka-Timestamp"))
                .isEqualTo("" + clock.instant().getEpochSecond());
        var json = JsonMapper.shared().readTree(body);
        assertThat(json.get("key").asString()).isEqualTo(key);
        assertThat(json.get("card").asString()).isEqualTo(key.substring(0, key.indexOf('/')));
        assertThat(json.get("process").asString()).isEqualTo("notes");
        assertThat(json.get("stage").asString()).isEqualTo("OPEN");
        assertThat(json.get("version").asLong()).isEqualTo(2);
        assertThat(json.get("move").asLong()).isEqualTo(2);
        assertThat(json.get("attempt").asInt()).isEqualTo(1);
        assertThat(json.get("effect").get("code").asString()).isEqualTo("tell");
        assertThat(json.get("effect").get("value").get("message").get("code").asString())
                .isEqualTo("привет");
        assertThat(json.get("text").asString()).isEqualTo("message.привет");
        assertThat(json.get("language").asString()).isEqualTo("ru");
    }

    @Test
    void a_receiver_can_verify_the_signature_and_notices_a_change() {
        said(webhook(), "one").deliver();
        var request = requests.get(0);
        var header = request.header("X-Voronka-Signature");
        var timestamp = request.header("X-Voronka-Timestamp");
        var changed = request.body().clone();
        changed[0]++;

        assertThat(new Signature(SECRET).fits(header, timestamp, request.body()))
                .isTrue();
        assertThat(new Signature(SECRET).fits(header, timestamp, changed)).isFalse();
        assertThat(new Signature(SECRET).fits(header, timestamp + "0", request.body()))
                .isFalse();
        assertThat(new Signature("another secret of some length").fits(header, timestamp, request.body()))
                .isFalse();
        // Known from openssl: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac 'a secret of some length'
        assertThat(new Signature(SECRET).of("1700000000", "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("sha256=e09db3ce6e6e8f9b633a62851e5074a9e9148ac19b1c0e1a8f7c352380be630b");
    }

    @Test
    void texts_are_said_in_the_language_that_the_receiver_wants() {
        said(webhook().language(Locale.ENGLISH), "one").deliver();

        assertThat(new String(requests.get(0).body(), StandardCharsets.UTF_8)).contains("\"language\":\"en\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 408, 425, 429})
    void an_answer_that_may_pass_is_tried_again_with_the_same_key(int status) {
        answer = exchange -> exchange.sendResponseHeaders(requests.size() == 1 ? status : 200, -1);
        var voronka = said(webhook(), "one");

        voronka.deliver();
        assertThat(voronka.deliver()).isZero();
        clock.advance(Duration.ofSeconds(10));
        voronka.deliver();

        assertThat(requests)
                .hasSize(2)
                .extracting(r -> r.header("X-Voronka-Key"))
                .containsOnly(requests.get(0).header("X-Voronka-Key"));
        assertThat(voronka.deliveries().backlog().byHandler()).doesNotContainKey("webhook");
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "'Mon, 23 Nov 2026 07:03:00 GMT', 180", "999999999, 86400"})
    void a_receiver_says_when_to_try_again(String retryAfter, int seconds) {
        answer = exchange -> {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(requests.size() == 1 ? 429 : 200, -1);
        };
        var voronka = said(webhook(), "one");

        voronka.deliver();
        clock.advance(Duration.ofSeconds(seconds - 1));
        voronka.deliver();
        assertThat(requests).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        voronka.deliver();

        assertThat(requests).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 400, 401, 403, 404, 410, 413, 422})
    void an_answer_that_will_not_change_makes_a_dead_letter_at_once(int status) {
        answer = exchange -> {
            exchange.getResponseHeaders().add("Location", "/hook");
            exchange.sendResponseHeaders(status, -1);
        };
        var voronka = said(webhook(), "one");

        voronka.deliver();

        assertThat(requests).hasSize(1);
        assertThat(voronka.deliveries().dead(9))
                .extracting(Parcel::why)
                .first()
                .asString()
                .contains(String.valueOf(status))
                .contains("Webhook webhook at http://127.0.0.1:")
                .doesNotContain("t0ken");
    }

    @Test
    void an_answer_that_is_too_slow_is_tried_again() {
        answer = exchange -> {
            if (requests.size() == 1) {
                awaitEnd();
            }
            exchange.sendResponseHeaders(200, -1);
        };
        var voronka = said(webhook().timeout(Duration.ofMillis(200)), "one");

        voronka.deliver();

        assertThat(waiting(voronka)).isEqualTo(1);
        assertThat(voronka.deliveries().dead(9)).isEmpty();
    }

    @Test
    void an_answer_whose_body_does_not_end_is_tried_again() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            awaitEnd();
        };
        var voronka = said(webhook().timeout(Duration.ofMillis(300)), "one");

        voronka.deliver();

        assertThat(waiting(voronka)).isEqualTo(1);
    }

    @Test
    void of_a_long_answer_only_the_beginning_is_read() {
        var written = new CountDownLatch(1);
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                for (var i = 0; i < 100_000; i++) {
                    out.write(new byte[8192]);
                }
            } catch (IOException closed) {
                written.countDown();
            }
        };
        var voronka = said(webhook(), "one");

        voronka.deliver();

        assertThat(waiting(voronka)).isZero();
        org.awaitility.Awaitility.await().until(() -> written.getCount() == 0);
    }

    @Test
    void a_connection_that_is_reset_is_tried_again() throws IOException {
        try (var socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> {
                for (var i = 0; i < 3; i++) {
                    try (var connection = socket.accept()) {
                        connection.setSoLinger(true, 0);
                        assertThat(connection.getInputStream().read()).isPositive();
                    } catch (IOException over) {
                        return;
                    }
                }
            });
            var voronka = said(
                    WebhookHandler.to("http://127.0.0.1:" + socket.getLocalPort(), SECRET)
                            .only(Effect.Tell.class::isInstance),
                    "one");

            voronka.deliver();

            assertThat(waiting(voronka)).isEqualTo(1);
        }
    }

    @Test
    void a_receiver_that_is_not_there_is_tried_again() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var voronka =
                said(WebhookHandler.to("http://127.0.0.1:" + port, SECRET).only(Effect.Tell.class::isInstance), "one");

        voronka.deliver();

        assertThat(waiting(voronka)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "example.org/hook, has no scheme",
        "'', has no scheme",
        "ftp://example.org, begins with ftp",
        "file:///etc/passwd, begins with file",
        "https://, cannot be read",
        "https:///hook, no host",
        "https:hook, no host",
        "https://продажи.рф/hook, xn--",
        "https://crm_server/hook, underscores",
        "'https://exa mple.org', cannot be read",
        "https://ivan:pa55word@example.org/hook, must not hold a user",
        "https://exa_mple.org@evil:99999999, must not hold a user",
        "https://example.org:99999/, port 99999",
        "https://example.org/hook#part, fragment"
    })
    void an_address_that_cannot_be_one_is_refused_when_the_handler_is_made(String address, String why) {
        assertThatThrownBy(() -> WebhookHandler.to(address, SECRET))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("pa55word")
                .hasMessageNotContaining("ivan");
    }

    @Test
    void a_secret_that_anybody_could_guess_is_refused_and_not_quoted() {
        assertThatThrownBy(() -> WebhookHandler.to("https://example.org", "hunter2"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("16")
                .hasMessageNotContaining("hunter2");
        assertThat(WebhookHandler.to("https://example.org/t0ken", SECRET).toString())
                .isEqualTo("Webhook webhook at https://example.org");
    }

    @Test
    void two_webhooks_need_two_names() {
        var one = webhook();
        var two = webhook().named("warehouse");
        var voronka = Voronka.builder()
                .process(Notes.PROCESS)
                .clock(clock)
                .handler(one)
                .handler(two)
                .build();
        var notes = voronka.funnel(Notes.PROCESS);
        Notes.say(notes, Notes.card(notes), "one");

        voronka.deliver();

        assertThat(requests).hasSize(2);
        assertThatThrownBy(
                        () -> Voronka.builder().handler(one).handler(webhook()).build())
                .hasMessageContaining("Two handlers have the code \"webhook\"");
    }

    private static long waiting(Voronka voronka) {
        return new ArrayList<>(voronka.deliveries().backlog().byHandler().entrySet())
                .stream()
                        .filter(e -> e.getKey().equals("webhook"))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
