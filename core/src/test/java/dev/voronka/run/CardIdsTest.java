package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Ids of cards. */
class CardIdsTest {

    @Test
    void ids_grow_and_never_repeat_also_when_the_clock_is_set_back() {
        var clock = new MovableClock(Bed.MONDAY_TEN);
        var ids = new CardIds(clock);
        var seen = new HashSet<CardId>();
        var last = ids.get();

        for (var i = 0; i < 20_000; i++) {
            if (i % 5_000 == 4_999) {
                clock.advance(Duration.ofMinutes(-1));
            }
            var id = ids.get();
            assertThat(id.value().version()).isEqualTo(7);
            assertThat(id.value().variant()).isEqualTo(2);
            assertThat(id).isGreaterThan(last);
            assertThat(seen.add(id)).isTrue();
            last = id;
        }
    }

    @Test
    void an_id_is_read_as_it_is_printed() {
        var id = new CardIds(new MovableClock(Bed.MONDAY_TEN)).get();

        assertThat(CardId.parse(id.toString())).isEqualTo(id);
        assertThatThrownBy(() -> CardId.parse("4711"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("4711");
    }
}
