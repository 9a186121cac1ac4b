package dev.voronka.department;

import static dev.voronka.WorkingTime.calendarDays;

import dev.voronka.Card;
import dev.voronka.FailGroup;
import dev.voronka.Message;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.WorkingTime;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.contract.Contract;
import dev.voronka.process.contract.ContractData;
import dev.voronka.process.contract.Kind;
import dev.voronka.process.correctiveaction.CorrectiveAction;
import dev.voronka.process.correctiveaction.CorrectiveAction.Severity;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.process.partner.Partner;
import dev.voronka.process.proposal.Proposal;
import dev.voronka.process.proposal.ProposalData;
import dev.voronka.process.purchaserequest.Line;
import dev.voronka.process.purchaserequest.PurchaseRequest;
import dev.voronka.process.reactivation.Reactivation;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The links of the ten processes. Reads like the table of links in processes.md, 11. */
final class StandardLinks {

    /** In which zone days are counted. Source: design.md, 9. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    /** How long after a partner became active it is evaluated anew. Source: a proposal, to be set by each company. */
    private static final WorkingTime PARTNER_REVIEW = calendarDays(180);

    /** How many days a purchase may take where the deal names no date. Source: a proposal, to be set by each company. */
    private static final int DAYS_TO_BUY = 30;

    /** From what amount on a lost deal is looked into. Source: a proposal, to be set by each company. */
    private static final Money LARGE_LOSS = Money.roubles(1_000_000);

    /** How many per cent of the open cards may be late. Source: a proposal, to be set by each company. */
    private static final int LATE_PER_CENT = 30;

    /** How many cards must be open for a share of late ones to mean something. Source: a proposal. */
    private static final int LEAST_OPEN = 10;

    /** How far cards may open cards from a meeting on. Source: a proposal. */
    private static final int DEEPEST = 6;

    /** Fails outside the group {@link FailGroup#INTERNAL} that good work would have prevented. */
    private static final Set<String> PREVENTABLE_FAILS =
            Set.of("DISSATISFIED", "OBLIGATIONS_BROKEN", "SUPPLIER_FAILED", "DISAGREEMENT_DEADLOCK", "EXPIRED");

    static final Condition<LeadData> DIRECTION_IS_KNOWN =
            Condition.named("direction-is-known", c -> !c.data().direction().isBlank());
    static final Condition<LeadData> DIRECTION_IS_OPEN =
            Condition.named("direction-is-open", c -> c.data().direction().isBlank());
    static final Condition<ColdLead.Data> LEAD_IS_READY = Condition.named(
            "cold-direction-is-known", c -> !c.data().direction().isBlank());
    static final Condition<ColdLead.Data> LEAD_IS_UNREADY =
            Condition.named("cold-direction-is-open", c -> c.data().direction().isBlank());
    static final Condition<Meeting.Data> PROPOSAL_WAS_PROMISED = Condition.named(
            "proposal-was-promised",
            c -> !isHandledByParent(c) && promised(c).stream().anyMatch(StandardLinks::speaksOfProposal));
    static final Condition<DealData> GOODS_MUST_BE_BOUGHT =
            Condition.named("goods-must-be-bought", c -> !c.data().goodsToBuy().isEmpty());
    static final Condition<PurchaseRequest.Data> CONTRACT_IS_NEEDED =
            Condition.named("contract-is-needed", c -> c.data().needsContract());
    static final Condition<Object> PREVENTABLE = Condition.named("preventable", StandardLinks::isPreventable);

    // The links keep their own layout, so that they read like the table.
    // spotless:off
    static final Department DEPARTMENT = Department.of(
                    IncomingLead.PROCESS, ColdLead.PROCESS, Partner.PROCESS, Meeting.PROCESS, PurchaseRequest.PROCESS,
                    Contract.PROCESS, Deal.PROCESS, Proposal.PROCESS, Reactivation.PROCESS, CorrectiveAction.PROCESS)
            .when(IncomingLead.PROCESS).enters(IncomingLead.Stage.SUCCESS).onlyIf(DIRECTION_IS_KNOWN)
                .open(Deal.PROCESS, StandardLinks::dealOfLead)
            .and()
            .when(IncomingLead.PROCESS).enters(IncomingLead.Stage.SUCCESS).onlyIf(DIRECTION_IS_OPEN)
                .open(Meeting.PROCESS, lead -> new Meeting.Data(lead.data().title(), lead.data().contact()))
            .and()
            .when(ColdLead.PROCESS).enters(ColdLead.Stage.SUCCESS).onlyIf(LEAD_IS_READY)
                .open(Deal.PROCESS, StandardLinks::dealOfColdLead)
            .and()
            .when(ColdLead.PROCESS).enters(ColdLead.Stage.SUCCESS).onlyIf(LEAD_IS_UNREADY)
                .open(IncomingLead.PROCESS, StandardLinks::leadOfColdLead)
            .and()
            .when(ColdLead.PROCESS).enters(ColdLead.Stage.MEETING)
                .open(Meeting.PROCESS, lead -> new Meeting.Data(lead.data().title(), lead.data().contact()))
                .andWait(held -> new ColdLead.MeetingHeld(held.id()), lost -> new ColdLead.MeetingFailed(lost.id(), why(lost)))
                .closing(Meeting.Stage.CANCELLED_BY_US, Meeting.Stage.GOAL_NOT_REACHED)
            .and()
            .when(Deal.PROCESS).takes(Deal.ArrangeMeeting.class)
                .open(Meeting.PROCESS, (deal, asked) -> new Meeting.Data(asked.goal(), deal.data().contact()))
                .andObserve(held -> new Deal.MeetingHeld(held.id(), promised(held)), lost -> new Deal.MeetingFailed(lost.id(), why(lost)))
                .closing(Meeting.Stage.CANCELLED_BY_US, Meeting.Stage.GOAL_NOT_REACHED)
            .and()
            .when(Partner.PROCESS).takes(Partner.ArrangeMeeting.class)
                .open(Meeting.PROCESS, (partner, asked) -> new Meeting.Data(asked.goal(), partner.data().contact()))
                .andObserve(held -> new Partner.MeetingHeld(held.id()), lost -> new Partner.MeetingFailed(lost.id(), why(lost)))
                .closing(Meeting.Stage.CANCELLED_BY_US, Meeting.Stage.GOAL_NOT_REACHED)
            .and()
            .when(Deal.PROCESS).takes(Deal.RequestPreliminaryContract.class)
                .open(Contract.PROCESS, deal -> contract(Kind.PRELIMINARY, deal))
                .andObserve(signed -> new Deal.PreliminarySigned(signed.id()), lost -> new Deal.PreliminaryFailed(lost.id(), why(lost)))
                .closing(Contract.Stage.CANCELLED)
            .and()
            .when(Meeting.PROCESS).enters(Meeting.Stage.SUCCESS).onlyIf(PROPOSAL_WAS_PROMISED).toDepth(DEEPEST)
                .open(Deal.PROCESS, StandardLinks::dealOfMeeting)
            .and()
            .when(Deal.PROCESS).enters(Deal.Stage.PROPOSAL)
                .open(Proposal.PROCESS, StandardLinks::proposal)
                .andWait(
                    won -> new Deal.ProposalAccepted(won.id(), won.data().price(), won.data().cost()),
                    lost -> new Deal.ProposalLost(lost.id(), why(lost)))
                .closing(Proposal.Stage.REJECTED_SCOPE)
            .and()
            .when(Deal.PROCESS).enters(Deal.Stage.CONTRACT)
                .open(Contract.PROCESS, deal -> contract(Kind.SALES, deal))
                .andWait(signed -> new Deal.ContractSigned(signed.id()), lost -> new Deal.ContractFailed(lost.id(), why(lost)))
                .closing(Contract.Stage.CANCELLED)
            .and()
            .when(Partner.PROCESS).enters(Partner.Stage.CONTRACT)
                .open(Contract.PROCESS, p -> ContractData.of(Kind.PARTNER, p.data().title(), p.data().company(), null))
                .andWait(signed -> new Partner.ContractSigned(signed.id()), lost -> new Partner.ContractFailed(lost.id(), why(lost)))
                .closing(Contract.Stage.CANCELLED)
            .and()
            .when(PurchaseRequest.PROCESS).enters(PurchaseRequest.Stage.CLOSING).onlyIf(CONTRACT_IS_NEEDED)
                .open(Contract.PROCESS, p -> ContractData.of(Kind.PURCHASE, p.data().title(), p.data().chosenSupplier(), p.data().sum()))
                .andWait(signed -> new PurchaseRequest.ContractSigned(signed.id()), lost -> new PurchaseRequest.ContractFailed(lost.id(), why(lost)))
                .closing(Contract.Stage.CANCELLED)
            .and()
            .when(Deal.PROCESS).enters(Deal.Stage.SUCCESS).onlyIf(GOODS_MUST_BE_BOUGHT)
                .open(PurchaseRequest.PROCESS, StandardLinks::purchase)
                .andObserve(
                    bought -> new Deal.PurchaseEnded(bought.id(), true, bought.data().fact(), bought.data().deliveredAt()),
                    failed -> new Deal.PurchaseEnded(failed.id(), false, null, null))
            .and()
            .when(Deal.PROCESS).takes(Deal.ProductLifeEnded.class)
                .open(Reactivation.PROCESS, StandardLinks::reactivation)
            .and()
            .when(Reactivation.PROCESS).takes(Reactivation.NextCycleCame.class)
                .open(Reactivation.PROCESS, r -> Reactivation.Data.of(r.data().title(), r.data().company(), r.data().contact(), r.data().reach())
                    .direction(r.data().direction()).lastProducts(r.data().lastProducts()))
            .and()
            .when(Partner.PROCESS).enters(Partner.Stage.SUCCESS).after(PARTNER_REVIEW)
                .open(Partner.PROCESS, p -> p.data().forReview())
            .and()
            .when(Reactivation.PROCESS).takes(Reactivation.Interested.class)
                .open(Deal.PROCESS, StandardLinks::dealOfReactivation)
                .andWait(won -> new Reactivation.DealWon(won.id()), lost -> new Reactivation.DealLost(lost.id(), why(lost)))
            .and()
            .whenAnyFails(PREVENTABLE)
                .open(CorrectiveAction.PROCESS, StandardLinks::actionOfFail)
                .ownedBy(Role.QUALITY)
                .once(card -> metric(card) + "/" + month(card))
                .elseTell(card -> new CorrectiveAction.CaseAdded(card.id()))
            .and()
            .whenOverdueExceeds(LATE_PER_CENT, LEAST_OPEN, CorrectiveAction.PROCESS, StandardLinks::actionOfLateness)
                .ownedBy(Role.QUALITY)
            .and()
            .when(CorrectiveAction.PROCESS).enters(CorrectiveAction.Stage.SUCCESS)
                .note(a -> Message.of("improvement-noted", a.data().changeId(), CorrectiveAction.PROCESS.version()))
            .build();
    // spotless:on

    private StandardLinks() {}

    private static DealData dealOfLead(Card<LeadData> lead) {
        var data = lead.data();
        var needs = new ArrayList<String>();
        var bant = data.bant();
        if (bant.need() != null) {
            needs.add(bant.need());
        }
        needs.addAll(data.productInterest());
        var company = data.companyInn() == null ? "" : data.companyInn();
        return DealData.of(data.title(), company, data.contact(), data.direction())
                .requirements(needs)
                .source(data.channel().name().toLowerCase(Locale.ROOT));
    }

    private static DealData dealOfColdLead(Card<ColdLead.Data> lead) {
        var data = lead.data();
        return DealData.of(data.title(), data.company(), data.contact(), data.direction())
                .requirements(data.need().isBlank() ? List.of() : List.of(data.need()))
                .source("cold-lead");
    }

    private static LeadData leadOfColdLead(Card<ColdLead.Data> lead) {
        var data = lead.data();
        return LeadData.of(data.title(), Channel.OTHER, data.need())
                .contact(data.contact().id())
                .companyInn(data.company());
    }

    private static DealData dealOfMeeting(Card<Meeting.Data> meeting) {
        return DealData.of(meeting.data().goal(), "", meeting.data().contact(), "")
                .requirements(promised(meeting))
                .source("meeting");
    }

    private static DealData dealOfReactivation(Card<Reactivation.Data> card) {
        var data = card.data();
        return DealData.of(data.title(), data.company(), data.contact(), data.direction())
                .requirements(data.offers())
                .source("reactivation");
    }

    private static ProposalData proposal(Card<DealData> deal) {
        var data = deal.data();
        return ProposalData.of(
                data.title(),
                data.company(),
                data.contact(),
                data.direction(),
                data.requirements(),
                deal.due().map(d -> d.atZone(ZONE).toLocalDate()).orElse(null));
    }

    private static ContractData contract(Kind kind, Card<DealData> deal) {
        var data = deal.data();
        return ContractData.of(kind, data.title(), data.company(), data.amount())
                .direction(data.direction().isBlank() ? null : data.direction());
    }

    private static PurchaseRequest.Data purchase(Card<DealData> deal) {
        var data = deal.data();
        var lines = data.goodsToBuy().stream()
                .map(l -> Line.of(l.title(), l.quantity(), "шт.", l.cost()))
                .toList();
        var won = deal.visit().enteredAt().atZone(ZONE).toLocalDate();
        var request = PurchaseRequest.Data.of(data.title(), lines, won.plusDays(DAYS_TO_BUY))
                .costCentre(data.direction())
                .justification(data.title());
        var owner = deal.owner();
        return owner == null ? request : request.requester(owner);
    }

    private static Reactivation.Data reactivation(Card<DealData> deal) {
        var data = deal.data();
        return Reactivation.Data.of(data.title(), data.company(), data.contact(), Set.of())
                .direction(data.direction())
                .lastProducts(data.lastProducts());
    }

    private static CorrectiveAction.Data actionOfFail(Card<Object> card) {
        return CorrectiveAction.Data.ofMetric(metric(card), card.header().title(), List.of(card.id()), Severity.MAJOR);
    }

    private static CorrectiveAction.Data actionOfLateness(Lateness lateness) {
        return CorrectiveAction.Data.ofMetric(
                "overdue:" + lateness.process(),
                lateness.process() + ": " + lateness.perCent() + " %",
                lateness.late(),
                Severity.MAJOR);
    }

    private static String metric(Card<?> card) {
        return "fails:" + card.process() + ":" + card.stage().name();
    }

    private static YearMonth month(Card<?> card) {
        return YearMonth.from(card.visit().enteredAt().atZone(ZONE));
    }

    private static boolean isPreventable(Card<?> card) {
        var failure = card.failure();
        if (failure == null || failure.comment().startsWith(Link.CLOSED_WITH_PARENT)) {
            return false;
        }
        return failure.group() == FailGroup.INTERNAL
                || PREVENTABLE_FAILS.contains(failure.stage().name())
                || (card.process().equals(Deal.PROCESS.code())
                        && isLarge(card.header().amount()));
    }

    private static boolean isLarge(@Nullable Money amount) {
        return amount != null && amount.currency().equals(LARGE_LOSS.currency()) && amount.compareTo(LARGE_LOSS) > 0;
    }

    /** A deal notes what was promised by itself; a cold lead opens a deal when it succeeds. */
    private static boolean isHandledByParent(Card<?> meeting) {
        var origin = meeting.origin();
        return origin != null
                && Set.of(Deal.PROCESS.code(), ColdLead.PROCESS.code(), Partner.PROCESS.code())
                        .contains(origin.process());
    }

    private static List<String> promised(Card<Meeting.Data> meeting) {
        var report = meeting.data().report();
        return report == null
                ? List.of()
                : report.external().stream()
                        .filter(Meeting.FollowUp::isNeeded)
                        .map(Meeting.FollowUp::what)
                        .toList();
    }

    private static boolean speaksOfProposal(String text) {
        var said = text.toLowerCase(Locale.ROOT);
        return said.contains("ткп") || said.contains("предложени") || said.contains("proposal");
    }

    /** The fail, by its stored name. */
    private static String why(Card<?> lost) {
        return Objects.requireNonNull(lost.failure()).stage().name();
    }
}
