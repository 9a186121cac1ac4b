package dev.voronka.rules.cli;

import dev.voronka.rules.BookRefused;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.Trial;
import dev.voronka.rules.explain.RuleWords;
import dev.voronka.rules.explain.Titles;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the commands work with.
 *
 * @param judging how books are applied
 * @param titles what people call codes
 */
record Desk(Judging judging, Titles titles, Screen screen) {

    /**
     * A book as it was found.
     *
     * @param book empty if it is refused
     */
    record Found(Path folder, Optional<RuleBook> book, List<Problem> problems) {
        boolean isFine() {
            return problems.isEmpty();
        }
    }

    RuleWords words() {
        return RuleWords.in(screen.reader(), titles);
    }

    /**
     * Reads the book in a folder and tries it on nothing.
     *
     * @throws WrongUse if that is no folder, or it cannot be read
     */
    Found read(Path folder) {
        if (!Files.exists(folder)) {
            throw new WrongUse("no-such-folder", folder);
        } else if (!Files.isDirectory(folder)) {
            throw new WrongUse("not-a-folder", folder);
        } else if (!Files.isReadable(folder)) {
            throw new WrongUse("unreadable", folder);
        }
        try {
            var book = RuleBook.read(folder, judging.vocabulary());
            return new Found(folder, Optional.of(book), Trial.warmed(book, judging));
        } catch (BookRefused refused) {
            return new Found(folder, Optional.empty(), refused.problems());
        }
    }

    /** What somebody should look at in a book that may be published: what is proven to be odd. */
    List<Problem> warnings(RuleBook book) {
        return book.analysed(judging).warnings();
    }

    /** Ends a command whose book is refused: prints why. */
    int refused(String command, Found found) {
        if (screen.isJson()) {
            screen.json(Screen.object(
                    "command", command, "ok", false, "exit", Screen.REFUSED, "problems", problems(found.problems())));
        } else {
            new Places(found.folder(), screen).print(found.problems(), true);
            screen.line(screen.red(screen.say("refused", found.problems().size())));
        }
        return Screen.REFUSED;
    }

    List<Map<String, Object>> problems(List<Problem> problems) {
        return problems.stream().map(this::problem).toList();
    }

    private Map<String, Object> problem(Problem problem) {
        var russian = screen.reader().getLanguage().equals("ru");
        return Screen.object(
                "file",
                problem.file(),
                "line",
                problem.line(),
                "column",
                problem.column(),
                "rule",
                problem.rule(),
                "code",
                problem.code(),
                "text",
                russian ? problem.textRu() : problem.text());
    }

    static int rules(RuleBook book) {
        return Arrays.stream(Kind.values()).mapToInt(k -> book.rules(k).size()).sum();
    }
}
