package dev.voronka.bitrix.client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operating time of one webhook or app on one portal, by method, as answers tell it. The portal checks what was used
 * before a call, so a call is held back when little is left, not when it would be too long.
 */
final class Budgets {

    /** Used time is kept by the minute; where no moment is told, a minute frees something. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final class Use {
        private Duration used = Duration.ZERO;
        private @Nullable Instant resetsAt;
        private @Nullable Instant pausedUntil;
    }

    private final Duration limit;
    private final Duration reserve;
    private final Map<String, Use> uses = new HashMap<>();

    /** @param reserve what only {@link Priority#USER} may use up */
    Budgets(Duration limit, Duration reserve) {
        this.limit = limit;
        this.reserve = reserve;
    }

    synchronized void note(String method, CallTime time, Instant now) {
        var operating = time.operating();
        if (operating == null) {
            return;
        }
        var use = uses.computeIfAbsent(method, m -> new Use());
        use.used = operating;
        use.resetsAt = time.operatingResetAt() == null ? now.plus(MINUTE) : time.operatingResetAt();
    }

    /** The portal refused the method for its budget; that answer does not say until when, the last good one did. */
    synchronized Instant pause(String method, Instant now) {
        var use = uses.computeIfAbsent(method, m -> new Use());
        var until = use.resetsAt != null && use.resetsAt.isAfter(now) ? use.resetsAt : now.plus(MINUTE);
        use.pausedUntil = until;
        return until;
    }

    /** When all of the methods may be called: nothing for now. */
    synchronized Optional<Instant> opensAt(List<String> methods, Priority priority, Instant now) {
        Instant latest = now;
        for (var method : methods) {
            var use = uses.get(method);
            if (use == null) {
                continue;
            }
            if (use.pausedUntil != null && use.pausedUntil.isAfter(latest)) {
                latest = use.pausedUntil;
            }
            // What is left after the reset is not known, so the next call finds out.
            var scarce = use.used.compareTo(limit.minus(reserve)) >= 0 && priority != Priority.USER;
            if (scarce && use.resetsAt != null && use.resetsAt.isAfter(latest)) {
                latest = use.resetsAt;
            }
        }
        return latest.isAfter(now) ? Optional.of(latest) : Optional.empty();
    }

    synchronized Map<String, MethodBudget> told(Instant now) {
        var told = new HashMap<String, MethodBudget>();
        uses.forEach((method, use) -> told.put(
                method,
                new MethodBudget(
                        use.used,
                        limit,
                        use.resetsAt,
                        use.pausedUntil != null && use.pausedUntil.isAfter(now) ? use.pausedUntil : null)));
        return told;
    }
}
