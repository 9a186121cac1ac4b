package dev.voronka.store;

/** How a commit ended. */
public enum CommitResult {
    /** It is written. */
    DONE,
    /** The card was changed meanwhile; nothing is written. */
    CONFLICT,
    /** A ring was moved on meanwhile; nothing is written. */
    RING_MOVED,
    /** The key was used meanwhile; nothing is written. */
    KEY_TAKEN,
    /** The key of a card that the move opens was used meanwhile; nothing is written. */
    CHILD_TAKEN
}
