package dev.voronka.customise;

import dev.voronka.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How stored data becomes what a process's data type is now, for cards whose data no longer fits it: a component was
 * renamed, dropped, or is of another type. Works on plain JSON: maps, lists, text, {@link java.math.BigDecimal}, yes or
 * no, and null. Immutable; a change gives the same for the same data, since it may be tried before it is done.
 */
public final class Conversion {

    private final List<UnaryOperator<Map<String, @Nullable Object>>> steps;
    private final String why;

    private Conversion(List<UnaryOperator<Map<String, @Nullable Object>>> steps, String why) {
        this.steps = steps;
        this.why = why;
    }

    /**
     * A map that changes nothing yet.
     *
     * @param why it is done; written to the log
     * @throws InvalidInput if it is blank
     */
    public static Conversion because(String why) {
        if (why.isBlank()) {
            throw new InvalidInput("A conversion needs a reason: it is written to the log.");
        }
        return new Conversion(List.of(), why);
    }

    /** The value of a property goes by another name; nothing happens where there is none. */
    public Conversion renamed(String from, String to) {
        return changed(data -> {
            if (data.containsKey(from)) {
                data.put(to, data.remove(from));
            }
            return data;
        });
    }

    /** A property goes, with its value. */
    public Conversion without(String name) {
        return changed(data -> {
            data.remove(name);
            return data;
        });
    }

    /** A property that is not there, or null, gets this value. */
    public Conversion filled(String name, Object value) {
        return changed(data -> {
            if (data.get(name) == null) {
                data.put(name, value);
            }
            return data;
        });
    }

    /** Anything else: what is given may be changed and returned. */
    public Conversion changed(UnaryOperator<Map<String, @Nullable Object>> change) {
        return new Conversion(Stream.concat(steps.stream(), Stream.of(change)).toList(), why);
    }

    /** Why it is done. */
    public String why() {
        return why;
    }

    /**
     * What this data becomes; what is given stays as it is.
     *
     * @throws InvalidInput if a change fails or gives null
     */
    public Map<String, @Nullable Object> of(Map<String, @Nullable Object> data) {
        Map<String, @Nullable Object> now = new LinkedHashMap<>(data);
        for (var step : steps) {
            try {
                now = step.apply(now);
            } catch (RuntimeException broken) {
                throw new InvalidInput(
                        "A change of the conversion failed with "
                                + broken.getClass().getName() + ". Mend it; the card stays as it is.",
                        broken);
            }
            if (now == null) {
                throw new InvalidInput("A change of the conversion gave null. Let it return the data.");
            }
        }
        return now;
    }
}
