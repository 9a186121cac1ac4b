package dev.voronka.bitrix.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** C5: what the vendor's documentation shows as request and answer is answered alike here. */
final class ConformanceTest {
    /** How many of the samples are answered alike. The number may only grow. */
    private static final int ALIKE = 217;

    private static final Set<String> BY_APPLICATION = Set.of(
            "event.bind",
            "event.unbind",
            "event.offline.get",
            "event.offline.list",
            "im.notify.system.add",
            "app.option.set");

    @Test
    void the_samples_of_the_documentation_are_answered_alike() throws Exception {
        Map<String, String> skipped = new TreeMap<>();
        List<String> alike = new ArrayList<>();
        Map<String, String> different = new LinkedHashMap<>();
        int all = 0;
        for (Map<String, Object> sample : samples()) {
            all++;
            String name = Values.text(sample.get("name"));
            try (Portal portal = Portal.builder().plan(Plan.UNLIMITED).build().start()) {
                if (Set.of("INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER", "OVERLOAD_LIMIT", "PORTAL_DELETED")
                        .contains(String.valueOf(
                                Values.map(sample.get("response")).get("error")))) {
                    skipped.put(name, "only by a scripted fault");
                    continue;
                }
                Client.Heard heard = sample.get("request") == null
                        ? SampleErrors.provoke(portal, name)
                        : replay(portal, Values.text(sample.get("method")), sample);
                if (heard == null) {
                    skipped.put(name, "the page does not tell the request");
                } else if (heard.refusal().equals("404 ERROR_METHOD_NOT_FOUND")) {
                    skipped.put(name, "the simulator has no such method");
                } else {
                    List<String> differences = differences(sample, heard);
                    if (differences.isEmpty()) {
                        alike.add(name);
                    } else {
                        different.put(name, String.join("; ", differences));
                    }
                }
            }
        }

        System.out.println("Samples: " + all + ", alike " + alike.size() + ", different " + different.size()
                + ", skipped " + skipped.size());
        different.forEach((name, why) -> System.out.println("  different " + name + ": " + why));
        Map<String, List<String>> reasons = new TreeMap<>();
        skipped.forEach((name, why) ->
                reasons.computeIfAbsent(why, none -> new ArrayList<>()).add(name));
        reasons.forEach((why, names) -> System.out.println("  skipped, " + why + ": " + names));
        assertThat(alike).as("samples that are answered alike").hasSizeGreaterThanOrEqualTo(ALIKE);
    }

    private static List<String> differences(Map<String, Object> sample, Client.Heard heard) {
        List<String> differences = new ArrayList<>();
        if (!Values.number(sample.get("status")).equals((long) heard.status())) {
            differences.add("status " + heard.status() + " "
                    + heard.text().substring(0, Math.min(160, heard.text().length())));
            return differences;
        }
        Map<String, Object> wanted = Values.map(sample.get("response"));
        Object error = wanted.get("error");
        if (error != null && !(error instanceof Map<?, ?>) && !error.equals(heard.error())) {
            differences.add("code " + heard.error() + ", not " + error);
        }
        if (error instanceof Map<?, ?>
                && !Values.map(error)
                        .get("code")
                        .equals(Values.map(heard.error()).get("code"))) {
            differences.add("code " + heard.error() + ", not " + error);
        }
        String method = Values.text(sample.get("method"));
        boolean open = method.endsWith(".fields")
                || method.endsWith(".getFields")
                || method.equals("access.name")
                || method.equals("user.option.get");
        wanted.remove("time");
        Map<String, Object> got = new LinkedHashMap<>(heard.body());
        got.remove("time");
        Object whole = wanted.remove("result");
        Object answered = got.remove("result");
        differences.addAll(Likeness.differences(wanted, got, false));
        differences.addAll(
                Likeness.differences(Values.row("result", whole), Values.row("result", answered), false).stream()
                        .filter(each -> !open || (!each.startsWith(".result lacks") && !each.startsWith(".result has")))
                        .toList());
        return differences;
    }

    private static Client.Heard replay(Portal portal, String method, Map<String, Object> sample) throws Exception {
        Map<String, Object> request = prepared(Values.map(sample.get("request")));
        if (method.startsWith("oauth.token")) {
            return oauth(portal, method);
        }
        portal.locked(() -> {
            new SampleSeeds(
                            portal,
                            method,
                            request,
                            Values.map(sample.get("response")).get("result"))
                    .sow();
            return true;
        });
        Client client = new Client(portal.webhook());
        if (method.equals("batch")) {
            client = new Client(portal.webhook(1, "crm"));
        }
        if (BY_APPLICATION.contains(method)) {
            App app = portal.app(URI.create("http://127.0.0.1:1/"), "crm", "im");
            client = Client.withToken(portal, Values.text(portal.tokens(app, 1).get("access_token")));
            prepareEvents(portal, client, method, request);
        }
        if ("rest-v3".equals(sample.get("api"))) {
            client = new Client(URI.create(portal.webhook().toString().replace("/rest/", "/rest/api/")));
        }
        Object[] pairs = request.entrySet().stream()
                .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                .toArray();
        return client.call(method, pairs);
    }

    private static void prepareEvents(Portal portal, Client client, String method, Map<String, Object> request)
            throws Exception {
        if (method.equals("event.unbind")) {
            client.call("event.bind", "event", request.get("event"), "handler", request.get("handler"));
        }
        if (method.startsWith("event.offline")) {
            String connector = Values.textOr(request.get("auth_connector"), "");
            client.call("event.bind", "event", "ONCRMLEADADD", "event_type", "offline", "auth_connector", connector);
            portal.ui().as(1).add("lead", Map.of("title", "Лид"));
        }
    }

    private static Client.Heard oauth(Portal portal, String method) throws Exception {
        App app = portal.app(URI.create("http://127.0.0.1:1/"), "crm");
        String query = "/oauth/token/?client_id=" + app.clientId() + "&client_secret=" + app.clientSecret();
        String more = method.equals("oauth.token")
                ? "&grant_type=authorization_code&code=" + portal.authorizationCode(app, 1)
                : "&grant_type=refresh_token&refresh_token="
                        + portal.tokens(app, 1).get("refresh_token");
        return Client.send(HttpRequest.newBuilder(URI.create(portal.address() + query + more)));
    }

    /** Some samples show a call of a script in place of a moment. */
    private static Map<String, Object> prepared(Map<String, Object> request) {
        Map<String, Object> prepared = new LinkedHashMap<>();
        request.forEach((name, value) -> {
            Object read = value;
            if (value instanceof Map<?, ?>) {
                read = prepared(Values.map(value));
            } else if (value instanceof String text
                    && (text.startsWith("formatDate(")
                            || text.contains("date_here**")
                            || text.contains("date_time_here**"))) {
                read = text.contains("six_month_ago") ? "2020-01-01" : "2026-11-28T12:00:00+03:00";
            }
            prepared.put(name, read);
        });
        return prepared;
    }

    static List<Map<String, Object>> samples() throws Exception {
        List<Map<String, Object>> samples = new ArrayList<>();
        try (InputStream in = ConformanceTest.class.getResourceAsStream("/bitrix-samples/samples.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank()) {
                    samples.add(Values.map(Front.JSON.readValue(line, Object.class)));
                }
            }
        }
        return samples;
    }
}
