package dev.voronka.examples.benchmarks.rules;

import dev.voronka.rules.RuleBook;

/** Checks and compiles a book of a hundred rules in a fresh virtual machine, then again and again, and says how long each took. */
public final class ColdBook {

    private ColdBook() {}

    /** Prints milliseconds, a line each. */
    public static void main(String[] args) {
        var files = HundredRules.files();
        for (var i = 0; i < 12; i++) {
            var before = System.nanoTime();
            RuleBook.of(files);
            System.out.println((System.nanoTime() - before) / 1_000_000);
        }
    }
}
