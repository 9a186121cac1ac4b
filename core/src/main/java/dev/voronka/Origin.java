package dev.voronka;

/**
 * Where a card comes from: the move of another card that opened it, by a link of the department.
 *
 * @param card the other card
 * @param process the code of its process
 * @param move the number of the move
 * @param link the code of the link
 * @param depth how many links away the card is from one that was opened by hand; 1 or more, counted anew after a delay
 */
public record Origin(CardId card, String process, long move, String link, int depth) {}
