package dev.voronka.bitrix;

import java.util.Locale;

/** What a line of the journal is. */
enum JournalKind {
    /** A line of history. */
    MOVE,
    /** What waits to be carried out. */
    PARCEL(true),
    /** What a request key was used for. */
    KEY,
    /** A refused attempt. */
    ATTEMPT,
    /** A line of the log of deadlines. */
    RUNG,
    /** What is still to be done to another card. */
    SIGNAL(true),
    /** How far a ring has turned. */
    RING(true),
    /** What rules have decided. */
    DECISION,
    /** A card's record in another system. */
    EXTERNAL,
    /** How far another system was read. */
    PLACE(true),
    /** A record of another system that is to be looked into. */
    HINT(true),
    /** A rule book. */
    BOOK,
    /** The files of a rule book. */
    FILES,
    /** A seal over all histories. */
    ANCHOR,
    /** The heads of histories that an anchor seals. */
    NOTED,
    /** A card that was removed. */
    GONE,
    /** A consent that was withdrawn. */
    WITHDRAWN,
    /** By what name a card knows or knew a person. */
    KNOWN,
    /** A card that another one has opened. */
    CHILD,
    /** Who may write. */
    LEASE,
    /** A piece of a text that is too long for one field. */
    PIECE;

    private final boolean hot;

    JournalKind() {
        this(false);
    }

    JournalKind(boolean hot) {
        this.hot = hot;
    }

    /** Whether the node that has the lease keeps all lines of this kind in memory: they are few, and come and go. */
    boolean isHot() {
        return hot;
    }

    /** As it is written. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JournalKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
