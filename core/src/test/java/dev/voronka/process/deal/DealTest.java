package dev.voronka.process.deal;

import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.process.deal.Deal.Stage.ASSESSMENT;
import static dev.voronka.process.deal.Deal.Stage.AT_CLIENT;
import static dev.voronka.process.deal.Deal.Stage.CONTRACT;
import static dev.voronka.process.deal.Deal.Stage.LOST_COMPETITOR;
import static dev.voronka.process.deal.Deal.Stage.NO_DECISION;
import static dev.voronka.process.deal.Deal.Stage.PROPOSAL;
import static dev.voronka.process.deal.Deals.BUDGET;
import static dev.voronka.process.deal.Deals.CHILD;
import static dev.voronka.process.deal.Deals.COST;
import static dev.voronka.process.deal.Deals.HEAD;
import static dev.voronka.process.deal.Deals.LINES;
import static dev.voronka.process.deal.Deals.NEEDS;
import static dev.voronka.process.deal.Deals.NEW_YEAR_EVE;
import static dev.voronka.process.deal.Deals.PRICE;
import static dev.voronka.process.deal.Deals.SELLER;
import static dev.voronka.process.deal.Deals.STANKI;
import static dev.voronka.process.deal.Deals.november;
import static dev.voronka.process.deal.Deals.novemberDay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.ContactRef;
import dev.voronka.FailGroup;
import dev.voronka.Money;
import dev.voronka.When;
import dev.voronka.process.deal.Deal.AgreeTerms;
import dev.voronka.process.deal.Deal.ArrangeMeeting;
import dev.voronka.process.deal.Deal.Assess;
import dev.voronka.process.deal.Deal.CloseQuestion;
import dev.voronka.process.deal.Deal.DescribeRequest;
import dev.voronka.process.deal.Deal.LoseToCompetitor;
import dev.voronka.process.deal.Deal.MeetingFailed;
import dev.voronka.process.deal.Deal.MeetingHeld;
import dev.voronka.process.deal.Deal.NameDecisionMaker;
import dev.voronka.process.deal.Deal.NewScope;
import dev.voronka.process.deal.Deal.NoteQuestion;
import dev.voronka.process.deal.Deal.PreliminaryFailed;
import dev.voronka.process.deal.Deal.PreliminarySigned;
import dev.voronka.process.deal.Deal.ProposalAccepted;
import dev.voronka.process.deal.Deal.ProposalLost;
import dev.voronka.process.deal.Deal.RequestPreliminaryContract;
import dev.voronka.process.deal.Deal.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A deal from the request to agreed terms. The contract: {@link DealContractTest}. */
class DealTest {

    private final Deals on = new Deals();

    // Оценка запроса

    @Test
    void a_request_is_described_and_the_price_list_says_what_it_is_worth() {
        var card = on.newDeal(STANKI.requirements(List.of()).productLines(List.of()));
        assertThat(card.header().amount()).isNull();

        var described = on.take(card, new DescribeRequest(NEEDS, LINES), SELLER);

        assertThat(described.stage()).isEqualTo(ASSESSMENT);
        assertThat(described.data().requirements()).isEqualTo(NEEDS);
        assertThat(described.data().productLines()).isEqualTo(LINES);
        assertThat(described.header().amount()).isEqualTo(Money.roubles(2_000_000));
        assertThat(described.header().direction()).isEqualTo("goods");
        assertThat(described.header().company()).isEqualTo("c-9");
    }

    @Test
    void an_assessed_request_waits_for_a_proposal() {
        var card = on.atProposal();

        assertThat(card.stage()).isEqualTo(PROPOSAL);
        assertThat(card.data().budget()).isEqualTo(BUDGET);
    }

    @Test
    void a_request_without_requirements_is_not_assessed() {
        var card = on.newDeal(STANKI.requirements(List.of(" ")));

        assertThat(on.refused(card, new Assess(true, BUDGET), SELLER, "requirements-are-filled"))
                .isEqualTo("не заполнены требования");
    }

    @Test
    void a_request_without_a_product_line_is_not_assessed() {
        var card = on.newDeal(STANKI.productLines(List.of()));

        assertThat(on.refused(card, new Assess(true, BUDGET), SELLER, "product-lines-are-chosen"))
                .isEqualTo("нет ни одной позиции");
    }

    @Test
    void what_we_cannot_do_gets_no_proposal() {
        assertThat(on.refused(on.newDeal(), new Assess(false, BUDGET), SELLER, "request-is-feasible"))
                .isEqualTo("запрос невыполним: закройте сделку с причиной «Не можем выполнить»");
    }

    @Test
    void the_budget_is_a_range_of_one_currency() {
        var card = on.newDeal();
        var million = Money.roubles(1_000_000);

        assertThat(on.refused(card, new Assess(true, null), SELLER, "budget-is-a-range"))
                .isEqualTo("не указан бюджет: от и до, в одной валюте");
        var upsideDown = new Budget(million, Money.roubles(999_999));
        on.refused(card, new Assess(true, upsideDown), SELLER, "budget-is-a-range");
        on.refused(card, new Assess(true, new Budget(Money.roubles(0), million)), SELLER, "budget-is-a-range");
        var twoCurrencies = new Budget(new Money(100, "EUR"), million);
        on.refused(card, new Assess(true, twoCurrencies), SELLER, "budget-is-a-range");

        assertThat(on.take(card, new Assess(true, new Budget(million, million)), SELLER)
                        .stage())
                .isEqualTo(PROPOSAL);
    }

    // Техническое коммерческое предложение

    @Test
    void a_deal_whose_proposal_is_approved_goes_to_the_client_at_the_approved_price() {
        var card = on.atClient();

        assertThat(card.stage()).isEqualTo(AT_CLIENT);
        assertThat(card.data().proposalId()).isEqualTo(CHILD);
        assertThat(card.data().cost()).isEqualTo(COST);
        assertThat(card.header().amount()).isEqualTo(PRICE);
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED_PRICE, LOST_PRICE,  PRICE,  не устроила цена",
        "BELOW_FLOOR,    LOST_PRICE,  PRICE,  цена ниже порога маржи",
        "NO_ANSWER,      NO_DECISION, TIMING, клиент не отвечает"
    })
    void a_deal_is_lost_with_its_proposal(String reason, Stage fail, FailGroup group, String told) {
        var card = on.take(on.atProposal(), new ProposalLost(CHILD, reason), Actor.LINK);

        assertThat(card.stage()).isEqualTo(fail);
        assertThat(card.failure().group()).isEqualTo(group);
        on.said(card, "comment: ТКП не принято: " + told);
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED_SCOPE, не устроил состав",
        "NOT_APPROVED, не согласовано внутри компании",
        "EXPIRED, истёк срок действия",
        "MOON, MOON"
    })
    void another_lost_proposal_takes_the_deal_back_to_assessment(String reason, String told) {
        var card = on.take(on.atProposal(), new ProposalLost(CHILD, reason), Actor.LINK);

        assertThat(card.stage()).isEqualTo(ASSESSMENT);
        assertThat(card.data().setbacks()).isEqualTo(1);
        on.said(card, "task Owner[]: Оцените запрос заново: «Станки для цеха». ТКП не принято: " + told);
    }

    @Test
    void a_proposal_lost_to_a_competitor_whom_the_card_names_loses_the_deal_to_him() {
        var card = on.assessed(on.newDeal(STANKI.competitors(List.of("Станкоторг"))));

        on.take(card, new ProposalLost(CHILD, "COMPETITOR"), Actor.LINK);

        assertThat(on.stage(card)).isEqualTo(LOST_COMPETITOR);
    }

    @Test
    void a_proposal_lost_to_somebody_unknown_waits_for_the_name() {
        var card = on.take(on.atProposal(), new ProposalLost(CHILD, "COMPETITOR"), Actor.LINK);

        assertThat(card.stage()).isEqualTo(PROPOSAL);
        on.said(
                card,
                "task Owner[]: Сделка «Станки для цеха»: клиент выбрал конкурента. Укажите, кого, и закройте сделку");
        assertThat(on.take(card, new LoseToCompetitor("Станкоторг", "Дешевле"), SELLER)
                        .stage())
                .isEqualTo(LOST_COMPETITOR);
    }

    @Test
    void after_three_lost_proposals_the_fourth_one_freezes_the_deal() {
        var card = on.newDeal();
        loseProposals(card, 3);

        on.take(on.assessed(card), new ProposalLost(CHILD, "EXPIRED"), Actor.LINK);

        assertThat(on.stage(card)).isEqualTo(NO_DECISION);
    }

    @Test
    void a_reopened_deal_loses_proposals_again_but_never_more_than_five_in_its_life() {
        var card = on.newDeal();
        loseProposals(card, 3);
        on.take(on.assessed(card), new ProposalLost(CHILD, "EXPIRED"), Actor.LINK);

        on.take(card, new Reopen(), HEAD);
        assertThat(on.data(card).setbacks()).isZero();
        loseProposals(card, 2);

        on.assessed(card);
        assertThat(on.refused(card, new ProposalLost(CHILD, "EXPIRED"), Actor.LINK, "at-most"))
                .isEqualTo("не больше 5 раз");
    }

    private void loseProposals(dev.voronka.Card<DealData> card, int times) {
        for (var i = 0; i < times; i++) {
            on.take(on.assessed(card), new ProposalLost(CHILD, "EXPIRED"), Actor.LINK);
        }
    }

    // У клиента

    @Test
    void a_meeting_with_the_client_has_a_goal() {
        var card = on.atClient();

        assertThat(on.refused(card, new ArrangeMeeting(" "), SELLER, "meeting-has-a-goal"))
                .isEqualTo("не указана цель встречи");
        assertThat(on.take(card, new ArrangeMeeting("Показать станок"), SELLER).stage())
                .isEqualTo(AT_CLIENT);
    }

    @Test
    void a_preliminary_contract_is_asked_for_at_the_client() {
        var card = on.atClient();

        assertThat(on.take(card, new RequestPreliminaryContract(), SELLER).stage())
                .isEqualTo(AT_CLIENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSESSMENT", "PROPOSAL", "AT_CLIENT", "CONTRACT"})
    void what_was_promised_at_a_meeting_becomes_a_task_wherever_the_deal_has_gone_on_to(Stage stage) {
        var card = on.in(stage);

        on.take(card, new MeetingHeld(CHILD, List.of("прислать чертёж", "назвать срок")), Actor.LINK);

        assertThat(on.stage(card)).isEqualTo(stage);
        assertThat(on.data(card).meetings()).containsExactly(CHILD);
        assertThat(on.data(card).promised()).containsExactly("прислать чертёж", "назвать срок");
        on.said(
                card,
                "task Owner[]: Выполните обещанное клиенту на встрече, сделка «Станки для цеха»: прислать чертёж;"
                        + " назвать срок");

        on.take(card, new MeetingHeld(Deals.id(8), List.of()), Actor.LINK);
        assertThat(on.ownEffects(card)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSESSMENT", "PROPOSAL", "AT_CLIENT", "CONTRACT"})
    void the_seller_is_told_of_a_meeting_that_did_not_take_place(Stage stage) {
        var card = on.in(stage);

        on.take(card, new MeetingFailed(CHILD, "NO_SHOW"), Actor.LINK);

        assertThat(on.stage(card)).isEqualTo(stage);
        on.said(card, "tell Owner[]: Встреча по сделке «Станки для цеха» не состоялась: клиент не пришёл");
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSESSMENT", "PROPOSAL", "AT_CLIENT", "CONTRACT"})
    void a_signed_preliminary_contract_is_noted(Stage stage) {
        var card = on.in(stage);

        on.take(card, new PreliminarySigned(CHILD), Actor.LINK);

        assertThat(on.stage(card)).isEqualTo(stage);
        assertThat(on.data(card).preliminaryContractId()).isEqualTo(CHILD);
        on.said(card, "tell Owner[]: Предварительный договор подписан: «Станки для цеха»");
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSESSMENT", "PROPOSAL", "AT_CLIENT", "CONTRACT"})
    void the_seller_is_told_why_there_is_no_preliminary_contract(Stage stage) {
        var card = on.in(stage);

        on.take(card, new PreliminaryFailed(CHILD, "SECURITY_STOP"), Actor.LINK);

        assertThat(on.stage(card)).isEqualTo(stage);
        on.said(
                card,
                "tell Owner[]: Предварительного договора по сделке «Станки для цеха» не будет: отказ службы"
                        + " безопасности");
    }

    @Test
    void terms_are_agreed_once_all_questions_are_closed() {
        var card = on.atClient();
        on.take(card, new NameDecisionMaker("Иванов", "Директор"), SELLER);
        on.take(card, new NoteQuestion("Кто везёт?"), SELLER);
        on.take(card, new NoteQuestion("Когда оплата?"), SELLER);

        assertThat(on.refused(card, new AgreeTerms(NEW_YEAR_EVE), SELLER, "questions-are-closed"))
                .isEqualTo("есть открытые вопросы: Кто везёт?, Когда оплата?");

        on.take(card, new CloseQuestion("Кто везёт?"), SELLER);
        assertThat(on.data(card).openQuestions()).containsExactly("Когда оплата?");
        on.take(card, new CloseQuestion("Когда оплата?"), SELLER);
        assertThat(on.take(card, new AgreeTerms(NEW_YEAR_EVE), SELLER).stage()).isEqualTo(CONTRACT);
    }

    @Test
    void a_question_is_told_before_it_is_noted_and_open_before_it_is_closed() {
        var card = on.atClient();

        assertThat(on.refused(card, new NoteQuestion(" "), SELLER, "question-is-told"))
                .isEqualTo("не сказано, в чём вопрос");
        assertThat(on.refused(card, new CloseQuestion("Кто везёт?"), SELLER, "question-is-open"))
                .isEqualTo("такого открытого вопроса нет");
    }

    @Test
    void terms_are_agreed_with_somebody_who_decides() {
        var card = on.atClient();

        assertThat(on.refused(card, new AgreeTerms(NEW_YEAR_EVE), SELLER, "decision-maker-is-named"))
                .isEqualTo("не записано, кто решает у клиента");
        assertThat(on.refused(card, new NameDecisionMaker("Иванов", ""), SELLER, "name-and-role-are-filled"))
                .isEqualTo("не указаны имя и роль");
        on.refused(card, new NameDecisionMaker(" ", "Директор"), SELLER, "name-and-role-are-filled");

        on.take(card, new NameDecisionMaker("Иванов", "Директор"), SELLER);
        assertThat(on.data(card).decisionMakers()).containsExactly(new DecisionMaker("Иванов", "Директор"));
    }

    @Test
    void a_deal_is_expected_to_close_after_today() {
        var card = on.take(on.atClient(), new NameDecisionMaker("Иванов", "Директор"), SELLER);

        assertThat(on.refused(card, new AgreeTerms(null), SELLER, "close-date-is-ahead"))
                .isEqualTo("нет ожидаемой даты сделки, или она уже прошла");
        on.refused(card, new AgreeTerms(novemberDay(23)), SELLER, "close-date-is-ahead");

        var agreed = on.take(card, new AgreeTerms(novemberDay(24)), SELLER);
        assertThat(agreed.data().expectedCloseDate()).isEqualTo(novemberDay(24));
    }

    @Test
    void a_new_scope_needs_a_new_proposal_and_the_old_price_no_longer_holds() {
        var card = on.atClient();

        assertThat(on.refused(card, new NewScope(List.of()), SELLER, "scope-is-described"))
                .isEqualTo("не сказано, что теперь нужно клиенту");
        on.take(card, new NewScope(List.of("Один станок")), SELLER);

        assertThat(on.stage(card)).isEqualTo(PROPOSAL);
        assertThat(on.data(card).requirements()).containsExactly("Один станок");
        assertThat(on.data(card).proposalId()).isNull();
        assertThat(on.data(card).price()).isNull();
        assertThat(on.data(card).cost()).isNull();
    }

    @Test
    void the_scope_is_changed_five_times_at_most() {
        var card = on.atClient();
        for (var i = 0; i < 5; i++) {
            on.take(card, new NewScope(List.of("Другой станок")), SELLER);
            on.take(card, new ProposalAccepted(CHILD, PRICE, COST), Actor.LINK);
        }

        assertThat(on.refused(card, new NewScope(List.of("Другой станок")), SELLER, "at-most"))
                .isEqualTo("не больше 5 раз");
    }

    // Сроки

    @ParameterizedTest
    @CsvSource({"ASSESSMENT, 2", "PROPOSAL, 7", "AT_CLIENT, 10", "CONTRACT, 10"})
    void every_stage_has_its_working_days(String stage, int days) {
        assertThat(Deal.PROCESS.stage(stage).orElseThrow().within()).isEqualTo(When.after(workingDays(days)));
    }

    @Test
    void a_deal_in_goods_has_days_of_its_own_for_the_proposal_and_the_contract() {
        on.isDue(on.newDeal(), november(25, 10, 0));
        on.isDue(on.atProposal(), november(23, 10, 0).plusDays(7)); // five working days, over a weekend
        on.isDue(on.atClient(), november(23, 10, 0).plusDays(14)); // ten working days, over two weekends
        on.isDue(on.atContract(), november(23, 10, 0).plusDays(9)); // seven working days, over a weekend
    }

    @ParameterizedTest
    @CsvSource({"services, 26", "goods, 25", "'', 25", "spare-parts, 25"})
    void services_are_assessed_in_three_days_and_an_unknown_direction_as_the_process_says(String direction, int due) {
        on.isDue(on.newDeal(DealData.of("Монтаж", "c-9", ContactRef.of("c4"), direction)), november(due, 10, 0));
    }
}
