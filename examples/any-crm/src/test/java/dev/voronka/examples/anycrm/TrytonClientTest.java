package dev.voronka.examples.anycrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.voronka.InvalidInput;
import dev.voronka.crm.CrmFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client makes of answers that no healthy Tryton gives. */
class TrytonClientTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @AfterEach
    void the_server_goes() {
        end.countDown();
        if (server != null) {
            server.stop(0);
        }
    }

    private TrytonLogin answering(int status, String body) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var isLogin = question.contains("common.db.login");
            var isPreferences = question.contains("get_preferences");
            var answer = (isLogin
                            ? "{\"id\":1,\"result\":[7,\"s\"]}"
                            : isPreferences ? "{\"id\":1,\"result\":{\"company\":1,\"employee\":null}}" : body)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Retry-After", "17");
            exchange.sendResponseHeaders(isLogin || isPreferences ? 200 : status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return login(server.getAddress().getPort());
    }

    private static TrytonLogin login(int port) {
        return new TrytonLogin(URI.create("http://127.0.0.1:" + port), "sales", "voronka", "geheim");
    }

    private static CrmFailed failure(TrytonLogin login) {
        var client = new TrytonClient(login, Duration.ofSeconds(20));
        return catchThrowableOfType(CrmFailed.class, () -> client.call("party.party", "read", List.of(1), List.of()));
    }

    @Test
    void a_server_that_is_away_is_worth_a_repeat() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        var failed = failure(login(port));

        assertThat(failed).hasMessageContaining("did not answer").hasMessageContaining("/sales/");
        assertThat(failed.isWorthRepeating()).isTrue();
        assertThat(failed.toString()).doesNotContain("geheim");
    }

    @Test
    void a_server_that_does_not_answer_in_time_is_worth_a_repeat() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        var client = new TrytonClient(login(server.getAddress().getPort()), Duration.ofMillis(50));

        var failed = catchThrowableOfType(CrmFailed.class, client::user);

        assertThat(failed).hasMessageContaining("HttpTimeoutException");
        assertThat(failed.isWorthRepeating()).isTrue();
    }

    @Test
    void a_server_that_has_failed_is_worth_a_repeat_after_the_pause_it_asks_for() throws IOException {
        var failed = failure(answering(503, ""));

        assertThat(failed).hasMessageContaining("HTTP 503").hasMessageContaining("model.party.party.read");
        assertThat(failed.isWorthRepeating()).isTrue();
        assertThat(failed.after()).contains(Duration.ofSeconds(17));
    }

    @Test
    void a_call_that_is_too_large_is_not_worth_a_repeat() throws IOException {
        assertThat(failure(answering(413, "")).isWorthRepeating()).isFalse();
    }

    @Test
    void what_is_no_tryton_is_told_so() throws IOException {
        assertThat(failure(answering(200, "<html>Willkommen"))).hasMessageContaining("is no Tryton");
    }

    @Test
    void an_error_that_nobody_knows_keeps_the_answer_but_not_what_stands_in_quotes() throws IOException {
        var failed = failure(answering(200, "{\"id\":1,\"error\":[\"KeyError: 'Иванов' of field\",\"\"]}"));

        assertThat(failed).hasMessageContaining("KeyError").hasMessageNotContaining("Иванов");
        assertThat(failed.isWorthRepeating()).isTrue();
    }

    @Test
    void a_refusal_shows_names_of_fields_but_no_values() throws IOException {
        var client = new TrytonClient(
                answering(
                        200,
                        "{\"id\":1,\"error\":[\"UserError\",[\"The value \\\"Иванов\\\" for \\\"Party\\\" is wrong.\",\"\",null]]}"));
        client.words().allow(List.of("Party"));

        assertThatThrownBy(() -> client.call("sale.opportunity", "write", List.of(1)))
                .isInstanceOf(TrytonRefusal.class)
                .hasMessageContaining("\"Party\"")
                .hasMessageNotContaining("Иванов");
    }

    @Test
    void a_password_never_goes_in_the_clear_beyond_this_machine() {
        assertThatThrownBy(() -> new TrytonLogin(URI.create("http://crm.example.org/"), "sales", "voronka", "geheim"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("in the clear");
        assertThatThrownBy(() -> new TrytonLogin(URI.create("ftp://crm.example.org/"), "sales", "voronka", "geheim"))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new TrytonLogin(
                        URI.create("https://voronka:geheim@crm.example.org/"), "sales", "voronka", "geheim"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> new TrytonLogin(URI.create("https://crm.example.org/"), "a/b", "voronka", "geheim"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("a/b");
        assertThat(new TrytonLogin(URI.create("https://crm.example.org"), "sales", "voronka", "geheim"))
                .hasToString("voronka at https://crm.example.org/sales/");
    }
}
