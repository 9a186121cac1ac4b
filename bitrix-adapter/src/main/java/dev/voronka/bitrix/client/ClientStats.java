package dev.voronka.bitrix.client;

import java.time.Duration;
import java.util.Map;

/**
 * What a client did since it was made, and where its portal stands now.
 *
 * @param requests HTTP requests to the portal, a batch is one
 * @param retries of them, repetitions
 * @param waits how often a call had to wait for the bucket or a budget
 * @param waited how long altogether
 * @param renewals of the access token
 * @param failures calls that ended with {@link BitrixFailed}
 * @param queued calls that wait for the portal's bucket now, those of all its clients in this JVM
 * @param room requests that could go at once now
 * @param budgets the operating budget by method, as far as answers told
 */
public record ClientStats(
        long requests,
        long retries,
        long waits,
        Duration waited,
        long renewals,
        long failures,
        int queued,
        long room,
        Map<String, MethodBudget> budgets) {

    /** Copies the map. */
    public ClientStats {
        budgets = Map.copyOf(budgets);
    }
}
