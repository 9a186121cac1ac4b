package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.rules.example.Examples;
import dev.voronka.rules.gate.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pages on rules show is so. */
class RulesPagesTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\n(.*?)```");

    @Test
    void the_page_for_hosts_shows_lines_that_compile() throws IOException {
        assertThat(page("rules.md"))
                .contains("```java\n" + lines("readme") + "```")
                .contains("```java\n" + lines("analysis") + "```")
                .contains("```java\n" + lines("what-if") + "```");
    }

    /** The lines between two marks. */
    private static String lines(String mark) throws IOException {
        var lines = Files.readString(Path.of("src/test/java/dev/voronka/rules/RulesLines.java"));
        return lines.substring(lines.indexOf("// " + mark + ":begin\n"), lines.indexOf("        // " + mark + ":end"))
                .lines()
                .skip(1)
                .map(l -> l.isBlank() ? "" : l.substring("        ".length()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void the_page_for_those_who_write_rules_shows_what_the_analysis_says() throws IOException {
        var odd = """
                package voronka.verdict

                rule "Поддерживаем связь"
                when
                    Total(score >= 25)
                then
                    verdict.set(Verdict.NURTURE, "от 25 баллов");
                end

                rule "Продаём"
                when
                    Total(score >= 50)
                then
                    verdict.set(Verdict.QUALIFIED, "от 50 баллов");
                end

                rule "Не наш клиент"
                when
                    Total(score < 20)
                then
                    verdict.set(Verdict.NOT_TARGET, "меньше 20 баллов");
                end
                """;

        var report = RuleBook.of(Map.of("verdict.drl", odd)).analysed(Judging.standard());

        assertThat(page("rules.ru.md")).contains("```report\n" + report.text(Locale.forLanguageTag("ru")) + "```");
    }

    @Test
    void the_page_for_those_who_write_rules_is_a_book_whose_examples_pass() throws IOException {
        Map<String, String> files = new HashMap<>();
        files.put("score.dsl", RuleBook.starterFiles().get("score.dsl"));
        var blocks = BLOCK.matcher(page("rules.ru.md"));
        while (blocks.find()) {
            if (blocks.group(1).equals("report")) {
                continue;
            }
            var kind = blocks.group(1).equals("examples") ? "examples.csv" : blocks.group(1);
            files.put((kind.equals("examples.csv") ? "score." : "block" + files.size() + ".") + kind, blocks.group(2));
        }

        var book = RuleBook.of(files);

        assertThat(files).hasSize(6);
        assertThat(book.kinds()).containsExactly(Kind.SCORE, Kind.ROUTE);
        var judging = Judging.standard();
        var report = Examples.tried(
                book.examples(),
                BookDecisions.of(book, judging),
                judging.vocabulary().questionnaire(),
                judging.vocabulary().figures(),
                judging.clock());
        assertThat(report.problems()).isEmpty();
        assertThat(report.tried()).hasSize(2);
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", "docs", name));
    }
}
