package dev.voronka.process.deal;

import dev.voronka.CardId;
import dev.voronka.Money;
import dev.voronka.approval.ApprovalSheet;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of a deal's data in which single values are being changed. */
final class DealDraft {

    private final DealData from;
    String source;
    List<String> requirements;
    List<ProductLine> productLines;

    @Nullable
    Budget budget;

    @Nullable
    CardId proposalId;

    @Nullable
    Money price;

    @Nullable
    Money cost;

    List<String> competitors;
    List<DecisionMaker> decisionMakers;
    List<String> openQuestions;

    @Nullable
    LocalDate expectedCloseDate;

    List<CardId> meetings;
    List<String> promised;

    @Nullable
    CardId preliminaryContractId;

    @Nullable
    CardId contractId;

    ApprovalSheet managementApproval;
    int setbacks;
    List<Purchase> purchases;

    DealDraft(DealData from) {
        this.from = from;
        this.source = from.source();
        this.requirements = from.requirements();
        this.productLines = from.productLines();
        this.budget = from.budget();
        this.proposalId = from.proposalId();
        this.price = from.price();
        this.cost = from.cost();
        this.competitors = from.competitors();
        this.decisionMakers = from.decisionMakers();
        this.openQuestions = from.openQuestions();
        this.expectedCloseDate = from.expectedCloseDate();
        this.meetings = from.meetings();
        this.promised = from.promised();
        this.preliminaryContractId = from.preliminaryContractId();
        this.contractId = from.contractId();
        this.managementApproval = from.managementApproval();
        this.setbacks = from.setbacks();
        this.purchases = from.purchases();
    }

    DealData done() {
        return new DealData(
                from.title(),
                from.company(),
                from.contact(),
                from.direction(),
                source,
                requirements,
                productLines,
                budget,
                proposalId,
                price,
                cost,
                competitors,
                decisionMakers,
                openQuestions,
                expectedCloseDate,
                meetings,
                promised,
                preliminaryContractId,
                contractId,
                managementApproval,
                setbacks,
                purchases);
    }
}
