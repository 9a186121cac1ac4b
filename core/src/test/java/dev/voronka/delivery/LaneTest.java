package dev.voronka.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Effect;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.run.Voronka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many effects a handler gets at once. */
class LaneTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<Integer> batches = new ArrayList<>();

    /** Takes two seconds for whatever it is given. */
    private final class Slow implements BatchHandler {

        private final int atOnce;

        private Slow(int atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public String code() {
            return "slow";
        }

        @Override
        public boolean takes(Effect effect) {
            return effect instanceof Effect.Mirror;
        }

        @Override
        public int atOnce() {
            return atOnce;
        }

        @Override
        public List<@Nullable Exception> deliverAll(List<Delivery> deliveries) {
            batches.add(deliveries.size());
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            return new ArrayList<>(Collections.nCopies(deliveries.size(), null));
        }
    }

    private void deliver(int atOnce, int most) {
        var clock = new MovableClock(Bed.MONDAY_TEN);
        try (var voronka = Voronka.builder()
                .process(Notes.PROCESS)
                .clock(clock)
                .delivery(DeliverySettings.standard().batch(most))
                .handler(new Slow(atOnce))
                .build()) {
            for (var i = 0; i < 250; i++) {
                Notes.card(voronka.funnel(Notes.PROCESS));
            }
            var lane = new Lane(voronka.deliveries(), "slow", nanos::get);
            while (lane.round(clock.instant(), Watch.NOBODY) > 0) {
                assertThat(batches).hasSizeLessThan(1_000);
            }
        }
    }

    @Test
    void a_slow_receiver_that_takes_many_at_once_is_not_given_fewer() {
        deliver(100, 500);

        assertThat(batches.get(0)).isEqualTo(100);
        assertThat(batches.stream().mapToInt(i -> i).sum()).isEqualTo(250);
    }

    @Test
    void a_slow_receiver_of_single_effects_gets_fewer_and_fewer() {
        deliver(1, 500);

        assertThat(batches.subList(0, 6)).containsExactly(32, 16, 8, 4, 2, 1);
    }

    @Test
    void nobody_is_given_more_than_the_settings_allow() {
        deliver(100, 20);

        assertThat(Collections.max(batches)).isEqualTo(20);
    }
}
