package dev.voronka.rules.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A page for business users with every rule in words. */
@Command(name = "docs", sortOptions = false)
final class DocsCommand implements Callable<Integer> {

    /** What the page is. */
    enum Format {
        HTML,
        MD
    }

    private final Desk desk;

    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "out")
    private @Nullable Path file;

    @Option(names = "--format", paramLabel = "html|md", descriptionKey = "format", defaultValue = "HTML")
    private Format format = Format.HTML;

    DocsCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        if (file != null) {
            Target.check(file, List.of(".html", ".htm", ".md", ".json"), List.of());
        }
        var found = desk.read(folder);
        if (!found.isFine() || found.book().isEmpty()) {
            return desk.refused("docs", found);
        }
        var screen = desk.screen();
        var book = BookInWords.of(found.book().get(), desk.words());
        var page = screen.isJson()
                ? Screen.written(book.json()) + "\n"
                : format == Format.MD ? new MarkdownPage(screen).of(book) : new HtmlPage(screen).of(book);
        if (file == null) {
            screen.text(page);
            return Screen.FINE;
        }
        try {
            Files.writeString(file, page);
        } catch (IOException unable) {
            throw WrongUse.of(unable, "unwritable", file);
        }
        if (screen.isJson()) {
            screen.json(Screen.object(
                    "command",
                    "docs",
                    "ok",
                    true,
                    "exit",
                    Screen.FINE,
                    "book",
                    book.version(),
                    "out",
                    file.toString()));
        } else {
            screen.line(screen.green(screen.say("written", file, book.rules())));
        }
        return Screen.FINE;
    }
}
