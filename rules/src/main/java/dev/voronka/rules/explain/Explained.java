package dev.voronka.rules.explain;

import dev.voronka.rules.gate.Kind;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How each rule of a book came out for one decision.
 *
 * @param book the version of the book that was asked
 * @param rules by kind; within a kind first what fired, then what held and did not count, then what missed, nearest first
 */
public record Explained(String book, List<Heard> rules) {

    /** What became of a rule. */
    public enum State {
        /** It held, and what it did counted. */
        FIRED,
        /** It held, but another one came first, or a stop outweighed it. */
        OUTWEIGHED,
        /** At least one of its conditions failed. */
        MISSED,
        /** It is switched off. */
        OFF
    }

    /**
     * One condition, as it came out for the combination of facts that came nearest.
     *
     * @param holds whether it held
     * @param asked what the rule asks: {@code бюджет не меньше 1 000 000}
     * @param said what there was, and what was wanted: {@code бюджет 850 000, нужно не меньше 1 000 000}
     * @param about whom it was looked at; empty if there is only one such fact
     * @param gap by how much a number missed; null if no number did
     * @param others whether another condition, joined by "or", would have done as well
     */
    public record Looked(
            boolean holds,
            String asked,
            String said,
            String about,
            @Nullable BigDecimal gap,
            boolean others) {}

    /**
     * One rule.
     *
     * @param rule its name
     * @param file where it stands
     * @param line where it begins
     * @param conditions in the order of the rule
     * @param distance by how much it missed, in all: 1 for each condition that is no number, a part of 1 for a number
     */
    public record Heard(
            Kind kind,
            String rule,
            String file,
            int line,
            int salience,
            State state,
            List<Looked> conditions,
            double distance) {
        /** Keeps an unmodifiable copy. */
        public Heard {
            conditions = List.copyOf(conditions);
        }

        /** The conditions that failed, in the order of the rule: the first of them is why it has not fired. */
        public List<Looked> failed() {
            return conditions.stream().filter(c -> !c.holds()).toList();
        }
    }

    /** Keeps them in order. */
    public Explained {
        rules = rules.stream()
                .sorted(Comparator.comparing(Heard::kind)
                        .thenComparing(Heard::state)
                        .thenComparingInt(h -> h.failed().size())
                        .thenComparingDouble(Heard::distance))
                .toList();
    }

    /** Rules that fired. */
    public List<Heard> fired() {
        return in(State.FIRED);
    }

    /** Rules that missed, nearest first, so many at most. */
    public List<Heard> nearest(int most) {
        return in(State.MISSED).stream()
                .sorted(Comparator.<Heard>comparingInt(h -> h.failed().size()).thenComparingDouble(Heard::distance))
                .limit(most)
                .toList();
    }

    private List<Heard> in(State state) {
        return rules.stream().filter(h -> h.state() == state).toList();
    }
}
