package dev.voronka;

/**
 * What is written as the payload of a move that brings a card out of a stage that the process no longer has.
 *
 * @param why what the stage map gives as the reason
 */
@Code("remap")
public record Remapped(String why) implements Trigger {}
