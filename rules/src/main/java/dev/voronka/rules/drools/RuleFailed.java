package dev.voronka.rules.drools;

import dev.voronka.VoronkaException;
import dev.voronka.rules.gate.Kind;
import org.jspecify.annotations.Nullable;

/** A rule threw while it was deciding; nothing was decided, and the card is untouched. */
public final class RuleFailed extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    RuleFailed(Kind kind, String rule, @Nullable Throwable cause) {
        super(
                "A rule of kind " + kind.code() + " failed: " + (rule.isEmpty() ? "in a condition" : "\"" + rule + "\"")
                        + " threw "
                        + (cause == null ? "nothing" : cause.getClass().getName())
                        + ". Nothing was decided. Correct the rule, or roll back to the book before.",
                cause);
        this.rule = rule;
    }

    /** The name of the rule; empty if it was a condition, of which the rule is not known. */
    public String rule() {
        return rule;
    }
}
