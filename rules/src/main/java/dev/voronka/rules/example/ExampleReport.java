package dev.voronka.rules.example;

import dev.voronka.rules.gate.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What came of all examples of a book.
 *
 * @param tried one after another
 * @param unread what could not be read in the tables
 */
public record ExampleReport(List<Tried> tried, List<Problem> unread) {
    /** Keeps unmodifiable copies. */
    public ExampleReport {
        tried = List.copyOf(tried);
        unread = List.copyOf(unread);
    }

    /** Whether all came out as expected. */
    public boolean isPassed() {
        return unread.isEmpty() && tried.stream().allMatch(Tried::isPassed);
    }

    /** What keeps the book from being published. */
    public List<Problem> problems() {
        return Stream.concat(
                        unread.stream(),
                        tried.stream().filter(t -> !t.isPassed()).map(Tried::problem))
                .toList();
    }

    /** A table: the example, whether it passed, the rules that fired. */
    public String table(Locale reader) {
        var russian = reader.getLanguage().equals("ru");
        var rows = new ArrayList<List<String>>();
        rows.add(
                russian
                        ? List.of("пример", "итог", "сработали правила")
                        : List.of("example", "result", "rules that fired"));
        for (var one : tried) {
            var passed = russian ? "верно" : "passed";
            var failed = russian ? "НЕ ТАК" : "FAILED";
            rows.add(List.of(
                    one.file() + ":" + one.line() + " " + one.name(),
                    one.isPassed() ? passed : failed,
                    one.fired("—")));
        }
        var first = rows.stream().mapToInt(r -> r.get(0).length()).max().orElse(0);
        var second = rows.stream().mapToInt(r -> r.get(1).length()).max().orElse(0);
        var table = new StringBuilder();
        for (var row : rows) {
            table.append(padded(row.get(0), first))
                    .append("  ")
                    .append(padded(row.get(1), second))
                    .append("  ")
                    .append(row.get(2))
                    .append('\n');
        }
        return table.toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
