package dev.voronka.bitrix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.simulator.Portal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app that cannot be reached from outside fetches its events, and loses none. */
class OfflineEventsTest {

    private final List<String> hints = new ArrayList<>();
    private Portal portal;
    private AppOfPortal app;

    @BeforeEach
    void a_portal_that_keeps_events() throws IOException {
        portal = Portal.builder().build().start();
        app = AppOfPortal.of(portal, 1);
        Subscription.offline(app.client());
    }

    @AfterEach
    void the_portal_is_closed() {
        portal.close();
    }

    private long deal() {
        return portal.ui().as(1).add("deal", Map.of("title", "сделка"));
    }

    private int kept() {
        return app.client()
                .call(Call.of("event.offline.list", Map.of()))
                .result()
                .size();
    }

    private OfflineEvents events(Consumer<Collection<String>> taker) {
        return OfflineEvents.of(app.client(), taker);
    }

    @Test
    void what_waits_is_taken_once() {
        var lead = portal.ui().as(1).add("lead", Map.of("title", "заявка"));
        var deal = deal();
        var smart = portal.setup().smartProcess("Встречи");
        var meeting = portal.ui().as(1).add(String.valueOf(smart), Map.of("title", "встреча"));
        portal.ui().as(1).edit("deal", deal, "title", "другая");

        assertThat(events(hints::addAll).take()).isEqualTo(4);
        assertThat(hints).containsExactlyInAnyOrder("1-" + lead, "2-" + deal, smart + "-" + meeting);
        assertThat(kept()).isZero();
        assertThat(events(hints::addAll).take()).isZero();
    }

    @Test
    void more_than_one_page_is_taken() {
        for (var i = 0; i < 120; i++) {
            deal();
        }

        assertThat(events(hints::addAll).take()).isEqualTo(120);
        assertThat(hints).hasSize(120).doesNotHaveDuplicates();
        assertThat(kept()).isZero();
    }

    @Test
    void nothing_is_cleared_before_it_was_noted() {
        deal();
        var events = events(records -> {
            assertThat(kept()).isEqualTo(1);
            hints.addAll(records);
        });

        assertThat(events.take()).isEqualTo(1);
        assertThat(hints).hasSize(1);
        assertThat(kept()).isZero();
    }

    @Test
    void what_could_not_be_noted_comes_again() {
        var deal = deal();
        var broken = events(records -> {
            throw new IllegalStateException("the store is away");
        });

        assertThatThrownBy(broken::take).isInstanceOf(IllegalStateException.class);
        assertThat(kept()).isEqualTo(1);

        assertThat(events(hints::addAll).take()).isEqualTo(1);
        assertThat(hints).containsExactly("2-" + deal);
        assertThat(kept()).isZero();
    }

    @Test
    void what_was_noted_before_a_crash_and_not_cleared_comes_again() {
        for (var i = 0; i < 70; i++) {
            deal();
        }
        portal.faults().next(1).where("event.offline.clear"::equals).status(400, "ERROR_CORE");

        assertThatThrownBy(events(hints::addAll)::take).isInstanceOf(BitrixFailed.class);
        var before = List.copyOf(hints);
        hints.clear();

        assertThat(events(hints::addAll).take()).isEqualTo(70);
        assertThat(before).hasSize(50);
        assertThat(hints).hasSize(70).containsAll(before);
        assertThat(kept()).isZero();
    }

    @Test
    void the_queue_of_a_connector_is_taken_by_its_name() {
        Subscription.offline(app.client(), "voronka");
        var deal = deal();

        assertThat(events(hints::addAll).connector("voronka").take()).isEqualTo(1);
        assertThat(hints).containsExactly("2-" + deal);
        assertThat(kept()).as("of those who gave no connector").isEqualTo(1);
    }

    @Test
    void events_of_other_kinds_are_cleared_and_not_told() {
        app.client().call(Call.of("event.bind", Map.of("event", "onCrmContactAdd", "event_type", "offline")));
        portal.ui().as(1).add("contact", Map.of("NAME", "Анна"));

        assertThat(events(records -> {
                            throw new AssertionError("told of " + records);
                        })
                        .take())
                .isEqualTo(1);
        assertThat(kept()).isZero();
    }
}
