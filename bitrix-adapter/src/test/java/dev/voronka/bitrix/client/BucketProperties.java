package dev.voronka.bitrix.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever calls come when, the portal's bucket never overflows. */
class BucketProperties {

    /** The portal's side: fills by one a request, runs empty steadily. */
    private static final class PortalsBucket {
        private final Plan plan;
        private double level;
        private Instant last = HandClock.BEGIN;

        PortalsBucket(Plan plan) {
            this.plan = plan;
        }

        void fill(Instant now) {
            level = Math.max(
                            0,
                            level
                                    - plan.perSecond()
                                            * Duration.between(last, now).toNanos()
                                            / 1e9)
                    + 1;
            last = now;
            assertThat(level).isLessThanOrEqualTo(plan.burst() + 1e-6);
        }
    }

    @Property(tries = 300)
    void the_bucket_never_overflows_and_the_spare_share_is_left(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0, max = 3000) Integer> pausesInMillis,
            @ForAll @IntRange(min = 1, max = 6) int perSecond,
            @ForAll @IntRange(min = 2, max = 60) int burst,
            @ForAll @IntRange(max = 60) int spare)
            throws InterruptedException {
        var clock = new HandClock();
        var plan = new Plan(perSecond, burst);
        var gate = new Gate(plan, spare, 10, clock);
        var portal = new PortalsBucket(plan);
        var ours = 0;

        for (var pause : pausesInMillis) {
            // Most calls come in bursts.
            clock.pass(Duration.ofMillis(pause > 2000 ? pause : 0));
            assertThat(gate.enter(Priority.EVENT, Instant.MAX, clock)).isEmpty();
            portal.fill(clock.instant());
            ours++;
        }

        var seconds = clock.passed().toNanos() / 1e9;
        var share = (100 - spare) / 100.0;
        assertThat((double) ours).isLessThanOrEqualTo(Math.max(1, burst * share) + perSecond * share * seconds + 1e-6);
    }
}
