package dev.voronka.process.partner;

import dev.voronka.InvalidInput;
import dev.voronka.TextRef;
import org.jspecify.annotations.Nullable;

/**
 * One thing by which a partner is evaluated.
 *
 * @param code what it is called; the title of a standard one is {@code criterion.<code>} in the process's texts
 * @param weight how much it counts, 1 or more
 * @param mark from 1, worst, to 5, best; null until somebody gives one
 */
public record Criterion(String code, int weight, @Nullable Integer mark) {

    /** The worst mark. Source: a proposal, to be set by each company. */
    static final int WORST = 1;

    /** The best mark. Source: a proposal, to be set by each company. */
    static final int BEST = 5;

    /** Refuses a blank code, a weight that is not positive and a mark that is not on the scale. */
    public Criterion {
        if (code.isBlank()) {
            throw new InvalidInput("A criterion needs a code, but it is blank.");
        }
        if (weight < 1) {
            throw new InvalidInput(
                    "The weight of a criterion is 1 or more, but that of " + code + " is " + weight + ".");
        }
        if (mark != null && !isOnTheScale(mark)) {
            throw new InvalidInput(
                    "A mark is " + WORST + " to " + BEST + ", but that of " + code + " is " + mark + ".");
        }
    }

    /** A criterion without a mark. */
    public static Criterion of(String code, int weight) {
        return new Criterion(code, weight, null);
    }

    static boolean isOnTheScale(int mark) {
        return mark >= WORST && mark <= BEST;
    }

    Criterion marked(@Nullable Integer given) {
        return new Criterion(code, weight, given);
    }

    boolean isCalled(String name) {
        return code.equalsIgnoreCase(name.strip());
    }

    int points() {
        return mark == null ? 0 : weight * mark;
    }

    /** What to say for it: the title of a standard one, else its code. */
    Object told() {
        return Scorecard.isStandard(code) ? new TextRef("criterion." + code) : code;
    }
}
