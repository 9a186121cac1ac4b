package dev.voronka.customise;

import dev.voronka.InvalidInput;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where cards go whose stage an overlay has taken out of the process. Immutable.
 *
 * @param stages the stage that is gone, and the one that its cards go to
 * @param why what is written into the history of each card
 */
public record StageMap(Map<String, String> stages, String why) {

    /** Refuses a blank reason; keeps an unmodifiable copy. */
    public StageMap {
        if (why.isBlank()) {
            throw new InvalidInput("A stage map needs a reason: it is written into the history of each card.");
        }
        stages = Collections.unmodifiableMap(new TreeMap<>(stages));
    }

    /** A map with one stage, and why. */
    public static StageMap of(String gone, String to, String why) {
        return new StageMap(Map.of(gone, to), why);
    }

    /** The same with one more stage. */
    public StageMap and(String gone, String to) {
        var more = new TreeMap<>(stages);
        more.put(gone, to);
        return new StageMap(more, why);
    }

    /** Where cards of a stage go; empty if the map does not say. */
    public Optional<String> to(String gone) {
        return Optional.ofNullable(stages.get(gone));
    }
}
