package dev.voronka.bitrix.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the calls of one client share: who calls, over which wire, within which limits; and what was counted. */
final class Line {

    /**
     * What is sent.
     *
     * @param billed the methods whose budgets it uses
     */
    record Letter(
            String method,
            boolean version3,
            ObjectNode body,
            @Nullable String key,
            Repeatability repeatability,
            Priority priority,
            List<String> billed) {}

    /** What came back and went well. */
    record Good(JsonNode tree, boolean replayed) {}

    /** How long, how often and how much. */
    record Limits(int attempts, Duration patience, Duration operatingLimit, Duration operatingReserve) {}

    final Access access;
    final Wire wire;
    final Secrets secrets;
    final Portal.Manners manners;
    final Limits limits;
    final Clock clock;
    final Sleeper sleeper;
    final AtomicLong numbers = new AtomicLong();
    final LongAdder requests = new LongAdder();
    final LongAdder retries = new LongAdder();
    final LongAdder waits = new LongAdder();
    final LongAdder waitedNanos = new LongAdder();
    private final LongAdder failures = new LongAdder();
    final String idPrefix = UUID.randomUUID().toString().substring(0, 8) + "-";

    Line(
            Access access,
            Wire wire,
            Secrets secrets,
            Portal.Manners manners,
            Limits limits,
            Clock clock,
            Sleeper sleeper) {
        this.access = access;
        this.wire = wire;
        this.secrets = secrets;
        this.manners = manners;
        this.limits = limits;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** @throws BitrixFailed if it does not go well */
    Good talk(Letter letter) {
        Conversation conversation;
        try {
            conversation = new Conversation(this, letter);
        } catch (BitrixFailed notLetIn) {
            failures.increment();
            throw notLetIn;
        }
        try {
            return conversation.untilAnswered();
        } catch (BitrixFailed failed) {
            failures.increment();
            throw failed;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            failures.increment();
            throw conversation.interrupted();
        }
    }

    Instant now() {
        return clock.instant();
    }

    Budgets budgets() {
        return budgets(portal(access.entry()));
    }

    /** A command of a batch met the portal's full bucket. */
    void overflowed() {
        portal(access.entry()).gate().overflowed(Backoff.after(1));
    }

    Budgets budgets(Portal portal) {
        return portal.budgets(access.caller(), new Budgets(limits.operatingLimit, limits.operatingReserve));
    }

    Portal portal(Entry entry) {
        return Portal.at(entry.root(), manners, clock);
    }

    ClientStats stats() {
        var portal = portal(access.entry());
        return new ClientStats(
                requests.sum(),
                retries.sum(),
                waits.sum(),
                Duration.ofNanos(waitedNanos.sum()),
                access.renewals(),
                failures.sum(),
                portal.gate().queued(),
                portal.gate().room(),
                budgets(portal).told(clock.instant()));
    }

    String hidden(String text) {
        return secrets.hideAndCut(text);
    }
}
