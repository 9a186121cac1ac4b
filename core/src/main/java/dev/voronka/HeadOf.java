package dev.voronka;

import org.jspecify.annotations.Nullable;

/** The port that knows whose head is whose. Answered from the host's directory of employees. */
public interface HeadOf extends Port<HeadOf.Asked, HeadOf.Head> {

    /**
     * Who is the head of this employee?
     *
     * @param employee the employee's id; null if the card has no owner
     */
    record Asked(@Nullable String employee) {}

    /**
     * The head.
     *
     * @param employee the head's id; null if the directory knows none, then every head will do
     */
    record Head(@Nullable String employee) {}
}
