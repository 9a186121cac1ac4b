package dev.voronka.process.deal;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.ContactRef;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Personal;
import dev.voronka.approval.Answer;
import dev.voronka.approval.ApprovalSheet;
import dev.voronka.approval.Delegation;
import dev.voronka.approval.SectionDigest;
import dev.voronka.decision.ApprovalPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The card of a deal.
 *
 * @param title what people call it, without names of persons
 * @param company the client's id
 * @param contact the person who asks
 * @param direction the code of the line of business, such as {@code goods}; empty if there is none
 * @param source where it came from; empty if unknown
 * @param requirements what the client needs
 * @param productLines goods and services that meet it, by the price list
 * @param budget what the client wants to spend; null until the request is assessed
 * @param proposalId the proposal that the client has approved; null until then
 * @param price what the client pays; null until a proposal is approved
 * @param cost what it costs us; null until a proposal is approved
 * @param competitors who else offers
 * @param decisionMakers who decides on the client's side
 * @param openQuestions what is still to be settled with the client
 * @param expectedCloseDate when the contract should be signed; null until terms are agreed
 * @param meetings meetings that were held
 * @param promised what the client was promised there
 * @param preliminaryContractId the preliminary contract; null until one is signed
 * @param contractId the contract; null until it is signed
 * @param managementApproval who in the management must approve these terms, and who has
 * @param setbacks how often a proposal was lost or a contract failed and work went on, since the deal was last opened
 * @param purchases how the purchases for it have ended
 */
public record DealData(
        String title,
        String company,
        @Personal ContactRef contact,
        String direction,
        String source,
        List<String> requirements,
        List<ProductLine> productLines,
        @Nullable Budget budget,
        @Nullable CardId proposalId,
        @Nullable Money price,
        @Nullable Money cost,
        List<String> competitors,
        List<DecisionMaker> decisionMakers,
        List<String> openQuestions,
        @Nullable LocalDate expectedCloseDate,
        List<CardId> meetings,
        List<String> promised,
        @Nullable CardId preliminaryContractId,
        @Nullable CardId contractId,
        ApprovalSheet managementApproval,
        int setbacks,
        List<Purchase> purchases) {

    /** Refuses money of several currencies; keeps unmodifiable copies. */
    public DealData {
        requirements = List.copyOf(requirements);
        productLines = List.copyOf(productLines);
        competitors = List.copyOf(competitors);
        decisionMakers = List.copyOf(decisionMakers);
        openQuestions = List.copyOf(openQuestions);
        meetings = List.copyOf(meetings);
        promised = List.copyOf(promised);
        purchases = List.copyOf(purchases);
        requireOneCurrency(productLines);
        requireOneCurrency(price, cost);
    }

    /** A deal to be. */
    public static DealData of(String title, String company, ContactRef contact, String direction) {
        return new DealData(
                title,
                company,
                contact,
                direction,
                "",
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                ApprovalSheet.NONE,
                0,
                List.of());
    }

    /** The same with what the client needs. */
    public DealData requirements(List<String> needed) {
        return with(d -> d.requirements = needed);
    }

    /** The same with goods and services. */
    public DealData productLines(List<ProductLine> lines) {
        return with(d -> d.productLines = lines);
    }

    /** The same from a source. */
    public DealData source(String from) {
        return with(d -> d.source = from);
    }

    /** The same with those who also offer. */
    public DealData competitors(List<String> names) {
        return with(d -> d.competitors = names);
    }

    /** What it is worth: the price approved by the client, before that the price list; null if neither is known. */
    public @Nullable Money amount() {
        return price == null ? listPrice() : price;
    }

    /** What is left of the price, in per cent; null until price and cost are known. */
    public @Nullable BigDecimal margin() {
        return price == null || cost == null ? null : price.perCent(price.minus(cost));
    }

    /** How far the price is below the price list, in per cent, 0 if it is not; null if that cannot be said. */
    public @Nullable BigDecimal discount() {
        var list = listPrice();
        if (price == null || list == null || !list.currency().equals(price.currency())) {
            return null;
        }
        return list.perCent(list.minus(price)).max(list.perCent(list.none()));
    }

    /** Lines that we have to buy once the deal is won. */
    public List<ProductLine> goodsToBuy() {
        return productLines.stream().filter(ProductLine::toBuy).toList();
    }

    /** Codes of what is sold. */
    public List<String> lastProducts() {
        return productLines.stream().map(ProductLine::sku).distinct().toList();
    }

    /** Whether a purchase for it has failed. */
    public boolean isAtRisk() {
        return purchases.stream().anyMatch(p -> !p.delivered());
    }

    /** Whether the contract is signed. */
    public boolean isSigned() {
        return contractId != null;
    }

    Header header() {
        return Header.of(title, contact)
                .amount(amount())
                .direction(direction.isEmpty() ? null : direction)
                .company(company.isEmpty() ? null : company);
    }

    private @Nullable Money listPrice() {
        return productLines.stream().map(ProductLine::total).reduce(Money::plus).orElse(null);
    }

    ApprovalPolicy.Asked asksManagement() {
        var facts = new TreeMap<String, BigDecimal>();
        var discount = discount();
        if (discount != null) {
            facts.put("discount", discount);
        }
        var margin = margin();
        if (margin != null) {
            facts.put("margin", margin);
        }
        return ApprovalPolicy.Asked.of("deal", direction.isEmpty() ? null : direction, amount(), facts);
    }

    /** What the management approves, by section; who approves sees by it that something has changed. */
    private Map<String, String> terms() {
        return Map.of("price", SectionDigest.of(price, cost), "scope", SectionDigest.of(productLines));
    }

    /** Whether the sheet is about the terms as they are now. */
    boolean areTermsAsAsked() {
        return managementApproval.sections().equals(terms());
    }

    /** Whether the management has approved the terms as they are now, or need not. */
    boolean isApproved() {
        return managementApproval.isPositive() && areTermsAsAsked();
    }

    DealData described(Deal.DescribeRequest t) {
        return with(d -> {
            d.requirements = t.requirements();
            d.productLines = t.productLines();
        });
    }

    DealData assessed(Deal.Assess t) {
        return with(d -> d.budget = t.budget());
    }

    DealData offerAccepted(Deal.ProposalAccepted t) {
        return with(d -> {
            d.proposalId = t.proposal();
            d.price = t.price();
            d.cost = t.cost();
        });
    }

    DealData decidedBy(Deal.NameDecisionMaker t) {
        return with(d -> d.decisionMakers = and(decisionMakers, new DecisionMaker(t.name(), t.role())));
    }

    DealData asked(Deal.NoteQuestion t) {
        return with(d -> d.openQuestions = and(openQuestions, t.question()));
    }

    DealData settled(Deal.CloseQuestion t) {
        return with(d -> d.openQuestions =
                openQuestions.stream().filter(q -> !q.equals(t.question())).toList());
    }

    DealData met(Deal.MeetingHeld t) {
        return with(d -> {
            d.meetings = and(meetings, t.meeting());
            d.promised = Stream.concat(promised.stream(), t.promised().stream()).toList();
        });
    }

    DealData preliminarySigned(Deal.PreliminarySigned t) {
        return with(d -> d.preliminaryContractId = t.contract());
    }

    /** A new scope needs a new proposal, so the old price no longer holds. */
    DealData rescoped(Deal.NewScope t) {
        return with(d -> {
            d.requirements = t.requirements();
            d.proposalId = null;
            d.price = null;
            d.cost = null;
        });
    }

    /** Terms are agreed: a contract is to be made, and somebody asks the management. */
    DealData termsAgreed(Deal.AgreeTerms t, @Nullable String asks) {
        return askedBy(asks).with(d -> {
            d.expectedCloseDate = t.expectedCloseDate();
            d.contractId = null;
        });
    }

    DealData repriced(Deal.ChangeTerms t, @Nullable String asks) {
        return askedBy(asks).with(d -> {
            d.price = t.price();
            d.cost = t.cost();
        });
    }

    private DealData askedBy(@Nullable String asks) {
        var sheet = managementApproval;
        return approval(new ApprovalSheet(asks, sheet.steps(), sheet.sections(), sheet.delegations()));
    }

    /** What was approved and has not changed stays approved. */
    DealData approvalRequired(ApprovalPolicy.Required required) {
        return approval(managementApproval.required(required.steps()).renewed(terms()));
    }

    DealData decided(Actor actor, Answer answer, String comment, Instant now) {
        return approval(managementApproval.decided(actor, answer, comment, now, Deal.day(now)));
    }

    DealData delegated(Delegation delegation) {
        return approval(managementApproval.delegated(delegation));
    }

    private DealData approval(ApprovalSheet sheet) {
        return with(d -> d.managementApproval = sheet);
    }

    DealData signed(Deal.ContractSigned t) {
        return with(d -> d.contractId = t.contract());
    }

    DealData setBack() {
        return with(d -> d.setbacks = setbacks + 1);
    }

    DealData lostTo(Deal.LoseToCompetitor t) {
        return with(d -> d.competitors = Stream.concat(competitors.stream(), Stream.of(t.competitor()))
                .distinct()
                .toList());
    }

    /** A reopened deal is assessed anew: nothing that was agreed holds any more. */
    DealData reopened() {
        return with(d -> {
            d.proposalId = null;
            d.price = null;
            d.cost = null;
            d.expectedCloseDate = null;
            d.contractId = null;
            d.managementApproval = ApprovalSheet.NONE;
            d.setbacks = 0;
        });
    }

    DealData bought(Deal.PurchaseEnded t) {
        return with(d -> d.purchases = and(purchases, new Purchase(t.purchase(), t.delivered(), t.price(), t.on())));
    }

    /** Without what tells of the client: fit for logs. */
    @Override
    public String toString() {
        return "DealData[" + title + ", " + direction + ", " + amount() + "]";
    }

    private static <X> List<X> and(List<X> before, X one) {
        return Stream.concat(before.stream(), Stream.of(one)).toList();
    }

    private DealData with(Consumer<DealDraft> change) {
        var draft = new DealDraft(this);
        change.accept(draft);
        return draft.done();
    }

    static void requireOneCurrency(List<ProductLine> lines) {
        lines.forEach(line -> requireOneCurrency(lines.get(0).price(), line.price()));
    }

    static void requireOneCurrency(@Nullable Money one, @Nullable Money other) {
        if (one != null && other != null && !one.currency().equals(other.currency())) {
            throw new InvalidInput("Prices and costs of a deal are in one currency, but here are " + one.currency()
                    + " and " + other.currency() + "; convert one of them first.");
        }
    }
}
