package dev.voronka.process.purchaserequest;

import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.CLOSING;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.REQUESTS;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.SUCCESS;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.TERMS;
import static dev.voronka.process.purchaserequest.Purchases.ANNA;
import static dev.voronka.process.purchaserequest.Purchases.BORIS;
import static dev.voronka.process.purchaserequest.Purchases.CONTRACT;
import static dev.voronka.process.purchaserequest.Purchases.NEED_BY;
import static dev.voronka.process.purchaserequest.Purchases.SAVA;
import static dev.voronka.process.purchaserequest.Purchases.TODAY;
import static dev.voronka.process.purchaserequest.Purchases.documents;
import static dev.voronka.process.purchaserequest.Purchases.november;
import static dev.voronka.process.purchaserequest.Purchases.offer;
import static dev.voronka.process.purchaserequest.Purchases.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.lookup.Budgets;
import dev.voronka.lookup.Suppliers.Standing;
import dev.voronka.process.purchaserequest.PurchaseRequest.AcceptDelivery;
import dev.voronka.process.purchaserequest.PurchaseRequest.AddOffer;
import dev.voronka.process.purchaserequest.PurchaseRequest.AgreeTerms;
import dev.voronka.process.purchaserequest.PurchaseRequest.ChooseOffer;
import dev.voronka.process.purchaserequest.PurchaseRequest.Complete;
import dev.voronka.process.purchaserequest.PurchaseRequest.ContractFailed;
import dev.voronka.process.purchaserequest.PurchaseRequest.ContractSigned;
import dev.voronka.process.purchaserequest.PurchaseRequest.Data;
import dev.voronka.process.purchaserequest.PurchaseRequest.HandInDocuments;
import dev.voronka.process.purchaserequest.PurchaseRequest.NameSingleSource;
import dev.voronka.process.purchaserequest.PurchaseRequest.RecordSupplierCheck;
import dev.voronka.process.purchaserequest.PurchaseRequest.ReviseOffer;
import dev.voronka.process.purchaserequest.PurchaseRequest.SendOrder;
import dev.voronka.process.purchaserequest.PurchaseRequest.Stage;
import dev.voronka.process.purchaserequest.PurchaseRequest.Submit;
import dev.voronka.process.purchaserequest.PurchaseRequest.SubmitOffers;
import dev.voronka.process.purchaserequest.PurchaseRequest.WithdrawOffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A purchase from its need to its documents. Approvals: {@link PurchaseRequestApprovalTest}. */
class PurchaseRequestTest {

    private final Purchases on = new Purchases();

    // Подача заявки

    @Test
    void a_submitted_request_goes_to_a_buyer_who_collects_offers() {
        var card = on.isNew(60_000);
        on.isDue(card, november(24, 10, 0));

        var submitted = on.take(card, new Submit(), ANNA);

        assertThat(submitted.stage()).isEqualTo(REQUESTS);
        assertThat(submitted.owner()).isEqualTo("boris");
        assertThat(submitted.data().requester()).isEqualTo("anna");
        assertThat(submitted.header().amount()).isEqualTo(Money.roubles(60_000));
        on.isDue(card, november(30, 10, 0));
        on.said(card, "task Employee[id=boris]: Соберите предложения поставщиков: Серверы");
    }

    @Test
    void a_request_that_a_program_submits_is_its_owners_unless_it_names_somebody() {
        var own = on.take(on.isNew(60_000), new Submit(), Actor.LINK);
        var named = on.take(on.bed.open(request(60_000).requester("sava"), ANNA), new Submit(), ANNA);

        assertThat(own.data().requester()).isEqualTo("anna");
        assertThat(named.data().requester()).isEqualTo("sava");
    }

    @ParameterizedTest
    @CsvSource({"10000, CLOSING", "10002, REQUESTS"})
    void a_small_purchase_needs_neither_offers_nor_approvals(long roubles, Stage stage) {
        var card = on.bed.open(request(roubles), ANNA);

        assertThat(on.take(card, new Submit(), ANNA).stage()).isEqualTo(stage);
    }

    @Test
    void a_small_purchase_is_ordered_at_once() {
        var card = on.smallInClosing();

        on.said(card, "task Employee[id=boris]: Отправьте заказ поставщику: Серверы");
        on.isDue(card, NEED_BY.atTime(18, 0).atZone(dev.voronka.process.Bed.MOSCOW));
    }

    @Test
    void a_small_purchase_must_be_in_its_budget() {
        var card = on.isNew(8_000);
        on.left = Budgets.Left.of(Money.roubles(7_999));

        assertThat(on.refused(card, new Submit(), ANNA, "small-purchase-is-in-budget"))
                .isEqualTo("не хватает бюджета на малую закупку, остаток: 7999.00 RUB");
    }

    @Test
    void a_request_says_what_is_to_be_bought() {
        var none = on.bed.open(
                Data.of("Серверы", List.of(), NEED_BY).costCentre("ЦЗ").justification("надо"), ANNA);
        var wrong = on.bed.open(
                Data.of(
                                "Серверы",
                                List.of(
                                        Line.of("Сервер", 1, "шт", Money.roubles(90_000)),
                                        Line.of("Кабель", 0, "м", Money.roubles(10)),
                                        Line.of("", 1, "м", Money.roubles(10))),
                                NEED_BY)
                        .costCentre("ЦЗ")
                        .justification("надо"),
                ANNA);

        assertThat(on.refused(none, new Submit(), ANNA, "lines-are-filled"))
                .isEqualTo("не заполнены позиции: нет ни одной");
        assertThat(on.refused(wrong, new Submit(), ANNA, "lines-are-filled"))
                .isEqualTo("не заполнены позиции: № 2, № 3");
    }

    @Test
    void a_request_says_by_when_for_whom_and_why() {
        var lines = request(60_000).lines();
        var late = on.bed.open(Data.of("Серверы", lines, TODAY).costCentre("ЦЗ").justification("надо"), ANNA);
        var nobody = on.bed.open(request(60_000).costCentre(" "), ANNA);
        var why = on.bed.open(request(60_000).justification(""), ANNA);

        assertThat(on.refused(late, new Submit(), ANNA, "need-is-ahead")).isEqualTo("дата потребности уже наступила");
        assertThat(on.refused(nobody, new Submit(), ANNA, "cost-centre-is-filled"))
                .isEqualTo("не указан центр затрат");
        assertThat(on.refused(why, new Submit(), ANNA, "justification-is-filled"))
                .isEqualTo("не указано, зачем нужна закупка");
    }

    @Test
    void lines_in_different_currencies_are_no_request() {
        var lines = List.of(
                Line.of("Сервер", 1, "шт", Money.roubles(1)), Line.of("Стойка", 1, "шт", new Money(100, "EUR")));

        assertThatThrownBy(() -> Data.of("Серверы", lines, NEED_BY)).isInstanceOf(InvalidInput.class);
    }

    // Управление запросами

    @Test
    void offers_are_ranked_by_price_and_then_by_time() {
        var card = on.withOffers(60_000);
        on.take(card, new AddOffer(new Offer("s4", Money.roubles(54_000), true, 3, "")), BORIS);

        var tender =
                on.take(card, new AddOffer(offer("s3", 50_000)), BORIS).data().tender();

        assertThat(tender.offers()).extracting(Offer::supplier).containsExactly("s3", "s4", "s1", "s2");
        assertThat(tender.rank("s4")).isEqualTo(2);
        assertThat(tender.rank("s9")).isZero();
    }

    @Test
    void three_comparable_offers_go_to_approval_with_the_best_one() {
        var card = on.take(on.withOffers(60_000), new SubmitOffers(), BORIS);

        assertThat(card.stage()).isEqualTo(TERMS);
        assertThat(card.data().chosenSupplier()).isEqualTo("s1");
        assertThat(card.data().sum()).isEqualTo(Money.roubles(54_000));
        assertThat(card.header().amount()).isEqualTo(Money.roubles(54_000));
    }

    @Test
    void two_offers_are_too_few_unless_there_is_a_single_source() {
        var card = on.withOffers(60_000);
        on.take(card, new WithdrawOffer("s3"), BORIS);

        assertThat(on.refused(card, new SubmitOffers(), BORIS, "offers-are-enough"))
                .endsWith("предложений пока 2");
        assertThat(on.refused(card, new NameSingleSource(" "), BORIS, "single-source-is-explained"))
                .isEqualTo("не сказано, почему поставщик единственный");
        on.take(card, new NameSingleSource("правообладатель"), BORIS);

        assertThat(on.take(card, new SubmitOffers(), BORIS).stage()).isEqualTo(TERMS);
    }

    @Test
    void a_single_source_still_makes_an_offer() {
        var card = on.take(on.inRequests(60_000), new NameSingleSource("правообладатель"), BORIS);

        on.refused(card, new SubmitOffers(), BORIS, "offers-are-enough");
    }

    @Test
    void offers_in_another_currency_or_without_vat_are_not_compared() {
        var card = on.withOffers(60_000);
        on.take(card, new AddOffer(new Offer("s3", Money.roubles(60_000), false, 10, "")), BORIS);
        assertThat(on.refused(card, new SubmitOffers(), BORIS, "offers-are-comparable"))
                .isEqualTo("предложения не сравнить (валюта или НДС): s3");

        on.take(card, new AddOffer(new Offer("s3", new Money(60_000, "USD"), true, 10, "")), BORIS);
        assertThat(on.refused(card, new SubmitOffers(), BORIS, "offers-are-comparable"))
                .endsWith(": s3");
    }

    @Test
    void offers_that_are_all_in_another_currency_than_the_request_are_not_compared_with_it() {
        var card = on.take(on.inRequests(60_000), new NameSingleSource("правообладатель"), BORIS);
        on.take(card, new AddOffer(new Offer("s1", new Money(60_000, "USD"), true, 10, "")), BORIS);

        on.refused(card, new SubmitOffers(), BORIS, "offers-are-comparable");
    }

    @Test
    void who_does_not_take_the_best_offer_says_why() {
        var card = on.take(on.withOffers(60_000), new ChooseOffer("s2", ""), BORIS);
        assertThat(on.refused(card, new SubmitOffers(), BORIS, "choice-is-explained"))
                .isEqualTo("выбрано не лучшее предложение и не сказано, почему");

        on.take(card, new ChooseOffer("s2", "привезут раньше"), BORIS);

        assertThat(on.take(card, new SubmitOffers(), BORIS).data().sum()).isEqualTo(Money.roubles(57_000));
    }

    @Test
    void an_offer_says_from_whom_for_how_much_and_when() {
        var card = on.inRequests(60_000);
        var empty = new Offer("", Money.roubles(0), true, -1, "");

        assertThat(on.refused(card, new AddOffer(empty), BORIS, "offer-is-filled"))
                .isEqualTo("в предложении не заполнено: поставщик, цена, срок поставки");
    }

    @Test
    void an_offer_that_nobody_made_is_neither_chosen_nor_taken_out_nor_checked() {
        var card = on.withOffers(60_000);

        assertThat(on.refused(card, new ChooseOffer("s9", ""), BORIS, "offer-is-known"))
                .isEqualTo("у этого поставщика нет предложения");
        on.refused(card, new WithdrawOffer("s9"), BORIS, "offer-is-known");
        on.refused(card, new RecordSupplierCheck("s9", "ЕГРЮЛ"), BORIS, "offer-is-known");
    }

    @Test
    void a_chosen_offer_that_is_taken_out_is_chosen_no_more() {
        var card = on.take(on.withOffers(60_000), new ChooseOffer("s2", "быстрее"), BORIS);

        var left = on.take(card, new WithdrawOffer("s2"), BORIS);

        assertThat(left.data().tender().chosen()).isEmpty();
        assertThat(on.take(card, new WithdrawOffer("s3"), BORIS).data().tender().offers())
                .hasSize(1);
    }

    @Test
    void offers_of_a_blocked_supplier_do_not_go_to_approval() {
        var card = on.withOffers(60_000);
        on.supplierIs(Standing.BLOCKED, "банкрот");

        assertThat(on.refused(card, new SubmitOffers(), BORIS, "supplier-is-not-blocked"))
                .isEqualTo("у этого поставщика покупать нельзя: банкрот");
        on.supplierIs(Standing.BLOCKED, "");
        assertThat(on.refused(card, new SubmitOffers(), BORIS, "supplier-is-not-blocked"))
                .endsWith(": не прошёл проверку");
    }

    @ParameterizedTest
    @CsvSource({"REQUESTS", "TERMS"})
    void buyers_and_security_check_a_supplier_and_say_what_they_looked_at(Stage stage) {
        var card = on.in(stage);
        on.refused(card, new RecordSupplierCheck("s1", "ЕГРЮЛ"), ANNA, "actor-has-the-right");
        assertThat(on.refused(card, new RecordSupplierCheck("s1", ""), SAVA, "check-is-explained"))
                .isEqualTo("не сказано, что проверено");

        var checked = on.take(card, new RecordSupplierCheck("s1", "ЕГРЮЛ, суды"), SAVA);

        assertThat(checked.stage()).isEqualTo(stage);
        assertThat(checked.data().checks())
                .containsExactly(new SupplierCheck("s1", "sava", "ЕГРЮЛ, суды", on.bed.clock.instant()));
    }

    // Завершение сделки с поставщиком

    @Test
    void a_purchase_is_complete_when_ordered_delivered_and_documented() {
        var card = on.inClosing(60_000);
        assertThat(card.data().needsContract()).isFalse();
        on.take(card, new SendOrder("З-1", TODAY.plusDays(3)), BORIS);
        on.isDue(card, november(26, 18, 0));
        on.bed.at(november(26, 12, 0));
        on.take(card, new AcceptDelivery(TODAY.plusDays(3)), BORIS);
        on.take(card, documents(51_000), BORIS);

        var done = on.take(card, new Complete(), BORIS);

        assertThat(done.stage()).isEqualTo(SUCCESS);
        assertThat(done.data().deliveredAt()).isEqualTo(TODAY.plusDays(3));
        assertThat(done.data().fact()).isEqualTo(Money.roubles(51_000));
        assertThat(done.data().saving()).isEqualByComparingTo("15");
        on.said(card, "comment: Факт по бюджету b1: 51000.00 RUB, экономия 15.00 %");
        on.said(card, "tell Employee[id=anna]: Закупка «Серверы» завершена");
    }

    @Test
    void a_large_purchase_also_needs_a_signed_contract() {
        var card = on.inClosing(200_000);
        assertThat(card.data().needsContract()).isTrue();
        on.take(card, new SendOrder("З-1", NEED_BY), BORIS);
        on.take(card, new AcceptDelivery(TODAY), BORIS);
        on.take(card, documents(180_000), BORIS);

        assertThat(on.refused(card, new Complete(), BORIS, "contract-is-signed-if-needed"))
                .isEqualTo("договор не подписан");
        var signed = on.take(card, new ContractSigned(CONTRACT), Actor.LINK);

        assertThat(signed.data().closing().contract()).isEqualTo(CONTRACT);
        assertThat(on.take(card, new Complete(), BORIS).stage()).isEqualTo(SUCCESS);
    }

    @Test
    void what_is_not_in_roubles_needs_a_contract_and_is_never_small() {
        var data = Data.of("Станок", List.of(Line.of("Станок", 1, "шт", new Money(100, "EUR"))), NEED_BY);

        assertThat(data.needsContract()).isTrue();
        assertThat(data.isSmall()).isFalse();
        assertThat(data.saving()).isZero();
    }

    @Test
    void a_purchase_is_not_complete_while_something_is_missing() {
        var card = on.readyToComplete(60_000);
        var all = card.data();
        var closing = all.closing();

        on.amended(card, with(all, Closing.NONE.delivered(TODAY).documented(List.of("УПД"), Money.roubles(1))));
        assertThat(on.refused(card, new Complete(), BORIS, "order-is-sent")).isEqualTo("заказ не отправлен");
        on.amended(card, with(all, Closing.NONE.ordered("З-1", NEED_BY).delivered(TODAY)));
        assertThat(on.refused(card, new Complete(), BORIS, "documents-are-in")).isEqualTo("документы не сданы");
        on.amended(card, with(all, Closing.NONE.ordered("З-1", NEED_BY).documented(List.of("УПД"), Money.roubles(1))));
        assertThat(on.refused(card, new Complete(), BORIS, "delivery-is-accepted"))
                .isEqualTo("поставка не принята");

        on.amended(card, with(all, closing));
        assertThat(on.take(card, new Complete(), BORIS).stage()).isEqualTo(SUCCESS);
    }

    private static Data with(Data d, Closing closing) {
        return new Data(
                d.title(),
                d.lines(),
                d.needBy(),
                d.costCentre(),
                d.budget(),
                d.justification(),
                d.requester(),
                d.proposedSupplier(),
                d.tender(),
                d.checks(),
                d.approvals(),
                d.levelSince(),
                closing);
    }

    @Test
    void an_order_has_a_number_and_a_day_that_is_not_over() {
        var card = on.inClosing(60_000);

        assertThat(on.refused(card, new SendOrder(" ", NEED_BY), BORIS, "order-number-is-filled"))
                .isEqualTo("не указан номер заказа");
        assertThat(on.refused(card, new SendOrder("З-1", TODAY.minusDays(1)), BORIS, "delivery-day-is-ahead"))
                .isEqualTo("срок поставки уже прошёл");
        assertThat(on.take(card, new SendOrder("З-1", TODAY), BORIS).stage()).isEqualTo(CLOSING);
    }

    @Test
    void an_order_goes_to_a_supplier_that_is_named_and_not_blocked() {
        var card = on.take(on.isNew(8_000), new Submit(), ANNA);
        assertThat(on.refused(card, new SendOrder("З-1", NEED_BY), BORIS, "supplier-is-named"))
                .isEqualTo("не указан поставщик");
        on.amended(card, on.bed.now(card).data().proposedSupplier("s1"));
        on.supplierIs(Standing.BLOCKED, "банкрот");
        on.refused(card, new SendOrder("З-1", NEED_BY), BORIS, "supplier-is-not-blocked");

        on.supplierIs(Standing.UNCHECKED, "");
        assertThat(on.take(card, new SendOrder("З-1", NEED_BY), BORIS).data().chosenSupplier())
                .isEqualTo("s1");
    }

    @Test
    void a_small_purchase_that_grows_is_neither_ordered_nor_completed_without_approval() {
        var card = on.smallInClosing();
        on.take(card, new SendOrder("З-1", NEED_BY), BORIS);
        on.take(card, new AcceptDelivery(TODAY), BORIS);
        on.take(card, documents(8_000), BORIS);
        var grown = Data.of("Серверы", request(60_000).lines(), NEED_BY).proposedSupplier("s1");
        on.amended(card, with(grown, on.bed.now(card).data().closing()));

        assertThat(on.refused(card, new SendOrder("З-2", NEED_BY), BORIS, "sum-is-approved"))
                .isEqualTo("сумма не согласована; внесите предложение поставщика");
        on.refused(card, new Complete(), BORIS, "sum-is-approved");

        assertThat(on.take(card, new ReviseOffer(offer("s1", 60_000)), BORIS).stage())
                .isEqualTo(TERMS);
    }

    @Test
    void an_amended_offer_is_not_ordered() {
        var card = on.inClosing(60_000);
        var data = card.data();
        on.amended(
                card,
                new Data(
                        data.title(),
                        data.lines(),
                        data.needBy(),
                        data.costCentre(),
                        data.budget(),
                        data.justification(),
                        data.requester(),
                        "",
                        data.tender().with(offer("s1", 59_000)),
                        data.checks(),
                        data.approvals(),
                        data.levelSince(),
                        data.closing()));

        on.refused(card, new SendOrder("З-1", NEED_BY), BORIS, "sum-is-approved");
    }

    @Test
    void a_delivery_is_accepted_after_the_order_and_on_a_day_that_has_come() {
        var card = on.inClosing(60_000);
        on.refused(card, new AcceptDelivery(TODAY), BORIS, "order-is-sent");
        on.take(card, new SendOrder("З-1", NEED_BY), BORIS);

        assertThat(on.refused(card, new AcceptDelivery(TODAY.plusDays(1)), BORIS, "delivery-day-has-come"))
                .isEqualTo("день поставки ещё не наступил");
        assertThat(on.take(card, new AcceptDelivery(TODAY), BORIS).data().deliveredAt())
                .isEqualTo(TODAY);
    }

    @Test
    void documents_are_named_and_come_to_no_more_than_was_approved() {
        var card = on.inClosing(60_000);

        assertThat(on.refused(
                        card, new HandInDocuments(List.of(), Money.roubles(54_000)), BORIS, "documents-are-named"))
                .isEqualTo("не указано, какие документы сданы");
        on.refused(card, new HandInDocuments(List.of(" "), Money.roubles(54_000)), BORIS, "documents-are-named");
        assertThat(on.refused(card, documents(54_001), BORIS, "invoice-is-within-the-sum"))
                .endsWith("не больше согласованной: 54000.00 RUB");
        on.refused(card, documents(0), BORIS, "invoice-is-within-the-sum");
        on.refused(card, new HandInDocuments(List.of("УПД"), new Money(1, "USD")), BORIS, "invoice-is-within-the-sum");
        assertThat(on.take(card, documents(54_000), BORIS).data().saving()).isEqualByComparingTo("10");
    }

    // Договор не состоялся

    @Test
    void a_failed_contract_sends_the_buyer_to_look_for_another_supplier() {
        var card = on.inClosing(200_000);
        on.take(card, new SendOrder("З-1", NEED_BY), BORIS);

        var back = on.take(card, new ContractFailed(CONTRACT, "не сошлись в сроках"), Actor.LINK);

        assertThat(back.stage()).isEqualTo(REQUESTS);
        assertThat(back.data().tender().offers()).extracting(Offer::supplier).containsExactly("s2", "s3");
        assertThat(back.data().chosenSupplier()).isEmpty();
        assertThat(back.data().closing().isOrdered()).isFalse();
        on.said(
                card,
                "task Owner[]: Договор по закупке «Серверы» не состоялся: не сошлись в сроках. Найдите другого"
                        + " поставщика");
    }

    @Test
    void after_two_failed_contracts_the_supplier_has_failed() {
        var card = again(on.inClosing(200_000));

        var failed = on.take(card, new ContractFailed(CONTRACT, "снова нет"), Actor.LINK);

        assertThat(failed.stage()).isEqualTo(Stage.SUPPLIER_FAILED);
        assertThat(failed.data().closing().contractFailedBecause()).isEqualTo("снова нет");
        on.said(card, "tell Employee[id=anna]: Закупка «Серверы» сорвалась, договор не состоялся: снова нет");
    }

    /** The contract fails, and the offers come in again as they were, so that their approvals still hold. */
    private Card<Data> again(Card<Data> card) {
        on.take(card, new ContractFailed(CONTRACT, "нет"), Actor.LINK);
        on.take(on.offered(card, 200_000), new SubmitOffers(), BORIS);
        return on.take(card, new AgreeTerms(), BORIS);
    }

    @Test
    void contracts_fail_three_times_at_most_even_if_the_card_forgets_it() {
        var card = on.inClosing(200_000);
        for (var i = 0; i < 3; i++) {
            again(card);
            on.amended(card, with(on.bed.now(card).data(), Closing.NONE));
        }

        assertThat(on.refused(card, new ContractFailed(CONTRACT, "нет"), Actor.LINK, "at-most"))
                .isEqualTo("не больше 3 раз");
    }

    @Test
    void nobody_but_the_contracts_card_says_what_became_of_the_contract() {
        var card = on.inClosing(200_000);

        on.refused(card, new ContractSigned(CONTRACT), BORIS, "only-a-program");
        on.refused(card, new ContractFailed(CONTRACT, "нет"), BORIS, "only-a-program");
    }

    @Test
    void a_request_without_a_requester_tells_its_owner() {
        var card = on.readyToComplete(60_000);
        on.take(card, new Amend(withoutRequester(card.data())), BORIS);

        on.take(card, new Complete(), BORIS);

        on.said(card, "tell Owner[]: Закупка «Серверы» завершена");
    }

    private static Data withoutRequester(Data d) {
        return new Data(
                d.title(),
                d.lines(),
                d.needBy(),
                d.costCentre(),
                d.budget(),
                d.justification(),
                null,
                "",
                d.tender(),
                d.checks(),
                d.approvals(),
                d.levelSince(),
                d.closing());
    }
}
