package dev.voronka.process.reactivation;

import static dev.voronka.FailGroup.COMPETITOR;
import static dev.voronka.FailGroup.DATA;
import static dev.voronka.FailGroup.FIT;
import static dev.voronka.FailGroup.INTERNAL;
import static dev.voronka.FailGroup.LEGAL;
import static dev.voronka.FailGroup.NO_RESPONSE;
import static dev.voronka.FailGroup.OTHER;
import static dev.voronka.When.after;
import static dev.voronka.When.at;
import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingMinutes;
import static dev.voronka.process.reactivation.Reactivation.Stage.COMPANY_CLOSED;
import static dev.voronka.process.reactivation.Reactivation.Stage.CONTACT;
import static dev.voronka.process.reactivation.Reactivation.Stage.DEAL_LOST;
import static dev.voronka.process.reactivation.Reactivation.Stage.DISSATISFIED;
import static dev.voronka.process.reactivation.Reactivation.Stage.LOST_TO_COMPETITOR;
import static dev.voronka.process.reactivation.Reactivation.Stage.NEW;
import static dev.voronka.process.reactivation.Reactivation.Stage.NO_NEED;
import static dev.voronka.process.reactivation.Reactivation.Stage.OFFER;
import static dev.voronka.process.reactivation.Reactivation.Stage.OPT_OUT;
import static dev.voronka.process.reactivation.Reactivation.Stage.REVIEW;
import static dev.voronka.process.reactivation.Reactivation.Stage.SUCCESS;
import static dev.voronka.process.reactivation.Reactivation.Stage.UNREACHABLE;

import dev.voronka.Addressee;
import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.Message;
import dev.voronka.Personal;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Situation;
import dev.voronka.WorkingTime;
import dev.voronka.decision.Router;
import dev.voronka.decision.RoutingRequest;
import dev.voronka.lookup.CompanyDeals;
import dev.voronka.lookup.DoNotCall;
import dev.voronka.lookup.Offers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Реинициация базы: from a customer who bought long ago to a repeat sale. Source: processes.md, 9. */
public final class Reactivation {

    /** The stages of a re-initiation. */
    public enum Stage implements dev.voronka.Stage {
        /** Отбор: a customer of the past is looked at. */
        NEW,
        /** Пересмотр информации: is what we know still true, and what shall we offer. */
        REVIEW,
        /** Контактирование: the customer is written to and called. */
        CONTACT,
        /** Предложение: the customer has answered; once there is interest a deal is open and says how it ended. */
        OFFER,
        /** Успех: a repeat sale. */
        SUCCESS,
        /** Не удалось связаться. */
        UNREACHABLE,
        /** Нет потребности: wakes up at its date. */
        NO_NEED,
        /** Ушёл к конкуренту. */
        LOST_TO_COMPETITOR,
        /** Недоволен. */
        DISSATISFIED,
        /** Компания закрыта. */
        COMPANY_CLOSED,
        /** Отказ от обращений. */
        OPT_OUT,
        /** Сделка проиграна. */
        DEAL_LOST
    }

    /** What happens to a re-initiation. */
    public sealed interface Trigger extends dev.voronka.Trigger {}

    /** Selects the customer for work. */
    @Code("select")
    public record Select() implements Trigger {}

    /** A card that need not wait for a person may be selected. */
    @Code("selection-due")
    public record SelectionDue() implements Trigger {}

    /** Says what is still true; an empty list of offers means those that were drafted. */
    @Code("submit-review")
    public record SubmitReview(boolean contactsValid, boolean decisionMakerStays, String history, List<String> offers)
            implements Trigger {
        /** Keeps an unmodifiable copy. */
        public SubmitReview {
            offers = List.copyOf(offers);
        }
    }

    /** A card that need not wait for a person may be reviewed. */
    @Code("review-due")
    public record ReviewDue() implements Trigger {}

    /** The person lets us write and call. */
    @Code("give-consent")
    public record GiveConsent() implements Trigger {}

    /** Sends the letter with the offer. */
    @Code("send-letter")
    public record SendLetter() implements Trigger {}

    /** Notes a call in vain. */
    @Code("log-attempt")
    public record LogAttempt(@Personal String note) implements Trigger {}

    /** The first letter may go out by itself. */
    @Code("letter-due")
    public record LetterDue() implements Trigger {}

    /** There was no answer to the first letter. */
    @Code("reminder-due")
    public record ReminderDue() implements Trigger {}

    /** The customer has written back; from now on a person answers. */
    @Code("reply-came")
    public record ReplyCame(@Personal String words) implements Trigger {}

    /** Notes what the customer answered. */
    @Code("log-answer")
    public record LogAnswer(@Personal String words) implements Trigger {}

    /** The customer is interested in this; a deal is opened. */
    @Code("interested")
    public record Interested(String what) implements Trigger {}

    /** The repeat deal is won. */
    @Code("deal-won")
    public record DealWon(CardId deal) implements Trigger {}

    /** The repeat deal is lost. */
    @Code("deal-lost")
    public record DealLost(CardId deal, String reason) implements Trigger {}

    /** The customer needs nothing until a day. */
    @Code("no-need")
    public record NoNeedUntil(LocalDate next, @Personal String words) implements Trigger, Said {}

    /** The day has come at which a customer without need may be asked again. */
    @Code("next-date-came")
    public record NextDateCame() implements Trigger {}

    /** The customer is dissatisfied. */
    @Code("complain")
    public record Complain(@Personal String words) implements Trigger, Said {}

    /** The customer wants to hear from us no more, now and later. */
    @Code("opt-out")
    public record OptOut(@Personal String words) implements Trigger, Said {}

    /** It is time for the next cycle with a customer who bought again. */
    @Code("next-cycle-came")
    public record NextCycleCame() implements Trigger {}

    /** What the customer said when it came to an end. */
    interface Said {
        /** In the customer's words. */
        String words();
    }

    /**
     * The card of a re-initiation.
     *
     * @param title what people call it
     * @param company the company's id
     * @param contact whom we write to
     * @param reach normalised phones and e-mails, see {@link dev.voronka.lookup.Reach}
     * @param direction the line of business; empty if none is known
     * @param mode how much of the work the clock does
     * @param segment of the customers; empty if none is known
     * @param campaignId the campaign; empty if none
     * @param restDays for how many days after a purchase the customer is left alone, by the product's life
     * @param consentAt since when we may write and call; null if we may not
     * @param rfm how good a customer it is
     * @param lastPurchaseAt when the customer bought last; null until that is looked up
     * @param lastProducts what was bought last, by code
     * @param history what was bought when, in words; empty until it is reviewed
     * @param offers what to offer, by code, the best first
     * @param outreach the tries to reach the customer and the answer
     * @param optOut whether the customer wants to hear from us no more
     * @param endedBecause what the customer said when it came to an end; empty if nothing
     * @param nextAt when to come back to the customer; null if that is not known
     */
    public record Data(
            String title,
            String company,
            @Personal ContactRef contact,
            @Personal SortedSet<String> reach,
            String direction,
            Mode mode,
            String segment,
            String campaignId,
            int restDays,
            @Nullable Instant consentAt,
            Rfm rfm,
            @Nullable Instant lastPurchaseAt,
            List<String> lastProducts,
            String history,
            List<String> offers,
            Outreach outreach,
            boolean optOut,
            String endedBecause,
            @Nullable ZonedDateTime nextAt) {

        /** Keeps unmodifiable copies. */
        public Data {
            reach = Collections.unmodifiableSortedSet(new TreeSet<>(reach));
            lastProducts = List.copyOf(lastProducts);
            offers = List.copyOf(offers);
        }

        /** A customer to come back to, by hand. Phones and e-mails are normalised. */
        public static Data of(String title, String company, ContactRef contact, Set<String> phonesAndEmails) {
            return new ReactivationDraft(title, company, contact, new TreeSet<>(phonesAndEmails)).done();
        }

        /** The same in a mode. */
        public Data mode(Mode how) {
            return draft().mode(how).done();
        }

        /** The same of a segment. */
        public Data segment(String name) {
            return draft().segment(name).done();
        }

        /** The same for a line of business. */
        public Data direction(String code) {
            return draft().direction(code).done();
        }

        /** The same in a campaign. */
        public Data campaign(String id) {
            return draft().campaignId(id).done();
        }

        /** The same with what was bought last, by code. */
        public Data lastProducts(List<String> products) {
            return draft().lastProducts(products).done();
        }

        /** The same with leave to write and call since this moment. */
        public Data consentGiven(Instant since) {
            return draft().consentAt(since).done();
        }

        /** The same with another time for which the customer is left alone after a purchase. */
        public Data restDays(int days) {
            return draft().restDays(days).done();
        }

        /** The same with what the host knows of the customer's worth. */
        public Data rfm(Rfm worth) {
            return draft().rfm(worth).done();
        }

        Header header() {
            return Header.of(title, contact)
                    .company(company.isBlank() ? null : company)
                    .direction(direction.isBlank() ? null : direction)
                    .reachableBy(reach);
        }

        Data selected(CompanyDeals.Found deals, Instant now) {
            var last = deals.lastWonAt();
            var days = last == null ? 0 : (int) Duration.between(last, now).toDays();
            return draft().lastPurchaseAt(last)
                    .rfm(rfm.counted(days, deals.won().size()))
                    .done();
        }

        Data reviewed(String summary, List<String> picked) {
            return draft().history(summary).offers(picked).done();
        }

        Data tried(Instant now, boolean letter, String note) {
            return draft().outreach(outreach.and(now, letter, note)).done();
        }

        /** The same once the customer has answered: from now on a person decides. */
        Data answered(String words) {
            return draft().outreach(outreach.answered(words))
                    .mode(mode == Mode.AUTO ? Mode.SEMI : mode)
                    .done();
        }

        Data wanting(Interested t) {
            return draft().outreach(outreach.wanting(t.what())).done();
        }

        Data boughtAgain(Instant now) {
            return draft().rfm(rfm.boughtAgain())
                    .lastPurchaseAt(now)
                    .nextAt(now.atZone(ZONE).plusDays(restDays))
                    .done();
        }

        Data withoutNeed(NoNeedUntil t) {
            return draft().endedBecause(t.words())
                    .nextAt(t.next().atTime(LETTERS_FROM).atZone(ZONE))
                    .done();
        }

        Data complained(Complain t) {
            return draft().endedBecause(t.words()).done();
        }

        Data optedOut(OptOut t) {
            return draft().endedBecause(t.words())
                    .optOut(true)
                    .consentAt(null)
                    .nextAt(null)
                    .done();
        }

        Data workedAfresh() {
            return draft().outreach(outreach.afresh())
                    .endedBecause("")
                    .nextAt(null)
                    .done();
        }

        String offersTold() {
            return String.join(", ", offers);
        }

        /** Without what tells of the person: fit for logs. */
        @Override
        public String toString() {
            return "Reactivation.Data[" + title + ", " + mode + "]";
        }

        private ReactivationDraft draft() {
            return new ReactivationDraft(this);
        }
    }

    /** For how many days after a purchase a customer is left alone if the product's life says nothing else. Source: processes.md, 9. */
    static final int REST_DAYS = 180;

    /** How many tries are made to reach a customer; after so many in vain the customer is unreachable. Source: processes.md, 9. */
    static final int MOST_TRIES = 4;

    /** After how long the clock does a step that need not wait for a person. Source: a proposal, to be set by each company. */
    static final WorkingTime BY_ITSELF = workingMinutes(5);

    /** After how long without an answer the clock reminds a customer. Source: a proposal, to be set by each company. */
    static final WorkingTime REMINDER = workingDays(2);

    /** From when on letters go out by themselves, in Moscow; before that hours are quiet. Source: a proposal. */
    static final LocalTime LETTERS_FROM = LocalTime.of(9, 0);

    /** Until when letters go out by themselves, in Moscow. Source: a proposal. */
    static final LocalTime LETTERS_TO = LocalTime.of(20, 0);

    /** In which zone days and hours are counted. Source: design.md, 9. */
    static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);

    static final Guard<Data, Object> MODE_IS_NOT_MANUAL =
            Guard.onData("mode-is-not-manual", d -> d.mode() != Mode.MANUAL);
    static final Guard<Data, Object> MODE_IS_AUTO = Guard.onData("mode-is-auto", d -> d.mode() == Mode.AUTO);
    static final Guard<Data, Object> HAS_BOUGHT_BEFORE = Guard.of(
            "has-bought-before", s -> !s.answer(CompanyDeals.class).won().isEmpty());
    static final Guard<Data, Object> COMPANY_HAS_NO_OPEN_DEAL = Guard.listing(
            "company-has-no-open-deal", s -> s.answer(CompanyDeals.class).open());
    static final Guard<Data, Object> PURCHASE_IS_LONG_AGO =
            Guard.listing("purchase-is-long-ago", Reactivation::notBefore);
    static final Guard<Data, Object> CONTACT_IS_ALLOWED = Guard.of(
            "contact-is-allowed",
            s -> !s.data().optOut() && !s.answer(DoNotCall.class).forbidden());
    static final Guard<Data, SubmitReview> CONTACTS_ARE_VALID =
            Guard.of("contacts-are-valid", s -> s.trigger().contactsValid());
    static final Guard<Data, SubmitReview> DECISION_MAKER_IS_STILL_THERE =
            Guard.of("decision-maker-is-still-there", s -> s.trigger().decisionMakerStays());
    static final Guard<Data, SubmitReview> HISTORY_IS_SUMMARISED =
            Guard.of("history-is-summarised", s -> !s.trigger().history().isBlank());
    static final Guard<Data, SubmitReview> OFFER_IS_PICKED =
            Guard.of("offer-is-picked", s -> !picked(s).isEmpty());
    static final Guard<Data, Object> OFFER_IS_FOUND =
            Guard.of("offer-is-found", s -> !s.answer(Offers.class).products().isEmpty());
    static final Guard<Data, Object> CONTACT_IS_KNOWN =
            Guard.onData("contact-is-known", d -> d.contact().isKnown());
    static final Guard<Data, Object> CONSENT_IS_GIVEN = Guard.onData("consent-given", d -> d.consentAt() != null);
    static final Guard<Data, Object> TRIES_ARE_LEFT =
            Guard.onData("tries-are-left", d -> d.outreach().made() < MOST_TRIES);
    static final Guard<Data, Object> TRIES_ARE_ENOUGH = Guard.listing(
            "tries-are-enough",
            s -> s.data().outreach().made() >= MOST_TRIES
                    ? List.of()
                    : List.of(s.data().outreach().made()));
    static final Guard<Data, Object> HOURS_ARE_NOT_QUIET = Guard.<Data, Object>of(
                    "hours-are-not-quiet", s -> areNotQuiet(s.now()))
            .until(s -> morningAfter(s.now()));
    static final Guard<Data, LogAnswer> ANSWER_IS_TOLD =
            Guard.of("answer-is-told", s -> !s.trigger().words().isBlank());
    static final Guard<Data, Interested> WISH_IS_TOLD =
            Guard.of("wish-is-told", s -> !s.trigger().what().isBlank());
    static final Guard<Data, Object> NO_DEAL_IS_OPEN_YET =
            Guard.onData("no-deal-is-open-yet", d -> d.outreach().wanted().isEmpty());
    static final Guard<Data, Object> DEAL_IS_OPEN =
            Guard.onData("deal-is-open", d -> !d.outreach().wanted().isEmpty());
    static final Guard<Data, NoNeedUntil> NEXT_DATE_IS_AHEAD = Guard.of(
            "next-date-is-ahead",
            s -> s.trigger().next().isAfter(s.now().atZone(ZONE).toLocalDate()));
    static final Guard<Data, Said> WORDS_ARE_NOTED =
            Guard.of("words-are-noted", s -> !s.trigger().words().isBlank());

    // The definition keeps its own layout, so that it reads like the description of the process.
    // spotless:off
    /** The process. */
    public static final SalesProcess<Trigger, Data> PROCESS = SalesProcess.named(
                    "reactivation", Stage.class, Trigger.class, Data.class)
            .header(Data::header)
            .startsIn(NEW)
            .mainPath(NEW, REVIEW, CONTACT, OFFER, SUCCESS)
            .stage(NEW, s -> s.ownedBy(Role.REP)
                    .within(workingDays(2))
                    .mayFail(LOST_TO_COMPETITOR, COMPANY_CLOSED)
                    .on(Select.class)
                        .by(Role.REP, Role.HEAD)
                        .consult(CompanyDeals.class, c -> CompanyDeals.of(c.data().company()))
                        .consult(DoNotCall.class, Reactivation::doNotCall)
                        .when(HAS_BOUGHT_BEFORE, COMPANY_HAS_NO_OPEN_DEAL, PURCHASE_IS_LONG_AGO, CONTACT_IS_ALLOWED)
                        .setFrom(c -> c.data().selected(c.answer(CompanyDeals.class), c.now()))
                        .assignTo(c -> c.actor().id())
                        .goTo(REVIEW)
                    .fires(SelectionDue::new, after(BY_ITSELF))
                    .on(SelectionDue.class)
                        .consult(CompanyDeals.class, c -> CompanyDeals.of(c.data().company()))
                        .consult(DoNotCall.class, Reactivation::doNotCall)
                        .when(MODE_IS_NOT_MANUAL, HAS_BOUGHT_BEFORE, COMPANY_HAS_NO_OPEN_DEAL, PURCHASE_IS_LONG_AGO, CONTACT_IS_ALLOWED)
                        .setFrom(c -> c.data().selected(c.answer(CompanyDeals.class), c.now()))
                        .ask(Router.class, Reactivation::sellerWanted)
                        .assignTo(Reactivation::ownerOrSeller)
                        .goTo(REVIEW)
                    .on(NoNeedUntil.class)
                        .when(NEXT_DATE_IS_AHEAD, WORDS_ARE_NOTED)
                        .set(Data::withoutNeed)
                        .goTo(NO_NEED)
                    .on(OptOut.class)
                        .when(WORDS_ARE_NOTED)
                        .set(Data::optedOut)
                        .goTo(OPT_OUT))
            .stage(REVIEW, s -> s.ownedBy(Role.REP)
                    .within(workingDays(2))
                    .mayFail(LOST_TO_COMPETITOR, COMPANY_CLOSED)
                    .on(SubmitReview.class)
                        .consult(Offers.class, Reactivation::offersWanted)
                        .when(CONTACTS_ARE_VALID, DECISION_MAKER_IS_STILL_THERE, HISTORY_IS_SUMMARISED, OFFER_IS_PICKED)
                        .setFrom(c -> c.data().reviewed(c.trigger().history(), picked(c)))
                        .emit(Reactivation::firstContact)
                        .goTo(CONTACT)
                    .fires(ReviewDue::new, after(BY_ITSELF))
                    .on(ReviewDue.class)
                        .consult(Offers.class, Reactivation::offersWanted)
                        .when(MODE_IS_NOT_MANUAL, CONTACT_IS_KNOWN, OFFER_IS_FOUND)
                        .setFrom(c -> c.data().reviewed(purchases(c.data()), c.answer(Offers.class).products()))
                        .emitAll(Reactivation::reviewByHand)
                        .choose(c -> c
                            .when(MODE_IS_AUTO, CONTACT)
                            .otherwiseStay())
                    .on(GiveConsent.class)
                        .setFrom(c -> c.data().consentGiven(c.now()))
                        .stay()
                    .on(OptOut.class)
                        .when(WORDS_ARE_NOTED)
                        .set(Data::optedOut)
                        .goTo(OPT_OUT))
            .stage(CONTACT, s -> s.ownedBy(Role.REP)
                    .within(workingDays(5))
                    .mayFail(LOST_TO_COMPETITOR, COMPANY_CLOSED)
                    .mayFailWhen(UNREACHABLE, TRIES_ARE_ENOUGH)
                    .on(SendLetter.class)
                        .by(Role.REP, Role.HEAD)
                        .consult(DoNotCall.class, Reactivation::doNotCall)
                        .when(CONSENT_IS_GIVEN, CONTACT_IS_ALLOWED, CONTACT_IS_KNOWN, TRIES_ARE_LEFT)
                        .setFrom(c -> c.data().tried(c.now(), true, ""))
                        .emit(Reactivation::letter)
                        .stay()
                    .on(LogAttempt.class)
                        .consult(DoNotCall.class, Reactivation::doNotCall)
                        .when(CONSENT_IS_GIVEN, CONTACT_IS_ALLOWED, TRIES_ARE_LEFT)
                        .setFrom(c -> c.data().tried(c.now(), false, c.trigger().note()))
                        .stay()
                    .fires(LetterDue::new, after(BY_ITSELF))
                    .on(LetterDue.class)
                        .consult(DoNotCall.class, Reactivation::doNotCall)
                        .when(MODE_IS_AUTO, CONSENT_IS_GIVEN, CONTACT_IS_ALLOWED, CONTACT_IS_KNOWN, TRIES_ARE_LEFT, HOURS_ARE_NOT_QUIET)
                        .setFrom(c -> c.data().tried(c.now(), true, ""))
                        .emit(Reactivation::letter)
                        .stay()
                    .fires(ReminderDue::new, after(REMINDER))
                    .on(ReminderDue.class)
                        .consult(DoNotCall.class, Reactivation::doNotCall)
                        .when(MODE_IS_AUTO, CONSENT_IS_GIVEN, CONTACT_IS_ALLOWED, CONTACT_IS_KNOWN, TRIES_ARE_LEFT, HOURS_ARE_NOT_QUIET)
                        .setFrom(c -> c.data().tried(c.now(), true, ""))
                        .emit(c -> Effect.write(c.data().contact(), "reactivation.reminder", c.data().offersTold()))
                        .stay()
                    .on(ReplyCame.class)
                        .byProgram()
                        .setFrom(c -> c.data().answered(c.trigger().words()))
                        .emit(c -> Effect.task("reactivation.reply", c.data().title()))
                        .stay()
                    .on(LogAnswer.class)
                        .when(ANSWER_IS_TOLD)
                        .setFrom(c -> c.data().answered(c.trigger().words()))
                        .emit(c -> Effect.task("reactivation.make-offer", c.data().title(), c.data().offersTold()))
                        .goTo(OFFER)
                    .on(GiveConsent.class)
                        .setFrom(c -> c.data().consentGiven(c.now()))
                        .stay()
                    .on(NoNeedUntil.class)
                        .when(NEXT_DATE_IS_AHEAD, WORDS_ARE_NOTED)
                        .set(Data::withoutNeed)
                        .goTo(NO_NEED)
                    .on(Complain.class)
                        .when(WORDS_ARE_NOTED)
                        .set(Data::complained)
                        .emit(Reactivation::complaint)
                        .goTo(DISSATISFIED)
                    .on(OptOut.class)
                        .when(WORDS_ARE_NOTED)
                        .set(Data::optedOut)
                        .goTo(OPT_OUT))
            .stage(OFFER, s -> s.ownedBy(Role.REP)
                    .within(workingDays(10))
                    .waits()
                    .mayFail(LOST_TO_COMPETITOR, COMPANY_CLOSED)
                    .on(SendLetter.class)
                        .by(Role.REP, Role.HEAD)
                        .consult(DoNotCall.class, Reactivation::doNotCall)
                        .when(CONSENT_IS_GIVEN, CONTACT_IS_ALLOWED, CONTACT_IS_KNOWN)
                        .emit(Reactivation::letter)
                        .stay()
                    .on(Interested.class)
                        .when(WISH_IS_TOLD, NO_DEAL_IS_OPEN_YET)
                        .set(Data::wanting)
                        .stay()
                    .on(DealWon.class)
                        .byProgram()
                        .when(DEAL_IS_OPEN)
                        .setFrom(c -> c.data().boughtAgain(c.now()))
                        .goTo(SUCCESS)
                    .on(DealLost.class)
                        .byProgram()
                        .when(DEAL_IS_OPEN)
                        .emit(c -> Effect.tellOwner("reactivation.deal-lost", c.data().title(), c.trigger().reason()))
                        .goTo(DEAL_LOST)
                    .on(NoNeedUntil.class)
                        .when(NEXT_DATE_IS_AHEAD, WORDS_ARE_NOTED)
                        .set(Data::withoutNeed)
                        .goTo(NO_NEED)
                    .on(Complain.class)
                        .when(WORDS_ARE_NOTED)
                        .set(Data::complained)
                        .emit(Reactivation::complaint)
                        .goTo(DISSATISFIED)
                    .on(OptOut.class)
                        .when(WORDS_ARE_NOTED)
                        .set(Data::optedOut)
                        .goTo(OPT_OUT))
            .stage(SUCCESS, s -> s
                    .fires(NextCycleCame::new, at(Data::nextAt))
                    .on(NextCycleCame.class)
                        .emit(c -> Effect.tellOwner("reactivation.next-cycle", c.data().title()))
                        .stay())
            .stage(NO_NEED, s -> s
                    .fires(NextDateCame::new, at(Data::nextAt))
                    .on(NextDateCame.class)
                        .emit(c -> Effect.tellOwner("reactivation.next-date", c.data().title()))
                        .emit(Reactivation::reopening)
                        .stay())
            .succeedsIn(SUCCESS)
            .failsIn(NO_RESPONSE, UNREACHABLE)
            .failsIn(FIT, NO_NEED)
            .failsIn(COMPETITOR, LOST_TO_COMPETITOR)
            .failsIn(INTERNAL, DISSATISFIED)
            .failsIn(DATA, COMPANY_CLOSED)
            .failsIn(LEGAL, OPT_OUT)
            .failsIn(OTHER, DEAL_LOST)
            .reopensInto(REVIEW, Data::workedAfresh, UNREACHABLE, NO_NEED)
            .build();
    // spotless:on

    private Reactivation() {}

    private static DoNotCall.Asked doNotCall(Situation<Data, ? extends Trigger> c) {
        return DoNotCall.of(c.data().reach(), c.data().company());
    }

    private static Offers.Asked offersWanted(Situation<Data, ? extends Trigger> c) {
        return new Offers.Asked(c.data().lastProducts(), c.data().segment());
    }

    /** What a person picked; where none is picked, what was drafted, but by hand nothing is drafted. */
    private static List<String> picked(Situation<Data, SubmitReview> c) {
        if (!c.trigger().offers().isEmpty() || c.data().mode() == Mode.MANUAL) {
            return c.trigger().offers();
        }
        return c.data().offers().isEmpty()
                ? c.answer(Offers.class).products()
                : c.data().offers();
    }

    /** The day from which on the customer may be asked again, if that is still ahead. */
    private static List<String> notBefore(Situation<Data, Object> c) {
        var last = c.answer(CompanyDeals.class).lastWonAt();
        if (last == null) {
            return List.of(); // has-bought-before says so
        }
        var from = last.plus(Duration.ofDays(c.data().restDays()));
        return c.now().isAfter(from) ? List.of() : List.of(DAY.format(from.atZone(ZONE)));
    }

    private static boolean areNotQuiet(Instant now) {
        var time = now.atZone(ZONE).toLocalTime();
        return !time.isBefore(LETTERS_FROM) && time.isBefore(LETTERS_TO);
    }

    private static Instant morningAfter(Instant now) {
        var there = now.atZone(ZONE);
        var today = there.with(LETTERS_FROM);
        return (today.isAfter(there) ? today : today.plusDays(1)).toInstant();
    }

    private static String purchases(Data data) {
        return String.join(", ", data.lastProducts());
    }

    private static RoutingRequest sellerWanted(Situation<Data, SelectionDue> c) {
        var direction = c.data().direction();
        return new RoutingRequest(
                        "reactivation",
                        "reactivation/sellers/" + direction,
                        Role.REP,
                        direction.isBlank() ? null : direction,
                        RoutingRequest.Strategy.LEAST_LOADED,
                        List.of(),
                        List.of(Role.HEAD, Role.DIRECTOR),
                        c.now())
                .about(new RoutingRequest.About(direction, "", "", "", BigDecimal.ZERO));
    }

    private static String ownerOrSeller(Situation<Data, SelectionDue> c) {
        var owner = c.card().owner();
        return owner == null ? c.answer(Router.class).employee() : owner;
    }

    /** Half by itself the offer is drafted, and a person looks at the rest. */
    private static List<Effect> reviewByHand(Situation<Data, ReviewDue> c) {
        return c.data().mode() == Mode.AUTO
                ? List.of()
                : List.of(Effect.task(
                        "reactivation.review", c.data().title(), c.data().offersTold()));
    }

    /** By hand there is no more than a task; otherwise the letter is drafted in it. */
    private static Effect firstContact(Situation<Data, SubmitReview> c) {
        return c.data().mode() == Mode.MANUAL
                ? Effect.task("reactivation.contact", c.data().title())
                : Effect.task(
                        "reactivation.letter-drafted",
                        c.data().title(),
                        c.data().offersTold());
    }

    private static Effect letter(Situation<Data, ? extends Trigger> c) {
        return Effect.write(c.data().contact(), "reactivation.letter", c.data().offersTold());
    }

    private static Effect complaint(Situation<Data, Complain> c) {
        return Effect.tell(
                Role.HEAD,
                "reactivation.dissatisfied",
                c.data().title(),
                c.data().endedBecause());
    }

    private static Effect reopening(Situation<Data, NextDateCame> c) {
        return new Effect.Task(
                new Addressee.Holder(Role.HEAD),
                Message.of("reactivation.reopen", c.data().title()),
                null);
    }
}
