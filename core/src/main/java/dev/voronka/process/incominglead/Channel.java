package dev.voronka.process.incominglead;

/** How a lead came in. */
public enum Channel {
    /** A form on our site. */
    WEBSITE,
    /** A call. */
    PHONE,
    /** A letter. */
    EMAIL,
    /** A messenger. */
    MESSENGER,
    /** A fair. */
    EXHIBITION,
    /** Somebody sent it. */
    REFERRAL,
    /** None of these. */
    OTHER
}
