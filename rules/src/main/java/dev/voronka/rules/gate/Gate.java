package dev.voronka.rules.gate;

import java.util.List;

/** Checks the files of one kind of a book. Immutable, thread-safe; never throws for what a file says. */
public final class Gate {

    private final Questions questions;
    private final Bounds bounds;

    /**
     * How large a book may be.
     *
     * @param files of a kind
     * @param characters of a file
     * @param rules of a kind
     * @param patterns of a rule
     */
    public record Bounds(int files, int characters, int rules, int patterns) {
        /** 100 files of 1,000,000 characters, 5,000 rules, 6 patterns a rule. */
        public static final Bounds STANDARD = new Bounds(100, 1_000_000, 5_000, 6);
    }

    /** A gate for these questions. */
    public Gate(Questions questions, Bounds bounds) {
        this.questions = questions;
        this.bounds = bounds;
    }

    /** Checks files of one kind, in the order of the book. */
    public Checked check(Kind kind, List<SourceText> files) {
        return new Checked(
                kind, List.of(new Problem(files.toString(), 1, 0, "", "wip", questions + " " + bounds, "")), "", List.of());
    }
}
