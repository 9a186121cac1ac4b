package dev.voronka.process.partner;

import static dev.voronka.process.partner.Partner.Stage.CONTRACT;
import static dev.voronka.process.partner.Partner.Stage.EVALUATION;
import static dev.voronka.process.partner.Partner.Stage.OBLIGATIONS;
import static dev.voronka.process.partner.Partner.Stage.OBLIGATIONS_BROKEN;
import static dev.voronka.process.partner.Partner.Stage.SUCCESS;
import static dev.voronka.process.partner.Partners.CONTRACT_CARD;
import static dev.voronka.process.partner.Partners.NORTH;
import static dev.voronka.process.partner.Partners.TODAY;
import static dev.voronka.process.partner.Partners.VIKA;
import static dev.voronka.process.partner.Partners.endOfDay;
import static dev.voronka.process.partner.Partners.inDays;
import static dev.voronka.process.partner.Partners.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.process.partner.Partner.Activate;
import dev.voronka.process.partner.Partner.AddObligation;
import dev.voronka.process.partner.Partner.CompleteScorecard;
import dev.voronka.process.partner.Partner.ContractSigned;
import dev.voronka.process.partner.Partner.Data;
import dev.voronka.process.partner.Partner.IssueAccess;
import dev.voronka.process.partner.Partner.MeetObligation;
import dev.voronka.process.partner.Partner.ObligationMissed;
import dev.voronka.process.partner.Partner.Stage;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A partner that does, or does not do, what its contract says; and one that is active. */
class PartnerObligationsTest {

    private final Partners partners = new Partners();

    // Сроки

    @ParameterizedTest
    @CsvSource({"AGENT, 60", "DEALER, 75", "INTEGRATOR, 90", "DISTRIBUTOR, 90"})
    void a_partner_has_sixty_to_ninety_days_by_its_type(PartnerType type, int days) {
        var card = partners.evaluated(partners.inEvaluationAs(type), 5);
        partners.take(card, new CompleteScorecard(), VIKA);
        partners.take(card, new ContractSigned(CONTRACT_CARD), Actor.LINK);

        partners.isDue(card, endOfDay(days));
    }

    @Test
    void a_partner_whose_type_was_taken_away_has_the_least_time() {
        var data = partners.signed().data();
        var unknown = NORTH.obligedSince(TODAY);

        assertThat(data.obligedUntil()).isEqualTo(endOfDay(75));
        assertThat(unknown.obligedUntil()).isEqualTo(endOfDay(60));
        assertThat(NORTH.obligedUntil()).isNull();
    }

    // Обязательства

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"CONTRACT", "OBLIGATIONS"})
    void an_obligation_has_a_title_and_a_date_that_is_not_over(Stage stage) {
        var card = partners.in(stage);

        assertThat(partners.refused(card, new AddObligation(" ", TODAY), VIKA, "obligation-is-named"))
                .isEqualTo("не сказано, что партнёр обязуется сделать");
        assertThat(partners.refused(
                        card, new AddObligation("Открыть склад", TODAY.minusDays(1)), VIKA, "date-is-not-over"))
                .isEqualTo("срок уже прошёл");

        var added = partners.take(card, new AddObligation(" Открыть склад ", TODAY), VIKA);
        assertThat(added.data().obligations()).contains(Obligation.of("Открыть склад", TODAY));
        assertThat(added.stage()).isEqualTo(stage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Первая сделка", "первая СДЕЛКА", "First deal"})
    void an_obligation_is_taken_on_once(String title) {
        assertThat(partners.refused(
                        partners.signed(), new AddObligation(title, TODAY.plusDays(5)), VIKA, "obligation-is-new"))
                .isEqualTo("такое обязательство уже есть");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Первая сделка", " first deal ", "1"})
    void an_obligation_is_met_by_title_or_number_with_evidence(String named) {
        var card = partners.signed();
        partners.take(card, new AddObligation("Открыть склад", TODAY.plusDays(20)), VIKA);
        partners.bed.at(inDays(3));

        partners.take(card, new MeetObligation(named, " счёт 12 "), VIKA);

        assertThat(partners.data(card).obligations())
                .containsExactly(
                        new Obligation("Первая сделка", TODAY.plusDays(60), TODAY.plusDays(3), "счёт 12"),
                        Obligation.of("Открыть склад", TODAY.plusDays(20)));
        assertThat(partners.ownEffects(card)).as("something is still open").isEmpty();
    }

    @Test
    void the_owner_is_asked_to_activate_a_partner_that_has_met_everything() {
        var card = partners.signed();

        partners.take(card, new MeetObligation("Первая сделка", "счёт 12"), VIKA);

        assertThat(partners.told(card))
                .containsExactly("task Owner[]: Партнёр «Север» выполнил все обязательства: отметьте, что он активен");
        assertThat(partners.stage(card)).isEqualTo(OBLIGATIONS);
    }

    @Test
    void an_obligation_is_not_met_without_evidence() {
        assertThat(partners.refused(
                        partners.signed(), new MeetObligation("Первая сделка", " "), VIKA, "evidence-is-given"))
                .isEqualTo("нет подтверждения");
    }

    @Test
    void what_is_open_is_named_when_something_else_is_met() {
        var card = partners.signed();
        assertThat(partners.refused(card, new MeetObligation("Вторая сделка", "счёт"), VIKA, "obligation-is-open"))
                .isEqualTo("нет такого открытого обязательства, открыты: Первая сделка");
        partners.take(card, new MeetObligation("Первая сделка", "счёт 12"), VIKA);

        assertThat(partners.refused(card, new MeetObligation("1", "счёт 12"), VIKA, "obligation-is-open"))
                .isEqualTo("нет такого открытого обязательства, открыты: ни одного");
    }

    // Успех

    @Test
    void a_partner_that_has_met_everything_is_active_and_the_owner_is_told_what_comes_next() {
        var card = partners.signed();
        partners.take(card, new MeetObligation("Первая сделка", "счёт 12"), VIKA);

        var active = partners.take(card, new Activate(), VIKA);

        assertThat(active.stage()).isEqualTo(SUCCESS);
        assertThat(partners.told(card))
                .containsExactly(
                        "tell Owner[]: Партнёр «Север» активен",
                        "task Owner[]: Составьте с партнёром «Север» план продаж",
                        "task Owner[]: Выдайте партнёру «Север» учётную запись в портале");
    }

    @Test
    void a_partner_with_an_account_in_the_portal_needs_no_other() {
        var card = partners.signed();
        partners.take(card, new IssueAccess(" sever "), VIKA);
        partners.take(card, new MeetObligation("Первая сделка", "счёт 12"), VIKA);

        partners.take(card, new Activate(), VIKA);

        assertThat(partners.data(card).portalAccount()).isEqualTo("sever");
        assertThat(partners.told(card)).hasSize(2).noneMatch(m -> m.contains("учётную запись"));
    }

    @Test
    void an_active_partner_gets_its_account_later_too() {
        var card = partners.active();

        assertThat(partners.refused(card, new IssueAccess(" "), VIKA, "account-is-named"))
                .isEqualTo("не указана учётная запись");
        partners.take(card, new IssueAccess("sever"), VIKA);

        assertThat(partners.data(card).portalAccount()).isEqualTo("sever");
        assertThat(partners.stage(card)).isEqualTo(SUCCESS);
    }

    @Test
    void a_partner_is_not_active_while_something_is_open() {
        var card = partners.signed();
        partners.take(card, new AddObligation("Открыть склад", TODAY.plusDays(20)), VIKA);
        partners.take(card, new MeetObligation("Первая сделка", "счёт 12"), VIKA);

        assertThat(partners.refused(card, new Activate(), VIKA, "all-obligations-are-met"))
                .isEqualTo("ещё не выполнено: Открыть склад");
    }

    @Test
    void a_partner_is_not_active_without_a_first_deal_even_if_somebody_has_struck_it_out() {
        var card = partners.signed();
        var other = List.of(Obligation.of("Открыть склад", TODAY).met(TODAY, "акт"));
        partners.take(card, new Amend(partners.data(card).obliged(other)), VIKA);

        assertThat(partners.refused(card, new Activate(), VIKA, "first-deal-is-made"))
                .isEqualTo("первой сделки ещё не было");
    }

    // Просрочка

    @Test
    void a_missed_obligation_leads_to_a_review_seven_days_after_its_date() {
        var card = partners.signed();
        partners.take(card, new AddObligation("Открыть склад", TODAY.plusDays(20)), VIKA);

        partners.bed.at(endOfDay(27).minusSeconds(1));
        assertThat(partners.stage(card)).isEqualTo(OBLIGATIONS);
        partners.bed.at(endOfDay(27));

        assertThat(partners.stage(card)).isEqualTo(EVALUATION);
        assertThat(partners.told(card))
                .containsExactly(
                        "tell Holder[role=HEAD]: Партнёр «Север» просрочил: Открыть склад. Карточка на пересмотре",
                        "task Owner[]: Пересмотрите партнёра «Север»: просрочено Открыть склад");
        assertThat(partners.data(card).reviews()).isEqualTo(1);
        assertThat(partners.data(card).scorecard().unrated()).hasSize(5);
        assertThat(partners.data(card).conflict()).isNull();
    }

    @Test
    void an_obligation_that_is_met_in_the_days_of_grace_leads_to_no_review() {
        var card = partners.signed();
        partners.take(card, new AddObligation("Открыть склад", TODAY.plusDays(20)), VIKA);
        partners.bed.at(endOfDay(26));

        partners.take(card, new MeetObligation("Открыть склад", "акт"), VIKA);
        partners.bed.at(endOfDay(40));

        assertThat(partners.stage(card)).isEqualTo(OBLIGATIONS);
    }

    @Test
    void a_partner_is_not_reviewed_before_something_is_overdue() {
        var card = partners.signed();
        partners.bed.at(endOfDay(60).minusSeconds(1));

        assertThat(partners.refused(card, new ObligationMissed(), Actor.LINK, "obligation-is-overdue"))
                .isEqualTo("просроченных обязательств нет");
        partners.bed.at(endOfDay(60));
        assertThat(partners.take(card, new ObligationMissed(), Actor.LINK).stage())
                .isEqualTo(EVALUATION);
    }

    @Test
    void a_partner_that_passes_its_review_keeps_its_contract_and_gets_new_dates_for_what_it_missed() {
        var card = missed(partners.signed());
        partners.evaluated(card, 4);

        partners.take(card, new CompleteScorecard(), VIKA);

        var today = TODAY.plusDays(68);
        assertThat(partners.stage(card)).isEqualTo(OBLIGATIONS);
        assertThat(partners.data(card).contract()).isEqualTo(CONTRACT_CARD);
        assertThat(partners.data(card).obligations())
                .containsExactly(Obligation.of("Первая сделка", today.plusDays(30)));
        partners.isDue(card, endOfDay(68 + 75));
        assertThat(partners.told(card))
                .containsExactly("task Owner[]: Внесите обязательства партнёра «Север» по контракту со сроками");
    }

    @Test
    void what_was_met_stays_met_through_a_review() {
        var card = partners.signed();
        partners.take(card, new AddObligation("Открыть склад", TODAY.plusDays(20)), VIKA);
        partners.take(card, new MeetObligation("Первая сделка", "счёт 12"), VIKA);
        partners.bed.at(endOfDay(27));
        partners.evaluated(card, 4);

        partners.take(card, new CompleteScorecard(), VIKA);

        assertThat(partners.data(card).isFirstDealMade()).isTrue();
        assertThat(partners.data(card).openTitles()).containsExactly("Открыть склад");
    }

    /** The first deal is not made in time, so that the partner is under review; the clock has gone on. */
    private Card<Data> missed(Card<Data> card) {
        var due = partners.data(card).nextDue();
        partners.bed.at(due.plusDays(7));
        return partners.bed.now(card);
    }

    private Card<Data> missedAndReviewed(Card<Data> card) {
        partners.evaluated(missed(card), 4);
        return partners.take(card, new CompleteScorecard(), VIKA);
    }

    @Test
    void a_partner_is_reviewed_twice_and_then_the_head_decides() {
        var card = partners.signed();
        missedAndReviewed(card);
        missedAndReviewed(card);

        missed(card);

        assertThat(partners.stage(card)).isEqualTo(OBLIGATIONS);
        assertThat(partners.told(card))
                .containsExactly("tell Holder[role=HEAD]: Партнёр «Север» снова просрочил: Первая сделка."
                        + " Пересмотров больше нет, решите, что делать");
        assertThat(partners.take(card, new Fail(OBLIGATIONS_BROKEN, "Не продаёт"), VIKA)
                        .stage())
                .isEqualTo(OBLIGATIONS_BROKEN);
    }

    @Test
    void no_partner_is_reviewed_more_than_five_times_even_if_reviews_are_forgiven() {
        var card = partners.signed();
        var fresh = partners.data(card);
        for (var i = 0; i < 5; i++) {
            missed(card);
            partners.evaluated(card, 4);
            partners.take(card, new CompleteScorecard(), VIKA);
            partners.take(card, new Amend(fresh), VIKA);
        }

        assertThat(partners.refused(card, new ObligationMissed(), Actor.LINK, "at-most"))
                .isEqualTo("не больше 5 раз");
    }

    @Test
    void a_partner_has_broken_its_obligations_only_once_something_is_overdue() {
        var card = partners.signed();

        assertThat(partners.refused(card, new Fail(OBLIGATIONS_BROKEN, "Не продаёт"), VIKA, "obligation-is-overdue"))
                .isEqualTo("просроченных обязательств нет");
    }

    @Test
    void a_review_may_end_with_parting() {
        var card = missed(partners.signed());

        assertThat(partners.take(card, new Fail(OBLIGATIONS_BROKEN, "Не продаёт"), VIKA)
                        .stage())
                .isEqualTo(OBLIGATIONS_BROKEN);
        assertThat(partners.refused(
                        partners.inEvaluation(),
                        new Fail(OBLIGATIONS_BROKEN, "Не продаёт"),
                        VIKA,
                        "obligation-is-overdue"))
                .isEqualTo("просроченных обязательств нет");
    }

    // Периодический пересмотр

    @Test
    void a_card_for_a_review_keeps_the_profile_and_begins_the_evaluation_anew() {
        var active = partners.active().data().margin(new BigDecimal("12.5"));

        var review = active.forReview();

        assertThat(review.type()).isEqualTo(PartnerType.DEALER);
        assertThat(review.inn()).isEqualTo(active.inn());
        assertThat(review.territory()).isEqualTo("Тверь");
        assertThat(review.marginPerCent()).isEqualByComparingTo("12.5");
        assertThat(review.contract()).isEqualTo(CONTRACT_CARD);
        assertThat(review.scorecard()).isEqualTo(Scorecard.standard());
        assertThat(review.conflict()).isNull();
        assertThat(review.obligations()).isEmpty();
        assertThat(review.obligedFrom()).isNull();
    }

    @Test
    void an_active_partner_is_reviewed_without_another_contract() {
        var card = partners.bed.open(partners.active().data().forReview(), VIKA);
        partners.take(card, profile(), VIKA);
        partners.evaluated(card, 5);

        partners.take(card, new CompleteScorecard(), VIKA);

        assertThat(partners.stage(card)).isEqualTo(OBLIGATIONS).isNotEqualTo(CONTRACT);
    }
}
