package dev.voronka.store;

import dev.voronka.CardId;

/**
 * A stored card that cannot be worked with here.
 *
 * @param card which
 * @param process the code of its process
 * @param stage the stored name of its stage
 * @param why what is wrong, and what to do; without personal data
 */
public record Quarantined(CardId card, String process, String stage, String why) {}
