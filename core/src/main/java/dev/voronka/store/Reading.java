package dev.voronka.store;

import dev.voronka.Stage;
import java.util.function.Function;

/**
 * How a text is read.
 *
 * @param ignoresUnknown whether properties that the type has no component for are passed over. Only right where the text
 *     itself is kept, as in a history; otherwise they would be lost with the next write, so they are refused unless they
 *     are empty
 * @param stages gives a stage by its stored name
 */
public record Reading(boolean ignoresUnknown, Function<String, Stage> stages) {

    /** Refuses what would be lost; stages are known by name only. */
    public static final Reading STRICT = new Reading(false, Stage::coded);

    /** Passes over what the type has no place for; stages are known by name only. */
    public static final Reading LENIENT = new Reading(true, Stage::coded);
}
