package dev.voronka.process.correctiveaction;

import dev.voronka.Personal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened and why.
 *
 * @param facts what happened; for a complaint its text
 * @param impact what it costs: money, clients, time
 * @param category where the causes lie; null until that is said
 * @param rootCauses why it happened
 * @param refuted causes that an earlier round has shown to be wrong
 */
public record Analysis(
        @Personal String facts,
        String impact,
        @Nullable Category category,
        List<RootCause> rootCauses,
        List<RootCause> refuted) {

    /** Keeps unmodifiable copies. */
    public Analysis {
        rootCauses = List.copyOf(rootCauses);
        refuted = List.copyOf(refuted);
    }

    static Analysis begunWith(String facts) {
        return new Analysis(facts, "", null, List.of(), List.of());
    }

    Analysis submitted(CorrectiveAction.SubmitAnalysis t) {
        return new Analysis(t.facts(), t.impact(), t.category(), t.rootCauses(), refuted);
    }

    /** The causes were wrong; others are to be found. */
    Analysis withCausesRefuted() {
        var wrong = new ArrayList<>(refuted);
        wrong.addAll(rootCauses);
        return new Analysis(facts, impact, category, List.of(), wrong);
    }

    boolean hasRefuted(RootCause cause) {
        return refuted.stream().anyMatch(cause::isSameAs);
    }
}
