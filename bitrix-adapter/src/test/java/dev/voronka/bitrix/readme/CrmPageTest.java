package dev.voronka.bitrix.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/crm.md shows is compiled. */
class CrmPageTest {

    @Test
    void every_java_snippet_of_the_page_is_cut_from_a_compiled_class() throws IOException {
        var blocks = Files.readString(Path.of("../docs/crm.md")).split("```java\n", -1);
        var shown = new ArrayList<String>();
        for (var i = 1; i < blocks.length; i++) {
            shown.add(blocks[i].substring(0, blocks[i].indexOf("```")));
        }

        assertThat(shown).isEqualTo(List.of(lines("host"), lines("server")));
    }

    private static String lines(String mark) throws IOException {
        var text = Files.readString(Path.of("src/test/java/dev/voronka/bitrix/readme/CrmLines.java"));
        return text.substring(text.indexOf("// " + mark + ":begin\n"), text.indexOf("        // " + mark + ":end"))
                .lines()
                .skip(1)
                .map(line -> line.isBlank() ? "" : line.substring("        ".length()))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
