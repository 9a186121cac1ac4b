package dev.voronka.bitrix.client;

import dev.voronka.bitrix.client.BitrixFailed.Trouble;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the REST of one Bitrix24 portal, by a webhook or as an app. Keeps within the portal's limits, together with all other
 * clients of that portal in this JVM, and repeats a call only where that is right. Thread-safe; calls block their thread, at
 * most for the builder's patience and one time-out.
 *
 * <p>Every method that calls throws {@link BitrixFailed} when it does not go well, also when the thread is interrupted, which
 * then still is.
 */
public final class BitrixClient {

    private final Line line;
    private final Access access;

    BitrixClient(Line line, Access access) {
        this.line = line;
        this.access = access;
    }

    /**
     * A client that calls by an incoming webhook.
     *
     * @param address as the portal shows it, {@code https://example.bitrix24.ru/rest/1/secret/}
     */
    public static ClientBuilder webhook(URI address) {
        return ClientBuilder.webhook(address);
    }

    /**
     * A client that calls as an app.
     *
     * @param tokens where the portal's tokens are, see {@link #redeem}
     * @param memberId the portal's lasting id
     */
    public static ClientBuilder oauth(App app, TokenStore tokens, String memberId) {
        return ClientBuilder.oauth(app, tokens, memberId);
    }

    /**
     * The first tokens of a portal, for the code that it sent after {@link App#authorizeAddress}. Save them.
     *
     * @param code lives 30 s and can be used once
     * @throws BitrixFailed if the authorization server gives none, saying who must do what
     */
    public static Tokens redeem(App app, String code) {
        return ClientBuilder.redeem(app, code);
    }

    /** One call. */
    public Answer call(Call call) {
        return call(call, call.body());
    }

    private Answer call(Call call, ObjectNode body) {
        var good = line.talk(new Line.Letter(
                call.method(),
                call.isVersion3(),
                body,
                call.key(),
                call.repeatability(),
                call.priority(),
                List.of(call.method())));
        return answer(good);
    }

    /**
     * One call of REST 3 that may be repeated, as the portal knows its key; see {@link Call#version3} for more choices.
     *
     * @param idempotencyKey 1 to 255 printable ASCII characters, another one for each intention
     */
    public Answer call3(String method, Map<String, ?> params, String idempotencyKey) {
        return call(Call.version3(method, params).idempotencyKey(idempotencyKey));
    }

    /**
     * All commands of the batch in one request.
     *
     * @return what became of each command, by its key, in the batch's order
     * @throws BitrixFailed if the request as a whole does not go well
     */
    public Map<String, BatchAnswer> batch(Batch batch) {
        if (batch.commands().isEmpty()) {
            return Map.of();
        }
        var body = Json.MAPPER.createObjectNode();
        body.put("halt", batch.halts() ? 1 : 0);
        var commands = body.putObject("cmd");
        batch.commands().forEach((key, call) -> commands.put(key, Commands.written(call)));
        var calls = batch.calls();
        var billed = Stream.concat(Stream.of("batch"), calls.stream().map(Call::method))
                .distinct()
                .toList();
        var urgent = calls.stream()
                .map(Call::priority)
                .min(Comparator.naturalOrder())
                .orElse(Priority.EVENT);
        var good = line.talk(new Line.Letter("batch", false, body, null, Repeatable.weakest(calls), urgent, billed));
        var answers = new LinkedHashMap<String, BatchAnswer>();
        var outcome = new BatchOutcome(good.tree().path("result"), batch.halts(), line);
        batch.commands().forEach((key, call) -> answers.put(key, outcome.of(key, call)));
        return Collections.unmodifiableMap(answers);
    }

    /**
     * Any number of calls that do not depend on each other, 50 in a request where they may share one. A command that the
     * portal's limits put off is made again by itself, after the others.
     *
     * @return what became of each call, in the same order; a call that fails is no exception
     */
    public List<BatchAnswer> callAll(List<Call> calls) {
        var answers = new BatchAnswer[calls.size()];
        var chunk = new ArrayList<Integer>();
        for (var i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            // The portal would replace what looks like a reference, whoever wrote it.
            if (Commands.unfit(call).isPresent() || Commands.refers(call.params())) {
                callChunk(calls, chunk, answers);
                answers[i] = attempt(call);
                continue;
            }
            chunk.add(i);
            if (chunk.size() == Commands.MOST) {
                callChunk(calls, chunk, answers);
            }
        }
        callChunk(calls, chunk, answers);
        return List.copyOf(Arrays.asList(answers));
    }

    private void callChunk(List<Call> calls, List<Integer> chunk, BatchAnswer[] answers) {
        if (chunk.size() == 1) {
            answers[chunk.get(0)] = attempt(calls.get(chunk.get(0)));
        } else if (!chunk.isEmpty()) {
            var batch = Batch.goingOn();
            for (var i : chunk) {
                batch = batch.add("c" + i, calls.get(i));
            }
            try {
                var outcome = batch(batch);
                for (var i : chunk) {
                    answers[i] = again(calls.get(i), Objects.requireNonNull(outcome.get("c" + i), "an answer a key"));
                }
            } catch (BitrixFailed whole) {
                for (var i : chunk) {
                    answers[i] = BatchAnswer.of(ofCommand(calls.get(i), whole));
                }
            }
        }
        chunk.clear();
    }

    private BatchAnswer again(Call call, BatchAnswer answer) {
        var alone = answer.failure()
                .filter(failure -> failure.canRepeat() || failure.code().equals("ERROR_BATCH_METHOD_NOT_ALLOWED"));
        return alone.isPresent() ? attempt(call) : answer;
    }

    private BatchAnswer attempt(Call call) {
        try {
            return BatchAnswer.of(call(call));
        } catch (BitrixFailed failure) {
            return BatchAnswer.of(failure);
        }
    }

    private static BitrixFailed ofCommand(Call call, BitrixFailed whole) {
        var harmless = call.repeatability() == Repeatability.FREELY;
        return new BitrixFailed(
                call.method(),
                whole.requestId(),
                new Trouble(
                        whole.kind(),
                        whole.status(),
                        whole.code(),
                        whole.description(),
                        whole.canRepeat() || (whole.mayHaveHappened() && harmless),
                        whole.mayHaveHappened(),
                        whole.notBefore().orElse(null),
                        whole.advice() + " So the whole batch failed that it was part of."),
                whole);
    }

    /**
     * The items of a list, lazily: a page is read when the one before is used up, and one page is in memory.
     *
     * @return in the order of ids; reading from it throws {@link BitrixFailed}
     */
    public Stream<JsonNode> list(ListCall list) {
        var pages = new Pages(list, this::call);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        pages, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT),
                false);
    }

    /** What was done so far, and where the portal stands now. */
    public ClientStats stats() {
        return line.stats();
    }

    private static Answer answer(Line.Good good) {
        var tree = good.tree();
        return new Answer(
                tree.get("result"),
                tree.path("total"),
                tree.path("next"),
                CallTime.of(tree.path("time")),
                good.replayed());
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "BitrixClient[" + access + "]";
    }
}
