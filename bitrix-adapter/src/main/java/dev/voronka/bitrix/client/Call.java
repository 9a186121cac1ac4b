package dev.voronka.bitrix.client;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** A method of the portal with its parameters. Immutable. */
public final class Call {

    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*");

    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private final String method;
    private final ObjectNode params;
    private final Priority priority;
    private final Repeatability repeatability;
    private final boolean version3;
    private final @Nullable String idempotencyKey;

    private Call(
            String method,
            ObjectNode params,
            Priority priority,
            Repeatability repeatability,
            boolean version3,
            @Nullable String idempotencyKey) {
        this.method = method;
        this.params = params;
        this.priority = priority;
        this.repeatability = repeatability;
        this.version3 = version3;
        this.idempotencyKey = idempotencyKey;
    }

    /**
     * A call of an event's urgency.
     *
     * @param method such as {@code crm.item.get}
     * @param params texts, numbers, booleans, null, lists and maps of them, values of java.time; copied
     * @throws IllegalArgumentException if the method is no name of a method, or is {@code batch}, or a value has no form in JSON
     */
    public static Call of(String method, Map<String, ?> params) {
        return of(method, params, false);
    }

    /** A call of REST 3, which has tasks and some more but no CRM. Never part of a batch. */
    public static Call version3(String method, Map<String, ?> params) {
        return of(method, params, true);
    }

    private static Call of(String method, Map<String, ?> params, boolean version3) {
        if (!METHOD.matcher(method).matches()) {
            throw new IllegalArgumentException("\"" + method + "\" is no method; methods look like crm.item.get.");
        }
        if (method.equalsIgnoreCase("batch")) {
            throw new IllegalArgumentException("A batch is made with client.batch or client.callAll, not as a call.");
        }
        ObjectNode tree;
        try {
            tree = Json.tree(params);
        } catch (JacksonException unwritable) {
            throw new IllegalArgumentException(
                    "The parameters of " + method + " have a value that cannot be written as JSON: give texts, numbers,"
                            + " booleans, dates, lists and maps.",
                    unwritable);
        }
        return new Call(method, tree, Priority.EVENT, Repeatable.of(method, tree), version3, null);
    }

    /** The same with another urgency. */
    public Call priority(Priority other) {
        return new Call(method, params, other, repeatability, version3, idempotencyKey);
    }

    /** The same, when the caller knows better than the table whether it bears being made twice. */
    public Call repeatable(Repeatability other) {
        return new Call(method, params, priority, other, version3, idempotencyKey);
    }

    /**
     * The same with a key by which REST 3 knows a repetition within 24 hours; then it may be repeated freely.
     *
     * @param key 1 to 255 printable ASCII characters, another one for each intention
     * @throws IllegalArgumentException if the key is not like that, or the call is not one of REST 3, where keys are ignored
     */
    public Call idempotencyKey(String key) {
        if (!version3) {
            throw new IllegalArgumentException(
                    "The old REST ignores the key of " + method + ": only Call.version3 has keys.");
        }
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("The idempotency key of " + method + " has " + key.length()
                    + " characters; it must be 1 to 255 printable ASCII characters.");
        }
        return new Call(method, params, priority, Repeatability.FREELY, true, key);
    }

    /** The name of the method. */
    public String method() {
        return method;
    }

    /** Who waits for it. */
    public Priority priority() {
        return priority;
    }

    /** Whether it bears being made twice. */
    public Repeatability repeatability() {
        return repeatability;
    }

    /** A copy for the wire. */
    ObjectNode body() {
        return params.deepCopy();
    }

    ObjectNode params() {
        return params;
    }

    boolean isVersion3() {
        return version3;
    }

    @Nullable
    String key() {
        return idempotencyKey;
    }

    /** Without the parameters, which may tell of persons. */
    @Override
    public String toString() {
        return "Call[" + method + (version3 ? " of REST 3, " : ", ") + priority + ", " + repeatability + "]";
    }
}
