package dev.voronka;

/** Why sales are lost, in the groups by which losses are reported. Source: processes.md, conventions. */
public enum FailGroup {
    /** Too dear. */
    PRICE,
    /** Not what the client needs. */
    FIT,
    /** Not now. */
    TIMING,
    /** Somebody else got it. */
    COMPETITOR,
    /** Nobody answers. */
    NO_RESPONSE,
    /** The one who decides could not be reached. */
    NO_AUTHORITY,
    /** Our own doing. */
    INTERNAL,
    /** The law or the contract. */
    LEGAL,
    /** Wrong or worthless data. */
    DATA,
    /** The same thing is there already. */
    DUPLICATE,
    /** None of these. */
    OTHER
}
