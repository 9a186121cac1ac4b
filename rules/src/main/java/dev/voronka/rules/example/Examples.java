package dev.voronka.rules.example;

import dev.voronka.VoronkaException;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Decisions;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.RoutingRules;
import dev.voronka.questionnaire.Questionnaire;
import dev.voronka.rules.example.Tried.Miss;
import dev.voronka.rules.gate.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

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
    private final ExampleRows rows;
    private final List<Tried> tried = new ArrayList<>();
    private final List<Problem> unread = new ArrayList<>();

    private Examples(Decisions book, Questionnaire questionnaire, List<String> figures, Clock clock) {
        this.book = new Asking(book);
        this.rows = new ExampleRows(questionnaire, figures, clock, unread, true);
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
        rows.read(file, text, this::row);
    }

    private void row(ExampleRows.Read read) {
        try {
            var outcome = ask(read.facts());
            if (outcome.isEmpty()) {
                unread.add(ExampleRows.problem(
                        read.file(),
                        read.row().cell(0),
                        "no-rules",
                        "The book has no rules that this example could try.",
                        "В книге нет правил, которые проверял бы этот пример."));
            } else {
                tried.add(compared(read, outcome.get()));
            }
        } catch (VoronkaException failed) {
            tried.add(new Tried(
                    read.file(),
                    read.row().line(),
                    read.name(),
                    List.of(new Miss("an answer", "ответ", "—", String.valueOf(failed.getMessage()))),
                    List.of()));
        }
    }

    /**
     * The facts of a table, without trying them on any book.
     *
     * @param file its name, which says what it is about
     * @param unread what could not be read is added to it
     * @return facts as a port is asked with: {@link LeadFacts}, {@link RoutingRules.Question}, {@link Escalation} or {@link
     *     ApprovalPolicy.Asked}
     */
    public static List<Given> given(
            String file,
            String text,
            Questionnaire questionnaire,
            List<String> figures,
            Clock clock,
            List<Problem> unread) {
        var given = new ArrayList<Given>();
        new ExampleRows(questionnaire, figures, clock, unread, false)
                .read(file, text, r -> given.add(new Given(file, r.row().line(), r.name(), r.facts())));
        return given;
    }

    /**
     * The facts of a row.
     *
     * @param file the table
     * @param line where the row begins
     * @param name of the example
     * @param facts as a port is asked with
     */
    public record Given(String file, int line, String name, Object facts) {}

    private Optional<Outcome> ask(Object facts) {
        if (facts instanceof LeadFacts lead) {
            return book.judge(lead);
        } else if (facts instanceof RoutingRules.Question question) {
            return book.route(question);
        } else if (facts instanceof Escalation card) {
            return book.escalate(card);
        }
        return book.approve((ApprovalPolicy.Asked) facts);
    }

    private static Tried compared(ExampleRows.Read read, Outcome outcome) {
        var head = read.head();
        var row = read.row();
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
        return new Tried(read.file(), row.line(), read.name(), misses, outcome.rules());
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
}
