package dev.voronka.process.purchaserequest;

import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.APPROVAL_REJECTED;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.CLOSING;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.REQUESTS;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.TERMS;
import static dev.voronka.process.purchaserequest.Purchases.BORIS;
import static dev.voronka.process.purchaserequest.Purchases.CONTRACT;
import static dev.voronka.process.purchaserequest.Purchases.FEDOR;
import static dev.voronka.process.purchaserequest.Purchases.IGOR;
import static dev.voronka.process.purchaserequest.Purchases.KIRA;
import static dev.voronka.process.purchaserequest.Purchases.OLGA;
import static dev.voronka.process.purchaserequest.Purchases.SAVA;
import static dev.voronka.process.purchaserequest.Purchases.TODAY;
import static dev.voronka.process.purchaserequest.Purchases.november;
import static dev.voronka.process.purchaserequest.Purchases.offer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalSheet;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.decision.AmountMatrix;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.lookup.Budgets;
import dev.voronka.lookup.Suppliers.Standing;
import dev.voronka.process.purchaserequest.PurchaseRequest.AgreeTerms;
import dev.voronka.process.purchaserequest.PurchaseRequest.Approve;
import dev.voronka.process.purchaserequest.PurchaseRequest.ContractSigned;
import dev.voronka.process.purchaserequest.PurchaseRequest.Data;
import dev.voronka.process.purchaserequest.PurchaseRequest.DelegateApprovals;
import dev.voronka.process.purchaserequest.PurchaseRequest.RecordSupplierCheck;
import dev.voronka.process.purchaserequest.PurchaseRequest.Reject;
import dev.voronka.process.purchaserequest.PurchaseRequest.ReviseOffer;
import dev.voronka.process.purchaserequest.PurchaseRequest.SubmitOffers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Согласование условий: who approves a purchase, of what sum, and what happens when something changes. */
class PurchaseRequestApprovalTest {

    private static final Actor ANNA_AS_HEAD = Actor.employee("anna", Role.HEAD);

    private final Purchases on = new Purchases();

    // Матрица сумм

    @ParameterizedTest
    @CsvSource({
        "100000,  HEAD",
        "100001,  HEAD CFO",
        "1000000, HEAD CFO",
        "1000001, HEAD CFO CEO",
    })
    void the_sum_calls_in_the_approvers(long price, String roles) {
        var card = on.withOffers(2_000_000);
        on.take(card, new PurchaseRequest.AddOffer(offer("s1", price)), BORIS);

        var asked = on.take(card, new SubmitOffers(), BORIS).data().approvals().lines().stream()
                .map(l -> l.role().code())
                .toList();

        assertThat(String.join(" ", asked)).isEqualTo(roles);
    }

    @Test
    void the_head_alone_approves_a_purchase_of_up_to_a_hundred_thousand() {
        var card = on.inTerms(60_000);
        on.said(card, "task Holder[role=HEAD]: Согласуйте закупку «Серверы» на 54000.00 RUB");

        var agreed = on.take(card, new Approve("согласен"), IGOR);

        assertThat(agreed.stage()).isEqualTo(CLOSING);
        assertThat(on.told(card)).containsExactly("task Owner[]: Отправьте заказ поставщику: Серверы");
    }

    @Test
    void levels_approve_one_after_another_and_each_has_three_working_days() {
        var card = on.inTerms(2_000_000);
        on.isDue(card, november(26, 10, 0));
        on.bed.at(november(24, 15, 0));

        on.take(card, new Approve(""), IGOR);

        assertThat(on.bed.now(card).stage()).isEqualTo(TERMS);
        on.isDue(card, november(27, 15, 0));
        assertThat(on.told(card))
                .containsExactly("task Holder[role=CFO]: Согласуйте закупку «Серверы» на 1800000.00 RUB");
        on.take(card, new Approve(""), FEDOR);
        assertThat(on.told(card))
                .containsExactly("task Holder[role=CEO]: Согласуйте закупку «Серверы» на 1800000.00 RUB");
        assertThat(on.take(card, new Approve(""), KIRA).stage()).isEqualTo(CLOSING);
    }

    @Test
    void nobody_approves_or_sends_back_before_being_asked() {
        var card = on.inTerms(200_000);

        assertThat(on.refused(card, new Approve(""), FEDOR, "approver-is-asked"))
                .isEqualTo("сейчас согласует другой сотрудник");
        on.refused(card, new Reject("дорого"), FEDOR, "approver-is-asked");
        on.refused(card, new Fail(APPROVAL_REJECTED, "дорого"), FEDOR, "approver-is-asked");
    }

    @Test
    void nobody_approves_or_rejects_an_own_request() {
        var card = on.inTerms(60_000);

        assertThat(on.refused(card, new Approve(""), ANNA_AS_HEAD, "not-own-request"))
                .isEqualTo("свою заявку согласовать нельзя");
        on.refused(card, new Reject("дорого"), ANNA_AS_HEAD, "not-own-request");
        on.refused(card, new Fail(APPROVAL_REJECTED, "дорого"), ANNA_AS_HEAD, "not-own-request");
    }

    @Test
    void a_company_may_set_its_own_approvers_and_where_nobody_approves_the_owner_agrees_the_terms() {
        var free = new Purchases(AmountMatrix.empty());
        var card = free.inTerms(60_000);
        assertThat(free.told(card))
                .containsExactly("task Owner[]: Закупку «Серверы» согласовали все. Проверьте поставщика и бюджет и"
                        + " подтвердите условия");

        assertThat(free.take(card, new AgreeTerms(), BORIS).stage()).isEqualTo(CLOSING);
    }

    @Test
    void an_approver_who_is_named_is_asked_by_name() {
        ApprovalPolicy named = asked -> new ApprovalPolicy.Required(
                List.of(ApprovalStep.all(ApprovalLine.of(Role.HEAD, "level").by("olga"))));
        var special = new Purchases(named);
        var card = special.inTerms(60_000);
        special.said(card, "task Employee[id=olga]: Согласуйте закупку «Серверы» на 54000.00 RUB");
        special.refused(card, new Approve(""), IGOR, "approver-is-asked");
        special.take(card, new DelegateApprovals("igor", TODAY, TODAY), OLGA);

        assertThat(special.take(card, new Approve(""), IGOR).stage()).isEqualTo(CLOSING);
    }

    // Бюджет и поставщик

    @Test
    void what_all_have_approved_waits_for_budget_and_a_check_of_the_supplier() {
        on.left = Budgets.Left.of(Money.roubles(53_999));
        on.supplierIs(Standing.UNCHECKED, "");
        var card = on.inTerms(60_000);

        var waits = on.take(card, new Approve(""), IGOR);

        assertThat(waits.stage()).isEqualTo(TERMS);
        assertThat(on.told(card))
                .containsExactly("task Owner[]: Закупку «Серверы» согласовали все. Проверьте поставщика и бюджет и"
                        + " подтвердите условия");
        on.take(card, new RecordSupplierCheck("s1", "ЕГРЮЛ"), SAVA);
        assertThat(on.refused(card, new AgreeTerms(), BORIS, "budget-is-left"))
                .isEqualTo("не хватает бюджета, остаток: 53999.00 RUB");
        on.left = Budgets.Left.of(Money.roubles(54_000));
        assertThat(on.take(card, new AgreeTerms(), BORIS).stage()).isEqualTo(CLOSING);
        assertThat(on.told(card)).containsExactly("task Owner[]: Отправьте заказ поставщику: Серверы");
    }

    @Test
    void a_budget_that_nobody_knows_has_nothing_left_and_where_none_are_kept_none_is_asked() {
        on.left = new Budgets.Left(true, null);
        var card = on.approved(on.inTerms(60_000), IGOR);

        assertThat(on.refused(card, new AgreeTerms(), BORIS, "budget-is-left"))
                .isEqualTo("не хватает бюджета, остаток: такого бюджета нет");
        on.left = Budgets.Left.NOT_KEPT;
        assertThat(on.take(card, new AgreeTerms(), BORIS).stage()).isEqualTo(CLOSING);
    }

    @Test
    void a_supplier_is_checked_before_the_terms_are_agreed() {
        on.supplierIs(Standing.UNCHECKED, "");
        var card = on.approved(on.inTerms(60_000), IGOR);

        assertThat(on.refused(card, new AgreeTerms(), BORIS, "supplier-is-checked"))
                .isEqualTo("поставщик не проверен: s1");
        on.take(card, new RecordSupplierCheck("s2", "не тот"), SAVA);
        on.refused(card, new AgreeTerms(), BORIS, "supplier-is-checked");
        on.supplierIs(Standing.BLOCKED, "банкрот");
        on.take(card, new RecordSupplierCheck("s1", "ЕГРЮЛ"), SAVA);
        on.refused(card, new AgreeTerms(), BORIS, "supplier-is-not-blocked");
    }

    @Test
    void terms_are_not_agreed_before_all_have_approved() {
        var card = on.approved(on.inTerms(200_000), IGOR);

        assertThat(on.refused(card, new AgreeTerms(), BORIS, "approvals-are-given"))
                .isEqualTo("согласовали не все");
    }

    // Замечания

    @Test
    void a_request_that_is_sent_back_with_comments_goes_to_its_buyer() {
        var card = on.inTerms(60_000);
        assertThat(on.refused(card, new Reject(" "), IGOR, "rejection-is-explained"))
                .isEqualTo("не сказано, что исправить");

        var back = on.take(card, new Reject("поторгуйтесь"), IGOR);

        assertThat(back.stage()).isEqualTo(REQUESTS);
        on.said(card, "task Owner[]: Закупка «Серверы» вернулась с замечаниями: поторгуйтесь");
    }

    @Test
    void who_has_approved_is_not_asked_again_about_what_has_not_changed() {
        var card = on.approved(on.inTerms(200_000), IGOR);
        on.take(card, new Reject("почему не из резерва?"), FEDOR);
        on.amended(card, on.bed.now(card).data().justification("Резерв занят"));

        on.take(card, new SubmitOffers(), BORIS);

        assertThat(on.told(card))
                .containsExactly("task Holder[role=CFO]: Согласуйте закупку «Серверы» на 180000.00 RUB");
        assertThat(on.take(card, new Approve(""), FEDOR).stage()).isEqualTo(CLOSING);
    }

    @Test
    void with_another_price_everybody_is_asked_again() {
        var card = on.approved(on.inTerms(200_000), IGOR);
        on.take(card, new Reject("дорого"), FEDOR);
        on.take(card, new PurchaseRequest.AddOffer(offer("s1", 170_000)), BORIS);

        on.take(card, new SubmitOffers(), BORIS);

        assertThat(on.told(card))
                .containsExactly("task Holder[role=HEAD]: Согласуйте закупку «Серверы» на 170000.00 RUB");
        on.refused(card, new Approve(""), FEDOR, "approver-is-asked");
    }

    @Test
    void a_request_is_sent_back_three_times_and_the_fourth_time_it_can_only_be_rejected_for_good() {
        var card = on.inTerms(60_000);
        for (var i = 0; i < 3; i++) {
            on.take(card, new Reject("ещё"), IGOR);
            on.take(card, new SubmitOffers(), BORIS);
        }

        assertThat(on.refused(card, new Reject("ещё"), IGOR, "at-most")).isEqualTo("не больше 3 раз");

        var rejected = on.take(card, new Fail(APPROVAL_REJECTED, "слишком дорого"), IGOR);
        assertThat(rejected.stage()).isEqualTo(APPROVAL_REJECTED);
        assertThat(rejected.failure().comment()).isEqualTo("слишком дорого");
    }

    @Test
    void where_one_of_two_is_enough_one_no_does_not_send_the_request_back() {
        ApprovalPolicy oneOfTwo = asked -> new ApprovalPolicy.Required(List.of(
                ApprovalStep.quorum(1, ApprovalLine.of(Role.HEAD, "level"), ApprovalLine.of(Role.CFO, "level"))));
        var board = new Purchases(oneOfTwo);
        var card = board.inTerms(60_000);

        assertThat(board.take(card, new Reject("нет"), IGOR).stage()).isEqualTo(TERMS);
        assertThat(board.told(card)).isEmpty();
        assertThat(board.take(card, new Reject("нет"), FEDOR).stage()).isEqualTo(REQUESTS);
    }

    @Test
    void side_by_side_nobody_is_asked_twice_and_the_level_keeps_its_three_days() {
        ApprovalPolicy both = asked -> new ApprovalPolicy.Required(
                List.of(ApprovalStep.all(ApprovalLine.of(Role.HEAD, "level"), ApprovalLine.of(Role.CFO, "level"))));
        var board = new Purchases(both);
        var card = board.inTerms(60_000);
        board.bed.at(november(24, 10, 0));

        board.take(card, new Approve(""), IGOR);

        assertThat(board.told(card)).isEmpty();
        board.isDue(card, november(26, 10, 0));
    }

    // Передача согласования

    @Test
    void an_approver_hands_approvals_over_and_the_other_one_is_told() {
        var card = on.inTerms(200_000);

        on.take(card, new DelegateApprovals("kira", TODAY, TODAY.plusDays(1)), FEDOR);
        assertThat(on.told(card))
                .containsExactly(
                        "tell Employee[id=kira]: Вам передано согласование закупки «Серверы» с 23.11.2026 по 24.11.2026");

        on.take(card, new Approve(""), IGOR);
        assertThat(on.told(card))
                .containsExactly(
                        "task Holder[role=CFO]: Согласуйте закупку «Серверы» на 180000.00 RUB",
                        "task Employee[id=kira]: Согласуйте закупку «Серверы» на 180000.00 RUB");
        var agreed = on.take(card, new Approve(""), KIRA);
        assertThat(agreed.stage()).isEqualTo(CLOSING);
        assertThat(agreed.data().approvals().lines().get(1).verdict().by()).isEqualTo("kira");
    }

    @Test
    void a_handed_over_approval_holds_in_its_days_only() {
        var card = on.inTerms(60_000);
        on.take(card, new DelegateApprovals("kira", TODAY, TODAY), IGOR);
        on.bed.at(november(24, 10, 0));

        on.refused(card, new Approve(""), KIRA, "approver-is-asked");
    }

    @Test
    void approvals_are_handed_over_by_approvers_only() {
        var card = on.inTerms(60_000);

        assertThat(on.refused(card, new DelegateApprovals("kira", TODAY, TODAY), BORIS, "actor-approves-here"))
                .isEqualTo("вы не согласуете эту заявку");
    }

    @ParameterizedTest
    @CsvSource({"igor", "anna", "''"})
    void approvals_are_handed_over_to_somebody_who_may_decide_instead(String to) {
        var card = on.inTerms(60_000);

        on.refused(card, new DelegateApprovals(to, TODAY, TODAY), IGOR, "delegate-is-another");
    }

    @Test
    void approvals_are_handed_over_for_days_to_come() {
        var card = on.inTerms(60_000);

        assertThat(on.refused(
                        card, new DelegateApprovals("kira", TODAY, TODAY.minusDays(1)), IGOR, "delegation-is-ahead"))
                .isEqualTo("даты передачи перепутаны или уже прошли");
        on.refused(
                card,
                new DelegateApprovals("kira", TODAY.minusDays(2), TODAY.minusDays(1)),
                IGOR,
                "delegation-is-ahead");
    }

    // Цена изменилась

    @Test
    void a_price_that_changes_under_approval_is_approved_from_the_beginning() {
        var card = on.approved(on.inTerms(200_000), IGOR);
        on.bed.at(november(24, 10, 0));

        var revised = on.take(card, new ReviseOffer(offer("s1", 95_000)), BORIS);

        assertThat(revised.stage()).isEqualTo(TERMS);
        assertThat(revised.data().sum()).isEqualTo(Money.roubles(95_000));
        assertThat(revised.data().approvals().lines()).hasSize(1);
        on.isDue(card, november(27, 10, 0));
        on.said(card, "task Holder[role=HEAD]: Согласуйте закупку «Серверы» на 95000.00 RUB");
    }

    @Test
    void a_price_that_changes_after_approval_is_approved_again_and_needs_a_new_contract() {
        var card = on.inClosing(200_000);
        on.take(card, new ContractSigned(CONTRACT), Actor.LINK);

        var revised = on.take(card, new ReviseOffer(offer("s1", 190_000)), BORIS);

        assertThat(revised.stage()).isEqualTo(TERMS);
        assertThat(revised.data().approvals().status()).isEqualTo(ApprovalSheet.Status.OPEN);
        assertThat(revised.data().closing().contract()).isNull();
        assertThat(on.approved(card, IGOR, FEDOR).stage()).isEqualTo(CLOSING);
    }

    @Test
    void a_price_changes_three_times_after_approval_and_not_a_fourth() {
        var card = on.inClosing(60_000);
        for (var i = 1; i <= 3; i++) {
            on.take(card, new ReviseOffer(offer("s1", 54_000 + i)), BORIS);
            on.approved(card, IGOR);
        }

        assertThat(on.refused(card, new ReviseOffer(offer("s1", 58_000)), BORIS, "at-most"))
                .isEqualTo("не больше 3 раз");
    }

    @Test
    void a_changed_price_is_the_chosen_suppliers_and_comparable_to_the_old_one() {
        var card = on.inTerms(60_000);

        assertThat(on.refused(card, new ReviseOffer(offer("s2", 50_000)), BORIS, "offer-is-of-the-supplier"))
                .isEqualTo("это предложение другого поставщика");
        assertThat(on.refused(
                        card,
                        new ReviseOffer(new Offer("s1", Money.roubles(1), false, 1, "")),
                        BORIS,
                        "revised-offer-is-comparable"))
                .isEqualTo("новое предложение в другой валюте или с другим НДС");
        on.refused(
                card,
                new ReviseOffer(new Offer("s1", new Money(1, "USD"), true, 1, "")),
                BORIS,
                "revised-offer-is-comparable");
        on.refused(card, new ReviseOffer(offer("s1", 0)), BORIS, "offer-is-filled");
    }

    @Test
    void what_was_amended_after_the_question_is_not_approved_unseen() {
        var card = on.inTerms(60_000);
        on.amended(card, card.data().costCentre("ЦЗ-8"));

        assertThat(on.refused(card, new Approve(""), IGOR, "request-is-as-asked"))
                .startsWith("заявка или предложение изменились");
        on.take(card, new ReviseOffer(offer("s1", 54_000)), BORIS);

        assertThat(on.take(card, new Approve(""), IGOR).stage()).isEqualTo(CLOSING);
    }

    @Test
    void what_was_amended_after_the_approval_is_not_agreed() {
        on.left = Budgets.Left.of(Money.roubles(1));
        Card<Data> card = on.approved(on.inTerms(60_000), IGOR);
        on.left = Budgets.Left.NOT_KEPT;
        on.amended(card, on.bed.now(card).data().budget("b2"));

        on.refused(card, new AgreeTerms(), BORIS, "request-is-as-asked");
    }
}
