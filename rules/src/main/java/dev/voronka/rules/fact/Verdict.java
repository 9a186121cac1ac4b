package dev.voronka.rules.fact;

/** What verdict rules may decide. */
public enum Verdict {
    /** Sell. */
    QUALIFIED,
    /** Keep in touch and ask again. */
    NURTURE,
    /** Not a client for us. */
    NOT_TARGET
}
