package dev.voronka.bitrix.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What comes in over HTTP: paths, bodies, authorisation, scripted faults, and the form of every answer. */
final class Front {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String JSON_TYPE = "application/json; charset=utf-8";

    /** An answer before it is sent. */
    private static final class Reply {
        private final int status;
        private final byte[] body;
        private final Map<String, String> headers;

        Reply(int status, byte[] body, Map<String, String> headers) {
            this.status = status;
            this.body = body;
            this.headers = headers;
        }
    }

    private final Portal portal;

    Front(Portal portal) {
        this.portal = portal;
    }

    void handle(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            if (portal.isDown()) {
                exchange.getRequestBody().readAllBytes();
            } else if (path.startsWith("/rest/")) {
                rest(exchange, path.substring("/rest/".length()));
            } else if (path.startsWith("/oauth/")) {
                oauth(exchange, path);
            } else {
                portal.page.handle(exchange, path);
            }
        } catch (RuntimeException e) {
            send(
                    exchange,
                    json(500, Values.row("error", "INTERNAL_SERVER_ERROR", "error_description", "Simulator: " + e)));
            throw e;
        } finally {
            exchange.close();
        }
    }

    private void rest(HttpExchange exchange, String path) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        portal.counts.request();
        URI moved = portal.movedTo();
        if (moved != null) {
            String query = exchange.getRequestURI().getRawQuery();
            exchange.getResponseHeaders().set("Location", moved + "/rest/" + path + (query == null ? "" : "?" + query));
            exchange.sendResponseHeaders(302, -1);
            return;
        }
        boolean v3 = path.startsWith("api/");
        String[] parts = (v3 ? path.substring("api/".length()) : path).split("/", -1);
        String method = parts[parts.length - 1].replaceAll("\\.json$", "");
        Faults.Fault fault = portal.faults().hit(method);
        if (fault != null) {
            portal.counts.fault();
        }
        if (fault instanceof Faults.Cut cut && cut.moment() == Faults.Moment.BEFORE_EFFECT) {
            return;
        }
        if (fault instanceof Faults.Instead instead) {
            send(
                    exchange,
                    new Reply(
                            instead.status(),
                            instead.body().getBytes(StandardCharsets.UTF_8),
                            Map.of("Content-Type", instead.contentType())));
            return;
        }
        Reply reply = v3 ? v3(exchange, parts, method, body) : answered(exchange, parts, method, body);
        if (fault instanceof Faults.Cut) {
            return;
        }
        if (fault instanceof Faults.Truncated) {
            reply.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(reply.status, reply.body.length);
            exchange.getResponseBody().write(reply.body, 0, reply.body.length / 2);
            exchange.getResponseBody().flush();
            return;
        }
        if (fault instanceof Faults.Slow slow) {
            pause(slow.delay().toMillis());
        }
        send(exchange, reply);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply answered(HttpExchange exchange, String[] parts, String method, byte[] body) {
        Instant began = portal.times.now();
        long nanos = System.nanoTime();
        portal.lock.lock();
        try {
            portal.clock().doDue();
            portal.limits.request(exchange.getRemoteAddress().getAddress().getHostAddress());
            safe(exchange);
            Map<String, Object> params =
                    Parameters.read(exchange.getRequestURI().getRawQuery());
            params.putAll(Values.map(read(exchange, body)));
            Call call = new Call(method, params, caller(parts, params));
            Answer answer = perform(call);
            Map<String, Object> whole = Values.row("result", answer.result());
            if (answer.next() != null) {
                whole.put("next", answer.next());
            }
            if (answer.total() != null) {
                whole.put("total", answer.total());
            }
            whole.put("time", time(call, began, nanos));
            return json(200, whole);
        } catch (Refused refused) {
            return json(
                    refused.status(), Values.row("error", refused.code(), "error_description", refused.description()));
        } finally {
            portal.lock.unlock();
        }
    }

    /** Performs one call, alone or of a batch: scope, context, operating limit, work. The caller holds the lock. */
    Answer perform(Call call) {
        Methods.Method method = portal.methods.find(call.method);
        portal.methods.mayCall(method, call.caller);
        if (method.scope().equals("crm") && !call.caller.user().employee) {
            throw Refused.of(403, "allowed_only_intranet_user", "Action is allowed only to intranet users");
        }
        if (portal.plan() != Plan.UNLIMITED) {
            portal.limits.mayWork(method.name(), call.caller);
        }
        portal.counts.call(method.name());
        try {
            return method.work().on(call);
        } finally {
            portal.limits.worked(method.name(), call.caller, portal.costOf(method.name()));
        }
    }

    Map<String, Object> time(Call call, Instant began, long nanos) {
        BigDecimal duration = BigDecimal.valueOf((System.nanoTime() - nanos) / 1000, 6);
        BigDecimal start = BigDecimal.valueOf(began.toEpochMilli(), 3);
        String name = portal.methods.find(call.method).name();
        String shown = portal.times.shown(began);
        return Values.row(
                "start", start,
                "finish", start.add(duration),
                "duration", duration,
                "processing", duration,
                "date_start", shown,
                "date_finish", shown,
                "operating_reset_at", portal.limits.resetAt(name, call.caller),
                "operating", portal.limits.spent(name, call.caller));
    }

    private void safe(HttpExchange exchange) {
        if (portal.isHttpsOnly() && !(exchange instanceof HttpsExchange)) {
            throw Refused.of(400, "INVALID_REQUEST", "Https required");
        }
    }

    private Caller caller(String[] parts, Map<String, Object> params) {
        if (parts.length == 3) {
            return portal.access.byWebhook(Values.numberOr(parts[0], 0), parts[1]);
        }
        return portal.access.byToken(Values.text(params.remove("auth")));
    }

    private static Object read(HttpExchange exchange, byte[] body) {
        if (body.length == 0) {
            return Map.of();
        }
        String text = new String(body, StandardCharsets.UTF_8);
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                .toLowerCase(Locale.ROOT);
        if (type.contains("json") || text.startsWith("{")) {
            try {
                return JSON.readValue(text, Object.class);
            } catch (JacksonException e) {
                throw Refused.of(400, "INVALID_REQUEST", "The body is no JSON");
            }
        }
        return Parameters.read(text);
    }

    private Reply v3(HttpExchange exchange, String[] parts, String method, byte[] body) {
        portal.lock.lock();
        try {
            portal.clock().doDue();
            portal.limits.request(exchange.getRemoteAddress().getAddress().getHostAddress());
            Object params = read(exchange, body);
            Map<String, Object> named = Values.map(params);
            Caller caller = caller(parts, named);
            RestV3.Reply reply = portal.restV3.perform(
                    method,
                    params instanceof List<?> ? params : named,
                    caller,
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            Reply json = json(200, Values.row("result", reply.result()));
            if (reply.replayed()) {
                json.headers.put("Idempotent-Replayed", "true");
            }
            return json;
        } catch (RestV3.Problem problem) {
            return json(problem.status(), problem.body());
        } catch (Refused refused) {
            return json(
                    refused.status(),
                    Values.row("error", Values.row("code", refused.code(), "message", refused.description())));
        } finally {
            portal.lock.unlock();
        }
    }

    private void oauth(HttpExchange exchange, String path) throws IOException {
        Map<String, Object> params = Parameters.read(exchange.getRequestURI().getRawQuery());
        byte[] body = exchange.getRequestBody().readAllBytes();
        portal.lock.lock();
        try {
            params.putAll(Values.map(read(exchange, body)));
            if (path.startsWith("/oauth/authorize")) {
                authorize(exchange, params);
            } else {
                send(exchange, json(200, portal.access.token(params)));
            }
        } catch (Refused refused) {
            send(
                    exchange,
                    json(
                            refused.status(),
                            Values.row("error", refused.code(), "error_description", refused.description())));
        } finally {
            portal.lock.unlock();
        }
    }

    /** As if the first user had logged in and agreed. */
    private void authorize(HttpExchange exchange, Map<String, Object> params) throws IOException {
        String clientId = Values.textOr(params.get("client_id"), "");
        String code = portal.access.code(clientId, 1);
        App app = portal.access.app(clientId);
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        app.redirect + "?code=" + code + "&state=" + Values.textOr(params.get("state"), "")
                                + "&domain=" + portal.authority() + "&member_id=" + portal.memberId() + "&scope="
                                + String.join(",", app.scopes)
                                + "&server_domain=" + portal.authority());
        exchange.sendResponseHeaders(302, -1);
    }

    private static Reply json(int status, Object body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", JSON_TYPE);
        return new Reply(status, JSON.writeValueAsBytes(body), headers);
    }

    static void sendJson(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, json(status, body));
    }

    static void sendText(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        send(exchange, new Reply(status, body, Map.of("Content-Type", type)));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(reply.status, reply.body.length == 0 ? -1 : reply.body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(reply.body);
        }
    }
}
