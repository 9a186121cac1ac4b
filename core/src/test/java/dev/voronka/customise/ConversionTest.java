package dev.voronka.customise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.StoredForm;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversionTest {

    private static final String OLD =
            "{\"aim\":\"показать\",\"contact\":{\"id\":\"c1\"},\"gone\":7,\"unanswered\":\"0\"}";

    private final StoredForm form = new StoredForm(new JacksonCodec());

    ConversionTest() {
        form.knows(Meeting.PROCESS);
    }

    @Test
    void data_that_no_longer_fits_is_changed_and_read() {
        var plain = new JacksonCodec().text(new Meeting.Data("показать", "c1"));
        var old = plain.replace("\"goal\":", "\"aim\":").replaceFirst("\\{", "{\"gone\":7,");
        var map = Conversion.because("the goal was called aim")
                .renamed("aim", "goal")
                .without("gone");

        assertThatThrownBy(() -> form.data("meeting", old)).isInstanceOf(InvalidInput.class);
        assertThat(form.data("meeting", old, map::of)).isEqualTo(new Meeting.Data("показать", "c1"));
    }

    @Test
    void changes_are_made_in_their_order_and_what_is_given_stays_as_it_is() {
        var given = Map.<String, Object>of("a", BigDecimal.ONE);
        var map = Conversion.because("x")
                .renamed("a", "b")
                .renamed("no", "never")
                .filled("b", "unused")
                .filled("c", "new")
                .changed(data -> new HashMap<>(Map.of("all", data)));

        assertThat(map.of(given)).isEqualTo(Map.of("all", Map.of("b", BigDecimal.ONE, "c", "new")));
        assertThat(given).containsOnlyKeys("a");
        assertThat(map.why()).isEqualTo("x");
    }

    @Test
    void what_still_does_not_fit_is_named() {
        var map = Conversion.because("x").renamed("aim", "goal");

        assertThatThrownBy(() -> form.data("meeting", OLD, map::of))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("At $.");
    }

    @Test
    void a_change_that_fails_or_gives_nothing_is_the_authors_mistake() {
        assertThatThrownBy(() -> Conversion.because(" ")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Conversion.because("x")
                        .changed(d -> {
                            throw new IllegalStateException("with a phone 8916");
                        })
                        .of(Map.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("java.lang.IllegalStateException")
                .hasMessageNotContaining("8916");
    }
}
