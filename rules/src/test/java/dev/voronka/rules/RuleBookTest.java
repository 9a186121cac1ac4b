package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a book, and what is not and why. */
class RuleBookTest {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    @TempDir
    Path folder;

    @Test
    void a_folder_with_one_kind_of_rules_is_a_book() throws IOException {
        write("score.drl", Books.points(10));
        write("README.md", "не правило");

        var book = RuleBook.read(folder);

        assertThat(book.kinds()).containsExactly(Kind.SCORE);
        assertThat(book.files()).containsOnlyKeys("score.drl");
        assertThat(book.rules(Kind.SCORE)).extracting(r -> r.name()).containsExactly("Всем");
        assertThat(book.isTrusted()).isFalse();
    }

    @Test
    void the_version_is_of_names_and_texts_and_nothing_else() {
        var one = RuleBook.of(Books.givesAll(10));

        assertThat(RuleBook.of(Books.givesAll(10)).version())
                .isEqualTo(one.version())
                .matches("[0-9a-f]{12}");
        assertThat(RuleBook.of(Books.givesAll(11)).version()).isNotEqualTo(one.version());
        assertThat(RuleBook.of(Map.of("other.drl", Books.points(10))).version()).isNotEqualTo(one.version());
        assertThat(RuleBook.of(Map.of("score.drl", "\uFEFF" + Books.points(10))).version())
                .isEqualTo(one.version());
    }

    @Test
    void an_empty_folder_and_a_folder_that_is_not_there_are_refused() throws IOException {
        assertThat(refused(folder)).extracting(Problem::code).containsExactly("no-rules");
        assertThat(refused(folder.resolve("нет"))).extracting(Problem::code).containsExactly("no-folder");

        write("score.dsl", "[when]Лид=Lead()");

        assertThat(refused(folder)).extracting(Problem::code).containsExactly("no-rules");
        assertThat(refused(folder).get(0).said(RUSSIAN))
                .isEqualTo(folder.getFileName()
                        + ": Нет ни одного файла правил. В книге должен быть хотя бы один файл .drl, .dslr или .csv.");
    }

    @Test
    void a_byte_order_mark_is_read_over_and_windows_line_ends_too() throws IOException {
        write("score.drl", "\uFEFF" + Books.points(10).replace("\n", "\r\n"));

        assertThat(RuleBook.read(folder).kinds()).containsExactly(Kind.SCORE);
    }

    @Test
    void a_file_in_cp1251_is_refused_with_the_line_and_how_to_save_it() throws IOException {
        Files.write(folder.resolve("score.drl"), Books.points(10).getBytes(Charset.forName("windows-1251")));

        var problems = refused(folder);

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).said(RUSSIAN))
                .startsWith("score.drl:3: Файл сохранён не в UTF-8, похоже на Windows-1251. Сохраните его в UTF-8")
                .contains("Блокноте");
    }

    @Test
    void a_pipe_does_not_hold_up_anybody_and_utf_16_is_named() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("score.drl").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.write(
                folder.resolve("b.drl"), "package voronka.score".getBytes(java.nio.charset.StandardCharsets.UTF_16));

        assertThat(refused(folder))
                .extracting(p -> p.file() + " " + p.code())
                .containsExactlyInAnyOrder("score.drl no-file", "b.drl not-utf-8");
        assertThat(refused(folder)).extracting(Problem::textRu).anyMatch(t -> t.contains("UTF-16"));
    }

    @Test
    void a_file_of_ten_megabytes_is_refused_without_being_read() throws IOException {
        Files.write(folder.resolve("score.drl"), new byte[10 * 1024 * 1024]);

        assertThat(refused(folder))
                .extracting(p -> p.said(RUSSIAN))
                .containsExactly("score.drl: Файл слишком велик: 10240 КБ при пределе 1000000 знаков. Разделите его.");
    }

    @Test
    void a_text_that_is_too_long_and_too_many_files_are_refused() {
        assertThat(refused(Map.of("a.drl", "/".repeat(1_000_001))))
                .extracting(Problem::code)
                .containsExactly("too-large");

        Map<String, String> many = new HashMap<>();
        for (var i = 0; i < 501; i++) {
            many.put("score" + i + ".drl", "package voronka.score\n");
        }

        assertThat(refused(many)).extracting(Problem::code).containsExactly("too-many-files");
    }

    @Test
    void two_rules_of_one_name_in_two_files_are_refused_at_the_second() {
        var problems = refused(Map.of("a.drl", Books.points(1), "b.drl", Books.points(2)));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).said(RUSSIAN))
                .startsWith("b.drl:3:1 правило «Всем»:")
                .contains("a.drl:3");
    }

    @Test
    void files_that_hide_rules_by_their_names_are_told() throws IOException {
        write("score.drl", Books.points(10));
        write("verdict.drl.txt", "package voronka.verdict");
        write("table.xlsx", "");
        write("ROUTE.DRL", "package voronka.route");

        assertThat(refused(folder))
                .extracting(Problem::file, Problem::code)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("verdict.drl.txt", "bad-name"),
                        org.assertj.core.groups.Tuple.tuple("table.xlsx", "excel-file"),
                        org.assertj.core.groups.Tuple.tuple("ROUTE.DRL", "bad-name"));
    }

    @Test
    void a_name_with_a_way_out_of_the_folder_is_no_name_of_a_file() {
        assertThat(refused(Map.of("../score.drl", Books.points(1))))
                .extracting(Problem::code)
                .containsExactly("bad-name");
    }

    @Test
    void a_file_that_does_not_say_what_it_decides_is_refused_with_a_hint() {
        assertThat(refused(Map.of("a.drl", "rule \"x\" when then end", "b.drl", "\npackage voronka.scor\n")))
                .extracting(p -> p.said(RUSSIAN))
                .containsExactly(
                        "a.drl:1: Файл не говорит, что он решает: нет строки вроде «package voronka.score». Бывают:"
                                + " voronka.score, voronka.verdict, voronka.route, voronka.escalate, voronka.approve.",
                        "b.drl:2:9: Нет пакета «voronka.scor». Возможно, «voronka.score»? Бывают: voronka.score,"
                                + " voronka.verdict, voronka.route, voronka.escalate, voronka.approve.");
    }

    @Test
    void all_problems_of_all_files_are_told_at_once_by_place() {
        var refused = catchThrowableOfType(
                BookRefused.class,
                () -> RuleBook.of(Map.of(
                        "b.drl",
                        Books.points(1).replace("budget", "budgt"),
                        "a.drl",
                        Books.points(2).replace("Lead", "Led"))));

        assertThat(refused.problems()).extracting(Problem::file).containsExactly("a.drl", "b.drl");
        assertThat(refused.said(RUSSIAN))
                .contains("a.drl:5:5 правило «Всем»: ", "b.drl:5:10 правило «Всем»: ", "«budget»");
        assertThat(refused).hasMessageContaining("a.drl:5:5 rule \"Всем\"");
    }

    @Test
    void a_role_that_nobody_has_is_refused_and_owner_and_stage_are_no_roles_elsewhere() {
        var text = """
                package voronka.escalate
                rule "Так"
                when
                    Card(process == "deal")
                then
                    escalate.notify("OWNER", "а");
                    escalate.reassign("STAGE", "а");
                    escalate.reassign("BUYER", "а");
                    escalate.raise("OWNER", "а");
                    escalate.reassign("общая", "а");
                end
                """;

        assertThat(refused(Map.of("e.drl", text)))
                .extracting(p -> p.file() + ":" + p.line() + " " + p.code())
                .containsExactly("e.drl:9 unknown-role", "e.drl:10 unknown-role");
        assertThat(refused(Map.of("e.drl", text.replace("BUYER", "HEAD").replace("notify(\"OWNER", "notify(\"HEED"))))
                .extracting(p -> p.said(RUSSIAN))
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("e.drl:6:").contains("«HEED»", "«HEAD»"));
    }

    @Test
    void a_rule_that_would_run_code_is_refused_unless_the_book_is_trusted() {
        var text = """
                package voronka.score
                rule "Код"
                when
                    Lead(budget >= 0)
                then
                    System.setProperty("voronka.ran", "yes");
                end
                """;

        assertThatThrownBy(() -> RuleBook.of(Map.of("s.drl", text))).isInstanceOf(BookRefused.class);
        assertThat(RuleBook.trusted(Map.of("s.drl", text)).isTrusted()).isTrue();
    }

    private void write(String name, String text) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Problem> refused(Path from) {
        return catchThrowableOfType(BookRefused.class, () -> RuleBook.read(from))
                .problems();
    }

    private static List<Problem> refused(Map<String, String> files) {
        return catchThrowableOfType(BookRefused.class, () -> RuleBook.of(files)).problems();
    }
}
