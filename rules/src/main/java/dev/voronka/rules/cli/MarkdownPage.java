package dev.voronka.rules.cli;

import dev.voronka.rules.cli.BookInWords.Chapter;
import dev.voronka.rules.cli.BookInWords.Rule;
import dev.voronka.rules.cli.BookInWords.Table;
import java.util.stream.Collectors;

/** The page for a wiki or a repository. */
final class MarkdownPage {

    private final Screen screen;

    MarkdownPage(Screen screen) {
        this.screen = screen;
    }

    String of(BookInWords book) {
        var page = new StringBuilder("# " + screen.say("page.title") + "\n\n"
                + screen.say("page.version", book.version(), book.rules()) + "\n");
        book.chapters().forEach(c -> chapter(c, page));
        if (!book.examples().isEmpty()) {
            page.append("\n## ").append(screen.say("page.examples")).append("\n\n");
            page.append(screen.say("page.examples.about")).append('\n');
            book.examples().forEach(t -> table(t, page));
        }
        return page.toString();
    }

    private void chapter(Chapter chapter, StringBuilder page) {
        page.append("\n## ")
                .append(escaped(chapter.title()))
                .append("\n\n")
                .append(chapter.policy())
                .append('\n');
        for (var part : chapter.files()) {
            page.append("\n### ").append(escaped(part.file())).append('\n');
            part.rules().forEach(r -> rule(r, page));
        }
    }

    private void rule(Rule rule, StringBuilder page) {
        page.append("\n**").append(escaped(rule.name())).append("**");
        if (rule.salience() != 0) {
            page.append(" (")
                    .append(screen.say("page.salience", rule.salience()))
                    .append(')');
        }
        if (!rule.enabled()) {
            page.append(" (").append(screen.say("page.off")).append(')');
        }
        page.append("\n\n");
        rule.conditions()
                .forEach(c -> page.append("- ")
                        .append(screen.say("page.if"))
                        .append(' ')
                        .append(escaped(c))
                        .append('\n'));
        rule.actions()
                .forEach(a -> page.append("- **")
                        .append(screen.say("page.then"))
                        .append("** ")
                        .append(escaped(a))
                        .append('\n'));
    }

    private static void table(Table table, StringBuilder page) {
        page.append("\n### ").append(escaped(table.file())).append("\n\n");
        var width = table.rows().stream().mapToInt(r -> r.size()).max().orElse(0);
        var isHead = true;
        for (var row : table.rows()) {
            page.append(row.stream().map(c -> " " + escaped(c) + " ").collect(Collectors.joining("|", "|", "|")));
            page.append("  |".repeat(width - row.size())).append('\n');
            if (isHead) {
                page.append("|---".repeat(width)).append("|\n");
                isHead = false;
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_|\\[\\]])", "\\\\$1")
                .replaceAll("\\s+", " ");
    }
}
