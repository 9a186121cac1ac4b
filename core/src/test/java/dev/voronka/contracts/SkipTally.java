package dev.voronka.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Counts the tests of a suite that were run and skipped, prints both, and fails where a test is skipped that the committed list
 * does not name: a line each, {@code BitrixStoreTest.name_of_the_test}.
 */
final class SkipTally implements TestWatcher, AfterAllCallback {

    static final String LIST = "store-contract-skips.txt";

    private int run;
    private final List<String> skipped = new ArrayList<>();

    @Override
    public void testSuccessful(ExtensionContext test) {
        run++;
    }

    @Override
    public void testFailed(ExtensionContext test, Throwable cause) {
        run++;
    }

    @Override
    public void testAborted(ExtensionContext test, Throwable cause) {
        skipped.add(name(test));
    }

    @Override
    public void testDisabled(ExtensionContext test, Optional<String> reason) {
        skipped.add(name(test));
    }

    private static String name(ExtensionContext test) {
        return test.getRequiredTestClass().getSimpleName() + "."
                + test.getRequiredTestMethod().getName();
    }

    @Override
    public void afterAll(ExtensionContext suite) {
        var name = suite.getRequiredTestClass().getSimpleName();
        System.out.println("Contract of stores, " + name + ": " + run + " run, " + skipped.size() + " skipped"
                + (skipped.isEmpty() ? "." : ": " + String.join(", ", skipped) + "."));
        check(skipped, allowed());
    }

    /** Fails if a test was skipped that the list does not name. */
    static void check(List<String> skipped, List<String> allowed) {
        var more = new TreeSet<>(skipped);
        allowed.forEach(more::remove);
        if (!more.isEmpty()) {
            throw new AssertionError("More tests of the contract of stores are skipped than " + LIST + " allows: "
                    + more + ". Make the store pass them, or name them there if the capability is missing on purpose.");
        }
    }

    /** What all lists on the class path allow: those of this project, and that of a store's author outside. */
    private static List<String> allowed() {
        try {
            var allowed = new ArrayList<String>();
            for (var list : Collections.list(SkipTally.class.getClassLoader().getResources(LIST))) {
                try (var open = list.openStream()) {
                    new String(open.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                            .forEach(allowed::add);
                }
            }
            return allowed;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
