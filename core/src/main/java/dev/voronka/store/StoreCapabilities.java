package dev.voronka.store;

/**
 * What a store can do.
 *
 * @param durable whether what was committed outlives the process
 * @param transactional whether move, effects, rings and keys are written all or nothing
 * @param manyNodes whether several nodes may work on it at once
 * @param conditionalWrites whether a write is refused where somebody outside has written since the card was read; without it
 *     that is found out afterwards and told as a conflict
 * @param childrenInMove whether cards that a move opens are there with it; without it they come right after it, as effects do
 * @param freeQueries whether any criterion is answered whatever the number of cards; without it a query may be refused that
 *     the store's own filters do not narrow enough
 * @param hostTransactions whether a write joins a transaction of the host
 * @param sharedRings whether the state of rings is one for all nodes
 */
public record StoreCapabilities(
        boolean durable,
        boolean transactional,
        boolean manyNodes,
        boolean conditionalWrites,
        boolean childrenInMove,
        boolean freeQueries,
        boolean hostTransactions,
        boolean sharedRings) {

    /** A store that keeps everything in one place of its own: it falls short in none of the others but the host's transaction. */
    public StoreCapabilities(boolean durable, boolean transactional, boolean manyNodes) {
        this(durable, transactional, manyNodes, true, true, true, false, true);
    }
}
