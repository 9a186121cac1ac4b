package dev.voronka.bitrix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.voronka.InvalidInput;
import dev.voronka.bitrix.event.web.EventController;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.converter.ResourceHttpMessageConverter;

/** The door lets in what the portal sends, notes which item it is about, and turns everybody else away. */
class EventDoorTest {

    private static final String TOKEN = "51856fefc120afa4b628cc82d3935cce";
    private static final String OTHER_TOKEN = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final int ABOUT_5_MB = 5_000_000;

    /** How a request comes to the door. */
    private enum By {
        /** A handler of the JDK's HTTP server. */
        HTTP,
        /** The controller of Spring MVC. */
        SPRING,
        /** A host that has the whole body at hand. */
        BYTES
    }

    /** A stream that counts what is read of it. */
    private static final class Counted extends InputStream {
        private final int size;
        private int read;

        private Counted(int size) {
            this.size = size;
        }

        @Override
        public int read() {
            return read < size ? 'a' + (read++ % 20) : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) {
            var given = Math.min(most, size - read);
            Arrays.fill(into, from, from + given, (byte) 'a');
            read += given;
            return given == 0 && most > 0 ? -1 : given;
        }
    }

    private final List<String> hints = Collections.synchronizedList(new ArrayList<>());
    private final EventDoor door = EventDoor.of(hints::addAll, TOKEN, OTHER_TOKEN);
    private final EventController controller = new EventController(door);
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void the_door_stands_at_an_address() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/events", exchange -> {
            try (exchange) {
                var answer = door.enter(exchange.getRequestBody());
                var text = answer.text().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), text.length);
                exchange.getResponseBody().write(text);
            }
        });
        server.start();
    }

    @AfterEach
    void the_address_is_given_up() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
    }

    private Entrance enter(By by, String body) throws IOException, InterruptedException {
        return switch (by) {
            case BYTES -> door.enter(body.getBytes(StandardCharsets.UTF_8));
            case SPRING -> {
                var answer = controller.event(request(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
                yield new Entrance(answer.getStatusCode().value(), String.valueOf(answer.getBody()));
            }
            case HTTP -> {
                var answer = http.send(
                        HttpRequest.newBuilder(address())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                yield new Entrance(answer.statusCode(), answer.body());
            }
        };
    }

    private RequestEntity<InputStreamResource> request(InputStream body) {
        return new RequestEntity<>(new InputStreamResource(body), HttpMethod.POST, address());
    }

    /** As the documentation shows the events of apps; with more of {@code auth} than those of outgoing webhooks. */
    private static String ofApp(String event, Map<String, String> fields, String token) {
        return form(
                event,
                fields,
                Map.of(
                        "access_token", "s6p6eclrvim6da22ft9ch94ekreb52lv",
                        "expires_in", "3600",
                        "scope", "crm",
                        "domain", "some-domain.bitrix24.com",
                        "status", "L",
                        "member_id", "a223c6b3710f85df22e9377d6c4f7553",
                        "refresh_token", "4s386p3q0tr8dy89xvmt96234v3dljg8",
                        "application_token", token));
    }

    private static String ofWebhook(String event, Map<String, String> fields, String token) {
        return form(
                event,
                fields,
                Map.of(
                        "domain", "some-domain.bitrix24.com",
                        "client_endpoint", "https://some-domain.bitrix24.com/rest/",
                        "server_endpoint", "https://oauth.bitrix.info/rest/",
                        "member_id", "d897063e1ce7c5eb9f04b9751eef5915",
                        "application_token", token));
    }

    private static String form(String event, Map<String, String> fields, Map<String, String> auth) {
        return "event=" + encoded(event) + "&event_handler_id=201&" + parts("data[FIELDS]", fields) + "&ts=1736405807&"
                + parts("auth", auth);
    }

    private static String parts(String name, Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> encoded(name + "[" + e.getKey() + "]") + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String deal(String event, String id) {
        return ofApp(event, Map.of("ID", id), TOKEN);
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void an_event_of_an_app_is_noted(By by) throws Exception {
        assertThat(enter(by, deal("ONCRMDEALUPDATE", "759"))).isEqualTo(new Entrance(200, "noted"));

        assertThat(hints).containsExactly("2-759");
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void an_event_of_an_outgoing_webhook_is_noted(By by) throws Exception {
        assertThat(enter(by, ofWebhook("ONCRMLEADADD", Map.of("ID", "1000983"), OTHER_TOKEN)))
                .isEqualTo(new Entrance(200, "noted"));

        assertThat(hints).containsExactly("1-1000983");
    }

    @Test
    void brackets_may_be_written_as_they_are() throws Exception {
        var body = "event=ONCRMDEALDELETE&data[FIELDS][ID]=1765&auth[application_token]=" + TOKEN;

        assertThat(enter(By.HTTP, body).isGood()).isTrue();
        assertThat(hints).containsExactly("2-1765");
    }

    @Test
    void names_of_events_are_told_in_any_case() throws Exception {
        enter(By.HTTP, deal("onCrmDealAdd", "1"));
        enter(By.HTTP, deal("OnCrmDealUpdate", "2"));
        enter(By.HTTP, deal("oncrmleaddelete", "3"));

        assertThat(hints).containsExactly("2-1", "2-2", "1-3");
    }

    @Test
    void a_move_to_another_funnel_is_noted() throws Exception {
        var move =
                ofApp("ONCRMDEALMOVETOCATEGORY", Map.of("ID", "6675", "CATEGORY_ID", "1", "STAGE_ID", "C1:NEW"), TOKEN);

        assertThat(enter(By.HTTP, move).text()).isEqualTo("noted");
        assertThat(hints).containsExactly("2-6675");
    }

    @Test
    void an_item_of_a_smart_process_is_told_by_its_type_or_by_the_end_of_the_events_name() throws Exception {
        enter(By.HTTP, ofApp("ONCRMDYNAMICITEMADD", Map.of("ID", "22", "ENTITY_TYPE_ID", "1220"), TOKEN));
        enter(By.HTTP, ofApp("ONCRMDYNAMICITEMUPDATE_1046", Map.of("ID", "23"), TOKEN));
        enter(By.HTTP, ofApp("onCrmDynamicItemDelete_1046", Map.of("ID", "24", "ENTITY_TYPE_ID", "1046"), TOKEN));

        assertThat(hints).containsExactly("1220-22", "1046-23", "1046-24");
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void an_event_with_a_wrong_token_is_turned_away(By by) throws Exception {
        var answer = enter(by, ofApp("ONCRMDEALUPDATE", Map.of("ID", "759"), "wrongwrongwrong"));

        assertThat(answer).isEqualTo(new Entrance(403, "wrong application token"));
        assertThat(hints).isEmpty();
    }

    @Test
    void an_event_without_a_token_or_with_the_beginning_of_one_is_turned_away() throws Exception {
        assertThat(enter(By.HTTP, "event=ONCRMDEALUPDATE&data[FIELDS][ID]=759").status())
                .isEqualTo(403);
        assertThat(enter(By.HTTP, ofApp("ONCRMDEALUPDATE", Map.of("ID", "759"), ""))
                        .status())
                .isEqualTo(403);
        assertThat(enter(By.HTTP, ofApp("ONCRMDEALUPDATE", Map.of("ID", "759"), TOKEN.substring(0, 31)))
                        .status())
                .isEqualTo(403);
        assertThat(enter(By.HTTP, "event=ONCRMDEALUPDATE&data[FIELDS][ID]=759&application_token=" + TOKEN)
                        .status())
                .isEqualTo(403);
        assertThat(hints).isEmpty();
    }

    @Test
    void what_is_none_of_voronkas_is_passed_over() throws Exception {
        for (var body : List.of(
                deal("onCrmActivityAdd", "999"),
                deal("ONCRMCONTACTUPDATE", "5"),
                deal("ONCRMDEALRECURRINGADD", "5"),
                deal("ONAPPUNINSTALL", "5"),
                deal("ONOFFLINEEVENT", ""),
                deal("", "5"),
                deal("ONCRMDEALUPDATE", ""),
                deal("ONCRMDEALUPDATE", "-5"),
                deal("ONCRMDEALUPDATE", "1 or 1=1"),
                deal("ONCRMDEALUPDATE", "1234567890123456789"),
                deal("ONCRMDYNAMICITEMADD", "22"),
                ofApp("ONCRMDYNAMICITEMADD", Map.of("ID", "22", "ENTITY_TYPE_ID", "deal"), TOKEN),
                ofApp("ONCRMDYNAMICITEMADD", Map.of("ID", "22", "ENTITY_TYPE_ID", "12345678901"), TOKEN))) {
            assertThat(enter(By.HTTP, body)).as(body).isEqualTo(new Entrance(200, "not ours"));
        }
        assertThat(hints).isEmpty();
    }

    @Test
    void garbage_is_turned_away() throws Exception {
        for (var by : By.values()) {
            assertThat(enter(by, "event=%ZZ&auth=%4")).isEqualTo(new Entrance(400, "no form"));
            assertThat(enter(by, "a=1&".repeat(600)).status()).isEqualTo(400);
            assertThat(enter(by, "{\"event\":\"ONCRMDEALUPDATE\"}").status()).isEqualTo(403);
            assertThat(enter(by, "").status()).isEqualTo(403);
            assertThat(enter(by, "\0\1\2&&&===").status()).isEqualTo(403);
        }
        assertThat(hints).isEmpty();
    }

    @Test
    void a_body_that_is_too_long_is_turned_away_without_reading_on() throws Exception {
        var atDoor = new Counted(ABOUT_5_MB);
        assertThat(door.enter(atDoor)).isEqualTo(new Entrance(413, "too long for an event"));
        assertThat(atDoor.read).isEqualTo(64 * 1024 + 1);

        var bySpring = new Counted(ABOUT_5_MB);
        assertThat(controller.event(request(bySpring)).getStatusCode().value()).isEqualTo(413);
        assertThat(bySpring.read).isEqualTo(64 * 1024 + 1);
    }

    /** Says that 5 MB come, sends what may be read of them and one byte more, and has its answer. */
    @Test
    void whoever_sends_megabytes_is_answered_before_the_end() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(("POST /events HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: " + ABOUT_5_MB
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(deal("ONCRMDEALUPDATE", "7").getBytes(StandardCharsets.US_ASCII));
            out.write("a".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII));
            out.flush();

            var line = new StringBuilder();
            for (var c = socket.getInputStream().read();
                    c > 0 && c != '\r';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            assertThat(line.toString()).startsWith("HTTP/1.1 413");
        }
        assertThat(hints).isEmpty();
    }

    @Test
    void the_longest_event_that_is_let_in_has_64_kilobytes() {
        var event = deal("ONCRMDEALUPDATE", "7") + "&rest=";
        var full = event + "a".repeat(64 * 1024 - event.length());

        assertThat(door.enter(full.getBytes(StandardCharsets.US_ASCII)).text()).isEqualTo("noted");
        assertThat(door.enter((full + "a").getBytes(StandardCharsets.US_ASCII)).status())
                .isEqualTo(413);
    }

    @Test
    void the_controller_takes_the_body_as_a_stream_of_whatever_type() {
        var converter = new ResourceHttpMessageConverter();

        assertThat(converter.canRead(InputStreamResource.class, MediaType.APPLICATION_FORM_URLENCODED))
                .isTrue();
        assertThat(converter.canRead(InputStreamResource.class, null)).isTrue();
    }

    @Test
    void a_request_without_a_body_is_turned_away_by_the_controller() throws Exception {
        var empty = new RequestEntity<InputStreamResource>(HttpMethod.POST, address());

        assertThat(controller.event(empty).getStatusCode().value()).isEqualTo(403);
    }

    @Test
    void nothing_of_a_request_is_in_an_answer_and_no_token_in_the_doors_words() throws Exception {
        var secrets = List.of(TOKEN, OTHER_TOKEN, "s6p6eclrvim6da22ft9ch94ekreb52lv", "wrongwrongwrong", "Иванов");
        for (var body : List.of(
                deal("ONCRMDEALUPDATE", "1"),
                deal("Иванов", "1"),
                ofApp("Иванов", Map.of("ID", "Иванов"), "wrongwrongwrong"),
                "wrongwrongwrong=%ZZИванов")) {
            assertThat(enter(By.HTTP, body).text()).doesNotContain(secrets);
        }
        assertThat(door.toString()).isEqualTo("EventDoor[2 tokens]");
    }

    @Test
    void an_event_that_could_not_be_noted_is_not_answered_as_if_it_were() {
        Collection<String> none = List.of();
        var broken = EventDoor.of(
                records -> {
                    throw new IllegalStateException("the store is away");
                },
                TOKEN);

        assertThatThrownBy(() -> broken.enter(deal("ONCRMDEALUPDATE", "1").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(hints).isEqualTo(none);
    }

    @Test
    void a_door_without_a_token_or_with_a_blank_one_is_not_made() {
        assertThatThrownBy(() -> EventDoor.of(hints::addAll))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("give at least one");
        assertThatThrownBy(() -> EventDoor.of(hints::addAll, TOKEN, " "))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("blank")
                .hasMessageNotContaining(TOKEN);
        assertThatThrownBy(() -> EventDoor.of(hints::addAll, (String) null)).isInstanceOf(InvalidInput.class);
    }
}
