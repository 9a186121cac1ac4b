package dev.voronka.bitrix.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** A small HTTP server that answers as the test says, and remembers what it was asked. */
final class ScriptedPortal implements AutoCloseable {

    static {
        // Or each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int CHUNKED = -1;

    static final String SECRET = "s3cr3tOfTheWebhook";

    /** A request. */
    record Asked(URI uri, String verb, JsonNode body, Headers headers, int connection) {

        String method() {
            var path = uri.getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** What is answered. */
    @SuppressWarnings("ArrayRecordComponent")
    record Told(int status, byte[] body, Map<String, String> headers, boolean dropped, int missing) {

        Told with(String header, String value) {
            return new Told(status, body, Map.of(header, value), dropped, missing);
        }
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Told> script = new ArrayDeque<>();
    private volatile Function<Asked, Told> otherwise = question -> {
        throw new IllegalStateException("Nothing scripted for " + question.uri());
    };

    ScriptedPortal() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unbound) {
            throw new UncheckedIOException(unbound);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI root() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    URI webhook() {
        return root().resolve("rest/1/" + SECRET + "/");
    }

    /** What is answered next, one a request. */
    ScriptedPortal then(Told... answers) {
        synchronized (script) {
            script.addAll(List.of(answers));
        }
        return this;
    }

    /** What is answered when the script is used up. */
    ScriptedPortal always(Function<Asked, Told> rule) {
        otherwise = rule;
        return this;
    }

    static Told ok(String result) {
        return told(200, "{\"result\":" + result + ",\"time\":{\"operating\":0}}");
    }

    static Told told(int status, String body) {
        return new Told(status, body.getBytes(StandardCharsets.UTF_8), Map.of(), false, 0);
    }

    static Told error(int status, String code) {
        return told(status, "{\"error\":\"" + code + "\",\"error_description\":\"words of the portal\"}");
    }

    /** The connection is closed without an answer. */
    static Told lost() {
        return new Told(200, new byte[0], Map.of(), true, 0);
    }

    /** The connection is closed in the midst of the answer. */
    static Told brokenOff(String body) {
        return new Told(200, body.getBytes(StandardCharsets.UTF_8), Map.of(), false, 1000);
    }

    /** An answer that does not announce its length. */
    static Told chunked(String body) {
        return new Told(200, body.getBytes(StandardCharsets.UTF_8), Map.of(), false, CHUNKED);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var bytes = exchange.getRequestBody().readAllBytes();
            var body = bytes.length == 0 ? NullNode.getInstance() : Json.MAPPER.readTree(bytes);
            var question = new Asked(
                    exchange.getRequestURI(),
                    exchange.getRequestMethod(),
                    body,
                    exchange.getRequestHeaders(),
                    exchange.getRemoteAddress().getPort());
            asked.add(question);
            Told told;
            synchronized (script) {
                told = script.poll();
            }
            if (told == null) {
                told = otherwise.apply(question);
            }
            if (told.dropped()) {
                return;
            }
            told.headers().forEach(exchange.getResponseHeaders()::add);
            var length = told.body().length + told.missing();
            // For this server 0 means chunks, and -1 means no body.
            var announced = length == 0 ? -1 : length;
            exchange.sendResponseHeaders(told.status(), told.missing() == CHUNKED ? 0 : announced);
            exchange.getResponseBody().write(told.body());
            exchange.getResponseBody().flush();
        } catch (RuntimeException unscripted) {
            exchange.sendResponseHeaders(599, -1);
            throw unscripted;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
