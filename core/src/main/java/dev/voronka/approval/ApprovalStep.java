package dev.voronka.approval;

import dev.voronka.InvalidInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Approvals that run side by side; steps of a sheet run one after another.
 *
 * @param lines the approvals, at least one
 * @param quorum how many of them are enough; 0 for all
 */
public record ApprovalStep(List<ApprovalLine> lines, int quorum) {

    /** Refuses an empty step and a quorum that its lines could not reach. */
    public ApprovalStep {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new InvalidInput("An approval step needs at least one line; leave the step out.");
        }
        if (quorum < 0 || quorum > lines.size()) {
            throw new InvalidInput("A quorum of " + quorum + " cannot be reached by " + lines.size()
                    + " lines; give 0 (all) to " + lines.size() + ".");
        }
    }

    /** All of these, side by side. */
    public static ApprovalStep all(ApprovalLine... lines) {
        return new ApprovalStep(Arrays.asList(lines), 0);
    }

    /** So many of these, side by side, each given by another person. */
    public static ApprovalStep quorum(int enough, ApprovalLine... lines) {
        if (enough < 1) {
            throw new InvalidInput("A quorum is at least 1, but is " + enough + ".");
        }
        return new ApprovalStep(Arrays.asList(lines), enough);
    }

    /** Whether enough have said yes. */
    public boolean isApproved() {
        return lines.stream().filter(ApprovalLine::isApproved).count() >= needed();
    }

    /** Whether so many have said no that not enough can say yes any more. */
    public boolean isRejected() {
        return lines.stream().filter(l -> l.isOpen() || l.isApproved()).count() < needed();
    }

    private int needed() {
        return quorum == 0 ? lines.size() : quorum;
    }

    ApprovalStep each(UnaryOperator<ApprovalLine> change) {
        return new ApprovalStep(lines.stream().map(change).toList(), quorum);
    }

    ApprovalStep with(int place, ApprovalLine line) {
        var all = new ArrayList<>(lines);
        all.set(place, line);
        return new ApprovalStep(all, quorum);
    }

    /** Whether a verdict is this person's, given by himself or herself or by somebody else instead. */
    boolean hasHeard(String employee) {
        return lines.stream()
                .map(ApprovalLine::verdict)
                .anyMatch(v -> v != null && (v.by().equals(employee) || employee.equals(v.insteadOf())));
    }

    /** Whether another verdict is of one of the people behind this one. */
    boolean hasHeardAnyOf(Verdict verdict) {
        var instead = verdict.insteadOf();
        return hasHeard(verdict.by()) || (instead != null && hasHeard(instead));
    }
}
