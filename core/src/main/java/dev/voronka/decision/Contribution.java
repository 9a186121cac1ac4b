package dev.voronka.decision;

/**
 * What one reason added to a score.
 *
 * @param reason in plain words
 * @param points may be negative
 */
public record Contribution(String reason, int points) {}
