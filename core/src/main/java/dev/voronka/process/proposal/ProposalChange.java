package dev.voronka.process.proposal;

import dev.voronka.Role;
import dev.voronka.approval.ApprovalSheet;
import dev.voronka.process.proposal.ProposalData.ClientDecision;
import dev.voronka.process.proposal.ProposalData.Frozen;
import dev.voronka.process.proposal.ProposalData.Remark;
import dev.voronka.process.proposal.ProposalData.Round;
import dev.voronka.process.proposal.ProposalData.Sent;
import dev.voronka.process.proposal.ProposalData.Version;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of a proposal's data in which single values are being changed. */
final class ProposalChange {

    private final ProposalData from;
    private String specification;
    private boolean consentWithdrawn;
    private List<Role> discussedBy;
    private BigDecimal marginFloor;
    private boolean directAcceptance;
    private List<Version> versions;
    private List<Remark> discussion;
    private ApprovalSheet approvals;
    private @Nullable Sent sent;
    private List<Round> rounds;
    private @Nullable ClientDecision clientDecision;
    private @Nullable Frozen frozen;

    ProposalChange(ProposalData from) {
        this.from = from;
        this.specification = from.specification();
        this.consentWithdrawn = from.consentWithdrawn();
        this.discussedBy = from.discussedBy();
        this.marginFloor = from.marginFloor();
        this.directAcceptance = from.directAcceptance();
        this.versions = from.versions();
        this.discussion = from.discussion();
        this.approvals = from.approvals();
        this.sent = from.sent();
        this.rounds = from.rounds();
        this.clientDecision = from.clientDecision();
        this.frozen = from.frozen();
    }

    ProposalChange specification(String value) {
        specification = value;
        return this;
    }

    ProposalChange consentWithdrawn(boolean value) {
        consentWithdrawn = value;
        return this;
    }

    ProposalChange discussedBy(List<Role> value) {
        discussedBy = value;
        return this;
    }

    ProposalChange marginFloor(BigDecimal value) {
        marginFloor = value;
        return this;
    }

    ProposalChange directAcceptance(boolean value) {
        directAcceptance = value;
        return this;
    }

    ProposalChange versions(List<Version> value) {
        versions = value;
        return this;
    }

    ProposalChange discussion(List<Remark> value) {
        discussion = value;
        return this;
    }

    ProposalChange approvals(ApprovalSheet value) {
        approvals = value;
        return this;
    }

    ProposalChange sent(@Nullable Sent value) {
        sent = value;
        return this;
    }

    ProposalChange rounds(List<Round> value) {
        rounds = value;
        return this;
    }

    ProposalChange clientDecision(@Nullable ClientDecision value) {
        clientDecision = value;
        return this;
    }

    ProposalChange frozen(@Nullable Frozen value) {
        frozen = value;
        return this;
    }

    ProposalData done() {
        return new ProposalData(
                from.title(),
                from.company(),
                from.contact(),
                from.direction(),
                from.requirements(),
                specification,
                from.due(),
                consentWithdrawn,
                discussedBy,
                marginFloor,
                directAcceptance,
                versions,
                discussion,
                approvals,
                sent,
                rounds,
                clientDecision,
                frozen);
    }
}
