package dev.voronka.bitrix.client;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import dev.voronka.bitrix.client.BitrixFailed.Trouble;
import dev.voronka.bitrix.client.RetryTable.Remedy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One call until it is answered or given up: waits its turn, sends, judges the answer, repeats where that is right. Of one thread. */
final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(BitrixClient.class);

    /** A request is cut off by the portal after that time. Until then a lost one may still be at work. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(60);

    private static final int MOST_MOVES = 3;

    private final Line line;
    private final Line.Letter letter;
    private final Instant deadline;
    private Entry entry;
    private @Nullable URI movedTo;
    private int moves;
    private int attempt;
    private boolean renewed;
    private boolean sending;
    private boolean mayHaveHappened;
    private String requestId = "";
    private Instant sentAt = Instant.MIN;

    /** @throws BitrixFailed if the app was not let in yet */
    Conversation(Line line, Line.Letter letter) {
        this.line = line;
        this.letter = letter;
        this.deadline = line.clock.instant().plus(line.limits.patience());
        this.entry = line.access.entry();
    }

    Line.Good untilAnswered() throws InterruptedException {
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
                line.access.moved(movedTo);
                movedTo = null;
            }
            if (tree != null && isGood(reply, tree)) {
                line.budgets(line.portal(entry))
                        .note(letter.method(), CallTime.of(tree.path("time")), line.clock.instant());
                return new Line.Good(tree, reply.replayed());
            }
            refused(reply, tree);
        }
    }

    private Wire.Reply send() throws Undelivered, InterruptedException {
        var body = letter.body();
        if (entry.token() != null) {
            body = letter.body().deepCopy();
            body.put("auth", entry.token());
        }
        requestId = line.idPrefix + line.numbers.incrementAndGet();
        var headers = new HashMap<String, String>(Map.of("X-Request-Id", requestId));
        if (letter.key() != null) {
            headers.put("Idempotency-Key", letter.key());
        }
        sentAt = line.clock.instant();
        line.requests.increment();
        if (attempt > 1) {
            line.retries.increment();
        }
        sending = true;
        var reply = line.wire.post(
                entry.address(letter.version3(), letter.method()), Json.MAPPER.writeValueAsBytes(body), headers);
        sending = false;
        LOG.debug("{} request {} attempt {}: status {}", letter.method(), requestId, attempt, reply.status());
        return reply;
    }

    private boolean isMove(Wire.Reply reply) {
        var status = reply.status();
        if (status != 301 && status != 302 && status != 307 && status != 308) {
            return false;
        }
        var root = entry.movedTo(entry.address(letter.version3(), letter.method()), reply.location());
        if (root == null || ++moves > MOST_MOVES) {
            return false;
        }
        movedTo = root;
        entry = entry.at(root);
        return true;
    }

    private void undelivered(Undelivered undelivered) throws InterruptedException {
        sending = false;
        LOG.debug("{} request {} attempt {}: {}", letter.method(), requestId, attempt, undelivered.why());
        switch (undelivered.why()) {
            case UNTRUSTED -> throw failed(Kind.UNREACHABLE, undelivered, false, false);
            case NOT_SENT -> {
                if (attempt >= line.limits.attempts()) {
                    throw failed(Kind.UNREACHABLE, undelivered, true, false);
                }
                pause(Backoff.after(attempt), () -> failed(Kind.UNREACHABLE, undelivered, true, false));
            }
            case TOO_LONG -> throw failed(Kind.UNREADABLE, undelivered, false, true);
            case LOST -> {
                mayHaveHappened = true;
                var harmless = letter.repeatability() == Repeatability.FREELY;
                if (!harmless || attempt >= line.limits.attempts()) {
                    throw failed(Kind.UNREACHABLE, undelivered, harmless, true);
                }
                pause(afterLoss(), () -> failed(Kind.UNREACHABLE, undelivered, true, true));
            }
        }
    }

    /** Two calls with one key at the same time may both be executed, so the lost one must have ended. */
    private Duration afterLoss() {
        var backoff = Backoff.after(attempt);
        if (letter.key() == null) {
            return backoff;
        }
        var ended = Duration.between(line.clock.instant(), sentAt.plus(LONGEST_REQUEST));
        return ended.compareTo(backoff) > 0 ? ended : backoff;
    }

    private BitrixFailed failed(Kind kind, Undelivered undelivered, boolean canRepeat, boolean happened) {
        return failed(new Trouble(kind, 0, "", "", canRepeat, happened, null, undelivered.why().words), undelivered);
    }

    private void refused(Wire.Reply reply, @Nullable JsonNode tree) throws InterruptedException {
        var error = tree == null ? ErrorWords.UNREADABLE : ErrorWords.of(tree);
        var code =
                tree == null || (reply.status() < 300 && !ErrorWords.isError(tree)) ? RetryTable.NO_JSON : error.code();
        var row = RetryTable.row(reply.status(), code);
        var words = tree == null ? new String(reply.body(), StandardCharsets.UTF_8) : error.description();
        var repeatable = row.remedy() != Remedy.STOP
                && row.remedy() != Remedy.RENEW
                && (row.remedy() != Remedy.IF_HARMLESS || letter.repeatability() == Repeatability.FREELY);
        if (row.remedy() == Remedy.IF_HARMLESS) {
            mayHaveHappened = true;
        }
        var trouble = new Trouble(
                row.kind(),
                reply.status(),
                line.secrets.hideAndCut(error.code()),
                line.secrets.hideAndCut(words),
                repeatable,
                row.remedy() == Remedy.IF_HARMLESS,
                null,
                row.advice());
        switch (row.remedy()) {
            case STOP -> throw failed(trouble, null);
            case RENEW -> renew(trouble);
            case WAIT -> {
                var opens = Instant.MIN;
                for (var method : letter.billed()) {
                    var until = line.budgets(line.portal(entry)).pause(method, line.clock.instant());
                    opens = until.isAfter(opens) ? until : opens;
                }
                // The loop waits for it, or gives up at once where that lasts too long.
                if (attempt >= line.limits.attempts() || opens.isAfter(deadline)) {
                    throw failed(notBefore(trouble, opens), null);
                }
            }
            case AGAIN -> {
                var pause = Backoff.after(attempt);
                line.portal(entry).gate().overflowed(pause);
                if (attempt >= line.limits.attempts()) {
                    throw failed(notBefore(trouble, line.clock.instant().plus(pause)), null);
                }
            }
            case IF_HARMLESS -> {
                if (!repeatable || attempt >= line.limits.attempts()) {
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
        entry = line.access.renewed(entry);
        renewed = true;
        attempt--;
    }

    private void waitForBudgets() throws InterruptedException {
        while (true) {
            var now = line.clock.instant();
            var opens = line.budgets(line.portal(entry)).opensAt(letter.billed(), letter.priority(), now);
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
        var before = line.clock.instant();
        var refusal = line.portal(entry).gate().enter(letter.priority(), deadline, line.sleeper);
        var waited = Duration.between(before, line.clock.instant());
        if (waited.toMillis() > 0) {
            line.waits.increment();
            line.waitedNanos.add(waited.toNanos());
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
                                    ? "As many calls as may wait for this portal, " + line.manners.places()
                                            + ", are waiting already: call less, or raise queue(…)."
                                    : "The turn of this call would come too late for its patience."),
                    null);
        }
    }

    private void pause(Duration time, Supplier<BitrixFailed> tooLong) throws InterruptedException {
        if (line.clock.instant().plus(time).isAfter(deadline)) {
            throw tooLong.get();
        }
        line.waits.increment();
        line.waitedNanos.add(time.toNanos());
        line.sleeper.sleep(time);
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
        return new BitrixFailed(letter.method(), requestId, trouble.after(mayHaveHappened), cause);
    }

    BitrixFailed interrupted() {
        var happened = sending || mayHaveHappened;
        return failed(
                new Trouble(
                        Kind.OTHER,
                        0,
                        "",
                        "",
                        !happened || letter.repeatability() == Repeatability.FREELY,
                        happened,
                        null,
                        "The thread was told to stop."),
                null);
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
