package dev.voronka.process.contract;

/**
 * A clause about which the sides disagree.
 *
 * @param clause its number
 * @param ours our wording
 * @param theirs their wording
 * @param agreed the wording with which we answer; empty while we have not
 * @param status how it was settled
 */
public record ProtocolItem(String clause, String ours, String theirs, String agreed, Status status) {

    /** How a clause is settled. */
    public enum Status {
        /** Not yet. */
        OPEN,
        /** We stay with our wording. */
        OURS,
        /** We take theirs. */
        THEIRS,
        /** We propose another one. */
        COMPROMISE
    }

    /** A clause in dispute. */
    public static ProtocolItem of(String clause, String ours, String theirs) {
        return new ProtocolItem(clause, ours, theirs, "", Status.OPEN);
    }

    boolean isOpen() {
        return status == Status.OPEN;
    }

    /** Whether it says which clause and what they want. */
    boolean isTold() {
        return !clause.isBlank() && !theirs.isBlank();
    }

    ProtocolItem disputed() {
        return of(clause, ours, theirs);
    }

    ProtocolItem settled(Status how, String wording) {
        var text = switch (how) {
            case OPEN -> "";
            case OURS -> ours;
            case THEIRS -> theirs;
            case COMPROMISE -> wording;
        };
        return new ProtocolItem(clause, ours, theirs, text, how);
    }
}
