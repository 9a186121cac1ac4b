package dev.voronka.process.deal;

import dev.voronka.TextRef;
import java.util.Set;

/** Why a linked card has failed, in words where we have them. */
final class DealReasons {

    private static final Set<String> PROPOSAL = Set.of(
            "REJECTED_PRICE", "REJECTED_SCOPE", "COMPETITOR", "NO_ANSWER", "NOT_APPROVED", "EXPIRED", "BELOW_FLOOR");
    private static final Set<String> CONTRACT = Set.of(
            "REJECTED_INTERNAL",
            "REJECTED_BY_COUNTERPARTY",
            "DISAGREEMENT_DEADLOCK",
            "SECURITY_STOP",
            "EXPIRED",
            "CANCELLED");
    private static final Set<String> MEETING = Set.of(
            "CANCELLED_BY_CLIENT", "CANCELLED_BY_US", "NO_SHOW", "NOT_CONFIRMED", "REPORT_MISSING", "GOAL_NOT_REACHED");

    private DealReasons() {}

    static Object ofProposal(String code) {
        return told("proposal", PROPOSAL, code);
    }

    static Object ofContract(String code) {
        return told("contract", CONTRACT, code);
    }

    static Object ofMeeting(String code) {
        return told("meeting", MEETING, code);
    }

    /** A fail that a customer has added has no text here: it is told by its code. */
    private static Object told(String what, Set<String> known, String code) {
        return known.contains(code) ? new TextRef("reason." + what + "." + code) : code;
    }
}
