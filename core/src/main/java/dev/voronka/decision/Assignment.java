package dev.voronka.decision;

import dev.voronka.RingStep;
import dev.voronka.StepsRing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a card and why.
 *
 * @param employee who
 * @param overflowed whether nobody could take it and it went to a head
 * @param considered everybody with the role: those who could take it first, best first
 * @param step the turn of the ring; null if it went to a head
 */
public record Assignment(
        String employee,
        boolean overflowed,
        List<Considered> considered,
        @Nullable RingStep step) implements StepsRing {

    /** Keeps an unmodifiable copy. */
    public Assignment {
        considered = List.copyOf(considered);
    }

    /**
     * One candidate.
     *
     * @param employee who
     * @param why why he or she was or was not taken
     * @param openCards how many cards he or she works on
     */
    public record Considered(String employee, Why why, int openCards) {}

    /** Why a candidate was or was not taken. Its text is {@code routing.<code>} in voronka's standard texts. */
    public enum Why {
        /** The best. */
        TAKEN("taken"),
        /** Could take it, but another one is better. */
        NOT_BEST("not-best"),
        /** Has had or declined it already. */
        HAD_IT("had-it"),
        /** Cannot sell this. */
        NO_SKILL("no-skill"),
        /** Is away. */
        AWAY("away"),
        /** Has as many cards as he or she can work on. */
        FULL("full");

        private final String code;

        Why(String code) {
            this.code = code;
        }

        /** The code of its text. */
        public String code() {
            return code;
        }
    }

    @Override
    public Optional<RingStep> ringStep() {
        return Optional.ofNullable(step);
    }
}
