package dev.voronka.decision;

import dev.voronka.Port;

/** The port that finds who gets a card. The plain default is {@link DirectoryRouter}; rules may stand here instead. */
public interface Router extends Port<RoutingRequest, Assignment> {}
