package dev.voronka.process.deal;

import static dev.voronka.process.deal.Deal.Stage.AT_CLIENT;
import static dev.voronka.process.deal.Deal.Stage.CONTRACT;
import static dev.voronka.process.deal.Deal.Stage.CONTRACT_FAILED;
import static dev.voronka.process.deal.Deal.Stage.MANAGEMENT_REJECTED;
import static dev.voronka.process.deal.Deal.Stage.NO_DECISION;
import static dev.voronka.process.deal.Deal.Stage.SUCCESS;
import static dev.voronka.process.deal.Deals.CEO;
import static dev.voronka.process.deal.Deals.CHILD;
import static dev.voronka.process.deal.Deals.COST;
import static dev.voronka.process.deal.Deals.DEPUTY;
import static dev.voronka.process.deal.Deals.DIRECTOR;
import static dev.voronka.process.deal.Deals.HEAD;
import static dev.voronka.process.deal.Deals.LOW_PRICE;
import static dev.voronka.process.deal.Deals.NEW_YEAR_EVE;
import static dev.voronka.process.deal.Deals.PRICE;
import static dev.voronka.process.deal.Deals.SELLER;
import static dev.voronka.process.deal.Deals.STANKI;
import static dev.voronka.process.deal.Deals.november;
import static dev.voronka.process.deal.Deals.novemberDay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Reassign;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.ContactRef;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalSheet;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.process.deal.Deal.AgreeTerms;
import dev.voronka.process.deal.Deal.Approve;
import dev.voronka.process.deal.Deal.AskOtherTerms;
import dev.voronka.process.deal.Deal.BackToClient;
import dev.voronka.process.deal.Deal.ChangeTerms;
import dev.voronka.process.deal.Deal.ContractFailed;
import dev.voronka.process.deal.Deal.ContractSigned;
import dev.voronka.process.deal.Deal.DelegateApprovals;
import dev.voronka.process.deal.Deal.Reject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, and the management's approval where it is needed. */
class DealContractTest {

    private static final String REQUEST =
            "task Holder[role=DIRECTOR]: Утвердите условия сделки «Станки для цеха»: сумма 1700000.00 RUB, скидка 15.00 %,"
                    + " маржа 17.65 %";

    private final Deals on = new Deals();

    // Договор

    @Test
    void a_signed_contract_wins_a_deal_that_needs_no_approval() {
        var card = on.atContract();
        assertThat(on.ownEffects(card)).isEmpty();
        assertThat(card.data().managementApproval().status()).isEqualTo(ApprovalSheet.Status.NOT_NEEDED);

        on.take(card, new ContractSigned(CHILD), Actor.LINK);

        assertThat(on.stage(card)).isEqualTo(SUCCESS);
        assertThat(on.data(card).contractId()).isEqualTo(CHILD);
        on.said(card, "task Owner[]: Передайте проект в исполнение: «Станки для цеха»");
        on.said(card, "tell Holder[role=HEAD]: Сделка выиграна: «Станки для цеха», 1900000.00 RUB");
        assertThat(on.ownEffects(card)).hasSize(2);
    }

    @Test
    void a_signed_contract_waits_for_the_management() {
        var card = on.waitingForDirector();

        on.take(card, new ContractSigned(CHILD), Actor.LINK);
        assertThat(on.stage(card)).isEqualTo(CONTRACT);
        on.said(card, "tell Owner[]: Договор подписан, но руководство ещё не утвердило условия: «Станки для цеха»");
        assertThat(on.ownEffects(card)).hasSize(1);

        on.take(card, new Approve("Берём"), DIRECTOR);
        assertThat(on.stage(card)).isEqualTo(SUCCESS);
        on.said(card, "task Owner[]: Передайте проект в исполнение: «Станки для цеха»");
        on.said(card, "tell Holder[role=HEAD]: Сделка выиграна: «Станки для цеха», 1700000.00 RUB");
    }

    @Test
    void an_approved_deal_waits_for_the_contract() {
        var card = on.waitingForDirector();

        on.take(card, new Approve("Берём"), DIRECTOR);
        assertThat(on.stage(card)).isEqualTo(CONTRACT);
        assertThat(on.bed.lastMessages(card))
                .contains("tell Owner[]: Руководство утвердило условия сделки «Станки для цеха»")
                .noneMatch(m -> m.contains("Передайте проект"));

        assertThat(on.take(card, new ContractSigned(CHILD), Actor.LINK).stage()).isEqualTo(SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED_BY_COUNTERPARTY, отклонил клиент",
        "DISAGREEMENT_DEADLOCK, разногласия не сняты",
        "EXPIRED, истёк срок"
    })
    void a_contract_that_the_client_does_not_sign_takes_the_deal_back_to_the_client(String reason, String told) {
        var card = on.take(on.atContract(), new ContractFailed(CHILD, reason), Actor.LINK);

        assertThat(card.stage()).isEqualTo(AT_CLIENT);
        assertThat(card.data().setbacks()).isEqualTo(1);
        on.said(card, "comment: Договор не согласован: " + told);
        on.said(card, "task Owner[]: Согласуйте с клиентом другие условия: «Станки для цеха». Договор: " + told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REJECTED_INTERNAL", "SECURITY_STOP", "CANCELLED", "MOON"})
    void a_contract_that_we_may_not_sign_fails_the_deal(String reason) {
        var card = on.take(on.atContract(), new ContractFailed(CHILD, reason), Actor.LINK);

        assertThat(card.stage()).isEqualTo(CONTRACT_FAILED);
    }

    @Test
    void after_three_failed_contracts_the_fourth_one_fails_the_deal() {
        var card = on.atContract();
        failContracts(card, 3);

        on.take(card, new ContractFailed(CHILD, "EXPIRED"), Actor.LINK);

        assertThat(on.stage(card)).isEqualTo(CONTRACT_FAILED);
    }

    @Test
    void a_reopened_deal_has_contracts_fail_again_but_never_more_than_five_in_its_life() {
        var card = on.atContract();
        failContracts(card, 3);
        on.take(card, new Fail(NO_DECISION, "Заморожен"), SELLER);
        on.take(card, new Reopen(), HEAD);
        on.atContractAgain(card);
        failContracts(card, 2);

        assertThat(on.refused(card, new ContractFailed(CHILD, "EXPIRED"), Actor.LINK, "at-most"))
                .isEqualTo("не больше 5 раз");
    }

    private void failContracts(Card<DealData> card, int times) {
        for (var i = 0; i < times; i++) {
            on.take(card, new ContractFailed(CHILD, "EXPIRED"), Actor.LINK);
            on.take(card, new AgreeTerms(NEW_YEAR_EVE), SELLER);
        }
    }

    @Test
    void a_deal_is_taken_back_to_the_client_five_times_at_most_and_needs_another_contract_then() {
        var card = on.take(on.waitingForDirector(), new ContractSigned(CHILD), Actor.LINK);
        for (var i = 0; i < 5; i++) {
            assertThat(on.take(card, new BackToClient(), SELLER).stage()).isEqualTo(AT_CLIENT);
            on.take(card, new AgreeTerms(NEW_YEAR_EVE), SELLER);
            assertThat(on.data(card).isSigned()).isFalse();
        }

        assertThat(on.refused(card, new BackToClient(), SELLER, "at-most")).isEqualTo("не больше 5 раз");
    }

    // Кого спрашивают

    @ParameterizedTest
    @CsvSource({
        "goods,    1800000, false", // a discount of 10 %, a margin of 22 %
        "goods,    1799000, true", // a discount of more than 10 %
        "services, 1900000, false", // 5 % and 26 %
        "services, 1800000, true", // a margin below 25 %
        "unheard,  1800000, false" // limits of deals in general
    })
    void the_director_is_asked_when_a_direction_passes_its_limits(String direction, long roubles, boolean asked) {
        var data = DealData.of("Станки для цеха", "c-9", ContactRef.of("c4"), direction)
                .requirements(Deals.NEEDS)
                .productLines(Deals.LINES);

        var card = on.agreed(on.atClient(on.newDeal(data), Money.roubles(roubles)));

        assertThat(!card.data().managementApproval().waitingFor().isEmpty()).isEqualTo(asked);
    }

    @Test
    void the_director_is_asked_about_more_than_three_million_roubles() {
        var dear = List.of(ProductLine.of("ST-9", "Линия", 1, Money.roubles(3_000_001), COST));

        var card = on.agreed(on.atClient(on.newDeal(STANKI.productLines(dear)), Money.roubles(3_000_001)));

        on.said(
                card,
                "task Holder[role=DIRECTOR]: Утвердите условия сделки «Станки для цеха»: сумма 3000001.00 RUB, скидка"
                        + " 0.00 %, маржа 53.33 %");
    }

    @Test
    void the_director_is_told_amount_discount_and_margin() {
        on.said(on.waitingForDirector(), REQUEST);
    }

    @Test
    void who_must_approve_one_after_another_is_asked_one_after_another() {
        var both = serial();
        var card = both.waitingForDirector();
        assertThat(both.ownEffects(card)).hasSize(1);
        assertThat(both.refused(card, new Approve(""), CEO, "approver-is-asked"))
                .isEqualTo("ваше утверждение сейчас не требуется");

        both.take(card, new Approve(""), DIRECTOR);
        assertThat(both.bed.lastMessages(card)).contains(REQUEST.replace("Holder[role=DIRECTOR]", "Employee[id=e5]"));
        assertThat(both.ownEffects(card)).hasSize(1);

        both.take(card, new Approve(""), CEO);
        both.said(card, "tell Owner[]: Руководство утвердило условия сделки «Станки для цеха»");
    }

    private static Deals serial() {
        return new Deals(asked -> new ApprovalPolicy.Required(List.of(
                ApprovalStep.all(ApprovalLine.of(Role.DIRECTOR, "limit")),
                ApprovalStep.all(ApprovalLine.of(Role.CEO, "limit").by("e5")))));
    }

    // Дожим с руководством

    @Test
    void a_management_that_does_not_answer_for_two_working_days_is_reminded() {
        var card = on.waitingForDirector();

        assertThat(on.bed.at(november(25, 9, 59))).isZero();
        assertThat(on.bed.at(november(25, 10, 0))).isEqualTo(1);

        on.said(
                card,
                "tell Holder[role=DIRECTOR]: Сделка «Станки для цеха» ждёт вашего утверждения уже два рабочих дня");
    }

    @Test
    void a_management_that_has_answered_is_not_reminded() {
        var card = on.take(on.waitingForDirector(), new Approve(""), DIRECTOR);

        on.bed.at(november(25, 10, 0));

        assertThat(on.bed.now(card).version()).isEqualTo(card.version());
        assertThat(on.bed.funnel.attempts(card.id()).get(0).reasons())
                .extracting("guard")
                .containsExactly("management-is-still-asked");
    }

    // Четыре глаза

    @Test
    void only_who_is_asked_decides() {
        var card = on.waitingForDirector();

        on.refused(card, new Approve(""), HEAD, "approver-is-asked");
        on.refused(card, new Reject("Невыгодно"), HEAD, "approver-is-asked");
        on.refused(card, new AskOtherTerms("Предоплата"), HEAD, "approver-is-asked");
    }

    @Test
    void nobody_decides_on_terms_that_he_or_she_has_asked_for() {
        var card = on.atContract();
        on.take(card, new ChangeTerms(LOW_PRICE, COST), DIRECTOR);

        assertThat(on.refused(card, new Approve(""), DIRECTOR, "not-own-request"))
                .isEqualTo("нельзя решать по своей собственной сделке");
        on.refused(card, new Reject("Невыгодно"), DIRECTOR, "not-own-request");
        on.refused(card, new AskOtherTerms("Предоплата"), DIRECTOR, "not-own-request");
    }

    @Test
    void nobody_decides_on_an_own_deal_even_if_somebody_else_asks() {
        var card = on.waitingForDirector();
        on.take(card, new Reassign("e1"), HEAD);

        on.refused(card, new Approve(""), DIRECTOR, "not-own-request");
    }

    @Test
    void where_a_program_changes_the_terms_the_owner_asks() {
        var card = on.take(on.atContract(), new ChangeTerms(LOW_PRICE, COST), Actor.system("erp"));

        assertThat(card.data().managementApproval().requester()).isEqualTo("e17");
    }

    // Отказ

    @Test
    void a_rejection_is_reasoned_and_ends_the_deal() {
        var card = on.waitingForDirector();

        assertThat(on.refused(card, new Reject(" "), DIRECTOR, "rejection-is-reasoned"))
                .isEqualTo("не сказано, почему не утверждено");
        on.take(card, new Reject("Невыгодно"), DIRECTOR);

        assertThat(on.stage(card)).isEqualTo(MANAGEMENT_REJECTED);
        assertThat(on.data(card).managementApproval().isRejected()).isTrue();
        on.said(card, "tell Owner[]: Руководство не утвердило сделку «Станки для цеха»: Невыгодно");
    }

    @Test
    void a_rejection_that_others_can_outvote_does_not_end_the_deal() {
        var either = new Deals(asked -> new ApprovalPolicy.Required(List.of(
                ApprovalStep.quorum(1, ApprovalLine.of(Role.DIRECTOR, "limit"), ApprovalLine.of(Role.CEO, "limit")))));
        var card = either.waitingForDirector();

        either.take(card, new Reject("Невыгодно"), DIRECTOR);
        assertThat(either.stage(card)).isEqualTo(CONTRACT);

        either.take(card, new Approve("Берём"), CEO);
        assertThat(either.data(card).isApproved()).isTrue();
    }

    @Test
    void other_terms_are_told_and_talked_over_with_the_client() {
        var card = on.waitingForDirector();

        assertThat(on.refused(card, new AskOtherTerms(" "), DIRECTOR, "other-terms-are-told"))
                .isEqualTo("не сказано, какие условия нужны");
        on.take(card, new AskOtherTerms("Предоплата 50 %"), DIRECTOR);

        assertThat(on.stage(card)).isEqualTo(AT_CLIENT);
        on.said(
                card,
                "task Owner[]: Согласуйте с клиентом другие условия: «Станки для цеха». Руководство: Предоплата 50 %");
    }

    @Test
    void other_terms_are_asked_for_five_times_at_most() {
        var card = on.waitingForDirector();
        for (var i = 0; i < 5; i++) {
            on.take(card, new AskOtherTerms("Предоплата"), DIRECTOR);
            on.take(card, new AgreeTerms(NEW_YEAR_EVE), SELLER);
            on.said(card, REQUEST);
        }

        assertThat(on.refused(card, new AskOtherTerms("Предоплата"), DIRECTOR, "at-most"))
                .isEqualTo("не больше 5 раз");
    }

    // Другая цена

    @Test
    void another_price_asks_the_management_again() {
        var card = on.take(on.waitingForDirector(), new Approve(""), DIRECTOR);

        on.take(card, new ChangeTerms(Money.roubles(1_650_000), COST), SELLER);

        assertThat(on.data(card).isApproved()).isFalse();
        assertThat(on.data(card).amount()).isEqualTo(Money.roubles(1_650_000));
        assertThat(on.bed.lastMessages(card))
                .anyMatch(m -> m.startsWith("task Holder[role=DIRECTOR]: Утвердите условия сделки"));
        on.take(card, new ContractSigned(CHILD), Actor.LINK);
        assertThat(on.stage(card)).isEqualTo(CONTRACT);
    }

    @Test
    void the_same_terms_stay_approved_even_by_way_of_the_client() {
        var card = on.take(on.waitingForDirector(), new Approve(""), DIRECTOR);

        on.take(card, new ChangeTerms(LOW_PRICE, COST), SELLER);
        assertThat(on.data(card).isApproved()).isTrue();

        on.take(card, new BackToClient(), SELLER);
        on.take(card, new AgreeTerms(NEW_YEAR_EVE), SELLER);
        assertThat(on.data(card).isApproved()).isTrue();
        assertThat(on.ownEffects(card)).isEmpty();
    }

    @Test
    void a_better_price_needs_no_approval_any_more() {
        var card = on.take(on.waitingForDirector(), new ChangeTerms(PRICE, COST), SELLER);

        assertThat(on.take(card, new ContractSigned(CHILD), Actor.LINK).stage()).isEqualTo(SUCCESS);
    }

    @Test
    void a_price_is_more_than_nothing() {
        var card = on.atContract();

        assertThat(on.refused(card, new ChangeTerms(Money.roubles(0), COST), SELLER, "price-is-positive"))
                .isEqualTo("цена должна быть больше нуля, себестоимость не меньше нуля");
        on.refused(card, new ChangeTerms(PRICE, Money.roubles(-1)), SELLER, "price-is-positive");
        on.take(card, new ChangeTerms(PRICE, Money.roubles(0)), SELLER);
    }

    @Test
    void the_price_of_a_signed_contract_is_not_changed() {
        var card = on.take(on.waitingForDirector(), new ContractSigned(CHILD), Actor.LINK);

        assertThat(on.refused(card, new ChangeTerms(PRICE, COST), SELLER, "contract-is-not-signed"))
                .isEqualTo("договор уже подписан: чтобы изменить цену, верните сделку клиенту");
    }

    @Test
    void a_price_that_was_amended_behind_the_managements_back_is_not_approved() {
        var card = on.waitingForDirector();
        amendPrice(card);

        assertThat(on.refused(card, new Approve(""), DIRECTOR, "terms-are-as-asked"))
                .isEqualTo("условия изменены после запроса: руководство надо спросить заново");
    }

    @Test
    void a_price_that_was_amended_after_all_approvals_does_not_win_the_deal() {
        var card = on.atContract();
        amendPrice(card);

        on.take(card, new ContractSigned(CHILD), Actor.LINK);

        assertThat(on.stage(card)).isEqualTo(CONTRACT);
    }

    private void amendPrice(Card<DealData> card) {
        var cheap = new ChangeTerms(Money.roubles(1_450_000), COST);
        on.take(card, new Amend(card.data().repriced(cheap, "e17")), SELLER);
    }

    // Передать согласования

    @Test
    void a_director_hands_approvals_over_for_some_days() {
        var card = on.waitingForDirector();
        on.refused(card, new Approve(""), DEPUTY, "approver-is-asked");

        on.take(card, new DelegateApprovals("e4", novemberDay(24), novemberDay(25)), DIRECTOR);
        on.said(
                card,
                "task Employee[id=e4]: Вам передано утверждение сделки «Станки для цеха» с 24.11.2026 по 25.11.2026");
        on.refused(card, new Approve(""), DEPUTY, "approver-is-asked");

        on.bed.later(Duration.ofHours(14)); // Tuesday has begun in Moscow
        on.take(card, new Approve("За директора"), DEPUTY);
        var verdict = on.data(card).managementApproval().lines().get(0).verdict();
        assertThat(verdict.by()).isEqualTo("e4");
        assertThat(verdict.insteadOf()).isEqualTo("e1");
        assertThat(verdict.comment()).isEqualTo("За директора");
    }

    @Test
    void an_approver_named_by_the_rules_hands_his_approvals_over_too() {
        var both = serial();
        var card = both.waitingForDirector();

        both.take(card, new DelegateApprovals("e4", novemberDay(23), novemberDay(23)), CEO);
        both.take(card, new Approve(""), DIRECTOR);

        both.take(card, new Approve(""), DEPUTY);
        assertThat(both.data(card).isApproved()).isTrue();
    }

    @Test
    void who_has_nothing_to_approve_hands_nothing_over() {
        var card = on.waitingForDirector();

        assertThat(on.refused(card, delegateTo("e4"), HEAD, "approvals-are-ones-own"))
                .isEqualTo("в этой сделке от вас ничего не требуется утверждать");
        on.refused(on.atContract(), delegateTo("e4"), DIRECTOR, "approvals-are-ones-own");
    }

    @Test
    void approvals_go_neither_to_oneself_nor_to_who_asks_for_them() {
        var card = on.take(on.atContract(), new ChangeTerms(LOW_PRICE, COST), HEAD);

        assertThat(on.refused(card, delegateTo("e1"), DIRECTOR, "delegate-may-approve"))
                .isEqualTo("передать можно только другому сотруднику, и не тому, кто просит об утверждении");
        on.refused(card, delegateTo("e17"), DIRECTOR, "delegate-may-approve"); // the owner
        on.refused(card, delegateTo("e2"), DIRECTOR, "delegate-may-approve"); // who has asked
    }

    @Test
    void approvals_are_not_handed_to_somebody_unknown() {
        assertThat(on.refused(on.waitingForDirector(), delegateTo("e99"), DIRECTOR, "delegate-is-at-work"))
                .isEqualTo("сотрудник отсутствует или уволен");
    }

    @Test
    void approvals_are_handed_over_for_days_in_their_order_that_are_not_over() {
        var card = on.waitingForDirector();

        var backwards = new DelegateApprovals("e4", novemberDay(25), novemberDay(24));
        assertThat(on.refused(card, backwards, DIRECTOR, "delegation-is-ahead"))
                .isEqualTo("конец срока раньше начала или уже прошёл");
        var over = new DelegateApprovals("e4", novemberDay(20), novemberDay(22));
        on.refused(card, over, DIRECTOR, "delegation-is-ahead");
        on.take(card, new DelegateApprovals("e4", novemberDay(20), novemberDay(23)), DIRECTOR);
    }

    private static DelegateApprovals delegateTo(String employee) {
        return new DelegateApprovals(employee, novemberDay(23), novemberDay(27));
    }
}
