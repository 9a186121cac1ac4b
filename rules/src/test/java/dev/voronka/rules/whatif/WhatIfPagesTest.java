package dev.voronka.rules.whatif;

import static dev.voronka.rules.whatif.Stored.candidate;
import static dev.voronka.rules.whatif.Stored.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Texts;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.RoutingRules.Candidate;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.source.Csv;
import dev.voronka.rules.source.Csv.Cell;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table and the page that people open. */
class WhatIfPagesTest {

    private static final Judging JUDGING =
            Desk.judging(Clock.fixed(Instant.parse("2031-01-15T20:00:00Z"), Desk.MOSCOW));

    private static final RuleBook BEFORE = Desk.book(Map.of("score.drl", """
            package voronka.score
            rule "Крупный" when Lead(budget >= 1000000) then score.add(40, "крупный", "fit"); end
            """, "route.drl", """
            package voronka.route
            rule "Имя; с 'точкой'" when Card($r : region) $who : Candidate(territories contains $r) then
                route.prefer($who.id(), 20, "регион"); end
            """));

    private static final RuleBook AFTER = Desk.book(Map.of("score.drl", """
            package voronka.score
            rule "<script>alert(1)</script> & 'кавычки'" when Lead(budget >= 1000000) then score.add(5, "б"); end
            """, "route.drl", """
            package voronka.route
            rule "=cmd|' /C calc'!A0" when Card() then
                route.queue("=HYPERLINK(A1;2)", "т"); end
            """));

    private static Stored stored() {
        return new Stored(BEFORE)
                .judged(lead(2_000_000), lead(5))
                .given("an\"na; x", question("msk", 0, candidate("an\"na; x", "msk")))
                .given("@olga", question("msk", 0, candidate("@olga", "msk")))
                .line("qualify", "[]", "{}");
    }

    private static LeadFacts lead(long budget) {
        return Desk.lead(budget, Map.of());
    }

    // The table

    @Test
    void excel_in_russia_opens_the_table_and_takes_nothing_for_a_formula() {
        var out = new StringBuilder();
        var stored = stored();

        var report = WhatIf.of(BEFORE, AFTER, JUDGING).replay(stored.all().stream(), out, Texts.RUSSIAN);

        assertThat(out)
                .startsWith("\uFEFFКогда (Europe/Moscow);Карточка;Процесс;")
                .endsWith("\r\n");
        var rows = Csv.rows(out.substring(1));
        assertThat(rows).hasSize(1 + 4).allMatch(r -> r.cells().size() == 17);
        assertThat(report.counts().changed()).isEqualTo(3);
        assertThat(texts(rows.get(1)))
                .containsExactly(
                        "23.11.2026 10:00",
                        stored.all().get(0).card().toString(),
                        "incoming-lead",
                        "1",
                        "",
                        "Оценка лидов",
                        BEFORE.version(),
                        "иначе",
                        "поддерживаем связь",
                        "не наш клиент",
                        "40",
                        "5",
                        "-35",
                        "«<script>alert(1)</script> & 'кавычки'» +5",
                        "«Крупный» +40",
                        "",
                        "");
        assertThat(texts(rows.get(2)))
                .contains("an\"na; x", "очередь «=HYPERLINK(A1;2)»", "«Имя; с 'точкой'» +20")
                .noneMatch(WhatIfPagesTest::isFormula);
        assertThat(texts(rows.get(3))).contains("'@olga").noneMatch(WhatIfPagesTest::isFormula);
        assertThat(texts(rows.get(4))).contains("не повторено", "факты не читаются", "факты старого образца");
    }

    private static boolean isFormula(String cell) {
        return cell.startsWith("=") || cell.startsWith("@") || cell.startsWith("+");
    }

    private static List<String> texts(Csv.Row row) {
        return row.cells().stream().map(Cell::text).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "\u00A0 =1", "＝1", "－1"})
    void what_begins_like_a_formula_is_guarded(String text) {
        assertThat(CaseTable.guarded(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1", "a=1", "«=1»", "−5"})
    void other_cells_stay_as_they_are(String text) {
        assertThat(CaseTable.guarded(text)).isEqualTo(text);
    }

    @Test
    void a_table_that_cannot_be_written_ends_the_replay() {
        var full = new Appendable() {
            private int written;

            @Override
            public Appendable append(CharSequence text) throws IOException {
                written += text.length();
                if (written > 400) {
                    throw new IOException("disk full");
                }
                return this;
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                return append(text.subSequence(start, end));
            }

            @Override
            public Appendable append(char one) throws IOException {
                return append(String.valueOf(one));
            }
        };

        assertThatThrownBy(
                        () -> WhatIf.of(BEFORE, AFTER, JUDGING).replay(stored().all().stream(), full, Locale.ENGLISH))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("table of changed cases");
    }

    // The page

    @Test
    void the_page_needs_nothing_else_and_runs_nothing_that_a_rule_is_called() {
        var page = WhatIf.of(BEFORE, AFTER, JUDGING)
                .replay(stored().all().stream())
                .html(Texts.RUSSIAN);

        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"ru\">")
                .contains("<meta charset=\"utf-8\">")
                .contains("default-src 'none'")
                .contains("не моделируется")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;кавычки&#39;")
                .contains("факты не читаются")
                .doesNotContain("http:", "https:", "<script", "src=", "url(", "@import", "<link", "<a ");
        assertThat(page.split("<table>", -1)).hasSameSizeAs(page.split("</table>", -1));
        assertThat(page.split("<tr>", -1)).hasSameSizeAs(page.split("</tr>", -1));
        assertThat(page.split("<td", -1)).hasSameSizeAs(page.split("</td>", -1));
    }

    /** For the eye: both pages of a busy department, in {@code target/what-if}. */
    @Test
    void a_page_of_a_busy_department_is_written_in_both_languages() throws IOException {
        var before = Desk.book(Desk.files());
        var files = Desk.files();
        files.put("score.drl", files.get("score.drl").replace("budget >= 1000000", "budget >= 600000"));
        files.put(
                "escalate.drl",
                files.get("escalate.drl").replace("escalate.raise(\"HEAD\"", "escalate.raise(\"DIRECTOR\""));
        files.put("approve.drl", files.get("approve.drl").replace("amount > 100000)", "amount > 1000000)"));
        files.put("people.drl", files.get("people.drl").replace("amount >= 3000000", "amount >= 200000"));
        files.put("new.drl", """
                package voronka.score
                rule "Калуга: новый филиал"
                when
                    Lead(region == "ru.klg")
                then
                    score.add(20, "в Калуге открыт филиал", "fit");
                end
                """);
        var department = new LiveDepartment(before, 2026);
        department.work(500);
        var decisions = department.decisions();

        var report = WhatIf.of(before, Desk.book(files), JUDGING).replay(decisions.stream());

        var folder = Files.createDirectories(Path.of("target", "what-if"));
        Files.writeString(folder.resolve("ru.html"), report.html(Texts.RUSSIAN));
        Files.writeString(folder.resolve("en.html"), report.html(Locale.ENGLISH));
        Files.writeString(folder.resolve("ru.txt"), report.text(Texts.RUSSIAN));
        assertThat(report.tallies()).hasSize(4).allMatch(t -> t.counts().changed() > 0);
        assertThat(report.html(Locale.ENGLISH))
                .contains("<html lang=\"en\">", "Scoring of leads", "Cards per employee", "is not simulated")
                .doesNotContain("моделируется");
    }

    // The words

    @Test
    void every_text_is_there_in_both_languages_and_every_code_has_one() throws IOException {
        var english = texts("whatif.properties");
        var russian = texts("whatif_ru.properties");

        assertThat(russian.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (var code : english.stringPropertyNames()) {
            assertThat(places(russian.getProperty(code))).as(code).isEqualTo(places(english.getProperty(code)));
        }
        for (var sort : Label.Sort.values()) {
            assertThat(english).containsKey("label." + sort.code());
        }
        for (var status : Replayed.Status.values()) {
            assertThat(english).containsKey("status." + status.code());
        }
        for (var mark : Replayed.Mark.values()) {
            assertThat(english).containsKey("mark." + mark.code());
        }
    }

    private static Set<String> places(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Properties texts(String file) throws IOException {
        var texts = new Properties();
        try (var in = WhatIf.class.getResourceAsStream(file)) {
            assertThat(in).isNotNull();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void names_that_look_like_references_to_texts_are_said_as_they_are() {
        var before = Desk.book(Map.of(
                "r.drl", "package voronka.route\nrule \"R\" when Card() then route.prefer(\"x\", 1, \"т\"); end"));
        Candidate[] two = {candidate("@role.HEAD"), candidate("anna", "msk")};
        var stored = new Stored(before).given("@role.HEAD", question("msk", 0, two));

        var text =
                WhatIf.of(before, BEFORE, JUDGING).replay(stored.all().stream()).text(Texts.RUSSIAN);

        assertThat(text).contains("@role.HEAD ⇒ anna: 1").doesNotContain("руководитель");
    }
}
