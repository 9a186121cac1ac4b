package dev.voronka.rules.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Whether a book may be published, its examples aside. */
@Command(name = "check", sortOptions = false)
final class CheckCommand implements Callable<Integer> {

    private final Desk desk;

    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    CheckCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var found = desk.read(folder);
        if (!found.isFine() || found.book().isEmpty()) {
            return desk.refused("check", found);
        }
        var book = found.book().get();
        var odd = book.analysed(desk.judging());
        var screen = desk.screen();
        if (screen.isJson()) {
            screen.json(Screen.object(
                    "command",
                    "check",
                    "ok",
                    true,
                    "exit",
                    Screen.FINE,
                    "book",
                    book.version(),
                    "files",
                    book.files().keySet(),
                    "rules",
                    Desk.rules(book),
                    "warnings",
                    desk.problems(odd.warnings()),
                    "analysis",
                    odd.plain()));
        } else {
            if (!odd.findings().isEmpty()) {
                screen.line(odd.text(screen.reader()));
            }
            screen.line(screen.green(screen.say(
                    "checked", book.version(), Desk.rules(book), book.files().size())));
        }
        return Screen.FINE;
    }
}
