package dev.voronka;

/**
 * What is written as the payload of a move by which a card has followed its record in a CRM past its guards.
 *
 * @param why which guards said no, in words
 */
@Code("force")
public record Forced(String why) implements Trigger {}
