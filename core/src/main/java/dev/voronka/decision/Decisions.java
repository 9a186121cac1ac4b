package dev.voronka.decision;

import java.util.Optional;

/** Rules that stand behind the ports of this package, all of one book at a time. Thread-safe. */
public interface Decisions {
    /** Judges leads; empty if these rules do not: then the plain default does. */
    Optional<Qualifier> qualifier();

    /** Has its say in routing. */
    RoutingRules routing();

    /** Says what a rung does; empty if these rules do not. */
    Optional<Escalator> escalator();

    /** Says who must approve; empty if these rules do not. */
    Optional<ApprovalPolicy> approvals();
}
