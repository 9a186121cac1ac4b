package dev.voronka.bitrix.client;

import static dev.voronka.bitrix.client.ScriptedPortal.error;
import static dev.voronka.bitrix.client.ScriptedPortal.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/bitrix-client.md shows is so. */
class ClientPageTest {

    private static final Path PAGE = Path.of("../docs/bitrix-client.md");

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    /** The lines between two marks. */
    private static String lines(String mark) throws IOException {
        var lines = Files.readString(Path.of("src/test/java/dev/voronka/bitrix/client/ClientLines.java"));
        return lines.substring(lines.indexOf("// " + mark + ":begin\n"), lines.indexOf("        // " + mark + ":end"))
                .lines()
                .skip(1)
                .map(line -> line.isBlank() ? "" : line.substring("        ".length()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String statuses(RetryTable.Row row) {
        if (row.from() == 0) {
            return "any";
        }
        return row.from() == row.to() ? String.valueOf(row.from()) : row.from() + "–" + row.to();
    }

    private static String codes(RetryTable.Row row) {
        return row.codes().isEmpty()
                ? "any"
                : row.codes().stream()
                        .map(code -> code.replace("BITRIX_REST_V3_EXCEPTION_", "…V3…"))
                        .map(code -> code.equals(RetryTable.NO_JSON) ? "no JSON" : "`" + code + "`")
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    @Test
    void the_page_shows_the_table_that_is_followed() throws IOException {
        var table = RetryTable.ROWS.stream()
                .map(row -> "| " + statuses(row) + " | " + codes(row) + " | " + row.kind() + " | " + row.remedy().words
                        + " |")
                .collect(
                        Collectors.joining("\n", "| status | code | kind | what is done |\n|---|---|---|---|\n", "\n"));

        if (Boolean.getBoolean("voronka.renew")) {
            Files.writeString(
                    PAGE, page().replaceFirst("(?s)\\| status \\|.*?\n\n", Matcher.quoteReplacement(table + "\n")));
        }
        assertThat(page()).contains(table);
    }

    @Test
    void the_page_shows_lines_that_compile() throws IOException {
        assertThat(page()).contains("```java\n" + lines("first") + "```").contains("```java\n" + lines("app") + "```");
    }

    @Test
    void the_lines_do_what_the_page_says() {
        try (var portal = new ScriptedPortal()) {
            portal.then(
                    ok("{\"item\":{\"id\":7,\"title\":\"Deal\"}}"),
                    ok("{\"result\":{\"deal\":{\"CONTACT_ID\":5},\"contact\":{\"NAME\":\"Contact\"}}}"),
                    ok("{\"items\":[{\"id\":7,\"title\":\"One\"}]}"),
                    ok("{\"items\":[]}"),
                    error(400, "NOT_FOUND"));

            assertThat(ClientLines.run(portal.webhook())).containsExactly("Deal", "Contact", "One");
        }
    }
}
