package dev.voronka.store;

import dev.voronka.Card;

/**
 * A card as kept.
 *
 * @param card the card
 * @param head the digest of the last line of its history
 * @param hasChildren whether moves of it have opened other cards
 * @param hasSignals whether something is still to be done to it by other cards
 */
public record StoredCard(Card<?> card, String head, boolean hasChildren, boolean hasSignals) {}
