package dev.voronka.process.coldlead;

import static dev.voronka.FailGroup.DATA;
import static dev.voronka.FailGroup.FIT;
import static dev.voronka.FailGroup.LEGAL;
import static dev.voronka.FailGroup.NO_AUTHORITY;
import static dev.voronka.FailGroup.NO_RESPONSE;
import static dev.voronka.FailGroup.OTHER;
import static dev.voronka.FailGroup.TIMING;
import static dev.voronka.When.at;
import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.process.coldlead.ColdLead.Stage.CONTACT;
import static dev.voronka.process.coldlead.ColdLead.Stage.DO_NOT_CALL;
import static dev.voronka.process.coldlead.ColdLead.Stage.INTERACTION;
import static dev.voronka.process.coldlead.ColdLead.Stage.LATER;
import static dev.voronka.process.coldlead.ColdLead.Stage.MEETING;
import static dev.voronka.process.coldlead.ColdLead.Stage.NEW;
import static dev.voronka.process.coldlead.ColdLead.Stage.NOT_TARGET;
import static dev.voronka.process.coldlead.ColdLead.Stage.NO_DECISION_MAKER;
import static dev.voronka.process.coldlead.ColdLead.Stage.REFUSED;
import static dev.voronka.process.coldlead.ColdLead.Stage.SUCCESS;
import static dev.voronka.process.coldlead.ColdLead.Stage.UNREACHABLE;
import static dev.voronka.process.coldlead.ColdLead.Stage.WRONG_DATA;

import dev.voronka.Addressee;
import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Fields;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.Message;
import dev.voronka.Personal;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Situation;
import dev.voronka.TextRef;
import dev.voronka.lookup.CompanyDeals;
import dev.voronka.lookup.DoNotCall;
import dev.voronka.process.coldlead.Talks.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Холодные лиды: from a line in a list to a person who is interested. Source: processes.md, 2. */
public final class ColdLead {

    /** The stages of a cold lead. */
    public enum Stage implements dev.voronka.Stage {
        /** Новый: stands in a list, nobody has called. */
        NEW,
        /** Контакт: the one who decides is being looked for and called. */
        CONTACT,
        /** Взаимодействие: the one who decides listens. */
        INTERACTION,
        /** Встреча: a meeting is being held; its card says how it ended. */
        MEETING,
        /** Успех: there is interest. */
        SUCCESS,
        /** Неверные данные. */
        WRONG_DATA,
        /** Недозвон. */
        UNREACHABLE,
        /** Нет выхода на ЛПР. */
        NO_DECISION_MAKER,
        /** Отказ. */
        REFUSED,
        /** Запрет звонков. */
        DO_NOT_CALL,
        /** Нецелевой. */
        NOT_TARGET,
        /** Не сейчас: wakes up at its date. */
        LATER
    }

    /** What happens to a cold lead. */
    public sealed interface Trigger extends dev.voronka.Trigger {}

    /** A try to reach the person. */
    public sealed interface Try extends Trigger {
        /** Whether they called us, so that we need not wait for the time of our next try. */
        default boolean theyCalled() {
            return false;
        }
    }

    /** Takes the lead to work on it. */
    @Code("take")
    public record Take() implements Trigger {}

    /** The person lets us call. */
    @Code("give-consent")
    public record GiveConsent() implements Trigger {}

    /** Notes that the one who decides was not reached. */
    @Code("log-no-answer")
    public record LogNoAnswer(@Personal String note) implements Try {}

    /** Says that the one who decides was reached, and who that is. */
    @Code("reach")
    public record Reach(@Personal String name, String role, boolean theyCalled) implements Try {

        /** The same as a person has filled it in in the CRM: fields {@code decisionMaker}, {@code role}, {@code theyCalled}. */
        public static Reach from(Fields fields) {
            return new Reach(
                    fields.text("decisionMaker").orElse(""),
                    fields.text("role").orElse(""),
                    isYes(fields, "theyCalled"));
        }
    }

    /** Notes a contact with the person and what came of it. */
    @Code("log-interaction")
    public record LogInteraction(Channel channel, @Personal String outcome, List<String> objections)
            implements Trigger {
        /** Keeps an unmodifiable copy. */
        public LogInteraction {
            objections = List.copyOf(objections);
        }
    }

    /** Says that there is interest: what is needed, when the next step is, and whether it is a meeting. */
    @Code("confirm-interest")
    public record ConfirmInterest(String need, @Nullable LocalDate nextStep, boolean meetingWanted) implements Trigger {

        /** The same as a person has filled it in in the CRM: fields {@code need}, {@code nextStep}, {@code meeting}. */
        public static ConfirmInterest from(Fields fields) {
            return new ConfirmInterest(
                    fields.text("need").orElse(""),
                    fields.text("nextStep").map(ColdLead::day).orElse(null),
                    isYes(fields, "meeting"));
        }
    }

    /** The meeting was held; its card ended well. */
    @Code("meeting-held")
    public record MeetingHeld(CardId meeting) implements Trigger {}

    /** The meeting came to nothing. */
    @Code("meeting-failed")
    public record MeetingFailed(CardId meeting, String reason) implements Trigger {}

    /** Puts the lead off until a day: not now. */
    @Code("put-off")
    public record PutOff(LocalDate until, String why) implements Trigger {}

    /** The day until which the lead was put off has come. */
    @Code("callback-came")
    public record CallbackCame() implements Trigger {}

    /** The person forbids us to call, now and later. */
    @Code("forbid-calls")
    public record ForbidCalls(@Personal String words) implements Trigger {}

    /** Who decides. */
    public record DecisionMaker(@Personal String name, String role) {}

    /**
     * The cold lead's card.
     *
     * @param title what people call it
     * @param company the company's id; empty if none is known
     * @param contact the person; {@link ContactRef#NONE} if not in the contact list yet
     * @param reach normalised phones and e-mails, see {@link dev.voronka.lookup.Reach}
     * @param listId the list it comes from; empty if none
     * @param segment of the market; empty if none is known
     * @param direction the line of business; empty if none is known
     * @param consentAt since when we may call, for a list as its source vouches; null if we may not
     * @param decisionMaker who decides; null until that is known
     * @param tries the tries to reach the person
     * @param talks what has been talked about
     * @param callbackAt when a lead that was put off wakes up; null if it was not
     * @param endedBecause why it was put off or calls were forbidden, in plain words; empty if neither
     */
    public record Data(
            String title,
            String company,
            @Personal ContactRef contact,
            @Personal SortedSet<String> reach,
            String listId,
            String segment,
            String direction,
            @Nullable Instant consentAt,
            @Nullable DecisionMaker decisionMaker,
            Tries tries,
            Talks talks,
            @Nullable ZonedDateTime callbackAt,
            String endedBecause) {

        /** Keeps an unmodifiable copy. */
        public Data {
            reach = Collections.unmodifiableSortedSet(new TreeSet<>(reach));
        }

        /** A line of a list. The company may be empty; phones and e-mails are normalised. */
        public static Data of(String title, String company, ContactRef contact, Set<String> phonesAndEmails) {
            var reach = new TreeSet<>(phonesAndEmails);
            return new Data(title, company, contact, reach, "", "", "", null, null, Tries.NONE, Talks.NONE, null, "");
        }

        /** The same from a list. */
        public Data list(String id) {
            return described(id, segment, direction);
        }

        /** The same of a segment. */
        public Data segment(String name) {
            return described(listId, name, direction);
        }

        /** The same for a line of business. */
        public Data direction(String code) {
            return described(listId, segment, code);
        }

        /** The same with leave to call since this moment. */
        public Data consentGiven(Instant since) {
            return worked(since, decisionMaker, tries, talks, callbackAt, endedBecause);
        }

        /** What the person needs; empty until interest is confirmed. */
        public String need() {
            return talks.need();
        }

        Header header() {
            return Header.of(title, contact)
                    .company(company.isBlank() ? null : company)
                    .direction(direction.isBlank() ? null : direction)
                    .reachableBy(reach);
        }

        Data notReached(LogNoAnswer t, Instant now) {
            return worked(consentAt, decisionMaker, tries.and(now, false, t.note()), talks, callbackAt, endedBecause);
        }

        Data reached(Reach t, Instant now) {
            var who = new DecisionMaker(t.name().strip(), t.role().strip());
            return worked(consentAt, who, tries.and(now, true, ""), talks, callbackAt, endedBecause);
        }

        Data talked(LogInteraction t, Instant now) {
            var more = talks.and(new Talks.Interaction(now, t.channel(), t.outcome()), t.objections());
            return worked(consentAt, decisionMaker, tries, more, callbackAt, endedBecause);
        }

        Data interested(ConfirmInterest t) {
            return worked(consentAt, decisionMaker, tries, talks.confirmed(t), callbackAt, endedBecause);
        }

        Data meetingFailed() {
            return worked(consentAt, decisionMaker, tries, talks.meetingFailed(), callbackAt, endedBecause);
        }

        Data putOff(PutOff t) {
            return worked(consentAt, decisionMaker, tries, talks, morning(t.until()), t.why());
        }

        Data forbidden(ForbidCalls t) {
            return worked(null, decisionMaker, tries, talks, null, t.words());
        }

        Data workedAfresh() {
            return worked(consentAt, decisionMaker, tries.afresh(), talks.afresh(), null, "");
        }

        private Data described(String newList, String newSegment, String newDirection) {
            return new Data(
                    title,
                    company,
                    contact,
                    reach,
                    newList,
                    newSegment,
                    newDirection,
                    consentAt,
                    decisionMaker,
                    tries,
                    talks,
                    callbackAt,
                    endedBecause);
        }

        private Data worked(
                @Nullable Instant newConsent,
                @Nullable DecisionMaker newDecisionMaker,
                Tries newTries,
                Talks newTalks,
                @Nullable ZonedDateTime newCallback,
                String newBecause) {
            return new Data(
                    title,
                    company,
                    contact,
                    reach,
                    listId,
                    segment,
                    direction,
                    newConsent,
                    newDecisionMaker,
                    newTries,
                    newTalks,
                    newCallback,
                    newBecause);
        }

        /** Without what tells of the person: fit for logs. */
        @Override
        public String toString() {
            return "ColdLead.Data[" + title + ", " + tries.made() + " tries]";
        }
    }

    /** How many tries are made to reach a person. Source: processes.md, 2. */
    static final int MOST_TRIES = 6;

    /** How many tries in vain make a person unreachable: the first, and one after each of the three waits. Source: a proposal. */
    static final int LEAST_TRIES = 4;

    /** The longest wait between two tries, in working days; the first one is a day, the second two. Source: processes.md, 2. */
    static final int LONGEST_WAIT = 3;

    /** How many meetings may come to nothing and the lead goes on. Source: processes.md, 2. */
    static final int MOST_FAILED_MEETINGS = 2;

    /**
     * For how many days a lead may be put off: ten less than the 90 within which it may be reopened, so that it can be
     * when it wakes up. Source: a proposal.
     */
    static final int LONGEST_PUT_OFF_DAYS = 80;

    /** In which zone days and hours are counted. Source: design.md, 9. */
    static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);

    static final Guard<Data, Object> CONSENT_IS_GIVEN = Guard.onData("consent-given", d -> d.consentAt() != null);
    static final Guard<Data, Object> CALLS_ARE_ALLOWED =
            Guard.of("calls-are-allowed", s -> !s.answer(DoNotCall.class).forbidden());
    static final Guard<Data, Object> COMPANY_HAS_NO_OPEN_DEAL = Guard.listing(
            "company-has-no-open-deal", s -> s.answer(CompanyDeals.class).open());
    static final Guard<Data, Try> WE_MAY_CALL = Guard.of(
            "we-may-call",
            s -> s.trigger().theyCalled()
                    || (s.data().consentAt() != null
                            && !s.answer(DoNotCall.class).forbidden()));
    static final Guard<Data, Try> TRIES_ARE_LEFT = Guard.of(
            "tries-are-left", s -> s.trigger().theyCalled() || s.data().tries().made() < MOST_TRIES);
    static final Guard<Data, Try> TIME_OF_TRY_HAS_COME = Guard.listing("time-of-try-has-come", ColdLead::notBefore);
    static final Guard<Data, Try> HOUR_IS_ANOTHER = Guard.of(
            "hour-is-another", s -> s.trigger().theyCalled() || s.data().tries().isAnotherHour(s.now()));
    static final Guard<Data, Reach> DECISION_MAKER_IS_KNOWN =
            Guard.listing("decision-maker-is-known", s -> unknownOf(s.trigger()));
    static final Guard<Data, Object> TRIES_ARE_ENOUGH = Guard.listing(
            "tries-are-enough",
            s -> s.data().tries().made() >= LEAST_TRIES
                    ? List.of()
                    : List.of(s.data().tries().made()));
    static final Guard<Data, LogInteraction> OUTCOME_IS_TOLD =
            Guard.of("outcome-is-told", s -> !s.trigger().outcome().isBlank());
    static final Guard<Data, ConfirmInterest> NEED_IS_RECORDED =
            Guard.of("need-is-recorded", s -> !s.trigger().need().isBlank());
    static final Guard<Data, ConfirmInterest> NEXT_STEP_IS_SET = Guard.of(
            "next-step-is-set",
            s -> s.trigger().nextStep() != null && !today(s).isAfter(s.trigger().nextStep()));
    static final Guard<Data, Object> MEETING_IS_WANTED =
            Guard.onData("meeting-is-wanted", d -> d.talks().meetingWanted());
    static final Guard<Data, Object> MEETINGS_ARE_LEFT =
            Guard.onData("meetings-are-left", d -> d.talks().failedMeetings() <= MOST_FAILED_MEETINGS);
    static final Guard<Data, PutOff> CALLBACK_IS_AHEAD =
            Guard.of("callback-is-ahead", s -> s.trigger().until().isAfter(today(s)));
    static final Guard<Data, PutOff> CALLBACK_IS_NEAR =
            Guard.of("callback-is-near", s -> !s.trigger().until().isAfter(today(s).plusDays(LONGEST_PUT_OFF_DAYS)));
    static final Guard<Data, PutOff> PUT_OFF_IS_REASONED =
            Guard.of("put-off-is-reasoned", s -> !s.trigger().why().isBlank());
    static final Guard<Data, ForbidCalls> WORDS_ARE_NOTED =
            Guard.of("words-are-noted", s -> !s.trigger().words().isBlank());

    // The definition keeps its own layout, so that it reads like the description of the process.
    // spotless:off
    /** The process. */
    public static final SalesProcess<Trigger, Data> PROCESS = SalesProcess.named(
                    "cold-lead", Stage.class, Trigger.class, Data.class)
            .header(Data::header)
            .startsIn(NEW)
            .mainPath(NEW, CONTACT, INTERACTION, MEETING, SUCCESS)
            .stage(NEW, s -> s.ownedBy(Role.REP)
                    .within(workingDays(2))
                    .mayFail(WRONG_DATA, NOT_TARGET)
                    .on(Take.class)
                        .by(Role.REP, Role.HEAD)
                        .consult(DoNotCall.class, ColdLead::doNotCall)
                        .consult(CompanyDeals.class, l -> CompanyDeals.of(l.data().company()))
                        .when(CONSENT_IS_GIVEN, CALLS_ARE_ALLOWED, COMPANY_HAS_NO_OPEN_DEAL)
                        .assignTo(l -> l.actor().id())
                        .emit(l -> Effect.task(l.actor().id(), null, "cold-lead.call", l.data().title()))
                        .goTo(CONTACT)
                    .on(GiveConsent.class)
                        .setFrom(l -> l.data().consentGiven(l.now()))
                        .stay()
                    .on(ForbidCalls.class)
                        .when(WORDS_ARE_NOTED)
                        .set(Data::forbidden)
                        .goTo(DO_NOT_CALL))
            .stage(CONTACT, s -> s.ownedBy(Role.REP)
                    .within(workingDays(5))
                    .mayFail(WRONG_DATA, NO_DECISION_MAKER, REFUSED, NOT_TARGET)
                    .mayFailWhen(UNREACHABLE, TRIES_ARE_ENOUGH)
                    .on(LogNoAnswer.class)
                        .consult(DoNotCall.class, ColdLead::doNotCall)
                        .when(WE_MAY_CALL, TRIES_ARE_LEFT, TIME_OF_TRY_HAS_COME, HOUR_IS_ANOTHER)
                        .setFrom(l -> l.data().notReached(l.trigger(), l.now()))
                        .emit(ColdLead::nextTry)
                        .stay()
                    .on(Reach.class)
                        .consult(DoNotCall.class, ColdLead::doNotCall)
                        .when(WE_MAY_CALL, TRIES_ARE_LEFT, TIME_OF_TRY_HAS_COME, HOUR_IS_ANOTHER, DECISION_MAKER_IS_KNOWN)
                        .setFrom(l -> l.data().reached(l.trigger(), l.now()))
                        .reportedAs(Reach::from)
                        .goTo(INTERACTION)
                    .on(GiveConsent.class)
                        .setFrom(l -> l.data().consentGiven(l.now()))
                        .stay()
                    .on(PutOff.class)
                        .when(CALLBACK_IS_AHEAD, CALLBACK_IS_NEAR, PUT_OFF_IS_REASONED)
                        .set(Data::putOff)
                        .goTo(LATER)
                    .on(ForbidCalls.class)
                        .when(WORDS_ARE_NOTED)
                        .set(Data::forbidden)
                        .goTo(DO_NOT_CALL))
            .stage(INTERACTION, s -> s.ownedBy(Role.REP)
                    .within(workingDays(10))
                    .mayFail(WRONG_DATA, NO_DECISION_MAKER, REFUSED, NOT_TARGET)
                    .on(LogInteraction.class)
                        .when(OUTCOME_IS_TOLD)
                        .setFrom(l -> l.data().talked(l.trigger(), l.now()))
                        .stay()
                    .on(ConfirmInterest.class)
                        .when(NEED_IS_RECORDED, NEXT_STEP_IS_SET)
                        .set(Data::interested)
                        .emit(ColdLead::nextStep)
                        .reportedAs(ConfirmInterest::from)
                        .choose(c -> c
                            .when(MEETING_IS_WANTED, MEETING)
                            .otherwise(SUCCESS))
                    .on(PutOff.class)
                        .when(CALLBACK_IS_AHEAD, CALLBACK_IS_NEAR, PUT_OFF_IS_REASONED)
                        .set(Data::putOff)
                        .goTo(LATER)
                    .on(ForbidCalls.class)
                        .when(WORDS_ARE_NOTED)
                        .set(Data::forbidden)
                        .goTo(DO_NOT_CALL))
            .stage(MEETING, s -> s.ownedBy(Role.REP)
                    .within(workingDays(10))
                    .waits()
                    .mayFail(NO_DECISION_MAKER, REFUSED, NOT_TARGET)
                    .on(LogInteraction.class)
                        .when(OUTCOME_IS_TOLD)
                        .setFrom(l -> l.data().talked(l.trigger(), l.now()))
                        .stay()
                    .on(MeetingHeld.class)
                        .byProgram()
                        .goTo(SUCCESS)
                    .on(MeetingFailed.class)
                        .byProgram()
                        .set(Data::meetingFailed)
                        .emit(l -> Effect.tellOwner("cold-lead.meeting-failed", l.data().title(), l.trigger().reason()))
                        .choose(c -> c
                            .when(MEETINGS_ARE_LEFT, INTERACTION)
                            .otherwise(REFUSED))
                    .on(PutOff.class)
                        .when(CALLBACK_IS_AHEAD, CALLBACK_IS_NEAR, PUT_OFF_IS_REASONED)
                        .set(Data::putOff)
                        .goTo(LATER)
                    .on(ForbidCalls.class)
                        .when(WORDS_ARE_NOTED)
                        .set(Data::forbidden)
                        .goTo(DO_NOT_CALL))
            .stage(LATER, s -> s
                    .fires(CallbackCame::new, at(Data::callbackAt))
                    .on(CallbackCame.class)
                        .emit(l -> Effect.tellOwner("cold-lead.come-back", l.data().title(), l.data().endedBecause()))
                        .emit(ColdLead::reopening)
                        .stay())
            .succeedsIn(SUCCESS)
            .failsIn(DATA, WRONG_DATA)
            .failsIn(NO_RESPONSE, UNREACHABLE)
            .failsIn(NO_AUTHORITY, NO_DECISION_MAKER)
            .failsIn(OTHER, REFUSED)
            .failsIn(LEGAL, DO_NOT_CALL)
            .failsIn(FIT, NOT_TARGET)
            .failsIn(TIMING, LATER)
            .reopensInto(CONTACT, Data::workedAfresh, UNREACHABLE, NO_DECISION_MAKER, LATER)
            .build();
    // spotless:on

    private ColdLead() {}

    private static DoNotCall.Asked doNotCall(Situation<Data, ? extends Trigger> l) {
        return DoNotCall.of(l.data().reach(), l.data().company());
    }

    private static List<Object> notBefore(Situation<Data, Try> l) {
        var next = l.data().tries().next();
        return l.trigger().theyCalled() || next == null || !l.now().isBefore(next.toInstant())
                ? List.of()
                : List.of(DAY.format(next));
    }

    private static List<TextRef> unknownOf(Reach who) {
        var unknown = new ArrayList<TextRef>();
        if (who.name().isBlank()) {
            unknown.add(new TextRef("decision-maker.name"));
        }
        if (who.role().isBlank()) {
            unknown.add(new TextRef("decision-maker.role"));
        }
        return unknown;
    }

    /** After the last try the owner decides what becomes of the lead; until then there is another day and hour to call. */
    private static Effect nextTry(Situation<Data, LogNoAnswer> l) {
        var tries = l.data().tries();
        if (tries.made() >= MOST_TRIES) {
            return Effect.task("cold-lead.tries-are-over", l.data().title());
        }
        var next = Objects.requireNonNull(tries.next()).toInstant();
        return new Effect.Task(
                new Addressee.Owner(),
                Message.of("cold-lead.call-again", l.data().title()),
                next);
    }

    private static Effect nextStep(Situation<Data, ConfirmInterest> l) {
        var day = Objects.requireNonNull(l.trigger().nextStep());
        var due = day.plusDays(1).atStartOfDay(ZONE).toInstant();
        return new Effect.Task(
                new Addressee.Owner(),
                Message.of("cold-lead.next-step", l.data().title(), l.data().need()),
                due);
    }

    private static Effect reopening(Situation<Data, CallbackCame> l) {
        return new Effect.Task(
                new Addressee.Holder(Role.HEAD),
                Message.of("cold-lead.reopen", l.data().title()),
                null);
    }

    private static LocalDate today(Situation<Data, ?> l) {
        return l.now().atZone(ZONE).toLocalDate();
    }

    private static ZonedDateTime morning(LocalDate day) {
        return day.atTime(Tries.MORNING).atZone(ZONE);
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.contains(".") ? LocalDate.parse(typed, DAY) : LocalDate.parse(typed);
        } catch (DateTimeParseException unreadable) {
            return null; // the guard then asks for the day
        }
    }

    private static boolean isYes(Fields fields, String code) {
        return fields.text(code)
                .filter(t -> Set.of("y", "yes", "true", "1", "да").contains(t.toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
