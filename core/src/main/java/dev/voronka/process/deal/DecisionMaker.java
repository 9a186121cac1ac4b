package dev.voronka.process.deal;

import dev.voronka.Personal;

/**
 * Who decides on the client's side.
 *
 * @param name of the person
 * @param role what the person is there
 */
public record DecisionMaker(@Personal String name, String role) {}
