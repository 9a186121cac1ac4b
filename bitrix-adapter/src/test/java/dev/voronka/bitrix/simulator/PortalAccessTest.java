package dev.voronka.bitrix.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call what, and how: B1 to B4, B9. */
final class PortalAccessTest {
    private Portal portal;

    @BeforeEach
    void open() throws Exception {
        portal = Portal.builder()
                .plan(Plan.UNLIMITED)
                .clock(Clock.fixed(Instant.parse("2026-11-02T07:00:00Z"), ZoneOffset.UTC))
                .build()
                .start();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    // B1
    @Test
    void json_a_form_and_a_query_mean_the_same_with_and_without_the_suffix_json() throws Exception {
        Client client = new Client(portal.webhook());

        long byJson = client.call(
                        "crm.item.add",
                        "entityTypeId",
                        2,
                        "fields",
                        Map.of("title", "Сделка", "opportunity", 5, "observers", List.of(1)))
                .id();
        long byForm = client.form(
                        "crm.item.add.json",
                        "entityTypeId=2&fields[title]=%D0%A1%D0%B4%D0%B5%D0%BB%D0%BA%D0%B0&fields[opportunity]=5&fields[observers][]=1")
                .id();
        long byQuery = client.query(
                        "crm.item.add",
                        "entityTypeId=2&fields%5Btitle%5D=%D0%A1%D0%B4%D0%B5%D0%BB%D0%BA%D0%B0&fields%5Bopportunity%5D=5&fields%5Bobservers%5D%5B0%5D=1")
                .id();

        for (long id : new long[] {byForm, byQuery}) {
            Map<String, Object> other = portal.ledger().item("deal", id).orElseThrow();
            other.put("id", byJson);
            assertThat(other).isEqualTo(portal.ledger().item("deal", byJson).orElseThrow());
        }
    }

    // B1
    @Test
    void an_application_calls_without_a_user_in_the_path_and_with_its_token_as_a_parameter() throws Exception {
        App app = portal.app(URI.create("http://127.0.0.1:1/"), "crm");
        String token = Values.text(portal.tokens(app, 1).get("access_token"));

        assertThat(Client.withToken(portal, token).call("profile").map()).containsEntry("ID", "1");
    }

    // B2
    @Test
    void a_wrong_secret_an_old_token_an_old_webhook_and_a_missing_scope_are_refused_each_in_its_way() throws Exception {
        App app = portal.app(URI.create("http://127.0.0.1:1/"), "crm");
        Client token =
                Client.withToken(portal, Values.text(portal.tokens(app, 1).get("access_token")));
        Client ending = new Client(portal.webhookUntil(Instant.parse("2026-11-02T08:00:00Z")));
        Client narrow = new Client(portal.webhook(1, "crm"));

        assertThat(new Client(URI.create(portal.address() + "/rest/1/wrong/"))
                        .call("profile")
                        .refusal())
                .isEqualTo("401 NO_AUTH_FOUND");
        assertThat(narrow.call("tasks.task.list").refusal()).isEqualTo("403 insufficient_scope");
        assertThat(ending.call("profile").status()).isEqualTo(200);
        portal.clock().advance(Duration.ofHours(1));
        assertThat(token.call("profile").refusal()).isEqualTo("401 expired_token");
        assertThat(ending.call("profile").status()).isEqualTo(401);
    }

    // B2
    @Test
    void a_rotated_webhook_is_of_no_use_and_a_dismissed_owner_has_no_access() throws Exception {
        long ivan = portal.setup().user("Иван", "Петров", "Менеджер");
        URI first = portal.webhook();
        URI second = portal.rotate(first, ivan);

        assertThat(new Client(first).call("profile").refusal()).isEqualTo("401 NO_AUTH_FOUND");
        assertThat(new Client(second).call("profile").map()).containsEntry("ID", String.valueOf(ivan));
        portal.ui().as(1).dismiss(ivan);
        assertThat(new Client(second).call("profile").refusal()).isEqualTo("403 user_access_error");
    }

    // B3
    @Test
    void a_webhook_may_not_bind_events_or_ask_of_the_application() throws Exception {
        Client client = new Client(portal.webhook());

        assertThat(client.call("event.bind", "event", "ONCRMDEALADD", "handler", "http://127.0.0.1:1/")
                        .refusal())
                .isEqualTo("403 WRONG_AUTH_TYPE");
        assertThat(client.call("app.info").body())
                .containsEntry("error", "ACCESS_DENIED")
                .containsEntry("error_description", "Access denied! Application context required");
    }

    private Client.Heard token(App app, String more) throws Exception {
        return Client.send(HttpRequest.newBuilder(URI.create(portal.address() + "/oauth/token/?client_id="
                + app.clientId() + "&client_secret=" + app.clientSecret() + "&" + more)));
    }

    // B4
    @Test
    void a_code_lives_thirty_seconds_and_once_and_a_refresh_token_is_rotated() throws Exception {
        App app = portal.app(URI.create("http://127.0.0.1:1/"), "crm");

        String late = portal.authorizationCode(app, 1);
        portal.clock().advance(Duration.ofSeconds(30));
        assertThat(token(app, "grant_type=authorization_code&code=" + late).body())
                .containsEntry("error", "invalid_grant");
        String code = portal.authorizationCode(app, 1);
        var first = token(app, "grant_type=authorization_code&code=" + code);
        assertThat(first.body()).containsEntry("expires_in", 3600).containsEntry("member_id", portal.memberId());
        assertThat(token(app, "grant_type=authorization_code&code=" + code).body())
                .containsEntry("error", "invalid_grant");

        var second = token(
                app, "grant_type=refresh_token&refresh_token=" + first.body().get("refresh_token"));
        assertThat(second.body()).containsKeys("access_token", "expires", "user_id");
        assertThat(token(
                                app,
                                "grant_type=refresh_token&refresh_token="
                                        + first.body().get("refresh_token"))
                        .body())
                .containsEntry("error", "invalid_grant");
        portal.clock().advance(Duration.ofDays(180));
        assertThat(token(
                                app,
                                "grant_type=refresh_token&refresh_token="
                                        + second.body().get("refresh_token"))
                        .body())
                .containsEntry("error", "invalid_grant");
        app.paid(false);
        assertThat(token(app, "grant_type=refresh_token&refresh_token=x").body())
                .containsEntry("error", "PAYMENT_REQUIRED");
    }

    // B4
    @Test
    void the_browser_is_sent_back_to_the_application_with_a_code() throws Exception {
        App app = portal.app(URI.create("http://127.0.0.1:1/back"), "crm");

        var heard = Client.send(HttpRequest.newBuilder(
                URI.create(portal.address() + "/oauth/authorize/?client_id=" + app.clientId() + "&state=abc")));

        assertThat(heard.status()).isEqualTo(302);
        assertThat(heard.raw().headers().firstValue("Location").orElse(""))
                .startsWith("http://127.0.0.1:1/back?code=")
                .contains("&state=abc&", "member_id=" + portal.memberId());
    }

    // B9
    @Test
    void an_old_address_answers_302_with_the_new_one() throws Exception {
        portal.movedTo(URI.create("http://127.0.0.1:9/"));

        var heard = new Client(portal.webhook()).call("profile");

        assertThat(heard.status()).isEqualTo(302);
        assertThat(heard.raw().headers().firstValue("Location").orElse(""))
                .startsWith("http://127.0.0.1:9/")
                .endsWith("/profile");
    }

    @Test
    void without_tls_a_portal_that_wants_it_refuses() throws Exception {
        try (Portal strict = Portal.builder().httpsOnly().build().start()) {
            assertThat(new Client(strict.webhook()).call("profile").refusal()).isEqualTo("400 INVALID_REQUEST");
        }
    }
}
