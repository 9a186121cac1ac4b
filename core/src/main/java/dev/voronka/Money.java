package dev.voronka;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money in the smallest unit of its currency: kopecks, cents.
 *
 * @param minor the amount in minor units, may be negative
 * @param currency ISO 4217 code, such as RUB
 */
public record Money(long minor, String currency) implements Comparable<Money> {

    /** Refuses a currency that ISO 4217 does not know. */
    public Money {
        try {
            Currency.getInstance(currency);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInput("A currency is an ISO 4217 code such as RUB, but is \"" + currency + "\".", unknown);
        }
    }

    /** Whole roubles. */
    public static Money roubles(long roubles) {
        return new Money(Math.multiplyExact(roubles, 100L), "RUB");
    }

    /** Nothing, in this currency. */
    public Money none() {
        return new Money(0, currency);
    }

    /** The amount in major units, exactly: 1234 kopecks are 12.34. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(minor, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    /**
     * The sum of both.
     *
     * @throws InvalidInput if the currencies differ
     */
    public Money plus(Money other) {
        requireSame(other);
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    /**
     * This less the other.
     *
     * @throws InvalidInput if the currencies differ
     */
    public Money minus(Money other) {
        requireSame(other);
        return new Money(Math.subtractExact(minor, other.minor), currency);
    }

    /** So many times this. */
    public Money times(long times) {
        return new Money(Math.multiplyExact(minor, times), currency);
    }

    /**
     * What share of this the other is, in per cent, rounded half up to hundredths: 15 of 60 roubles are 25.00. Nothing
     * is 0.00 of nothing.
     *
     * @throws InvalidInput if the currencies differ
     */
    public BigDecimal perCent(Money other) {
        requireSame(other);
        return minor == 0
                ? BigDecimal.ZERO.setScale(2)
                : BigDecimal.valueOf(other.minor)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(BigDecimal.valueOf(minor), 2, RoundingMode.HALF_UP);
    }

    /**
     * Compares amounts of one currency.
     *
     * @throws InvalidInput if the currencies differ
     */
    @Override
    public int compareTo(Money other) {
        requireSame(other);
        return Long.compare(minor, other.minor);
    }

    private void requireSame(Money other) {
        if (!currency.equals(other.currency)) {
            throw new InvalidInput("Amounts in " + currency + " and " + other.currency
                    + " cannot be added or compared; convert one of them first.");
        }
    }

    @Override
    public String toString() {
        return amount().toPlainString() + " " + currency;
    }
}
