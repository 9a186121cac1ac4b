package dev.voronka.rules.cli;

import dev.voronka.people.Directory;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.Trial;
import dev.voronka.rules.example.ExampleReport;
import dev.voronka.rules.example.Tried;
import dev.voronka.rules.example.Tried.Miss;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tries the examples that lie beside the rules. */
@Command(name = "test", sortOptions = false)
final class TestCommand implements Callable<Integer> {

    private final Desk desk;

    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    TestCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var found = desk.read(folder);
        if (!found.isFine() || found.book().isEmpty()) {
            return desk.refused("test", found);
        }
        var book = found.book().get();
        var report = Trial.of(book, desk.judging(), Directory.empty()).examples();
        var exit = report.isPassed() ? Screen.FINE : Screen.REFUSED;
        if (desk.screen().isJson()) {
            json(book, report, exit);
        } else {
            print(book, report);
        }
        return exit;
    }

    private void json(RuleBook book, ExampleReport report, int exit) {
        desk.screen()
                .json(Screen.object(
                        "command",
                        "test",
                        "ok",
                        exit == Screen.FINE,
                        "exit",
                        exit,
                        "book",
                        book.version(),
                        "examples",
                        report.tried().stream().map(this::example).toList(),
                        "problems",
                        desk.problems(report.unread()),
                        "warnings",
                        desk.problems(desk.warnings(book))));
    }

    private Map<String, Object> example(Tried tried) {
        return Screen.object(
                "file",
                tried.file(),
                "line",
                tried.line(),
                "name",
                tried.name(),
                "passed",
                tried.isPassed(),
                "rules",
                tried.rules(),
                "misses",
                tried.misses().stream().map(this::miss).toList());
    }

    private Map<String, Object> miss(Miss miss) {
        return Screen.object("expectation", expectation(miss), "expected", miss.expected(), "got", miss.got());
    }

    private String expectation(Miss miss) {
        return desk.screen().reader().getLanguage().equals("ru") ? miss.expectationRu() : miss.expectation();
    }

    private void print(RuleBook book, ExampleReport report) {
        var screen = desk.screen();
        if (!report.tried().isEmpty()) {
            screen.text(report.table(screen.reader()));
        }
        for (var tried : report.tried()) {
            if (!tried.isPassed()) {
                screen.line("");
                screen.line(screen.red(tried.file() + ":" + tried.line() + " " + tried.name()));
                tried.misses()
                        .forEach(m ->
                                screen.line("    " + screen.say("expected", expectation(m), m.expected(), m.got())));
            }
        }
        if (!report.unread().isEmpty()) {
            screen.line("");
            new Places(folder, screen).print(report.unread(), true);
        }
        new Places(folder, screen).print(desk.warnings(book), false);
        screen.line("");
        var failed = report.tried().stream().filter(t -> !t.isPassed()).count();
        if (report.tried().isEmpty() && report.unread().isEmpty()) {
            screen.line(screen.yellow(screen.say("no-examples")));
        } else if (report.isPassed()) {
            screen.line(screen.green(screen.say("passed", report.tried().size())));
        } else {
            screen.line(screen.red(screen.say(
                    "failed", report.tried().size(), failed, report.unread().size())));
        }
    }
}
