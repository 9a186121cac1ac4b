package dev.voronka.rules.cli;

import dev.voronka.rules.cli.BookInWords.Chapter;
import dev.voronka.rules.cli.BookInWords.Part;
import dev.voronka.rules.cli.BookInWords.Rule;
import dev.voronka.rules.cli.BookInWords.Table;
import dev.voronka.rules.gate.Kind;
import java.util.List;
import java.util.stream.Collectors;

/** One page that needs nothing else: it opens without a network, and prints. */
final class HtmlPage {

    private static final String STYLE = """
            :root { --ink: #1d2430; --soft: #5b6675; --line: #dfe4ea; --paper: #fff; --mark: #eef3fb; --accent: #1f5fbf; }
            * { box-sizing: border-box; }
            body { margin: 0; background: #f6f7f9; color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", Arial, sans-serif; }
            main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
            h1 { font-size: 1.9rem; margin: 0 0 .25rem; }
            h2 { font-size: 1.4rem; margin: 3rem 0 .25rem; padding-top: .75rem; border-top: 2px solid var(--line); }
            h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; color: var(--soft); font-weight: 600; }
            a { color: var(--accent); text-decoration: none; }
            a:hover { text-decoration: underline; }
            .soft { color: var(--soft); }
            nav { margin: 1.5rem 0 0; padding: 1rem 1.25rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; }
            nav ul { margin: 0; padding: 0; list-style: none; columns: 2 18rem; }
            nav li { padding: .15rem 0; break-inside: avoid; }
            article { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; margin: .75rem 0; padding: .85rem 1.1rem 1rem; break-inside: avoid; }
            article.off { opacity: .65; }
            article header { display: flex; gap: .75rem; align-items: baseline; flex-wrap: wrap; }
            article h4 { margin: 0; font-size: 1.05rem; flex: 1 1 18rem; }
            .chip { font-size: .8rem; color: var(--soft); background: var(--mark); border-radius: 1rem; padding: .05rem .6rem; white-space: nowrap; }
            .chip.warn { background: #fdeeda; color: #8a4b00; }
            dl { display: grid; grid-template-columns: 3.2rem 1fr; gap: .15rem .5rem; margin: .5rem 0 0; }
            dt { color: var(--soft); }
            dd { margin: 0; }
            dd ul { margin: 0; padding-left: 1.1rem; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; background: var(--paper); font-size: .9rem; }
            th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
            th { background: var(--mark); font-weight: 600; }
            @media print {
              body { background: #fff; font-size: 11pt; }
              main { max-width: none; padding: 0; }
              nav { border: 0; padding: 0; }
              article, table { font-size: 10pt; }
              h2, h3 { break-after: avoid; }
              a { color: inherit; }
            }
            """;

    private final Screen screen;

    HtmlPage(Screen screen) {
        this.screen = screen;
    }

    String of(BookInWords book) {
        var title = escaped(screen.say("page.title"));
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <h1>%s</h1>
                <p class="soft">%s</p>
                %s%s%s</main>
                </body>
                </html>
                """.formatted(
                        screen.reader().getLanguage(),
                        title,
                        STYLE,
                        title,
                        escaped(screen.say("page.version", book.version(), book.rules())),
                        contents(book),
                        book.chapters().stream().map(this::chapter).collect(Collectors.joining()),
                        examples(book.examples()));
    }

    private String contents(BookInWords book) {
        var items = book.chapters().stream()
                .map(c -> "<li><a href=\"#" + c.kind().code() + "\">" + escaped(c.title())
                        + "</a> <span class=\"soft\">" + c.rules() + "</span></li>\n")
                .collect(Collectors.joining());
        var examples = book.examples().isEmpty()
                ? ""
                : "<li><a href=\"#examples\">" + escaped(screen.say("page.examples")) + "</a></li>\n";
        return "<nav>\n<ul>\n" + items + examples + "</ul>\n</nav>\n";
    }

    private String chapter(Chapter chapter) {
        return "<section id=\"" + chapter.kind().code() + "\">\n<h2>" + escaped(chapter.title()) + "</h2>\n<p>"
                + escaped(chapter.policy()) + "</p>\n"
                + chapter.files().stream().map(p -> part(chapter.kind(), p)).collect(Collectors.joining())
                + "</section>\n";
    }

    private String part(Kind kind, Part part) {
        return "<h3>" + escaped(part.file()) + "</h3>\n"
                + part.rules().stream().map(r -> rule(kind, part, r)).collect(Collectors.joining());
    }

    private String rule(Kind kind, Part part, Rule rule) {
        var chips = new StringBuilder();
        if (!rule.enabled()) {
            chips.append(chip("chip warn", screen.say("page.off")));
        }
        if (rule.salience() != 0) {
            chips.append(chip("chip", screen.say("page.salience", rule.salience())));
        }
        if (kind == Kind.VERDICT || kind == Kind.ROUTE) {
            chips.append(chip("chip", screen.say("page.place", rule.place())));
        }
        return """
                <article%s>
                <header><h4>%s</h4>%s<span class="soft">%s</span></header>
                <dl>
                <dt>%s</dt><dd>%s</dd>
                <dt>%s</dt><dd>%s</dd>
                </dl>
                </article>
                """.formatted(
                        rule.enabled() ? "" : " class=\"off\"",
                        escaped(rule.name()),
                        chips,
                        escaped(part.file() + ":" + rule.line()),
                        escaped(screen.say("page.if")),
                        list(rule.conditions()),
                        escaped(screen.say("page.then")),
                        list(rule.actions()));
    }

    private static String chip(String looks, String text) {
        return "<span class=\"" + looks + "\">" + escaped(text) + "</span>";
    }

    private static String list(List<String> said) {
        return said.size() == 1
                ? escaped(said.get(0))
                : said.stream()
                        .map(s -> "<li>" + escaped(s) + "</li>")
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private String examples(List<Table> tables) {
        return tables.isEmpty()
                ? ""
                : "<section id=\"examples\">\n<h2>" + escaped(screen.say("page.examples")) + "</h2>\n<p>"
                        + escaped(screen.say("page.examples.about")) + "</p>\n"
                        + tables.stream().map(HtmlPage::table).collect(Collectors.joining()) + "</section>\n";
    }

    private static String table(Table table) {
        var rows = new StringBuilder("<h3>" + escaped(table.file()) + "</h3>\n<div class=\"wide\"><table>\n");
        var tag = "th";
        for (var row : table.rows()) {
            rows.append("<tr>");
            for (var cell : row) {
                rows.append('<')
                        .append(tag)
                        .append('>')
                        .append(escaped(cell))
                        .append("</")
                        .append(tag)
                        .append('>');
            }
            rows.append("</tr>\n");
            tag = "td";
        }
        return rows.append("</table></div>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
