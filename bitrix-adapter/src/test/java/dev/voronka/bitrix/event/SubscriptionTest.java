package dev.voronka.bitrix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.simulator.Portal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app subscribes to what concerns voronka, once. */
class SubscriptionTest {

    private static final URI HANDLER = URI.create("https://voronka.example/events");

    private Portal portal;
    private AppOfPortal app;

    @BeforeEach
    void a_portal_with_an_app() throws IOException {
        portal = Portal.builder().build().start();
        app = AppOfPortal.of(portal, 1);
    }

    @AfterEach
    void the_portal_is_closed() {
        portal.close();
    }

    private int bound() {
        return app.client().call(Call.of("event.get", Map.of())).result().size();
    }

    @Test
    void an_app_that_subscribes_twice_is_told_once() {
        assertThat(Subscription.online(app.client(), HANDLER)).isEqualTo(Subscription.NAMES);
        assertThat(Subscription.online(app.client(), HANDLER)).isEmpty();

        assertThat(bound()).isEqualTo(Subscription.NAMES.size());
    }

    @Test
    void what_is_missing_of_a_subscription_is_added() {
        Subscription.online(app.client(), HANDLER);
        app.client().call(Call.of("event.unbind", Map.of("event", "onCrmDealDelete", "handler", HANDLER.toString())));

        assertThat(Subscription.online(app.client(), HANDLER)).containsExactly("onCrmDealDelete");
    }

    @Test
    void a_subscription_at_another_address_or_in_the_offline_queue_is_another_one() {
        Subscription.online(app.client(), HANDLER);

        assertThat(Subscription.online(app.client(), URI.create("https://other.example/events")))
                .isEqualTo(Subscription.NAMES);
        assertThat(Subscription.offline(app.client())).isEqualTo(Subscription.NAMES);
        assertThat(Subscription.offline(app.client())).isEmpty();
        assertThat(Subscription.offline(app.client(), "voronka")).isEqualTo(Subscription.NAMES);
        assertThat(Subscription.offline(app.client(), "voronka")).isEmpty();
        assertThat(bound()).isEqualTo(4 * Subscription.NAMES.size());
    }

    @Test
    void what_the_portal_then_sends_is_let_in_by_the_door() throws IOException {
        List<String> hints = Collections.synchronizedList(new ArrayList<>());
        var door = EventDoor.of(hints::addAll, app.applicationToken());
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(
                        door.enter(exchange.getRequestBody()).status(), -1);
            }
        });
        server.start();
        try {
            Subscription.online(
                    app.client(),
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
            var smart = String.valueOf(portal.setup().smartProcess("Встречи"));
            var lead = portal.ui().as(1).add("lead", Map.of("title", "заявка"));
            var deal = portal.ui().as(1).add("deal", Map.of("title", "сделка"));
            var meeting = portal.ui().as(1).add(smart, Map.of("title", "встреча"));
            portal.ui().as(1).add("contact", Map.of("NAME", "Анна"));
            portal.events().deliver();

            assertThat(hints).containsExactly("1-" + lead, "2-" + deal, smart + "-" + meeting);
            assertThat(portal.events().lost()).isZero();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_webhook_cannot_subscribe_and_is_told_that_an_app_can() {
        var webhook = portal.webhook();
        var client = BitrixClient.webhook(webhook).build();

        var failed = catchThrowableOfType(BitrixFailed.class, () -> Subscription.online(client, HANDLER));

        assertThat(failed)
                .hasMessageContaining("event.get")
                .hasMessageContaining("Only an app may call this method")
                .hasMessageNotContaining(webhook.getPath().split("/", -1)[3]);
    }

    @Test
    void only_an_administrator_has_events_kept_in_the_offline_queue() {
        var seller = AppOfPortal.of(portal, portal.setup().user("Анна", "Орлова", "продавец"));

        var failed = catchThrowableOfType(BitrixFailed.class, () -> Subscription.offline(seller.client()));

        assertThat(failed.kind()).isEqualTo(BitrixFailed.Kind.ACCESS);
        assertThat(failed).hasMessageContaining("event.bind").hasMessageContaining("check the rights");
    }
}
