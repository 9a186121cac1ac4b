package dev.voronka.rules.drools;

import dev.voronka.VoronkaException;
import dev.voronka.rules.gate.Kind;

/** A decision took more than it may; nothing was decided, and the card is untouched. */
public final class RuleStopped extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    RuleStopped(Kind kind, String rule, String limit) {
        super(
                "Rules of kind " + kind.code() + " were stopped before rule \"" + rule + "\" fired: " + limit
                        + ". Nothing was decided. Look for a rule that holds for very many combinations of facts.",
                null);
        this.rule = rule;
    }

    /** The name of the rule that was to fire next. */
    public String rule() {
        return rule;
    }
}
