package dev.voronka;

/**
 * What is written as the payload of a line of history by which personal data was taken out of the card and of the lines
 * before it. The stage stays. Who did it is the line's actor.
 *
 * @param why the ground, without personal data
 */
@Code("erase")
public record PersonErased(String why) implements Trigger {}
