package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.rules.example.ExampleReport;
import dev.voronka.rules.example.Examples;
import dev.voronka.rules.gate.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tables of examples beside rules. */
class ExamplesTest {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T21:30:00Z"), ZoneId.of("Europe/Moscow"));

    private static final String SCORE = """
            package voronka.score
            rule "Скоро"
            when
                Lead(answers["callAgainOn"] != null, answers["callAgainOn"] <= 30)
            then
                score.add(10, "позвонить скоро");
            end
            rule "Да"
            when
                Lead(answers["hasCompetitor"] == true)
            then
                score.add(-1, "есть конкурент");
            end
            """;

    @Test
    void facts_are_typed_by_the_questionnaire_and_days_count_from_today() {
        var report = tried(Map.of("score.drl", SCORE), "score.examples.csv", """
                # пояснение
                пример;callAgainOn;hasCompetitor;ожидаем баллы;ожидаем правила
                Через тридцать дней;+30;;10;Скоро
                Через тридцать один;+31;;0;-
                По дате в Москве;2026-12-24;да;9;Да + Скоро

                По дате позже;2026-12-25;нет;0;
                """);

        assertThat(report.problems()).isEmpty();
        assertThat(report.tried()).extracting(t -> t.line()).containsExactly(3, 4, 5, 7);
        assertThat(report.isPassed()).isTrue();
    }

    @Test
    void what_comes_out_otherwise_is_told_with_file_and_line_and_the_rules_that_fired() {
        var report = tried(
                Map.of("score.drl", SCORE),
                "score.examples.csv",
                "example,hasCompetitor,expect score,expect verdict\nOne,yes,5,NOT_TARGET\nTwo,no,0,QUALIFIED\n");

        assertThat(report.isPassed()).isFalse();
        assertThat(report.problems())
                .extracting(p -> p.said(Locale.ENGLISH))
                .containsExactly(
                        "score.examples.csv:2: Example \"One\": expect score: \"5\", but it was \"-1\". Rules that fired: Да.",
                        "score.examples.csv:3: Example \"Two\": expect verdict: \"QUALIFIED\", but it was \"NOT_TARGET\"."
                                + " Rules that fired: none.");
        assertThat(report.table(RUSSIAN).lines())
                .containsExactly(
                        "пример                    итог    сработали правила",
                        "score.examples.csv:2 One  НЕ ТАК  Да",
                        "score.examples.csv:3 Two  НЕ ТАК  —");
    }

    @Test
    void a_column_or_a_cell_that_cannot_be_read_is_told_instead_of_being_left_out() {
        assertThat(tried(Map.of("score.drl", SCORE), "score.examples.csv", "пример;бюджт;ожидаем баллы\nа;5;0\n")
                        .problems())
                .extracting(p -> p.said(RUSSIAN))
                .singleElement()
                .satisfies(said -> assertThat(said)
                        .startsWith("score.examples.csv:1:8: Нет столбца «бюджт». Возможно, «бюджет»?"));
        assertThat(tried(
                                Map.of("score.drl", SCORE),
                                "score.examples.csv",
                                "пример;бюджет;hasCompetitor;ожидаем баллы\nа;много;;0\nб;1 000,50;может быть;0\n")
                        .problems())
                .extracting(p -> p.said(RUSSIAN))
                .containsExactly(
                        "score.examples.csv:2:3: В ячейке «много», а нужно: число.",
                        "score.examples.csv:3:12: В ячейке «может быть», а нужно: да или нет.");
        assertThat(tried(
                                Map.of("r.drl", "package voronka.route\n"),
                                "route.examples.csv",
                                "кандидаты;ожидаем владельца\ne1 груз=3;e1\n")
                        .problems())
                .extracting(Problem::code)
                .containsExactly("bad-cell");
    }

    @Test
    void an_example_that_could_not_fail_and_what_never_comes_are_told() {
        var table = """
                пример;authority;ожидаем баллы;ожидаем вердикт
                Ничего;self;;
                Опечатка в ответе;slef;0;
                Слово вместо баллов;self;пять;
                Не вердикт;self;;qualified
                Лишняя ячейка;self;0;;7
                Хороший;self;-;
                """;

        var report = tried(Map.of("score.drl", SCORE), "score.examples.csv", table);

        assertThat(report.problems())
                .extracting(p -> p.code() + " " + p.line() + ":" + p.column())
                .contains(
                        "checks-nothing 2:1", "bad-cell 3:19", "bad-cell 4:26", "bad-cell 5:18", "cell-too-many 6:23");
        assertThat(report.problems())
                .extracting(p -> p.said(RUSSIAN))
                .contains("score.examples.csv:3:19: В ячейке «slef», а нужно: одно из self, knows, unknown.");
        assertThat(tried(
                                Map.of("score.drl", SCORE),
                                "score.examples.csv",
                                "бюджет;budget;бюджет;ожидаем баллы\n1;2;3;0\n")
                        .problems())
                .extracting(p -> p.code() + " " + p.column())
                .containsExactly("column-twice 8", "column-twice 15");
    }

    @Test
    void an_example_of_what_the_book_does_not_decide_and_a_file_of_nothing_known_are_told() {
        assertThat(tried(Map.of("score.drl", SCORE), "approve.examples.csv", "сумма;ожидаем согласующих\n5;HEAD\n")
                        .problems())
                .extracting(p -> p.code() + " " + p.line())
                .containsExactly("no-rules 2");
        assertThat(tried(Map.of("score.drl", SCORE), "мои.examples.csv", "сумма\n5\n")
                        .problems())
                .extracting(Problem::code)
                .containsExactly("bad-name");
    }

    private static ExampleReport tried(Map<String, String> rules, String file, String table) {
        var judging = Judging.standard().clock(NOW);
        return Examples.tried(
                new TreeMap<>(Map.of(file, table)),
                BookDecisions.of(RuleBook.of(rules), judging),
                judging.vocabulary().questionnaire(),
                judging.vocabulary().figures(),
                NOW);
    }
}
