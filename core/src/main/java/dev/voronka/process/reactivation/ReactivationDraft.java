package dev.voronka.process.reactivation;

import dev.voronka.ContactRef;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A copy of a card's data in which single values are being changed. */
final class ReactivationDraft {

    private final String title;
    private final String company;
    private final ContactRef contact;
    private final SortedSet<String> reach;
    private String direction = "";
    private Mode mode = Mode.MANUAL;
    private String segment = "";
    private String campaignId = "";
    private int restDays = Reactivation.REST_DAYS;
    private @Nullable Instant consentAt;
    private Rfm rfm = Rfm.UNKNOWN;
    private @Nullable Instant lastPurchaseAt;
    private List<String> lastProducts = List.of();
    private String history = "";
    private List<String> offers = List.of();
    private Outreach outreach = Outreach.NONE;
    private boolean optOut;
    private String endedBecause = "";
    private @Nullable ZonedDateTime nextAt;

    ReactivationDraft(String title, String company, ContactRef contact, SortedSet<String> reach) {
        this.title = title;
        this.company = company;
        this.contact = contact;
        this.reach = reach;
    }

    ReactivationDraft(Reactivation.Data from) {
        this(from.title(), from.company(), from.contact(), from.reach());
        this.direction = from.direction();
        this.mode = from.mode();
        this.segment = from.segment();
        this.campaignId = from.campaignId();
        this.restDays = from.restDays();
        this.consentAt = from.consentAt();
        this.rfm = from.rfm();
        this.lastPurchaseAt = from.lastPurchaseAt();
        this.lastProducts = from.lastProducts();
        this.history = from.history();
        this.offers = from.offers();
        this.outreach = from.outreach();
        this.optOut = from.optOut();
        this.endedBecause = from.endedBecause();
        this.nextAt = from.nextAt();
    }

    ReactivationDraft direction(String value) {
        direction = value;
        return this;
    }

    ReactivationDraft mode(Mode value) {
        mode = value;
        return this;
    }

    ReactivationDraft segment(String value) {
        segment = value;
        return this;
    }

    ReactivationDraft campaignId(String value) {
        campaignId = value;
        return this;
    }

    ReactivationDraft restDays(int value) {
        restDays = value;
        return this;
    }

    ReactivationDraft consentAt(@Nullable Instant value) {
        consentAt = value;
        return this;
    }

    ReactivationDraft rfm(Rfm value) {
        rfm = value;
        return this;
    }

    ReactivationDraft lastPurchaseAt(@Nullable Instant value) {
        lastPurchaseAt = value;
        return this;
    }

    ReactivationDraft lastProducts(List<String> value) {
        lastProducts = value;
        return this;
    }

    ReactivationDraft history(String value) {
        history = value;
        return this;
    }

    ReactivationDraft offers(List<String> value) {
        offers = value;
        return this;
    }

    ReactivationDraft outreach(Outreach value) {
        outreach = value;
        return this;
    }

    ReactivationDraft optOut(boolean value) {
        optOut = value;
        return this;
    }

    ReactivationDraft endedBecause(String value) {
        endedBecause = value;
        return this;
    }

    ReactivationDraft nextAt(@Nullable ZonedDateTime value) {
        nextAt = value;
        return this;
    }

    Reactivation.Data done() {
        return new Reactivation.Data(
                title,
                company,
                contact,
                reach,
                direction,
                mode,
                segment,
                campaignId,
                restDays,
                consentAt,
                rfm,
                lastPurchaseAt,
                lastProducts,
                history,
                offers,
                outreach,
                optOut,
                endedBecause,
                nextAt);
    }
}
