package dev.voronka.bitrix.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.bitrix.client.ScriptedPortal.Told;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever a portal answers, a call that must not be made twice is executed at most once, and failures tell the truth. */
class RetryProperties {

    /** What a portal may do, and whether it has executed the call by then. */
    enum Fate {
        GOOD(true, 200, "{\"result\":1}"),
        LOST_BEFORE(false, LOST, ""),
        LOST_AFTER(true, LOST, ""),
        BROKEN_OFF(true, BROKEN, "{\"result\":1"),
        CUT(true, 200, "{\"result\":"),
        HTML(true, 502, "<html>"),
        INTERNAL(true, 500, "{\"error\":\"INTERNAL_SERVER_ERROR\"}"),
        INTERNAL_BEFORE(false, 500, "{\"error\":\"ERROR_UNEXPECTED_ANSWER\"}"),
        FULL(false, 503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}"),
        BUDGET(false, 429, "{\"error\":\"OPERATION_TIME_LIMIT\"}"),
        BLOCKED(false, 503, "{\"error\":\"OVERLOAD_LIMIT\"}"),
        REFUSED(false, 400, "{\"error\":\"\"}"),
        FORBIDDEN(false, 403, "{\"error\":\"ACCESS_DENIED\"}");

        private final boolean executes;
        private final int status;
        private final String body;

        Fate(boolean executes, int status, String body) {
            this.executes = executes;
            this.status = status;
            this.body = body;
        }

        Told told() {
            return switch (status) {
                case LOST -> ScriptedPortal.lost();
                case BROKEN -> ScriptedPortal.brokenOff(body);
                default -> ScriptedPortal.told(status, body);
            };
        }
    }

    private static final int LOST = -1;

    private static final int BROKEN = -2;

    @Property(tries = 150)
    void a_delicate_call_is_executed_once_at_most_and_its_failure_is_honest(
            @ForAll @Size(min = 8, max = 8) List<Fate> fates, @ForAll Repeatability repeatability) {
        try (var portal = new ScriptedPortal()) {
            var executed = new AtomicInteger();
            var asked = new AtomicInteger();
            portal.always(question -> {
                var fate = fates.get(asked.getAndIncrement());
                if (fate.executes) {
                    executed.incrementAndGet();
                }
                return fate.told();
            });
            var clock = new HandClock();
            var client = BitrixClient.webhook(portal.webhook())
                    .clock(clock)
                    .sleeper(clock)
                    .build();

            var went = true;
            try {
                client.call(Call.of("crm.item.add", Map.of()).repeatable(repeatability));
            } catch (BitrixFailed failed) {
                went = false;
                if (executed.get() > 0) {
                    assertThat(failed.mayHaveHappened()).isTrue();
                }
                if (repeatability != Repeatability.FREELY && failed.mayHaveHappened()) {
                    assertThat(failed.canRepeat()).isFalse();
                }
            }

            assertThat(asked.get()).isBetween(1, 4);
            if (went) {
                assertThat(executed.get()).isPositive();
            }
            if (repeatability != Repeatability.FREELY) {
                assertThat(executed.get()).isLessThanOrEqualTo(1);
            }
        }
    }
}
