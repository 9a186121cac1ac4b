package dev.voronka.bitrix.client;

import static dev.voronka.bitrix.client.ScriptedPortal.error;
import static dev.voronka.bitrix.client.ScriptedPortal.ok;
import static dev.voronka.bitrix.client.ScriptedPortal.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The portal's bucket, the queue for it, and the operating budget of methods. */
class LimitsTest {

    private static final Call GET = Call.of("crm.item.get", Map.of());

    private final ScriptedPortal portal = new ScriptedPortal().always(question -> ok("1"));
    private final HandClock clock = new HandClock();

    @AfterEach
    void close() {
        portal.close();
    }

    private ClientBuilder builder() {
        return BitrixClient.webhook(portal.webhook()).clock(clock).sleeper(clock);
    }

    private static String used(double seconds, Instant resetAt) {
        return "{\"result\":1,\"time\":{\"operating\":" + seconds + ",\"operating_reset_at\":"
                + resetAt.getEpochSecond() + "}}";
    }

    @Test
    void forty_of_fifty_go_at_once_and_the_rest_at_eight_tenths_of_the_plan() {
        var client = builder().build();

        for (var i = 0; i < 40; i++) {
            client.call(GET);
        }
        assertThat(clock.passed()).isZero();
        assertThat(client.stats().room()).isZero();
        for (var i = 0; i < 16; i++) {
            client.call(GET);
        }

        assertThat(clock.passed()).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_100));
        assertThat(client.stats().waits()).isEqualTo(16);
        assertThat(client.stats().waited()).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_100));
    }

    @Test
    void all_clients_of_one_portal_share_its_bucket() {
        var one = builder().build();
        var other = BitrixClient.webhook(portal.root().resolve("rest/2/anotherSecret/"))
                .clock(clock)
                .sleeper(clock)
                .build();

        for (var i = 0; i < 20; i++) {
            one.call(GET);
            other.call(GET);
        }
        assertThat(clock.passed()).isZero();
        other.call(GET);

        assertThat(clock.passed()).isPositive();
    }

    @Test
    void clients_of_one_portal_with_different_plans_are_told() {
        builder().build();
        var other = builder().plan(Plan.ENTERPRISE);

        assertThatThrownBy(other::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("share its limits");
    }

    @Test
    void after_the_portal_says_full_nobody_sends_for_a_second_and_then_slowly() {
        portal.then(error(503, "QUERY_LIMIT_EXCEEDED"));
        var client = builder().build();

        client.call(GET);
        var first = clock.passed();
        client.call(GET);

        assertThat(first).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(client.stats().room()).isLessThan(3);
    }

    @Test
    @Timeout(20)
    void a_user_who_waits_goes_before_events_and_sweeps_that_came_earlier() throws InterruptedException {
        var gate = new Gate(new Plan(1, 1), 0, 10, clock);
        var order = new ArrayList<String>();
        assertThat(gate.enter(Priority.SWEEP, Instant.MAX, clock)).isEmpty();

        // While the sweep sleeps for its turn an event comes, and while that sleeps, a user.
        gate.enter(Priority.SWEEP, Instant.MAX, once(() -> {
            gate.enter(Priority.EVENT, Instant.MAX, once(() -> {
                gate.enter(Priority.USER, Instant.MAX, clock);
                order.add("USER after " + clock.passed());
            }));
            order.add("EVENT after " + clock.passed());
        }));
        order.add("SWEEP after " + clock.passed());

        assertThat(order).containsExactly("USER after PT1S", "EVENT after PT2S", "SWEEP after PT3S");
    }

    private interface Coming {
        void come() throws InterruptedException;
    }

    /** Somebody comes during the first sleep. */
    private Sleeper once(Coming other) {
        var came = new boolean[1];
        return time -> {
            if (!came[0]) {
                came[0] = true;
                other.come();
            } else {
                clock.sleep(time);
            }
        };
    }

    @Test
    @Timeout(20)
    void a_full_queue_says_so_at_once_and_sweeps_take_no_place_from_users() throws Exception {
        var letPass = new CountDownLatch(1);
        Sleeper held = time -> {
            letPass.await();
            clock.sleep(time);
        };
        var client =
                builder().plan(new Plan(1, 1)).spare(0).queue(1).sleeper(held).build();
        client.call(GET);
        var waiting = new Thread(() -> client.call(GET.priority(Priority.SWEEP)));
        waiting.start();
        Awaitility.await().until(() -> client.stats().queued() == 1);

        var refused = catchThrowableOfType(BitrixFailed.class, () -> client.call(GET.priority(Priority.SWEEP)));
        var user = new AtomicReference<Answer>();
        var urgent = new Thread(() -> user.set(client.call(GET.priority(Priority.USER))));
        urgent.start();
        Awaitility.await().until(() -> client.stats().queued() == 2);
        letPass.countDown();
        waiting.join(5000);
        urgent.join(5000);

        assertThat(refused.kind()).isEqualTo(Kind.LIMIT);
        assertThat(refused.code()).isEqualTo("QUEUE_FULL");
        assertThat(refused.canRepeat()).isTrue();
        assertThat(refused.mayHaveHappened()).isFalse();
        assertThat(refused).hasMessageContaining("As many calls as may wait for this portal, 1,");
        assertThat(user.get()).isNotNull();
    }

    @Test
    void a_turn_that_would_come_too_late_is_refused_before_waiting() {
        var client = builder()
                .plan(new Plan(1, 1))
                .spare(0)
                .patience(Duration.ofMillis(500))
                .build();
        client.call(GET);

        var failed = catchThrowableOfType(BitrixFailed.class, () -> client.call(GET));

        assertThat(failed.kind()).isEqualTo(Kind.LIMIT);
        assertThat(failed.notBefore()).contains(HandClock.BEGIN.plusSeconds(1));
        assertThat(clock.passed()).isZero();
    }

    @Test
    void a_method_whose_operating_time_is_used_up_waits_for_the_moment_the_last_answer_told() {
        var reset = HandClock.BEGIN.plusSeconds(77);
        portal.then(
                told(200, used(479, reset)),
                error(429, "OPERATION_TIME_LIMIT"),
                told(200, used(400, reset.plusSeconds(60))));
        var client = builder().build();
        client.call(GET.priority(Priority.USER));

        client.call(GET.priority(Priority.USER));

        assertThat(clock.instant()).isEqualTo(reset);
        assertThat(portal.asked).hasSize(3);
    }

    @Test
    void only_that_method_pauses() {
        portal.then(error(429, "OPERATION_TIME_LIMIT"));
        var client = builder().attempts(1).build();
        var failed = catchThrowableOfType(BitrixFailed.class, () -> client.call(GET));

        client.call(Call.of("crm.item.update", Map.of()));

        assertThat(failed.kind()).isEqualTo(Kind.BUDGET);
        assertThat(failed.status()).isEqualTo(429);
        assertThat(failed.notBefore()).contains(HandClock.BEGIN.plusSeconds(60));
        assertThat(clock.passed()).isZero();
        assertThat(client.stats().budgets().get("crm.item.get").pausedUntil())
                .isEqualTo(HandClock.BEGIN.plusSeconds(60));
    }

    @Test
    void a_pause_longer_than_the_patience_is_told_at_once_with_the_moment() {
        var reset = HandClock.BEGIN.plusSeconds(599);
        portal.then(told(200, used(481, reset)), error(429, "OPERATION_TIME_LIMIT"));
        var client = builder().build();
        client.call(GET.priority(Priority.USER));

        var refused = catchThrowableOfType(BitrixFailed.class, () -> client.call(GET.priority(Priority.USER)));
        var unsent = catchThrowableOfType(BitrixFailed.class, () -> client.call(GET.priority(Priority.USER)));

        assertThat(List.of(refused, unsent)).allSatisfy(failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.BUDGET);
            assertThat(failed.canRepeat()).isTrue();
            assertThat(failed.notBefore()).contains(reset);
        });
        assertThat(portal.asked).hasSize(2);
        assertThat(clock.slept).isEmpty();
    }

    @Test
    void the_reserve_of_the_budget_is_for_users() {
        var reset = HandClock.BEGIN.plusSeconds(30);
        portal.then(told(200, used(440, reset)));
        var client = builder().build();
        client.call(GET);

        client.call(GET.priority(Priority.USER));
        assertThat(clock.passed()).isZero();
        portal.then(told(200, used(440, reset)));
        client.call(GET.priority(Priority.USER));
        client.call(GET.priority(Priority.SWEEP));

        assertThat(clock.instant()).isEqualTo(reset);
    }

    @Test
    void stats_tell_the_budget_by_method() {
        var reset = HandClock.BEGIN.plusSeconds(500);
        portal.then(told(200, used(12.5, reset)));
        var client = builder().build();
        client.call(GET);

        assertThat(client.stats().budgets())
                .containsExactly(Map.entry(
                        "crm.item.get",
                        new MethodBudget(Duration.ofMillis(12_500), Duration.ofMinutes(8), reset, null)));
        assertThat(client.stats().requests()).isEqualTo(1);
        assertThat(client.stats().failures()).isZero();
    }
}
