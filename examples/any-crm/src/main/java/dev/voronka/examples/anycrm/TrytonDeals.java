package dev.voronka.examples.anycrm;

import static java.util.Map.entry;

import dev.voronka.SalesProcess;
import dev.voronka.crm.CrmField;
import java.util.List;
import java.util.Map;

/** How this company shows its deals in Tryton. Another company writes such a page of its own. */
final class TrytonDeals {

    /** Once terms are agreed, an opportunity is converted; won and lost end it; cancelled is what we ourselves do not want. */
    private static final Map<String, String> STATES = Map.ofEntries(
            entry("ASSESSMENT", "lead"),
            entry("PROPOSAL", "opportunity"),
            entry("AT_CLIENT", "opportunity"),
            entry("CONTRACT", "converted"),
            entry("SUCCESS", "won"),
            entry("LOST_PRICE", "lost"),
            entry("LOST_COMPETITOR", "lost"),
            entry("NO_DECISION", "lost"),
            entry("CLIENT_CANCELLED", "lost"),
            entry("CONTRACT_FAILED", "lost"),
            entry("NOT_FEASIBLE", "cancelled"),
            entry("MANAGEMENT_REJECTED", "cancelled"));

    /** Why a deal is lost, Tryton asks itself; the other fields are of our module. */
    private static final Map<String, String> NAMES = Map.of(
            "segment", "segment",
            "rating", "rating",
            "source", "source",
            "feasible", "feasible",
            "budgetFrom", "budget_from",
            "budgetTo", "budget_to",
            "comment", "lost_reason");

    private TrytonDeals() {}

    static TrytonMapping mapping(SalesProcess<?, ?> deals, List<CrmField> fields) {
        return new TrytonMapping(deals, STATES, fields, NAMES);
    }
}
