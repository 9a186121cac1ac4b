package dev.voronka.rules.sink;

import dev.voronka.rules.fact.Verdict;

/** What a verdict rule may do. */
public interface Verdicts {
    /**
     * Proposes a verdict; the first that is proposed stays.
     *
     * @param verdict what to do with the lead
     * @param text the reason, as people read it
     */
    void set(Verdict verdict, String text);
}
