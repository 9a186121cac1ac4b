package dev.voronka.examples.anycrm;

import dev.voronka.crm.CrmFailed;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls Tryton by JSON-RPC. Logs in when it has to, and once more when the session has ended. Knows nothing of voronka's cards.
 * Thread-safe.
 */
final class TrytonClient {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** How long a person may need to correct a login or a database. */
    private static final Duration UNTIL_CORRECTED = Duration.ofMinutes(5);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A session, and what Tryton wants to be told with each call: company, language, groups. */
    private record Session(int user, String authorization, Map<String, Object> context) {}

    private final TrytonLogin login;
    private final Duration answerWithin;
    private final HttpClient http;
    private final TrytonWords words = new TrytonWords();
    private volatile @Nullable Session session;

    TrytonClient(TrytonLogin login) {
        this(login, ANSWER_WITHIN);
    }

    TrytonClient(TrytonLogin login, Duration answerWithin) {
        this.login = login;
        this.answerWithin = answerWithin;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_WITHIN)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** What may be shown of Tryton's answers. */
    TrytonWords words() {
        return words;
    }

    /** The id of the user that speaks here. */
    int user() {
        return session().user();
    }

    /** The id of the company that this user works for. */
    int company() {
        return session().context().get("company") instanceof Integer id ? id : noCompany();
    }

    private int noCompany() {
        throw new CrmFailed("User " + login + " has no company in Tryton; give it one.", true, UNTIL_CORRECTED, null);
    }

    /** Calls a method of a model. */
    JsonNode call(String model, String method, Object... arguments) {
        return callSaying(Map.of(), model, method, arguments);
    }

    /**
     * Calls a method of a model with more of a context.
     *
     * @throws TrytonRefusal if Tryton does not want to
     * @throws CrmFailed if it cannot be asked
     */
    JsonNode callSaying(Map<String, ?> context, String model, String method, Object... arguments) {
        var name = "model." + model + "." + method;
        var now = session();
        var answer = asked(now, name, context, arguments);
        if (answer.statusCode() == 401) {
            forget(now);
            answer = asked(session(), name, context, arguments);
        }
        return result(name, answer);
    }

    private HttpResponse<byte[]> asked(Session now, String name, Map<String, ?> context, Object[] arguments) {
        var said = new LinkedHashMap<String, Object>(now.context());
        said.putAll(context);
        var params = new ArrayList<Object>(Arrays.asList(arguments));
        params.add(said);
        return send(name, params, now.authorization());
    }

    private Session session() {
        var now = session;
        return now == null ? begun() : now;
    }

    private synchronized Session begun() {
        var now = session;
        if (now == null) {
            now = loggedIn();
            session = now;
        }
        return now;
    }

    private synchronized void forget(Session ended) {
        if (ended.equals(session)) {
            session = null;
        }
    }

    private Session loggedIn() {
        var name = "common.db.login";
        var answer = send(name, List.of(login.user(), Map.of("password", login.password())), null);
        if (answer.statusCode() == 401) {
            throw wrongPassword();
        }
        var pair = result(name, answer);
        if (!pair.isArray() || pair.size() != 2) {
            throw strange(name, "no user and session");
        }
        var user = pair.get(0).asInt();
        var token = login.user() + ":" + user + ":" + pair.get(1).asString();
        var authorization = "Session " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        var preferences = "model.res.user.get_preferences";
        var context = result(preferences, send(preferences, List.of(true, Map.of()), authorization));
        return new Session(user, authorization, contextOf(context));
    }

    private static Map<String, Object> contextOf(JsonNode preferences) {
        var context = new LinkedHashMap<String, Object>();
        preferences.properties().forEach(p -> {
            if (!p.getValue().isNull()) {
                context.put(p.getKey(), JSON.treeToValue(p.getValue(), Object.class));
            }
        });
        return context;
    }

    private CrmFailed wrongPassword() {
        return new CrmFailed(
                "Tryton does not let " + login + " in: the password is wrong, or there is no such active user."
                        + " Correct the login; what waits for Tryton is tried again.",
                true,
                UNTIL_CORRECTED,
                null);
    }

    private HttpResponse<byte[]> send(String name, List<?> params, @Nullable String authorization) {
        var body = JSON.writeValueAsBytes(Map.of("id", 1, "method", name, "params", params));
        var request = HttpRequest.newBuilder(login.endpoint())
                .timeout(answerWithin)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException away) {
            throw new CrmFailed(
                    "Tryton was asked for " + name + " as " + login + ", but did not answer ("
                            + away.getClass().getSimpleName()
                            + "). See whether trytond runs; a repeat helps when it does.",
                    true,
                    null,
                    away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CrmFailed("Asking Tryton for " + name + " was interrupted; repeat it.", true, null, stopped);
        }
    }

    /** What came of a call. Tryton tells refusals with status 200, by a code in the body. */
    private JsonNode result(String name, HttpResponse<byte[]> answer) {
        var status = answer.statusCode();
        if (status != 200) {
            throw failed(name, status, pause(answer));
        }
        JsonNode read;
        try {
            read = JSON.readTree(answer.body());
        } catch (JacksonException unreadable) {
            throw strange(name, unreadable.getClass().getSimpleName());
        }
        var error = read.path("error");
        if (!error.isMissingNode()) {
            throw refused(name, error);
        }
        if (!read.has("result")) {
            throw strange(name, "no result");
        }
        return read.get("result");
    }

    private CrmFailed strange(String name, String what) {
        return new CrmFailed(
                "What answers for " + login + " to " + name + " is no Tryton (" + what + "). Correct the address.",
                true,
                UNTIL_CORRECTED,
                null);
    }

    private static Optional<Duration> pause(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private CrmFailed failed(String name, int status, Optional<Duration> pause) {
        var call = name + " as " + login + " was answered by HTTP " + status + ": ";
        return switch (status) {
            case 401 -> wrongPassword();
            case 403 ->
                new CrmFailed(
                        call + "this method may not be called. Is the module voronka activated, and of this version?",
                        false);
            case 404 ->
                new CrmFailed(call + "there is no such database. Correct its name.", true, UNTIL_CORRECTED, null);
            case 429 -> new CrmFailed(call + "too many tries to log in.", true, pause.orElse(UNTIL_CORRECTED), null);
            default ->
                new CrmFailed(
                        call + (status >= 500 ? "the server has failed; see its log." : "unknown to this client."),
                        status >= 500,
                        pause.orElse(null),
                        null);
        };
    }

    private RuntimeException refused(String name, JsonNode error) {
        var code = error.path(0).asString("");
        var said = error.path(1);
        var text = words.fit(said.isArray() ? said.path(0).asString("") : said.asString(""));
        return switch (code) {
            case "UserError" ->
                new TrytonRefusal(
                        TrytonRefusal.Kind.USER_ERROR, "Tryton refuses " + name + " as " + login + ": " + text);
            case "UserWarning" ->
                new TrytonRefusal(
                        TrytonRefusal.Kind.USER_WARNING,
                        "Tryton wants a person to confirm " + name + " as " + login + ": "
                                + words.fit(said.path(1).asString("")));
            case "ConcurrencyException" ->
                new TrytonRefusal(
                        TrytonRefusal.Kind.CONCURRENCY,
                        "Somebody has changed the record in Tryton while " + name + " was called; repeat it.");
            case "LoginException" -> wrongPassword();
            default ->
                new CrmFailed(
                        "Tryton has failed inside at " + name + " as " + login + " (" + words.fit(code)
                                + "). See the log of trytond; a repeat may help.",
                        true);
        };
    }
}
