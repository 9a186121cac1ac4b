package dev.voronka.process.deal;

import dev.voronka.Money;

/**
 * What the client wants to spend.
 *
 * @param from at least
 * @param to at most
 */
public record Budget(Money from, Money to) {

    /** Whether it is a range: of one currency, more than nothing, and not upside down. */
    boolean isRange() {
        return from.currency().equals(to.currency()) && from.minor() > 0 && from.minor() <= to.minor();
    }
}
