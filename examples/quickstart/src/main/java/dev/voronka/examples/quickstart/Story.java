package dev.voronka.examples.quickstart;

import static dev.voronka.Money.roubles;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.Role;
import dev.voronka.Trigger;
import dev.voronka.process.contract.Contract;
import dev.voronka.process.contract.ContractData;
import dev.voronka.process.contract.ProtocolItem;
import dev.voronka.process.contract.Side;
import dev.voronka.process.correctiveaction.CorrectiveAction;
import dev.voronka.process.deal.Budget;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.process.deal.ProductLine;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.process.proposal.Proposal;
import dev.voronka.process.proposal.ProposalData;
import dev.voronka.process.purchaserequest.PurchaseRequest;
import dev.voronka.process.reactivation.Reactivation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One deal through all its linked cards: a lead, a proposal with two re-bidding rounds, a meeting, a contract with
 * disagreements, the management's approval, a purchase that the supplier lets fail, the corrective action about it, and
 * half a year later the reactivation with a repeat deal.
 */
final class Story {

    /** What the lead and its deal are called. */
    static final String TITLE = "Серверная для склада «Вектор»";

    private final Set<CardId> own = new HashSet<>();
    private final Set<CardId> others = new HashSet<>();
    private final Office office;
    private final Playbook book;
    private final Actor site = Actor.system("сайт");
    private LocalDate day = LocalDate.of(2026, 3, 2);
    private LocalTime time = LocalTime.of(9, 0);
    private Duration pace = Duration.ofMinutes(10);

    Story(Office office, Playbook book) {
        this.office = office;
        this.book = book;
    }

    /** Takes up a story that was played before, whose lead this is. */
    void remember(Card<?> lead) {
        own.add(lead.id());
    }

    /** Whether the card is told of by the story, so that the crowd leaves it alone. */
    boolean tells(Card<?> card) {
        if (own.contains(card.id()) || others.contains(card.id())) {
            return own.contains(card.id());
        }
        var origin = card.origin();
        var isOwn = origin != null && tells(office.funnel(origin.process()).card(origin.card()));
        (isOwn ? own : others).add(card.id());
        return isOwn;
    }

    /** The part before the quarter; gives the lead with which it begins. */
    Card<?> play() {
        var lead = win();
        purchase(office.child(office.child(lead, Deal.PROCESS), PurchaseRequest.PROCESS));
        return lead;
    }

    /** From the lead, which it gives, to the won deal. */
    Card<?> win() {
        passTime();
        var lead = office.open(
                IncomingLead.PROCESS,
                LeadData.of(TITLE, Channel.WEBSITE, "Нужна серверная под ключ")
                        .phones("8 916 123-45-67")
                        .contact("k0")
                        .consentGiven(office.clock.instant())
                        .companyInn("7736207543")
                        .direction("goods"),
                site);
        remember(lead);
        tell(lead, new IncomingLead.Intake(), site);
        own(
                lead,
                IncomingLead.SubmitQuestionnaire.of(
                        1,
                        Map.of(
                                "need",
                                "серверная",
                                "budget",
                                new BigDecimal("4000000"),
                                "authority",
                                "self",
                                "deadline",
                                "month")));
        own(lead, new IncomingLead.Accept());
        pace = Duration.ofMinutes(110);
        deal(office.child(lead, Deal.PROCESS));
        return lead;
    }

    private void deal(Card<?> deal) {
        var line = ProductLine.of("S-1", "Серверный шкаф", 8, roubles(450_000), roubles(330_000))
                .bought();
        own(deal, new Deal.DescribeRequest(List.of("серверная на 8 шкафов"), List.of(line)));
        own(deal, new Deal.Assess(true, new Budget(roubles(3_000_000), roubles(4_000_000))));
        proposal(office.child(deal, Proposal.PROCESS));
        own(deal, new Deal.ArrangeMeeting("обсудить монтаж"));
        meeting(office.child(deal, Meeting.PROCESS));
        own(deal, new Deal.NameDecisionMaker("Королёв", "директор по логистике"));
        own(deal, new Deal.AgreeTerms(day.plusDays(20)));
        contract(office.child(deal, Contract.PROCESS));
        finish(deal);
    }

    /** Two rounds of re-bidding; then the price is fixed. */
    private void proposal(Card<?> proposal) {
        own(proposal, new Proposal.StartDrafting());
        own(
                proposal,
                new Proposal.SubmitVersion(
                        List.of(ProposalData.Line.of("Серверная под ключ")),
                        roubles(2_640_000),
                        roubles(3_600_000),
                        "45 дней",
                        "аванс 50 %",
                        day.plusDays(60),
                        "b".repeat(64)));
        goOn(proposal, Proposal.Stage.AT_CLIENT);
        own(proposal, new Proposal.Send("почта"));
        own(proposal, new Proposal.CounterOffer(roubles(3_200_000), "у соседей дешевле"));
        own(proposal, new Proposal.OfferPrice(roubles(3_450_000)));
        goOn(proposal, Proposal.Stage.AT_CLIENT);
        own(proposal, new Proposal.Send("почта"));
        own(proposal, new Proposal.CounterOffer(roubles(3_300_000), "ещё немного"));
        own(proposal, new Proposal.OfferPrice(roubles(3_350_000)));
        goOn(proposal, Proposal.Stage.AT_CLIENT);
        own(proposal, new Proposal.Send("почта"));
        own(proposal, new Proposal.AcceptByClient("договорились"));
        own(proposal, new Proposal.FixFinalPrice());
    }

    /** A date is agreed, the meeting is held and reported on. */
    void meeting(Card<?> meeting) {
        var start = office.clock.inMoscow().plusDays(4).withHour(12).withMinute(0);
        own(meeting, new Meeting.Schedule(start, Duration.ofHours(1), "склад клиента"));
        own(meeting, new Meeting.ConfirmByClient());
        office.at(start.toLocalDate(), LocalTime.of(14, 0));
        day = start.toLocalDate();
        time = LocalTime.of(14, 0);
        own(
                meeting,
                new Meeting.SubmitReport(
                        "обошли склад, согласовали место и график монтажа",
                        List.of(Meeting.FollowUp.of("заказать пропуска")),
                        List.of(Meeting.FollowUp.NOT_NEEDED)));
    }

    /** The client disagrees with a clause; the second text is signed. */
    private void contract(Card<?> contract) {
        own(contract, book.draft((ContractData) contract.data()));
        own(contract, new Contract.ProtocolReady(book.terms("3 350 000 ₽")));
        own(
                contract,
                new Contract.DisagreementProtocol(
                        List.of(ProtocolItem.of("5.2", "неустойка 0,1 %", "неустойка 0,5 %"))));
        tell(
                contract,
                new Contract.SettleClause("5.2", ProtocolItem.Status.COMPROMISE, "неустойка 0,2 %"),
                book.with(Role.LEGAL, ""));
        own(contract, new Contract.ProtocolReady(book.terms("3 350 000 ₽").liability("неустойка 0,2 % в день")));
        while (!((ContractData) office.now(contract).data()).sheet().isPositive()) {
            next(contract);
        }
        own(contract, Contract.Sign.of(Side.OURS, "Генеральный директор", "устав"));
        own(contract, Contract.Sign.of(Side.THEIRS, "Королёв", "доверенность 17"));
    }

    /** The management approves after the signatures, which ends the deal. */
    private void finish(Card<?> deal) {
        while (!((DealData) office.now(deal).data()).managementApproval().isPositive()) {
            next(deal);
        }
    }

    private void purchase(Card<?> purchase) {
        goOn(purchase, PurchaseRequest.Stage.CLOSING);
        next(purchase);
        finishContract(office.child(purchase, Contract.PROCESS));
        own(purchase, new CommonTrigger.Fail(PurchaseRequest.Stage.SUPPLIER_FAILED, "не отгрузил в срок"));
        var action = office.child(purchase, CorrectiveAction.PROCESS);
        goOn(action, CorrectiveAction.Stage.REANALYSIS);
        office.at(day.plusDays(20), LocalTime.of(10, 0));
        day = day.plusDays(20);
        next(action);
    }

    private void finishContract(Card<?> contract) {
        var quiet = 0;
        while (!office.now(contract).isEnded() && quiet++ < 40) {
            next(contract);
        }
    }

    /** The part in the quarter: the product's life is over, the client buys again. */
    void goOn(LocalDate today, List<Card<?>> cards) {
        day = today;
        var recently = office.clock.inMoscow().minusDays(80).toInstant();
        for (var card : cards) {
            if (card.process().equals(Reactivation.PROCESS.code())
                    || card.openedAt().isAfter(recently)) {
                var now = office.now(card);
                book.next(now).ifPresent(step -> office.fire(now, step.trigger(), step.actor()));
            }
        }
    }

    /** Does what the playbook says until the card is in the stage. */
    private void goOn(Card<?> card, dev.voronka.Stage stage) {
        for (var i = 0; i < 60 && !office.now(card).stage().is(stage); i++) {
            next(card);
        }
        if (!office.now(card).stage().is(stage)) {
            throw new IllegalStateException(office.now(card) + " did not come to " + stage.name());
        }
    }

    private void next(Card<?> card) {
        passTime();
        var now = office.now(card);
        book.next(now).ifPresent(step -> office.fire(now, step.trigger(), step.actor()));
    }

    private void own(Card<?> card, Trigger trigger) {
        passTime();
        var owner = Objects.requireNonNull(office.now(card).owner());
        office.must(
                office.now(card),
                trigger,
                office.people.find(owner).orElseThrow().actor());
    }

    private void tell(Card<?> card, Trigger trigger, Actor actor) {
        passTime();
        office.must(office.now(card), trigger, actor);
    }

    /** A while later, on the next working day if this one is over. */
    private void passTime() {
        time = time.plus(pace);
        if (time.isAfter(LocalTime.of(17, 30))) {
            time = LocalTime.of(9, 10);
            day = day.plusDays(
                    day.getDayOfWeek().getValue() >= 5 ? 8 - day.getDayOfWeek().getValue() : 1);
        }
        office.at(day, time);
    }
}
