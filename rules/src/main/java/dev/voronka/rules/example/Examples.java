package dev.voronka.rules.example;

import dev.voronka.VoronkaException;
import dev.voronka.decision.Decisions;
import dev.voronka.questionnaire.Question;
import dev.voronka.questionnaire.Questionnaire;
import dev.voronka.rules.example.Facts.Unreadable;
import dev.voronka.rules.example.Tried.Miss;
import dev.voronka.rules.gate.Problem;
import dev.voronka.rules.source.Csv;
import dev.voronka.rules.source.Csv.Cell;
import dev.voronka.rules.source.Csv.Row;
import dev.voronka.rules.source.Likeness;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Tables of examples, {@code *.examples.csv}: a row of facts and, in columns that begin with {@code expect} or {@code
 * ожидаем}, what must come of them. A blank cell of facts is what is not known; a blank expectation is not looked at, and
 * {@code -} expects nothing. The name of the file begins with what it is about: {@code score} or {@code verdict}, {@code
 * route}, {@code escalate}, {@code approve}.
 *
 * <pre>
 * пример;регион;бюджет;deadline;ожидаем баллы;ожидаем вердикт
 * Крупный и срочный;Москва;2 000 000;month;65;QUALIFIED
 * </pre>
 */
public final class Examples {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private static final String NOTHING = "-";

    private final Asking book;
    private final Questionnaire questionnaire;
    private final List<String> figures;
    private final Clock clock;
    private final List<Tried> tried = new ArrayList<>();
    private final List<Problem> unread = new ArrayList<>();

    private Examples(Decisions book, Questionnaire questionnaire, List<String> figures, Clock clock) {
        this.book = new Asking(book);
        this.questionnaire = questionnaire;
        this.figures = figures;
        this.clock = clock;
    }

    /**
     * Tries all examples on a book. Never throws for what a table says.
     *
     * @param tables by the name of the file
     * @param questionnaire whose codes may be columns of leads
     * @param figures whose names may be columns of approvals
     * @param clock today, from which {@code +30} counts
     */
    public static ExampleReport tried(
            SortedMap<String, String> tables,
            Decisions book,
            Questionnaire questionnaire,
            List<String> figures,
            Clock clock) {
        var examples = new Examples(book, questionnaire, figures, clock);
        tables.forEach(examples::table);
        return new ExampleReport(examples.tried, examples.unread);
    }

    private void table(String file, String text) {
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
        rows.stream().skip(1).forEach(row -> row(file, about.get(), rows.get(0), row));
    }

    private static boolean isComment(Row row) {
        return row.isBlank() || row.cell(0).text().startsWith("#");
    }

    /** Whether all columns are known; a fact that is silently left out would make an example lie. */
    private boolean readsHead(String file, Row head) {
        var sound = true;
        for (var cell : head.cells()) {
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

    private void row(String file, About about, Row head, Row row) {
        var facts = new Facts();
        for (var i = 0; i < head.cells().size(); i++) {
            var cell = row.cell(i);
            var title = head.cell(i).text();
            Column.of(title).ifPresent(column -> facts.put(column, cell));
            facts.put(title, cell);
        }
        try {
            var outcome = ask(about, facts);
            if (outcome.isEmpty()) {
                unread.add(problem(
                        file,
                        row.cell(0),
                        "no-rules",
                        "The book has no rules that this example could try.",
                        "В книге нет правил, которые проверял бы этот пример."));
            } else {
                tried.add(compared(file, head, row, outcome.get()));
            }
        } catch (Unreadable bad) {
            unread.add(problem(
                    file,
                    bad.cell,
                    "bad-cell",
                    "The cell says \"" + bad.cell.text() + "\"; it should be " + bad.wanted + ".",
                    "В ячейке «" + bad.cell.text() + "», а нужно: " + bad.wantedRu + "."));
        } catch (VoronkaException failed) {
            tried.add(new Tried(
                    file,
                    row.line(),
                    name(head, row),
                    List.of(new Miss("an answer", "ответ", "—", String.valueOf(failed.getMessage()))),
                    List.of()));
        }
    }

    private Optional<Outcome> ask(About about, Facts facts) throws Unreadable {
        return switch (about) {
            case LEAD -> book.judge(facts.lead(questionnaire, clock));
            case ROUTE -> book.route(facts.question());
            case ESCALATE -> book.escalate(facts.escalation());
            case APPROVE -> book.approve(facts.asked(figures));
        };
    }

    private static Tried compared(String file, Row head, Row row, Outcome outcome) {
        var misses = new ArrayList<Miss>();
        for (var i = 0; i < head.cells().size(); i++) {
            var column = Column.of(head.cell(i).text()).filter(Column::isExpectation);
            var expected = row.cell(i).text();
            if (column.isPresent() && !expected.isEmpty()) {
                var got = outcome.got().getOrDefault(column.get(), "");
                if (!tidy(expected.equals(NOTHING) ? "" : expected).equals(tidy(got))) {
                    misses.add(new Miss(
                            column.get().word(Locale.ENGLISH), column.get().word(RUSSIAN), expected, got));
                }
            }
        }
        return new Tried(file, row.line(), name(head, row), misses, outcome.rules());
    }

    /** Without regard to blanks, and to the order of what is joined by a plus. */
    private static List<List<String>> tidy(String said) {
        return Arrays.stream(said.split(">"))
                .map(step -> Arrays.stream(step.split("\\+"))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .sorted()
                        .toList())
                .filter(step -> !step.isEmpty())
                .toList();
    }

    private static String name(Row head, Row row) {
        for (var i = 0; i < head.cells().size(); i++) {
            if (Column.of(head.cell(i).text()).filter(c -> c == Column.EXAMPLE).isPresent()) {
                return row.cell(i).text();
            }
        }
        return "строка " + row.line();
    }

    private static Problem problem(String file, Cell cell, String code, String text, String textRu) {
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
