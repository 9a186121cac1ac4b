package dev.voronka.rules.cli;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.example.Examples;
import dev.voronka.rules.explain.Explained;
import dev.voronka.rules.explain.WhyNot;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Why rules fired, and why others did not. */
@Command(name = "explain", sortOptions = false)
final class ExplainCommand implements Callable<Integer> {

    /** What is explained. */
    static final class Subject {
        @ArgGroup(exclusive = false)
        private @Nullable Logged logged;

        @ArgGroup(exclusive = false)
        private @Nullable Table table;
    }

    /** Decisions of the log. */
    static final class Logged {
        @Option(names = "--decisions", paramLabel = "FILE", required = true, descriptionKey = "decisions")
        private Path file = Path.of("");

        @Option(names = "--card", paramLabel = "ID", required = true, descriptionKey = "card")
        private String card = "";
    }

    /** Facts of a table of examples. */
    static final class Table {
        @Option(names = "--facts", paramLabel = "FILE", required = true, descriptionKey = "facts")
        private Path file = Path.of("");

        @Option(names = "--row", paramLabel = "N", descriptionKey = "row")
        private int row;
    }

    private final Desk desk;

    @Option(names = "--rules", paramLabel = "DIR", required = true, descriptionKey = "dir")
    private Path folder = Path.of("");

    @ArgGroup(exclusive = true, multiplicity = "1")
    private @Nullable Subject subject;

    @Option(names = "--nearest", paramLabel = "N", defaultValue = "5", descriptionKey = "nearest")
    private int nearest = 5;

    @Option(names = "--rule", paramLabel = "NAME", descriptionKey = "rule")
    private @Nullable String rule;

    ExplainCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var found = desk.read(folder);
        if (!found.isFine() || found.book().isEmpty()) {
            return desk.refused("explain", found);
        }
        var book = found.book().get();
        checkRule(book);
        var explanation = new Explanation(desk, Math.max(0, nearest), rule);
        var whyNot = WhyNot.of(book, desk.judging(), desk.words());
        var unread = new ArrayList<Problem>();
        var asked = Objects.requireNonNull(subject);
        var explained = asked.logged != null
                ? logged(asked.logged, whyNot)
                : rows(Objects.requireNonNull(asked.table), whyNot, unread);
        if (!unread.isEmpty()) {
            return desk.refused("explain", new Desk.Found(folder, found.book(), unread));
        }
        explanation.print(book, explained);
        return Screen.FINE;
    }

    private void checkRule(RuleBook book) {
        if (rule != null
                && Arrays.stream(Kind.values())
                        .flatMap(k -> book.rules(k).stream())
                        .noneMatch(r -> r.name().equals(rule))) {
            throw new WrongUse("no-such-rule", rule, folder);
        }
    }

    private List<Explanation.One> logged(Logged logged, WhyNot whyNot) {
        var card = card(logged.card);
        var explained = DecisionLines.of(
                logged.file,
                decisions -> decisions
                        .filter(d -> d.card().equals(card))
                        .map(d -> Explanation.One.of(d, whyNot.decision(d)))
                        .toList());
        if (explained.isEmpty()) {
            throw new WrongUse("no-decision", logged.card, logged.file);
        }
        return explained;
    }

    private static CardId card(String id) {
        try {
            return CardId.parse(id);
        } catch (InvalidInput unlike) {
            throw new WrongUse("bad-card", id);
        }
    }

    private List<Explanation.One> rows(Table table, WhyNot whyNot, List<Problem> unread) {
        var file = Files.exists(table.file) ? table.file : folder.resolve(table.file);
        var vocabulary = desk.judging().vocabulary();
        var explained = new ArrayList<Explanation.One>();
        for (var given : Examples.given(
                String.valueOf(file.getFileName()),
                text(file),
                vocabulary.questionnaire(),
                vocabulary.figures(),
                desk.judging().clock(),
                unread)) {
            if (table.row == 0 || table.row == given.line()) {
                Explained one = whyNot.facts(given.facts());
                explained.add(Explanation.One.of(given, one));
            }
        }
        if (explained.isEmpty() && unread.isEmpty()) {
            throw new WrongUse("no-row", table.row, file);
        }
        return explained;
    }

    private static String text(Path file) {
        try {
            var text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException unreadable) {
            throw WrongUse.of(unreadable, "unreadable-file", file);
        }
    }
}
