package dev.voronka.process.contract;

import dev.voronka.Money;
import dev.voronka.approval.ApprovalSheet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of a contract's data in which single values are being changed. */
final class ContractDraft {

    private final ContractData from;
    String number;

    @Nullable
    String direction;

    List<Party> parties;

    @Nullable
    Money amount;

    int risk;
    String template;

    @Nullable
    LocalDate validUntil;

    Terms terms;
    List<Version> versions;
    int round;
    List<ProtocolItem> protocolItems;
    ApprovalSheet sheet;
    List<Approval> approvals;

    @Nullable
    Instant waitingSince;

    List<Signature> signatures;

    ContractDraft(ContractData from) {
        this.from = from;
        this.number = from.number();
        this.direction = from.direction();
        this.parties = from.parties();
        this.amount = from.amount();
        this.risk = from.risk();
        this.template = from.template();
        this.validUntil = from.validUntil();
        this.terms = from.terms();
        this.versions = from.versions();
        this.round = from.round();
        this.protocolItems = from.protocolItems();
        this.sheet = from.sheet();
        this.approvals = from.approvals();
        this.waitingSince = from.waitingSince();
        this.signatures = from.signatures();
    }

    ContractData done() {
        return new ContractData(
                from.kind(),
                from.title(),
                number,
                from.company(),
                direction,
                parties,
                amount,
                risk,
                template,
                validUntil,
                terms,
                versions,
                round,
                protocolItems,
                sheet,
                approvals,
                waitingSince,
                signatures);
    }
}
