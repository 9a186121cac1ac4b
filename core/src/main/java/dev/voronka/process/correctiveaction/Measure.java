package dev.voronka.process.correctiveaction;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done about a root cause.
 *
 * @param cause the number of the root cause, counted from 1
 * @param what in plain words
 * @param owner who does it, by id
 * @param due by when, a day in Moscow; null if that is not said, then the plan is refused
 * @param effect what it is expected to change
 * @param result null until it is done or waived
 */
public record Measure(
        int cause,
        String what,
        String owner,
        @Nullable LocalDate due,
        String effect,
        @Nullable Result result) {

    /**
     * What became of it.
     *
     * @param done whether it was done; else it was waived
     * @param told the evidence, or why it was waived
     * @param by who said so, by id
     * @param at when
     */
    public record Result(boolean done, String told, String by, Instant at) {}

    /** A measure to be taken. */
    public static Measure of(int cause, String what, String owner, @Nullable LocalDate due, String effect) {
        return new Measure(cause, what, owner, due, effect, null);
    }

    /** Whether it is neither done nor waived. */
    public boolean isOpen() {
        return result == null;
    }

    Measure with(@Nullable Result newResult) {
        return new Measure(cause, what, owner, due, effect, newResult);
    }

    Measure dueOn(LocalDate newDue) {
        return new Measure(cause, what, owner, newDue, effect, result);
    }

    boolean isComplete(int causes) {
        return cause >= 1 && cause <= causes && !what.isBlank() && !owner.isBlank() && due != null && !effect.isBlank();
    }

    boolean isDueAfter(LocalDate today) {
        return due != null && due.isAfter(today);
    }
}
