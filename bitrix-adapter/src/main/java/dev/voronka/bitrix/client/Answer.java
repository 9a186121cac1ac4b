package dev.voronka.bitrix.client;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What a portal answered to a call that went well. Its tree is shared: read it, do not change it. */
public final class Answer {

    private final JsonNode result;
    private final OptionalLong total;
    private final OptionalInt next;
    private final CallTime time;
    private final boolean replayed;

    Answer(@Nullable JsonNode result, JsonNode total, JsonNode next, CallTime time, boolean replayed) {
        this.result = result == null ? NullNode.getInstance() : result;
        this.total = total.asLongOpt();
        this.next = next.asIntOpt();
        this.time = time;
        this.replayed = replayed;
    }

    /** The result as the portal gave it; its empty maps come as empty lists. Never Java's null. */
    public JsonNode result() {
        return result;
    }

    /** How many there are on all pages, where the method counts them. */
    public OptionalLong total() {
        return total;
    }

    /** Where the next page starts, where there is one. */
    public OptionalInt next() {
        return next;
    }

    /** What the portal says of the time that the call took. */
    public CallTime time() {
        return time;
    }

    /** Whether REST 3 gave the answer of an earlier call with the same key, without executing this one. */
    public boolean replayed() {
        return replayed;
    }

    /** Without the result, which may tell of persons. */
    @Override
    public String toString() {
        return "Answer[" + result.getNodeType() + ", total " + total + (replayed ? ", replayed" : "") + "]";
    }
}
