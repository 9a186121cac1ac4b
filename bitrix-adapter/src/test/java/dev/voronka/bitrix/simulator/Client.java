package dev.voronka.bitrix.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A plain caller for the simulator's own tests: no retries, no limits, one request for one call. */
final class Client {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** An answer: status, whole body as text, and as a tree where it is JSON. */
    record Heard(int status, String text, Map<String, Object> body, HttpResponse<String> raw) {
        Object result() {
            return body.get("result");
        }

        Map<String, Object> map() {
            return Values.map(result());
        }

        List<Object> list() {
            return Values.list(result());
        }

        Map<String, Object> item() {
            return Values.map(map().get("item"));
        }

        long id() {
            return Values.number(map().containsKey("item") ? item().get("id") : result());
        }

        Object error() {
            return body.get("error");
        }

        /** Status and code, such as {@code 400 NOT_FOUND}. */
        String refusal() {
            return status + " " + error();
        }
    }

    private final URI hook;
    private final String token;

    Client(URI hook) {
        this(hook, null);
    }

    private Client(URI hook, String token) {
        this.hook = hook;
        this.token = token;
    }

    /** Calls as an application with that token. */
    static Client withToken(Portal portal, String token) {
        return new Client(URI.create(portal.address() + "/rest/"), token);
    }

    Heard call(String method, Object... pairs) throws IOException, InterruptedException {
        Map<String, Object> params = Values.row(pairs);
        if (token != null) {
            params.put("auth", token);
        }
        return send(HttpRequest.newBuilder(hook.resolve(method))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Front.JSON.writeValueAsString(params))));
    }

    Heard form(String method, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(hook.resolve(method))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Heard query(String method, String query) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(hook.resolve(method) + "?" + query))
                .GET());
    }

    static Heard send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        String text = response.body();
        Map<String, Object> body =
                text.startsWith("{") ? Values.map(Front.JSON.readValue(text, Object.class)) : Map.of();
        return new Heard(response.statusCode(), text, body, response);
    }
}
