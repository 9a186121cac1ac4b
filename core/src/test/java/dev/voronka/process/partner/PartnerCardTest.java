package dev.voronka.process.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a partner's card cannot say, and what it does not tell the logs. */
class PartnerCardTest {

    @Test
    void a_score_is_weighted_and_rounded_down() {
        var third = Scorecard.of(new Criterion("a", 1, 5), new Criterion("b", 1, 5), new Criterion("c", 1, 4));

        assertThat(third.score()).isEqualTo(93);
        assertThat(Scorecard.of(Criterion.of("a", 7)).score()).isZero();
    }

    @Test
    void a_criterion_of_the_companys_own_is_called_by_its_code() {
        var own = Scorecard.of(Criterion.of("showroom", 1));

        assertThat(own.unrated()).containsExactly("showroom");
    }

    @Test
    void a_scorecard_has_criteria_and_each_of_them_once() {
        assertThatThrownBy(Scorecard::of).isInstanceOf(InvalidInput.class).hasMessageContaining("at least one");
        assertThatThrownBy(() -> Scorecard.of(Criterion.of("a", 1), Criterion.of("a", 2)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("once");
    }

    @Test
    void a_criterion_has_a_code_a_weight_and_a_mark_on_the_scale() {
        assertThatThrownBy(() -> Criterion.of(" ", 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Criterion.of("a", 0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Criterion("a", 1, 6)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Criterion("a", 1, 0)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "100.01"})
    void a_margin_is_a_share_of_the_price(String margin) {
        assertThatThrownBy(() -> Partners.NORTH.margin(new BigDecimal(margin)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(margin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100", "12.5"})
    void a_margin_may_be_anything_from_nothing_to_all(String margin) {
        assertThat(Partners.NORTH.margin(new BigDecimal(margin)).marginPerCent())
                .isEqualByComparingTo(margin);
    }

    @Test
    void an_obligation_has_a_title() {
        assertThatThrownBy(() -> Obligation.of(" ", Partners.TODAY)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void a_card_tells_the_logs_nothing_of_persons() {
        var told = Partners.NORTH.inn("500100732259").toString();

        assertThat(told).contains("Север").doesNotContain("500100732259", "c4");
    }
}
