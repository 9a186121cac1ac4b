package dev.voronka.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What waits to be carried out. Written with each move by {@link CardStore#commit}; several nodes may take up parcels at
 * once, and none of them gets one that another has. Thread-safe.
 */
public interface Outbox {

    /**
     * Takes up the oldest parcels of lines, at most one of a line, those that may be taken up first before the others. A
     * line whose oldest parcel is taken, put off or dead gives none.
     *
     * @param handlers for whom
     * @param now parcels that may be taken up at this moment
     * @param until when they are given up as lost, if no receipt comes
     * @param limit at most so many
     */
    List<Parcel> take(Set<String> handlers, Instant now, Instant until, int limit);

    /**
     * Keeps how far taken parcels have come, in one transaction. A receipt for a parcel that was given up as lost and
     * taken up by somebody else meanwhile changes nothing.
     *
     * @return for each receipt whether it was kept
     */
    List<Boolean> settle(List<Receipt> receipts);

    /** Parcels that were given up, oldest first. */
    List<Parcel> dead(int limit);

    /** Brings a dead parcel back; false if it is not dead (any more). */
    boolean revive(Parcel dead, Instant now);

    /** Gives a dead parcel up for good, so that its line goes on; false if it is not dead (any more). */
    boolean drop(Parcel dead);

    /** How much is waiting. */
    Backlog backlog(Instant now);
}
