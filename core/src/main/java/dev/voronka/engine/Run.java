package dev.voronka.engine;

import dev.voronka.Branch;
import org.jspecify.annotations.Nullable;

/**
 * What an engine did.
 *
 * @param <D> the data of the cards
 * @param end how it ended
 * @param branch the branch taken; null unless {@link End#TAKEN}
 */
public record Run<D>(End end, @Nullable Branch<D> branch) {

    /** How a run may end. */
    public enum End {
        /** The stage has no row for this event. */
        NO_ROW,
        /** The judge said no to the row. */
        CLOSED,
        /** A branch was taken. */
        TAKEN
    }

    /** The stage has no row for this event. */
    static <D> Run<D> noRow() {
        return new Run<>(End.NO_ROW, null);
    }

    /** The judge said no to the row. */
    static <D> Run<D> closed() {
        return new Run<>(End.CLOSED, null);
    }

    /** This branch was taken. */
    static <D> Run<D> taken(Branch<D> branch) {
        return new Run<>(End.TAKEN, branch);
    }
}
