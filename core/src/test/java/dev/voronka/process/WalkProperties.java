package dev.voronka.process;

import static dev.voronka.process.Walk.pick;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.ContactRef;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.engine.Engines;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.coldlead.Talks;
import dev.voronka.process.contract.Contract;
import dev.voronka.process.contract.ContractData;
import dev.voronka.process.contract.Document;
import dev.voronka.process.contract.Kind;
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
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.process.partner.Obligation;
import dev.voronka.process.partner.Partner;
import dev.voronka.process.partner.PartnerType;
import dev.voronka.process.proposal.Proposal;
import dev.voronka.process.proposal.ProposalData;
import dev.voronka.process.purchaserequest.Line;
import dev.voronka.process.purchaserequest.Offer;
import dev.voronka.process.purchaserequest.PurchaseRequest;
import dev.voronka.process.reactivation.Mode;
import dev.voronka.process.reactivation.Reactivation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/** Random walks through every process: an end is never left, a refusal changes nothing, a replay gives the same card. */
class WalkProperties {

    private static final int STEPS = 40;

    private static final Map<String, Integer> ENDS = new TreeMap<>();

    @Property(tries = 300)
    void a_meeting_can_be_walked(@ForAll("meetings") ActionChain<Walk<Meeting.Trigger, Meeting.Data>> chain) {
        finish("meeting", chain);
    }

    @Property(tries = 300)
    void an_incoming_lead_can_be_walked(@ForAll("leads") ActionChain<Walk<IncomingLead.Trigger, LeadData>> chain) {
        finish("incoming-lead", chain);
    }

    private static void finish(String process, ActionChain<? extends Walk<?, ?>> chain) {
        var walk = chain.run();
        walk.finish(Engines.TABLE);
        ENDS.merge(process + " " + walk.card().stage().name(), 1, Integer::sum);
    }

    @AfterContainer
    static void tell_where_the_walks_ended() {
        System.out.println("walks ended in: " + ENDS);
    }

    @Provide
    Arbitrary<ActionChain<Walk<Meeting.Trigger, Meeting.Data>>> meetings() {
        var data = new Meeting.Data("показать прототип", "c1");
        return ActionChain.<Walk<Meeting.Trigger, Meeting.Data>>startWith(() -> new Walk<>(
                        Meeting.PROCESS,
                        Engines.SPRING_STATEMACHINE,
                        data,
                        Actor.employee("s1", Role.REP),
                        WalkProperties::meetingTrigger))
                .withAction(new Step<>())
                .withMaxTransformations(STEPS);
    }

    @Provide
    Arbitrary<ActionChain<Walk<IncomingLead.Trigger, LeadData>>> leads() {
        var data = LeadData.of("Серверная", Channel.WEBSITE, "нужна серверная")
                .phones("8 916 123-45-67")
                .contact("c1")
                .direction("it");
        return ActionChain.<Walk<IncomingLead.Trigger, LeadData>>startWith(() -> new Walk<>(
                        IncomingLead.PROCESS,
                        Engines.SPRING_STATEMACHINE,
                        data,
                        Actor.system("site"),
                        WalkProperties::leadTrigger))
                .withAction(new Step<>())
                .withMaxTransformations(STEPS);
    }

    /** A step by a seed that jqwik chooses, prints and shrinks. */
    static final class Step<W extends Walk<?, ?>> implements Action.Independent<W> {
        @Override
        public Arbitrary<Transformer<W>> transformer() {
            return Arbitraries.longs()
                    .between(0, 1_000_000)
                    .map(seed -> Transformer.mutate("step " + seed, walk -> walk.step(seed)));
        }
    }

    static Meeting.Trigger meetingTrigger(Random random, Walk<Meeting.Trigger, Meeting.Data> walk) {
        var start = walk.clock
                .instant()
                .atZone(Bed.MOSCOW)
                .plusDays(random.nextInt(5))
                .withHour(7 + random.nextInt(13));
        var needed = List.of(Meeting.FollowUp.of("прислать ТКП"));
        return pick(
                random,
                List.of(
                        new Meeting.Schedule(start, Duration.ofHours(1), "офис"),
                        new Meeting.ConfirmByClient(),
                        new Meeting.Reschedule(start),
                        new Meeting.ClearDate(),
                        new Meeting.MeetingEnded(),
                        new Meeting.NoteEvent(random.nextInt(3) == 0 ? "" : "пришли вдвоём"),
                        new Meeting.AllowLateReport(),
                        new Meeting.SubmitReport(
                                random.nextBoolean() ? "мало" : "обсудили сроки, состав и цену поставки",
                                needed,
                                random.nextBoolean() ? List.of() : List.of(Meeting.FollowUp.NOT_NEEDED))));
    }

    static IncomingLead.Trigger leadTrigger(Random random, Walk<IncomingLead.Trigger, LeadData> walk) {
        Map<String, Object> answers = new HashMap<>(Map.of("need", "серверная"));
        answers.put("budget", new BigDecimal(pick(random, List.of("0", "200000", "3000000"))));
        answers.put("authority", pick(random, List.of("self", "unknown")));
        answers.put("deadline", pick(random, List.of("month", "quarter", "later")));
        if (random.nextBoolean()) {
            answers.put("callAgainOn", LocalDate.of(2026, 12, 1 + random.nextInt(28)));
        }
        return pick(
                random,
                List.of(
                        new IncomingLead.Intake(),
                        new IncomingLead.Intake(),
                        new IncomingLead.ConfirmNotDuplicate(),
                        new IncomingLead.LinkDuplicate(new CardId(new UUID(0, random.nextInt(3)))),
                        new IncomingLead.LogAttempt(random.nextBoolean(), "не отвечает"),
                        new IncomingLead.GiveConsent(),
                        new IncomingLead.WithdrawConsent(),
                        IncomingLead.SubmitQuestionnaire.of(1, answers),
                        IncomingLead.SubmitQuestionnaire.of(1, answers),
                        new IncomingLead.OverrideScore("знаю клиента"),
                        new IncomingLead.Accept(),
                        new IncomingLead.Decline("не моё"),
                        new IncomingLead.ReturnToQualification("нет бюджета")));
    }

    @Property(tries = 300)
    void a_cold_lead_can_be_walked(@ForAll("coldLeads") ActionChain<Walk<ColdLead.Trigger, ColdLead.Data>> chain) {
        finish("cold-lead", chain);
    }

    @Property(tries = 300)
    void a_reactivation_can_be_walked(
            @ForAll("reactivations") ActionChain<Walk<Reactivation.Trigger, Reactivation.Data>> chain) {
        finish("reactivation", chain);
    }

    @Provide
    Arbitrary<ActionChain<Walk<ColdLead.Trigger, ColdLead.Data>>> coldLeads() {
        var data = ColdLead.Data.of("Склад на Лесной", "", ContactRef.of("c1"), Set.of("tel:+79161234567"))
                .consentGiven(Bed.MONDAY_TEN.toInstant());
        return ActionChain.<Walk<ColdLead.Trigger, ColdLead.Data>>startWith(() -> new Walk<>(
                        ColdLead.PROCESS,
                        Engines.SPRING_STATEMACHINE,
                        data,
                        Actor.employee("s1", Role.REP),
                        WalkProperties::coldLeadTrigger))
                .withAction(new Step<>())
                .withMaxTransformations(STEPS);
    }

    @Provide
    Arbitrary<ActionChain<Walk<Reactivation.Trigger, Reactivation.Data>>> reactivations() {
        return Arbitraries.of(Mode.class).flatMap(mode -> {
            var data = Reactivation.Data.of("ООО Ромашка", "c9", ContactRef.of("c1"), Set.of("tel:+79161234567"))
                    .mode(mode)
                    .lastProducts(List.of("shelf"))
                    .consentGiven(Bed.MONDAY_TEN.toInstant());
            return ActionChain.<Walk<Reactivation.Trigger, Reactivation.Data>>startWith(() -> new Walk<>(
                            Reactivation.PROCESS,
                            Engines.SPRING_STATEMACHINE,
                            data,
                            Actor.employee("s1", Role.REP),
                            WalkProperties::reactivationTrigger))
                    .withAction(new Step<>())
                    .withMaxTransformations(STEPS);
        });
    }

    private static ColdLead.Trigger coldLeadTrigger(Random random, Walk<ColdLead.Trigger, ColdLead.Data> walk) {
        var day = walk.clock.instant().atZone(Bed.MOSCOW).toLocalDate().plusDays(random.nextInt(90));
        return pick(
                random,
                List.of(
                        new ColdLead.Take(),
                        new ColdLead.Take(),
                        new ColdLead.GiveConsent(),
                        new ColdLead.LogNoAnswer("занято"),
                        new ColdLead.Reach(random.nextInt(3) == 0 ? "" : "Пётр", "директор", random.nextBoolean()),
                        new ColdLead.LogInteraction(Talks.Channel.PHONE, "просил письмо", List.of("дорого")),
                        new ColdLead.ConfirmInterest("стеллажи", day, random.nextInt(3) > 0),
                        new ColdLead.MeetingHeld(new CardId(new UUID(0, 7))),
                        new ColdLead.MeetingFailed(new CardId(new UUID(0, 7)), "не пришли"),
                        new ColdLead.PutOff(day, "бюджет в следующем году"),
                        new ColdLead.ForbidCalls(random.nextInt(3) == 0 ? "больше не звоните" : "")));
    }

    private static Reactivation.Trigger reactivationTrigger(
            Random random, Walk<Reactivation.Trigger, Reactivation.Data> walk) {
        var day = walk.clock.instant().atZone(Bed.MOSCOW).toLocalDate().plusDays(random.nextInt(9));
        var deal = new CardId(new UUID(0, 7));
        return pick(
                random,
                List.of(
                        new Reactivation.Select(),
                        new Reactivation.SubmitReview(true, random.nextBoolean(), "стеллажи в мае", List.of("ramp")),
                        new Reactivation.GiveConsent(),
                        new Reactivation.SendLetter(),
                        new Reactivation.LogAttempt("занято"),
                        new Reactivation.ReplyCame("позже"),
                        new Reactivation.LogAnswer("пришлите цены"),
                        new Reactivation.Interested("рампа"),
                        new Reactivation.DealWon(deal),
                        new Reactivation.DealLost(deal, "дорого"),
                        new Reactivation.NoNeedUntil(day, random.nextInt(3) == 0 ? "всё есть" : ""),
                        new Reactivation.Complain(random.nextInt(3) == 0 ? "стеллаж упал" : ""),
                        new Reactivation.OptOut(random.nextInt(4) == 0 ? "не пишите" : "")));
    }

    @Property(tries = 300)
    void a_partner_can_be_walked(@ForAll("partners") ActionChain<Walk<Partner.Trigger, Partner.Data>> chain) {
        finish("partner", chain);
    }

    @Provide
    Arbitrary<ActionChain<Walk<Partner.Trigger, Partner.Data>>> partners() {
        var data = Partner.Data.of("Север", "co-7", ContactRef.of("c1"));
        return ActionChain.<Walk<Partner.Trigger, Partner.Data>>startWith(() -> new Walk<>(
                        Partner.PROCESS,
                        Engines.SPRING_STATEMACHINE,
                        data,
                        Actor.employee("s1", Role.REP),
                        WalkProperties::partnerTrigger))
                .withAction(new Step<>())
                .withMaxTransformations(STEPS);
    }

    private static Partner.Trigger partnerTrigger(Random random, Walk<Partner.Trigger, Partner.Data> walk) {
        var other = new CardId(new UUID(0, random.nextInt(3)));
        var day = walk.clock.instant().atZone(Bed.MOSCOW).toLocalDate();
        var unrated = walk.card().data().scorecard().criteria().stream()
                .filter(c -> c.mark() == null)
                .findFirst()
                .map(c -> c.code())
                .orElse("market");
        var rate = new Partner.Rate(unrated, 3 + random.nextInt(3));
        return pick(
                random,
                List.of(
                        new Partner.FillProfile(
                                PartnerType.DEALER,
                                pick(random, List.of("7707083893", "7707083894")),
                                "Тверь",
                                ContactRef.NONE),
                        rate,
                        rate,
                        rate,
                        rate,
                        new Partner.CheckConflict(random.nextInt(5) == 0 ? "продаёт конкурента" : ""),
                        new Partner.ArrangeMeeting("познакомиться"),
                        new Partner.MeetingHeld(other),
                        new Partner.MeetingFailed(other, "не приехали"),
                        new Partner.CompleteScorecard(),
                        new Partner.CompleteScorecard(),
                        new Partner.ContractSigned(other),
                        new Partner.ContractFailed(other, "не сошлись в марже"),
                        new Partner.IssueAccess("sever"),
                        new Partner.AddObligation("Склад", day.plusDays(random.nextInt(20) - 2)),
                        new Partner.MeetObligation(pick(random, List.of(Obligation.FIRST_DEAL, "2")), "акт"),
                        new Partner.ObligationMissed(),
                        new Partner.Activate()));
    }

    @Property(tries = 300)
    void a_purchase_request_can_be_walked(
            @ForAll("purchases") ActionChain<Walk<PurchaseRequest.Trigger, PurchaseRequest.Data>> chain) {
        finish("purchase-request", chain);
    }

    @Provide
    Arbitrary<ActionChain<Walk<PurchaseRequest.Trigger, PurchaseRequest.Data>>> purchases() {
        var lines = List.of(Line.of("Сервер", 2, "шт", Money.roubles(40_000)));
        var data = PurchaseRequest.Data.of("Серверы", lines, LocalDate.of(2027, 3, 1))
                .costCentre("ЦЗ-7")
                .justification("нужны")
                .requester("s1");
        return ActionChain.<Walk<PurchaseRequest.Trigger, PurchaseRequest.Data>>startWith(() -> new Walk<>(
                        PurchaseRequest.PROCESS,
                        Engines.SPRING_STATEMACHINE,
                        data,
                        Actor.employee("s1", Role.REP),
                        WalkProperties::purchaseTrigger))
                .withAction(new Step<>())
                .withMaxTransformations(STEPS);
    }

    private static PurchaseRequest.Trigger purchaseTrigger(
            Random random, Walk<PurchaseRequest.Trigger, PurchaseRequest.Data> walk) {
        var offer = new Offer(
                pick(random, List.of("p1", "p2", "p3")),
                Money.roubles(50_000 + random.nextInt(100_000)),
                random.nextInt(20) > 0,
                random.nextInt(30),
                "");
        var today = walk.clock.instant().atZone(Bed.MOSCOW).toLocalDate();
        var contract = new CardId(new UUID(0, 6));
        return pick(
                random,
                List.of(
                        new PurchaseRequest.Submit(),
                        new PurchaseRequest.AddOffer(offer),
                        new PurchaseRequest.AddOffer(offer),
                        new PurchaseRequest.WithdrawOffer(offer.supplier()),
                        new PurchaseRequest.ChooseOffer(offer.supplier(), random.nextBoolean() ? "" : "быстрее"),
                        new PurchaseRequest.NameSingleSource("правообладатель"),
                        new PurchaseRequest.RecordSupplierCheck(offer.supplier(), "ЕГРЮЛ"),
                        new PurchaseRequest.SubmitOffers(),
                        new PurchaseRequest.SubmitOffers(),
                        new PurchaseRequest.Approve(""),
                        new PurchaseRequest.Approve(""),
                        new PurchaseRequest.Reject("дорого"),
                        new PurchaseRequest.DelegateApprovals("s2", today, today.plusDays(random.nextInt(5))),
                        new PurchaseRequest.ReviseOffer(offer),
                        new PurchaseRequest.AgreeTerms(),
                        new PurchaseRequest.SendOrder("З-1", today.plusDays(random.nextInt(9))),
                        new PurchaseRequest.ContractSigned(contract),
                        new PurchaseRequest.ContractFailed(contract, "не сошлись"),
                        new PurchaseRequest.AcceptDelivery(today),
                        new PurchaseRequest.HandInDocuments(List.of("УПД"), Money.roubles(50_000)),
                        new PurchaseRequest.Complete()));
    }

    @Property(tries = 300)
    void a_contract_can_be_walked(@ForAll("contracts") ActionChain<Walk<Contract.Trigger, ContractData>> chain) {
        finish("contract", chain);
    }

    @Provide
    Arbitrary<ActionChain<Walk<Contract.Trigger, ContractData>>> contracts() {
        var data = ContractData.of(Kind.SALES, "Поставка", "c1", Money.roubles(5_000_000))
                .parties(Party.ours("Мы", "7701234567", "Москва"), Party.theirs("Они", "7801234567", "Тверь"));
        return ActionChain.<Walk<Contract.Trigger, ContractData>>startWith(() -> new Walk<>(
                        Contract.PROCESS,
                        Engines.SPRING_STATEMACHINE,
                        data,
                        Actor.employee("s1", Role.REP),
                        WalkProperties::contractTrigger))
                .withAction(new Step<>())
                .withMaxTransformations(STEPS);
    }

    private static Contract.Trigger contractTrigger(Random random, Walk<Contract.Trigger, ContractData> walk) {
        var today = walk.clock.instant().atZone(Bed.MOSCOW).toLocalDate();
        var price = pick(random, List.of("сто", "двести"));
        var terms = new Terms("станок", price, "март", "везём", "пени", today.plusDays(random.nextInt(40)));
        var text = Document.file("f", "%064x".formatted(random.nextInt(3)));
        var expected = new ArrayList<>(List.of("approve"));
        Contract.PROCESS.rowsOf(walk.card().stage()).stream()
                .map(r -> r.event())
                .filter(e -> !e.startsWith("stop") || random.nextInt(4) == 0)
                .forEach(expected::add);
        return switch (pick(random, expected)) {
            case "draft-ready" -> Contract.DraftReady.of("1", text);
            case "settle-clause" ->
                new Contract.SettleClause("5", pick(random, List.of(ProtocolItem.Status.values())), "иначе");
            case "protocol-ready" -> new Contract.ProtocolReady(terms);
            case "submit-version" -> new Contract.SubmitVersion(text, terms);
            case "reject" -> new Contract.Reject(pick(random, List.of("", "дорого")));
            case "delegate-approvals" ->
                new Contract.DelegateApprovals(
                        pick(random, List.of("s2", "approver")), today, today.plusDays(random.nextInt(3)));
            case "disagreement-protocol" ->
                new Contract.DisagreementProtocol(List.of(ProtocolItem.of("5", "так", "не так")));
            case "rework" -> new Contract.Rework("иначе");
            case "sign" -> Contract.Sign.of(pick(random, List.of(Side.values())), "Иванов", "устав");
            case "stop-by-security" -> new Contract.StopBySecurity("опасно");
            case "extend-validity" -> new Contract.ExtendValidity(today.plusDays(random.nextInt(9)));
            case "validity-ended" -> new Contract.ValidityEnded();
            case "term-ends-soon" -> new Contract.TermEndsSoon();
            default -> new Contract.Approve("");
        };
    }

    @Property(tries = 300)
    void a_deal_can_be_walked(@ForAll("deals") ActionChain<Walk<Deal.Trigger, DealData>> chain) {
        finish("deal", chain);
    }

    @Provide
    Arbitrary<ActionChain<Walk<Deal.Trigger, DealData>>> deals() {
        var price = Money.roubles(2_000_000);
        var data = DealData.of("Станки", "c-9", ContactRef.of("c1"), "goods")
                .requirements(List.of("Два станка"))
                .productLines(List.of(ProductLine.of("ST-7", "Станок", 1, price, Money.roubles(1_400_000))));
        return ActionChain.<Walk<Deal.Trigger, DealData>>startWith(() -> new Walk<>(
                        Deal.PROCESS,
                        Engines.SPRING_STATEMACHINE,
                        data,
                        Actor.employee("s1", Role.REP),
                        WalkProperties::dealTrigger))
                .withAction(new Step<>())
                .withMaxTransformations(STEPS);
    }

    private static Deal.Trigger dealTrigger(Random random, Walk<Deal.Trigger, DealData> walk) {
        var child = new CardId(new UUID(0, random.nextInt(3)));
        var price = Money.roubles(pick(random, List.of(0, 1_700_000, 1_900_000)));
        var cost = Money.roubles(1_400_000);
        var day = walk.clock.instant().atZone(Bed.MOSCOW).toLocalDate().plusDays(random.nextInt(9) - 1L);
        var text = random.nextInt(4) == 0 ? "" : "сроки";
        var early = pick(
                random,
                List.of(
                        new Deal.DescribeRequest(
                                List.of("Станок"), walk.card().data().productLines()),
                        new Deal.Assess(true, new Budget(cost, cost)),
                        new Deal.ProposalAccepted(child, Money.roubles(1_700_000), cost),
                        new Deal.ProposalAccepted(child, Money.roubles(1_900_000), cost),
                        new Deal.ProposalLost(child, pick(random, List.of("COMPETITOR", "NO_ANSWER", "EXPIRED"))),
                        new Deal.ArrangeMeeting(text),
                        new Deal.MeetingHeld(child, List.of("чертёж")),
                        new Deal.MeetingFailed(child, "NO_SHOW"),
                        new Deal.RequestPreliminaryContract(),
                        new Deal.PreliminarySigned(child),
                        new Deal.PreliminaryFailed(child, "EXPIRED"),
                        new Deal.NameDecisionMaker("Иванов", text)));
        var late = pick(
                random,
                List.of(
                        new Deal.NoteQuestion(text),
                        new Deal.CloseQuestion("сроки"),
                        new Deal.NewScope(List.of(text)),
                        new Deal.AgreeTerms(day),
                        new Deal.ChangeTerms(price, cost),
                        new Deal.Approve(text),
                        new Deal.Reject(text),
                        new Deal.AskOtherTerms(text),
                        new Deal.DelegateApprovals(pick(random, List.of("head", "s1", "s2")), day, day.plusDays(3)),
                        new Deal.ApprovalOverdue(),
                        new Deal.BackToClient(),
                        new Deal.ContractSigned(child),
                        new Deal.ContractFailed(child, pick(random, List.of("EXPIRED", "SECURITY_STOP"))),
                        new Deal.LoseToCompetitor(random.nextInt(5) == 0 ? "Станкоторг" : "", text),
                        new Deal.PurchaseEnded(child, random.nextBoolean(), cost, day),
                        new Deal.ProductLifeEnded()));
        if (walk.card().stage().is(Deal.Stage.AT_CLIENT) && random.nextBoolean()) {
            return random.nextBoolean()
                    ? new Deal.NameDecisionMaker("Иванов", "директор")
                    : new Deal.AgreeTerms(day.plusDays(2));
        }
        var isEarly = walk.card().stage().is(Deal.Stage.ASSESSMENT)
                || walk.card().stage().is(Deal.Stage.PROPOSAL);
        return random.nextInt(4) == 0 ^ isEarly ? early : late;
    }

    @Property(tries = 300)
    void a_proposal_can_be_walked(@ForAll("proposals") ActionChain<Walk<Proposal.Trigger, ProposalData>> chain) {
        finish("proposal", chain);
    }

    @Provide
    Arbitrary<ActionChain<Walk<Proposal.Trigger, ProposalData>>> proposals() {
        var data = ProposalData.of(
                        "Серверная", "a1", ContactRef.of("c1"), "it", List.of("на 40 мест"), LocalDate.of(2026, 12, 30))
                .toBeDiscussedBy(Role.REP);
        return ActionChain.<Walk<Proposal.Trigger, ProposalData>>startWith(() -> new Walk<>(
                        Proposal.PROCESS,
                        Engines.SPRING_STATEMACHINE,
                        data,
                        Actor.employee("s1", Role.REP),
                        WalkProperties::proposalTrigger))
                .withAction(new Step<>())
                .withMaxTransformations(STEPS);
    }

    /** Mostly what its stage waits for, so that walks come as far as re-bidding. */
    private static Proposal.Trigger proposalTrigger(Random random, Walk<Proposal.Trigger, ProposalData> walk) {
        var day = walk.clock.instant().atZone(Bed.MOSCOW).toLocalDate();
        var price = Money.roubles(900_000 + 10_000L * random.nextInt(20));
        var stage = (Proposal.Stage) walk.card().stage();
        List<Proposal.Trigger> fitting = switch (stage) {
            case NEW -> List.of(new Proposal.StartDrafting());
            case DRAFTING ->
                List.of(new Proposal.SubmitVersion(
                        List.of(ProposalData.Line.of("стойка")),
                        Money.roubles(800_000),
                        price,
                        "6 недель",
                        "аванс 50 %",
                        day.plusDays(random.nextInt(20)),
                        ""));
            case DISCUSSION ->
                List.of(
                        new Proposal.CommentDraft("годится", ProposalData.Decision.AGREED),
                        new Proposal.CommentDraft("срок", ProposalData.Decision.RISK),
                        new Proposal.CloseRisk(1 + random.nextInt(2), "договорились"),
                        new Proposal.FinishDiscussion(),
                        new Proposal.FinishDiscussion());
            case APPROVAL ->
                List.of(
                        new Proposal.Approve(""),
                        new Proposal.Approve(""),
                        new Proposal.Reject("дорого", random.nextInt(4) == 0),
                        new Proposal.DelegateApprovals("s2", day, day.plusDays(3)));
            default ->
                List.of(
                        new Proposal.Send("почта"),
                        new Proposal.CounterOffer(price, ""),
                        new Proposal.OfferPrice(price),
                        new Proposal.AcceptByClient(""),
                        new Proposal.FixFinalPrice());
        };
        return random.nextInt(8) == 0
                ? pick(
                        random,
                        List.of(
                                new Proposal.Rework("мало строк"),
                                new Proposal.ValidityEnded(),
                                new Proposal.GiveConsent(),
                                new Proposal.WithdrawConsent(),
                                new Proposal.Send("")))
                : pick(random, fitting);
    }

    @Property(tries = 300)
    void a_corrective_action_can_be_walked(
            @ForAll("correctiveActions") ActionChain<Walk<CorrectiveAction.Trigger, CorrectiveAction.Data>> chain) {
        finish("corrective-action", chain);
    }

    @Provide
    Arbitrary<ActionChain<Walk<CorrectiveAction.Trigger, CorrectiveAction.Data>>> correctiveActions() {
        var data = CorrectiveAction.Data.ofMetric(
                "fails:deal:LOST_PRICE", "Проигрыши по цене", List.of(), CorrectiveAction.Severity.MAJOR);
        return ActionChain.<Walk<CorrectiveAction.Trigger, CorrectiveAction.Data>>startWith(() -> new Walk<>(
                        CorrectiveAction.PROCESS,
                        Engines.SPRING_STATEMACHINE,
                        data,
                        Actor.employee("s1", Role.REP),
                        WalkProperties::correctiveTrigger))
                .withAction(new Step<>())
                .withMaxTransformations(STEPS);
    }

    private static CorrectiveAction.Trigger correctiveTrigger(
            Random random, Walk<CorrectiveAction.Trigger, CorrectiveAction.Data> walk) {
        var today = walk.clock.instant().atZone(Bed.MOSCOW).toLocalDate();
        var cause = new RootCause("причина " + random.nextInt(9), random.nextInt(9) == 0 ? "" : "доказана");
        var measures = List.of(
                Measure.of(1, "что", "s2", today.plusDays(random.nextInt(5)), "лучше"),
                Measure.of(1, "что", "s3", today.plusDays(1 + random.nextInt(9)), "лучше"));
        var target = new BigDecimal(random.nextInt(3) - 1);
        var measured = random.nextInt(3) == 0 ? "fails:deal:LOST_PRICE" : "nps";
        var figure = new BigDecimal(random.nextInt(8) - 1);
        var number = 1 + random.nextInt(2);
        return pick(
                random,
                List.of(
                        new CorrectiveAction.CaseAdded(new CardId(new UUID(0, random.nextInt(3)))),
                        new CorrectiveAction.SubmitAnalysis("факты", "убыток", Category.DATA, List.of(cause)),
                        new CorrectiveAction.SubmitPlan(
                                measures, new Goal(measured, new BigDecimal("5"), target, 1 + random.nextInt(3))),
                        new CorrectiveAction.Approve(""),
                        new CorrectiveAction.Approve(""),
                        new CorrectiveAction.Reject(random.nextBoolean() ? "" : "мало"),
                        new CorrectiveAction.DelegateApprovals("s2", today, today.plusDays(random.nextInt(3))),
                        new CorrectiveAction.ReportMeasureDone(number, "готово"),
                        new CorrectiveAction.ReportMeasureDone(number, "готово"),
                        new CorrectiveAction.WaiveMeasure(number, "не нужна"),
                        new CorrectiveAction.PostponeMeasure(number, today.plusDays(2), "ждём"),
                        new CorrectiveAction.ReviewEffect(
                                figure, "отчёт", random.nextInt(4) == 0, Checklist.updated("c1")),
                        new CorrectiveAction.ReviewEffect(
                                figure, "отчёт", random.nextInt(4) == 0, Checklist.updated("c1"))));
    }
}
