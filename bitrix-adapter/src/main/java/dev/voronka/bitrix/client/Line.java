package dev.voronka.bitrix.client;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import dev.voronka.bitrix.client.BitrixFailed.Trouble;
import dev.voronka.bitrix.client.RetryTable.Remedy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes one call until it is answered or given up: waits its turn, sends, judges the answer, repeats where that is right. */
final class Line {

    private static final Logger LOG = LoggerFactory.getLogger(BitrixClient.class);

    /** A request is cut off by the portal after that time. Until then a lost one may still be at work. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(60);

    private static final int MOST_MOVES = 3;

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

    private final Access access;
    private final Wire wire;
    private final Secrets secrets;
    private final Portal.Manners manners;
    private final Limits limits;
    private final Clock clock;
    private final Sleeper sleeper;
    private final AtomicLong numbers = new AtomicLong();
    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder waits = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final String idPrefix = UUID.randomUUID().toString().substring(0, 8) + "-";

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
            conversation = new Conversation(letter);
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

    private Budgets budgets(Portal portal) {
        return portal.budgets(access.caller(), new Budgets(limits.operatingLimit, limits.operatingReserve));
    }

    private Portal portal(Entry entry) {
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

    /** One call with all its attempts. Of one thread. */
    private final class Conversation {

        private final Letter letter;
        private final Instant deadline = clock.instant().plus(limits.patience);
        private Entry entry = access.entry();
        private @Nullable URI movedTo;
        private int moves;
        private int attempt;
        private boolean renewed;
        private boolean sending;
        private boolean mayHaveHappened;
        private String requestId = "";
        private Instant sentAt = Instant.MIN;

        Conversation(Letter letter) {
            this.letter = letter;
        }

        Good untilAnswered() throws InterruptedException {
            while (true) {
                waitForBudgets();
                waitForBucket();
                attempt++;
                Wire.Reply reply;
                try {
                    reply = send();
                } catch (Undelivered undelivered) {
                    undelivered(undelivered);
                    continue;
                }
                if (isMove(reply)) {
                    attempt--;
                    continue;
                }
                var tree = tree(reply);
                if (tree != null && movedTo != null) {
                    access.moved(movedTo);
                    movedTo = null;
                }
                if (tree != null && isGood(reply, tree)) {
                    budgets(portal(entry)).note(letter.method, CallTime.of(tree.path("time")), clock.instant());
                    return new Good(tree, reply.replayed());
                }
                refused(reply, tree);
            }
        }

        private Wire.Reply send() throws Undelivered, InterruptedException {
            var body = letter.body;
            if (entry.token() != null) {
                body = letter.body.deepCopy();
                body.put("auth", entry.token());
            }
            requestId = idPrefix + numbers.incrementAndGet();
            var headers = new HashMap<String, String>(Map.of("X-Request-Id", requestId));
            if (letter.key != null) {
                headers.put("Idempotency-Key", letter.key);
            }
            sentAt = clock.instant();
            requests.increment();
            if (attempt > 1) {
                retries.increment();
            }
            sending = true;
            var reply = wire.post(
                    entry.address(letter.version3, letter.method), Json.MAPPER.writeValueAsBytes(body), headers);
            sending = false;
            LOG.debug("{} request {} attempt {}: status {}", letter.method, requestId, attempt, reply.status());
            return reply;
        }

        private boolean isMove(Wire.Reply reply) {
            var status = reply.status();
            if (status != 301 && status != 302 && status != 307 && status != 308) {
                return false;
            }
            var root = entry.movedTo(entry.address(letter.version3, letter.method), reply.location());
            if (root == null || ++moves > MOST_MOVES) {
                return false;
            }
            movedTo = root;
            entry = entry.at(root);
            return true;
        }

        private void undelivered(Undelivered undelivered) throws InterruptedException {
            sending = false;
            LOG.debug("{} request {} attempt {}: {}", letter.method, requestId, attempt, undelivered.why());
            switch (undelivered.why()) {
                case UNTRUSTED -> throw failed(Kind.UNREACHABLE, undelivered, false, false);
                case NOT_SENT -> {
                    if (attempt >= limits.attempts) {
                        throw failed(Kind.UNREACHABLE, undelivered, true, false);
                    }
                    pause(Backoff.after(attempt), () -> failed(Kind.UNREACHABLE, undelivered, true, false));
                }
                case TOO_LONG -> throw failed(Kind.UNREADABLE, undelivered, false, true);
                case LOST -> {
                    mayHaveHappened = true;
                    var harmless = letter.repeatability == Repeatability.FREELY;
                    if (!harmless || attempt >= limits.attempts) {
                        throw failed(Kind.UNREACHABLE, undelivered, harmless, true);
                    }
                    pause(afterLoss(), () -> failed(Kind.UNREACHABLE, undelivered, true, true));
                }
            }
        }

        /** Two calls with one key at the same time may both be executed, so the lost one must have ended. */
        private Duration afterLoss() {
            var backoff = Backoff.after(attempt);
            if (letter.key == null) {
                return backoff;
            }
            var ended = Duration.between(clock.instant(), sentAt.plus(LONGEST_REQUEST));
            return ended.compareTo(backoff) > 0 ? ended : backoff;
        }

        private BitrixFailed failed(Kind kind, Undelivered undelivered, boolean canRepeat, boolean happened) {
            return failed(
                    new Trouble(kind, 0, "", "", canRepeat, happened, null, undelivered.why().words), undelivered);
        }

        private void refused(Wire.Reply reply, @Nullable JsonNode tree) throws InterruptedException {
            var error = tree == null ? ErrorWords.UNREADABLE : ErrorWords.of(tree);
            var code = tree == null || (reply.status() < 300 && !ErrorWords.isError(tree))
                    ? RetryTable.NO_JSON
                    : error.code();
            var row = RetryTable.row(reply.status(), code);
            var words = tree == null ? new String(reply.body(), StandardCharsets.UTF_8) : error.description();
            var repeatable = row.remedy() != Remedy.STOP
                    && row.remedy() != Remedy.RENEW
                    && (row.remedy() != Remedy.IF_HARMLESS || letter.repeatability == Repeatability.FREELY);
            if (row.remedy() == Remedy.IF_HARMLESS) {
                mayHaveHappened = true;
            }
            var trouble = new Trouble(
                    row.kind(),
                    reply.status(),
                    secrets.hideAndCut(error.code()),
                    secrets.hideAndCut(words),
                    repeatable,
                    row.remedy() == Remedy.IF_HARMLESS,
                    null,
                    row.advice());
            switch (row.remedy()) {
                case STOP -> throw failed(trouble, null);
                case RENEW -> renew(trouble);
                case WAIT -> {
                    var opens = Instant.MIN;
                    for (var method : letter.billed) {
                        var until = budgets(portal(entry)).pause(method, clock.instant());
                        opens = until.isAfter(opens) ? until : opens;
                    }
                    // The loop waits for it, or gives up at once where that lasts too long.
                    if (attempt >= limits.attempts || opens.isAfter(deadline)) {
                        throw failed(notBefore(trouble, opens), null);
                    }
                }
                case AGAIN -> {
                    var pause = Backoff.after(attempt);
                    portal(entry).gate().overflowed(pause);
                    if (attempt >= limits.attempts) {
                        throw failed(notBefore(trouble, clock.instant().plus(pause)), null);
                    }
                }
                case IF_HARMLESS -> {
                    if (!repeatable || attempt >= limits.attempts) {
                        throw failed(trouble, null);
                    }
                    pause(Backoff.after(attempt), () -> failed(trouble, null));
                }
            }
        }

        private void renew(Trouble trouble) throws InterruptedException {
            if (renewed || entry.token() == null) {
                throw failed(trouble, null);
            }
            entry = access.renewed(entry);
            renewed = true;
            attempt--;
        }

        private void waitForBudgets() throws InterruptedException {
            while (true) {
                var now = clock.instant();
                var opens = budgets(portal(entry)).opensAt(letter.billed, letter.priority, now);
                if (opens.isEmpty()) {
                    return;
                }
                pause(
                        Duration.between(now, opens.get()),
                        () -> failed(
                                new Trouble(
                                        Kind.BUDGET,
                                        0,
                                        "",
                                        "",
                                        true,
                                        false,
                                        opens.get(),
                                        "The method's operating time is used up, and waiting would last too long."),
                                null));
            }
        }

        private void waitForBucket() throws InterruptedException {
            var before = clock.instant();
            var refusal = portal(entry).gate().enter(letter.priority, deadline, sleeper);
            var waited = Duration.between(before, clock.instant());
            if (waited.toMillis() > 0) {
                waits.increment();
                waitedNanos.add(waited.toNanos());
            }
            if (refusal.isPresent()) {
                var full = refusal.get().full();
                throw failed(
                        new Trouble(
                                Kind.LIMIT,
                                0,
                                full ? "QUEUE_FULL" : "QUEUE_LONG",
                                "",
                                true,
                                false,
                                refusal.get().notBefore(),
                                full
                                        ? "As many calls as may wait for this portal, " + manners.places()
                                                + ", are waiting already: call less, or raise queue(…)."
                                        : "The turn of this call would come too late for its patience."),
                        null);
            }
        }

        private void pause(Duration time, Supplier<BitrixFailed> tooLong) throws InterruptedException {
            if (clock.instant().plus(time).isAfter(deadline)) {
                throw tooLong.get();
            }
            waits.increment();
            waitedNanos.add(time.toNanos());
            sleeper.sleep(time);
        }

        private Trouble notBefore(Trouble t, Instant moment) {
            return new Trouble(
                    t.kind(),
                    t.status(),
                    t.code(),
                    t.description(),
                    t.canRepeat(),
                    t.mayHaveHappened(),
                    moment,
                    t.advice());
        }

        private BitrixFailed failed(Trouble trouble, @Nullable Throwable cause) {
            return new BitrixFailed(letter.method, requestId, trouble.after(mayHaveHappened), cause);
        }

        BitrixFailed interrupted() {
            var happened = sending || mayHaveHappened;
            return failed(
                    new Trouble(
                            Kind.OTHER,
                            0,
                            "",
                            "",
                            !happened || letter.repeatability == Repeatability.FREELY,
                            happened,
                            null,
                            "The thread was told to stop."),
                    null);
        }
    }

    private static boolean isGood(Wire.Reply reply, JsonNode tree) {
        return reply.status() / 100 == 2 && tree.has("result") && !ErrorWords.isError(tree);
    }

    private static @Nullable JsonNode tree(Wire.Reply reply) {
        try {
            var tree = Json.MAPPER.readTree(reply.body());
            return tree.isObject() ? tree : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }
}
