package dev.voronka.process.incominglead;

import static dev.voronka.FailGroup.DATA;
import static dev.voronka.FailGroup.FIT;
import static dev.voronka.FailGroup.NO_RESPONSE;
import static dev.voronka.FailGroup.PRICE;
import static dev.voronka.Step.asking;
import static dev.voronka.Step.assigning;
import static dev.voronka.Step.emitting;
import static dev.voronka.Step.holdUntil;
import static dev.voronka.When.after;
import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingMinutes;
import static dev.voronka.process.incominglead.IncomingLead.Stage.COMPETITOR;
import static dev.voronka.process.incominglead.IncomingLead.Stage.DUPLICATE;
import static dev.voronka.process.incominglead.IncomingLead.Stage.NEW;
import static dev.voronka.process.incominglead.IncomingLead.Stage.NOT_TARGET;
import static dev.voronka.process.incominglead.IncomingLead.Stage.NO_BUDGET;
import static dev.voronka.process.incominglead.IncomingLead.Stage.NO_NEED;
import static dev.voronka.process.incominglead.IncomingLead.Stage.QUALIFICATION;
import static dev.voronka.process.incominglead.IncomingLead.Stage.ROUTING;
import static dev.voronka.process.incominglead.IncomingLead.Stage.SPAM;
import static dev.voronka.process.incominglead.IncomingLead.Stage.SUCCESS;
import static dev.voronka.process.incominglead.IncomingLead.Stage.UNREACHABLE;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Choice;
import dev.voronka.ChoiceBuilder;
import dev.voronka.Code;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.Guard;
import dev.voronka.Personal;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Situation;
import dev.voronka.TextRef;
import dev.voronka.WorkingTime;
import dev.voronka.decision.Qualification.Verdict;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.Router;
import dev.voronka.decision.RoutingRequest;
import dev.voronka.decision.RoutingRequest.Strategy;
import dev.voronka.lookup.Duplicates;
import dev.voronka.people.Colleague;
import dev.voronka.questionnaire.AnswerSheet;
import dev.voronka.questionnaire.Question;
import dev.voronka.questionnaire.Questionnaire;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Входящие лиды: from a request to a seller who takes it. Source: processes.md, 1. */
public final class IncomingLead {

    /** The stages of an incoming lead. */
    public enum Stage implements dev.voronka.Stage {
        /** Новый: has come in and waits for a first touch. */
        NEW,
        /** Квалификация: is being asked the questions. */
        QUALIFICATION,
        /** Маршрутизация: is being offered to a seller. */
        ROUTING,
        /** Успех: a seller has taken it. */
        SUCCESS,
        /** Спам. */
        SPAM,
        /** Дубль. */
        DUPLICATE,
        /** Не удалось связаться. */
        UNREACHABLE,
        /** Нецелевой. */
        NOT_TARGET,
        /** Нет потребности. */
        NO_NEED,
        /** Нет бюджета. */
        NO_BUDGET,
        /** Выбрал конкурента. */
        COMPETITOR
    }

    /** What happens to an incoming lead. */
    public sealed interface Trigger extends dev.voronka.Trigger {}

    /** Takes the lead in: looks for duplicates and gives it to a qualifier. */
    @Code("intake")
    public record Intake() implements Trigger {}

    /** Says that the cards that look like duplicates are not. */
    @Code("confirm-not-duplicate")
    public record ConfirmNotDuplicate() implements Trigger {}

    /** Says of which card this is a duplicate. */
    @Code("link-duplicate")
    public record LinkDuplicate(CardId of) implements Trigger {}

    /** Notes a try to reach the person. */
    @Code("log-attempt")
    public record LogAttempt(boolean reached, @Personal String note) implements Trigger {}

    /** The person lets us write and call. */
    @Code("give-consent")
    public record GiveConsent() implements Trigger {}

    /** The person no longer lets us write and call. */
    @Code("withdraw-consent")
    public record WithdrawConsent() implements Trigger {}

    /** Hands in the answers to the questionnaire. */
    @Code("submit-questionnaire")
    public record SubmitQuestionnaire(AnswerSheet answers) implements Trigger {
        /** The answers to this version of the questionnaire, by the question's code. */
        public static SubmitQuestionnaire of(int version, Map<String, Object> answers) {
            return new SubmitQuestionnaire(AnswerSheet.of(version, answers));
        }
    }

    /** Lets the lead through whatever its score. */
    @Code("override-score")
    public record OverrideScore(String why) implements Trigger {}

    /** Takes the lead to sell. */
    @Code("accept")
    public record Accept() implements Trigger {}

    /** Does not take the lead; somebody else may. */
    @Code("decline")
    public record Decline(String why) implements Trigger {}

    /** The seller has let the time for taking the lead pass. */
    @Code("acceptance-timed-out")
    public record AcceptanceTimedOut() implements Trigger {}

    /** Sends the lead back because it is not qualified. */
    @Code("return")
    public record ReturnToQualification(String why) implements Trigger {}

    /** Time a new lead may wait for a first touch. Source: processes.md, 1. */
    static final WorkingTime FIRST_TOUCH = workingMinutes(15);

    /** Time a seller has to take a lead. Source: processes.md, 1. */
    static final WorkingTime ACCEPTANCE = workingMinutes(30);

    /** How many sellers are offered a lead before it goes to the head. Source: processes.md, 1. */
    static final int MOST_OFFERS = 3;

    /** How often a seller may send a lead back. Source: processes.md, 1. */
    static final int MOST_RETURNS = 2;

    /** How often offers may come to nothing: each routing has three; two returns and two reopenings begin others. */
    static final int MOST_REROUTINGS = MOST_OFFERS * (1 + MOST_RETURNS + 2);

    /** How many tries, and on how many days, make a person unreachable. Source: processes.md, 1. */
    static final int LEAST_ATTEMPTS = 5;

    /** On how many different days the tries must have been. Source: processes.md, 1. */
    static final int LEAST_ATTEMPT_DAYS = 3;

    /** How many days a lead worth nurturing rests if the client names no date. Source: a proposal. */
    static final int NURTURE_DAYS = 30;

    /** In which zone days are counted. Source: design.md, 9. */
    static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    static final Guard<LeadData, Object> CONTACT_IS_PRESENT =
            Guard.onData("contact-is-present", d -> !d.reach().isEmpty());
    static final Guard<LeadData, Object> DEDUPE_IS_DONE = Guard.listing(
            "dedupe-is-done",
            s -> s.data().notDuplicate()
                    ? List.of()
                    : s.answer(Duplicates.class).cards());
    static final Guard<LeadData, LinkDuplicate> LINK_IS_ANOTHER_CARD = Guard.of(
            "link-is-another-card", s -> !s.trigger().of().equals(s.card().id()));
    static final Guard<LeadData, Object> DUPLICATE_IS_LINKED =
            Guard.onData("duplicate-is-linked", d -> d.duplicateOf() != null);
    static final Guard<LeadData, Object> ATTEMPTS_ARE_ENOUGH = Guard.listing(
            "attempts-are-enough",
            s -> s.data().attempts().size() >= LEAST_ATTEMPTS && s.data().attemptDays(ZONE) >= LEAST_ATTEMPT_DAYS
                    ? List.of()
                    : List.of(s.data().attempts().size() + "/" + s.data().attemptDays(ZONE)));
    static final Guard<LeadData, Object> CONSENT_IS_GIVEN =
            Guard.onData("consent-given", d -> d.consent().isValid());
    static final Guard<LeadData, SubmitQuestionnaire> VERSION_IS_CURRENT = Guard.listing(
            "version-is-current",
            s -> s.trigger().answers().version() == questionnaire().version()
                    ? List.of()
                    : List.of(questionnaire().version()));
    static final Guard<LeadData, SubmitQuestionnaire> ANSWERS_FIT = Guard.listing(
            "answers-fit", s -> named(questionnaire().misfits(s.trigger().answers())));
    static final Guard<LeadData, SubmitQuestionnaire> ALL_QUESTIONS_ANSWERED = Guard.listing(
            "all-questions-answered",
            s -> named(questionnaire().missing(s.trigger().answers())));
    static final Guard<LeadData, OverrideScore> OVERRIDE_IS_REASONED =
            Guard.of("override-is-reasoned", s -> !s.trigger().why().isBlank());
    static final Guard<LeadData, Decline> DECLINE_IS_REASONED =
            Guard.of("decline-is-reasoned", s -> !s.trigger().why().isBlank());
    static final Guard<LeadData, ReturnToQualification> RETURN_IS_REASONED =
            Guard.of("return-is-reasoned", s -> !s.trigger().why().isBlank());
    static final Guard<LeadData, Object> SCORE_IS_HIGH_ENOUGH =
            Guard.onData("score-is-high-enough", d -> d.verdict() == Verdict.QUALIFIED);
    static final Guard<LeadData, Object> WORTH_NURTURING =
            Guard.onData("worth-nurturing", d -> d.verdict() == Verdict.NURTURE);
    static final Guard<LeadData, Object> ACTOR_IS_ASKED = Guard.of(
            "actor-is-asked",
            s -> s.actor().kind() == Actor.Kind.EMPLOYEE
                    && s.actor().id().equals(s.card().owner()));
    static final Guard<LeadData, Object> SELLER_IS_AT_WORK =
            Guard.of("seller-is-at-work", s -> s.answer(Colleague.class).canWork());
    static final Guard<LeadData, Object> SELLER_HAS_THE_SKILL = Guard.of(
            "seller-has-the-skill",
            s -> s.data().headAsked().equals(s.card().owner())
                    || s.data().direction().isEmpty()
                    || s.answer(Colleague.class).hasSkill(s.data().direction()));
    static final Guard<LeadData, Object> HEAD_DOES_NOT_HAVE_IT = Guard.of(
            "head-does-not-have-it", s -> !s.data().headAsked().equals(s.card().owner()));
    static final Guard<LeadData, Object> SELLERS_ARE_LEFT =
            Guard.onData("sellers-are-left", d -> d.offeredTo().size() < MOST_OFFERS);

    // The definition keeps its own layout, so that it reads like the description of the process.
    // spotless:off
    /** The process. */
    public static final SalesProcess<Trigger, LeadData> PROCESS = SalesProcess.named(
                    "incoming-lead", Stage.class, Trigger.class, LeadData.class)
            .header(LeadData::header)
            .startsIn(NEW)
            .mainPath(NEW, QUALIFICATION, ROUTING, SUCCESS)
            .stage(NEW, s -> s.ownedBy(Role.QUALIFIER)
                    .within(FIRST_TOUCH)
                    .mayFail(SPAM, NOT_TARGET)
                    .mayFailWhen(DUPLICATE, DUPLICATE_IS_LINKED)
                    .mayFailWhen(UNREACHABLE, ATTEMPTS_ARE_ENOUGH)
                    .on(Intake.class)
                        .consult(Duplicates.class, l -> Duplicates.of("incoming-lead", l.data().reach(), l.card().id()))
                        .when(CONTACT_IS_PRESENT, DEDUPE_IS_DONE)
                        .ask(Router.class, IncomingLead::qualifierWanted)
                        .assignTo(l -> l.answer(Router.class).employee())
                        .emitAll(l -> l.data().letter("lead.received"))
                        .emitAll(IncomingLead::callUnlessUnwanted)
                        .goTo(QUALIFICATION)
                    .on(ConfirmNotDuplicate.class)
                        .set(LeadData::confirmedNotDuplicate)
                        .stay()
                    .on(LinkDuplicate.class)
                        .when(LINK_IS_ANOTHER_CARD)
                        .set(LeadData::linked)
                        .stay()
                    .on(LogAttempt.class)
                        .when(CONSENT_IS_GIVEN)
                        .setFrom(l -> l.data().attempted(l.trigger(), l.now()))
                        .stay()
                    .on(GiveConsent.class)
                        .setFrom(l -> l.data().consented(l.now()))
                        .stay()
                    .on(WithdrawConsent.class)
                        .setFrom(l -> l.data().consentWithdrawn(l.now()))
                        .stay())
            .stage(QUALIFICATION, s -> s.ownedBy(Role.QUALIFIER)
                    .within(workingDays(1))
                    .mayFail(SPAM, NOT_TARGET, NO_NEED, NO_BUDGET, COMPETITOR)
                    .mayFailWhen(DUPLICATE, DUPLICATE_IS_LINKED)
                    .mayFailWhen(UNREACHABLE, ATTEMPTS_ARE_ENOUGH)
                    .on(SubmitQuestionnaire.class)
                        .when(VERSION_IS_CURRENT, ANSWERS_FIT, ALL_QUESTIONS_ANSWERED)
                        .setFrom(l -> l.data().answered(l.trigger(), l.now()))
                        .ask(Qualifier.class, l -> l.data().facts(l.now()), LeadData::qualified)
                        .choose(c -> c
                            .when(SCORE_IS_HIGH_ENOUGH,
                                    asking(Router.class, IncomingLead::sellerWanted, LeadData::offered),
                                    assigning(l -> l.answer(Router.class).employee()),
                                    emitting(IncomingLead::offer),
                                    ROUTING)
                            .when(WORTH_NURTURING, holdUntil(LeadData::nextTouch), NEW)
                            .otherwise(NOT_TARGET))
                    .on(OverrideScore.class)
                        .by(Role.LEAD_HEAD)
                        .when(OVERRIDE_IS_REASONED)
                        .set(LeadData::offeredToNobody)
                        .ask(Router.class, IncomingLead::sellerWanted, LeadData::offered)
                        .assignTo(l -> l.answer(Router.class).employee())
                        .emit(IncomingLead::offer)
                        .goTo(ROUTING)
                    .on(LinkDuplicate.class)
                        .when(LINK_IS_ANOTHER_CARD)
                        .set(LeadData::linked)
                        .stay()
                    .on(LogAttempt.class)
                        .when(CONSENT_IS_GIVEN)
                        .setFrom(l -> l.data().attempted(l.trigger(), l.now()))
                        .stay()
                    .on(GiveConsent.class)
                        .setFrom(l -> l.data().consented(l.now()))
                        .stay()
                    .on(WithdrawConsent.class)
                        .setFrom(l -> l.data().consentWithdrawn(l.now()))
                        .stay())
            .stage(ROUTING, s -> s.ownedBy(Role.REP)
                    .within(ACCEPTANCE)
                    .mayFail(NOT_TARGET, NO_NEED, NO_BUDGET, COMPETITOR)
                    .on(Accept.class)
                        .consult(Colleague.class, l -> Colleague.of(l.card().owner(), l.now()))
                        .when(ACTOR_IS_ASKED, SELLER_IS_AT_WORK, SELLER_HAS_THE_SKILL)
                        .emitAll(l -> l.data().letter("lead.accepted"))
                        .goTo(SUCCESS)
                    .on(Decline.class)
                        .when(ACTOR_IS_ASKED, DECLINE_IS_REASONED, HEAD_DOES_NOT_HAVE_IT)
                        .atMost(MOST_REROUTINGS)
                        .setFrom(l -> l.data().passedBy(l.card().owner()))
                        .choose(IncomingLead::nextSeller)
                    .fires(AcceptanceTimedOut::new, after(ACCEPTANCE))
                    .on(AcceptanceTimedOut.class)
                        .when(HEAD_DOES_NOT_HAVE_IT)
                        .atMost(MOST_REROUTINGS)
                        .setFrom(l -> l.data().passedBy(l.card().owner()))
                        .choose(IncomingLead::nextSeller)
                    .on(ReturnToQualification.class)
                        .when(ACTOR_IS_ASKED, RETURN_IS_REASONED)
                        .atMost(MOST_RETURNS)
                        .set(LeadData::returned)
                        .ask(Router.class, IncomingLead::qualifierWanted)
                        .assignTo(l -> l.answer(Router.class).employee())
                        .emit(l -> Effect.task(l.answer(Router.class).employee(), null, "lead.returned", l.trigger().why()))
                        .goTo(QUALIFICATION)
                    .on(GiveConsent.class)
                        .setFrom(l -> l.data().consented(l.now()))
                        .stay()
                    .on(WithdrawConsent.class)
                        .setFrom(l -> l.data().consentWithdrawn(l.now()))
                        .stay())
            .succeedsIn(SUCCESS)
            .failsIn(DATA, SPAM)
            .failsIn(FailGroup.DUPLICATE, DUPLICATE)
            .failsIn(NO_RESPONSE, UNREACHABLE)
            .failsIn(FIT, NOT_TARGET, NO_NEED)
            .failsIn(PRICE, NO_BUDGET)
            .failsIn(FailGroup.COMPETITOR, COMPETITOR)
            .reopensInto(QUALIFICATION, UNREACHABLE, NO_NEED, NO_BUDGET)
            .build();
    // spotless:on

    private IncomingLead() {}

    /** The questions that are asked now; the texts are {@code question.<code>} in the process's texts. */
    public static Questionnaire questionnaire() {
        return LeadQuestionnaire.CURRENT;
    }

    /** The next seller gets it; after the third one the head does. */
    private static <X extends Trigger> Choice<LeadData> nextSeller(ChoiceBuilder<Stage, LeadData, X> c) {
        return c.when(
                        SELLERS_ARE_LEFT,
                        asking(Router.class, IncomingLead::sellerWanted, LeadData::offered),
                        assigning(l -> l.answer(Router.class).employee()),
                        emitting(IncomingLead::offer),
                        ROUTING)
                .otherwise(
                        asking(Router.class, IncomingLead::headWanted, LeadData::givenToHead),
                        assigning(l -> l.answer(Router.class).employee()),
                        emitting(IncomingLead::offer),
                        ROUTING);
    }

    /** Who has withdrawn the consent is not called. */
    private static List<Effect> callUnlessUnwanted(Situation<LeadData, ? extends Trigger> l) {
        var qualifier = l.answer(Router.class).employee();
        return l.data().consent().isWithdrawn()
                ? List.of()
                : List.of(Effect.task(
                        qualifier, null, "lead.call", l.card().header().title()));
    }

    private static Effect offer(Situation<LeadData, ? extends Trigger> l) {
        return Effect.tell(
                l.answer(Router.class).employee(),
                l.data().withHead() ? "lead.nobody-took-it" : "lead.offered",
                l.card().header().title());
    }

    private static RoutingRequest qualifierWanted(Situation<LeadData, ? extends Trigger> l) {
        return new RoutingRequest(
                        "incoming-lead",
                        "incoming-lead/qualifiers",
                        Role.QUALIFIER,
                        null,
                        Strategy.ROUND_ROBIN,
                        List.of(),
                        List.of(Role.LEAD_HEAD, Role.HEAD, Role.DIRECTOR),
                        l.now())
                .about(about(l.data(), QUALIFICATION));
    }

    private static RoutingRequest sellerWanted(Situation<LeadData, ? extends Trigger> l) {
        var direction = l.data().direction();
        return new RoutingRequest(
                        "incoming-lead",
                        "incoming-lead/sellers/" + direction,
                        Role.REP,
                        direction.isEmpty() ? null : direction,
                        Strategy.LEAST_LOADED,
                        l.data().offeredTo(),
                        List.of(Role.HEAD, Role.DIRECTOR),
                        l.now())
                .score(l.data().score())
                .about(about(l.data(), ROUTING));
    }

    private static RoutingRequest headWanted(Situation<LeadData, ? extends Trigger> l) {
        return new RoutingRequest(
                "incoming-lead",
                "incoming-lead/heads",
                Role.HEAD,
                null,
                Strategy.ROUND_ROBIN,
                List.of(),
                List.of(Role.DIRECTOR, Role.HEAD),
                l.now());
    }

    /** What rules are told of a lead that comes to this stage. */
    private static RoutingRequest.About about(LeadData lead, Stage stage) {
        return new RoutingRequest.About(
                lead.direction(),
                stage.name(),
                lead.region(),
                lead.sourceUtm(),
                lead.answers().number("budget").orElse(BigDecimal.ZERO));
    }

    /** Codes of questions as arguments that are said by the questions' texts; what is no question stays as it is. */
    private static List<Object> named(List<String> codes) {
        var known = questionnaire().questions().stream().map(Question::code).toList();
        return codes.stream()
                .map(c -> known.contains(c) ? (Object) new TextRef("question." + c) : c)
                .toList();
    }

    /** When a lead worth nurturing is taken up again if the client names no date. */
    static Instant afterNurture(Instant now) {
        return now.atZone(ZONE).plusDays(NURTURE_DAYS).toInstant();
    }
}
