package dev.voronka.examples.anycrm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.contracts.CrmContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about other CRMs says what the code does. */
class TrytonPageTest {

    private static final Path ROOT = Files.exists(Path.of("docs")) ? Path.of("") : Path.of("../..");
    private static final Path MODULE = ROOT.resolve("examples/any-crm");

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static String bare(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    @Test
    void every_java_snippet_is_cut_from_code_that_runs() throws IOException {
        var code = new StringBuilder();
        for (var file : List.of(
                "main/java/dev/voronka/examples/anycrm/AnyCrmExample.java",
                "test/java/dev/voronka/examples/anycrm/TrytonCrmTest.java")) {
            code.append(bare(read(MODULE.resolve("src/" + file)))).append('\n');
        }

        var blocks = read(ROOT.resolve("docs/any-crm.md")).split("```java\n", -1);
        for (var i = 1; i < blocks.length; i++) {
            assertThat(code.toString()).contains(bare(blocks[i].substring(0, blocks[i].indexOf("```"))));
        }
        assertThat(blocks).hasSizeGreaterThan(1);
    }

    @Test
    void the_tables_are_the_mapping() throws IOException {
        var page = read(ROOT.resolve("docs/any-crm.md"));
        var mapping = TrytonDeals.mapping(CrmContract.DEALS, CrmContract.FIELDS);

        mapping.states()
                .forEach((stage, state) -> assertThat(page).contains("| `" + stage + "` | `" + state + "` |\n"));
        mapping.fields().forEach(f -> assertThat(page).contains("`" + f.code() + "`"));
    }

    @Test
    void the_fields_of_the_mapping_are_those_of_the_module_or_of_tryton() throws IOException {
        var module = read(MODULE.resolve("tryton-module/voronka/opportunity.py"));

        TrytonDeals.mapping(CrmContract.DEALS, CrmContract.FIELDS).names().values().stream()
                .filter(name -> !name.equals("lost_reason"))
                .forEach(name -> assertThat(module).contains("    " + name + " = fields."));
    }
}
