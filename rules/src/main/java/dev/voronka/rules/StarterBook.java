package dev.voronka.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The texts of the book that ships with voronka. */
final class StarterBook {

    private static final List<String> FILES = List.of(
            "approve.drl",
            "approve.examples.csv",
            "escalate.csv",
            "escalate.drl",
            "escalate.examples.csv",
            "route.csv",
            "route.drl",
            "route.examples.csv",
            "score.drl",
            "score.dsl",
            "score.dslr",
            "score.examples.csv",
            "verdict.drl");

    private StarterBook() {}

    static SortedMap<String, String> files() {
        var files = new TreeMap<String, String>();
        FILES.forEach(name -> files.put(name, text(name)));
        return files;
    }

    private static String text(String name) {
        try (var in = StarterBook.class.getResourceAsStream("starter/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks the starter book's " + name + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
