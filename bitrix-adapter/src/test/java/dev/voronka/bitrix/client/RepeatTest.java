package dev.voronka.bitrix.client;

import static dev.voronka.bitrix.client.ScriptedPortal.error;
import static dev.voronka.bitrix.client.ScriptedPortal.lost;
import static dev.voronka.bitrix.client.ScriptedPortal.ok;
import static dev.voronka.bitrix.client.ScriptedPortal.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is made again, when, and what is not. */
class RepeatTest {

    private static final Call ADD = Call.of("crm.item.add", Map.of());
    private static final Call GET = Call.of("crm.item.get", Map.of());

    private final ScriptedPortal portal = new ScriptedPortal();
    private final HandClock clock = new HandClock();
    private final BitrixClient client =
            BitrixClient.webhook(portal.webhook()).clock(clock).sleeper(clock).build();

    @AfterEach
    void close() {
        portal.close();
    }

    private BitrixFailed failure(Call call) {
        return catchThrowableOfType(BitrixFailed.class, () -> client.call(call));
    }

    @Test
    void too_many_requests_are_made_again_after_a_second_or_more_whatever_the_call() {
        portal.then(error(503, "QUERY_LIMIT_EXCEEDED"), error(503, "QUERY_LIMIT_EXCEEDED"), ok("1"));

        assertThat(client.call(ADD).result().asInt()).isEqualTo(1);

        assertThat(portal.asked).hasSize(3);
        assertThat(clock.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(client.stats().retries()).isEqualTo(2);
        assertThat(client.stats().requests()).isEqualTo(3);
    }

    @Test
    void a_full_bucket_that_stays_full_is_told_with_a_moment() {
        portal.always(question -> error(503, "QUERY_LIMIT_EXCEEDED"));

        var failed = failure(ADD);

        assertThat(portal.asked).hasSize(4);
        assertThat(failed.kind()).isEqualTo(Kind.LIMIT);
        assertThat(failed.canRepeat()).isTrue();
        assertThat(failed.mayHaveHappened()).isFalse();
        assertThat(failed.notBefore().orElseThrow()).isAfter(clock.instant());
    }

    @Test
    void a_read_is_made_again_when_the_portal_failed_or_was_silent() {
        portal.then(lost(), told(500, "{\"error\":\"INTERNAL_SERVER_ERROR\"}"), told(504, "<html>"), ok("7"));

        assertThat(client.call(GET).result().asInt()).isEqualTo(7);

        assertThat(portal.asked).hasSize(4);
        assertThat(clock.slept).hasSize(3).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) >= 0);
    }

    @Test
    void an_add_is_not_made_again_when_the_portal_failed_even_after_a_harmless_repetition() {
        portal.then(error(503, "QUERY_LIMIT_EXCEEDED"), error(500, "INTERNAL_SERVER_ERROR"));

        var failed = failure(ADD);

        assertThat(portal.asked).hasSize(2);
        assertThat(failed.kind()).isEqualTo(Kind.PORTAL);
        assertThat(failed.canRepeat()).isFalse();
        assertThat(failed.mayHaveHappened()).isTrue();
    }

    @Test
    void what_an_earlier_attempt_may_have_done_is_not_forgotten() {
        portal.then(lost(), error(400, "INVALID_ARG_VALUE"));
        var notify = Call.of("im.notify.system.add", Map.of("USER_ID", 1, "MESSAGE", "m", "TAG", "voronka|1"));

        var failed = failure(notify);

        assertThat(portal.asked).hasSize(2);
        assertThat(failed.kind()).isEqualTo(Kind.INVALID);
        assertThat(failed.mayHaveHappened()).isTrue();
    }

    @Test
    void what_will_not_change_is_asked_once() {
        for (var code : List.of("OVERLOAD_LIMIT")) {
            portal.then(error(503, code));
            assertThat(failure(GET).kind()).isEqualTo(Kind.OVERLOADED);
        }
        for (var status : List.of(400, 401, 403, 404, 422)) {
            portal.then(error(status, "NEVER_HEARD_OF"));
            assertThat(failure(GET).canRepeat()).as("status " + status).isFalse();
        }
        portal.then(error(500, "PORTAL_DELETED"));
        assertThat(failure(GET).canRepeat()).isFalse();

        assertThat(portal.asked).hasSize(7);
        assertThat(clock.slept).isEmpty();
    }

    @Test
    void the_same_code_means_the_same_with_another_status() {
        portal.then(error(400, "ACCESS_DENIED"), error(403, "ACCESS_DENIED"));

        assertThat(failure(GET).kind()).isEqualTo(Kind.ACCESS);
        assertThat(failure(GET).kind()).isEqualTo(Kind.ACCESS);
    }

    @Test
    void a_lost_call_with_a_key_is_made_again_only_when_the_first_one_must_have_ended() {
        portal.then(lost(), ok("{\"item\":{\"id\":1}}").with("Idempotent-Replayed", "true"));

        var answer = client.call3("tasks.task.add", Map.of(), "op-7");

        assertThat(answer.replayed()).isTrue();
        assertThat(portal.asked.get(0).headers().getFirst("Idempotency-Key"))
                .isEqualTo(portal.asked.get(1).headers().getFirst("Idempotency-Key"));
        assertThat(portal.asked.get(1).uri().getPath()).startsWith("/rest/api/");
        assertThat(clock.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_caller_may_know_better_than_the_table() {
        portal.then(lost(), ok("1"), lost());

        client.call(ADD.repeatable(Repeatability.FREELY));
        assertThat(failure(GET.repeatable(Repeatability.NEVER)).mayHaveHappened())
                .isTrue();

        assertThat(portal.asked).hasSize(3);
    }

    @Test
    void the_table_of_methods_says_what_may_be_repeated() {
        for (var free : List.of(
                "crm.item.get",
                "crm.item.list",
                "crm.stagehistory.list",
                "crm.duplicate.findbycomm",
                "user.current",
                "crm.type.getByEntityTypeId",
                "crm.status.entity.types",
                "userfieldconfig.list",
                "profile",
                "event.offline.clear",
                "event.offline.list",
                "server.time")) {
            assertThat(Call.of(free, Map.of()).repeatability()).as(free).isEqualTo(Repeatability.FREELY);
        }
        for (var look : List.of(
                "crm.item.update",
                "crm.item.add",
                "crm.category.add",
                "crm.timeline.comment.add",
                "tasks.task.add",
                "event.bind",
                "event.offline.get",
                "never.heard.of",
                "crm.item.delete")) {
            assertThat(Call.of(look, Map.of()).repeatability()).as(look).isEqualTo(Repeatability.AFTER_LOOKING);
        }
        for (var never : List.of(
                "crm.automation.trigger",
                "crm.automation.trigger.execute",
                "bizproc.event.send",
                "im.notify.system.add")) {
            assertThat(Call.of(never, Map.of()).repeatability()).as(never).isEqualTo(Repeatability.NEVER);
        }
        assertThat(Call.of("im.notify.personal.add", Map.of("TAG", "t")).repeatability())
                .isEqualTo(Repeatability.FREELY);
    }

    @Test
    void a_portal_with_another_address_gets_the_same_post_there_and_keeps_getting_it() {
        try (var there = new ScriptedPortal()) {
            var location = there.webhook() + "crm.item.add";
            portal.then(told(302, "").with("Location", location));
            there.then(ok("{\"item\":{\"id\":1}}"), ok("2"));

            client.call(Call.of("crm.item.add", Map.of("title", "T")));
            client.call(GET);

            assertThat(portal.asked).hasSize(1);
            assertThat(there.asked.get(0).verb()).isEqualTo("POST");
            assertThat(there.asked.get(0).body().path("title").asString()).isEqualTo("T");
            assertThat(there.asked.get(1).method()).isEqualTo("crm.item.get");
        }
    }

    @Test
    void being_sent_to_a_page_is_no_change_of_address() {
        portal.then(
                told(302, "").with("Location", "/auth/?backurl=x"),
                told(302, "").with("Location", "http://localhost:1/login/"),
                told(302, ""));

        for (var i = 0; i < 3; i++) {
            var failed = failure(ADD);
            assertThat(failed.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(failed.mayHaveHappened()).isFalse();
        }
        assertThat(portal.asked).hasSize(3);
    }

    @Test
    void a_place_that_does_not_answer_as_a_portal_is_not_kept_as_the_new_address() {
        try (var elsewhere = new ScriptedPortal()) {
            portal.then(told(302, "").with("Location", elsewhere.webhook() + "crm.item.get"), ok("1"));
            elsewhere.always(question -> told(404, "<html>parked</html>"));

            assertThat(failure(GET).kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(client.call(GET).result().asInt()).isEqualTo(1);
        }
    }

    @Test
    void an_unreadable_setting_is_refused_with_its_value() {
        var builder = BitrixClient.webhook(portal.webhook());

        assertThatThrownBy(() -> builder.attempts(0)).hasMessageContaining("0 times");
        assertThatThrownBy(() -> builder.spare(91)).hasMessageContaining("91 %");
        assertThatThrownBy(() -> builder.queue(0)).hasMessageContaining("0 places");
        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> builder.mostBytes(10)).hasMessageContaining("10 bytes");
        assertThatThrownBy(() -> builder.operating(Duration.ofSeconds(10), Duration.ofSeconds(10)))
                .hasMessageContaining("PT10S");
        assertThatThrownBy(() -> new Plan(0, 50)).hasMessageContaining("0 requests");
    }
}
