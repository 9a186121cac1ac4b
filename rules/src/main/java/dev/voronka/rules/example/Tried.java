package dev.voronka.rules.example;

import dev.voronka.rules.gate.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An example that was tried.
 *
 * @param file the table
 * @param line the row
 * @param name of the example
 * @param misses what came out otherwise than expected; empty if the example passed
 * @param rules which rules fired
 */
public record Tried(String file, int line, String name, List<Miss> misses, List<String> rules) {

    /**
     * Something that came out otherwise.
     *
     * @param expectation its column, in English
     * @param expectationRu its column, in Russian
     * @param expected as the table says it
     * @param got as it came out
     */
    public record Miss(String expectation, String expectationRu, String expected, String got) {
        String said(Locale reader) {
            return reader.getLanguage().equals("ru")
                    ? expectationRu + ": «" + expected + "», а вышло «" + got + "»"
                    : expectation + ": \"" + expected + "\", but it was \"" + got + "\"";
        }
    }

    /** Keeps unmodifiable copies. */
    public Tried {
        misses = List.copyOf(misses);
        rules = List.copyOf(rules);
    }

    /** Whether it came out as expected. */
    public boolean isPassed() {
        return misses.isEmpty();
    }

    /** As a problem of the book. */
    public Problem problem() {
        return new Problem(
                file,
                line,
                0,
                "",
                "example-fails",
                "Example \"" + name + "\": " + said(Locale.ENGLISH) + ". Rules that fired: " + fired("none") + ".",
                "Пример «" + name + "»: " + said(Locale.forLanguageTag("ru")) + ". Сработали правила: "
                        + fired("никакие") + ".");
    }

    private String said(Locale reader) {
        return misses.stream().map(m -> m.said(reader)).collect(Collectors.joining("; "));
    }

    String fired(String none) {
        return rules.isEmpty() ? none : String.join(", ", rules);
    }
}
