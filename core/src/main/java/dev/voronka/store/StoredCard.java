package dev.voronka.store;

import dev.voronka.Card;

/**
 * A card as kept.
 *
 * @param card the card
 * @param head the digest of the last line of its history
 */
public record StoredCard(Card<?> card, String head) {}
