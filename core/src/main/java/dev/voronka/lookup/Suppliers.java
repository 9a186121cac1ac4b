package dev.voronka.lookup;

import dev.voronka.Port;

/** The port that knows whether a supplier has been checked. If the host names nobody, none has been. */
public interface Suppliers extends Port<Suppliers.Asked, Suppliers.Checked> {

    /**
     * May we buy from this supplier?
     *
     * @param supplier the supplier's id or INN
     */
    record Asked(String supplier) {}

    /**
     * What is known.
     *
     * @param standing the result of the check
     * @param why in plain words; empty if there is nothing to say
     */
    record Checked(Standing standing, String why) {}

    /** The result of a check. */
    enum Standing {
        /** Checked and in order. */
        GOOD,
        /** Nobody has checked it yet. */
        UNCHECKED,
        /** Checked, and not to be bought from. */
        BLOCKED
    }

    /** Asks about a supplier. */
    static Asked of(String supplier) {
        return new Asked(supplier);
    }
}
