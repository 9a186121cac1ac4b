package dev.voronka.process.purchaserequest;

import static dev.voronka.FailGroup.FIT;
import static dev.voronka.FailGroup.INTERNAL;
import static dev.voronka.FailGroup.LEGAL;
import static dev.voronka.FailGroup.NO_RESPONSE;
import static dev.voronka.FailGroup.PRICE;
import static dev.voronka.FailGroup.TIMING;
import static dev.voronka.Step.emitting;
import static dev.voronka.Step.setting;
import static dev.voronka.When.at;
import static dev.voronka.When.following;
import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.APPROVAL_REJECTED;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.BUDGET_REJECTED;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.CLOSING;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.NEW;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.NOT_NEEDED;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.NO_OFFERS;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.REQUESTS;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.SUCCESS;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.SUPPLIER_BLOCKED;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.SUPPLIER_FAILED;
import static dev.voronka.process.purchaserequest.PurchaseRequest.Stage.TERMS;

import dev.voronka.Actor;
import dev.voronka.Addressee;
import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.Effect;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Message;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Situation;
import dev.voronka.TextRef;
import dev.voronka.WorkingTime;
import dev.voronka.approval.Answer;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalSheet;
import dev.voronka.approval.Delegation;
import dev.voronka.approval.SectionDigest;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Router;
import dev.voronka.decision.RoutingRequest;
import dev.voronka.lookup.Budgets;
import dev.voronka.lookup.Suppliers;
import dev.voronka.lookup.Suppliers.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Заявка на закупку: from a need to accepted goods and their documents. Source: processes.md, 5. */
public final class PurchaseRequest {

    /** The stages of a purchase request. */
    public enum Stage implements dev.voronka.Stage {
        /** Подача заявки: what is needed, by when and what for is being written. */
        NEW,
        /** Управление запросами: suppliers are asked for offers. */
        REQUESTS,
        /** Согласование условий: those whom the sum calls in approve. */
        TERMS,
        /** Завершение сделки с поставщиком: order, contract, delivery, documents. */
        CLOSING,
        /** Успех. */
        SUCCESS,
        /** Нет бюджета. */
        BUDGET_REJECTED,
        /** Не согласована. */
        APPROVAL_REJECTED,
        /** Нет предложений. */
        NO_OFFERS,
        /** Поставщик сорвал. */
        SUPPLIER_FAILED,
        /** Потребность отпала. */
        NOT_NEEDED,
        /** Поставщик не прошёл проверку. */
        SUPPLIER_BLOCKED
    }

    /** What happens to a purchase request. */
    public sealed interface Trigger extends dev.voronka.Trigger {}

    /** What speaks of a supplier's offer. */
    public sealed interface OfSupplier extends Trigger {
        /** Whose offer. */
        String supplier();
    }

    /** What brings an offer. */
    public sealed interface BringsOffer extends Trigger {
        /** The offer. */
        Offer offer();
    }

    /** Hands the request in. */
    @Code("submit")
    public record Submit() implements Trigger {}

    /** Enters a supplier's offer; it replaces the supplier's earlier one. */
    @Code("add-offer")
    public record AddOffer(Offer offer) implements BringsOffer {}

    /** Takes a supplier's offer out. */
    @Code("withdraw-offer")
    public record WithdrawOffer(String supplier) implements OfSupplier {}

    /** Takes a supplier's offer; why is needed only if it is not the best one. */
    @Code("choose-offer")
    public record ChooseOffer(String supplier, String why) implements OfSupplier {}

    /** Says why only one supplier can be asked. */
    @Code("name-single-source")
    public record NameSingleSource(String why) implements Trigger {}

    /** Says that a supplier has been checked and that nothing speaks against it. */
    @Code("record-supplier-check")
    public record RecordSupplierCheck(String supplier, String comment) implements OfSupplier {}

    /** Hands the collected offers in for approval; takes the best one if none has been chosen. */
    @Code("submit-offers")
    public record SubmitOffers() implements Trigger {}

    /** Approves. */
    @Code("approve")
    public record Approve(String comment) implements Trigger {}

    /** Does not approve and says what should be different. */
    @Code("reject")
    public record Reject(String comment) implements Trigger {}

    /** Hands one's approvals of this request over to somebody else for a while, both days included. */
    @Code("delegate-approvals")
    public record DelegateApprovals(String to, LocalDate first, LocalDate last) implements Trigger {}

    /** The supplier has changed the offer that is taken; what was approved before is approved anew. */
    @Code("revise-offer")
    public record ReviseOffer(Offer offer) implements BringsOffer {}

    /** All have approved, and what was still missing then is there now. */
    @Code("agree-terms")
    public record AgreeTerms() implements Trigger {}

    /** Sends the order. */
    @Code("send-order")
    public record SendOrder(String orderNo, LocalDate deliverBy) implements Trigger {}

    /** The contract's card has ended in success. */
    @Code("contract-signed")
    public record ContractSigned(CardId contract) implements Trigger {}

    /** The contract's card has ended in a fail. */
    @Code("contract-failed")
    public record ContractFailed(CardId contract, String reason) implements Trigger {}

    /** Accepts what was delivered on this day. */
    @Code("accept-delivery")
    public record AcceptDelivery(LocalDate day) implements Trigger {}

    /** Hands in the supplier's documents: which, and what they come to. */
    @Code("hand-in-documents")
    public record HandInDocuments(List<String> documents, Money invoiced) implements Trigger {
        /** Keeps an unmodifiable copy. */
        public HandInDocuments {
            documents = List.copyOf(documents);
        }
    }

    /** Everything is there and done. */
    @Code("complete")
    public record Complete() implements Trigger {}

    /**
     * The card of a purchase request.
     *
     * @param title what people call it
     * @param lines what is to be bought, all in one currency
     * @param needBy by which day it is needed
     * @param costCentre whom it is charged to; empty until known
     * @param budget the budget's id; empty if there is none
     * @param justification what it is needed for; empty until told
     * @param requester who needs it, by id; null until it is submitted
     * @param proposedSupplier from whom to buy what is too small to ask for offers; empty if open
     * @param tender the offers and which is taken
     * @param checks of suppliers
     * @param approvals who must approve and who has
     * @param levelSince when the approvers who are asked now were asked; null until somebody is
     * @param closing how far the bargain with the supplier is
     */
    public record Data(
            String title,
            List<Line> lines,
            LocalDate needBy,
            String costCentre,
            String budget,
            String justification,
            @Nullable String requester,
            String proposedSupplier,
            Tender tender,
            List<SupplierCheck> checks,
            ApprovalSheet approvals,
            @Nullable Instant levelSince,
            Closing closing) {

        /** Refuses lines in different currencies; keeps unmodifiable copies. */
        public Data {
            lines = List.copyOf(lines);
            checks = List.copyOf(checks);
            if (lines.stream().map(l -> l.maxPrice().currency()).distinct().count() > 1) {
                throw new InvalidInput("The lines of a purchase request are in different currencies; make one request"
                        + " for each currency.");
            }
        }

        /** A request: what people call it, what is to be bought and by which day it is needed. */
        public static Data of(String title, List<Line> lines, LocalDate needBy) {
            return new Data(
                    title,
                    lines,
                    needBy,
                    "",
                    "",
                    "",
                    null,
                    "",
                    Tender.NONE,
                    List.of(),
                    ApprovalSheet.NONE,
                    null,
                    Closing.NONE);
        }

        /** The same charged to this cost centre. */
        public Data costCentre(String code) {
            return with(code, budget, justification, requester, proposedSupplier);
        }

        /** The same out of this budget, by id. */
        public Data budget(String id) {
            return with(costCentre, id, justification, requester, proposedSupplier);
        }

        /** The same with what it is needed for. */
        public Data justification(String why) {
            return with(costCentre, budget, why, requester, proposedSupplier);
        }

        /** The same for an employee, by id. */
        public Data requester(String employee) {
            return with(costCentre, budget, justification, employee, proposedSupplier);
        }

        /** The same, to be bought from this supplier if it is too small to ask for offers. */
        public Data proposedSupplier(String id) {
            return with(costCentre, budget, justification, requester, id);
        }

        /** What the lines may cost at most; no roubles without lines. */
        public Money maxCost() {
            return lines.stream().map(Line::maxCost).reduce(Money::plus).orElse(Money.roubles(0));
        }

        /** The price of the chosen offer; what the lines may cost at most while none is chosen. */
        public Money sum() {
            var taken = tender.taken();
            return taken == null ? maxCost() : taken.price();
        }

        /** From whom is bought: whose offer is chosen, else whom the request proposes; empty while that is open. */
        public String chosenSupplier() {
            return tender.chosen().isEmpty() ? proposedSupplier : tender.chosen();
        }

        /** Whether it needs no offers and no approvals: {@link #SMALL}. */
        public boolean isSmall() {
            return isRoubles(maxCost()) && maxCost().compareTo(SMALL) <= 0;
        }

        /** Whether a contract must be signed: {@link #CONTRACT_ABOVE}, or not in roubles. */
        public boolean needsContract() {
            return !isRoubles(sum()) || sum().compareTo(CONTRACT_ABOVE) > 0;
        }

        /** The day on which the delivery was accepted; null until then. */
        public @Nullable LocalDate deliveredAt() {
            return closing.deliveredAt();
        }

        /** What it has cost by the documents; null until they are in. */
        public @Nullable Money fact() {
            return closing.invoiced();
        }

        /** How much less than its highest price it has cost, in per cent; zero until the documents are in. */
        public BigDecimal saving() {
            var fact = closing.invoiced();
            return fact == null || !fact.currency().equals(maxCost().currency())
                    ? BigDecimal.ZERO
                    : maxCost().perCent(maxCost().minus(fact));
        }

        @Nullable
        ZonedDateTime levelStart() {
            return levelSince == null ? null : levelSince.atZone(ZONE);
        }

        ZonedDateTime closeBy() {
            var agreed = closing.deliverBy();
            return (agreed == null ? needBy : agreed).atTime(DAY_ENDS).atZone(ZONE);
        }

        /** What approvals are given on. */
        Map<String, String> sections() {
            return Map.of(
                    "need", SectionDigest.of(lines, needBy, costCentre, budget),
                    "offer", SectionDigest.of(tender.taken()));
        }

        boolean isAsAsked() {
            return approvals.sections().equals(sections());
        }

        boolean isChecked(String supplier) {
            return checks.stream().anyMatch(c -> c.supplier().equals(supplier));
        }

        /** Lines that can be decided now and could not before. */
        List<ApprovalLine> newlyAsked(Data before) {
            var lines = new ArrayList<>(approvals.waitingFor());
            lines.removeAll(before.approvals.waitingFor());
            return lines;
        }

        Data submitted(Actor actor, @Nullable String owner) {
            var known = requester == null || requester.isBlank() ? null : requester;
            var asks = actor.kind() == Actor.Kind.EMPLOYEE ? actor.id() : owner;
            return with(costCentre, budget, justification, known == null ? asks : known, proposedSupplier);
        }

        Data offered(AddOffer t) {
            return with(tender.with(t.offer()), checks);
        }

        Data offerWithdrawn(WithdrawOffer t) {
            return with(tender.without(t.supplier()), checks);
        }

        Data choosing(ChooseOffer t) {
            return with(tender.choosing(t.supplier(), t.why()), checks);
        }

        Data singleSourced(NameSingleSource t) {
            return with(tender.onlyFrom(t.why()), checks);
        }

        Data checked(RecordSupplierCheck t, Actor by, Instant now) {
            var all = new ArrayList<>(checks);
            all.add(new SupplierCheck(t.supplier(), by.id(), t.comment(), now));
            return with(tender, all);
        }

        Data offersSubmitted(Instant now) {
            return with(tender.choosing(tender.preferred(), tender.chosenBecause()), checks)
                    .with(approvals, now, closing);
        }

        /** The same once it is known who must approve; what was approved and has not changed stays approved. */
        Data approvalsAsked(ApprovalPolicy.Required required) {
            var sheet = new ApprovalSheet(requester, approvals.steps(), approvals.sections(), approvals.delegations());
            return with(sheet.required(required.steps()).renewed(sections()), levelSince, closing);
        }

        Data decided(Actor by, Answer answer, String comment, Instant now) {
            var sheet = approvals.decided(by, answer, comment, now, dayOf(now));
            var nextLevel = Collections.disjoint(approvals.waitingFor(), sheet.waitingFor());
            return with(sheet, nextLevel ? now : levelSince, closing);
        }

        Data delegated(DelegateApprovals t, Actor from) {
            var roles = new HashSet<>(from.roles());
            roles.retainAll(approvals.lines().stream().map(ApprovalLine::role).toList());
            return with(
                    approvals.delegated(Delegation.of(from.id(), roles, t.to(), t.first(), t.last())),
                    levelSince,
                    closing);
        }

        Data revised(ReviseOffer t, Instant now) {
            return with(tender.with(t.offer()).choosing(t.offer().supplier(), tender.chosenBecause()), checks)
                    .with(approvals, now, closing.repriced());
        }

        Data ordered(SendOrder t) {
            return with(approvals, levelSince, closing.ordered(t.orderNo(), t.deliverBy()));
        }

        Data contractSigned(ContractSigned t) {
            return with(approvals, levelSince, closing.signed(t.contract()));
        }

        Data contractFailed(ContractFailed t) {
            return with(approvals, levelSince, closing.contractFailed(t.reason()));
        }

        Data withoutSupplier() {
            return with(tender.without(chosenSupplier()), checks);
        }

        Data delivered(AcceptDelivery t) {
            return with(approvals, levelSince, closing.delivered(t.day()));
        }

        Data documented(HandInDocuments t) {
            return with(approvals, levelSince, closing.documented(t.documents(), t.invoiced()));
        }

        /** The same without approvals, which are asked for anew: a budget has been refused since they were given. */
        Data approvalsForgotten() {
            return with(ApprovalSheet.NONE, null, closing);
        }

        private Data with(
                String newCostCentre,
                String newBudget,
                String newJustification,
                @Nullable String newRequester,
                String newProposed) {
            return new Data(
                    title,
                    lines,
                    needBy,
                    newCostCentre,
                    newBudget,
                    newJustification,
                    newRequester,
                    newProposed,
                    tender,
                    checks,
                    approvals,
                    levelSince,
                    closing);
        }

        private Data with(Tender newTender, List<SupplierCheck> newChecks) {
            return new Data(
                    title,
                    lines,
                    needBy,
                    costCentre,
                    budget,
                    justification,
                    requester,
                    proposedSupplier,
                    newTender,
                    newChecks,
                    approvals,
                    levelSince,
                    closing);
        }

        private Data with(ApprovalSheet newApprovals, @Nullable Instant newLevelSince, Closing newClosing) {
            return new Data(
                    title,
                    lines,
                    needBy,
                    costCentre,
                    budget,
                    justification,
                    requester,
                    proposedSupplier,
                    tender,
                    checks,
                    newApprovals,
                    newLevelSince,
                    newClosing);
        }
    }

    /** Up to what sum nobody asks for offers and nobody approves. Source: a proposal, to be set by each company. */
    public static final Money SMALL = Money.roubles(10_000);

    /** Above what sum a contract is signed. Source: a proposal, to be set by each company. */
    public static final Money CONTRACT_ABOVE = Money.roubles(100_000);

    /** Time to submit a request that has been begun. Source: processes.md, 5. */
    static final WorkingTime SUBMISSION = workingDays(1);

    /** Time to collect offers. Source: processes.md, 5. */
    static final WorkingTime COLLECTION = workingDays(5);

    /** Time that each level of approvers has. Source: processes.md, 5. */
    static final WorkingTime LEVEL = workingDays(3);

    /** How many offers are needed where more than one supplier can be asked. Source: processes.md, 5. */
    static final int LEAST_OFFERS = 3;

    /** How often a request may be rejected with comments and come back. Source: processes.md, 5. */
    static final int MOST_REJECTIONS = 3;

    /** How often a price may change after all have approved. Source: a proposal, to be set by each company. */
    static final int MOST_REVISIONS = 3;

    /** After how many contracts that came to nothing the purchase has failed. Source: a proposal. */
    static final int MOST_CONTRACT_FAILURES = 2;

    /** When a day is over on which something is due. Source: processes.md, conventions. */
    private static final LocalTime DAY_ENDS = LocalTime.of(18, 0);

    /** In which zone days are counted. Source: design.md, 9. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    static final Guard<Data, Object> LINES_ARE_FILLED =
            Guard.listing("lines-are-filled", s -> unfilledLines(s.data().lines()));
    static final Guard<Data, Object> NEED_IS_AHEAD =
            Guard.of("need-is-ahead", s -> s.data().needBy().isAfter(dayOf(s.now())));
    static final Guard<Data, Object> COST_CENTRE_IS_FILLED =
            Guard.onData("cost-centre-is-filled", d -> !d.costCentre().isBlank());
    static final Guard<Data, Object> JUSTIFICATION_IS_FILLED =
            Guard.onData("justification-is-filled", d -> !d.justification().isBlank());
    static final Guard<Data, Object> SMALL_PURCHASE_IS_IN_BUDGET =
            Guard.listing("small-purchase-is-in-budget", s -> s.data().isSmall() ? lackingBudget(s) : List.of());
    static final Guard<Data, Object> PURCHASE_IS_SMALL = Guard.onData("purchase-is-small", Data::isSmall);
    static final Guard<Data, BringsOffer> OFFER_IS_FILLED =
            Guard.listing("offer-is-filled", s -> s.trigger().offer().missing());
    static final Guard<Data, OfSupplier> OFFER_IS_KNOWN =
            Guard.of("offer-is-known", s -> s.data().tender().of(s.trigger().supplier()) != null);
    static final Guard<Data, NameSingleSource> SINGLE_SOURCE_IS_EXPLAINED =
            Guard.of("single-source-is-explained", s -> !s.trigger().why().isBlank());
    static final Guard<Data, RecordSupplierCheck> CHECK_IS_EXPLAINED =
            Guard.of("check-is-explained", s -> !s.trigger().comment().isBlank());
    static final Guard<Data, Object> OFFERS_ARE_ENOUGH =
            Guard.listing("offers-are-enough", s -> tooFewOffers(s.data().tender()));
    static final Guard<Data, Object> OFFERS_ARE_COMPARABLE =
            Guard.listing("offers-are-comparable", s -> incomparableOffers(s.data()));
    static final Guard<Data, Object> CHOICE_IS_EXPLAINED =
            Guard.onData("choice-is-explained", d -> d.tender().isExplained());
    static final Guard<Data, Object> SUPPLIER_IS_NOT_BLOCKED =
            Guard.listing("supplier-is-not-blocked", PurchaseRequest::blockedSupplier);
    static final Guard<Data, Object> APPROVER_IS_ASKED =
            Guard.of("approver-is-asked", s -> s.data().approvals().isAsked(s.actor(), dayOf(s.now())));
    static final Guard<Data, Object> NOT_OWN_REQUEST =
            Guard.of("not-own-request", s -> !s.data().approvals().isOwnRequest(s.actor()));
    static final Guard<Data, Reject> REJECTION_IS_EXPLAINED =
            Guard.of("rejection-is-explained", s -> !s.trigger().comment().isBlank());
    static final Guard<Data, Object> REQUEST_IS_AS_ASKED = Guard.onData("request-is-as-asked", Data::isAsAsked);
    static final Guard<Data, Object> TERMS_ARE_REJECTED =
            Guard.onData("terms-are-rejected", d -> d.approvals().isRejected());
    static final Guard<Data, Object> TERMS_ARE_AGREED = Guard.of(
            "terms-are-agreed",
            s -> s.data().approvals().isPositive()
                    && lackingBudget(s).isEmpty()
                    && blockedSupplier(s).isEmpty()
                    && uncheckedSupplier(s).isEmpty());
    static final Guard<Data, DelegateApprovals> ACTOR_APPROVES_HERE = Guard.of(
            "actor-approves-here", s -> s.data().approvals().lines().stream().anyMatch(l -> isHis(l, s.actor())));
    static final Guard<Data, DelegateApprovals> DELEGATE_IS_ANOTHER =
            Guard.of("delegate-is-another", PurchaseRequest::isDelegateAnother);
    static final Guard<Data, DelegateApprovals> DELEGATION_IS_AHEAD = Guard.of(
            "delegation-is-ahead",
            s -> !s.trigger().last().isBefore(s.trigger().first())
                    && !s.trigger().last().isBefore(dayOf(s.now())));
    static final Guard<Data, ReviseOffer> OFFER_IS_OF_THE_SUPPLIER = Guard.of(
            "offer-is-of-the-supplier",
            s -> s.trigger().offer().supplier().equals(s.data().chosenSupplier()));
    static final Guard<Data, ReviseOffer> REVISED_OFFER_IS_COMPARABLE = Guard.of(
            "revised-offer-is-comparable", s -> isComparable(s.trigger().offer(), s.data()));
    static final Guard<Data, Object> APPROVALS_ARE_GIVEN =
            Guard.onData("approvals-are-given", d -> d.approvals().isPositive());
    static final Guard<Data, Object> BUDGET_IS_LEFT = Guard.listing("budget-is-left", PurchaseRequest::lackingBudget);
    static final Guard<Data, Object> SUPPLIER_IS_CHECKED =
            Guard.listing("supplier-is-checked", PurchaseRequest::uncheckedSupplier);
    static final Guard<Data, SendOrder> ORDER_NUMBER_IS_FILLED =
            Guard.of("order-number-is-filled", s -> !s.trigger().orderNo().isBlank());
    static final Guard<Data, SendOrder> DELIVERY_DAY_IS_AHEAD =
            Guard.of("delivery-day-is-ahead", s -> !s.trigger().deliverBy().isBefore(dayOf(s.now())));
    static final Guard<Data, Object> SUPPLIER_IS_NAMED =
            Guard.onData("supplier-is-named", d -> !d.chosenSupplier().isBlank());
    static final Guard<Data, Object> SUM_IS_APPROVED = Guard.onData(
            "sum-is-approved",
            d -> d.tender().taken() == null
                    ? d.isSmall()
                    : d.isAsAsked() && d.approvals().isPositive());
    static final Guard<Data, Object> ANOTHER_SUPPLIER_MAY_BE_SOUGHT = Guard.onData(
            "another-supplier-may-be-sought", d -> d.closing().contractFailures() < MOST_CONTRACT_FAILURES);
    static final Guard<Data, Object> ORDER_IS_SENT =
            Guard.onData("order-is-sent", d -> d.closing().isOrdered());
    static final Guard<Data, AcceptDelivery> DELIVERY_DAY_HAS_COME =
            Guard.of("delivery-day-has-come", s -> !s.trigger().day().isAfter(dayOf(s.now())));
    static final Guard<Data, HandInDocuments> DOCUMENTS_ARE_NAMED = Guard.of(
            "documents-are-named",
            s -> !s.trigger().documents().isEmpty()
                    && s.trigger().documents().stream().noneMatch(String::isBlank));
    static final Guard<Data, HandInDocuments> INVOICE_IS_WITHIN_THE_SUM = Guard.listing(
            "invoice-is-within-the-sum",
            s -> isWithin(s.trigger().invoiced(), s.data().sum())
                    ? List.of()
                    : List.of(s.data().sum()));
    static final Guard<Data, Object> CONTRACT_IS_SIGNED_IF_NEEDED = Guard.onData(
            "contract-is-signed-if-needed",
            d -> !d.needsContract() || d.closing().contract() != null);
    static final Guard<Data, Object> DELIVERY_IS_ACCEPTED =
            Guard.onData("delivery-is-accepted", d -> d.deliveredAt() != null);
    static final Guard<Data, Object> DOCUMENTS_ARE_IN =
            Guard.onData("documents-are-in", d -> d.closing().invoiced() != null);

    // The definition keeps its own layout, so that it reads like the description of the process.
    // spotless:off
    /** The process. */
    public static final SalesProcess<Trigger, Data> PROCESS = SalesProcess.named(
                    "purchase-request", Stage.class, Trigger.class, Data.class)
            .header(d -> Header.of(d.title()).amount(d.sum()))
            .startsIn(NEW)
            .mainPath(NEW, REQUESTS, TERMS, CLOSING, SUCCESS)
            .stage(NEW, s -> s.ownedBy(Role.REP)
                    .within(SUBMISSION)
                    .mayFail(NOT_NEEDED, BUDGET_REJECTED)
                    .on(Submit.class)
                        .consult(Budgets.class, p -> Budgets.of(p.data().budget()))
                        .when(LINES_ARE_FILLED, NEED_IS_AHEAD, COST_CENTRE_IS_FILLED, JUSTIFICATION_IS_FILLED,
                                SMALL_PURCHASE_IS_IN_BUDGET)
                        .setFrom(p -> p.data().submitted(p.actor(), p.card().owner()))
                        .ask(Router.class, PurchaseRequest::buyerWanted)
                        .assignTo(p -> p.answer(Router.class).employee())
                        .choose(c -> c
                            .when(PURCHASE_IS_SMALL, emitting(p -> toBuyer(p, "purchase-request.order")), CLOSING)
                            .otherwise(emitting(p -> toBuyer(p, "purchase-request.find-offers")), REQUESTS)))
            .stage(REQUESTS, s -> s.ownedBy(Role.BUYER)
                    .within(COLLECTION)
                    .mayFail(NO_OFFERS, NOT_NEEDED, SUPPLIER_BLOCKED)
                    .on(AddOffer.class)
                        .when(OFFER_IS_FILLED)
                        .set(Data::offered)
                        .stay()
                    .on(WithdrawOffer.class)
                        .when(OFFER_IS_KNOWN)
                        .set(Data::offerWithdrawn)
                        .stay()
                    .on(ChooseOffer.class)
                        .when(OFFER_IS_KNOWN)
                        .set(Data::choosing)
                        .stay()
                    .on(NameSingleSource.class)
                        .when(SINGLE_SOURCE_IS_EXPLAINED)
                        .set(Data::singleSourced)
                        .stay()
                    .on(RecordSupplierCheck.class)
                        .by(Role.BUYER, Role.SECURITY)
                        .when(CHECK_IS_EXPLAINED, OFFER_IS_KNOWN)
                        .setFrom(p -> p.data().checked(p.trigger(), p.actor(), p.now()))
                        .stay()
                    .on(SubmitOffers.class)
                        .consult(Suppliers.class, p -> Suppliers.of(p.data().tender().preferred()))
                        .when(OFFERS_ARE_ENOUGH, OFFERS_ARE_COMPARABLE, CHOICE_IS_EXPLAINED, SUPPLIER_IS_NOT_BLOCKED)
                        .setFrom(p -> p.data().offersSubmitted(p.now()))
                        .ask(ApprovalPolicy.class, p -> approvalAsked(p.data()), Data::approvalsAsked)
                        .emitAll(p -> toApprovers(p, p.data().approvals().waitingFor()))
                        .goTo(TERMS))
            .stage(TERMS, s -> s.ownedBy(Role.BUYER)
                    .within(following(LEVEL, Data::levelStart))
                    .mayFail(BUDGET_REJECTED, NOT_NEEDED, SUPPLIER_BLOCKED)
                    .mayFailWhen(APPROVAL_REJECTED, APPROVER_IS_ASKED, NOT_OWN_REQUEST)
                    .on(Approve.class)
                        .consult(Budgets.class, p -> Budgets.of(p.data().budget()))
                        .consult(Suppliers.class, p -> Suppliers.of(p.data().chosenSupplier()))
                        .when(APPROVER_IS_ASKED, NOT_OWN_REQUEST, REQUEST_IS_AS_ASKED)
                        .setFrom(p -> p.data().decided(p.actor(), Answer.APPROVED, p.trigger().comment(), p.now()))
                        .emitAll(PurchaseRequest::afterApproval)
                        .choose(c -> c
                            .when(TERMS_ARE_AGREED, emitting(p -> toOwner(p, "purchase-request.order")), CLOSING)
                            .otherwiseStay())
                    .on(Reject.class)
                        .when(APPROVER_IS_ASKED, NOT_OWN_REQUEST, REJECTION_IS_EXPLAINED)
                        .atMost(MOST_REJECTIONS)
                        .setFrom(p -> p.data().decided(p.actor(), Answer.REJECTED, p.trigger().comment(), p.now()))
                        .choose(c -> c
                            .when(TERMS_ARE_REJECTED, emitting(p -> Effect.task("purchase-request.rejected", p.data().title(), p.trigger().comment())), REQUESTS)
                            .otherwiseStay())
                    .on(DelegateApprovals.class)
                        .when(ACTOR_APPROVES_HERE, DELEGATE_IS_ANOTHER, DELEGATION_IS_AHEAD)
                        .setFrom(p -> p.data().delegated(p.trigger(), p.actor()))
                        .emit(p -> Effect.tell(p.trigger().to(), "purchase-request.delegated", p.data().title(), DAY.format(p.trigger().first()), DAY.format(p.trigger().last())))
                        .stay()
                    .on(RecordSupplierCheck.class)
                        .by(Role.BUYER, Role.SECURITY)
                        .when(CHECK_IS_EXPLAINED, OFFER_IS_KNOWN)
                        .setFrom(p -> p.data().checked(p.trigger(), p.actor(), p.now()))
                        .stay()
                    .on(ReviseOffer.class)
                        .when(OFFER_IS_FILLED, OFFER_IS_OF_THE_SUPPLIER, REVISED_OFFER_IS_COMPARABLE)
                        .setFrom(p -> p.data().revised(p.trigger(), p.now()))
                        .ask(ApprovalPolicy.class, p -> approvalAsked(p.data()), Data::approvalsAsked)
                        .emitAll(p -> toApprovers(p, p.data().approvals().waitingFor()))
                        .stay()
                    .on(AgreeTerms.class)
                        .consult(Budgets.class, p -> Budgets.of(p.data().budget()))
                        .consult(Suppliers.class, p -> Suppliers.of(p.data().chosenSupplier()))
                        .when(APPROVALS_ARE_GIVEN, REQUEST_IS_AS_ASKED, BUDGET_IS_LEFT, SUPPLIER_IS_NOT_BLOCKED, SUPPLIER_IS_CHECKED)
                        .emit(p -> toOwner(p, "purchase-request.order"))
                        .goTo(CLOSING))
            .stage(CLOSING, s -> s.ownedBy(Role.BUYER)
                    .within(at(Data::closeBy))
                    .mayFail(SUPPLIER_FAILED, NOT_NEEDED, SUPPLIER_BLOCKED)
                    .on(SendOrder.class)
                        .consult(Suppliers.class, p -> Suppliers.of(p.data().chosenSupplier()))
                        .when(ORDER_NUMBER_IS_FILLED, DELIVERY_DAY_IS_AHEAD, SUPPLIER_IS_NAMED, SUPPLIER_IS_NOT_BLOCKED, SUM_IS_APPROVED)
                        .set(Data::ordered)
                        .stay()
                    .on(ContractSigned.class)
                        .byProgram()
                        .set(Data::contractSigned)
                        .stay()
                    .on(ContractFailed.class)
                        .byProgram()
                        .atMost(MOST_CONTRACT_FAILURES + 1)
                        .set(Data::contractFailed)
                        .choose(c -> c
                            .when(ANOTHER_SUPPLIER_MAY_BE_SOUGHT,
                                    setting(p -> p.data().withoutSupplier()),
                                    emitting(p -> Effect.task("purchase-request.contract-failed", p.data().title(), p.trigger().reason())),
                                    REQUESTS)
                            .otherwise(emitting(p -> toRequester(p.data(), "purchase-request.no-contract", p.data().title(), p.trigger().reason())), SUPPLIER_FAILED))
                    .on(ReviseOffer.class)
                        .when(OFFER_IS_FILLED, OFFER_IS_OF_THE_SUPPLIER, REVISED_OFFER_IS_COMPARABLE)
                        .atMost(MOST_REVISIONS)
                        .setFrom(p -> p.data().revised(p.trigger(), p.now()))
                        .ask(ApprovalPolicy.class, p -> approvalAsked(p.data()), Data::approvalsAsked)
                        .emitAll(p -> toApprovers(p, p.data().approvals().waitingFor()))
                        .goTo(TERMS)
                    .on(AcceptDelivery.class)
                        .when(ORDER_IS_SENT, DELIVERY_DAY_HAS_COME)
                        .set(Data::delivered)
                        .stay()
                    .on(HandInDocuments.class)
                        .when(DOCUMENTS_ARE_NAMED, INVOICE_IS_WITHIN_THE_SUM)
                        .set(Data::documented)
                        .stay()
                    .on(Complete.class)
                        .when(ORDER_IS_SENT, CONTRACT_IS_SIGNED_IF_NEEDED, DELIVERY_IS_ACCEPTED, DOCUMENTS_ARE_IN, SUM_IS_APPROVED)
                        .emit(p -> Effect.comment("purchase-request.budget-fact", p.data().budget(), String.valueOf(p.data().fact()), p.data().saving()))
                        .emit(p -> toRequester(p.data(), "purchase-request.done", p.data().title()))
                        .goTo(SUCCESS))
            .succeedsIn(SUCCESS)
            .failsIn(PRICE, BUDGET_REJECTED)
            .failsIn(INTERNAL, APPROVAL_REJECTED)
            .failsIn(NO_RESPONSE, NO_OFFERS)
            .failsIn(TIMING, SUPPLIER_FAILED)
            .failsIn(FIT, NOT_NEEDED)
            .failsIn(LEGAL, SUPPLIER_BLOCKED)
            .reopensInto(NEW, Data::approvalsForgotten, BUDGET_REJECTED)
            .reopensInto(REQUESTS, NO_OFFERS)
            .build();
    // spotless:on

    private PurchaseRequest() {}

    private static RoutingRequest buyerWanted(Situation<Data, Submit> p) {
        return new RoutingRequest(
                "purchase-request",
                "purchase-request/buyers",
                Role.BUYER,
                null,
                RoutingRequest.Strategy.LEAST_LOADED,
                List.of(),
                List.of(Role.HEAD, Role.DIRECTOR),
                p.now());
    }

    private static ApprovalPolicy.Asked approvalAsked(Data data) {
        return ApprovalPolicy.Asked.of("purchase-request", null, data.sum(), Map.of());
    }

    private static Effect toBuyer(Situation<Data, ?> p, String code) {
        return Effect.task(
                p.answer(Router.class).employee(), null, code, p.data().title());
    }

    private static Effect toOwner(Situation<Data, ?> p, String code) {
        return Effect.task(code, p.data().title());
    }

    private static Effect toRequester(Data data, String code, Object... args) {
        var requester = data.requester();
        return requester == null ? Effect.tellOwner(code, args) : Effect.tell(requester, code, args);
    }

    /** Tasks for who is asked, and for who approves instead on this day; for the owner if nobody is left to be asked. */
    private static List<Effect> toApprovers(Situation<Data, ?> p, List<ApprovalLine> asked) {
        var data = p.data();
        if (data.approvals().isPositive()) {
            return List.of(toOwner(p, "purchase-request.agree"));
        }
        var message = Message.of("purchase-request.approve", data.title(), data.sum());
        var addressees = new ArrayList<Addressee>();
        for (var line : asked) {
            var employee = line.employee();
            addressees.add(employee == null ? new Addressee.Holder(line.role()) : new Addressee.Employee(employee));
            data.approvals().delegations().stream()
                    .filter(d -> d.holdsOn(dayOf(p.now())))
                    .filter(d -> employee == null
                            ? d.roles().contains(line.role())
                            : d.from().equals(employee))
                    .forEach(d -> addressees.add(new Addressee.Employee(d.to())));
        }
        return addressees.stream()
                .distinct()
                .<Effect>map(to -> new Effect.Task(to, message, null))
                .toList();
    }

    /** The next level is asked; once all have approved, the owner is told what is to be done if something is missing. */
    private static List<Effect> afterApproval(Situation<Data, Approve> p) {
        return TERMS_ARE_AGREED.check(widened(p)) == null
                ? List.of()
                : toApprovers(p, p.data().newlyAsked(p.card().data()));
    }

    @SuppressWarnings("unchecked") // the guard looks at no trigger
    private static Situation<Data, Object> widened(Situation<Data, ?> p) {
        return (Situation<Data, Object>) p;
    }

    private static List<Object> unfilledLines(List<Line> lines) {
        return lines.isEmpty()
                ? List.of(new TextRef("lines.none"))
                : IntStream.range(0, lines.size())
                        .filter(i -> !lines.get(i).isFilled())
                        .<Object>mapToObj(i -> "№ " + (i + 1))
                        .toList();
    }

    private static List<Object> lackingBudget(Situation<Data, Object> p) {
        var left = p.answer(Budgets.class);
        if (left.covers(p.data().sum())) {
            return List.of();
        }
        var amount = left.amount();
        return List.of(amount == null ? new TextRef("budget.unknown") : amount);
    }

    private static List<Object> blockedSupplier(Situation<Data, Object> p) {
        var known = p.answer(Suppliers.class);
        if (known.standing() != Standing.BLOCKED) {
            return List.of();
        }
        return List.of(known.why().isBlank() ? new TextRef("supplier.blocked") : known.why());
    }

    private static List<Object> uncheckedSupplier(Situation<Data, Object> p) {
        var supplier = p.data().chosenSupplier();
        return p.answer(Suppliers.class).standing() != Standing.UNCHECKED
                        || p.data().isChecked(supplier)
                ? List.of()
                : List.of(supplier);
    }

    private static List<Object> tooFewOffers(Tender tender) {
        var count = tender.offers().size();
        return count >= LEAST_OFFERS || (count > 0 && !tender.singleSource().isBlank()) ? List.of() : List.of(count);
    }

    /** Suppliers whose price is not in the currency of the lines, or with VAT where the first offer is without. */
    private static List<String> incomparableOffers(Data data) {
        var offers = data.tender().offers();
        return offers.stream()
                .filter(o -> !o.isComparableTo(offers.get(0)) || !isInLinesCurrency(o, data))
                .map(Offer::supplier)
                .toList();
    }

    private static boolean isComparable(Offer offer, Data data) {
        var before = data.tender().taken();
        return isInLinesCurrency(offer, data) && (before == null || offer.isComparableTo(before));
    }

    private static boolean isInLinesCurrency(Offer offer, Data data) {
        return offer.price().currency().equals(data.maxCost().currency());
    }

    private static boolean isHis(ApprovalLine line, Actor actor) {
        return line.employee() == null ? actor.is(line.role()) : Objects.equals(line.employee(), actor.id());
    }

    private static boolean isDelegateAnother(Situation<Data, DelegateApprovals> p) {
        var to = p.trigger().to();
        return !to.isBlank()
                && !to.equals(p.actor().id())
                && !to.equals(p.data().approvals().requester());
    }

    private static boolean isWithin(Money invoiced, Money sum) {
        return invoiced.currency().equals(sum.currency()) && invoiced.minor() > 0 && invoiced.compareTo(sum) <= 0;
    }

    private static boolean isRoubles(Money money) {
        return money.currency().equals("RUB");
    }

    private static LocalDate dayOf(Instant now) {
        return now.atZone(ZONE).toLocalDate();
    }
}
