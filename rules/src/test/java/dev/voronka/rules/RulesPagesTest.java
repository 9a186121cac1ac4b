package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.rules.example.Examples;
import dev.voronka.rules.gate.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
    void the_page_for_those_who_write_rules_is_a_book_whose_examples_pass() throws IOException {
        Map<String, String> files = new HashMap<>();
        files.put("score.dsl", RuleBook.starterFiles().get("score.dsl"));
        var blocks = BLOCK.matcher(page("rules.ru.md"));
        while (blocks.find()) {
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
