package dev.voronka.approval;

import dev.voronka.Role;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One approval that is needed.
 *
 * @param role in which somebody approves
 * @param employee who approves, by id; null for anybody with the role
 * @param why the code of the reason; its text is {@code approval.<why>}
 * @param sections codes of the sections that the approver looks at; empty for all
 * @param verdict what the approver has said; null while that is open
 */
public record ApprovalLine(
        Role role,
        @Nullable String employee,
        String why,
        SortedSet<String> sections,
        @Nullable Verdict verdict) {

    /** Keeps an unmodifiable copy. */
    public ApprovalLine {
        sections = Collections.unmodifiableSortedSet(new TreeSet<>(sections));
    }

    /** An open line for anybody with the role, who looks at all sections. */
    public static ApprovalLine of(Role role, String why) {
        return new ApprovalLine(role, null, why, new TreeSet<>(), null);
    }

    /** The same for one employee. */
    public ApprovalLine by(String employeeId) {
        return new ApprovalLine(role, employeeId, why, sections, verdict);
    }

    /** The same, but the approver looks at these sections only. */
    public ApprovalLine lookingAt(String... sectionCodes) {
        return new ApprovalLine(role, employee, why, new TreeSet<>(List.of(sectionCodes)), verdict);
    }

    /** Whether nothing has been said yet. */
    public boolean isOpen() {
        return verdict == null;
    }

    /** Whether the approver has said yes. */
    public boolean isApproved() {
        return verdict != null && verdict.answer() == Answer.APPROVED;
    }

    ApprovalLine decided(Verdict said) {
        return new ApprovalLine(role, employee, why, sections, said);
    }

    ApprovalLine reset() {
        return new ApprovalLine(role, employee, why, sections, null);
    }

    boolean isBy(@Nullable String requester) {
        return verdict != null && verdict.by().equals(requester);
    }

    boolean looksAt(String section) {
        return sections.isEmpty() || sections.contains(section);
    }

    /** Whether both ask the same people the same. */
    boolean asksSame(ApprovalLine other) {
        return role.equals(other.role)
                && java.util.Objects.equals(employee, other.employee)
                && sections.equals(other.sections);
    }
}
