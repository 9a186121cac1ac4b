package dev.voronka.bitrix.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Up to 50 commands in one request, executed in order. A text {@code $result[key][PATH]} in a command is replaced, by the
 * portal, with what the earlier command {@code key} gave; so never put texts of strangers into a batch, but into
 * {@link BitrixClient#callAll}. There is no transaction: what went well before a failure stays. Immutable.
 */
public final class Batch {

    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,49}");

    private final boolean halts;
    private final Map<String, Call> commands;

    private Batch(boolean halts, Map<String, Call> commands) {
        this.halts = halts;
        this.commands = commands;
    }

    /** Stops at the first command that fails; the later ones are not begun. */
    public static Batch halting() {
        return new Batch(true, Map.of());
    }

    /** Goes on after a command that fails. Commands that refer to it get nothing in the place of its result. */
    public static Batch goingOn() {
        return new Batch(false, Map.of());
    }

    /**
     * The batch with one more command.
     *
     * @param key begins with a Latin letter, then letters, digits and _
     * @throws IllegalArgumentException if there are 50 already, the key is taken or not like that, the command would arrive
     *     otherwise than by itself, or it refers to something that is not an earlier command
     */
    public Batch add(String key, Call call) {
        if (commands.size() == Commands.MOST) {
            throw new IllegalArgumentException("A batch has " + Commands.MOST + " commands at most; " + key
                    + " is one more. Use callAll for any number.");
        }
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" cannot be the key of a command: it begins with a Latin letter,"
                            + " then up to 49 letters, digits or _.");
        }
        if (commands.containsKey(key)) {
            throw new IllegalArgumentException("The key " + key + " is taken by " + commands.get(key) + ".");
        }
        Commands.unfit(call).ifPresent(problem -> {
            throw new IllegalArgumentException(
                    call.method() + " cannot be command " + key + " of a batch: " + problem + ". Call it by itself.");
        });
        for (var referred : Commands.referred(call.params())) {
            if (!commands.containsKey(referred)) {
                throw new IllegalArgumentException("Command " + key + " (" + call.method() + ") refers to $result["
                        + referred + "], which is no earlier command. Earlier ones: " + commands.keySet() + ".");
            }
        }
        var more = new LinkedHashMap<>(commands);
        more.put(key, call);
        return new Batch(halts, Collections.unmodifiableMap(more));
    }

    boolean halts() {
        return halts;
    }

    Map<String, Call> commands() {
        return commands;
    }

    List<Call> calls() {
        return List.copyOf(commands.values());
    }

    /** Keys and methods, no parameters. */
    @Override
    public String toString() {
        return (halts ? "Batch[halting, " : "Batch[going on, ") + commands + "]";
    }
}
