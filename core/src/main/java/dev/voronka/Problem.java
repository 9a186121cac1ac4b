package dev.voronka;

/**
 * One thing in a definition that cannot be meant.
 *
 * @param kind a stable code for the kind of problem, such as {@code unreachable-stage}
 * @param text where it is and what to do about it
 */
public record Problem(String kind, String text) {}
