package dev.voronka.process.reactivation;

import dev.voronka.Money;
import org.jspecify.annotations.Nullable;

/**
 * How good a customer is: recency, frequency, money.
 *
 * @param daysSincePurchase days since the last purchase
 * @param purchases how many there were
 * @param spent on all of them together, as the host says; null if not known
 */
public record Rfm(
        int daysSincePurchase, int purchases, @Nullable Money spent) {

    /** Nothing is known. */
    public static final Rfm UNKNOWN = new Rfm(0, 0, null);

    Rfm counted(int days, int won) {
        return new Rfm(days, won, spent);
    }

    Rfm boughtAgain() {
        return new Rfm(0, purchases + 1, spent);
    }
}
