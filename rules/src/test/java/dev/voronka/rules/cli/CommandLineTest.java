package dev.voronka.rules.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.CardId;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.decision.LeadFacts;
import dev.voronka.rules.BookDecisions;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.Vocabulary;
import dev.voronka.rules.explain.Titles;
import dev.voronka.store.DecisionForm;
import dev.voronka.store.JacksonCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as people and other programs call it. */
class CommandLineTest {

    /** How a run ended. */
    private record Ended(int exit, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private static final Titles TITLES = Titles.standard();
    private static final String CARD = "01890a5d-ac96-774b-bcce-b302099a8057";
    private static final String SCORE = """
            package voronka.score

            rule "Крупный"
            when
            \tLead(budget >= 1000000)
            then
                score.add(25, "бюджет от миллиона", "fit");
            end
            """;
    private static final String EXAMPLES = """
            пример;бюджет;ожидаем баллы
            Миллион;1 000 000;25
            Мало;850 000;0
            """;

    @TempDir
    Path folder;

    private Path rules;

    @BeforeEach
    void a_good_book() throws IOException {
        rules = Files.createDirectory(folder.resolve("правила"));
        write("score.drl", SCORE);
        write("score.examples.csv", EXAMPLES);
    }

    @Test
    void what_is_written_never_takes_the_place_of_rules_or_of_what_is_read() throws IOException {
        var log = folder.resolve("d.jsonl");
        Files.writeString(log, "");
        var page = folder.resolve("w.html");

        assertThat(run("docs", dir(), "--out", rules.resolve("score.drl").toString(), "--lang", "ru"))
                .satisfies(e -> assertThat(e.exit()).isEqualTo(2))
                .satisfies(e -> assertThat(e.err()).contains("он был бы потерян"));
        assertThat(Files.readString(rules.resolve("score.drl"))).isEqualTo(SCORE);
        for (var bad : List.of(
                new String[] {"--html", log.toString()},
                new String[] {"--csv", log.toString()},
                new String[] {"--html", page.toString(), "--csv", page.toString()},
                new String[] {"--csv", rules.resolve("new.csv").toString()},
                new String[] {"--csv", rules.resolve("score.examples.csv").toString()})) {
            var all = Stream.concat(Stream.of("what-if", "--new", dir(), "--decisions", log.toString()), Stream.of(bad))
                    .toArray(String[]::new);
            assertThat(run(all).exit()).as(String.join(" ", all)).isEqualTo(2);
        }
        assertThat(log).isEmptyFile();
        assertThat(Files.readString(rules.resolve("score.examples.csv"))).isEqualTo(EXAMPLES);
        // Once more over the page of before is fine.
        assertThat(run("docs", dir(), "--out", page.toString()).exit()).isZero();
        assertThat(run("docs", dir(), "--out", page.toString()).exit()).isZero();
        assertThat(run("check", "@" + log).err()).contains("@");
    }

    @Test
    void a_command_with_a_typo_is_guessed() {
        assertThat(run("chek", dir(), "--lang", "ru").err())
                .contains("Неизвестный аргумент: chek")
                .contains("check?");
    }

    @Test
    void output_that_is_lost_is_no_success() {
        var closed = new PrintStream(
                new java.io.OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                true,
                UTF_8);
        var err = new ByteArrayOutputStream();

        var exit = VoronkaRules.run(
                Judging.standard(), TITLES, closed, new PrintStream(err, true, UTF_8), "docs", dir(), "--lang=ru");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Не всё напечатано");
    }

    @Test
    void a_sound_book_is_told_what_is_odd_in_it_and_passes() throws IOException {
        write("verdict.drl", """
                package voronka.verdict

                rule "Поддерживаем связь"
                when
                    Total(score >= 5)
                then
                    verdict.set(Verdict.NURTURE, "от пяти");
                end

                rule "Продаём"
                when
                    Total(score >= 20)
                then
                    verdict.set(Verdict.QUALIFIED, "от двадцати");
                end
                """);

        var told = run("check", rules.toString(), "--lang", "ru");
        var json = run("check", rules.toString(), "--lang", "ru", "--json").json();

        assertThat(told.exit()).isZero();
        assertThat(told.out())
                .contains("Точно: ")
                .contains("verdict.drl:10: Правило «Продаём» никогда не решает")
                .contains("Правила приняты.");
        assertThat(json.get("ok").booleanValue()).isTrue();
        assertThat(json.get("analysis").get("complete").booleanValue()).isTrue();
        assertThat(json.get("analysis").get("findings").get(0).get("severity").stringValue())
                .isEqualTo("sure");
        assertThat(json.get("warnings").get(0).get("rule").stringValue()).isEqualTo("Продаём");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "test", "docs"})
    void a_good_book_is_fine_in_both_languages_and_as_json(String command) {
        assertThat(run(command, dir()).exit()).isZero();
        assertThat(run(command, dir(), "--lang", "ru").exit()).isZero();
        var json = run(command, dir(), "--json");
        assertThat(json.exit()).isZero();
        assertThat(json.err()).isEmpty();
        assertThat(json.json().get("command").asString()).isEqualTo(command);
        assertThat(json.json().get("ok").asBoolean()).isTrue();
        assertThat(json.json().get("book").asString())
                .isEqualTo(RuleBook.read(rules).version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "test", "docs"})
    void a_broken_book_is_refused_with_the_line_and_a_mark_below_the_place(String command) throws IOException {
        write("score.drl", SCORE.replace("budget", "budgt"));

        var ru = run(command, dir(), "--lang", "ru");
        var json = run(command, dir(), "--lang=ru", "--json");

        assertThat(ru.exit()).isEqualTo(1);
        assertThat(ru.out().lines())
                .containsExactly(
                        "score.drl:5:7 правило «Крупный»: у факта Lead нет поля «budgt». Возможно, «budget»? Поля:"
                                + " source, region, budget, answers, channel, direction, products, company, consent, touches, reached,"
                                + " daysSinceFirstTouch",
                        "    \tLead(budgt >= 1000000)",
                        "    \t     ^",
                        "Правила не приняты, ошибок: 1.");
        assertThat(json.exit()).isEqualTo(1);
        var problem = json.json().get("problems").get(0);
        assertThat(json.json().get("ok").asBoolean()).isFalse();
        assertThat(List.of("file", "rule", "code").stream()
                        .map(f -> problem.get(f).asString()))
                .containsExactly("score.drl", "Крупный", "unknown-field");
        assertThat(problem.get("line").asInt()).isEqualTo(5);
        assertThat(problem.get("column").asInt()).isEqualTo(7);
        assertThat(problem.get("text").asString()).startsWith("у факта Lead");
        assertThat(run(command, dir(), "--lang", "en").out()).contains("rule \"Крупный\": ");
    }

    @Test
    void a_failed_example_tells_what_was_expected_and_what_came_out() throws IOException {
        write("score.examples.csv", EXAMPLES.replace("850 000;0", "850 000;10"));

        var ru = run("test", dir(), "--lang", "ru");
        var json = run("test", dir(), "--json");

        assertThat(ru.exit()).isEqualTo(1);
        assertThat(ru.out())
                .contains("score.examples.csv:3 Мало     НЕ ТАК  —")
                .contains("    ожидаем баллы: ожидали «10», вышло «0»")
                .endsWith("Примеров 2, неверных 1, непрочитанных мест 0.\n");
        assertThat(json.exit()).isEqualTo(1);
        var examples = json.json().get("examples");
        assertThat(examples.get(0).get("passed").asBoolean()).isTrue();
        assertThat(examples.get(0).get("rules").get(0).asString()).isEqualTo("Крупный");
        assertThat(examples.get(1).get("misses").get(0).get("got").asString()).isEqualTo("0");
        assertThat(run("check", dir()).exit()).isZero();
    }

    @Test
    void a_table_that_cannot_be_read_fails_and_a_book_without_examples_does_not() throws IOException {
        write("score.examples.csv", "пример;бюджт\nа;5\n");
        var unread = run("test", dir(), "--lang", "ru");
        assertThat(unread.exit()).isEqualTo(1);
        assertThat(unread.out())
                .contains("score.examples.csv:1:8: Нет столбца «бюджт».", "    пример;бюджт", "           ^");

        Files.delete(rules.resolve("score.examples.csv"));
        assertThat(run("test", dir(), "--lang", "ru")).satisfies(e -> {
            assertThat(e.exit()).isZero();
            assertThat(e.out()).contains("Примеров нет");
        });
    }

    @Test
    void a_file_of_windows_1251_is_refused_with_what_to_do() throws IOException {
        Files.write(rules.resolve("score.drl"), SCORE.getBytes(Charset.forName("windows-1251")));

        var ended = run("check", dir(), "--lang", "ru");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).contains("score.drl:3", "Windows-1251", "UTF-8").doesNotContain("\uFFFD");
    }

    @Test
    void an_empty_folder_is_refused() throws IOException {
        var empty = Files.createDirectory(folder.resolve("empty"));

        var ended = run("check", empty.toString(), "--lang", "ru");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).contains("Нет ни одного файла правил");
    }

    static Stream<List<String>> wrongCalls() {
        return Stream.of(
                List.of(),
                List.of("check"),
                List.of("chek", "DIR"),
                List.of("check", "DIR", "--fast"),
                List.of("check", "DIR", "other"),
                List.of("check", "nowhere"),
                List.of("test", "FILE"),
                List.of("check", "DIR", "--lang", "de"),
                List.of("docs", "DIR", "--format", "pdf"),
                List.of("docs", "DIR", "--out", "DIR"),
                List.of("docs", "DIR", "--out", "nowhere/page.html"),
                List.of("explain", "--rules", "DIR"),
                List.of("explain", "--rules", "DIR", "--facts", "score.examples.csv", "--row", "9"),
                List.of("explain", "--rules", "DIR", "--facts", "none.csv"),
                List.of("explain", "--rules", "DIR", "--facts", "score.examples.csv", "--row", "x"),
                List.of("explain", "--rules", "DIR", "--facts", "score.examples.csv", "--rule", "нет такого"),
                List.of(
                        "explain",
                        "--rules",
                        "DIR",
                        "--facts",
                        "score.examples.csv",
                        "--decisions",
                        "FILE",
                        "--card",
                        "1"),
                List.of("explain", "--rules", "DIR", "--decisions", "FILE", "--card", "17"),
                List.of("explain", "--rules", "DIR", "--decisions", "FILE"),
                List.of("explain", "--rules", "DIR", "--decisions", "FILE", "--card", CARD),
                List.of("what-if", "--old", "DIR", "--new", "DIR"),
                List.of("what-if", "--old", "DIR", "--new", "DIR", "--decisions", "nowhere.jsonl"),
                List.of("what-if", "--old", "DIR", "--new", "DIR", "--decisions", "DIR"),
                List.of("what-if", "--old", "DIR", "--new", "DIR", "--decisions", "FILE"),
                List.of("what-if", "--new", "nowhere", "--decisions", "FILE"));
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    void a_wrong_call_ends_with_2_says_why_on_standard_error_and_shows_no_stack_trace(List<String> args) {
        var call = args.stream()
                .map(a -> a.equals("DIR")
                        ? dir()
                        : a.equals("FILE") ? rules.resolve("score.drl").toString() : a)
                .toArray(String[]::new);

        var ended = run(call);

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isNotBlank().doesNotContain("\tat ", "Exception:", "Exception in");
    }

    @Test
    void a_wrong_call_answers_a_program_with_json_and_people_in_their_language() {
        var json = run("check", "nowhere", "--json", "--lang", "ru");
        assertThat(json.exit()).isEqualTo(2);
        assertThat(json.json().get("ok").asBoolean()).isFalse();
        assertThat(json.json().get("exit").asInt()).isEqualTo(2);
        assertThat(json.json().get("error").asString()).startsWith("Нет папки nowhere.");
        assertThat(json.err()).contains("Нет папки nowhere.");

        assertThat(run("check", "--lang", "ru").err()).startsWith("Не хватает аргумента: DIR.");
        assertThat(run("check", dir(), "--fast", "--lang", "ru").err()).startsWith("Неизвестный аргумент: --fast.");
        assertThat(run("check", "--lang", "en").err()).startsWith("An argument is missing: DIR.");
    }

    @ParameterizedTest
    @CsvSource({"ru,Правила не приняты", "en,The rules are refused", "de,The rules are refused"})
    void without_lang_the_language_of_the_system_is_spoken(String system, String said) throws IOException {
        write("score.drl", "package voronka.score\nrule");
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(system));

            assertThat(run("check", dir()).out()).contains(said);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void every_command_has_help_in_both_languages_with_exit_codes_and_an_example() {
        for (var command : List.of("", "check", "test", "docs", "explain", "what-if")) {
            var ru = command.isEmpty() ? run("--help", "--lang", "ru") : run(command, "--help", "--lang", "ru");
            var en = command.isEmpty() ? run("--help", "--lang", "en") : run(command, "--help", "--lang", "en");
            assertThat(List.of(ru.exit(), en.exit())).containsOnly(0);
            assertThat(ru.out())
                    .contains(
                            "Вызов: voronka-rules",
                            "Коды завершения:",
                            "0   всё в порядке",
                            "Примеры:\n  voronka-rules");
            assertThat(en.out())
                    .contains("Usage: voronka-rules", "Exit codes:", "0   all is fine", "Examples:\n  voronka-rules");
            assertThat(ru.out().replaceAll("DIR|FILE|HTML|Markdown|JSON|voronka.decisions", ""))
                    .doesNotContain("Usage", "Exit");
        }
        assertThat(run("--version").out()).startsWith("voronka-rules ");
    }

    @Test
    void all_that_the_program_says_it_says_in_both_languages() {
        var texts = Texts.beside(Screen.class, "cli");
        assertThat(texts.codes()).isNotEmpty().allSatisfy(code -> {
            assertThat(texts.find(code, Texts.RUSSIAN)).as(code).isPresent();
            assertThat(texts.find(code, Locale.ENGLISH)).as(code).isPresent();
        });
    }

    @Test
    void the_page_has_every_rule_in_words_the_policies_and_the_examples_and_needs_nothing_else() throws IOException {
        var file = folder.resolve("page.html");

        var ended = run("docs", dir(), "--out", file.toString(), "--lang", "ru");

        assertThat(ended.out()).contains("правил 1");
        assertThat(Files.readString(file))
                .startsWith("<!doctype html>")
                .contains("lang=\"ru\"", "Баллы лида", "баллы складываются", "Крупный", "score.drl:3")
                .contains("бюджет не меньше 1\u00A0000\u00A0000", "добавить 25\u00A0баллов: бюджет от миллиона")
                .contains("<td>850 000</td>")
                .doesNotContain("http:", "https:", "src=", "<script", "@import", "url(");
    }

    @Test
    void a_name_that_looks_like_markup_stays_a_name() throws IOException {
        write(
                "score.drl",
                SCORE.replace("\"Крупный\"", "\"<b>&amp; *x* | y\"").replace("бюджет от", "<script>alert(1)</script>"));

        assertThat(run("docs", dir()).out())
                .contains("&lt;b&gt;&amp;amp; *x* | y", "&lt;script&gt;")
                .doesNotContain("<script", "<b>");
        assertThat(run("docs", dir(), "--format", "md").out())
                .contains("&lt;b&gt;&amp;amp; \\*x\\* \\| y")
                .doesNotContain("<script");
    }

    @Test
    void the_page_as_json_has_the_words_too() {
        var rule = run("docs", dir(), "--json", "--lang", "en")
                .json()
                .get("kinds")
                .get(0)
                .get("rules")
                .get(0);

        assertThat(rule.get("conditions").get(0).asString()).isEqualTo("budget at least 1,000,000");
        assertThat(rule.get("actions").get(0).asString()).startsWith("add 25\u00A0points: ");
    }

    @Test
    void a_row_of_a_table_is_explained_with_the_value_and_what_was_wanted() {
        var ru = run("explain", "--rules", dir(), "--facts", "score.examples.csv", "--row", "3", "--lang", "ru");
        var json = run("explain", "--rules", dir(), "--facts", "score.examples.csv", "--json", "--lang", "ru");

        assertThat(ru.exit()).isZero();
        assertThat(ru.out().replace('\u00A0', ' ')).isEqualTo("""
                score.examples.csv:3 Мало
                Не сработали, ближайшие первыми:
                  - Крупный  score.drl:3  не выполнено 1 из 1
                      бюджет 850 000, нужно не меньше 1 000 000

                """);
        var decisions = json.json().get("decisions");
        assertThat(decisions.get(0).get("rules").get(0).get("state").asString()).isEqualTo("fired");
        var missed = decisions.get(1).get("rules").get(0);
        assertThat(missed.get("state").asString()).isEqualTo("missed");
        assertThat(missed.get("conditions").get(0).get("gap").decimalValue()).isEqualByComparingTo("150000");
    }

    @Test
    void what_other_rules_would_have_decided_is_told_as_text_table_page_and_json() throws IOException {
        var changed = Files.createDirectory(folder.resolve("changed"));
        Files.writeString(changed.resolve("score.drl"), SCORE.replace("25", "60"));
        var lead = new LeadFacts("", "", new BigDecimal("2000000"), new TreeMap<>());
        var decided = BookDecisions.of(RuleBook.read(rules), Judging.standard())
                .qualifier()
                .orElseThrow()
                .answer(lead);
        var log = folder.resolve("decisions.jsonl");
        var form = new DecisionForm(new JacksonCodec());
        var at = Instant.parse("2026-10-01T09:00:00Z");
        Files.writeString(log, form.json(form.line(CardId.parse(CARD), "incoming-lead", 1, "", at, decided)) + "\n");
        var csv = folder.resolve("cases.csv");
        var html = folder.resolve("page.html");

        var text = run(
                "what-if",
                "--old",
                dir(),
                "--new",
                changed.toString(),
                "--decisions",
                log.toString(),
                "--csv",
                csv.toString(),
                "--html",
                html.toString(),
                "--lang",
                "ru");
        var json = run("what-if", "--old", dir(), "--new", changed.toString(), "--decisions", log.toString(), "--json");

        assertThat(text.err()).isEmpty();
        assertThat(text.exit()).isZero();
        assertThat(text.out()).contains(RuleBook.read(changed).version());
        assertThat(Files.readString(csv)).contains(CARD);
        assertThat(Files.readString(html)).startsWith("<!").contains("lang=\"ru\"");
        assertThat(json.json().get("counts").get("changed").asInt()).isEqualTo(1);
        assertThat(json.json().get("kinds").get("qualify").get("decisions").asInt())
                .isEqualTo(1);
        assertThat(run("what-if", "--old", dir(), "--new", folder.toString(), "--decisions", log.toString())
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void a_logged_decision_is_explained_by_its_card_and_another_version_is_told() throws IOException {
        var card = CardId.parse(CARD);
        var other = CardId.parse("01890a5d-ac96-774b-bcce-b302099a8058");
        var book = RuleBook.of(Map.of("score.drl", SCORE.replace("1000000", "800000")));
        var lead = new LeadFacts("", "", new BigDecimal("850000"), new TreeMap<>());
        var decided = BookDecisions.of(book, Judging.standard())
                .qualifier()
                .orElseThrow()
                .answer(lead);
        var form = new DecisionForm(new JacksonCodec());
        var at = Instant.parse("2026-10-01T09:00:00Z");
        var log = folder.resolve("decisions.jsonl");
        Files.writeString(
                log,
                form.json(form.line(other, "incoming-lead", 1, "", at, decided)) + "\n"
                        + form.json(form.line(card, "incoming-lead", 2, "", at, decided)) + "\n");

        var ru = run(
                "explain", "--rules", dir(), "--decisions", log.toString(), "--card", card.toString(), "--lang", "ru");

        assertThat(ru.err()).isEmpty();
        assertThat(ru.exit()).isZero();
        assertThat(ru.out().replace('\u00A0', ' '))
                .contains(card + " 2026-10-01T09:00:00Z")
                .contains("Решение принято по версии " + book.version())
                .contains("бюджет 850 000, нужно не меньше 1 000 000")
                .doesNotContain(other.toString());
        Files.writeString(log, "{\"card\":\"" + card + "\"}\n");
        assertThat(run(
                        "explain",
                        "--rules",
                        dir(),
                        "--decisions",
                        log.toString(),
                        "--card",
                        card.toString(),
                        "--lang",
                        "ru"))
                .satisfies(e -> {
                    assertThat(e.exit()).isEqualTo(2);
                    assertThat(e.err()).contains("не журнал решений", "decisions.jsonl, line 1:");
                });
    }

    @Test
    void a_host_with_roles_of_its_own_runs_the_program_with_its_vocabulary() throws IOException {
        write("approve.drl", """
                package voronka.approve
                rule "Склад"
                when
                    Request(process == "deal")
                then
                    approve.require("WAREHOUSE", "склад");
                end
                """);

        assertThat(run("check", dir()).exit()).isEqualTo(1);
        var own = Vocabulary.STANDARD.role(Role.own("WAREHOUSE"));
        assertThat(run(Judging.standard().vocabulary(own), "check", dir()).exit())
                .isZero();
    }

    private String dir() {
        return rules.toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(rules.resolve(name), text);
    }

    private static Ended run(String... args) {
        return run(Judging.standard(), args);
    }

    private static Ended run(Judging judging, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exit = VoronkaRules.run(
                judging, TITLES, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), args);
        return new Ended(exit, out.toString(UTF_8), err.toString(UTF_8));
    }
}
