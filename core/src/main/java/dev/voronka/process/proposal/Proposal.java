package dev.voronka.process.proposal;

import static dev.voronka.FailGroup.FIT;
import static dev.voronka.FailGroup.INTERNAL;
import static dev.voronka.FailGroup.NO_RESPONSE;
import static dev.voronka.FailGroup.PRICE;
import static dev.voronka.FailGroup.TIMING;
import static dev.voronka.Step.asking;
import static dev.voronka.Step.emitting;
import static dev.voronka.Step.setting;
import static dev.voronka.When.at;
import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingHours;
import static dev.voronka.process.proposal.Proposal.Stage.APPROVAL;
import static dev.voronka.process.proposal.Proposal.Stage.AT_CLIENT;
import static dev.voronka.process.proposal.Proposal.Stage.BELOW_FLOOR;
import static dev.voronka.process.proposal.Proposal.Stage.COMPETITOR;
import static dev.voronka.process.proposal.Proposal.Stage.DISCUSSION;
import static dev.voronka.process.proposal.Proposal.Stage.DRAFTING;
import static dev.voronka.process.proposal.Proposal.Stage.EXPIRED;
import static dev.voronka.process.proposal.Proposal.Stage.NEW;
import static dev.voronka.process.proposal.Proposal.Stage.NOT_APPROVED;
import static dev.voronka.process.proposal.Proposal.Stage.NO_ANSWER;
import static dev.voronka.process.proposal.Proposal.Stage.REBIDDING;
import static dev.voronka.process.proposal.Proposal.Stage.REJECTED_PRICE;
import static dev.voronka.process.proposal.Proposal.Stage.REJECTED_SCOPE;
import static dev.voronka.process.proposal.Proposal.Stage.SUCCESS;

import dev.voronka.Actor;
import dev.voronka.Addressee;
import dev.voronka.Code;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.Fields;
import dev.voronka.Guard;
import dev.voronka.InvalidInput;
import dev.voronka.Message;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Situation;
import dev.voronka.Step;
import dev.voronka.TextRef;
import dev.voronka.approval.Answer;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.people.Colleague;
import dev.voronka.process.proposal.ProposalData.Decision;
import dev.voronka.process.proposal.ProposalData.Line;
import dev.voronka.process.proposal.ProposalData.Remark;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Технико-коммерческое предложение: from a request to a price that is fixed in re-bidding. Source: processes.md, 8. */
public final class Proposal {

    /** The stages of a proposal. */
    public enum Stage implements dev.voronka.Stage {
        /** Запрос: what the client wants is being gathered. */
        NEW,
        /** Разработка предложения. */
        DRAFTING,
        /** Внутреннее обсуждение: engineers, finance and others say what they think. */
        DISCUSSION,
        /** Согласование в компании. */
        APPROVAL,
        /** Передано клиенту. */
        AT_CLIENT,
        /** Переторжка: the final price is being found. */
        REBIDDING,
        /** Успех: the client has accepted, the version is frozen. */
        SUCCESS,
        /** Отказ из-за цены. */
        REJECTED_PRICE,
        /** Отказ из-за состава. */
        REJECTED_SCOPE,
        /** Выбран конкурент. */
        COMPETITOR,
        /** Нет ответа. */
        NO_ANSWER,
        /** Не согласовано внутри. */
        NOT_APPROVED,
        /** Истёк срок. */
        EXPIRED,
        /** Ниже порога маржи. */
        BELOW_FLOOR
    }

    /** What happens to a proposal. */
    public sealed interface Trigger extends dev.voronka.Trigger {}

    /** What names a price. */
    public sealed interface NamesPrice extends Trigger {
        /** What the client is to pay. */
        Money price();
    }

    /** What says how long a version holds. */
    public sealed interface NamesValidity extends Trigger {
        /** The last day on which it holds, in Moscow; null if that is not said. */
        @Nullable
        LocalDate validUntil();
    }

    /** The request is complete; work on the proposal begins. */
    @Code("start-drafting")
    public record StartDrafting() implements Trigger {}

    /**
     * Writes a version.
     *
     * @param lines products and services
     * @param cost what it costs us; null if not known
     * @param price what the client is to pay; null if not known
     * @param dates when it will be done, in words
     * @param paymentTerms in words
     * @param validUntil the last day on which it holds, in Moscow; null if not known
     * @param fileHash of the document; empty if there is none
     */
    @Code("submit-version")
    public record SubmitVersion(
            List<Line> lines,
            @Nullable Money cost,
            @Nullable Money price,
            String dates,
            String paymentTerms,
            @Nullable LocalDate validUntil,
            String fileHash)
            implements NamesValidity {

        /** Keeps an unmodifiable copy. */
        public SubmitVersion {
            lines = List.copyOf(lines);
        }

        /**
         * The version as a person has filled it in in the CRM: money in roubles, such as 1500000.50, the date as
         * 2026-12-31; what cannot be read counts as not filled in.
         */
        public static SubmitVersion from(Fields fields) {
            return new SubmitVersion(
                    fields.lines("lines").stream().map(Line::of).toList(),
                    fields.text("cost").flatMap(Proposal::roubles).orElse(null),
                    fields.text("price").flatMap(Proposal::roubles).orElse(null),
                    fields.text("dates").orElse(""),
                    fields.text("paymentTerms").orElse(""),
                    fields.text("validUntil").flatMap(Proposal::date).orElse(null),
                    fields.text("fileHash").orElse(""));
        }
    }

    /** Says something about the current version. */
    @Code("comment-draft")
    public record CommentDraft(String text, Decision decision) implements Trigger {}

    /** Says how a risk, the remark with this number, was closed. */
    @Code("close-risk")
    public record CloseRisk(int remark, String how) implements Trigger {}

    /** Sends the proposal back to be written anew. */
    @Code("rework")
    public record Rework(String why) implements Trigger {

        /** The reason as a person has filled it in in the CRM. */
        public static Rework from(Fields fields) {
            return new Rework(fields.text("comment").orElse(""));
        }
    }

    /** All is said; the company's approval is asked for. */
    @Code("finish-discussion")
    public record FinishDiscussion() implements Trigger {}

    /** Approves what the actor is asked to approve. */
    @Code("approve")
    public record Approve(String comment) implements Trigger {

        /** The comment as a person has filled it in in the CRM. */
        public static Approve from(Fields fields) {
            return new Approve(fields.text("comment").orElse(""));
        }
    }

    /**
     * Rejects what the actor is asked to approve.
     *
     * @param comment why
     * @param forGood whether the proposal is given up; else it is written anew
     */
    @Code("reject")
    public record Reject(String comment, boolean forGood) implements Trigger {}

    /** Hands the actor's own approvals of this proposal over to somebody else, both days included. */
    @Code("delegate-approvals")
    public record DelegateApprovals(String to, LocalDate first, LocalDate last) implements Trigger {}

    /** The current version goes to the client. */
    @Code("send")
    public record Send(String channel) implements Trigger {}

    /** The client wants another price: a round of re-bidding begins. */
    @Code("counter-offer")
    public record CounterOffer(Money price, String comment) implements NamesPrice {

        /** Refuses a price that is not positive. */
        public CounterOffer {
            requirePositive(price);
        }
    }

    /** The client accepts the current version. */
    @Code("accept")
    public record AcceptByClient(String comment) implements Trigger {

        /** The client's words as a person has filled them in in the CRM. */
        public static AcceptByClient from(Fields fields) {
            return new AcceptByClient(fields.text("comment").orElse(""));
        }
    }

    /** The last day on which the version holds is over. */
    @Code("validity-ended")
    public record ValidityEnded() implements Trigger {}

    /**
     * Answers a round of re-bidding: with a lower price, or with the same one.
     *
     * @param price what the client is to pay
     * @param validUntil until when that holds, in Moscow; null if that does not change
     * @param fileHash of the new document; empty if there is none
     */
    @Code("offer-price")
    public record OfferPrice(Money price, @Nullable LocalDate validUntil, String fileHash)
            implements NamesPrice, NamesValidity {

        /** Refuses a price that is not positive. */
        public OfferPrice {
            requirePositive(price);
        }

        /** A price, and nothing else changes. */
        public OfferPrice(Money price) {
            this(price, null, "");
        }
    }

    /** What the client has accepted becomes final. */
    @Code("fix-final-price")
    public record FixFinalPrice() implements Trigger {}

    /** The contact lets us write again. */
    @Code("give-consent")
    public record GiveConsent() implements Trigger {}

    /** The contact forbids us to write. */
    @Code("withdraw-consent")
    public record WithdrawConsent() implements Trigger {}

    /** The least margin, in per cent, that needs no exception. Source: a proposal, to be set by each company. */
    static final BigDecimal MARGIN_FLOOR = new BigDecimal("15");

    /** The least step down in re-bidding, in per cent of the price. Source: a proposal, to be set by each company. */
    static final BigDecimal LEAST_STEP = new BigDecimal("0.5");

    /** How many rounds of re-bidding there are. Source: processes.md, 8. */
    static final int MOST_ROUNDS = 3;

    /** How often a proposal may be sent back, or rejected, to be written anew. Source: processes.md, conventions. */
    static final int MOST_REWORKS = 5;

    /** Who must have said something about a version. Source: a proposal, to be set by each company. */
    static final List<Role> DISCUSSED_BY = List.of(Role.ENGINEER, Role.FINANCE);

    /** In which zone days are counted. Source: design.md, 9. */
    static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    static final Guard<ProposalData, Object> REQUIREMENTS_ARE_ATTACHED = Guard.onData(
            "requirements-are-attached",
            d -> !d.specification().isBlank() || d.requirements().stream().anyMatch(r -> !r.isBlank()));
    static final Guard<ProposalData, Object> DUE_IS_IN_FUTURE = Guard.of("due-is-in-future", Proposal::isDueAhead);
    static final Guard<ProposalData, SubmitVersion> VERSION_IS_COMPLETE =
            Guard.listing("version-is-complete", s -> missing(s.trigger()));
    static final Guard<ProposalData, SubmitVersion> MONEY_IS_COMPARABLE = Guard.of(
            "money-is-comparable",
            s -> areComparable(s.trigger().cost(), s.trigger().price()));
    static final Guard<ProposalData, NamesValidity> VALIDITY_IS_AHEAD =
            Guard.of("validity-is-ahead", Proposal::isValidityAhead);
    static final Guard<ProposalData, CommentDraft> COMMENT_IS_TOLD =
            Guard.of("comment-is-told", s -> !s.trigger().text().isBlank());
    static final Guard<ProposalData, CloseRisk> RISK_IS_OPEN = Guard.of(
            "risk-is-open",
            s -> s.data().openRisks().stream()
                    .anyMatch(r -> r.n() == s.trigger().remark()));
    static final Guard<ProposalData, CloseRisk> CLOSING_IS_TOLD =
            Guard.of("closing-is-told", s -> !s.trigger().how().isBlank());
    static final Guard<ProposalData, Object> REQUIRED_ROLES_HAVE_SPOKEN = Guard.listing(
            "required-roles-have-spoken",
            s -> s.data().silentRoles().stream()
                    .map(r -> new TextRef("role." + r.code()))
                    .toList());
    static final Guard<ProposalData, Object> RISKS_ARE_CLOSED = Guard.listing(
            "risks-are-closed",
            s -> s.data().openRisks().stream().map(Remark::text).toList());
    static final Guard<ProposalData, Rework> REWORK_IS_REASONED =
            Guard.of("rework-is-reasoned", s -> !s.trigger().why().isBlank());
    static final Guard<ProposalData, Object> APPROVALS_ARE_COLLECTED =
            Guard.onData("approvals-are-collected", ProposalData::isApproved);
    static final Guard<ProposalData, Object> APPROVER_IS_ASKED =
            Guard.of("approver-is-asked", s -> s.data().approvals().isAsked(s.actor(), day(s.now())));
    static final Guard<ProposalData, Object> NOT_OWN_REQUEST = Guard.of(
            "not-own-request",
            s -> !s.data().approvals().isOwnRequest(s.actor())
                    && !s.actor().id().equals(s.card().owner()));
    static final Guard<ProposalData, Reject> REJECTION_IS_REASONED =
            Guard.of("rejection-is-reasoned", s -> !s.trigger().comment().isBlank());
    static final Guard<ProposalData, Reject> REWORK_IS_WANTED = Guard.of(
            "rework-is-wanted",
            s -> s.data().approvals().isRejected() && !s.trigger().forGood());
    static final Guard<ProposalData, Object> REJECTED_BELOW_FLOOR =
            Guard.onData("rejected-below-floor", d -> d.approvals().isRejected() && !d.keepsFloor());
    static final Guard<ProposalData, Object> IS_REJECTED =
            Guard.onData("is-rejected", d -> d.approvals().isRejected());
    static final Guard<ProposalData, Object> APPROVES_HERE =
            Guard.of("approves-here", s -> !s.data().rolesOnSheet(s.actor()).isEmpty());
    static final Guard<ProposalData, DelegateApprovals> DELEGATE_IS_ANOTHER = Guard.of(
            "delegate-is-another", s -> !s.trigger().to().equals(s.actor().id()));
    static final Guard<ProposalData, DelegateApprovals> DELEGATE_IS_AT_WORK =
            Guard.of("delegate-is-at-work", s -> s.answer(Colleague.class).canWork());
    static final Guard<ProposalData, DelegateApprovals> DELEGATION_DATES_FIT = Guard.of(
            "delegation-dates-fit",
            s -> !s.trigger().last().isBefore(s.trigger().first())
                    && !s.trigger().last().isBefore(day(s.now())));
    static final Guard<ProposalData, Send> CHANNEL_IS_NAMED =
            Guard.of("channel-is-named", s -> !s.trigger().channel().isBlank());
    static final Guard<ProposalData, Object> CONSENT_IS_GIVEN =
            Guard.onData("consent-given", d -> !d.consentWithdrawn());
    static final Guard<ProposalData, Object> OFFER_IS_STILL_VALID = Guard.of(
            "offer-is-still-valid", s -> !s.data().current().validUntil().isBefore(day(s.now())));
    static final Guard<ProposalData, Object> PROPOSAL_IS_SENT = Guard.onData("proposal-is-sent", ProposalData::isSent);
    static final Guard<ProposalData, Object> DIRECT_ACCEPTANCE_IS_ALLOWED =
            Guard.onData("direct-acceptance-is-allowed", ProposalData::directAcceptance);
    static final Guard<ProposalData, NamesPrice> CURRENCY_IS_THE_SAME = Guard.of(
            "currency-is-the-same",
            s -> areComparable(s.data().price(), s.trigger().price()));
    static final Guard<ProposalData, Object> ROUND_IS_OPEN = Guard.onData("round-is-open", d -> d.openRound() != null);
    static final Guard<ProposalData, OfferPrice> STEP_IS_ENOUGH = Guard.listing(
            "step-is-enough", s -> tooSmallStep(s.data().price(), s.trigger().price()));
    static final Guard<ProposalData, Object> PRICE_MAY_BE_OFFERED =
            Guard.onData("price-may-be-offered", ProposalData::mayBeOffered);
    static final Guard<ProposalData, Object> CLIENT_HAS_ACCEPTED =
            Guard.onData("client-has-accepted", ProposalData::isAccepted);
    static final Guard<ProposalData, Object> FLOOR_IS_HIT = Guard.onData("floor-is-hit", ProposalData::floorIsHit);

    // The definition keeps its own layout, so that it reads like the description of the process.
    // spotless:off
    /** The process. */
    public static final SalesProcess<Trigger, ProposalData> PROCESS = SalesProcess.named(
                    "proposal", Stage.class, Trigger.class, ProposalData.class)
            .header(ProposalData::header)
            .startsIn(NEW)
            .mainPath(NEW, DRAFTING, DISCUSSION, APPROVAL, AT_CLIENT, REBIDDING, SUCCESS)
            .stage(NEW, s -> s.ownedBy(Role.REP)
                    .within(workingHours(4))
                    .mayFail(REJECTED_SCOPE, COMPETITOR, NOT_APPROVED)
                    .on(StartDrafting.class)
                        .when(REQUIREMENTS_ARE_ATTACHED, DUE_IS_IN_FUTURE)
                        .emit(p -> new Effect.Task(new Addressee.Owner(), Message.of("proposal.draft", p.data().title()), dueOf(p.data())))
                        .goTo(DRAFTING)
                    .on(GiveConsent.class).set(d -> d.consent(false)).stay()
                    .on(WithdrawConsent.class).set(d -> d.consent(true)).stay())
            .stage(DRAFTING, s -> s.ownedBy(Role.REP)
                    .within(workingDays(3))
                    .mayFail(REJECTED_SCOPE, COMPETITOR, NOT_APPROVED)
                    .on(SubmitVersion.class)
                        .when(VERSION_IS_COMPLETE, MONEY_IS_COMPARABLE, VALIDITY_IS_AHEAD)
                        .setFrom(p -> p.data().drafted(p.trigger(), author(p), p.now()))
                        .emitAll(Proposal::discussionTasks)
                        .reportedAs(SubmitVersion::from)
                        .goTo(DISCUSSION)
                    .on(GiveConsent.class).set(d -> d.consent(false)).stay()
                    .on(WithdrawConsent.class).set(d -> d.consent(true)).stay())
            .stage(DISCUSSION, s -> s.ownedBy(Role.REP)
                    .within(workingDays(1))
                    .mayFail(REJECTED_SCOPE, COMPETITOR, NOT_APPROVED)
                    .mayFailWhen(BELOW_FLOOR, FLOOR_IS_HIT)
                    .on(CommentDraft.class)
                        .when(COMMENT_IS_TOLD)
                        .setFrom(p -> p.data().commented(p.trigger(), p.actor(), p.now()))
                        .emitAll(Proposal::riskNews)
                        .stay()
                    .on(CloseRisk.class)
                        .when(RISK_IS_OPEN, CLOSING_IS_TOLD)
                        .setFrom(p -> p.data().riskClosed(p.trigger(), p.actor()))
                        .stay()
                    .on(Rework.class)
                        .when(REWORK_IS_REASONED)
                        .atMost(MOST_REWORKS)
                        .emit(p -> Effect.task("proposal.rework", p.data().title(), p.trigger().why()))
                        .reportedAs(Rework::from)
                        .goTo(DRAFTING)
                    .on(FinishDiscussion.class)
                        .when(REQUIRED_ROLES_HAVE_SPOKEN, RISKS_ARE_CLOSED)
                        .ask(ApprovalPolicy.class, Proposal::approvalWanted, (d, required) -> d.askedToApprove(required.steps()))
                        .emitAll(Proposal::approvalTasks)
                        .choose(c -> c
                            .when(APPROVALS_ARE_COLLECTED, emitting(Proposal::sendTask), AT_CLIENT)
                            .otherwise(APPROVAL))
                    .on(GiveConsent.class).set(d -> d.consent(false)).stay()
                    .on(WithdrawConsent.class).set(d -> d.consent(true)).stay())
            .stage(APPROVAL, s -> s.ownedBy(Role.HEAD)
                    .within(workingDays(1))
                    .mayFail(REJECTED_SCOPE, COMPETITOR, NOT_APPROVED)
                    .mayFailWhen(BELOW_FLOOR, FLOOR_IS_HIT)
                    .on(Approve.class)
                        .when(APPROVER_IS_ASKED, NOT_OWN_REQUEST)
                        .setFrom(p -> p.data().decided(p.actor(), Answer.APPROVED, p.trigger().comment(), p.now()))
                        .emitAll(Proposal::approvalTasks)
                        .reportedAs(Approve::from)
                        .choose(c -> c
                            .when(APPROVALS_ARE_COLLECTED, emitting(Proposal::sendTask), AT_CLIENT)
                            .otherwiseStay())
                    .on(Reject.class)
                        .when(APPROVER_IS_ASKED, NOT_OWN_REQUEST, REJECTION_IS_REASONED)
                        .atMost(MOST_REWORKS)
                        .setFrom(p -> p.data().decided(p.actor(), Answer.REJECTED, p.trigger().comment(), p.now()))
                        .choose(c -> c
                            .when(REWORK_IS_WANTED,
                                    emitting(p -> Effect.task("proposal.rework", p.data().title(), p.trigger().comment())),
                                    DRAFTING)
                            .when(REJECTED_BELOW_FLOOR, emitting(Proposal::rejectionNews), BELOW_FLOOR)
                            .when(IS_REJECTED, emitting(Proposal::rejectionNews), NOT_APPROVED)
                            .otherwiseStay())
                    .on(DelegateApprovals.class)
                        .consult(Colleague.class, p -> Colleague.of(p.trigger().to(), noon(p.trigger().first())))
                        .when(APPROVES_HERE, DELEGATE_IS_ANOTHER, DELEGATE_IS_AT_WORK, DELEGATION_DATES_FIT)
                        .setFrom(p -> p.data().delegated(p.trigger(), p.actor()))
                        .emit(Proposal::delegationNews)
                        .stay()
                    .on(Rework.class)
                        .when(REWORK_IS_REASONED)
                        .atMost(MOST_REWORKS)
                        .emit(p -> Effect.task("proposal.rework", p.data().title(), p.trigger().why()))
                        .reportedAs(Rework::from)
                        .goTo(DRAFTING)
                    .on(GiveConsent.class).set(d -> d.consent(false)).stay()
                    .on(WithdrawConsent.class).set(d -> d.consent(true)).stay())
            .stage(AT_CLIENT, s -> s.ownedBy(Role.REP)
                    .within(workingDays(5))
                    .mayFail(REJECTED_PRICE, REJECTED_SCOPE, COMPETITOR)
                    .mayFailWhen(NO_ANSWER, PROPOSAL_IS_SENT)
                    .on(Send.class)
                        .when(CHANNEL_IS_NAMED, CONSENT_IS_GIVEN, OFFER_IS_STILL_VALID)
                        .setFrom(p -> p.data().sent(p.trigger(), p.now()))
                        .emitAll(Proposal::letter)
                        .stay()
                    .on(CounterOffer.class)
                        .when(PROPOSAL_IS_SENT, CURRENCY_IS_THE_SAME)
                        .atMost(MOST_ROUNDS)
                        .setFrom(p -> p.data().countered(p.trigger(), p.now()))
                        .emit(Proposal::roundTask)
                        .goTo(REBIDDING)
                    .on(AcceptByClient.class)
                        .when(PROPOSAL_IS_SENT, OFFER_IS_STILL_VALID)
                        .setFrom(p -> p.data().accepted(p.trigger(), p.now()))
                        .reportedAs(AcceptByClient::from)
                        .choose(c -> c
                            .when(DIRECT_ACCEPTANCE_IS_ALLOWED,
                                    setting(p -> p.data().fixed(p.now())),
                                    emitting(Proposal::frozenNews),
                                    SUCCESS)
                            .otherwise(emitting(p -> Effect.task("proposal.fix-price", p.data().title())), REBIDDING))
                    .fires(ValidityEnded::new, at(ProposalData::validityEnds))
                    .on(ValidityEnded.class)
                        .emit(p -> Effect.tellOwner("proposal.expired", p.data().title()))
                        .goTo(EXPIRED)
                    .on(GiveConsent.class).set(d -> d.consent(false)).stay()
                    .on(WithdrawConsent.class).set(d -> d.consent(true)).stay())
            .stage(REBIDDING, s -> s.ownedBy(Role.REP)
                    .within(workingDays(2))
                    .mayFail(REJECTED_PRICE, REJECTED_SCOPE, COMPETITOR, NO_ANSWER)
                    .mayFailWhen(BELOW_FLOOR, FLOOR_IS_HIT)
                    .on(OfferPrice.class)
                        .when(ROUND_IS_OPEN, CURRENCY_IS_THE_SAME, STEP_IS_ENOUGH, VALIDITY_IS_AHEAD)
                        .atMost(MOST_ROUNDS)
                        .setFrom(p -> p.data().priceOffered(p.trigger(), author(p), p.now()))
                        .choose(c -> c
                            .when(PRICE_MAY_BE_OFFERED, emitting(Proposal::sendTask), AT_CLIENT)
                            .otherwise(
                                    asking(ApprovalPolicy.class, Proposal::approvalWanted, (d, required) -> d.askedToApprove(required.steps())),
                                    new Step.Emit<>(Proposal::approvalTasks),
                                    APPROVAL))
                    .on(CounterOffer.class)
                        .when(CURRENCY_IS_THE_SAME)
                        .atMost(MOST_ROUNDS)
                        .setFrom(p -> p.data().countered(p.trigger(), p.now()))
                        .emit(Proposal::roundTask)
                        .goTo(REBIDDING)
                    .on(AcceptByClient.class)
                        .when(OFFER_IS_STILL_VALID)
                        .setFrom(p -> p.data().accepted(p.trigger(), p.now()).fixed(p.now()))
                        .emit(Proposal::frozenNews)
                        .goTo(SUCCESS)
                    .on(FixFinalPrice.class)
                        .when(CLIENT_HAS_ACCEPTED, OFFER_IS_STILL_VALID)
                        .setFrom(p -> p.data().fixed(p.now()))
                        .emit(Proposal::frozenNews)
                        .goTo(SUCCESS)
                    .on(GiveConsent.class).set(d -> d.consent(false)).stay()
                    .on(WithdrawConsent.class).set(d -> d.consent(true)).stay())
            .succeedsIn(SUCCESS)
            .failsIn(PRICE, REJECTED_PRICE)
            .failsIn(FIT, REJECTED_SCOPE)
            .failsIn(FailGroup.COMPETITOR, COMPETITOR)
            .failsIn(NO_RESPONSE, NO_ANSWER)
            .failsIn(INTERNAL, NOT_APPROVED, BELOW_FLOOR)
            .failsIn(TIMING, EXPIRED)
            .reopensInto(DRAFTING, ProposalData::startedAgain, NO_ANSWER, EXPIRED)
            .build();
    // spotless:on

    private Proposal() {}

    static LocalDate day(Instant now) {
        return now.atZone(ZONE).toLocalDate();
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(ZONE).toInstant();
    }

    private static @Nullable Instant dueOf(ProposalData data) {
        var due = data.due();
        return due == null ? null : due.plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    private static boolean isDueAhead(Situation<ProposalData, Object> p) {
        var due = p.data().due();
        return due != null && !due.isBefore(day(p.now()));
    }

    private static boolean isValidityAhead(Situation<ProposalData, NamesValidity> p) {
        var said = p.trigger().validUntil();
        if (said == null && p.trigger() instanceof SubmitVersion) {
            return true; // what is missing is told by another guard
        }
        var until = said == null ? p.data().current().validUntil() : said;
        return !until.isBefore(day(p.now()));
    }

    private static List<TextRef> missing(SubmitVersion version) {
        var missing = new ArrayList<TextRef>();
        missing(missing, "scope", version.lines().isEmpty() || lacksWords(version.lines()));
        missing(missing, "cost", version.cost() == null || version.cost().minor() < 0);
        missing(missing, "price", version.price() == null || version.price().minor() <= 0);
        missing(missing, "dates", version.dates().isBlank());
        missing(missing, "payment", version.paymentTerms().isBlank());
        missing(missing, "validity", version.validUntil() == null);
        return missing;
    }

    private static boolean lacksWords(List<Line> lines) {
        return lines.stream().anyMatch(l -> l.what().isBlank());
    }

    private static void missing(List<TextRef> all, String part, boolean isMissing) {
        if (isMissing) {
            all.add(new TextRef("part." + part));
        }
    }

    private static boolean areComparable(@Nullable Money one, @Nullable Money other) {
        return one == null || other == null || one.currency().equals(other.currency());
    }

    /** The least step, if the new price is higher than the old one or lower by less; the same price is no step. */
    private static List<Money> tooSmallStep(Money old, Money now) {
        if (!areComparable(old, now) || old.equals(now)) {
            return List.of();
        }
        var least = leastStep(old);
        return old.minus(now).compareTo(least) >= 0 ? List.of() : List.of(least);
    }

    private static Money leastStep(Money price) {
        var minor = BigDecimal.valueOf(price.minor())
                .multiply(LEAST_STEP)
                .movePointLeft(2)
                .setScale(0, RoundingMode.CEILING);
        return new Money(minor.longValueExact(), price.currency());
    }

    private static void requirePositive(Money price) {
        if (price.minor() <= 0) {
            throw new InvalidInput("A price must be positive, but is " + price + ".");
        }
    }

    /** A program writes for the card's owner. */
    private static @Nullable String author(Situation<ProposalData, ? extends Trigger> p) {
        return p.actor().kind() == Actor.Kind.EMPLOYEE
                ? p.actor().id()
                : p.card().owner();
    }

    private static ApprovalPolicy.Asked approvalWanted(Situation<ProposalData, ? extends Trigger> p) {
        var data = p.data();
        return ApprovalPolicy.Asked.of(
                "proposal",
                data.direction().isBlank() ? null : data.direction(),
                data.price(),
                Map.of("margin", data.margin()));
    }

    private static List<Effect> approvalTasks(Situation<ProposalData, ? extends Trigger> p) {
        return p.data().newlyAsked(p.card().data()).stream()
                .map(line -> approvalTask(line, p.data()))
                .toList();
    }

    private static Effect approvalTask(ApprovalLine line, ProposalData data) {
        var message = Message.of(
                "proposal.approve",
                data.title(),
                data.current().n(),
                data.price(),
                data.margin(),
                new TextRef("approval." + line.why()));
        var employee = line.employee();
        return new Effect.Task(
                employee == null ? new Addressee.Holder(line.role()) : new Addressee.Employee(employee), message, null);
    }

    private static List<Effect> discussionTasks(Situation<ProposalData, SubmitVersion> p) {
        var message = Message.of(
                "proposal.discuss", p.data().title(), p.data().current().n());
        return p.data().silentRoles().stream()
                .<Effect>map(role -> new Effect.Task(new Addressee.Holder(role), message, null))
                .toList();
    }

    private static Effect sendTask(Situation<ProposalData, ? extends Trigger> p) {
        return Effect.task("proposal.send", p.data().title(), p.data().current().n());
    }

    private static Effect rejectionNews(Situation<ProposalData, Reject> p) {
        return Effect.tellOwner(
                "proposal.rejected", p.data().title(), p.trigger().comment());
    }

    private static Effect delegationNews(Situation<ProposalData, DelegateApprovals> p) {
        var t = p.trigger();
        return Effect.tell(
                t.to(),
                "proposal.delegated",
                p.actor().id(),
                p.data().title(),
                DAY.format(t.first()),
                DAY.format(t.last()));
    }

    private static List<Effect> riskNews(Situation<ProposalData, CommentDraft> p) {
        return p.trigger().decision() == Decision.RISK
                ? List.of(Effect.tellOwner(
                        "proposal.risk", p.data().title(), p.trigger().text().strip()))
                : List.of();
    }

    private static List<Effect> letter(Situation<ProposalData, Send> p) {
        var data = p.data();
        return data.contact().isKnown()
                ? List.of(Effect.write(
                        data.contact(),
                        "proposal.sent",
                        data.title(),
                        data.current().n(),
                        DAY.format(data.current().validUntil())))
                : List.of();
    }

    private static Effect roundTask(Situation<ProposalData, CounterOffer> p) {
        return Effect.task(
                "proposal.counter-offer",
                p.data().title(),
                p.data().rounds().size(),
                p.trigger().price());
    }

    private static Effect frozenNews(Situation<ProposalData, ? extends Trigger> p) {
        return Effect.comment(
                "proposal.frozen", p.data().current().n(), p.data().price());
    }

    private static Optional<Money> roubles(String text) {
        try {
            return Optional.of(new Money(
                    new BigDecimal(text.replaceAll("\\s", "").replace(',', '.'))
                            .movePointRight(2)
                            .longValueExact(),
                    "RUB"));
        } catch (ArithmeticException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
