package dev.voronka.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import dev.voronka.decision.Qualification.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How points of a lead become a score and a verdict. */
class ScoringTest {

    private static final Scoring STANDARD = Scoring.standard();

    @Test
    void fit_and_engagement_are_told_apart_and_other_points_count_for_the_score_only() {
        var sheet = STANDARD.sheet()
                .add(25, "бюджет от миллиона", "fit")
                .add(10, "звонил сам", "engagement")
                .add(7, "вернулся", "engagement")
                .add(5, "по рекомендации");

        assertThat(sheet.score()).isEqualTo(47);
        assertThat(sheet.fit()).isEqualTo(25);
        assertThat(sheet.engagement()).isEqualTo(17);
    }

    @Test
    void a_group_counts_up_to_its_limit_and_what_is_cut_off_is_said() {
        var judged = STANDARD.limit("engagement", 20)
                .sheet()
                .add(15, "звонил сам", "engagement")
                .add(15, "открыл три письма", "engagement")
                .add(40, "бюджет", "fit")
                .judged();

        assertThat(judged.score()).isEqualTo(60);
        assertThat(judged.engagement()).isEqualTo(20);
        assertThat(judged.contributions())
                .containsExactly(
                        new Contribution("звонил сам", 15, "engagement"),
                        new Contribution("открыл три письма", 15, "engagement"),
                        new Contribution("бюджет", 40, "fit"),
                        new Contribution("предел группы «engagement»: 20", -10, "engagement"));
    }

    @Test
    void a_group_does_not_pull_a_score_below_its_lower_limit() {
        var judged = STANDARD.limit("fit", -10, 100)
                .sheet()
                .add(-30, "чужой регион", "fit")
                .add(50, "звонил сам", "engagement")
                .judged();

        assertThat(judged.fit()).isEqualTo(-10);
        assertThat(judged.score()).isEqualTo(40);
        assertThat(judged.contributions()).contains(new Contribution("предел группы «fit»: -10", 20, "fit"));
    }

    @Test
    void the_total_is_limited_without_touching_fit_and_engagement() {
        var judged = STANDARD.limitTotal(0, 100)
                .sheet()
                .add(90, "бюджет", "fit")
                .add(30, "звонил сам", "engagement")
                .judged();

        assertThat(judged.score()).isEqualTo(100);
        assertThat(judged.fit()).isEqualTo(90);
        assertThat(judged.engagement()).isEqualTo(30);
        assertThat(judged.contributions()).contains(new Contribution("предел всех баллов: 100", -20, ""));
    }

    @ParameterizedTest
    @CsvSource({"50, QUALIFIED", "49, NURTURE", "25, NURTURE", "24, NOT_TARGET", "-5, NOT_TARGET"})
    void a_verdict_is_the_band_into_which_the_score_falls(int points, Verdict verdict) {
        assertThat(STANDARD.sheet().add(points, "свой клиент").judged().verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"80, QUALIFIED", "79, NURTURE", "10, NURTURE", "9, NOT_TARGET"})
    void a_company_sets_its_own_bands(int points, Verdict verdict) {
        assertThat(STANDARD.bands(10, 80)
                        .sheet()
                        .add(points, "свой клиент")
                        .judged()
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void who_wants_it_badly_but_does_not_suit_us_is_kept_in_touch_with_at_best() {
        var scoring = STANDARD.leastFit(20);

        assertThat(scoring.sheet()
                        .add(19, "отрасль", "fit")
                        .add(90, "звонил", "engagement")
                        .judged()
                        .verdict())
                .isEqualTo(Verdict.NURTURE);
        assertThat(scoring.sheet()
                        .add(20, "отрасль", "fit")
                        .add(90, "звонил", "engagement")
                        .judged()
                        .verdict())
                .isEqualTo(Verdict.QUALIFIED);
    }

    @Test
    void a_stop_makes_a_lead_no_target_and_its_score_is_still_told() {
        var sheet = STANDARD.sheet().add(100, "бюджет", "fit").stop("конкурент");

        assertThat(sheet.judged().verdict()).isEqualTo(Verdict.NOT_TARGET);
        assertThat(sheet.judged(Verdict.QUALIFIED).verdict()).isEqualTo(Verdict.NOT_TARGET);
        assertThat(sheet.judged().score()).isEqualTo(100);
        assertThat(sheet.judged().stops()).containsExactly("конкурент");
    }

    @Test
    void a_verdict_of_the_rules_takes_the_place_of_the_band() {
        assertThat(STANDARD.sheet().add(100, "бюджет").judged(Verdict.NURTURE).verdict())
                .isEqualTo(Verdict.NURTURE);
    }

    @Test
    void weights_may_have_groups_limits_stops_and_tell_the_questions_that_are_open() {
        var facts = new LeadFacts(
                "yandex",
                "Москва",
                BigDecimal.TEN,
                new TreeMap<>(),
                "WEBSITE",
                "alarms",
                List.of(),
                false,
                true,
                3,
                2,
                1,
                List.of("hasCompetitor"));
        var qualifier = WeightedQualifier.empty()
                .scoring(Scoring.standard().limit("engagement", 15))
                .weight("отвечает", 30, "engagement", f -> f.reached() > 1)
                .weight("Москва", 40, "fit", f -> f.region().equals("Москва"))
                .stop("согласия нет", f -> !f.consent());

        var judged = qualifier.answer(facts);

        assertThat(judged.score()).isEqualTo(55);
        assertThat(judged.verdict()).isEqualTo(Verdict.QUALIFIED);
        assertThat(judged.missing()).containsExactly("hasCompetitor");
        assertThat(qualifier
                        .answer(new LeadFacts("", "Москва", BigDecimal.ZERO, new TreeMap<>()))
                        .verdict())
                .isEqualTo(Verdict.NOT_TARGET);
    }

    @Test
    void settings_that_cannot_be_meant_are_refused() {
        assertThatThrownBy(() -> STANDARD.limit("fit", 10, 5))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("The limits of group \"fit\" are 10 to 5 points; the first is the lower one.");
        assertThatThrownBy(() -> STANDARD.bands(50, 25))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nurtured from 50 points on and sold to from 25 on");
        assertThatThrownBy(() -> STANDARD.fit("engagement"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("both as fit and as engagement");
    }

    @Test
    void points_beyond_what_can_be_counted_are_refused_and_not_turned_over() {
        var sheet = STANDARD.sheet().add(Integer.MAX_VALUE, "опечатка").add(1, "ещё");

        assertThatThrownBy(sheet::score).isInstanceOf(InvalidInput.class).hasMessageContaining("2147483648");
        var limited = STANDARD.limit("", 100).sheet().add(2_000_000_000, "опечатка");
        assertThat(limited.score()).isEqualTo(100);
        assertThat(limited.judged().contributions())
                .contains(new Contribution("предел баллов без группы: 100", -1_999_999_900));
    }
}
