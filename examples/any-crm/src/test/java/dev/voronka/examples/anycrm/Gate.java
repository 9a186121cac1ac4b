package dev.voronka.examples.anycrm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a real Tryton and can be shut: before a call goes through, or after, so that only its answer is lost. */
final class Gate implements AutoCloseable {

    private final URI behind;
    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean isShut;
    private volatile String answerIsLostOf = "";
    private volatile String authorization = "";
    private volatile String hookedMethod = "";
    private volatile Runnable hook = () -> {};

    Gate(URI behind) {
        this.behind = behind;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        server.createContext("/", this::pass);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Nothing goes through, or everything again. */
    void shut(boolean now) {
        isShut = now;
    }

    /** The next call of this method is carried out, but its caller does not learn it. */
    void loseAnswerOf(String method) {
        answerIsLostOf = method;
    }

    /** Does something when the next call of this method has come, but before it goes through. */
    void before(String method, Runnable what) {
        hookedMethod = method;
        hook = what;
    }

    /** How many calls have come since the last time. */
    int calls() {
        return calls.getAndSet(0);
    }

    /** Ends the session that was used last. */
    void endSession(String database) {
        try {
            var request = HttpRequest.newBuilder(behind.resolve("/" + database + "/"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", authorization)
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"id\":1,\"method\":\"common.db.logout\",\"params\":[]}"));
            http.send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            calls.incrementAndGet();
            if (isShut) {
                return;
            }
            var question = new String(body, StandardCharsets.UTF_8);
            if (!hookedMethod.isEmpty() && question.contains(hookedMethod)) {
                hookedMethod = "";
                hook.run();
            }
            var request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            request.header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
            var session = exchange.getRequestHeaders().getFirst("Authorization");
            if (session != null) {
                authorization = session;
                request.header("Authorization", session);
            }
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var lost = answerIsLostOf;
            if (!lost.isEmpty() && question.contains(lost)) {
                answerIsLostOf = "";
                return;
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
