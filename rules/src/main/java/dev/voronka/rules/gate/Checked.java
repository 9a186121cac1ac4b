package dev.voronka.rules.gate;

import java.util.List;

/**
 * What the gate has made of the files of one kind.
 *
 * @param problems what cannot stay; if there are any, nothing may be compiled
 * @param drl the text to be compiled, written anew from what was checked; empty if there are problems
 * @param rules what was understood, in the order of the book; also the sound rules beside problems
 */
public record Checked(Kind kind, List<Problem> problems, String drl, List<RuleTree> rules) {
    /** Keeps unmodifiable copies. */
    public Checked {
        problems = List.copyOf(problems);
        rules = List.copyOf(rules);
    }

    /** Whether it may be compiled. */
    public boolean isSound() {
        return problems.isEmpty();
    }
}
