package dev.voronka.process.deal;

import static dev.voronka.FailGroup.COMPETITOR;
import static dev.voronka.FailGroup.FIT;
import static dev.voronka.FailGroup.INTERNAL;
import static dev.voronka.FailGroup.LEGAL;
import static dev.voronka.FailGroup.OTHER;
import static dev.voronka.FailGroup.PRICE;
import static dev.voronka.FailGroup.TIMING;
import static dev.voronka.Step.emitting;
import static dev.voronka.Step.setting;
import static dev.voronka.When.after;
import static dev.voronka.WorkingTime.calendarDays;
import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.process.deal.Deal.Stage.ASSESSMENT;
import static dev.voronka.process.deal.Deal.Stage.AT_CLIENT;
import static dev.voronka.process.deal.Deal.Stage.CLIENT_CANCELLED;
import static dev.voronka.process.deal.Deal.Stage.CONTRACT;
import static dev.voronka.process.deal.Deal.Stage.CONTRACT_FAILED;
import static dev.voronka.process.deal.Deal.Stage.LOST_COMPETITOR;
import static dev.voronka.process.deal.Deal.Stage.LOST_PRICE;
import static dev.voronka.process.deal.Deal.Stage.MANAGEMENT_REJECTED;
import static dev.voronka.process.deal.Deal.Stage.NOT_FEASIBLE;
import static dev.voronka.process.deal.Deal.Stage.NO_DECISION;
import static dev.voronka.process.deal.Deal.Stage.PROPOSAL;
import static dev.voronka.process.deal.Deal.Stage.SUCCESS;

import dev.voronka.Actor;
import dev.voronka.Alteration;
import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.Direction;
import dev.voronka.Effect;
import dev.voronka.Fields;
import dev.voronka.Guard;
import dev.voronka.Money;
import dev.voronka.Personal;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Situation;
import dev.voronka.StageBuilder;
import dev.voronka.Title;
import dev.voronka.WorkingTime;
import dev.voronka.approval.Answer;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.people.Colleague;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Сделки по направлениям: from a client's request to a signed contract. A direction is data; it has its own limits in the
 * {@link ApprovalPolicy} and its own deadlines and stages by an overlay. The deal itself writes to nobody outside. Source:
 * processes.md, 7.
 */
public final class Deal {

    /** The stages of a deal. */
    public enum Stage implements dev.voronka.Stage {
        /** Оценка запроса: what is needed, and whether we can do it. */
        ASSESSMENT,
        /** Техническое коммерческое предложение: waits for a proposal that the client approves. */
        PROPOSAL,
        /** У клиента: details, further talks, preliminary contracts. */
        AT_CLIENT,
        /** Договор и дожим с руководством: waits for the contract, and for the management where it is needed. */
        CONTRACT,
        /** Успех. */
        SUCCESS,
        /** Не сошлись в цене. */
        LOST_PRICE,
        /** Выбрал конкурента. */
        LOST_COMPETITOR,
        /** Нет решения/заморожен. */
        NO_DECISION,
        /** Проект отменён. */
        CLIENT_CANCELLED,
        /** Не можем выполнить. */
        NOT_FEASIBLE,
        /** Не утвердило руководство. */
        MANAGEMENT_REJECTED,
        /** Не заключён договор. */
        CONTRACT_FAILED
    }

    /** What happens to a deal. */
    public sealed interface Trigger extends dev.voronka.Trigger {}

    /** Says what the client needs and what meets it. */
    @Code("describe-request")
    public record DescribeRequest(List<String> requirements, List<ProductLine> productLines) implements Trigger {
        /** Refuses lines of several currencies; keeps unmodifiable copies. */
        public DescribeRequest {
            requirements = List.copyOf(requirements);
            productLines = List.copyOf(productLines);
            DealData.requireOneCurrency(productLines);
        }
    }

    /**
     * Says whether we can do it and what the client wants to spend.
     *
     * @param feasible whether we can do it
     * @param budget from what to what; null if it is not known
     */
    @Code("assess")
    public record Assess(boolean feasible, @Nullable Budget budget) implements Trigger {
        /** As filled in in the CRM: {@code feasible} «да» or "yes", {@code budgetFrom} and {@code budgetTo} in roubles. */
        public static Assess from(Fields fields) {
            return DealFields.assess(fields);
        }
    }

    /** The client has approved a proposal. */
    @Code("proposal-accepted")
    public record ProposalAccepted(CardId proposal, Money price, Money cost) implements Trigger {
        /** Refuses two currencies. */
        public ProposalAccepted {
            DealData.requireOneCurrency(price, cost);
        }
    }

    /** The proposal has failed; the reason is the fail of its process. */
    @Code("proposal-lost")
    public record ProposalLost(CardId proposal, String reason) implements Trigger {}

    /** Wants to meet the client. */
    @Code("arrange-meeting")
    public record ArrangeMeeting(String goal) implements Trigger {}

    /** A meeting for this deal was held. */
    @Code("meeting-held")
    public record MeetingHeld(CardId meeting, List<String> promised) implements Trigger {
        /** Keeps an unmodifiable copy. */
        public MeetingHeld {
            promised = List.copyOf(promised);
        }
    }

    /** A meeting for this deal has failed; the reason is the fail of its process. */
    @Code("meeting-failed")
    public record MeetingFailed(CardId meeting, String reason) implements Trigger {}

    /** Wants a preliminary contract. */
    @Code("request-preliminary-contract")
    public record RequestPreliminaryContract() implements Trigger {}

    /** The preliminary contract is signed. */
    @Code("preliminary-signed")
    public record PreliminarySigned(CardId contract) implements Trigger {}

    /** There will be no preliminary contract; the reason is the fail of its process. */
    @Code("preliminary-failed")
    public record PreliminaryFailed(CardId contract, String reason) implements Trigger {}

    /** Says who decides on the client's side. */
    @Code("name-decision-maker")
    public record NameDecisionMaker(@Personal String name, String role) implements Trigger {}

    /** Notes what is still to be settled with the client. */
    @Code("note-question")
    public record NoteQuestion(String question) implements Trigger {}

    /** A question is settled. */
    @Code("close-question")
    public record CloseQuestion(String question) implements Trigger {}

    /** The client needs something else than was offered. */
    @Code("new-scope")
    public record NewScope(List<String> requirements) implements Trigger {
        /** Keeps an unmodifiable copy. */
        public NewScope {
            requirements = List.copyOf(requirements);
        }

        /** As filled in in the CRM: a line of {@code requirements} for each. */
        public static NewScope from(Fields fields) {
            return new NewScope(fields.lines("requirements"));
        }
    }

    /**
     * The client agrees to all terms.
     *
     * @param expectedCloseDate by when the contract should be signed; null if nobody said
     */
    @Code("agree-terms")
    public record AgreeTerms(@Nullable LocalDate expectedCloseDate) implements Trigger {
        /** As filled in in the CRM: {@code expectedCloseDate} as 2026-12-31 or 31.12.2026. */
        public static AgreeTerms from(Fields fields) {
            return new AgreeTerms(DealFields.date(fields, "expectedCloseDate"));
        }
    }

    /** Another price, another cost: the management is asked again where it must be. */
    @Code("change-terms")
    public record ChangeTerms(Money price, Money cost) implements Trigger {
        /** Refuses two currencies. */
        public ChangeTerms {
            DealData.requireOneCurrency(price, cost);
        }
    }

    /** The management approves the terms. */
    @Code("approve")
    public record Approve(String comment) implements Trigger {}

    /** The management approves neither these terms nor others. */
    @Code("reject")
    public record Reject(String comment) implements Trigger {}

    /** The management does not approve these terms; others may do. */
    @Code("ask-other-terms")
    public record AskOtherTerms(String comment) implements Trigger {}

    /** Somebody else approves instead for a while. */
    @Code("delegate-approvals")
    public record DelegateApprovals(String to, LocalDate first, LocalDate last) implements Trigger {}

    /** The management has been asked two working days ago and has not answered. */
    @Code("approval-overdue")
    public record ApprovalOverdue() implements Trigger {}

    /** Takes the deal back to the client: the terms are to be talked over. */
    @Code("back-to-client")
    public record BackToClient() implements Trigger {}

    /** The contract is signed by both sides. */
    @Code("contract-signed")
    public record ContractSigned(CardId contract) implements Trigger {}

    /** There will be no such contract; the reason is the fail of its process. */
    @Code("contract-failed")
    public record ContractFailed(CardId contract, String reason) implements Trigger {}

    /** The client buys from somebody else. */
    @Code("lose-to-competitor")
    public record LoseToCompetitor(String competitor, String comment) implements Trigger {
        /** As filled in in the CRM: {@code competitor} and {@code comment}. */
        public static LoseToCompetitor from(Fields fields) {
            return new LoseToCompetitor(
                    fields.text("competitor").orElse(""), fields.text("comment").orElse(""));
        }
    }

    /**
     * A purchase for the won deal has ended.
     *
     * @param purchase the purchase request
     * @param delivered whether the goods have come
     * @param price what they cost; null if nothing was bought
     * @param on when they came; null if they did not
     */
    @Code("purchase-ended")
    public record PurchaseEnded(
            CardId purchase,
            boolean delivered,
            @Nullable Money price,
            @Nullable LocalDate on) implements Trigger {}

    /** What was sold will soon have served its time. */
    @Code("product-life-ended")
    public record ProductLifeEnded() implements Trigger {}

    /** How often work goes on after a lost proposal or a failed contract. Source: a proposal, to be set by each company. */
    static final int MOST_SETBACKS = 3;

    /** How long the management may think before it is reminded. Source: a proposal, to be set by each company. */
    static final WorkingTime APPROVAL = workingDays(2);

    /** How long after a won deal the client may need something again. Source: processes.md, 9. */
    static final WorkingTime PRODUCT_LIFE = calendarDays(180);

    /** Goods: a proposal is a price list with dates, so it takes less time. Source: a proposal, to be set by each company. */
    public static final Direction GOODS = Direction.of(
            "goods",
            new Title("Товары", "Goods"),
            new Alteration.Deadline("PROPOSAL", workingDays(5)),
            new Alteration.Deadline("CONTRACT", workingDays(7)));

    /** Services: the request must be looked at on the spot. Source: a proposal, to be set by each company. */
    public static final Direction SERVICES = Direction.of(
            "services",
            new Title("Услуги", "Services"),
            new Alteration.Deadline("ASSESSMENT", workingDays(3)),
            new Alteration.Limit(null, "new-scope", 8));

    /** In which zone days are counted. Source: design.md, 9. */
    static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    /** Fails of a proposal that are about money. Source: processes.md, 8. */
    private static final Set<String> TOO_DEAR = Set.of("REJECTED_PRICE", "BELOW_FLOOR");

    /** Fails of a contract after which the client may still agree to other terms. Source: processes.md, 6. */
    private static final Set<String> NEGOTIABLE =
            Set.of("REJECTED_BY_COUNTERPARTY", "DISAGREEMENT_DEADLOCK", "EXPIRED");

    static final Guard<DealData, Object> REQUIREMENTS_ARE_FILLED =
            Guard.onData("requirements-are-filled", d -> areFilled(d.requirements()));
    static final Guard<DealData, Object> PRODUCT_LINES_ARE_CHOSEN =
            Guard.onData("product-lines-are-chosen", d -> !d.productLines().isEmpty());
    static final Guard<DealData, Assess> REQUEST_IS_FEASIBLE =
            Guard.of("request-is-feasible", s -> s.trigger().feasible());
    static final Guard<DealData, Assess> BUDGET_IS_A_RANGE = Guard.of("budget-is-a-range", s -> {
        var budget = s.trigger().budget();
        return budget != null && budget.isRange();
    });
    static final Guard<DealData, ProposalLost> PROPOSAL_WAS_TOO_DEAR =
            Guard.of("proposal-was-too-dear", s -> TOO_DEAR.contains(s.trigger().reason()));
    static final Guard<DealData, ProposalLost> COMPETITOR_IS_KNOWN = Guard.of(
            "competitor-is-known",
            s -> s.trigger().reason().equals("COMPETITOR")
                    && !s.data().competitors().isEmpty());
    static final Guard<DealData, ProposalLost> COMPETITOR_WON =
            Guard.of("competitor-won", s -> s.trigger().reason().equals("COMPETITOR"));
    static final Guard<DealData, ProposalLost> CLIENT_IS_SILENT =
            Guard.of("client-is-silent", s -> s.trigger().reason().equals("NO_ANSWER"));
    static final Guard<DealData, Object> TRIES_ARE_LEFT =
            Guard.onData("tries-are-left", d -> d.setbacks() < MOST_SETBACKS);
    static final Guard<DealData, ArrangeMeeting> MEETING_HAS_A_GOAL =
            Guard.of("meeting-has-a-goal", s -> !s.trigger().goal().isBlank());
    static final Guard<DealData, NameDecisionMaker> NAME_AND_ROLE_ARE_FILLED = Guard.of(
            "name-and-role-are-filled",
            s -> !s.trigger().name().isBlank() && !s.trigger().role().isBlank());
    static final Guard<DealData, NoteQuestion> QUESTION_IS_TOLD =
            Guard.of("question-is-told", s -> !s.trigger().question().isBlank());
    static final Guard<DealData, CloseQuestion> QUESTION_IS_OPEN = Guard.of(
            "question-is-open",
            s -> s.data().openQuestions().contains(s.trigger().question()));
    static final Guard<DealData, NewScope> SCOPE_IS_DESCRIBED =
            Guard.of("scope-is-described", s -> areFilled(s.trigger().requirements()));
    static final Guard<DealData, Object> QUESTIONS_ARE_CLOSED =
            Guard.listing("questions-are-closed", s -> s.data().openQuestions());
    static final Guard<DealData, Object> DECISION_MAKER_IS_NAMED =
            Guard.onData("decision-maker-is-named", d -> !d.decisionMakers().isEmpty());
    static final Guard<DealData, AgreeTerms> CLOSE_DATE_IS_AHEAD = Guard.of("close-date-is-ahead", s -> {
        var date = s.trigger().expectedCloseDate();
        return date != null && date.isAfter(day(s.now()));
    });
    static final Guard<DealData, ChangeTerms> PRICE_IS_POSITIVE = Guard.of(
            "price-is-positive",
            s -> s.trigger().price().minor() > 0 && s.trigger().cost().minor() >= 0);
    static final Guard<DealData, Object> CONTRACT_IS_NOT_SIGNED =
            Guard.onData("contract-is-not-signed", d -> !d.isSigned());
    static final Guard<DealData, Object> APPROVER_IS_ASKED =
            Guard.of("approver-is-asked", s -> s.data().managementApproval().isAsked(s.actor(), day(s.now())));
    static final Guard<DealData, Object> NOT_OWN_REQUEST =
            Guard.of("not-own-request", s -> !asksForApproval(s, s.actor().id()));
    static final Guard<DealData, Object> TERMS_ARE_AS_ASKED =
            Guard.onData("terms-are-as-asked", DealData::areTermsAsAsked);
    static final Guard<DealData, Reject> REJECTION_IS_REASONED =
            Guard.of("rejection-is-reasoned", s -> !s.trigger().comment().isBlank());
    static final Guard<DealData, AskOtherTerms> OTHER_TERMS_ARE_TOLD =
            Guard.of("other-terms-are-told", s -> !s.trigger().comment().isBlank());
    static final Guard<DealData, Object> MANAGEMENT_AGREES = Guard.onData("management-agrees", DealData::isApproved);
    static final Guard<DealData, Object> SIGNED_AND_APPROVED =
            Guard.onData("signed-and-approved", d -> d.isSigned() && d.isApproved());
    static final Guard<DealData, Object> OTHERS_MAY_STILL_APPROVE = Guard.onData(
            "others-may-still-approve", d -> !d.managementApproval().isRejected());
    static final Guard<DealData, Object> MANAGEMENT_IS_STILL_ASKED = Guard.onData(
            "management-is-still-asked",
            d -> !d.managementApproval().waitingFor().isEmpty());
    static final Guard<DealData, Object> APPROVALS_ARE_ONES_OWN =
            Guard.of("approvals-are-ones-own", s -> hasApprovals(s.data(), s.actor()));
    static final Guard<DealData, DelegateApprovals> DELEGATE_MAY_APPROVE = Guard.of(
            "delegate-may-approve",
            s -> !s.trigger().to().equals(s.actor().id())
                    && !asksForApproval(s, s.trigger().to()));
    static final Guard<DealData, DelegateApprovals> DELEGATE_IS_AT_WORK =
            Guard.of("delegate-is-at-work", s -> s.answer(Colleague.class).canWork());
    static final Guard<DealData, DelegateApprovals> DELEGATION_IS_AHEAD = Guard.of(
            "delegation-is-ahead",
            s -> !s.trigger().last().isBefore(s.trigger().first())
                    && !s.trigger().last().isBefore(day(s.now())));
    static final Guard<DealData, ContractFailed> OTHER_TERMS_MAY_DO = Guard.of(
            "other-terms-may-do",
            s -> NEGOTIABLE.contains(s.trigger().reason()) && s.data().setbacks() < MOST_SETBACKS);
    static final Guard<DealData, LoseToCompetitor> COMPETITOR_IS_NAMED =
            Guard.of("competitor-is-named", s -> !s.trigger().competitor().isBlank());
    static final Guard<DealData, LoseToCompetitor> LOSS_IS_EXPLAINED =
            Guard.of("loss-is-explained", s -> !s.trigger().comment().isBlank());

    // The definition keeps its own layout, so that it reads like the description of the process.
    // spotless:off
    /** The process. */
    public static final SalesProcess<Trigger, DealData> PROCESS = SalesProcess.named(
                    "deal", Stage.class, Trigger.class, DealData.class)
            .header(DealData::header)
            .startsIn(ASSESSMENT)
            .mainPath(ASSESSMENT, PROPOSAL, AT_CLIENT, CONTRACT, SUCCESS)
            .stage(ASSESSMENT, s -> hearsOfMeetingsAndPreliminaries(losesToCompetitors(s.ownedBy(Role.REP)
                    .within(workingDays(2))
                    .probability(10)
                    .mayFail(NOT_FEASIBLE, LOST_PRICE, NO_DECISION, CLIENT_CANCELLED)
                    .on(DescribeRequest.class)
                        .set(DealData::described)
                        .stay()
                    .on(Assess.class)
                        .when(REQUIREMENTS_ARE_FILLED, PRODUCT_LINES_ARE_CHOSEN, REQUEST_IS_FEASIBLE, BUDGET_IS_A_RANGE)
                        .set(DealData::assessed)
                        .reportedAs(Assess::from)
                        .goTo(PROPOSAL))))
            .stage(PROPOSAL, s -> hearsOfMeetingsAndPreliminaries(losesToCompetitors(s.ownedBy(Role.REP)
                    .within(workingDays(7))
                    .probability(30)
                    .waits()
                    .mayFail(NOT_FEASIBLE, LOST_PRICE, NO_DECISION, CLIENT_CANCELLED)
                    .on(ProposalAccepted.class)
                        .byProgram()
                        .set(DealData::offerAccepted)
                        .goTo(AT_CLIENT)
                    .on(ProposalLost.class)
                        .byProgram()
                        .emit(d -> Effect.comment("deal.proposal-lost", DealReasons.ofProposal(d.trigger().reason())))
                        .choose(c -> c
                            .when(PROPOSAL_WAS_TOO_DEAR, LOST_PRICE)
                            .when(COMPETITOR_IS_KNOWN, LOST_COMPETITOR)
                            .whenStay(COMPETITOR_WON, emitting(d -> Effect.task("deal.name-competitor", d.data().title())))
                            .when(CLIENT_IS_SILENT, NO_DECISION)
                            .when(TRIES_ARE_LEFT,
                                    setting(d -> d.data().setBack()),
                                    emitting(d -> Effect.task("deal.assess-again", d.data().title(), DealReasons.ofProposal(d.trigger().reason()))),
                                    ASSESSMENT)
                            .otherwise(NO_DECISION)))))
            .stage(AT_CLIENT, s -> hearsOfMeetingsAndPreliminaries(losesToCompetitors(s.ownedBy(Role.REP)
                    .within(workingDays(10))
                    .probability(60)
                    .mayFail(LOST_PRICE, NO_DECISION, CLIENT_CANCELLED)
                    .on(ArrangeMeeting.class)
                        .when(MEETING_HAS_A_GOAL)
                        .stay()
                    .on(RequestPreliminaryContract.class)
                        .stay()
                    .on(NameDecisionMaker.class)
                        .when(NAME_AND_ROLE_ARE_FILLED)
                        .set(DealData::decidedBy)
                        .stay()
                    .on(NoteQuestion.class)
                        .when(QUESTION_IS_TOLD)
                        .set(DealData::asked)
                        .stay()
                    .on(CloseQuestion.class)
                        .when(QUESTION_IS_OPEN)
                        .set(DealData::settled)
                        .stay()
                    .on(NewScope.class)
                        .when(SCOPE_IS_DESCRIBED)
                        .set(DealData::rescoped)
                        .reportedAs(NewScope::from)
                        .goTo(PROPOSAL)
                    .on(AgreeTerms.class)
                        .when(QUESTIONS_ARE_CLOSED, DECISION_MAKER_IS_NAMED, CLOSE_DATE_IS_AHEAD)
                        .setFrom(d -> d.data().termsAgreed(d.trigger(), whoAsks(d)))
                        .ask(ApprovalPolicy.class, d -> d.data().asksManagement(), DealData::approvalRequired)
                        .emitAll(d -> DealApproval.tasks(d.data()))
                        .reportedAs(AgreeTerms::from)
                        .goTo(CONTRACT))))
            .stage(CONTRACT, s -> hearsOfMeetingsAndPreliminaries(losesToCompetitors(s.ownedBy(Role.REP)
                    .within(workingDays(10))
                    .probability(85)
                    .waits()
                    .mayFail(LOST_PRICE, NO_DECISION, CLIENT_CANCELLED, CONTRACT_FAILED)
                    .on(ContractSigned.class)
                        .byProgram()
                        .set(DealData::signed)
                        .emitAll(d -> d.data().isApproved() ? won(d.data()) : List.of(Effect.tellOwner("deal.signed-but-not-approved", d.data().title())))
                        .choose(c -> c
                            .when(MANAGEMENT_AGREES, SUCCESS)
                            .otherwiseStay())
                    .on(ContractFailed.class)
                        .byProgram()
                        .emit(d -> Effect.comment("deal.contract-failed", DealReasons.ofContract(d.trigger().reason())))
                        .choose(c -> c
                            .when(OTHER_TERMS_MAY_DO,
                                    setting(d -> d.data().setBack()),
                                    emitting(d -> Effect.task("deal.agree-other-terms", d.data().title(), DealReasons.ofContract(d.trigger().reason()))),
                                    AT_CLIENT)
                            .otherwise(CONTRACT_FAILED))
                    .on(ChangeTerms.class)
                        .when(PRICE_IS_POSITIVE, CONTRACT_IS_NOT_SIGNED)
                        .setFrom(d -> d.data().repriced(d.trigger(), whoAsks(d)))
                        .ask(ApprovalPolicy.class, d -> d.data().asksManagement(), DealData::approvalRequired)
                        .emitAll(d -> DealApproval.tasks(d.data()))
                        .stay()
                    .on(Approve.class)
                        .when(APPROVER_IS_ASKED, NOT_OWN_REQUEST, TERMS_ARE_AS_ASKED)
                        .setFrom(d -> d.data().decided(d.actor(), Answer.APPROVED, d.trigger().comment(), d.now()))
                        .emitAll(d -> DealApproval.nextTasks(d.card().data(), d.data()))
                        .emitAll(d -> d.data().isApproved() ? List.of(Effect.tellOwner("deal.approved", d.data().title())) : List.of())
                        .emitAll(d -> d.data().isApproved() && d.data().isSigned() ? won(d.data()) : List.of())
                        .choose(c -> c
                            .when(SIGNED_AND_APPROVED, SUCCESS)
                            .otherwiseStay())
                    .on(Reject.class)
                        .when(APPROVER_IS_ASKED, NOT_OWN_REQUEST, REJECTION_IS_REASONED)
                        .setFrom(d -> d.data().decided(d.actor(), Answer.REJECTED, d.trigger().comment(), d.now()))
                        .emit(d -> Effect.tellOwner("deal.rejected", d.data().title(), d.trigger().comment()))
                        .choose(c -> c
                            .whenStay(OTHERS_MAY_STILL_APPROVE)
                            .otherwise(MANAGEMENT_REJECTED))
                    .on(AskOtherTerms.class)
                        .when(APPROVER_IS_ASKED, NOT_OWN_REQUEST, OTHER_TERMS_ARE_TOLD)
                        .setFrom(d -> d.data().decided(d.actor(), Answer.REJECTED, d.trigger().comment(), d.now()))
                        .emit(d -> Effect.task("deal.other-terms", d.data().title(), d.trigger().comment()))
                        .goTo(AT_CLIENT)
                    .on(DelegateApprovals.class)
                        .consult(Colleague.class, d -> Colleague.of(d.trigger().to(), d.now()))
                        .when(APPROVALS_ARE_ONES_OWN, DELEGATE_MAY_APPROVE, DELEGATE_IS_AT_WORK, DELEGATION_IS_AHEAD)
                        .setFrom(d -> d.data().delegated(DealApproval.delegation(d.data(), d.actor(), d.trigger())))
                        .emit(d -> DealApproval.taskOfDelegate(d.data(), d.trigger()))
                        .stay()
                    .fires(ApprovalOverdue::new, after(APPROVAL))
                    .on(ApprovalOverdue.class)
                        .when(MANAGEMENT_IS_STILL_ASKED)
                        .emitAll(d -> DealApproval.reminders(d.data()))
                        .stay()
                    .on(BackToClient.class)
                        .goTo(AT_CLIENT))))
            .stage(SUCCESS, s -> s
                    .on(PurchaseEnded.class)
                        .byProgram()
                        .set(DealData::bought)
                        .emitAll(d -> purchaseTold(d.data(), d.trigger()))
                        .stay()
                    .fires(ProductLifeEnded::new, after(PRODUCT_LIFE))
                    .on(ProductLifeEnded.class)
                        .emit(d -> Effect.tellOwner("deal.product-life-ended", d.data().title()))
                        .stay())
            .succeedsIn(SUCCESS)
            .failsIn(PRICE, LOST_PRICE)
            .failsIn(COMPETITOR, LOST_COMPETITOR)
            .failsIn(TIMING, NO_DECISION)
            .failsIn(OTHER, CLIENT_CANCELLED)
            .failsIn(FIT, NOT_FEASIBLE)
            .failsIn(INTERNAL, MANAGEMENT_REJECTED)
            .failsIn(LEGAL, CONTRACT_FAILED)
            .reopensInto(ASSESSMENT, DealData::reopened, NO_DECISION)
            .build()
            .inDirection(GOODS)
            .inDirection(SERVICES);

    /** In every stage the client may turn to somebody else; who that is must be said. */
    private static StageBuilder<Stage, Trigger, DealData> losesToCompetitors(StageBuilder<Stage, Trigger, DealData> s) {
        return s.on(LoseToCompetitor.class)
                        .when(COMPETITOR_IS_NAMED, LOSS_IS_EXPLAINED)
                        .set(DealData::lostTo)
                        .emit(d -> Effect.comment("deal.lost-to-competitor", d.trigger().competitor(), d.trigger().comment()))
                        .reportedAs(LoseToCompetitor::from)
                        .goTo(LOST_COMPETITOR);
    }

    /** Meetings and preliminary contracts are begun at the client, but may end when the deal has gone on. */
    private static StageBuilder<Stage, Trigger, DealData> hearsOfMeetingsAndPreliminaries(StageBuilder<Stage, Trigger, DealData> s) {
        return s.on(MeetingHeld.class)
                        .byProgram()
                        .set(DealData::met)
                        .emitAll(d -> promisesToKeep(d.data(), d.trigger()))
                        .stay()
                    .on(MeetingFailed.class)
                        .byProgram()
                        .emit(d -> Effect.tellOwner("deal.meeting-failed", d.data().title(), DealReasons.ofMeeting(d.trigger().reason())))
                        .stay()
                    .on(PreliminarySigned.class)
                        .byProgram()
                        .set(DealData::preliminarySigned)
                        .emit(d -> Effect.tellOwner("deal.preliminary-signed", d.data().title()))
                        .stay()
                    .on(PreliminaryFailed.class)
                        .byProgram()
                        .emit(d -> Effect.tellOwner("deal.preliminary-failed", d.data().title(), DealReasons.ofContract(d.trigger().reason())))
                        .stay();
    }
    // spotless:on

    private Deal() {}

    /** The day in the company's zone. */
    static LocalDate day(Instant moment) {
        return moment.atZone(ZONE).toLocalDate();
    }

    private static boolean areFilled(List<String> lines) {
        return lines.stream().anyMatch(l -> !l.isBlank());
    }

    /** Who asks the management: the person who does it, or the owner where a program does. */
    private static @Nullable String whoAsks(Situation<DealData, ? extends Trigger> d) {
        return d.actor().kind() == Actor.Kind.EMPLOYEE
                ? d.actor().id()
                : d.card().owner();
    }

    /** Four eyes: neither who asked nor the owner approves. */
    private static boolean asksForApproval(Situation<DealData, ?> d, String employee) {
        return employee.equals(d.data().managementApproval().requester())
                || employee.equals(d.card().owner());
    }

    private static boolean hasApprovals(DealData data, Actor actor) {
        return data.managementApproval().lines().stream().anyMatch(l -> DealApproval.isOf(l, actor));
    }

    private static List<Effect> promisesToKeep(DealData data, MeetingHeld held) {
        return held.promised().isEmpty()
                ? List.of()
                : List.of(Effect.task("deal.promised", data.title(), String.join("; ", held.promised())));
    }

    private static List<Effect> won(DealData data) {
        return List.of(
                Effect.task("deal.hand-over", data.title()),
                Effect.tell(Role.HEAD, "deal.won", data.title(), DealApproval.told(data.amount())));
    }

    private static List<Effect> purchaseTold(DealData data, PurchaseEnded ended) {
        return ended.delivered()
                ? List.of(Effect.tellOwner(
                        "deal.purchase-delivered",
                        data.title(),
                        DealApproval.told(ended.on()),
                        DealApproval.told(ended.price())))
                : List.of(
                        Effect.tellOwner("deal.purchase-failed", data.title()),
                        Effect.tell(Role.HEAD, "deal.purchase-failed", data.title()));
    }
}
