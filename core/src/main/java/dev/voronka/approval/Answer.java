package dev.voronka.approval;

/** What an approver says. */
public enum Answer {
    /** Yes. */
    APPROVED,
    /** No; the comment says why. */
    REJECTED
}
