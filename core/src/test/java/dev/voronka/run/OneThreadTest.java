package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.store.Daily;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Daily work without a database. The bed's clock begins on a Monday at 10:00 in Moscow. */
class OneThreadTest {

    @Test
    void work_is_done_at_its_time_once_a_day_even_if_other_work_fails() {
        var clock = new MovableClock(Bed.MONDAY_TEN);
        var done = new ArrayList<String>();
        var thread = new OneThread(
                List.of(
                        new Daily("fails", LocalTime.of(4, 0), Bed.MOSCOW, () -> {
                            throw new IllegalStateException("broken");
                        }),
                        new Daily("night", LocalTime.of(4, 0), Bed.MOSCOW, () -> done.add("night")),
                        new Daily("noon", LocalTime.NOON, Bed.MOSCOW, () -> done.add("noon"))),
                clock);

        assertThat(thread.tick()).isZero();
        clock.advance(Duration.ofHours(2));
        assertThat(thread.tick()).isEqualTo(1);
        assertThat(thread.tick()).isZero();
        clock.advance(Duration.ofHours(16));
        assertThat(thread.tick()).isEqualTo(2);

        assertThat(done).containsExactly("noon", "night");
    }

    @Test
    void it_can_be_started_and_stopped_twice() {
        var thread = new OneThread(List.of(), new MovableClock(Bed.MONDAY_TEN));

        thread.start();
        thread.start();
        thread.stop();
        thread.stop();

        assertThat(thread.tick()).isZero();
    }
}
