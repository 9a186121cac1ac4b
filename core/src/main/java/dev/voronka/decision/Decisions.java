package dev.voronka.decision;

import java.util.Optional;

/**
 * Rules that stand behind the ports of this package, all of one book at a time. They are looked up anew for each question,
 * so that a book may come to judge what the one before did not. Thread-safe.
 */
public interface Decisions {
    /** Judges leads; empty if these rules do not: then the plain default does. */
    Optional<Qualifier> qualifier();

    /** Has its say in routing. */
    RoutingRules routing();

    /** Says what a rung does; empty if these rules do not: then the plain default does. */
    Optional<Escalator> escalator();

    /** Says who must approve; empty if these rules do not: then the plain default does. */
    Optional<ApprovalPolicy> approvals();

    /**
     * Newer rules that are not in force because something is wrong with them.
     *
     * @param inForce the version of the rules in force instead
     * @param problems how many things are wrong
     * @param place where the first of them is, such as {@code score.drl:5:10}
     */
    record Rejected(String inForce, int problems, String place) {}

    /** The newer rules that were offered last, if they are not in force; for {@code voronka.health()}. */
    default Optional<Rejected> rejected() {
        return Optional.empty();
    }
}
