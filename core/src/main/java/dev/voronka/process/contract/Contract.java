package dev.voronka.process.contract;

import static dev.voronka.FailGroup.INTERNAL;
import static dev.voronka.FailGroup.LEGAL;
import static dev.voronka.FailGroup.OTHER;
import static dev.voronka.FailGroup.TIMING;
import static dev.voronka.When.at;
import static dev.voronka.When.before;
import static dev.voronka.When.following;
import static dev.voronka.WorkingTime.calendarDays;
import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.process.contract.Contract.Stage.APPROVAL;
import static dev.voronka.process.contract.Contract.Stage.CANCELLED;
import static dev.voronka.process.contract.Contract.Stage.DISAGREEMENT_DEADLOCK;
import static dev.voronka.process.contract.Contract.Stage.EXPIRED;
import static dev.voronka.process.contract.Contract.Stage.NEW_CONTRACT;
import static dev.voronka.process.contract.Contract.Stage.PROTOCOL;
import static dev.voronka.process.contract.Contract.Stage.REJECTED_BY_COUNTERPARTY;
import static dev.voronka.process.contract.Contract.Stage.REJECTED_INTERNAL;
import static dev.voronka.process.contract.Contract.Stage.SECURITY_STOP;
import static dev.voronka.process.contract.Contract.Stage.SIGNING;
import static dev.voronka.process.contract.Contract.Stage.SUCCESS;

import dev.voronka.Addressee;
import dev.voronka.Code;
import dev.voronka.Effect;
import dev.voronka.Fields;
import dev.voronka.Guard;
import dev.voronka.Message;
import dev.voronka.Money;
import dev.voronka.Personal;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.SalesProcessBuilder;
import dev.voronka.Situation;
import dev.voronka.TextRef;
import dev.voronka.WorkingTime;
import dev.voronka.approval.Answer;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.people.Colleague;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Согласование договоров: from a new contract to one that both sides have signed. Source: processes.md, 6. */
public final class Contract {

    /** The stages of a contract. */
    public enum Stage implements dev.voronka.Stage {
        /** Новый договор: the draft is being prepared. */
        NEW_CONTRACT,
        /** Составление протокола: terms and rights of the sides are being worked out. */
        PROTOCOL,
        /** Согласование: is being approved inside and agreed on with the other side. */
        APPROVAL,
        /** Подписание: waits for signatures. Shipped switched off: signing is then the step into Успех. */
        SIGNING,
        /** Успех: both sides have signed. */
        SUCCESS,
        /** Не согласован внутри. */
        REJECTED_INTERNAL,
        /** Отклонён контрагентом. */
        REJECTED_BY_COUNTERPARTY,
        /** Разногласия не сняты. */
        DISAGREEMENT_DEADLOCK,
        /** Отказ СБ. */
        SECURITY_STOP,
        /** Истёк срок. */
        EXPIRED,
        /** Неактуален. */
        CANCELLED
    }

    /** What happens to a contract. */
    public sealed interface Trigger extends dev.voronka.Trigger {}

    /** Brings a text, and the parties and the amount if they are not known or have changed. */
    public sealed interface BringsText extends Trigger {
        /** The text. */
        Document document();

        /** The sides; none if those on the card stay. */
        List<Party> parties();

        /** What it is worth; null if the amount on the card stays. */
        @Nullable
        Money amount();
    }

    /** Says what the essential terms are. */
    public sealed interface SetsTerms extends BringsText {
        /** The terms. */
        Terms terms();
    }

    /** The draft is ready to be worked out: a template or a file is chosen, parties and amount are known. */
    @Code("draft-ready")
    public record DraftReady(
            String number, List<Party> parties, @Nullable Money amount, Document document) implements BringsText {
        /** Keeps an unmodifiable copy. */
        public DraftReady {
            parties = List.copyOf(parties);
        }

        /** The text for a card that already says everything else. */
        public static DraftReady of(String number, Document document) {
            return new DraftReady(number, List.of(), null, document);
        }

        /** The draft as a person has named it in the CRM. */
        static DraftReady from(Fields fields) {
            return of(
                    fields.text("number").orElse(""),
                    new Document(
                            fields.text("template").orElse(""),
                            fields.text("file").orElse(""),
                            fields.text("hash").orElse("")));
        }
    }

    /** The protocol with the essential terms is ready; with a text if that has changed. */
    @Code("protocol-ready")
    public record ProtocolReady(Terms terms, Document document) implements SetsTerms {
        /** The terms of a text that stays as it is. */
        public ProtocolReady(Terms terms) {
            this(terms, Document.NONE);
        }

        @Override
        public List<Party> parties() {
            return List.of();
        }

        @Override
        public @Nullable Money amount() {
            return null;
        }
    }

    /** Brings a new version of what is being approved. */
    @Code("submit-version")
    public record SubmitVersion(
            Document document,
            Terms terms,
            List<Party> parties,
            @Nullable Money amount) implements SetsTerms {
        /** Keeps an unmodifiable copy. */
        public SubmitVersion {
            parties = List.copyOf(parties);
        }

        /** A version with the same parties and amount. */
        public SubmitVersion(Document document, Terms terms) {
            this(document, terms, List.of(), null);
        }
    }

    /** Answers a clause in dispute; the wording counts for a compromise only. */
    @Code("settle-clause")
    public record SettleClause(String clause, ProtocolItem.Status how, String wording) implements Trigger {}

    /** Approves in every role in which the actor is asked now. */
    @Code("approve")
    public record Approve(String comment) implements Trigger {}

    /** Says no. */
    @Code("reject")
    public record Reject(String comment) implements Trigger {}

    /** Lets somebody else approve from one day to another, both included. */
    @Code("delegate-approvals")
    public record DelegateApprovals(String to, LocalDate first, LocalDate last) implements Trigger {}

    /** The other side has sent a protocol of disagreements. */
    @Code("disagreement-protocol")
    public record DisagreementProtocol(List<ProtocolItem> items) implements Trigger {
        /** Keeps an unmodifiable copy. */
        public DisagreementProtocol {
            items = List.copyOf(items);
        }
    }

    /** Sends the contract back to be drafted anew. */
    @Code("rework")
    public record Rework(String why) implements Trigger {}

    /** Security stops the contract, asked or not. */
    @Code("stop-by-security")
    public record StopBySecurity(String why) implements Trigger {}

    /** Sends the approved contract to be signed; there only while signing is a stage of its own. */
    @Code("send-to-signing")
    public record SendToSigning() implements Trigger {}

    /**
     * A side has signed.
     *
     * @param side whose signature it is
     * @param signatory who signed
     * @param authority the document that allows it: the charter, a power of attorney
     * @param authorityUntil the last day of that document; null if it has no end
     * @param signedOn the date of the signature; null for today
     */
    @Code("sign")
    public record Sign(
            Side side,
            @Personal String signatory,
            String authority,
            @Nullable LocalDate authorityUntil,
            @Nullable LocalDate signedOn)
            implements Trigger {
        /** A signature of today by a document without an end, such as the charter. */
        public static Sign of(Side side, String signatory, String authority) {
            return new Sign(side, signatory, authority, null, null);
        }

        /** The counterparty's signature, as a person has entered it in the CRM. */
        static Sign from(Fields fields) {
            return new Sign(
                    Side.THEIRS,
                    fields.text("signatory").orElse(""),
                    fields.text("authority").orElse(""),
                    EnteredDate.of(fields, "authorityUntil"),
                    EnteredDate.of(fields, "signedOn"));
        }

        LocalDate date(Instant now) {
            return signedOn == null ? day(now) : signedOn;
        }
    }

    /** Gives the other side time to accept our draft until this day, included. */
    @Code("extend-validity")
    public record ExtendValidity(LocalDate until) implements Trigger {}

    /** The draft is no longer valid. */
    @Code("validity-ended")
    public record ValidityEnded() implements Trigger {}

    /** Somebody has not approved in time. */
    @Code("approval-late")
    public record ApprovalLate() implements Trigger {}

    /** All have approved, but signatures are missing. */
    @Code("signatures-late")
    public record SignaturesLate() implements Trigger {}

    /** The term of a signed contract is about to end. */
    @Code("term-ends-soon")
    public record TermEndsSoon() implements Trigger {}

    /** Time for those who are asked to approve: a day each, all of one step on the same day. Source: processes.md, 6. */
    static final WorkingTime APPROVER = workingDays(1);

    /** Time for signatures. Source: processes.md, 6. */
    static final WorkingTime SIGNATURES = workingDays(5);

    /** How many rounds of negotiation there may be. Source: processes.md, 6. */
    static final int ROUNDS = 3;

    /** How long before the end of its term the owner is reminded. Source: a proposal, to be set by each company. */
    static final WorkingTime REMINDER = calendarDays(30);

    /** In which zone days are counted. Source: design.md, 9. */
    static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    static final Guard<ContractData, BringsText> PARTIES_ARE_COMPLETE =
            Guard.listing("parties-are-complete", s -> Party.missing(s.data().partiesWith(s.trigger())));
    static final Guard<ContractData, BringsText> AMOUNT_IS_GIVEN = Guard.of(
            "amount-is-given", s -> isAmountOf(s.data().kind(), s.data().amountWith(s.trigger())));
    static final Guard<ContractData, BringsText> DOCUMENT_IS_ATTACHED =
            Guard.of("document-is-attached", s -> s.trigger().document().isGiven());
    static final Guard<ContractData, BringsText> FILE_HAS_A_HASH =
            Guard.of("file-has-a-hash", s -> s.trigger().document().isHashed());
    static final Guard<ContractData, SetsTerms> TERMS_ARE_COMPLETE =
            Guard.listing("terms-are-complete", s -> s.trigger().terms().missing());
    static final Guard<ContractData, SetsTerms> TERM_ENDS_IN_FUTURE = Guard.of("term-ends-in-future", s -> {
        var until = s.trigger().terms().until();
        return until == null || !until.isBefore(day(s.now()));
    });
    static final Guard<ContractData, Object> CLAUSES_ARE_SETTLED =
            Guard.listing("clauses-are-settled", s -> s.data().openClauses());
    static final Guard<ContractData, SettleClause> CLAUSE_IS_IN_DISPUTE = Guard.of(
            "clause-is-in-dispute",
            s -> s.data().protocolItems().stream()
                    .anyMatch(i -> i.clause().equals(s.trigger().clause())));
    static final Guard<ContractData, SettleClause> SETTLEMENT_IS_WORDED =
            Guard.of("settlement-is-worded", s -> switch (s.trigger().how()) {
                case OPEN -> false;
                case OURS, THEIRS -> true;
                case COMPROMISE -> !s.trigger().wording().isBlank();
            });
    static final Guard<ContractData, Object> APPROVER_IS_ASKED =
            Guard.of("approver-is-asked", s -> s.data().sheet().isAsked(s.actor(), day(s.now())));
    static final Guard<ContractData, Object> NOT_OWN_REQUEST =
            Guard.of("not-own-request", s -> !s.data().isOwnWork(s.actor()));
    static final Guard<ContractData, Object> APPROVED_TEXT_IS_CURRENT =
            Guard.onData("approved-text-is-current", ContractData::isApprovedAsItIs);
    static final Guard<ContractData, Reject> REJECTION_IS_REASONED =
            Guard.of("rejection-is-reasoned", s -> !s.trigger().comment().isBlank());
    static final Guard<ContractData, Object> SECURITY_SAYS_NO =
            Guard.onData("security-says-no", ContractData::isStoppedBySecurity);
    static final Guard<ContractData, Object> IS_REJECTED_INSIDE =
            Guard.onData("is-rejected-inside", d -> d.sheet().isRejected());
    static final Guard<ContractData, Object> ACTOR_APPROVES_HERE =
            Guard.of("actor-approves-here", s -> s.data().hasLineOf(s.actor()));
    static final Guard<ContractData, DelegateApprovals> DEPUTY_IS_SOMEBODY_ELSE = Guard.of(
            "deputy-is-somebody-else", s -> !s.trigger().to().equals(s.actor().id()));
    static final Guard<ContractData, Object> DEPUTY_IS_AT_WORK =
            Guard.of("deputy-is-at-work", s -> s.answer(Colleague.class).canWork());
    static final Guard<ContractData, DelegateApprovals> DELEGATION_DATES_FIT = Guard.of(
            "delegation-dates-fit",
            s -> !s.trigger().last().isBefore(s.trigger().first())
                    && !s.trigger().last().isBefore(day(s.now())));
    static final Guard<ContractData, DisagreementProtocol> DISAGREEMENTS_ARE_TOLD = Guard.of(
            "disagreements-are-told",
            s -> !s.trigger().items().isEmpty() && s.trigger().items().stream().allMatch(ProtocolItem::isTold));
    static final Guard<ContractData, Object> ROUNDS_ARE_USED_UP = Guard.listing(
            "rounds-are-used-up",
            s -> s.data().round() > ROUNDS ? List.of() : List.of(s.data().round() + "/" + ROUNDS));
    static final Guard<ContractData, Rework> REWORK_IS_REASONED =
            Guard.of("rework-is-reasoned", s -> !s.trigger().why().isBlank());
    static final Guard<ContractData, StopBySecurity> STOP_IS_REASONED =
            Guard.of("stop-is-reasoned", s -> !s.trigger().why().isBlank());
    static final Guard<ContractData, Object> APPROVALS_ARE_GIVEN =
            Guard.listing("approvals-are-given", s -> s.data().missingApprovals());
    static final Guard<ContractData, Object> NUMBER_IS_GIVEN =
            Guard.onData("number-is-given", d -> !d.number().isBlank());
    static final Guard<ContractData, Sign> SIGNATORY_IS_NAMED =
            Guard.of("signatory-is-named", s -> !s.trigger().signatory().isBlank());
    static final Guard<ContractData, Sign> AUTHORITY_IS_VALID = Guard.of("authority-is-valid", s -> {
        var until = s.trigger().authorityUntil();
        return !s.trigger().authority().isBlank()
                && (until == null || !until.isBefore(s.trigger().date(s.now())));
    });
    static final Guard<ContractData, Sign> SIGNATURE_DATE_FITS =
            Guard.of("signature-date-fits", Contract::isDateOfCurrentVersion);
    static final Guard<ContractData, Sign> SIDE_HAS_NOT_SIGNED = Guard.of(
            "side-has-not-signed", s -> !s.data().isSignedBy(s.trigger().side()));
    static final Guard<ContractData, Object> BOTH_SIDES_HAVE_SIGNED =
            Guard.onData("both-sides-have-signed", d -> d.signedOn() != null);
    static final Guard<ContractData, ExtendValidity> VALIDITY_IS_AHEAD =
            Guard.of("validity-is-ahead", s -> !s.trigger().until().isBefore(day(s.now())));
    static final Guard<ContractData, Object> TERM_IS_STILL_AHEAD = Guard.of("term-is-still-ahead", s -> {
        var end = s.data().termEnd();
        return end != null && s.now().isBefore(end.toInstant());
    });

    /** The process. */
    public static final SalesProcess<Trigger, ContractData> PROCESS = describe().build();

    private Contract() {}

    // The definition keeps its own layout, so that it reads like the description of the process.
    // spotless:off
    static SalesProcessBuilder<Stage, Trigger, ContractData> describe() {
        return SalesProcess.named("contract", Stage.class, Trigger.class, ContractData.class)
            .header(ContractData::header)
            .startsIn(NEW_CONTRACT)
            .mainPath(NEW_CONTRACT, PROTOCOL, APPROVAL, SIGNING, SUCCESS)
            .stage(NEW_CONTRACT, s -> s.ownedBy(Role.REP)
                    .within(workingDays(2))
                    .mayFail(CANCELLED, EXPIRED)
                    .on(DraftReady.class)
                        .when(PARTIES_ARE_COMPLETE, AMOUNT_IS_GIVEN, DOCUMENT_IS_ATTACHED, FILE_HAS_A_HASH)
                        .setFrom(c -> c.data().drafted(c.trigger(), c.actor().id(), c.now()))
                        .emit(c -> Effect.task("contract.write-protocol", c.data().title()))
                        .reportedAs(DraftReady::from)
                        .goTo(PROTOCOL)
                    .on(StopBySecurity.class)
                        .by(Role.SECURITY)
                        .when(STOP_IS_REASONED)
                        .emitAll(c -> stopped(c, c.trigger().why()))
                        .goTo(SECURITY_STOP)
                    .on(ExtendValidity.class)
                        .when(VALIDITY_IS_AHEAD)
                        .set((d, t) -> d.validUntil(t.until()))
                        .stay()
                    .fires(ValidityEnded::new, at(ContractData::validityEnd))
                    .on(ValidityEnded.class)
                        .emit(c -> Effect.tellOwner("contract.expired", c.data().title()))
                        .goTo(EXPIRED))
            .stage(PROTOCOL, s -> s.ownedBy(Role.LEGAL)
                    .within(workingDays(2))
                    .mayFail(REJECTED_BY_COUNTERPARTY, CANCELLED, EXPIRED)
                    .mayFailWhen(DISAGREEMENT_DEADLOCK, ROUNDS_ARE_USED_UP)
                    .on(SettleClause.class)
                        .when(CLAUSE_IS_IN_DISPUTE, SETTLEMENT_IS_WORDED)
                        .set(ContractData::settled)
                        .stay()
                    .on(ProtocolReady.class)
                        .when(TERMS_ARE_COMPLETE, TERM_ENDS_IN_FUTURE, FILE_HAS_A_HASH, CLAUSES_ARE_SETTLED)
                        .setFrom(c -> c.data().agreed(c.trigger()).brought(c.trigger(), c.actor().id(), c.now())
                                .requestedBy(c.actor().id()))
                        .ask(ApprovalPolicy.class, Contract::approversWanted, (d, required) -> d.asking(required.steps()))
                        .setFrom(c -> c.data().waiting(c.now()))
                        .emitAll(c -> asks(c.data(), c.data().sheet().waitingFor()))
                        .reportedAs(fields -> new ProtocolReady(Terms.from(fields)))
                        .goTo(APPROVAL)
                    .on(StopBySecurity.class)
                        .by(Role.SECURITY)
                        .when(STOP_IS_REASONED)
                        .emitAll(c -> stopped(c, c.trigger().why()))
                        .goTo(SECURITY_STOP)
                    .on(ExtendValidity.class)
                        .when(VALIDITY_IS_AHEAD)
                        .set((d, t) -> d.validUntil(t.until()))
                        .stay()
                    .fires(ValidityEnded::new, at(ContractData::validityEnd))
                    .on(ValidityEnded.class)
                        .emit(c -> Effect.tellOwner("contract.expired", c.data().title()))
                        .goTo(EXPIRED))
            .stage(APPROVAL, s -> s.ownedBy(Role.REP)
                    .within(following(APPROVER, ContractData::askedSince))
                    .mayFail(REJECTED_BY_COUNTERPARTY, CANCELLED, EXPIRED)
                    .mayFailWhen(REJECTED_INTERNAL, IS_REJECTED_INSIDE)
                    .mayFailWhen(DISAGREEMENT_DEADLOCK, ROUNDS_ARE_USED_UP)
                    .on(Approve.class)
                        .when(APPROVER_IS_ASKED, NOT_OWN_REQUEST, APPROVED_TEXT_IS_CURRENT)
                        .setFrom(c -> c.data().decided(c.actor(), Answer.APPROVED, c.trigger().comment(), c.now()))
                        .emitAll(c -> asks(c.data(), c.data().newlyAsked(c.card().data())))
                        .stay()
                    .on(Reject.class)
                        .when(APPROVER_IS_ASKED, NOT_OWN_REQUEST, REJECTION_IS_REASONED)
                        .setFrom(c -> c.data().decided(c.actor(), Answer.REJECTED, c.trigger().comment(), c.now()))
                        .emit(c -> Effect.tellOwner("contract.rejected", c.data().title(), c.trigger().comment()))
                        .choose(r -> r
                            .when(SECURITY_SAYS_NO, SECURITY_STOP)
                            .otherwiseStay())
                    .on(DelegateApprovals.class)
                        .consult(Colleague.class, c -> Colleague.of(c.trigger().to(), firstDay(c)))
                        .when(ACTOR_APPROVES_HERE, DEPUTY_IS_SOMEBODY_ELSE, DEPUTY_IS_AT_WORK, DELEGATION_DATES_FIT)
                        .setFrom(c -> c.data().delegated(c.actor(), c.trigger()))
                        .emit(c -> Effect.tell(c.trigger().to(), "contract.delegated", c.data().title(),
                                DAY.format(c.trigger().first()), DAY.format(c.trigger().last())))
                        .stay()
                    .on(SubmitVersion.class)
                        .when(DOCUMENT_IS_ATTACHED, FILE_HAS_A_HASH, TERMS_ARE_COMPLETE, TERM_ENDS_IN_FUTURE,
                                PARTIES_ARE_COMPLETE, AMOUNT_IS_GIVEN)
                        .setFrom(c -> c.data().agreed(c.trigger()).brought(c.trigger(), c.actor().id(), c.now()))
                        .ask(ApprovalPolicy.class, Contract::approversWanted, (d, required) -> d.asking(required.steps()))
                        .setFrom(c -> c.data().waiting(c.now()))
                        .emitAll(c -> asks(c.data(), c.data().sheet().waitingFor()))
                        .stay()
                    .on(DisagreementProtocol.class)
                        .when(DISAGREEMENTS_ARE_TOLD)
                        .atMost(ROUNDS)
                        .set(ContractData::disagreed)
                        .emitAll(Contract::disagreed)
                        .goTo(PROTOCOL)
                    .on(Rework.class)
                        .when(REWORK_IS_REASONED)
                        .set(ContractData::reworked)
                        .emitAll(Contract::sentBack)
                        .reportedAs(fields -> new Rework(fields.text("why").orElse("")))
                        .goTo(NEW_CONTRACT)
                    .on(SendToSigning.class)
                        .onlyWith(SIGNING)
                        .when(APPROVALS_ARE_GIVEN, APPROVED_TEXT_IS_CURRENT)
                        .goTo(SIGNING)
                    .on(Sign.class)
                        .onlyWithout(SIGNING)
                        .when(APPROVALS_ARE_GIVEN, APPROVED_TEXT_IS_CURRENT, NUMBER_IS_GIVEN, SIGNATORY_IS_NAMED,
                                AUTHORITY_IS_VALID, SIGNATURE_DATE_FITS, SIDE_HAS_NOT_SIGNED)
                        .setFrom(c -> c.data().signed(c.trigger(), c.now()))
                        .emit(c -> signed(c.data()))
                        .reportedAs(Sign::from)
                        .choose(c -> c
                            .when(BOTH_SIDES_HAVE_SIGNED, SUCCESS)
                            .otherwiseStay())
                    .on(StopBySecurity.class)
                        .by(Role.SECURITY)
                        .when(STOP_IS_REASONED)
                        .emitAll(c -> stopped(c, c.trigger().why()))
                        .goTo(SECURITY_STOP)
                    .on(ExtendValidity.class)
                        .when(VALIDITY_IS_AHEAD)
                        .set((d, t) -> d.validUntil(t.until()))
                        .stay()
                    .fires(ApprovalLate::new, following(APPROVER, ContractData::askedSince))
                    .on(ApprovalLate.class)
                        .emit(c -> Effect.tell(Role.HEAD, "contract.approval-late", c.data().title()))
                        .stay()
                    .fires(SignaturesLate::new, following(SIGNATURES, ContractData::approvedSince))
                    .on(SignaturesLate.class)
                        .emit(c -> Effect.task("contract.push-signatures", c.data().title()))
                        .stay()
                    .fires(ValidityEnded::new, at(ContractData::validityEnd))
                    .on(ValidityEnded.class)
                        .emit(c -> Effect.tellOwner("contract.expired", c.data().title()))
                        .goTo(EXPIRED))
            .stage(SIGNING, s -> s.ownedBy(Role.REP)
                    .switchedOff()
                    .within(SIGNATURES)
                    .mayFail(REJECTED_BY_COUNTERPARTY, CANCELLED, EXPIRED)
                    .mayFailWhen(DISAGREEMENT_DEADLOCK, ROUNDS_ARE_USED_UP)
                    .on(Sign.class)
                        .when(APPROVALS_ARE_GIVEN, APPROVED_TEXT_IS_CURRENT, NUMBER_IS_GIVEN, SIGNATORY_IS_NAMED,
                                AUTHORITY_IS_VALID, SIGNATURE_DATE_FITS, SIDE_HAS_NOT_SIGNED)
                        .setFrom(c -> c.data().signed(c.trigger(), c.now()))
                        .emit(c -> signed(c.data()))
                        .reportedAs(Sign::from)
                        .choose(c -> c
                            .when(BOTH_SIDES_HAVE_SIGNED, SUCCESS)
                            .otherwiseStay())
                    .on(DisagreementProtocol.class)
                        .when(DISAGREEMENTS_ARE_TOLD)
                        .atMost(ROUNDS)
                        .set(ContractData::disagreed)
                        .emitAll(Contract::disagreed)
                        .goTo(PROTOCOL)
                    .on(Rework.class)
                        .when(REWORK_IS_REASONED)
                        .set(ContractData::reworked)
                        .emitAll(Contract::sentBack)
                        .reportedAs(fields -> new Rework(fields.text("why").orElse("")))
                        .goTo(NEW_CONTRACT)
                    .on(StopBySecurity.class)
                        .by(Role.SECURITY)
                        .when(STOP_IS_REASONED)
                        .emitAll(c -> stopped(c, c.trigger().why()))
                        .goTo(SECURITY_STOP)
                    .on(ExtendValidity.class)
                        .when(VALIDITY_IS_AHEAD)
                        .set((d, t) -> d.validUntil(t.until()))
                        .stay()
                    .fires(ValidityEnded::new, at(ContractData::validityEnd))
                    .on(ValidityEnded.class)
                        .emit(c -> Effect.tellOwner("contract.expired", c.data().title()))
                        .goTo(EXPIRED))
            .stage(SUCCESS, s -> s
                    .fires(TermEndsSoon::new, before(REMINDER, ContractData::termEnd))
                    .on(TermEndsSoon.class)
                        .when(TERM_IS_STILL_AHEAD)
                        .emit(c -> Effect.tellOwner("contract.term-ends", c.data().title(), lastDay(c.data())))
                        .stay())
            .succeedsIn(SUCCESS)
            .failsIn(INTERNAL, REJECTED_INTERNAL, SECURITY_STOP)
            .failsIn(LEGAL, REJECTED_BY_COUNTERPARTY, DISAGREEMENT_DEADLOCK)
            .failsIn(TIMING, EXPIRED)
            .failsIn(OTHER, CANCELLED);
    }
    // spotless:on

    /** The day of a moment, as the company counts days. */
    static LocalDate day(Instant moment) {
        return moment.atZone(ZONE).toLocalDate();
    }

    private static boolean isAmountOf(Kind kind, @Nullable Money amount) {
        if (amount == null) {
            return !kind.needsAmount();
        }
        return kind.needsAmount() ? amount.minor() > 0 : amount.minor() >= 0;
    }

    private static ApprovalPolicy.Asked approversWanted(Situation<ContractData, ? extends Trigger> c) {
        var data = c.data();
        return ApprovalPolicy.Asked.of("contract", data.direction(), data.amount(), data.facts());
    }

    /** A task for each line; once nobody needs to be asked any more, the owner hears that signatures are next. */
    private static List<Effect> asks(ContractData data, Collection<ApprovalLine> lines) {
        if (data.sheet().isPositive()) {
            return List.of(Effect.tellOwner("contract.approved", data.title(), data.version()));
        }
        return lines.stream()
                .<Effect>map(line -> new Effect.Task(
                        approver(line),
                        Message.of(
                                "contract.approve",
                                data.title(),
                                data.version(),
                                new TextRef("role." + line.role()),
                                new TextRef("approval." + line.why())),
                        null))
                .toList();
    }

    private static Addressee approver(ApprovalLine line) {
        var employee = line.employee();
        return employee == null ? new Addressee.Holder(line.role()) : new Addressee.Employee(employee);
    }

    private static Instant firstDay(Situation<ContractData, DelegateApprovals> c) {
        var first = c.trigger().first().atStartOfDay(ZONE).toInstant();
        return first.isAfter(c.now()) ? first : c.now();
    }

    private static List<Effect> stopped(Situation<ContractData, StopBySecurity> c, String why) {
        return List.of(
                Effect.tellOwner("contract.stopped", c.data().title(), why),
                Effect.tell(Role.HEAD, "contract.stopped", c.data().title(), why));
    }

    /** What approvers were asked is void; the head hears when the last round begins. */
    private static List<Effect> disagreed(Situation<ContractData, DisagreementProtocol> c) {
        var effects = new ArrayList<Effect>();
        effects.add(new Effect.CancelTasks());
        effects.add(Effect.task(
                "contract.settle",
                c.data().title(),
                String.join(", ", c.data().openClauses()),
                c.data().round()));
        if (c.data().round() > ROUNDS) {
            effects.add(
                    Effect.tell(Role.HEAD, "contract.rounds-used-up", c.data().title()));
        }
        return effects;
    }

    private static List<Effect> sentBack(Situation<ContractData, Rework> c) {
        return List.of(
                new Effect.CancelTasks(),
                Effect.task("contract.rework", c.data().title(), c.trigger().why()));
    }

    private static Effect signed(ContractData data) {
        var date = data.signedOn();
        if (date != null) {
            return Effect.comment("contract.signed", data.number(), DAY.format(date));
        }
        var missing = data.isSignedBy(Side.OURS) ? Side.THEIRS : Side.OURS;
        return Effect.tellOwner("contract.waits-for-signature", data.title(), new TextRef("side." + missing));
    }

    private static boolean isDateOfCurrentVersion(Situation<ContractData, Sign> c) {
        var date = c.trigger().date(c.now());
        var version = c.data().current();
        return !date.isAfter(day(c.now())) && version != null && !date.isBefore(day(version.at()));
    }

    private static String lastDay(ContractData data) {
        var until = data.terms().until();
        return until == null ? "" : DAY.format(until);
    }
}
