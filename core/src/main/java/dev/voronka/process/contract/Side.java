package dev.voronka.process.contract;

/** A side of a contract. */
public enum Side {
    /** We. */
    OURS,
    /** The counterparty. */
    THEIRS
}
