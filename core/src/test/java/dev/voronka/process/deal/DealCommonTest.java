package dev.voronka.process.deal;

import static dev.voronka.process.deal.Deal.Stage.ASSESSMENT;
import static dev.voronka.process.deal.Deal.Stage.CLIENT_CANCELLED;
import static dev.voronka.process.deal.Deal.Stage.CONTRACT_FAILED;
import static dev.voronka.process.deal.Deal.Stage.LOST_COMPETITOR;
import static dev.voronka.process.deal.Deal.Stage.NO_DECISION;
import static dev.voronka.process.deal.Deal.Stage.SUCCESS;
import static dev.voronka.process.deal.Deals.CHILD;
import static dev.voronka.process.deal.Deals.COST;
import static dev.voronka.process.deal.Deals.DIRECTOR;
import static dev.voronka.process.deal.Deals.HEAD;
import static dev.voronka.process.deal.Deals.LOW_PRICE;
import static dev.voronka.process.deal.Deals.NEW_YEAR_EVE;
import static dev.voronka.process.deal.Deals.OTHER_HEAD;
import static dev.voronka.process.deal.Deals.SELLER;
import static dev.voronka.process.deal.Deals.actorOf;
import static dev.voronka.process.deal.Deals.november;
import static dev.voronka.process.deal.Deals.triggerOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Hold;
import dev.voronka.CommonTrigger.Reassign;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.CommonTrigger.Resume;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.Outcome;
import dev.voronka.Row;
import dev.voronka.Stage;
import dev.voronka.approval.ApprovalSheet;
import dev.voronka.process.Bed;
import dev.voronka.process.deal.Deal.LoseToCompetitor;
import dev.voronka.process.deal.Deal.PurchaseEnded;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What can happen to a deal in every stage, and what happens once it is won. */
class DealCommonTest {

    private final Deals on = new Deals();

    static Stream<Named<Row<DealData>>> openRows() {
        return rows(r -> !r.common() && !r.from().is(SUCCESS));
    }

    static Stream<Named<Row<DealData>>> reports() {
        return rows(r -> !r.common() && r.clockOnly());
    }

    static Stream<Named<Row<DealData>>> fails() {
        return rows(r -> r.payload() == Fail.class);
    }

    static Stream<Named<Stage>> openStages() {
        return Deal.PROCESS.stages().stream()
                .filter(s -> !s.kind().isEnd())
                .map(s -> Named.of(s.stage().name(), s.stage()));
    }

    // Провалы

    @ParameterizedTest
    @MethodSource("fails")
    void a_deal_fails_with_a_reason_and_its_open_tasks_are_taken_back(Row<DealData> row) {
        var card = on.in(row.from());
        assertThat(on.refused(card, new Fail(failOf(row), " "), SELLER, "comment-is-filled"))
                .isEqualTo("не заполнен комментарий");

        var failed = on.take(card, new Fail(failOf(row), "Так вышло"), SELLER);

        assertThat(failed.stage()).isEqualTo(failOf(row));
        assertThat(failed.failure().comment()).isEqualTo("Так вышло");
        assertThat(failed.due()).isEmpty();
        assertThat(on.ownEffects(card)).contains(new Effect.CancelTasks());
        assertThat(on.bed.lastMessages(card))
                .anyMatch(m -> m.startsWith("tell Holder[role=HEAD]: Потеряна крупная продажа: Станки для цеха"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Deal.Stage.class,
            names = {"ASSESSMENT", "PROPOSAL", "AT_CLIENT"})
    void the_management_rejects_only_what_it_was_asked(Deal.Stage stage) {
        var fail = new Fail(Deal.Stage.MANAGEMENT_REJECTED, "Не утвердили");

        assertThat(on.bed.fire(on.in(stage), fail, SELLER)).isInstanceOf(Outcome.NotExpected.class);
    }

    @Test
    void a_contract_fails_only_where_there_is_one() {
        var fail = new Fail(CONTRACT_FAILED, "Не подписали");

        assertThat(on.bed.fire(on.atClient(), fail, SELLER)).isInstanceOf(Outcome.NotExpected.class);
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_deal_is_lost_to_a_competitor_who_is_named(Stage stage) {
        var card = on.in(stage);
        assertThat(on.refused(card, new LoseToCompetitor(" ", "Дешевле"), SELLER, "competitor-is-named"))
                .isEqualTo("не назван конкурент");
        assertThat(on.refused(card, new LoseToCompetitor("Станкоторг", " "), SELLER, "loss-is-explained"))
                .isEqualTo("не сказано, почему выбран конкурент");

        var lost = on.take(card, new LoseToCompetitor("Станкоторг", "Дешевле"), SELLER);

        assertThat(lost.stage()).isEqualTo(LOST_COMPETITOR);
        assertThat(lost.failure().group()).isEqualTo(FailGroup.COMPETITOR);
        assertThat(lost.data().competitors()).containsExactly("Станкоторг");
        on.said(card, "comment: Клиент выбрал конкурента Станкоторг: Дешевле");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void nobody_loses_a_deal_to_a_competitor_without_a_name(Stage stage) {
        assertThat(on.bed.fire(on.in(stage), new Fail(LOST_COMPETITOR, "Дешевле"), SELLER))
                .isInstanceOf(Outcome.NotExpected.class);
    }

    // Связанные карточки

    @ParameterizedTest
    @MethodSource("reports")
    void no_person_reports_what_a_linked_card_or_the_clock_reports(Row<DealData> row) {
        var card = on.readyFor(row);
        var isTimer = List.of("approval-overdue", "product-life-ended").contains(row.event());

        on.refused(card, triggerOf(row), DIRECTOR, isTimer ? "only-the-clock" : "only-a-program");
    }

    // Отложить

    @ParameterizedTest
    @MethodSource("openStages")
    void a_deal_is_put_aside_and_taken_up_again(Stage stage) {
        var card = on.in(stage);
        assertThat(on.refused(card, new Resume(), SELLER, "card-is-on-hold")).isEqualTo("карточка не отложена");
        var past = new Hold(on.bed.clock.instant());
        assertThat(on.refused(card, past, SELLER, "hold-ends-in-future")).isEqualTo("отложить можно только на будущее");

        on.take(card, new Hold(november(27, 10, 0).toInstant()), SELLER);
        assertThat(on.bed.now(card).isOnHold()).isTrue();
        var resumed = on.take(card, new Resume(), SELLER);

        assertThat(resumed.isOnHold()).isFalse();
        assertThat(resumed.stage()).isEqualTo(stage);
        assertThat(resumed.due()).isEqualTo(card.due());
    }

    @ParameterizedTest
    @MethodSource("openRows")
    void a_deal_that_is_put_aside_goes_nowhere(Row<DealData> row) {
        var card = on.readyFor(row);
        on.take(card, new Hold(november(24, 10, 0).toInstant()), SELLER);

        assertThat(on.refused(card, triggerOf(row), actorOf(row), "card-is-not-on-hold"))
                .isEqualTo("карточка отложена");
    }

    @ParameterizedTest
    @MethodSource("openRows")
    void what_nothing_hinders_is_done(Row<DealData> row) {
        var card = on.readyFor(row);

        assertThat(on.bed.fire(card, triggerOf(row), actorOf(row)).isTaken()).isTrue();
    }

    // Передать, исправить

    @ParameterizedTest
    @MethodSource("openStages")
    void a_deal_is_handed_over_and_its_new_owner_is_told(Stage stage) {
        var card = on.in(stage);

        var handed = on.take(card, new Reassign("e18"), HEAD);

        assertThat(handed.owner()).isEqualTo("e18");
        assertThat(handed.stage()).isEqualTo(stage);
        on.said(card, "tell Employee[id=e18]: Вам передана карточка: Станки для цеха");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void what_a_deal_says_is_amended_without_moving_it(Stage stage) {
        var card = on.in(stage);

        var amended = on.take(card, new Amend(card.data().source("выставка")), SELLER);

        assertThat(amended.data().source()).isEqualTo("выставка");
        assertThat(amended.visit()).isEqualTo(card.visit());
    }

    // Открыть снова

    @Test
    void a_frozen_deal_is_assessed_anew_and_nothing_that_was_agreed_holds_any_more() {
        var card = on.take(on.waitingForDirector(), new Fail(NO_DECISION, "Заморожен"), SELLER);
        assertThat(on.refused(card, new Reopen(), SELLER, "actor-has-the-right"))
                .isEqualTo("это может только: руководитель продаж, руководитель квалификации, директор по продажам");
        assertThat(on.refused(card, new Reopen(), OTHER_HEAD, "actor-heads-the-owner"))
                .isEqualTo("это может только руководитель ответственного");

        var reopened = on.take(card, new Reopen(), HEAD);

        assertThat(reopened.stage()).isEqualTo(ASSESSMENT);
        assertThat(reopened.data().price()).isNull();
        assertThat(reopened.data().cost()).isNull();
        assertThat(reopened.data().proposalId()).isNull();
        assertThat(reopened.data().expectedCloseDate()).isNull();
        assertThat(reopened.data().managementApproval()).isEqualTo(ApprovalSheet.NONE);
        assertThat(reopened.data().requirements()).isEqualTo(Deals.NEEDS);
        assertThat(reopened.data().decisionMakers()).hasSize(1);
    }

    @Test
    void a_frozen_deal_is_opened_again_within_ninety_days() {
        var card = on.take(on.newDeal(), new Fail(NO_DECISION, "Заморожен"), SELLER);
        on.bed.at(Bed.MONDAY_TEN.plusDays(90).plusSeconds(1));

        assertThat(on.refused(card, new Reopen(), HEAD, "failed-not-long-ago"))
                .isEqualTo("после провала прошло больше 90 дней");

        on.bed.at(Bed.MONDAY_TEN.plusDays(90));
        assertThat(on.take(card, new Reopen(), HEAD).stage()).isEqualTo(ASSESSMENT);
    }

    @Test
    void a_frozen_deal_is_opened_again_twice_at_most() {
        var card = on.take(on.newDeal(), new Fail(NO_DECISION, "Заморожен"), SELLER);
        for (var i = 0; i < 2; i++) {
            on.take(card, new Reopen(), HEAD);
            on.take(card, new Fail(NO_DECISION, "Снова заморожен"), SELLER);
        }

        assertThat(on.refused(card, new Reopen(), HEAD, "at-most")).isEqualTo("не больше 2 раз");
    }

    @Test
    void other_lost_deals_are_not_opened_again() {
        var card = on.take(on.newDeal(), new Fail(CLIENT_CANCELLED, "Передумали"), SELLER);

        assertThat(on.bed.fire(card, new Reopen(), DIRECTOR)).isInstanceOf(Outcome.NotExpected.class);
    }

    // Успех

    @Test
    void a_won_deal_knows_what_is_to_be_bought_and_what_was_sold() {
        var card = on.won();

        assertThat(card.stage()).isEqualTo(SUCCESS);
        assertThat(card.due()).isEmpty();
        assertThat(card.data().goodsToBuy()).containsExactly(Deals.LINES.get(0));
        assertThat(card.data().lastProducts()).containsExactly("ST-7", "SRV");
    }

    @Test
    void a_won_deal_notes_the_date_and_price_of_its_purchase() {
        var card = on.won();

        on.take(card, new PurchaseEnded(CHILD, true, LOW_PRICE, NEW_YEAR_EVE), Actor.LINK);

        assertThat(on.stage(card)).isEqualTo(SUCCESS);
        assertThat(on.data(card).purchases()).containsExactly(new Purchase(CHILD, true, LOW_PRICE, NEW_YEAR_EVE));
        assertThat(on.data(card).isAtRisk()).isFalse();
        on.said(card, "tell Owner[]: Закупка по сделке «Станки для цеха» получена 31.12.2026, цена 1700000.00 RUB");
    }

    @Test
    void a_purchase_without_a_date_and_a_price_is_told_with_dashes() {
        var card = on.won();

        on.take(card, new PurchaseEnded(CHILD, true, null, null), Actor.LINK);

        on.said(card, "tell Owner[]: Закупка по сделке «Станки для цеха» получена —, цена —");
    }

    @Test
    void a_purchase_that_fails_puts_a_won_deal_at_risk_and_owner_and_head_are_told() {
        var card = on.won();

        on.take(card, new PurchaseEnded(CHILD, false, null, null), Actor.LINK);

        assertThat(on.stage(card)).isEqualTo(SUCCESS);
        assertThat(on.data(card).isAtRisk()).isTrue();
        var told = "Закупка по сделке «Станки для цеха» сорвалась, срок под угрозой";
        on.said(card, "tell Owner[]: " + told);
        on.said(card, "tell Holder[role=HEAD]: " + told);
        assertThat(on.data(card).margin()).isEqualTo(Deals.PRICE.perCent(Deals.PRICE.minus(COST)));
    }

    @Test
    void half_a_year_after_a_won_deal_its_owner_is_to_come_back_to_the_client() {
        var card = on.won();

        assertThat(on.bed.at(Bed.MONDAY_TEN.plusDays(180).minusSeconds(1))).isZero();
        assertThat(on.bed.at(Bed.MONDAY_TEN.plusDays(180))).isEqualTo(1);

        assertThat(on.stage(card)).isEqualTo(SUCCESS);
        on.said(card, "tell Owner[]: Пора вернуться к клиенту с новым предложением: «Станки для цеха»");
        assertThat(on.bed.at(Bed.MONDAY_TEN.plusDays(400))).isZero();
    }

    private static Stream<Named<Row<DealData>>> rows(Predicate<Row<DealData>> which) {
        return Deal.PROCESS.rows().stream()
                .filter(which)
                .map(r -> Named.of(r.from().name() + "/" + r.event(), r));
    }

    private static Stage failOf(Row<DealData> row) {
        return row.branches().get(0).to();
    }
}
