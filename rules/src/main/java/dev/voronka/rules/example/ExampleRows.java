package dev.voronka.rules.example;

import dev.voronka.decision.Qualification.Verdict;
import dev.voronka.questionnaire.Question;
import dev.voronka.questionnaire.Questionnaire;
import dev.voronka.rules.example.Facts.Unreadable;
import dev.voronka.rules.gate.Problem;
import dev.voronka.rules.source.Csv;
import dev.voronka.rules.source.Csv.Cell;
import dev.voronka.rules.source.Csv.Row;
import dev.voronka.rules.source.Likeness;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the rows of tables of examples. */
final class ExampleRows {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    /** A row with its facts. */
    record Read(String file, Row head, Row row, String name, Object facts) {}

    private final Questionnaire questionnaire;
    private final List<String> figures;
    private static final List<String> VERDICTS =
            Arrays.stream(Verdict.values()).map(Enum::name).toList();

    private final Clock clock;
    private final List<Problem> unread;
    private final boolean mustExpect;

    /** Rows that must expect something, or that need not. */
    ExampleRows(
            Questionnaire questionnaire, List<String> figures, Clock clock, List<Problem> unread, boolean mustExpect) {
        this.mustExpect = mustExpect;
        this.questionnaire = questionnaire;
        this.figures = figures;
        this.clock = clock;
        this.unread = unread;
    }

    /** Goes through the rows of a table; what cannot be read is told instead. */
    void read(String file, String text, Consumer<Read> each) {
        var about = About.of(file);
        if (about.isEmpty()) {
            unread.add(new Problem(
                    file,
                    0,
                    0,
                    "",
                    "bad-name",
                    "The name of a file of examples begins with score, verdict, route, escalate or approve.",
                    "Имя файла примеров начинается с score, verdict, route, escalate или approve."));
            return;
        }
        var rows = Csv.rows(text).stream().filter(r -> !isComment(r)).toList();
        if (rows.isEmpty() || !readsHead(file, rows.get(0))) {
            return;
        }
        rows.stream().skip(1).forEach(row -> row(file, about.get(), rows.get(0), row, each));
    }

    private static boolean isComment(Row row) {
        return row.isBlank() || row.cell(0).text().startsWith("#");
    }

    /** Whether all columns are known; a fact that is silently left out would make an example lie. */
    private boolean readsHead(String file, Row head) {
        var sound = true;
        var seen = new HashSet<String>();
        for (var cell : head.cells()) {
            var same = Column.of(cell.text()).map(Enum::name).orElse(cell.text());
            if (!cell.isBlank() && !seen.add(same)) {
                sound = false;
                unread.add(problem(
                        file,
                        cell,
                        "column-twice",
                        "The column \"" + cell.text() + "\" is there twice. Take one away.",
                        "Столбец «" + cell.text() + "» указан дважды. Уберите один."));
            }
            if (!cell.isBlank() && Column.of(cell.text()).isEmpty() && !named().contains(cell.text())) {
                sound = false;
                var known = Stream.concat(
                                Arrays.stream(Column.values())
                                        .flatMap(c -> Stream.of(c.word(RUSSIAN), c.word(Locale.ENGLISH))),
                                named().stream())
                        .toList();
                var near = Likeness.nearest(cell.text(), known);
                unread.add(new Problem(
                        file,
                        cell.at().line(),
                        cell.at().column(),
                        "",
                        "unknown-column",
                        "There is no column \"" + cell.text() + "\"."
                                + near.map(n -> " Did you mean \"" + n + "\"?").orElse("") + " There are: "
                                + String.join(", ", known) + ".",
                        "Нет столбца «" + cell.text() + "»."
                                + near.map(n -> " Возможно, «" + n + "»?").orElse("") + " Есть: "
                                + String.join(", ", known) + "."));
            }
        }
        return sound;
    }

    private List<String> named() {
        return Stream.concat(questionnaire.questions().stream().map(Question::code), figures.stream())
                .toList();
    }

    private void row(String file, About about, Row head, Row row, Consumer<Read> each) {
        var facts = new Facts();
        for (var i = 0; i < head.cells().size(); i++) {
            var cell = row.cell(i);
            var title = head.cell(i).text();
            Column.of(title).ifPresent(column -> facts.put(column, cell));
            facts.put(title, cell);
        }
        if (isOdd(file, head, row)) {
            return;
        }
        Object asked;
        try {
            asked = switch (about) {
                case LEAD -> facts.lead(questionnaire, clock);
                case ROUTE -> facts.question();
                case ESCALATE -> facts.escalation();
                case APPROVE -> facts.asked(figures);
            };
        } catch (Unreadable bad) {
            unread.add(problem(
                    file,
                    bad.cell,
                    "bad-cell",
                    "The cell says \"" + bad.cell.text() + "\"; it should be " + bad.wanted + ".",
                    "В ячейке «" + bad.cell.text() + "», а нужно: " + bad.wantedRu + "."));
            return;
        }
        each.accept(new Read(file, head, row, name(head, row), asked));
    }

    /** Whether a row says more than its columns, checks nothing, or expects what never comes; that is told. */
    private boolean isOdd(String file, Row head, Row row) {
        for (var i = head.cells().size(); i < row.cells().size(); i++) {
            if (!row.cell(i).isBlank()) {
                unread.add(problem(
                        file,
                        row.cell(i),
                        "cell-too-many",
                        "The cell \"" + row.cell(i).text() + "\" has no column. Is a semicolon too many in the row?",
                        "У ячейки «" + row.cell(i).text() + "» нет столбца. Нет ли в строке лишней точки с запятой?"));
                return true;
            }
        }
        var checks = false;
        for (var i = 0; i < head.cells().size(); i++) {
            var cell = row.cell(i);
            var column = Column.of(head.cell(i).text()).filter(Column::isExpectation);
            if (column.isEmpty() || cell.isBlank()) {
                continue;
            }
            checks = true;
            if (isNever(column.get(), cell.text())) {
                unread.add(problem(
                        file,
                        cell,
                        "bad-cell",
                        "The cell says \"" + cell.text() + "\"; it should be "
                                + (column.get() == Column.EXPECT_SCORE ? "a whole number" : "one of " + VERDICTS) + ".",
                        "В ячейке «" + cell.text() + "», а нужно: "
                                + (column.get() == Column.EXPECT_SCORE ? "целое число" : "одно из " + VERDICTS) + "."));
                return true;
            }
        }
        if (!checks && mustExpect) {
            unread.add(problem(
                    file,
                    row.cell(0),
                    "checks-nothing",
                    "This example expects nothing, so that it could not fail. Fill in a column that begins with \"expect\"; \"-\""
                            + " means that nothing comes of it.",
                    "Пример ничего не проверяет и ошибиться не может. Заполните столбец, который начинается с «ожидаем»; «-»"
                            + " значит «ничего не выйдет»."));
        }
        return !checks && mustExpect;
    }

    private static boolean isNever(Column column, String expected) {
        return !expected.equals("-")
                && ((column == Column.EXPECT_VERDICT && !VERDICTS.contains(expected))
                        || (column == Column.EXPECT_SCORE && !expected.matches("[-+]?\\d+")));
    }

    private static String name(Row head, Row row) {
        for (var i = 0; i < head.cells().size(); i++) {
            if (Column.of(head.cell(i).text()).filter(c -> c == Column.EXAMPLE).isPresent()) {
                return row.cell(i).text();
            }
        }
        return "строка " + row.line();
    }

    static Problem problem(String file, Cell cell, String code, String text, String textRu) {
        return new Problem(file, cell.at().line(), cell.at().column(), "", code, text, textRu);
    }

    /** What a table is about. */
    private enum About {
        LEAD,
        ROUTE,
        ESCALATE,
        APPROVE;

        private static final Map<String, About> BY_NAME =
                Map.of("score", LEAD, "verdict", LEAD, "route", ROUTE, "escalate", ESCALATE, "approve", APPROVE);

        static Optional<About> of(String file) {
            return BY_NAME.entrySet().stream()
                    .filter(e -> file.startsWith(e.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }
}
