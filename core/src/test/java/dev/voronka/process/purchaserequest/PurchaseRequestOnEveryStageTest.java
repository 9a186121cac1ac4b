package dev.voronka.process.purchaserequest;

import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.BUDGET_REJECTED;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.NEW;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.NO_OFFERS;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.REQUESTS;
import static dev.voronka.process.purchaserequest.Purchases.ANNA;
import static dev.voronka.process.purchaserequest.Purchases.BORIS;
import static dev.voronka.process.purchaserequest.Purchases.DMITRY;
import static dev.voronka.process.purchaserequest.Purchases.IGOR;
import static dev.voronka.process.purchaserequest.Purchases.OLGA;
import static dev.voronka.process.purchaserequest.Purchases.actorOf;
import static dev.voronka.process.purchaserequest.Purchases.triggerOf;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.voronka.process.purchaserequest.PurchaseRequest.Data;
import dev.voronka.process.purchaserequest.PurchaseRequest.SubmitOffers;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every purchase request can do on every stage: fail, be reopened, rest, change hands, be amended. */
class PurchaseRequestOnEveryStageTest {

    private final Purchases on = new Purchases();

    static Stream<Named<Row<Data>>> ownRows() {
        return rows(r -> !r.common());
    }

    static Stream<Named<Row<Data>>> fails() {
        return rows(r -> r.payload() == Fail.class);
    }

    static Stream<Named<Stage>> openStages() {
        return PurchaseRequest.PROCESS.stages().stream()
                .filter(s -> !s.kind().isEnd())
                .map(s -> Named.of(s.stage().name(), s.stage()));
    }

    private static Stream<Named<Row<Data>>> rows(Predicate<Row<Data>> which) {
        return PurchaseRequest.PROCESS.rows().stream()
                .filter(which)
                .map(r -> Named.of(r.from().name() + "/" + r.event(), r));
    }

    // Провалить

    @ParameterizedTest
    @MethodSource("fails")
    void a_purchase_fails_with_a_comment_and_its_tasks_are_taken_back(Row<Data> row) {
        var card = on.in(row.from());
        var fail = row.branches().get(0).to();
        assertThat(on.refused(card, new Fail(fail, " "), IGOR, "comment-is-filled"))
                .isEqualTo("не заполнен комментарий");

        var failed = on.take(card, new Fail(fail, "так вышло"), IGOR);

        assertThat(failed.stage()).isEqualTo(fail);
        assertThat(failed.failure().comment()).isEqualTo("так вышло");
        assertThat(failed.due()).isEmpty();
        assertThat(on.bed.lastEffects(card)).contains(new Effect.CancelTasks());
    }

    @ParameterizedTest
    @CsvSource({
        "BUDGET_REJECTED, PRICE, Нет бюджета",
        "APPROVAL_REJECTED, INTERNAL, Не согласована",
        "NO_OFFERS, NO_RESPONSE, Нет предложений",
        "SUPPLIER_FAILED, TIMING, Поставщик сорвал",
        "NOT_NEEDED, FIT, Потребность отпала",
        "SUPPLIER_BLOCKED, LEGAL, Поставщик не прошёл проверку"
    })
    void each_fail_has_its_group_and_title(PurchaseRequest.Stage fail, FailGroup group, String title) {
        var card = on.failed(fail);

        assertThat(card.failure().group()).isEqualTo(group);
        assertThat(on.bed.lastMessages(card)).anyMatch(m -> m.contains("→ «" + title + "»"));
    }

    // Открыть снова

    @Test
    void a_purchase_without_budget_comes_back_to_be_submitted_anew_and_all_approve_again() {
        var card = on.approved(on.inTerms(200_000), IGOR);
        on.take(card, new Fail(BUDGET_REJECTED, "заморожен"), IGOR);

        var back = on.take(card, new Reopen(), IGOR);

        assertThat(back.stage()).isEqualTo(NEW);
        assertThat(back.data().approvals()).isEqualTo(ApprovalSheet.NONE);
        assertThat(back.data().tender().offers()).hasSize(3);
    }

    @Test
    void a_purchase_without_offers_comes_back_to_its_buyer() {
        var card = on.failed(NO_OFFERS);

        var back = on.take(card, new Reopen(), IGOR);

        assertThat(back.stage()).isEqualTo(REQUESTS);
        assertThat(on.take(card, new SubmitOffers(), BORIS).stage()).isEqualTo(PurchaseRequest.Stage.TERMS);
    }

    @ParameterizedTest
    @EnumSource(names = {"BUDGET_REJECTED", "NO_OFFERS"})
    void only_the_owners_head_or_a_director_opens_a_purchase_again(PurchaseRequest.Stage fail) {
        var card = on.failed(fail);
        on.refused(card, new Reopen(), BORIS, "actor-has-the-right");
        on.refused(card, new Reopen(), OLGA, "actor-heads-the-owner");

        assertThat(on.take(card, new Reopen(), DMITRY).failure()).isNull();
    }

    @Test
    void a_purchase_is_opened_again_within_ninety_days_and_twice_at_most() {
        var card = on.failed(NO_OFFERS);
        on.bed.later(Duration.ofDays(90).plusSeconds(1));
        on.refused(card, new Reopen(), IGOR, "failed-not-long-ago");
        on.bed.clock.advance(Duration.ofSeconds(-1));
        for (var i = 0; i < 2; i++) {
            on.take(card, new Reopen(), IGOR);
            on.take(card, new Fail(NO_OFFERS, "снова никого"), BORIS);
        }

        assertThat(on.refused(card, new Reopen(), IGOR, "at-most")).isEqualTo("не больше 2 раз");
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVAL_REJECTED", "SUPPLIER_FAILED", "NOT_NEEDED", "SUPPLIER_BLOCKED"})
    void other_fails_are_final(PurchaseRequest.Stage fail) {
        assertThat(on.bed.fire(on.failed(fail), new Reopen(), DMITRY)).isInstanceOf(Outcome.NotExpected.class);
    }

    // Отложить

    @ParameterizedTest
    @MethodSource("ownRows")
    void a_purchase_at_rest_goes_nowhere(Row<Data> row) {
        var card = on.in(row.from());
        on.take(card, new Hold(Purchases.november(25, 10, 0).toInstant()), BORIS);

        var outcome = on.bed.fire(card, triggerOf(row), actorOf(row));

        assertThat(on.bed.refusal(outcome)).startsWith("card-is-not-on-hold");
        assertThat(on.bed.now(card).stage()).isEqualTo(row.from());
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_purchase_rests_until_a_moment_to_come_and_is_taken_up_again(Stage stage) {
        var card = on.in(stage);
        on.refused(card, new Resume(), BORIS, "card-is-on-hold");
        on.refused(card, new Hold(on.bed.clock.instant()), BORIS, "hold-ends-in-future");

        on.take(card, new Hold(Purchases.november(25, 10, 0).toInstant()), BORIS);
        var resumed = on.take(card, new Resume(), BORIS);

        assertThat(resumed.isOnHold()).isFalse();
        assertThat(resumed.due()).isEqualTo(card.due());
    }

    // Передать, исправить

    @ParameterizedTest
    @MethodSource("openStages")
    void a_purchase_is_handed_to_somebody_who_is_told(Stage stage) {
        var card = on.in(stage);

        var handed = on.take(card, new Reassign("anna"), IGOR);

        assertThat(handed.owner()).isEqualTo("anna");
        assertThat(handed.stage()).isEqualTo(stage);
        on.said(card, "tell Employee[id=anna]: Вам передана карточка: Серверы");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_purchase_is_amended_without_being_moved(Stage stage) {
        var card = on.in(stage);

        var amended = on.amended(card, card.data().justification("Для другого проекта"));

        assertThat(amended.stage()).isEqualTo(stage);
        assertThat(amended.data().justification()).isEqualTo("Для другого проекта");
        assertThat(amended.due()).isEqualTo(card.due());
    }

    @Test
    void a_request_that_is_submitted_again_keeps_its_requester() {
        var card = on.failed(BUDGET_REJECTED);
        on.take(card, new Reopen(), IGOR);
        on.amended(card, card.data().requester("anna"));

        assertThat(on.take(card, new PurchaseRequest.Submit(), BORIS).data().requester())
                .isEqualTo(ANNA.id());
    }
}
