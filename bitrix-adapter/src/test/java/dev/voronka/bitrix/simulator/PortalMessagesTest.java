package dev.voronka.bitrix.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timeline, bell, tasks and events: B26 to B31. */
final class PortalMessagesTest {
    private final List<Map<String, Object>> heard = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger answer = new AtomicInteger(200);
    private Portal portal;
    private Client client;
    private Client app;
    private App application;
    private HttpServer handler;
    private URI there;

    @BeforeEach
    void open() throws Exception {
        portal = Portal.builder()
                .plan(Plan.UNLIMITED)
                .clock(Clock.fixed(Instant.parse("2026-11-02T07:00:00Z"), ZoneOffset.UTC))
                .build()
                .start();
        client = new Client(portal.webhook());
        application = portal.app(URI.create("http://127.0.0.1:1/"), "crm", "task", "im");
        app = Client.withToken(portal, Values.text(portal.tokens(application, 1).get("access_token")));
        handler = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        handler.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(Parameters.read(body));
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        handler.start();
        there = URI.create("http://127.0.0.1:" + handler.getAddress().getPort() + "/events");
    }

    @AfterEach
    void close() {
        handler.stop(0);
        portal.close();
    }

    private static Map<String, Object> fields(Object... pairs) {
        return Values.row(pairs);
    }

    private long deal(Object... pairs) throws Exception {
        return client.call("crm.item.add", "entityTypeId", 2, "fields", fields(pairs))
                .id();
    }

    private List<String> names() {
        return heard.stream().map(each -> Values.text(each.get("event"))).toList();
    }

    // B26
    @Test
    void comments_log_messages_and_things_to_do_are_new_each_time() throws Exception {
        long id = deal("title", "Одна");
        for (int i = 0; i < 2; i++) {
            client.call(
                    "crm.timeline.comment.add",
                    "fields",
                    fields("ENTITY_ID", id, "ENTITY_TYPE", "deal", "COMMENT", "Да"));
            client.call(
                    "crm.timeline.logmessage.add",
                    "fields",
                    fields("entityTypeId", 2, "entityId", id, "title", "Ход", "text", "вперёд", "iconCode", "info"));
            client.call(
                    "crm.activity.todo.add",
                    "ownerTypeId",
                    2,
                    "ownerId",
                    id,
                    "deadline",
                    "2026-11-03T10:00:00+03:00",
                    "title",
                    "Позвонить",
                    "responsibleId",
                    1);
        }

        assertThat(portal.ledger().comments("deal", id)).containsExactly("Да", "Да");
        assertThat(portal.ledger().logMessages("deal", id)).containsExactly("Ход: вперёд", "Ход: вперёд");
        assertThat(portal.ledger().todos("deal", id))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).containsEntry("SUBJECT", "Позвонить"));
        assertThat(client.call("crm.timeline.comment.list", "filter", fields("ENTITY_ID", id, "ENTITY_TYPE", "deal"))
                        .list())
                .hasSize(2);
        assertThat(client.call("crm.activity.list", "filter", fields("OWNER_TYPE_ID", 2, "OWNER_ID", id))
                        .list())
                .hasSize(2);
        assertThat(client.call("crm.activity.todo.add", "ownerTypeId", 2, "ownerId", 99, "deadline", "2026-11-03")
                        .refusal())
                .isEqualTo("400 NOT_FOUND");
    }

    // B26
    @Test
    void a_message_with_the_same_tag_takes_the_place_of_the_one_before() throws Exception {
        client.call("im.notify.system.add", "USER_ID", 1, "MESSAGE", "Первая", "TAG", "deal-1", "CLIENT_ID", "voronka");
        client.call("im.notify.system.add", "USER_ID", 1, "MESSAGE", "Вторая", "TAG", "deal-1", "CLIENT_ID", "voronka");
        client.call("im.notify.personal.add", "USER_ID", 1, "MESSAGE", "Без метки");
        client.call("im.notify.personal.add", "USER_ID", 1, "MESSAGE", "Без метки");

        assertThat(portal.ledger().notifications())
                .extracting(row -> row.get("message"))
                .containsExactly("Вторая", "Без метки", "Без метки");
        assertThat(client.call("im.notify.system.add", "USER_ID", 1, "MESSAGE", "Кто?")
                        .status())
                .isEqualTo(400);
        assertThat(client.call("im.notify.personal.add", "MESSAGE", "Кому?").refusal())
                .isEqualTo("400 USER_ID_EMPTY");
    }

    // B26
    @Test
    void a_task_is_added_read_listed_changed_and_completed() throws Exception {
        Map<String, Object> made = Values.map(client.call(
                        "tasks.task.add",
                        "fields",
                        fields("TITLE", "Отчёт", "RESPONSIBLE_ID", 1, "UF_CRM_TASK", List.of("D_1")))
                .map()
                .get("task"));
        Object id = made.get("id");
        client.call("tasks.task.update", "taskId", id, "fields", fields("DEADLINE", "2026-11-05T12:00:00+03:00"));
        client.call("tasks.task.complete", "taskId", id);

        Map<String, Object> task =
                Values.map(client.call("tasks.task.get", "taskId", id).map().get("task"));
        assertThat(task)
                .containsEntry("title", "Отчёт")
                .containsEntry("status", "5")
                .containsEntry("deadline", "2026-11-05T12:00:00+03:00");
        assertThat(Values.list(client.call("tasks.task.list", "filter", fields("RESPONSIBLE_ID", 1))
                        .map()
                        .get("tasks")))
                .hasSize(1);
        assertThat(client.call("tasks.task.add", "fields", fields("TITLE", "Без исполнителя"))
                        .refusal())
                .isEqualTo("400 ERROR_CORE");
    }

    // B27
    @Test
    void events_are_bound_once_asked_for_and_unbound_by_applications() throws Exception {
        assertThat(app.call("event.bind", "event", "OnCrmDealAdd", "handler", there.toString())
                        .result())
                .isEqualTo(true);
        assertThat(app.call("event.bind", "event", "ONCRMDEALADD", "handler", there.toString())
                        .status())
                .isEqualTo(400);
        assertThat(app.call("event.bind", "event", "ONNOTHING", "handler", there.toString())
                        .refusal())
                .isEqualTo("400 ERROR_EVENT_NOT_FOUND");
        assertThat(app.call("event.get").list()).hasSize(1);
        assertThat(app.call("event.unbind", "event", "ONCRMDEALADD", "handler", there.toString())
                        .map())
                .containsEntry("count", 1);
        assertThat(app.call("event.get").list()).isEmpty();
        long ivan = portal.setup().user("Иван", "Петров", "Менеджер");
        Client his = Client.withToken(
                portal, Values.text(portal.tokens(application, ivan).get("access_token")));
        assertThat(his.call("event.bind", "event", "ONCRMDEALADD", "event_type", "offline")
                        .refusal())
                .isEqualTo("403 ACCESS_DENIED");
    }

    // B28
    @Test
    void an_event_is_sent_at_most_once_later_and_not_again_after_an_error() throws Exception {
        portal.outgoingWebhook(there, "ONCRMDEALADD", "ONCRMDEALUPDATE");
        portal.events().delayed(Duration.ofMinutes(1));
        deal("title", "Одна");

        assertThat(portal.events().deliver()).isZero();
        portal.clock().advance(Duration.ofMinutes(1));
        assertThat(portal.events().deliver()).isEqualTo(1);
        answer.set(500);
        portal.events().delayed(Duration.ZERO);
        deal("title", "Две");
        assertThat(portal.events().deliver()).isZero();
        answer.set(200);
        assertThat(portal.events().deliver()).isZero();
        assertThat(heard).hasSize(2);
        assertThat(portal.events().lost()).isEqualTo(1);
    }

    // B28
    @Test
    void events_are_lost_doubled_and_reordered_by_the_seed() throws Exception {
        portal.outgoingWebhook(there, "ONCRMDEALADD");
        portal.events().seed(5).lossy(0.2).doubled(0.2).reordered(true);
        for (int i = 0; i < 100; i++) {
            deal("title", "Сделка " + i);
        }

        portal.events().deliver();

        List<String> ids = heard.stream()
                .map(each -> Values.text(
                        Values.map(Values.map(each.get("data")).get("FIELDS")).get("ID")))
                .toList();
        assertThat(portal.events().lost()).isBetween(8, 35);
        assertThat(ids.size()).isEqualTo(portal.events().sent());
        assertThat(ids).hasSizeGreaterThan((int) ids.stream().distinct().count());
        assertThat(ids.stream().map(Integer::valueOf).sorted().toList())
                .isNotEqualTo(ids.stream().map(Integer::valueOf).toList());
    }

    // B28
    @Test
    void a_slow_handler_rests() throws Exception {
        portal.outgoingWebhook(there, "ONCRMDEALADD");
        portal.events().slowAfter(Duration.ZERO);
        deal("title", "Одна");
        deal("title", "Две");

        assertThat(portal.events().deliver()).isEqualTo(1);
        assertThat(portal.events().waiting()).isEqualTo(1);
        portal.clock().advance(Duration.ofMinutes(5));
        assertThat(portal.events().deliver()).isEqualTo(1);
    }

    // B29
    @Test
    void an_application_gets_a_token_unless_a_robot_was_it_and_a_webhook_never_does() throws Exception {
        String token = portal.outgoingWebhook(there, "ONCRMDEALADD");
        app.call("event.bind", "event", "ONCRMDEALUPDATE", "handler", there.toString());
        portal.robots().onEnter("deal", "EXECUTING", Duration.ofMinutes(1), Map.of("title", "Робот был здесь"));

        long id = deal("title", "Одна");
        portal.ui().as(1).move("deal", id, "EXECUTING");
        portal.events().deliver();
        portal.clock().advance(Duration.ofMinutes(1));
        portal.events().deliver();

        assertThat(names()).containsExactly("ONCRMDEALADD", "ONCRMDEALUPDATE", "ONCRMDEALUPDATE");
        Map<String, Object> byWebhook = Values.map(heard.get(0).get("auth"));
        Map<String, Object> byPerson = Values.map(heard.get(1).get("auth"));
        Map<String, Object> byRobot = Values.map(heard.get(2).get("auth"));
        assertThat(byWebhook)
                .containsEntry("application_token", token)
                .containsEntry("member_id", portal.memberId())
                .doesNotContainKey("access_token");
        assertThat(byPerson)
                .containsKey("access_token")
                .containsEntry("application_token", application.applicationToken());
        assertThat(byRobot).doesNotContainKey("access_token");
        assertThat(Client.withToken(portal, Values.text(byPerson.get("access_token")))
                        .call("profile")
                        .status())
                .isEqualTo(200);
    }

    // B29
    @Test
    void a_change_of_the_funnel_is_told_as_a_move_in_place_of_an_update() throws Exception {
        long partners = portal.setup().funnel("deal", "Партнёры");
        int type = portal.setup().smartProcess("Встречи");
        app.call("event.bind", "event", "ONCRMDEALUPDATE", "handler", there.toString());
        app.call("event.bind", "event", "ONCRMDEALMOVETOCATEGORY", "handler", there.toString());
        app.call("event.bind", "event", "ONCRMDYNAMICITEMADD_" + type, "handler", there.toString());
        long id = deal("title", "Одна");

        portal.ui().as(1).move("deal", id, "C" + partners + ":PREPARATION");
        portal.ui().as(1).add(String.valueOf(type), Map.of("title", "Встреча"));
        portal.events().deliver();

        assertThat(names()).containsExactly("ONCRMDEALMOVETOCATEGORY", "ONCRMDYNAMICITEMADD_" + type);
        assertThat(Values.map(Values.map(heard.get(0).get("data")).get("FIELDS")))
                .containsEntry("ID", String.valueOf(id))
                .containsEntry("CATEGORY_ID", String.valueOf(partners))
                .containsEntry("STAGE_ID", "C" + partners + ":PREPARATION");
        assertThat(Values.map(Values.map(heard.get(1).get("data")).get("FIELDS")))
                .containsEntry("ENTITY_TYPE_ID", String.valueOf(type));
    }

    // B29
    @Test
    void an_application_that_is_not_installed_hears_nothing_and_no_change_makes_no_event() throws Exception {
        app.call("event.bind", "event", "ONCRMDEALUPDATE", "handler", there.toString());
        long id = deal("title", "Одна");

        client.call("crm.item.update", "entityTypeId", 2, "id", id, "fields", fields("title", "Одна"));
        application.installed(false);
        client.call("crm.item.update", "entityTypeId", 2, "id", id, "fields", fields("title", "Другая"));

        assertThat(portal.events().waiting()).isZero();
    }

    private List<Object> offline(Object... pairs) throws Exception {
        return Values.list(app.call("event.offline.get", pairs).map().get("events"));
    }

    // B30
    @Test
    void the_offline_queue_keeps_one_record_for_an_object_and_hides_what_is_being_worked_on() throws Exception {
        app.call("event.bind", "event", "ONCRMDEALUPDATE", "event_type", "offline");
        app.call(
                "event.bind",
                "event",
                "ONOFFLINEEVENT",
                "handler",
                there.toString(),
                "options",
                Map.of("minTimeout", 60));
        long id = deal("title", "Одна");
        long other = deal("title", "Другая");
        for (String title : List.of("А", "Б", "В")) {
            client.call("crm.item.update", "entityTypeId", 2, "id", id, "fields", fields("title", title));
        }
        client.call("crm.item.update", "entityTypeId", 2, "id", other, "fields", fields("title", "Г"));

        assertThat(app.call("event.offline.list").list()).hasSize(2);
        Map<String, Object> first =
                app.call("event.offline.get", "clear", 0, "limit", 1).map();
        Map<String, Object> second = app.call("event.offline.get", "clear", 0).map();
        assertThat(Values.list(first.get("events")))
                .hasSize(1)
                .doesNotContainAnyElementsOf(Values.list(second.get("events")));
        assertThat(offline("clear", 0)).isEmpty();
        assertThat(Values.list(app.call("event.offline.get", "clear", 0, "process_id", first.get("process_id"))
                        .map()
                        .get("events")))
                .hasSize(1);
        assertThat(app.call("event.offline.error", "process_id", first.get("process_id"))
                        .result())
                .isEqualTo(true);
        assertThat(app.call("event.offline.clear", "process_id", second.get("process_id"))
                        .result())
                .isEqualTo(true);
        assertThat(app.call("event.offline.list").list()).hasSize(1);
        assertThat(offline("error", 1)).hasSize(1);
        assertThat(app.call("event.offline.list").list()).isEmpty();
        portal.events().deliver();
        assertThat(names()).containsExactly("ONOFFLINEEVENT");
    }

    // B30
    @Test
    void an_own_change_is_not_told_under_its_connector_and_thirty_days_are_the_end() throws Exception {
        app.call("event.bind", "event", "ONCRMDEALUPDATE", "event_type", "offline", "auth_connector", "voronka");
        long id = deal("title", "Одна");

        client.call(
                "crm.item.update",
                "entityTypeId",
                2,
                "id",
                id,
                "auth_connector",
                "voronka",
                "fields",
                fields("title", "А"));
        assertThat(offline("auth_connector", "voronka")).isEmpty();
        client.call("crm.item.update", "entityTypeId", 2, "id", id, "fields", fields("title", "Б"));
        assertThat(offline("clear", 0)).isEmpty();
        assertThat(app.call("event.offline.list").list()).hasSize(1);
        portal.clock().advance(Duration.ofMinutes(31));
        portal.clock().advance(Duration.ofDays(30));
        app = Client.withToken(portal, Values.text(portal.tokens(application, 1).get("access_token")));
        assertThat(app.call("event.offline.list").list()).isEmpty();
    }

    private Client.Heard v3(String method, Object body, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(client.call("profile")
                        .raw()
                        .uri()
                        .toString()
                        .replace("/rest/", "/rest/api/")
                        .replace("/profile", "/" + method)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Front.JSON.writeValueAsString(body)));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return Client.send(request);
    }

    // B31
    @Test
    void rest_three_makes_a_task_once_for_a_key_for_a_day() throws Exception {
        Map<String, Object> task = fields("fields", fields("title", "Отчёт", "responsibleId", 1, "creatorId", 1));

        var first = v3("tasks.task.add", task, "op-1");
        var again = v3("tasks.task.add", task, "op-1");

        assertThat(again.item()).isEqualTo(first.item());
        assertThat(again.raw().headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(portal.ledger().tasks()).hasSize(1);
        assertThat(v3("tasks.task.add", fields("fields", fields("title", "Другой", "responsibleId", 1)), "op-1")
                        .status())
                .isEqualTo(422);
        assertThat(v3("tasks.task.add", task, "x".repeat(256)).status()).isEqualTo(400);
        portal.clock().advance(Duration.ofHours(24));
        v3("tasks.task.add", task, "op-1");
        assertThat(portal.ledger().tasks()).hasSize(2);
    }

    // B31
    @Test
    void rest_three_tells_errors_in_its_own_form_and_knows_no_crm() throws Exception {
        Map<String, Object> error =
                Values.map(v3("tasks.task.get", fields("id", 4711), null).error());
        Map<String, Object> invalid =
                Values.map(v3("tasks.task.get", fields(), null).error());

        assertThat(error).containsEntry("code", "BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION");
        assertThat(Values.list(invalid.get("validation"))).hasSize(1);
        assertThat(v3("crm.item.add", fields(), null).status()).isEqualTo(404);
    }
}
