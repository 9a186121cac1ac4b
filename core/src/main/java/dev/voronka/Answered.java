package dev.voronka;

/**
 * A question of a row and what came back, as kept in a move.
 *
 * @param port the simple name of the port's interface
 * @param question what was asked
 * @param answer what came back
 */
public record Answered(String port, Object question, Object answer) {}
