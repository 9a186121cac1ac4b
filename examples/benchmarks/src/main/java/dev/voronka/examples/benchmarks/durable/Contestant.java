package dev.voronka.examples.benchmarks.durable;

import java.util.List;
import java.util.UUID;

/** Somebody who moves cards. Thread-safe. */
interface Contestant {

    /** Opens so many cards; not measured. */
    List<UUID> open(int cards);

    /** Makes one move of a card: the first, the second … */
    void move(UUID card, int step);

    /** Makes the same move of many cards in one transaction. */
    void moveAll(List<UUID> cards, int step);
}
