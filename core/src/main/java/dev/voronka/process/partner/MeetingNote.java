package dev.voronka.process.partner;

import dev.voronka.CardId;

/**
 * What became of a meeting with the partner.
 *
 * @param meeting its card
 * @param held whether it took place
 * @param reason why it did not; empty if it did
 */
public record MeetingNote(CardId meeting, boolean held, String reason) {}
