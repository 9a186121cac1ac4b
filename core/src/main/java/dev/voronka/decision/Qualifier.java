package dev.voronka.decision;

import dev.voronka.Port;

/** The port that judges leads. The plain default is {@link WeightedQualifier}; rules may stand here instead. */
public interface Qualifier extends Port<LeadFacts, Qualification> {}
