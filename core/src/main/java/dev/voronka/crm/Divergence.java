package dev.voronka.crm;

/** What is done about a record that a person has dragged to a stage to which our process does not let it go. */
public enum Divergence {
    /** It is put back, at most a few times an hour. */
    REVERT,
    /** It is left, remarked on once, and listed by {@link CrmSync#drift}. */
    FLAG,
    /**
     * The card follows by a forced move that names the guards that said no. Never into success, out of an end, or past a
     * wait or an approval; then it is flagged.
     */
    FORCE
}
