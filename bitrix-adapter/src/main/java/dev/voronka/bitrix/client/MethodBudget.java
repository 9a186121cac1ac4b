package dev.voronka.bitrix.client;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much operating time a method has used, as the last answer said.
 *
 * @param used in the last 10 minutes
 * @param limit what the portal allows
 * @param resetsAt when the oldest minute drops out, null if not told
 * @param pausedUntil until then the method is not called, null if it is not paused
 */
public record MethodBudget(
        Duration used,
        Duration limit,
        @Nullable Instant resetsAt,
        @Nullable Instant pausedUntil) {}
