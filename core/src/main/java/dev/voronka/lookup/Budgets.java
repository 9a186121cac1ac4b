package dev.voronka.lookup;

import dev.voronka.Money;
import dev.voronka.Port;
import org.jspecify.annotations.Nullable;

/** The port that knows how much of a budget is left. If the host names nobody, no budgets are kept. */
public interface Budgets extends Port<Budgets.Asked, Budgets.Left> {

    /**
     * How much is left?
     *
     * @param budget the budget's id
     */
    record Asked(String budget) {}

    /**
     * What is left.
     *
     * @param kept whether budgets are kept at all; if not, nothing is checked
     * @param amount what may still be spent; null if there is no such budget
     */
    record Left(boolean kept, @Nullable Money amount) {

        /** Nobody keeps budgets here. */
        public static final Left NOT_KEPT = new Left(false, null);

        /** So much. */
        public static Left of(Money amount) {
            return new Left(true, amount);
        }

        /** Whether this may be spent: budgets are not kept, or enough is left in the same currency. */
        public boolean covers(Money sum) {
            return !kept || (amount != null && amount.currency().equals(sum.currency()) && amount.compareTo(sum) >= 0);
        }
    }

    /** Asks about a budget. */
    static Asked of(String budget) {
        return new Asked(budget);
    }
}
