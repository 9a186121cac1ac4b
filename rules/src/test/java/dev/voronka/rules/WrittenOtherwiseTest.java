package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.decision.Contribution;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules written as sentences and as tables. */
class WrittenOtherwiseTest {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private static final String SENTENCES = """
            # фразы
            [when]Лид=Lead()
            [when]- бюджет от {n}=budget >= {n}
            [when]- бюджет от {n} рублей=budget >= {n}
            [when]- регион "{r}"=region == "{r}"
            [then]Добавить {n} баллов за «{t}»=score.add({n}, "{t}");
            [keyword]ежели=when
            """;

    @Test
    void sentences_mean_what_their_rules_say() {
        var book = RuleBook.of(Map.of("score.dsl", SENTENCES, "score.dslr", """
                пакет voronka.score

                правило "Крупный"
                важность 5
                ежели
                    лид
                    -  бюджет от 1 000 000 рублей
                    - регион "Москва"
                тогда
                    Добавить 40 баллов за «бюджет, регион»
                    > score.add(2, "как есть");
                конец
                """));

        assertThat(judged(book, 1_000_000, "Москва"))
                .containsExactly(new Contribution("бюджет, регион", 40), new Contribution("как есть", 2));
        assertThat(judged(book, 999_999, "Москва")).isEmpty();
        assertThat(judged(book, 1_000_000, "Казань")).isEmpty();
        assertThat(book.rules(Kind.SCORE)).singleElement().satisfies(rule -> {
            assertThat(rule.salience()).isEqualTo(5);
            assertThat(rule.line()).isEqualTo(3);
            assertThat(rule.actions().get(0).line()).isEqualTo(10);
        });
    }

    @Test
    void a_sentence_that_nobody_knows_is_told_with_its_line_and_the_nearest_one() {
        var problems = refused(Map.of("score.dsl", SENTENCES, "score.dslr", """
                пакет voronka.score
                правило "Крупный"
                когда
                    Лид
                    - бюджет выше 1000
                тогда
                    Добавить 40 баллов за «бюджет»
                конец
                """));

        assertThat(problems)
                .extracting(p -> p.said(RUSSIAN))
                .containsExactly("score.dslr:5 правило «Крупный»: Такой фразы нет в файлах .dsl: «- бюджет выше 1000»."
                        + " Возможно, «- бюджет от {n}»?");
    }

    @Test
    void what_the_gate_finds_in_a_sentence_is_told_at_the_line_of_the_sentence() {
        var problems = refused(Map.of(
                "score.dsl",
                SENTENCES.replace("budget >= {n}\n[when]- рег", "budgt >= {n}\n[when]- рег"),
                "score.dslr",
                """
                пакет voronka.score
                правило "К"
                когда
                  Лид
                  - регион "а"
                  - бюджет от 5 рублей
                тогда
                  Добавить 4 баллов за «б»
                конец
                """));

        assertThat(problems).singleElement().satisfies(p -> {
            assertThat(p.said(RUSSIAN)).startsWith("score.dslr:6 правило «К»:").contains("budget");
        });
    }

    @Test
    void a_line_with_a_dash_needs_a_fact_above_it_and_a_sentence_needs_its_form() {
        var problems = refused(Map.of(
                "a.dsl",
                "[when]- бюджет от {n}=budget >= {n}\nпросто текст\n",
                "s.dslr",
                "пакет voronka.score\nправило \"К\"\nкогда\n  - бюджет от 5\nтогда\nконец\n"));

        assertThat(problems)
                .extracting(p -> p.file() + ":" + p.line() + " " + p.code())
                .containsExactly("a.dsl:2 bad-sentence", "s.dslr:4 constraint-without-fact");
    }

    @Test
    void what_people_write_into_a_sentence_cannot_become_another_rule() {
        var problems = refused(Map.of("score.dsl", SENTENCES, "score.dslr", """
                пакет voronka.score
                правило "К"
                когда
                  Лид
                  - бюджет от 5) eval(true
                тогда
                  Добавить 1); System.exit(0); score.add(1 баллов за «б»
                конец
                """));

        assertThat(problems).isNotEmpty().allSatisfy(p -> assertThat(p.file()).isEqualTo("score.dslr"));
        assertThat(problems).extracting(Problem::line).contains(5, 7);
    }

    @Test
    void a_table_from_excel_in_russia_has_a_rule_in_each_row() {
        var book = RuleBook.of(Map.of("score.csv", """
                \uFEFFпакет;voronka.score;;;\r
                таблица;Регион и бюджет;;;\r
                правило;важность;условие;условие;действие;примечание\r
                ;;Lead;Lead;;\r
                ;;"region == ""$param\""";budget >= $param;"score.add($1, ""$2"")";\r
                Название;Важность;Регион;Бюджет от;Баллы, причина;Для себя\r
                Москва;7;Москва;1 000 000,50;10, регион, наш;проверено\r
                ;;;100 000;5, крупный;\r
                ;;;;;\r
                после пустой строки;;x;1;1, не читается;\r
                """));

        assertThat(book.rules(Kind.SCORE))
                .extracting(r -> r.name() + " " + r.salience() + " " + r.line())
                .containsExactly("Москва 7 7", "Регион и бюджет, строка 8 0 8");
        assertThat(judged(book, 1_000_001, "Москва"))
                .containsExactly(new Contribution("регион, наш", 10), new Contribution("крупный", 5));
        assertThat(judged(book, 1_000_000, "Москва")).containsExactly(new Contribution("крупный", 5));
        assertThat(judged(book, 1, "Москва")).isEmpty();
    }

    @Test
    void a_table_with_commas_and_english_words_is_read_too() {
        var book = RuleBook.of(Map.of("score.csv", """
                RuleSet,voronka.score
                RuleTable Regions
                NAME,CONDITION,ACTION
                ,Lead,
                ,"region == ""$param\""","score.add($1, ""$2"")"
                name,region,points
                Moscow,Москва,"10, our region"
                """));

        assertThat(judged(book, 1, "Москва")).containsExactly(new Contribution("our region", 10));
    }

    @Test
    void what_the_gate_finds_in_a_table_is_told_at_the_cell() {
        var problems = refused(Map.of("score.csv", """
                пакет;voronka.score
                таблица;Т
                правило;условие;условие;действие
                ;Lead;Lead;
                ;region == "$param";budget >= $param;score.add($1, "$2")
                Название;Регион;Бюджет;Баллы
                А;Москва;много;10, а
                Б;Москва;5;десять, б
                В;Москва;5;1, в
                В;Москва;6;1, г
                """));

        assertThat(problems)
                .extracting(p -> p.file() + ":" + p.line() + ":" + p.column() + " " + p.rule())
                .containsExactly("score.csv:7:10 А", "score.csv:8:12 Б", "score.csv:10:0 В");
        assertThat(problems.get(2).textRu()).contains("score.csv:9");
    }

    @Test
    void a_cell_without_a_column_and_a_quotation_mark_within_a_value_are_told_instead_of_being_left_out() {
        var problems = refused(Map.of("score.csv", """
                пакет;voronka.score
                таблица;Т
                правило;условие;действие
                ;Lead;
                ;"region == ""$param\""";score.add($1, "$2")
                Название;Регион;Баллы
                А;Москва;10, а;лишнее
                Б;"ООО ""Ромашка\""";10, «б»
                """));

        assertThat(problems)
                .extracting(p -> p.code() + " " + p.line() + ":" + p.column())
                .containsExactly("cell-too-many 7:16", "quote-in-value 8:3");
    }

    @Test
    void a_csv_without_a_table_and_a_column_that_nobody_knows_are_told() {
        assertThat(refused(Map.of("score.csv", "пакет;voronka.score\n")))
                .extracting(Problem::code)
                .containsExactly("no-table");
        assertThat(refused(
                        Map.of("score.csv", "пакет;voronka.score\nтаблица;Т\nправило;услове\n;Lead\n;x\nа;б\nв;г\n")))
                .extracting(p -> p.said(RUSSIAN))
                .containsExactly("score.csv:3:9: Столбец бывает «правило», «важность», «условие», «действие» или"
                        + " «примечание», а здесь «услове».");
        assertThat(refused(Map.of("score.csv", "пакет;voronka.score\nтаблица;Т\nправило\n")))
                .extracting(Problem::code)
                .containsExactly("short-table");
    }

    private static List<Contribution> judged(RuleBook book, long budget, String region) {
        return BookDecisions.of(book, Judging.standard())
                .qualifier()
                .orElseThrow()
                .answer(Books.lead("", region, budget, Map.of()))
                .contributions();
    }

    private static List<Problem> refused(Map<String, String> files) {
        return catchThrowableOfType(BookRefused.class, () -> RuleBook.of(files)).problems();
    }
}
