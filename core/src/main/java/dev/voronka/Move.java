package dev.voronka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a card's history.
 *
 * @param card whose
 * @param number 1 for the opening, then one more with each; equal to the version that the card has after it
 * @param process the code of the process
 * @param definition the version of the definition that decided
 * @param at when
 * @param actor who
 * @param from the stage left; null for the opening
 * @param to the stage entered, or stayed in
 * @param trigger the stored name of what happened; {@code open} for the opening
 * @param payload the trigger itself; for the opening {@link Opened}
 * @param owner the employee who answers for the card after it; null if nobody does
 * @param spent time in the stage left, if this move ended a visit; null otherwise
 * @param answers questions of the row and what came back, in the order asked
 * @param passed codes of the guards that said yes
 */
public record Move(
        CardId card,
        long number,
        String process,
        int definition,
        Instant at,
        Actor actor,
        @Nullable Stage from,
        Stage to,
        String trigger,
        Trigger payload,
        @Nullable String owner,
        @Nullable Duration spent,
        List<Answered> answers,
        List<String> passed) {

    /**
     * What is written as the payload of a card's first line.
     *
     * @param data what the card was opened with
     * @param fields custom fields, by code
     * @param origin the card whose move opened it; null if it was opened by hand
     */
    @Code("open")
    public record Opened(
            Object data,
            Map<String, Object> fields,
            @Nullable Origin origin) implements Trigger {
        /** Keeps an unmodifiable copy. */
        public Opened {
            fields = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(fields));
        }

        /** Opened by hand. */
        public Opened(Object data, Map<String, Object> fields) {
            this(data, fields, null);
        }
    }

    /** Stands for a payload that was erased because it told of a person. */
    @Code("erased")
    public record Erased() implements Trigger {}

    /** Keeps unmodifiable copies. */
    public Move {
        answers = List.copyOf(answers);
        passed = List.copyOf(passed);
    }

    /** The time spent in the stage left, if this move ended a visit. */
    public Optional<Duration> timeSpent() {
        return Optional.ofNullable(spent);
    }

    /** Without payload and answers, which may tell of persons: fit for logs. */
    @Override
    public String toString() {
        return "Move[" + number + " of " + card + ": " + (from == null ? "" : from.name() + " ") + trigger + " "
                + to.name() + " by " + actor + " at " + at + "]";
    }
}
