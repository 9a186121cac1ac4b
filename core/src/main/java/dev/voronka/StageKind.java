package dev.voronka;

/** What a stage means for the sale. */
public enum StageKind {
    /** Where cards are opened. */
    INITIAL,
    /** Work goes on. */
    ACTIVE,
    /** The good end; never left. */
    SUCCESS,
    /** A bad end; left only by {@link CommonTrigger.Reopen}, and only where that is declared. */
    FAIL;

    /** Whether the card's way is over here. */
    public boolean isEnd() {
        return this == SUCCESS || this == FAIL;
    }
}
