package dev.voronka.process.partner;

import dev.voronka.CardId;
import dev.voronka.ContactRef;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of a partner's data in which single values are being changed. */
final class PartnerDraft {

    private final String title;

    @Nullable
    String company;

    ContactRef contact;
    String direction;

    @Nullable
    PartnerType type;

    String inn;
    String territory;

    @Nullable
    BigDecimal marginPerCent;

    Scorecard scorecard;

    @Nullable
    ConflictCheck conflict;

    @Nullable
    CardId contract;

    List<String> contractFailures;
    List<MeetingNote> meetings;

    @Nullable
    Training training;

    String portalAccount;

    @Nullable
    LocalDate obligedFrom;

    List<Obligation> obligations;
    int reviews;

    PartnerDraft(Partner.Data from) {
        this.title = from.title();
        this.company = from.company();
        this.contact = from.contact();
        this.direction = from.direction();
        this.type = from.type();
        this.inn = from.inn();
        this.territory = from.territory();
        this.marginPerCent = from.marginPerCent();
        this.scorecard = from.scorecard();
        this.conflict = from.conflict();
        this.contract = from.contract();
        this.contractFailures = from.contractFailures();
        this.meetings = from.meetings();
        this.training = from.training();
        this.portalAccount = from.portalAccount();
        this.obligedFrom = from.obligedFrom();
        this.obligations = from.obligations();
        this.reviews = from.reviews();
    }

    Partner.Data done() {
        return new Partner.Data(
                title,
                company,
                contact,
                direction,
                type,
                inn,
                territory,
                marginPerCent,
                scorecard,
                conflict,
                contract,
                contractFailures,
                meetings,
                training,
                portalAccount,
                obligedFrom,
                obligations,
                reviews);
    }
}
