package dev.voronka.examples.quickstart;

import static dev.voronka.Money.roubles;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.Trigger;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalSheet;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.contract.Contract;
import dev.voronka.process.contract.ContractData;
import dev.voronka.process.contract.Document;
import dev.voronka.process.contract.Party;
import dev.voronka.process.contract.ProtocolItem;
import dev.voronka.process.contract.Side;
import dev.voronka.process.contract.Terms;
import dev.voronka.process.correctiveaction.Category;
import dev.voronka.process.correctiveaction.Checklist;
import dev.voronka.process.correctiveaction.CorrectiveAction;
import dev.voronka.process.correctiveaction.Goal;
import dev.voronka.process.correctiveaction.Measure;
import dev.voronka.process.correctiveaction.RootCause;
import dev.voronka.process.deal.Budget;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.process.deal.ProductLine;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.process.partner.Partner;
import dev.voronka.process.proposal.Proposal;
import dev.voronka.process.proposal.ProposalData;
import dev.voronka.process.purchaserequest.Offer;
import dev.voronka.process.purchaserequest.PurchaseRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What the employees do next with a card, by its process and stage. Chance decides between the ways that life has. */
final class Playbook {

    /** Who does what next. */
    record Step(Trigger trigger, Actor actor) {}

    private final Directory people;
    private final HandClock clock;
    private final Random random;

    Playbook(Directory people, HandClock clock, Random random) {
        this.people = people;
        this.clock = clock;
        this.random = random;
    }

    /** What comes next; empty if the card waits for a timer or for another card. */
    Optional<Step> next(Card<?> card) {
        if (card.data() instanceof LeadData lead) {
            return lead(card, lead);
        }
        if (card.data() instanceof ColdLead.Data lead) {
            return coldLead(card, lead);
        }
        if (card.data() instanceof Meeting.Data) {
            return meeting(card);
        }
        if (card.data() instanceof DealData deal) {
            return deal(card, deal);
        }
        if (card.data() instanceof ProposalData proposal) {
            return proposal(card, proposal);
        }
        if (card.data() instanceof ContractData contract) {
            return contract(card, contract);
        }
        if (card.data() instanceof PurchaseRequest.Data purchase) {
            return purchase(card, purchase);
        }
        if (card.data() instanceof Partner.Data partner) {
            return partner(card, partner);
        }
        return card.data() instanceof CorrectiveAction.Data action ? action(card, action) : Repeat.next(this, card);
    }

    private Optional<Step> lead(Card<?> card, LeadData lead) {
        if (card.stage().is(IncomingLead.Stage.NEW)) {
            return by(Actor.system("сайт"), new IncomingLead.Intake());
        }
        if (card.stage().is(IncomingLead.Stage.QUALIFICATION)) {
            Map<String, Object> answers = new HashMap<>();
            answers.put("need", lead.title());
            answers.put("budget", BigDecimal.valueOf(100_000L * (1 + random.nextInt(40))));
            answers.put("authority", chance(70) ? "self" : "unknown");
            answers.put("deadline", chance(60) ? "month" : "later");
            return byOwner(
                    card,
                    chance(8)
                            ? new CommonTrigger.Fail(IncomingLead.Stage.SPAM, "реклама")
                            : IncomingLead.SubmitQuestionnaire.of(1, answers));
        }
        return byOwner(card, chance(90) ? new IncomingLead.Accept() : new IncomingLead.Decline("много сделок"));
    }

    private Optional<Step> coldLead(Card<?> card, ColdLead.Data lead) {
        if (card.stage().is(ColdLead.Stage.NEW)) {
            return byOwner(card, new ColdLead.Take());
        }
        if (card.stage().is(ColdLead.Stage.CONTACT)) {
            return byOwner(
                    card,
                    chance(50)
                            ? new ColdLead.Reach("Снабженец", "главный инженер", false)
                            : new ColdLead.LogNoAnswer("не берут трубку"));
        }
        return card.stage().is(ColdLead.Stage.INTERACTION)
                ? byOwner(
                        card,
                        chance(75)
                                ? new ColdLead.ConfirmInterest(
                                        lead.title(), today().plusDays(7).toLocalDate(), chance(50))
                                : new CommonTrigger.Fail(ColdLead.Stage.REFUSED, "работают с другими"))
                : Optional.empty();
    }

    private Optional<Step> meeting(Card<?> card) {
        if (card.stage().is(Meeting.Stage.NEW)) {
            var start = today().plusDays(2 + random.nextInt(4))
                    .withHour(10 + random.nextInt(8))
                    .withMinute(0);
            return byOwner(card, new Meeting.Schedule(start, Duration.ofHours(1), "офис клиента"));
        }
        if (card.stage().is(Meeting.Stage.SCHEDULED)) {
            return byOwner(
                    card,
                    chance(90)
                            ? new Meeting.ConfirmByClient()
                            : new CommonTrigger.Fail(Meeting.Stage.CANCELLED_BY_CLIENT, "заболел"));
        }
        return card.stage().is(Meeting.Stage.REPORT)
                ? byOwner(
                        card,
                        new Meeting.SubmitReport(
                                "обсудили состав, сроки и цену поставки",
                                List.of(Meeting.FollowUp.NOT_NEEDED),
                                List.of(Meeting.FollowUp.of("прислать ТКП"))))
                : Optional.empty();
    }

    private Optional<Step> deal(Card<?> card, DealData deal) {
        if (card.stage().is(Deal.Stage.ASSESSMENT)) {
            if (deal.productLines().isEmpty() || deal.requirements().isEmpty()) {
                return byOwner(card, describe(deal, 1 + random.nextInt(4)));
            }
            return byOwner(
                    card,
                    chance(92)
                            ? new Deal.Assess(true, new Budget(roubles(100_000), roubles(4_000_000)))
                            : new CommonTrigger.Fail(Deal.Stage.CLIENT_CANCELLED, "проект отменён"));
        }
        if (card.stage().is(Deal.Stage.AT_CLIENT)) {
            if (chance(6)) {
                return byOwner(card, new Deal.LoseToCompetitor("ООО «Альфа»", "дали отсрочку"));
            }
            return byOwner(
                    card,
                    deal.decisionMakers().isEmpty()
                            ? new Deal.NameDecisionMaker("Генеральный", "директор")
                            : new Deal.AgreeTerms(today().plusDays(20).toLocalDate()));
        }
        return card.stage().is(Deal.Stage.CONTRACT)
                ? verdict(deal.managementApproval(), new Deal.Approve("маржа устраивает"))
                : Optional.empty();
    }

    Deal.DescribeRequest describe(DealData deal, int quantity) {
        var line = ProductLine.of(
                "S-" + (1 + random.nextInt(5)), "Серверный шкаф", quantity, roubles(400_000), roubles(280_000));
        return new Deal.DescribeRequest(List.of(deal.title()), List.of(chance(40) ? line.bought() : line));
    }

    private Optional<Step> proposal(Card<?> card, ProposalData proposal) {
        if (card.stage().is(Proposal.Stage.NEW)) {
            return byOwner(
                    card,
                    proposal.due() != null
                                    && proposal.due()
                                            .isBefore(today().toLocalDate().plusDays(1))
                            ? new CommonTrigger.Fail(Proposal.Stage.REJECTED_SCOPE, "срок запроса прошёл")
                            : new Proposal.StartDrafting());
        }
        if (card.stage().is(Proposal.Stage.DRAFTING)) {
            return byOwner(card, version(roubles(280_000L * (1 + random.nextInt(4))), 130 + random.nextInt(30)));
        }
        if (card.stage().is(Proposal.Stage.DISCUSSION)) {
            for (var role : proposal.discussedBy()) {
                if (proposal.discussion().stream()
                        .noneMatch(r -> r.version() == proposal.current().n()
                                && r.roles().contains(role))) {
                    return by(with(role, ""), new Proposal.CommentDraft("согласен", ProposalData.Decision.AGREED));
                }
            }
            return byOwner(card, new Proposal.FinishDiscussion());
        }
        if (card.stage().is(Proposal.Stage.APPROVAL)) {
            return verdict(proposal.approvals(), new Proposal.Approve("можно отправлять"));
        }
        var price = proposal.price();
        if (card.stage().is(Proposal.Stage.AT_CLIENT)) {
            if (proposal.sent() == null
                    || proposal.sent().version() != proposal.current().n()) {
                return byOwner(card, new Proposal.Send("почта"));
            }
            return byOwner(
                    card,
                    chance(60)
                            ? new Proposal.AcceptByClient("устраивает")
                            : chance(70)
                                    ? new Proposal.CounterOffer(part(price, 93), "дороговато")
                                    : new CommonTrigger.Fail(Proposal.Stage.REJECTED_PRICE, "дорого"));
        }
        return byOwner(
                card,
                proposal.clientDecision() != null && proposal.clientDecision().accepted()
                        ? new Proposal.FixFinalPrice()
                        : new Proposal.OfferPrice(part(price, 97)));
    }

    Proposal.SubmitVersion version(Money cost, int perCent) {
        return new Proposal.SubmitVersion(
                List.of(ProposalData.Line.of("Серверный шкаф с монтажом")),
                cost,
                part(cost, perCent),
                "поставка 30 дней",
                "аванс 50 %",
                today().plusDays(45).toLocalDate(),
                "a".repeat(64));
    }

    private Optional<Step> contract(Card<?> card, ContractData contract) {
        if (card.stage().is(Contract.Stage.NEW_CONTRACT)) {
            return byOwner(card, draft(contract));
        }
        if (card.stage().is(Contract.Stage.PROTOCOL)) {
            for (var item : contract.protocolItems()) {
                if (item.status() == ProtocolItem.Status.OPEN) {
                    return by(
                            with(Role.LEGAL, ""),
                            new Contract.SettleClause(
                                    item.clause(), ProtocolItem.Status.COMPROMISE, "30 календарных дней"));
                }
            }
            return byOwner(card, new Contract.ProtocolReady(terms("по спецификации")));
        }
        if (card.stage().is(Contract.Stage.APPROVAL)) {
            var waiting = verdict(contract.sheet(), new Contract.Approve("согласовано"));
            if (waiting.isPresent() || !contract.sheet().isPositive()) {
                return waiting;
            }
            if (contract.round() == 0 && chance(25)) {
                return byOwner(
                        card,
                        new Contract.DisagreementProtocol(
                                List.of(ProtocolItem.of("5.2", "оплата 30 дней", "оплата 60 дней"))));
            }
            return byOwner(
                    card,
                    contract.isSignedBy(Side.OURS)
                            ? Contract.Sign.of(Side.THEIRS, "Директор клиента", "устав")
                            : Contract.Sign.of(Side.OURS, "Генеральный директор", "устав"));
        }
        return Optional.empty();
    }

    Contract.DraftReady draft(ContractData contract) {
        return new Contract.DraftReady(
                "Д-" + (1000 + random.nextInt(9000)),
                List.of(
                        Party.ours("ООО «Наша компания»", "7707083893", "Москва, р/с 40702"),
                        Party.theirs("ООО «Клиент»", "7736207543", "Тула, р/с 40702")),
                contract.amount() == null ? roubles(300_000) : null,
                Document.template("поставка"));
    }

    Terms terms(String price) {
        return new Terms(
                "поставка и монтаж",
                price,
                "30 дней",
                "по закону",
                "неустойка 0,1 % в день",
                today().plusDays(365).toLocalDate());
    }

    private Optional<Step> purchase(Card<?> card, PurchaseRequest.Data purchase) {
        if (card.stage().is(PurchaseRequest.Stage.NEW)) {
            return byOwner(card, new PurchaseRequest.Submit());
        }
        if (card.stage().is(PurchaseRequest.Stage.REQUESTS)) {
            var offers = purchase.tender().offers().size();
            return byOwner(
                    card,
                    offers < 3
                            ? new PurchaseRequest.AddOffer(new Offer(
                                    "Поставщик " + (offers + 1),
                                    part(purchase.maxCost(), 88 + 3 * offers),
                                    true,
                                    14,
                                    "предоплата"))
                            : new PurchaseRequest.SubmitOffers());
        }
        if (card.stage().is(PurchaseRequest.Stage.TERMS)) {
            if (purchase.checks().isEmpty()) {
                return by(
                        with(Role.SECURITY, ""),
                        new PurchaseRequest.RecordSupplierCheck(
                                purchase.chosenSupplier(), "проверен по открытым источникам"));
            }
            var waiting = verdict(purchase.approvals(), new PurchaseRequest.Approve("в бюджете"));
            return waiting.isPresent() ? waiting : byOwner(card, new PurchaseRequest.AgreeTerms());
        }
        return closing(card, purchase);
    }

    private Optional<Step> closing(Card<?> card, PurchaseRequest.Data purchase) {
        var closing = purchase.closing();
        if (closing.orderNo().isBlank()) {
            return byOwner(
                    card,
                    new PurchaseRequest.SendOrder(
                            "ЗП-" + random.nextInt(1000), today().plusDays(10).toLocalDate()));
        }
        if (purchase.needsContract() && closing.contract() == null) {
            return Optional.empty();
        }
        if (closing.deliveredAt() == null) {
            return byOwner(
                    card,
                    chance(85)
                            ? new PurchaseRequest.AcceptDelivery(today().toLocalDate())
                            : new CommonTrigger.Fail(PurchaseRequest.Stage.SUPPLIER_FAILED, "не отгрузил в срок"));
        }
        return byOwner(
                card,
                closing.invoiced() == null
                        ? new PurchaseRequest.HandInDocuments(List.of("накладная", "счёт-фактура"), purchase.sum())
                        : new PurchaseRequest.Complete());
    }

    private Optional<Step> partner(Card<?> card, Partner.Data partner) {
        if (card.stage().is(Partner.Stage.NEW)) {
            return byOwner(card, new Partner.FillProfile());
        }
        if (card.stage().is(Partner.Stage.EVALUATION)) {
            for (var criterion : partner.scorecard().criteria()) {
                if (criterion.mark() == null) {
                    return byOwner(card, new Partner.Rate(criterion.code(), 3 + random.nextInt(3)));
                }
            }
            return byOwner(
                    card, partner.conflict() == null ? new Partner.CheckConflict("") : new Partner.CompleteScorecard());
        }
        if (card.stage().is(Partner.Stage.OBLIGATIONS)) {
            var open = partner.openObligations();
            return byOwner(
                    card,
                    open.isEmpty()
                            ? new Partner.Activate()
                            : new Partner.MeetObligation(open.get(0).title(), "акт от " + today().toLocalDate()));
        }
        return Optional.empty();
    }

    private Optional<Step> action(Card<?> card, CorrectiveAction.Data action) {
        if (card.stage().is(CorrectiveAction.Stage.ANALYSIS)) {
            return byOwner(
                    card,
                    new CorrectiveAction.SubmitAnalysis(
                            "случаев: " + action.cases().size(),
                            "задержка проектов клиентов",
                            Category.PROCESS,
                            List.of(new RootCause(
                                    "нет запасного поставщика "
                                            + action.proof().reviews().size(),
                                    "разбор карточек"))));
        }
        if (card.stage().is(CorrectiveAction.Stage.DEVELOPMENT)) {
            if (!action.plan().approval().waitingFor().isEmpty()) {
                return verdict(action.plan().approval(), new CorrectiveAction.Approve("план годится"));
            }
            var causes = action.analysis().rootCauses().size();
            var measures = java.util.stream.IntStream.rangeClosed(1, causes)
                    .mapToObj(n -> Measure.of(
                            n,
                            "завести второго поставщика",
                            "Вера",
                            today().plusDays(7).toLocalDate(),
                            "замена за день"))
                    .toList();
            return byOwner(
                    card,
                    new CorrectiveAction.SubmitPlan(
                            measures, new Goal(action.metric(), BigDecimal.valueOf(3), BigDecimal.ZERO, 14)));
        }
        if (card.stage().is(CorrectiveAction.Stage.IMPLEMENTATION)) {
            for (var i = 0; i < action.plan().measures().size(); i++) {
                if (action.plan().measures().get(i).isOpen()) {
                    return byOwner(card, new CorrectiveAction.ReportMeasureDone(i + 1, "договор подписан"));
                }
            }
            return Optional.empty();
        }
        var end = action.windowEnd();
        return end == null || end.isAfter(today())
                ? Optional.empty()
                : byOwner(
                        card,
                        new CorrectiveAction.ReviewEffect(
                                BigDecimal.ZERO,
                                "выгрузка из воронки",
                                false,
                                Checklist.updated("ИЗМ-" + card.stage().name().length())));
    }

    /** The verdict of one who is asked; empty if nobody is. */
    private Optional<Step> verdict(ApprovalSheet sheet, Trigger approve) {
        for (ApprovalLine line : sheet.waitingFor()) {
            var asked = line.employee() == null
                    ? with(line.role(), sheet.requester() == null ? "" : sheet.requester())
                    : people.find(line.employee()).orElseThrow().actor();
            return by(asked, approve);
        }
        return Optional.empty();
    }

    /** Somebody with the role who is not this one. */
    Actor with(Role role, String butNot) {
        return people.with(role).stream()
                .filter(e -> !e.id().equals(butNot))
                .findFirst()
                .map(Employee::actor)
                .orElseThrow();
    }

    Optional<Step> byOwner(Card<?> card, Trigger trigger) {
        var owner = card.owner();
        return owner == null ? Optional.empty() : people.find(owner).map(e -> new Step(trigger, e.actor()));
    }

    private static Optional<Step> by(Actor actor, Trigger trigger) {
        return Optional.of(new Step(trigger, actor));
    }

    boolean chance(int perCent) {
        return random.nextInt(100) < perCent;
    }

    ZonedDateTime today() {
        return clock.inMoscow();
    }

    private static Money part(Money money, int perCent) {
        return new Money(money.minor() * perCent / 100, money.currency());
    }
}
