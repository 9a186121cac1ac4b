package dev.voronka.process.incominglead;

import dev.voronka.CardId;
import dev.voronka.ContactRef;
import dev.voronka.decision.Contribution;
import dev.voronka.decision.Qualification.Verdict;
import dev.voronka.questionnaire.AnswerSheet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of a lead's data in which single values are being changed. */
final class LeadDraft {

    private final LeadData from;
    private String sourceUtm;
    private ContactRef contact;
    private List<String> phones;
    private List<String> emails;
    private @Nullable String companyInn;
    private String region;
    private String direction;
    private List<String> productInterest;
    private Consent consent;
    private @Nullable CardId duplicateOf;
    private boolean notDuplicate;
    private List<ContactAttempt> attempts;
    private @Nullable Instant firstTouchAt;
    private AnswerSheet answers;
    private int score;
    private List<Contribution> scoreBreakdown;
    private @Nullable Verdict verdict;
    private Instant nextTouch;
    private List<String> offeredTo;
    private String headAsked;
    private String returnedBecause;

    LeadDraft(LeadData from) {
        this.from = from;
        this.sourceUtm = from.sourceUtm();
        this.contact = from.contact();
        this.phones = from.phones();
        this.emails = from.emails();
        this.companyInn = from.companyInn();
        this.region = from.region();
        this.direction = from.direction();
        this.productInterest = from.productInterest();
        this.consent = from.consent();
        this.duplicateOf = from.duplicateOf();
        this.notDuplicate = from.notDuplicate();
        this.attempts = from.attempts();
        this.firstTouchAt = from.firstTouchAt();
        this.answers = from.answers();
        this.score = from.score();
        this.scoreBreakdown = from.scoreBreakdown();
        this.verdict = from.verdict();
        this.nextTouch = from.nextTouch();
        this.offeredTo = from.offeredTo();
        this.headAsked = from.headAsked();
        this.returnedBecause = from.returnedBecause();
    }

    LeadDraft sourceUtm(String value) {
        sourceUtm = value;
        return this;
    }

    LeadDraft contact(ContactRef value) {
        contact = value;
        return this;
    }

    LeadDraft phones(List<String> value) {
        phones = value;
        return this;
    }

    LeadDraft emails(List<String> value) {
        emails = value;
        return this;
    }

    LeadDraft companyInn(@Nullable String value) {
        companyInn = value;
        return this;
    }

    LeadDraft region(String value) {
        region = value;
        return this;
    }

    LeadDraft direction(String value) {
        direction = value;
        return this;
    }

    LeadDraft productInterest(List<String> value) {
        productInterest = value;
        return this;
    }

    LeadDraft consent(Consent value) {
        consent = value;
        return this;
    }

    LeadDraft duplicateOf(@Nullable CardId value) {
        duplicateOf = value;
        return this;
    }

    LeadDraft notDuplicate(boolean value) {
        notDuplicate = value;
        return this;
    }

    LeadDraft attempts(List<ContactAttempt> value) {
        attempts = value;
        return this;
    }

    LeadDraft firstTouchAt(@Nullable Instant value) {
        firstTouchAt = value;
        return this;
    }

    LeadDraft answers(AnswerSheet value) {
        answers = value;
        return this;
    }

    LeadDraft score(int value) {
        score = value;
        return this;
    }

    LeadDraft scoreBreakdown(List<Contribution> value) {
        scoreBreakdown = value;
        return this;
    }

    LeadDraft verdict(@Nullable Verdict value) {
        verdict = value;
        return this;
    }

    LeadDraft nextTouch(Instant value) {
        nextTouch = value;
        return this;
    }

    LeadDraft offeredTo(List<String> value) {
        offeredTo = value;
        return this;
    }

    LeadDraft headAsked(String value) {
        headAsked = value;
        return this;
    }

    LeadDraft returnedBecause(String value) {
        returnedBecause = value;
        return this;
    }

    LeadData done() {
        return new LeadData(
                from.title(),
                from.channel(),
                sourceUtm,
                from.rawText(),
                contact,
                phones,
                emails,
                companyInn,
                region,
                direction,
                productInterest,
                consent,
                duplicateOf,
                notDuplicate,
                attempts,
                firstTouchAt,
                answers,
                score,
                scoreBreakdown,
                verdict,
                nextTouch,
                offeredTo,
                headAsked,
                returnedBecause);
    }
}
