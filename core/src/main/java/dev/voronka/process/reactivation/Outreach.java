package dev.voronka.process.reactivation;

import dev.voronka.Personal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The tries to reach the customer and what was answered.
 *
 * @param attempts all of them, oldest first
 * @param made how many since work on the card began or began again
 * @param answer what the customer said last; empty if nothing yet
 * @param wanted what the customer is interested in; empty until that is said, then a deal is open
 */
public record Outreach(
        List<Attempt> attempts, int made, @Personal String answer, String wanted) {

    /** Nobody has tried yet. */
    public static final Outreach NONE = new Outreach(List.of(), 0, "", "");

    /**
     * One try.
     *
     * @param at when
     * @param letter whether it was a letter; otherwise it was a call
     * @param note what was heard
     */
    public record Attempt(
            Instant at, boolean letter, @Personal String note) {}

    /** Keeps an unmodifiable copy. */
    public Outreach {
        attempts = List.copyOf(attempts);
    }

    Outreach and(Instant at, boolean letter, String note) {
        var all = new ArrayList<>(attempts);
        all.add(new Attempt(at, letter, note));
        return new Outreach(all, made + 1, answer, wanted);
    }

    Outreach answered(String words) {
        return new Outreach(attempts, made, words, wanted);
    }

    Outreach wanting(String what) {
        return new Outreach(attempts, made, answer, what);
    }

    Outreach afresh() {
        return new Outreach(attempts, 0, "", "");
    }
}
