package dev.voronka.process.partner;

import static dev.voronka.FailGroup.FIT;
import static dev.voronka.FailGroup.LEGAL;
import static dev.voronka.FailGroup.OTHER;
import static dev.voronka.Step.emitting;
import static dev.voronka.Step.setting;
import static dev.voronka.When.at;
import static dev.voronka.When.following;
import static dev.voronka.WorkingTime.calendarDays;
import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.process.partner.Partner.Stage.CONFLICT;
import static dev.voronka.process.partner.Partner.Stage.CONTRACT;
import static dev.voronka.process.partner.Partner.Stage.EVALUATION;
import static dev.voronka.process.partner.Partner.Stage.LOW_SCORE;
import static dev.voronka.process.partner.Partner.Stage.NEW;
import static dev.voronka.process.partner.Partner.Stage.OBLIGATIONS;
import static dev.voronka.process.partner.Partner.Stage.OBLIGATIONS_BROKEN;
import static dev.voronka.process.partner.Partner.Stage.ONBOARDING;
import static dev.voronka.process.partner.Partner.Stage.REFUSED;
import static dev.voronka.process.partner.Partner.Stage.SUCCESS;
import static dev.voronka.process.partner.Partner.Stage.TERMS_NOT_AGREED;

import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Fields;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Personal;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.SalesProcessBuilder;
import dev.voronka.Situation;
import dev.voronka.TextRef;
import dev.voronka.WorkingTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Партнерская воронка: brings a new partner into work. Source: processes.md, 3.
 *
 * <p>It writes to nobody outside; what it has to say, it says to the card's owner and his head.
 */
public final class Partner {

    /** The stages of a partner. */
    public enum Stage implements dev.voronka.Stage {
        /** Новый партнёр: who it is is being written. */
        NEW,
        /** Оценка эффективности партнерства: what the partner is worth to us is being found out. */
        EVALUATION,
        /** Подписание контракта: the contract is being agreed on and signed. */
        CONTRACT,
        /** Обучение и запуск: the partner learns what to sell. Shipped switched off. */
        ONBOARDING,
        /** Выполнение обязательств: the partner does what the contract says. */
        OBLIGATIONS,
        /** Успех: the partner is active. */
        SUCCESS,
        /** Не прошёл оценку. */
        LOW_SCORE,
        /** Не согласованы условия. */
        TERMS_NOT_AGREED,
        /** Партнёр отказался. */
        REFUSED,
        /** Не выполняет обязательства. */
        OBLIGATIONS_BROKEN,
        /** Конфликт интересов. */
        CONFLICT
    }

    /** What happens to a partner. */
    public sealed interface Trigger extends dev.voronka.Trigger {}

    /** What is shown by evidence. */
    public sealed interface Evidenced extends Trigger {
        /** By what we know it: a number, a link, a name. */
        String evidence();
    }

    /**
     * Says who the partner is. What is left out stays as the card has it.
     *
     * @param type null if left out
     * @param inn the taxpayer number; empty if left out
     * @param territory where the partner sells; empty if left out
     * @param contact with whom we speak; {@link ContactRef#NONE} if left out
     */
    @Code("fill-profile")
    public record FillProfile(
            @Nullable PartnerType type,
            @Personal String inn,
            String territory,
            @Personal ContactRef contact) implements Trigger {

        /** Leaves everything as the card has it. */
        public FillProfile() {
            this(null, "", "", ContactRef.NONE);
        }

        /** The profile as a person has filled it in in the CRM. */
        public static FillProfile from(Fields fields) {
            return new FillProfile(
                    fields.text("type").flatMap(PartnerType::named).orElse(null),
                    fields.text("inn").orElse(""),
                    fields.text("territory").orElse(""),
                    fields.text("contact").map(ContactRef::of).orElse(ContactRef.NONE));
        }
    }

    /** Gives a mark from 1 to 5. */
    @Code("rate")
    public record Rate(String criterion, int mark) implements Trigger {}

    /** Says whether interests clash: how, or nothing if they do not. */
    @Code("check-conflict")
    public record CheckConflict(String found) implements Trigger {}

    /** Asks for a meeting with the partner. */
    @Code("arrange-meeting")
    public record ArrangeMeeting(String goal) implements Trigger {}

    /** A meeting with the partner has taken place. */
    @Code("meeting-held")
    public record MeetingHeld(CardId meeting) implements Trigger {}

    /** A meeting with the partner has not taken place. */
    @Code("meeting-failed")
    public record MeetingFailed(CardId meeting, String reason) implements Trigger {}

    /** Closes the evaluation. */
    @Code("complete-scorecard")
    public record CompleteScorecard() implements Trigger {}

    /** Both sides have signed. */
    @Code("contract-signed")
    public record ContractSigned(CardId contract) implements Trigger {}

    /** The contract has come to nothing. */
    @Code("contract-failed")
    public record ContractFailed(CardId contract, String reason) implements Trigger {}

    /** The partner's people have passed their training. */
    @Code("pass-training")
    public record PassTraining(String evidence) implements Evidenced {}

    /** Gives the partner an account in the portal. */
    @Code("issue-access")
    public record IssueAccess(String account) implements Trigger {}

    /** Lets the trained partner sell. */
    @Code("launch")
    public record Launch() implements Trigger {}

    /** Notes what the partner has taken on, to be met by the end of a day. */
    @Code("add-obligation")
    public record AddObligation(String title, LocalDate due) implements Trigger {}

    /**
     * Notes that the partner has done what it took on.
     *
     * @param obligation its title, or its number on the card, counted from 1
     * @param evidence by what we know it
     */
    @Code("meet-obligation")
    public record MeetObligation(String obligation, String evidence) implements Evidenced {}

    /** An obligation has not been met, and the days of grace are over. */
    @Code("obligation-missed")
    public record ObligationMissed() implements Trigger {}

    /** Says that the partner works. */
    @Code("activate")
    public record Activate() implements Trigger {}

    /**
     * The partner's card.
     *
     * @param title what people call it
     * @param company the company's id; null if unknown
     * @param contact with whom we speak
     * @param direction the line of business; empty for any
     * @param type null until the profile is filled
     * @param inn the taxpayer number; empty until the profile is filled
     * @param territory where the partner sells; empty until the profile is filled
     * @param marginPerCent what the partner earns, in per cent of the price; null until it is agreed
     * @param scorecard how good the partner is
     * @param conflict whether interests clash; null until somebody has looked
     * @param contract the card of the contract in force; null if there is none
     * @param contractFailures why contracts came to nothing, oldest first
     * @param meetings what became of meetings
     * @param training null until it is passed
     * @param portalAccount empty until it is issued
     * @param obligedFrom since when the obligations count, in Moscow; null until then
     * @param obligations what the partner has taken on
     * @param reviews how often missed obligations have led to a review
     */
    public record Data(
            String title,
            @Nullable String company,
            @Personal ContactRef contact,
            String direction,
            @Nullable PartnerType type,
            @Personal String inn,
            String territory,
            @Nullable BigDecimal marginPerCent,
            Scorecard scorecard,
            @Nullable ConflictCheck conflict,
            @Nullable CardId contract,
            List<String> contractFailures,
            List<MeetingNote> meetings,
            @Nullable Training training,
            String portalAccount,
            @Nullable LocalDate obligedFrom,
            List<Obligation> obligations,
            int reviews) {

        /** Refuses a margin that is not from 0 to 100; keeps unmodifiable copies. */
        public Data {
            if (marginPerCent != null && (marginPerCent.signum() < 0 || marginPerCent.compareTo(HUNDRED) > 0)) {
                throw new InvalidInput("A partner's margin is 0 to 100 per cent, but is " + marginPerCent + ".");
            }
            contractFailures = List.copyOf(contractFailures);
            meetings = List.copyOf(meetings);
            obligations = List.copyOf(obligations);
        }

        /** A partner to be, of whom no more is known yet. */
        public static Data of(String title, @Nullable String company, ContactRef contact) {
            return new Data(
                    title,
                    company,
                    contact,
                    "",
                    null,
                    "",
                    "",
                    null,
                    Scorecard.standard(),
                    null,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    "",
                    null,
                    List.of(),
                    0);
        }

        /** The same for a line of business. */
        public Data direction(String code) {
            return but(d -> d.direction = code);
        }

        /** The same of this type. */
        public Data type(PartnerType kind) {
            return but(d -> d.type = kind);
        }

        /** The same with a taxpayer number. */
        public Data inn(String number) {
            return but(d -> d.inn = number);
        }

        /** The same with where the partner sells. */
        public Data territory(String name) {
            return but(d -> d.territory = name);
        }

        /** The same with what the partner earns, in per cent of the price. */
        public Data margin(BigDecimal perCent) {
            return but(d -> d.marginPerCent = perCent);
        }

        /** The same evaluated by these criteria. */
        public Data evaluatedBy(Scorecard criteria) {
            return but(d -> d.scorecard = criteria);
        }

        /** The same with these obligations. */
        public Data obliged(List<Obligation> all) {
            return but(d -> d.obligations = all);
        }

        /**
         * What a card says that reviews this partner after a while: the profile, the contract in force and the portal
         * account stay; scorecard, check for conflicts, meetings and obligations begin anew.
         */
        public Data forReview() {
            return but(d -> {
                d.scorecard = scorecard.cleared();
                d.conflict = null;
                d.contractFailures = List.of();
                d.meetings = List.of();
                d.obligedFrom = null;
                d.obligations = List.of();
                d.reviews = 0;
            });
        }

        /** The least score that a partner of this type needs; of the strictest type while the type is unknown. */
        public int leastScore() {
            return type == null ? PartnerType.DISTRIBUTOR.leastScore() : type.leastScore();
        }

        /** Obligations that are not met yet. */
        public List<Obligation> openObligations() {
            return obligations.stream().filter(o -> !o.isMet()).toList();
        }

        Header header() {
            return Header.of(title, contact)
                    .direction(direction.isEmpty() ? null : direction)
                    .company(company);
        }

        List<TextRef> missingInProfile() {
            var missing = new ArrayList<TextRef>();
            if (type == null) {
                missing.add(new TextRef("profile.type"));
            }
            if (inn.isBlank()) {
                missing.add(new TextRef("profile.inn"));
            }
            if (territory.isBlank()) {
                missing.add(new TextRef("profile.territory"));
            }
            if (!contact.isKnown()) {
                missing.add(new TextRef("profile.contact"));
            }
            return missing;
        }

        Data filled(FillProfile t) {
            return but(d -> {
                d.type = t.type() == null ? type : t.type();
                d.inn = t.inn().isBlank() ? inn : t.inn().strip();
                d.territory =
                        t.territory().isBlank() ? territory : t.territory().strip();
                d.contact = t.contact().isKnown() ? t.contact() : contact;
            });
        }

        Data rated(Rate t) {
            return but(d -> d.scorecard = scorecard.rated(t.criterion(), t.mark()));
        }

        Data checked(ConflictCheck check) {
            return but(d -> d.conflict = check);
        }

        boolean hasConflict() {
            return conflict != null && !conflict.isClear();
        }

        Data met(MeetingHeld t) {
            return noted(new MeetingNote(t.meeting(), true, ""));
        }

        Data notMet(MeetingFailed t) {
            return noted(new MeetingNote(t.meeting(), false, t.reason()));
        }

        private Data noted(MeetingNote note) {
            var others = meetings.stream().filter(m -> !m.meeting().equals(note.meeting()));
            return but(d -> d.meetings = Stream.concat(others, Stream.of(note)).toList());
        }

        Data signed(ContractSigned t) {
            return but(d -> {
                d.contract = t.contract();
                d.contractFailures = List.of();
            });
        }

        Data notSigned(ContractFailed t) {
            return but(d -> d.contractFailures = with(contractFailures, t.reason()));
        }

        Data trained(Training passed) {
            return but(d -> d.training = passed);
        }

        Data admitted(IssueAccess t) {
            return but(d -> d.portalAccount = t.account().strip());
        }

        /** The obligations count from this day: a first deal is among them, and what was missed has a new date. */
        Data obligedSince(LocalDate day) {
            var all = new ArrayList<>(obligations.stream()
                    .map(o -> o.isOverdue(day) ? o.due(day.plusDays(NEW_DATE_DAYS)) : o)
                    .toList());
            if (all.stream().noneMatch(Obligation::isFirstDeal)) {
                all.add(0, Obligation.of(Obligation.FIRST_DEAL, day.plusDays(FIRST_DEAL_DAYS)));
            }
            return but(d -> {
                d.obligedFrom = day;
                d.obligations = all;
            });
        }

        Data added(AddObligation t) {
            return but(d -> d.obligations = with(obligations, Obligation.of(t.title(), t.due())));
        }

        Data met(MeetObligation t, LocalDate day) {
            var met = open(t.obligation());
            return but(d -> d.obligations = obligations.stream()
                    .map(o -> met.equals(Optional.of(o)) ? o.met(day, t.evidence()) : o)
                    .toList());
        }

        /** The open obligation of this title or number. */
        Optional<Obligation> open(String titleOrNumber) {
            var said = titleOrNumber.strip();
            return Stream.iterate(0, i -> i < obligations.size(), i -> i + 1)
                    .filter(i -> obligations.get(i).isCalled(said) || said.equals(String.valueOf(i + 1)))
                    .map(obligations::get)
                    .filter(o -> !o.isMet())
                    .findFirst();
        }

        List<String> openTitles() {
            return openObligations().stream().map(Obligation::title).toList();
        }

        List<String> overdueTitles(LocalDate today) {
            return obligations.stream()
                    .filter(o -> o.isOverdue(today))
                    .map(Obligation::title)
                    .toList();
        }

        boolean isFirstDealMade() {
            return obligations.stream().anyMatch(o -> o.isFirstDeal() && o.isMet());
        }

        /** The end of the first day by which something must be met; null while nothing is open. */
        @Nullable
        ZonedDateTime nextDue() {
            return openObligations().stream()
                    .map(Obligation::due)
                    .min(Comparator.naturalOrder())
                    .map(Partner::endOf)
                    .orElse(null);
        }

        /** The end of the time that a partner of this type has for its obligations; null until they count. */
        @Nullable
        ZonedDateTime obligedUntil() {
            return obligedFrom == null
                    ? null
                    : endOf(obligedFrom.plusDays((type == null ? PartnerType.AGENT : type).days()));
        }

        Data reviewed() {
            return but(d -> {
                d.scorecard = scorecard.cleared();
                d.conflict = null;
                d.reviews = reviews + 1;
            });
        }

        /** A partner who has thought better of it: no contract is in force any more. */
        Data reopened() {
            return forReview().but(d -> d.contract = null);
        }

        /** Without what tells of the person: fit for logs. */
        @Override
        public String toString() {
            return "Data[" + title + ", " + type + ", score " + scorecard.score() + "]";
        }

        private Data but(Consumer<PartnerDraft> change) {
            var draft = new PartnerDraft(this);
            change.accept(draft);
            return draft.done();
        }

        private static <X> List<X> with(List<X> all, X one) {
            return Stream.concat(all.stream(), Stream.of(one)).toList();
        }
    }

    /** How many days a partner has for a first deal. Source: processes.md, 3. */
    static final int FIRST_DEAL_DAYS = 60;

    /** How many days more a missed obligation gets once a review has been passed. Source: a proposal. */
    static final int NEW_DATE_DAYS = 30;

    /** How long after its date an obligation may still be met before a review. Source: a proposal. */
    static final WorkingTime GRACE = calendarDays(7);

    /** How often missed obligations lead to a review. Source: a proposal, to be set by each company. */
    static final int MOST_REVIEWS = 2;

    /** How often a contract may come to nothing before the terms count as not agreed. Source: a proposal. */
    static final int MOST_CONTRACTS = 2;

    /** In which zone days are counted. Source: design.md, 9. */
    static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static final Guard<Data, FillProfile> PROFILE_IS_FILLED =
            Guard.listing("profile-is-filled", s -> s.data().filled(s.trigger()).missingInProfile());
    static final Guard<Data, FillProfile> INN_IS_GENUINE =
            Guard.listing("inn-is-genuine", s -> innObjections(s.data().filled(s.trigger())));
    static final Guard<Data, Rate> CRITERION_IS_KNOWN = Guard.listing(
            "criterion-is-known",
            s -> s.data().scorecard().knows(s.trigger().criterion())
                    ? List.of()
                    : s.data().scorecard().told());
    static final Guard<Data, Rate> MARK_IS_ON_THE_SCALE = Guard.of(
            "mark-is-on-the-scale", s -> Criterion.isOnTheScale(s.trigger().mark()));
    static final Guard<Data, ArrangeMeeting> MEETING_HAS_A_GOAL =
            Guard.of("meeting-has-a-goal", s -> !s.trigger().goal().isBlank());
    static final Guard<Data, Object> ALL_CRITERIA_ARE_RATED =
            Guard.listing("all-criteria-are-rated", s -> s.data().scorecard().unrated());
    static final Guard<Data, Object> SCORE_IS_HIGH_ENOUGH = Guard.listing(
            "score-is-high-enough",
            s -> isScoredHighEnough(s.data())
                    ? List.of()
                    : List.of(s.data().scorecard().score() + "/" + s.data().leastScore()));
    static final Guard<Data, Object> SCORE_IS_BELOW_THE_LIMIT = Guard.listing(
            "score-is-below-the-limit",
            s -> isScoredHighEnough(s.data())
                    ? List.of(s.data().scorecard().score() + "/" + s.data().leastScore())
                    : List.of());
    static final Guard<Data, Object> CONFLICT_IS_CHECKED =
            Guard.onData("conflict-is-checked", d -> d.conflict() != null);
    static final Guard<Data, Object> NO_CONFLICT_IS_FOUND =
            Guard.listing("no-conflict-is-found", s -> conflicts(s.data()));
    static final Guard<Data, Object> CONFLICT_IS_FOUND = Guard.onData("conflict-is-found", Data::hasConflict);
    static final Guard<Data, Object> CONTRACT_IS_IN_FORCE =
            Guard.onData("contract-is-in-force", d -> d.contract() != null);
    static final Guard<Data, Object> TERMS_MAY_BE_CHANGED =
            Guard.onData("terms-may-be-changed", d -> d.contractFailures().size() < MOST_CONTRACTS);
    static final Guard<Data, Evidenced> EVIDENCE_IS_GIVEN =
            Guard.of("evidence-is-given", s -> !s.trigger().evidence().isBlank());
    static final Guard<Data, IssueAccess> ACCOUNT_IS_NAMED =
            Guard.of("account-is-named", s -> !s.trigger().account().isBlank());
    static final Guard<Data, Object> TRAINING_IS_PASSED = Guard.onData("training-is-passed", d -> d.training() != null);
    static final Guard<Data, Object> ACCESS_IS_ISSUED =
            Guard.onData("access-is-issued", d -> !d.portalAccount().isBlank());
    static final Guard<Data, AddObligation> OBLIGATION_IS_NAMED =
            Guard.of("obligation-is-named", s -> !s.trigger().title().isBlank());
    static final Guard<Data, AddObligation> OBLIGATION_IS_NEW = Guard.of(
            "obligation-is-new",
            s -> s.data().obligations().stream()
                    .noneMatch(o -> o.isCalled(s.trigger().title())));
    static final Guard<Data, AddObligation> DATE_IS_NOT_OVER =
            Guard.of("date-is-not-over", s -> !s.trigger().due().isBefore(dayOf(s.now())));
    static final Guard<Data, MeetObligation> OBLIGATION_IS_OPEN =
            Guard.listing("obligation-is-open", s -> notOpen(s.data(), s.trigger()));
    static final Guard<Data, Object> ALL_OBLIGATIONS_ARE_MET =
            Guard.listing("all-obligations-are-met", s -> s.data().openTitles());
    static final Guard<Data, Object> FIRST_DEAL_IS_MADE = Guard.onData("first-deal-is-made", Data::isFirstDealMade);
    static final Guard<Data, Object> OBLIGATION_IS_OVERDUE = Guard.of(
            "obligation-is-overdue",
            s -> !s.data().overdueTitles(dayOf(s.now())).isEmpty());
    static final Guard<Data, Object> REVIEWS_ARE_USED_UP =
            Guard.onData("reviews-are-used-up", d -> d.reviews() >= MOST_REVIEWS);

    /** The process. */
    public static final SalesProcess<Trigger, Data> PROCESS = describe().build();

    private Partner() {}

    // The definition keeps its own layout, so that it reads like the description of the process.
    // spotless:off
    /** What the process says, not yet proved. */
    static SalesProcessBuilder<Stage, Trigger, Data> describe() {
        return SalesProcess.named("partner", Stage.class, Trigger.class, Data.class)
            .header(Data::header)
            .startsIn(NEW)
            .mainPath(NEW, EVALUATION, CONTRACT, ONBOARDING, OBLIGATIONS, SUCCESS)
            .stage(NEW, s -> s.ownedBy(Role.PARTNER_MANAGER)
                    .within(workingDays(2))
                    .mayFail(REFUSED)
                    .on(FillProfile.class)
                        .when(PROFILE_IS_FILLED, INN_IS_GENUINE)
                        .set(Data::filled)
                        .emit(p -> Effect.task("partner.evaluate", p.data().title()))
                        .reportedAs(FillProfile::from)
                        .goTo(EVALUATION)
                    .on(MeetingHeld.class)
                        .byProgram()
                        .set((d, t) -> d.met(t))
                        .emit(p -> Effect.tellOwner("partner.meeting-held", p.data().title()))
                        .stay()
                    .on(MeetingFailed.class)
                        .byProgram()
                        .set(Data::notMet)
                        .emit(p -> Effect.tellOwner("partner.meeting-failed", p.data().title(), p.trigger().reason()))
                        .stay())
            .stage(EVALUATION, s -> s.ownedBy(Role.PARTNER_MANAGER)
                    .within(workingDays(5))
                    .mayFail(REFUSED)
                    .mayFailWhen(LOW_SCORE, ALL_CRITERIA_ARE_RATED, SCORE_IS_BELOW_THE_LIMIT)
                    .mayFailWhen(CONFLICT, CONFLICT_IS_FOUND)
                    .mayFailWhen(OBLIGATIONS_BROKEN, OBLIGATION_IS_OVERDUE)
                    .on(Rate.class)
                        .when(CRITERION_IS_KNOWN, MARK_IS_ON_THE_SCALE)
                        .set(Data::rated)
                        .stay()
                    .on(CheckConflict.class)
                        .setFrom(Partner::checked)
                        .emitAll(Partner::conflictTold)
                        .stay()
                    .on(ArrangeMeeting.class)
                        .when(MEETING_HAS_A_GOAL)
                        .stay()
                    .on(MeetingHeld.class)
                        .byProgram()
                        .set((d, t) -> d.met(t))
                        .emit(p -> Effect.tellOwner("partner.meeting-held", p.data().title()))
                        .stay()
                    .on(MeetingFailed.class)
                        .byProgram()
                        .set(Data::notMet)
                        .emit(p -> Effect.tellOwner("partner.meeting-failed", p.data().title(), p.trigger().reason()))
                        .stay()
                    .on(CompleteScorecard.class)
                        .when(ALL_CRITERIA_ARE_RATED, SCORE_IS_HIGH_ENOUGH, CONFLICT_IS_CHECKED, NO_CONFLICT_IS_FOUND)
                        .emit(p -> Effect.comment("partner.scored", p.data().scorecard().score(), p.data().leastScore()))
                        .choose(c -> c
                            .when(CONTRACT_IS_IN_FORCE,
                                    setting(p -> p.data().obligedSince(dayOf(p.now()))),
                                    emitting(p -> Effect.task("partner.check-obligations", p.data().title())),
                                    OBLIGATIONS)
                            .otherwise(CONTRACT)))
            .stage(CONTRACT, s -> s.ownedBy(Role.PARTNER_MANAGER)
                    .within(workingDays(15))
                    .waits()
                    .mayFail(TERMS_NOT_AGREED, REFUSED)
                    .mayFailWhen(CONFLICT, CONFLICT_IS_FOUND)
                    .on(CheckConflict.class)
                        .setFrom(Partner::checked)
                        .emitAll(Partner::conflictTold)
                        .stay()
                    .on(AddObligation.class)
                        .when(OBLIGATION_IS_NAMED, OBLIGATION_IS_NEW, DATE_IS_NOT_OVER)
                        .set(Data::added)
                        .stay()
                    .on(MeetingHeld.class)
                        .byProgram()
                        .set((d, t) -> d.met(t))
                        .emit(p -> Effect.tellOwner("partner.meeting-held", p.data().title()))
                        .stay()
                    .on(MeetingFailed.class)
                        .byProgram()
                        .set(Data::notMet)
                        .emit(p -> Effect.tellOwner("partner.meeting-failed", p.data().title(), p.trigger().reason()))
                        .stay()
                    .on(ContractSigned.class)
                        .onlyWithout(ONBOARDING)
                        .byProgram()
                        .set(Data::signed)
                        .setFrom(p -> p.data().obligedSince(dayOf(p.now())))
                        .emit(p -> Effect.task("partner.check-obligations", p.data().title()))
                        .goTo(OBLIGATIONS)
                    .on(ContractSigned.class)
                        .onlyWith(ONBOARDING)
                        .byProgram()
                        .set(Data::signed)
                        .emit(p -> Effect.task("partner.train", p.data().title()))
                        .goTo(ONBOARDING)
                    .on(ContractFailed.class)
                        .byProgram()
                        .set(Data::notSigned)
                        .emit(p -> Effect.tellOwner("partner.contract-failed", p.data().title(), p.trigger().reason()))
                        .choose(c -> c
                            .when(TERMS_MAY_BE_CHANGED, EVALUATION)
                            .otherwise(TERMS_NOT_AGREED)))
            .stage(ONBOARDING, s -> s.ownedBy(Role.PARTNER_MANAGER)
                    .switchedOff()
                    .within(workingDays(20))
                    .mayFail(REFUSED)
                    .mayFailWhen(CONFLICT, CONFLICT_IS_FOUND)
                    .on(PassTraining.class)
                        .when(EVIDENCE_IS_GIVEN)
                        .setFrom(p -> p.data().trained(new Training(dayOf(p.now()), p.trigger().evidence())))
                        .stay()
                    .on(IssueAccess.class)
                        .when(ACCOUNT_IS_NAMED)
                        .set(Data::admitted)
                        .stay()
                    .on(CheckConflict.class)
                        .setFrom(Partner::checked)
                        .emitAll(Partner::conflictTold)
                        .stay()
                    .on(AddObligation.class)
                        .when(OBLIGATION_IS_NAMED, OBLIGATION_IS_NEW, DATE_IS_NOT_OVER)
                        .set(Data::added)
                        .stay()
                    .on(MeetingHeld.class)
                        .byProgram()
                        .set((d, t) -> d.met(t))
                        .emit(p -> Effect.tellOwner("partner.meeting-held", p.data().title()))
                        .stay()
                    .on(MeetingFailed.class)
                        .byProgram()
                        .set(Data::notMet)
                        .emit(p -> Effect.tellOwner("partner.meeting-failed", p.data().title(), p.trigger().reason()))
                        .stay()
                    .on(Launch.class)
                        .when(TRAINING_IS_PASSED, ACCESS_IS_ISSUED)
                        .setFrom(p -> p.data().obligedSince(dayOf(p.now())))
                        .emit(p -> Effect.task("partner.check-obligations", p.data().title()))
                        .goTo(OBLIGATIONS))
            .stage(OBLIGATIONS, s -> s.ownedBy(Role.PARTNER_MANAGER)
                    .within(at(Data::obligedUntil))
                    .mayFail(REFUSED)
                    .mayFailWhen(OBLIGATIONS_BROKEN, OBLIGATION_IS_OVERDUE)
                    .mayFailWhen(CONFLICT, CONFLICT_IS_FOUND)
                    .on(AddObligation.class)
                        .when(OBLIGATION_IS_NAMED, OBLIGATION_IS_NEW, DATE_IS_NOT_OVER)
                        .set(Data::added)
                        .stay()
                    .on(MeetObligation.class)
                        .when(OBLIGATION_IS_OPEN, EVIDENCE_IS_GIVEN)
                        .setFrom(p -> p.data().met(p.trigger(), dayOf(p.now())))
                        .emitAll(p -> activation(p.data()))
                        .stay()
                    .on(IssueAccess.class)
                        .when(ACCOUNT_IS_NAMED)
                        .set(Data::admitted)
                        .stay()
                    .on(CheckConflict.class)
                        .setFrom(Partner::checked)
                        .emitAll(Partner::conflictTold)
                        .stay()
                    .on(MeetingHeld.class)
                        .byProgram()
                        .set((d, t) -> d.met(t))
                        .emit(p -> Effect.tellOwner("partner.meeting-held", p.data().title()))
                        .stay()
                    .on(MeetingFailed.class)
                        .byProgram()
                        .set(Data::notMet)
                        .emit(p -> Effect.tellOwner("partner.meeting-failed", p.data().title(), p.trigger().reason()))
                        .stay()
                    .fires(ObligationMissed::new, following(GRACE, Data::nextDue))
                    .on(ObligationMissed.class)
                        .when(OBLIGATION_IS_OVERDUE)
                        .choose(c -> c
                            .whenStay(REVIEWS_ARE_USED_UP,
                                    emitting(p -> Effect.tell(Role.HEAD, "partner.missed-again", p.data().title(), missed(p))))
                            .otherwise(
                                    emitting(p -> Effect.tell(Role.HEAD, "partner.missed", p.data().title(), missed(p))),
                                    emitting(p -> Effect.task("partner.review", p.data().title(), missed(p))),
                                    setting(p -> p.data().reviewed()),
                                    EVALUATION))
                    .on(Activate.class)
                        .when(ALL_OBLIGATIONS_ARE_MET, FIRST_DEAL_IS_MADE)
                        .emit(p -> Effect.tellOwner("partner.active", p.data().title()))
                        .emit(p -> Effect.task("partner.plan-sales", p.data().title()))
                        .emitAll(p -> accountWanted(p.data()))
                        .goTo(SUCCESS))
            .stage(SUCCESS, s -> s
                    .on(IssueAccess.class)
                        .when(ACCOUNT_IS_NAMED)
                        .set(Data::admitted)
                        .stay()
                    .on(MeetingHeld.class)
                        .byProgram()
                        .set((d, t) -> d.met(t))
                        .emit(p -> Effect.tellOwner("partner.meeting-held", p.data().title()))
                        .stay()
                    .on(MeetingFailed.class)
                        .byProgram()
                        .set(Data::notMet)
                        .emit(p -> Effect.tellOwner("partner.meeting-failed", p.data().title(), p.trigger().reason()))
                        .stay())
            .succeedsIn(SUCCESS)
            .failsIn(FIT, LOW_SCORE)
            .failsIn(LEGAL, TERMS_NOT_AGREED, CONFLICT)
            .failsIn(OTHER, REFUSED, OBLIGATIONS_BROKEN)
            .reopensInto(NEW, Data::reopened, REFUSED);
    }
    // spotless:on

    private static List<TextRef> innObjections(Data data) {
        return data.inn().isBlank() ? List.of() : Inn.objections(data.inn());
    }

    private static boolean isScoredHighEnough(Data data) {
        return data.scorecard().score() >= data.leastScore();
    }

    private static List<String> conflicts(Data data) {
        var check = data.conflict();
        return check == null || check.isClear() ? List.of() : List.of(check.found());
    }

    private static Data checked(Situation<Data, CheckConflict> p) {
        return p.data()
                .checked(new ConflictCheck(
                        p.actor().id(), dayOf(p.now()), p.trigger().found().strip()));
    }

    private static List<Effect> conflictTold(Situation<Data, CheckConflict> p) {
        return conflicts(p.data()).stream()
                .map(found ->
                        Effect.tell(Role.HEAD, "partner.conflict", p.data().title(), found))
                .toList();
    }

    /** What is open instead of the obligation that the trigger names. */
    private static List<Object> notOpen(Data data, MeetObligation t) {
        if (data.open(t.obligation()).isPresent()) {
            return List.of();
        }
        var titles = data.openTitles();
        return titles.isEmpty() ? List.of(new TextRef("obligation.none")) : List.copyOf(titles);
    }

    private static List<Effect> activation(Data data) {
        return data.openObligations().isEmpty() ? List.of(Effect.task("partner.activate", data.title())) : List.of();
    }

    private static List<Effect> accountWanted(Data data) {
        return data.portalAccount().isBlank() ? List.of(Effect.task("partner.issue-account", data.title())) : List.of();
    }

    private static String missed(Situation<Data, ObligationMissed> p) {
        return String.join(", ", p.data().overdueTitles(dayOf(p.now())));
    }

    private static LocalDate dayOf(Instant now) {
        return LocalDate.ofInstant(now, ZONE);
    }

    private static ZonedDateTime endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE);
    }
}
