package dev.voronka.store;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How many cards somebody has in a stage.
 *
 * @param process the code of the process
 * @param stage the stored name of the stage
 * @param owner the employee; null for cards for which nobody answers
 * @param cards how many, 1 or more
 */
public record StageCount(
        String process, String stage, @Nullable String owner, long cards) {

    /** By process, stage and owner; cards for which nobody answers come last in their stage. */
    public static final Comparator<StageCount> ORDER = Comparator.comparing(StageCount::process)
            .thenComparing(StageCount::stage)
            .thenComparing(StageCount::owner, Comparator.nullsLast(Comparator.naturalOrder()));
}
