package dev.voronka.process.incominglead;

import dev.voronka.CardId;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Header;
import dev.voronka.Money;
import dev.voronka.Personal;
import dev.voronka.decision.Assignment;
import dev.voronka.decision.Contribution;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.Qualification;
import dev.voronka.decision.Qualification.Verdict;
import dev.voronka.lookup.Reach;
import dev.voronka.questionnaire.AnswerSheet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The card of an incoming lead.
 *
 * @param title what people call it, without names of persons
 * @param channel how it came in
 * @param sourceUtm where it came from, as the advertising says; empty if unknown
 * @param rawText what the person wrote
 * @param contact the person in the contact list; {@link ContactRef#NONE} until known
 * @param phones as typed
 * @param emails as typed
 * @param companyInn the company's taxpayer number; null if unknown
 * @param region of the client; empty if unknown
 * @param direction the line of business asked for, which the seller must have as a skill; empty for any
 * @param productInterest what was asked for
 * @param consent whether we may write and call
 * @param duplicateOf the card that this is a duplicate of; null if none is named
 * @param notDuplicate whether a person has said that this is no duplicate
 * @param attempts tries to reach the person
 * @param firstTouchAt when the person was first reached or tried; null until then
 * @param answers to the questionnaire
 * @param score how good it is
 * @param scoreBreakdown where the score comes from
 * @param verdict what to do with it; null until it is judged
 * @param nextTouch when it is taken up again if it is only worth nurturing
 * @param offeredTo sellers who have been offered it, or given it by hand and let it pass, in this routing
 * @param headAsked the head to whom it went because nobody took it; empty if it has not come to that
 * @param returnedBecause why a seller sent it back; empty if none did
 */
public record LeadData(
        String title,
        Channel channel,
        String sourceUtm,
        @Personal String rawText,
        @Personal ContactRef contact,
        @Personal List<String> phones,
        @Personal List<String> emails,
        @Nullable String companyInn,
        String region,
        String direction,
        List<String> productInterest,
        Consent consent,
        @Nullable CardId duplicateOf,
        boolean notDuplicate,
        List<ContactAttempt> attempts,
        @Nullable Instant firstTouchAt,
        AnswerSheet answers,
        int score,
        List<Contribution> scoreBreakdown,
        @Nullable Verdict verdict,
        Instant nextTouch,
        List<String> offeredTo,
        String headAsked,
        String returnedBecause) {

    /**
     * What is known of the client's readiness to buy.
     *
     * @param budget in roubles; null if not said
     * @param authority who decides: self, knows, unknown; null if not said
     * @param need in the client's words; null if not said
     * @param timing when: month, quarter, later; null if not said
     */
    public record Bant(
            @Nullable BigDecimal budget,
            @Nullable String authority,
            @Nullable String need,
            @Nullable String timing) {}

    /** Keeps unmodifiable copies. */
    public LeadData {
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
        productInterest = List.copyOf(productInterest);
        attempts = List.copyOf(attempts);
        scoreBreakdown = List.copyOf(scoreBreakdown);
        offeredTo = List.copyOf(offeredTo);
    }

    /** A lead that has just come in. */
    public static LeadData of(String title, Channel channel, String rawText) {
        return new LeadData(
                title,
                channel,
                "",
                rawText,
                ContactRef.NONE,
                List.of(),
                List.of(),
                null,
                "",
                "",
                List.of(),
                Consent.NONE,
                null,
                false,
                List.of(),
                null,
                AnswerSheet.EMPTY,
                0,
                List.of(),
                null,
                Instant.EPOCH,
                List.of(),
                "",
                "");
    }

    /** The same with phones, as typed. */
    public LeadData phones(String... typed) {
        return draft().phones(List.of(typed)).done();
    }

    /** The same with e-mails, as typed. */
    public LeadData emails(String... typed) {
        return draft().emails(List.of(typed)).done();
    }

    /** The same with the person in the contact list. */
    public LeadData contact(String id) {
        return draft().contact(ContactRef.of(id)).done();
    }

    /** The same with consent given at this moment. */
    public LeadData consentGiven(Instant at) {
        return consented(at);
    }

    /** The same for a line of business. */
    public LeadData direction(String code) {
        return draft().direction(code).done();
    }

    /** The same from a region. */
    public LeadData region(String name) {
        return draft().region(name).done();
    }

    /** The same from a source, as the advertising says. */
    public LeadData sourceUtm(String source) {
        return draft().sourceUtm(source).done();
    }

    /** The same with what was asked for. */
    public LeadData productInterest(String... products) {
        return draft().productInterest(List.of(products)).done();
    }

    /** The same for a company with this taxpayer number. */
    public LeadData companyInn(String inn) {
        return draft().companyInn(inn).done();
    }

    /** Whether it went to a head because nobody took it. */
    public boolean withHead() {
        return !headAsked.isEmpty();
    }

    /** Readiness to buy, as far as the answers tell. */
    public Bant bant() {
        return new Bant(
                answers.number("budget").orElse(null),
                answers.text("authority").orElse(null),
                answers.text("need").orElse(null),
                answers.text("deadline").orElse(null));
    }

    /** Phones and e-mails in one form; what is neither is left out. */
    public SortedSet<String> reach() {
        var reach = new TreeSet<String>();
        Stream.concat(phones.stream().map(Reach::phone), emails.stream().map(Reach::email))
                .flatMap(Optional::stream)
                .forEach(reach::add);
        return reach;
    }

    Header header() {
        return Header.of(title, contact)
                .amount(answers.number("budget").map(LeadData::roubles).orElse(null))
                .direction(direction.isEmpty() ? null : direction)
                .company(companyInn)
                .reachableBy(reach());
    }

    private static Money roubles(BigDecimal amount) {
        return new Money(
                amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact(), "RUB");
    }

    LeadFacts facts(Instant now) {
        var questions = IncomingLead.questionnaire();
        return new LeadFacts(
                sourceUtm,
                region,
                answers.number("budget").orElse(BigDecimal.ZERO),
                questions.withoutWords(answers),
                channel.name(),
                direction,
                productInterest,
                companyInn != null,
                consent.isValid(),
                attempts.size(),
                (int) attempts.stream().filter(ContactAttempt::reached).count(),
                firstTouchAt == null || firstTouchAt.isAfter(now)
                        ? 0
                        : (int) Duration.between(firstTouchAt, now).toDays(),
                questions.unanswered(answers));
    }

    /** A letter to the person, if we may write and know where. */
    List<Effect> letter(String code) {
        return consent.isValid() && contact.isKnown() ? List.of(Effect.write(contact, code)) : List.of();
    }

    long attemptDays(ZoneId zone) {
        return attempts.stream()
                .map(a -> a.at().atZone(zone).toLocalDate())
                .distinct()
                .count();
    }

    LeadData confirmedNotDuplicate() {
        return draft().notDuplicate(true).done();
    }

    LeadData linked(IncomingLead.LinkDuplicate t) {
        return draft().duplicateOf(t.of()).done();
    }

    LeadData attempted(IncomingLead.LogAttempt t, Instant now) {
        var all = new ArrayList<>(attempts);
        all.add(new ContactAttempt(now, t.reached(), t.note()));
        return draft().attempts(all)
                .firstTouchAt(firstTouchAt == null ? now : firstTouchAt)
                .done();
    }

    LeadData consented(Instant now) {
        return draft().consent(Consent.given(now)).done();
    }

    LeadData consentWithdrawn(Instant now) {
        return draft().consent(consent.withdrawn(now)).done();
    }

    LeadData answered(IncomingLead.SubmitQuestionnaire t, Instant now) {
        var named = t.answers().answers().get("callAgainOn") instanceof LocalDate day
                ? day.atTime(9, 0).atZone(IncomingLead.ZONE).toInstant()
                : IncomingLead.afterNurture(now);
        return offeredToNobody().draft().answers(t.answers()).nextTouch(named).done();
    }

    LeadData qualified(Qualification q) {
        return draft().score(q.score())
                .scoreBreakdown(q.contributions())
                .verdict(q.verdict())
                .done();
    }

    LeadData offered(Assignment assignment) {
        if (assignment.overflowed()) {
            return givenToHead(assignment);
        }
        var all = new ArrayList<>(offeredTo);
        all.add(assignment.employee());
        return draft().offeredTo(all).done();
    }

    /** The same once its owner, who may have been given it by hand, has let it pass. */
    LeadData passedBy(@Nullable String owner) {
        if (owner == null || offeredTo.contains(owner)) {
            return this;
        }
        var all = new ArrayList<>(offeredTo);
        all.add(owner);
        return draft().offeredTo(all).done();
    }

    LeadData givenToHead(Assignment assignment) {
        return draft().headAsked(assignment.employee()).done();
    }

    LeadData returned(IncomingLead.ReturnToQualification t) {
        return offeredToNobody().draft().returnedBecause(t.why()).done();
    }

    /** The same when a routing begins, whatever became of the last one. */
    LeadData offeredToNobody() {
        return draft().offeredTo(List.of()).headAsked("").done();
    }

    /** Without what tells of the person: fit for logs. */
    @Override
    public String toString() {
        return "LeadData[" + title + ", " + channel + ", score " + score + "]";
    }

    private LeadDraft draft() {
        return new LeadDraft(this);
    }
}
